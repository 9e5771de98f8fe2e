#include "base/percent.h"
#include <string.h>

static int hex(char ch)
{
    if (ch >= '0' && ch <= '9') return ch - '0';
    if (ch >= 'a' && ch <= 'f') return ch - 'a' + 10;
    if (ch >= 'A' && ch <= 'F') return ch - 'A' + 10;
    return -1;
}

const char *percent_decode(struct arena *a, struct span s, bool plus)
{
    char *out = arena_take(a, s.n + 1);
    size_t n = 0;

    if (!out)
        return NULL;
    for (size_t i = 0; i < s.n; i++) {
        char ch = s.p[i];
        if (ch == '+' && plus) {
            ch = ' ';
        } else if (ch == '%') {
            int high = s.n - i > 2 ? hex(s.p[i + 1]) : -1, low = s.n - i > 2 ? hex(s.p[i + 2]) : -1;
            if (high < 0 || low < 0)
                return NULL;
            ch = (char)(high << 4 | low);
            i += 2;
        }
        out[n++] = ch;
    }
    out[n] = 0;
    return utf8_valid(out, n) ? out : NULL;
}

void percent_encode(struct buf *b, const char *s)
{
    static const char digits[] = "0123456789ABCDEF";

    for (; *s; s++) {
        unsigned char ch = (unsigned char)*s;
        bool plain = (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || strchr("-._~", ch);
        if (plain)
            buf_char(b, *s);
        else
            buf_add(b, (char[]){ '%', digits[ch >> 4], digits[ch & 15] }, 3);
    }
}
