/* What views write with, given anything: no < and no " leaves put_text, put_message lets only <b> and </b> of the message
** through, and a URL never leaves its attribute nor begins with a scheme that runs something. */
#include "web/ctx.h"
#include "web/out.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void must(bool held) { if (!held) abort(); }

static void lacks(const struct buf *b, const char *chars)
{
    for (size_t i = 0; i < b->n; i++) must(!memchr(chars, b->p[i], strlen(chars)));
}

/* Every < of the output begins <b> or </b>. */
static void only_bold(const struct buf *b)
{
    for (const char *p = b->p; (p = strchr(p, '<')); p++) must(strncmp(p, "<b>", 3) == 0 || strncmp(p, "</b>", 4) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct buf b;
    struct arena arena;
    struct ctx c = { .arena = &arena };
    struct out o = { .b = &b, .lang = n & 1 ? LANG_EN : LANG_VI, .c = &c };
    arena_init(&arena, 1 << 22);
    buf_init(&b, 1 << 22);
    const char *s = arena_text_n(&arena, (const char *)data, n);
    put_text(&o, s);
    lacks(&b, "<>\"'");
    buf_clear(&b);
    put_url(&o, s);
    lacks(&b, "<>\"' \n");
    must(b.n == 0 || strchr("/?#", b.p[0]) || !strncmp(b.p, "https://", 8) || !strncmp(b.p, "mailto:", 7) || !strncmp(b.p, "tel:", 4));
    must(!(b.p[0] == '/' && (b.p[1] == '/' || b.p[1] == '\\')));
    buf_clear(&b);
    put_url_part(&o, s);
    lacks(&b, "<>\"' \n/?#&=:");
    buf_clear(&b);
    put_message(&o, s, (struct msg_part[]){ { "a", s }, { "n", "<b>" } }, 2);
    only_bold(&b);
    lacks(&b, "\"'");
    buf_finish(&b);
    arena_finish(&arena);
    return 0;
}
