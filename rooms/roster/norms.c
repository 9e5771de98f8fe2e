/* Class sizes that the regulations ask for; schools in Hà Nội often exceed them, so they only warn (domain rules 2.13:
** TT 28/2020 Điều 16, TT 32/2020, TT 52/2020). */
#include "roster/inside.h"

int64_t class_norm(int64_t grade)
{
    static const struct { int64_t from, to, most; } norms[] = { { -4, -3, 25 }, { -2, -2, 30 }, { -1, -1, 35 }, { 1, 5, 35 }, { 6, 12, 45 } };
    for (size_t i = 0; i < sizeof norms / sizeof *norms; i++)
        if (grade >= norms[i].from && grade <= norms[i].to) return norms[i].most;
    return 0;
}
