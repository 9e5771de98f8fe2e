/* multipart/form-data: the first line of the input is the Content-Type, the rest the body. Files lie inside the body, names
** are clean, and no bound is passed. */
#include "web/request.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void must(bool held)
{
    if (!held) abort();
}

static void look(const struct request *q, const uint8_t *body, size_t n)
{
    must(q->body.n + q->files <= BODY_PARTS);
    for (size_t i = 0; i < q->body.n; i++) {
        const struct typed *t = &q->body.item[i];
        must(t->name[0] && strlen(t->name) <= FIELD_NAME_MAX && utf8_valid(t->value, strlen(t->value)));
    }
    for (size_t i = 0; i < q->files; i++) {
        const struct upload *u = &q->file[i].file;
        const uint8_t *from = u->p;
        must(from >= body && u->n <= (size_t)(body + n - from));
        must(!strpbrk(u->name, "/\\\r\n") && !str_is(u->name, "..") && utf8_valid(u->name, strlen(u->name)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct arena a;
    struct request q = { 0 };
    const uint8_t *line = n ? memchr(p, '\n', n) : NULL;

    if (!line) return 0;
    arena_init(&a, 4 << 20);
    const char *type = arena_text_n(&a, (const char *)p, (size_t)(line - p));
    size_t left = n - (size_t)(line + 1 - p);
    uint8_t *body = malloc(left + 1);                  /* its own block, so that reading past its end is seen */
    if (body) {
        memcpy(body, line + 1, left);
        body = realloc(body, left ? left : 1);
        if (multipart_read(&a, type, (struct bytes){ body, left }, &q) == OK) look(&q, body, left);
    }
    free(body);
    arena_finish(&a);
    return 0;
}
