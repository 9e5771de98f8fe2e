#include "test/harness/json.h"
#include "base/str.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *json_text(const struct json *j, const char *key)
{
    const struct json *m = json_get(j, key);
    return m ? m->text : NULL;
}

long json_int(const struct json *j, const char *key)
{
    const char *s = json_text(j, key);
    return s ? strtol(s, NULL, 10) : 0;
}

char *file_text(struct arena *a, const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    long size = fseek(f, 0, SEEK_END) ? -1 : ftell(f);
    rewind(f);
    char *text = size < 0 ? NULL : arena_take(a, (size_t)size + 1);
    if (text && fread(text, 1, (size_t)size, f) != (size_t)size) text = NULL;
    fclose(f);
    if (text && n) *n = (size_t)size;
    return text;
}
