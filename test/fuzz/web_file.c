/* What comes with a file: the Range header (first line), its name (second line), its content (the rest). Ranges lie inside the file,
** names are clean, a kind is one of ours. */
#include "base/str.h"
#include "web/kind.h"
#include "web/range.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void must(bool held)
{
    if (!held) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct span rest = { (const char *)p, n }, line;
    struct arena a;
    int64_t from, length;
    arena_init(&a, 1 << 20);
    const char *header = span_cut(&rest, '\n', &line) ? arena_text_n(&a, line.p, line.n) : "";
    for (int64_t size = 0; size < 3000; size = size * 3 + 1) {
        enum range r = range_read(header, size, &from, &length);
        must(from >= 0 && length >= 0 && from + length <= size && (r != RANGE_PART || length > 0));
    }
    bool named = rest.p && span_cut(&rest, '\n', &line) && utf8_valid(line.p, line.n);
    const char *type = rest.p ? kind_of(rest.p, rest.n) : KIND_UNKNOWN;
    must(str_is(type, KIND_UNKNOWN) || *kind_ending(type));
    if (named) {
        const char *name = kind_name(&a, arena_text_n(&a, line.p, line.n), type);
        size_t least = strlen(kind_ending(type)), has = strlen(name);
        must(*name && *name != '.' && !strpbrk(name, "/\\\"<>|:*?\n\r") && utf8_valid(name, has) && utf8_count(name) <= 110);
        must(has >= least && strcasecmp(name + has - least, kind_ending(type)) == 0);
    }
    arena_finish(&a);
    return 0;
}
