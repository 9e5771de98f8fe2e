#include "base/few.h"

struct few few_rounded(int64_t n, int64_t least)
{
    if (n <= 0) return (struct few){ FEW_NONE, 0 };
    if (n < least) return (struct few){ FEW_UNDER, 0 };
    return (struct few){ FEW_FROM, n - n % least };
}

bool few_told(int64_t n, int64_t least) { return n <= 0 || n >= least; }

/* The smallest part that is told and not nought; n when there is none. */
static size_t smallest(const int64_t *part, size_t n, const bool *hidden)
{
    size_t at = n;
    for (size_t i = 0; i < n; i++)
        if (!hidden[i] && part[i] > 0 && (at == n || part[i] < part[at])) at = i;
    return at;
}

bool few_hide(const int64_t *part, size_t n, int64_t least, bool *hidden)
{
    int64_t sum = 0;
    size_t many = 0, at;
    for (size_t i = 0; i < n; i++) {
        hidden[i] = part[i] > 0 && part[i] < least;
        if (hidden[i]) sum += part[i], many++;
    }
    if (many == 0) return false;
    while ((many < 2 || sum < least) && (at = smallest(part, n, hidden)) < n) hidden[at] = true, sum += part[at], many++;
    return true;
}
