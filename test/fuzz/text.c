/* Text from outside, as forms and files bring it: readers must neither crash nor answer what their headers exclude. */
#include "base/ids.h"
#include "base/str.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    char *s = malloc(n + 1);
    if (!s) return 0;
    memcpy(s, p, n);
    s[n] = 0;
    int64_t id, number;
    if (id_read(s, &id) && id <= 0) abort();
    span_int((struct span){ s, n }, &number);
    if (utf8_valid(s, n)) {
        const char *at = s;
        size_t count = 0;
        while (utf8_next(&at, s + n)) count++;
        if (count != utf8_count(s)) abort();
    }
    free(s);
    return 0;
}
