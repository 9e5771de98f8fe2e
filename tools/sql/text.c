/* Memory, buffers, files and errors of the tool. */
#include "tools/sql/sql.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static int wrong_count;

_Noreturn void give_up(const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    fputs("sql: ", stderr);
    vfprintf(stderr, fmt, ap);
    fputc('\n', stderr);
    va_end(ap);
    exit(2);
}

void wrong(struct place at, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    fprintf(stderr, "%s:%d: ", at.file, at.line);
    vfprintf(stderr, fmt, ap);
    fputc('\n', stderr);
    va_end(ap);
    if (++wrong_count >= MAX_ERRORS) give_up("%d errors, that is enough", wrong_count);
}

int wrongs(void) { return wrong_count; }

void *keep(size_t n)
{
    void *p = calloc(1, n ? n : 1);
    if (!p) give_up("out of memory");
    return p;
}

const char *keep_text(const char *p, size_t n)
{
    char *s = keep(n + 1);
    memcpy(s, p, n);
    return s;
}

const char *keep_print(const char *fmt, ...)
{
    char *s;
    va_list ap;
    va_start(ap, fmt);
    if (vasprintf(&s, fmt, ap) < 0) give_up("out of memory");
    va_end(ap);
    return s;
}

bool same(const char *a, const char *b) { return strcmp(a, b) == 0; }
bool same_word(const char *a, const char *b) { return strcasecmp(a, b) == 0; }
bool starts(const char *s, const char *prefix) { return strncmp(s, prefix, strlen(prefix)) == 0; }

bool ends(const char *s, const char *suffix)
{
    size_t n = strlen(s), k = strlen(suffix);
    return n >= k && same(s + n - k, suffix);
}

const char *upper(const char *s)
{
    char *u = keep(strlen(s) + 1);
    for (size_t i = 0; s[i]; i++) u[i] = s[i] >= 'a' && s[i] <= 'z' ? (char)(s[i] - 32) : s[i];
    return u;
}

void text_add(struct text *b, const char *p, size_t n)
{
    if (b->n + n + 1 > b->cap) {
        b->cap = (b->n + n + 1) * 2;
        b->p = realloc(b->p, b->cap);
        if (!b->p) give_up("out of memory");
    }
    memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = 0;
}

void text_char(struct text *b, char ch) { text_add(b, &ch, 1); }

void text_print(struct text *b, const char *fmt, ...)
{
    char *s;
    va_list ap;
    va_start(ap, fmt);
    int n = vasprintf(&s, fmt, ap);
    va_end(ap);
    if (n < 0) give_up("out of memory");
    text_add(b, s, (size_t)n);
    free(s);
}

void text_c_string(struct text *b, const char *s, const char *indent)
{
    while (*s) {
        size_t n = strcspn(s, "\n");
        text_print(b, "%s\"", indent);
        for (size_t i = 0; i < n; i++) {
            if (s[i] == '"' || s[i] == '\\') text_char(b, '\\');
            text_char(b, s[i]);
        }
        s += n;
        if (*s) s++, text_add(b, "\\n", 2);
        text_print(b, "\"%s", *s ? "\n" : "");
    }
}

const char *read_file(const char *path, size_t *n)
{
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    char *p = keep(MAX_FILE_BYTES + 1);
    *n = fread(p, 1, MAX_FILE_BYTES + 1, f);
    fclose(f);
    if (*n > MAX_FILE_BYTES) give_up("%s is over %d bytes", path, MAX_FILE_BYTES);
    p[*n] = 0;
    if (memchr(p, 0, *n)) give_up("%s has a NUL byte", path);
    return p;
}

/* What is there already; kept apart from read_file, since generated files may be large. */
static bool file_is(const char *path, const struct text *b)
{
    FILE *f = fopen(path, "rb");
    if (!f) return false;
    char *p = malloc(b->n + 1);
    if (!p) give_up("out of memory");
    size_t n = fread(p, 1, b->n + 1, f);
    bool is = n == b->n && memcmp(p, b->p, n) == 0;
    free(p);
    fclose(f);
    return is;
}

void write_file(const char *path, const struct text *b)
{
    if (file_is(path, b)) return;
    FILE *f = fopen(path, "wb");
    if (!f) give_up("cannot write %s: %s", path, strerror(errno));
    size_t n = fwrite(b->p, 1, b->n, f);
    if (fclose(f) != 0 || n != b->n) give_up("cannot write %s: %s", path, strerror(errno));
}
