/* html NAME OUT FILE…   compiles the templates of one room (or ui) into OUT/generated/NAME_views.{h,c}.
** html --check FILE…    only reads them: for the tests of refusals. */
#include "html.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 1 << 20, OUT_MAX = 1 << 26 };

void refuse_at(const struct source *s, const char *fmt, ...)
{
    va_list ap;
    fprintf(stderr, "%s:%d: ", s->name, s->line);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    exit(1);
}

static void die(const char *what, const char *path)
{
    fprintf(stderr, "html: ");
    perror(path);
    fprintf(stderr, "html: %s\n", what);
    exit(1);
}

static void compile_path(struct unit *u, const char *path)
{
    static char text[FILE_MAX + 1];
    FILE *f = fopen(path, "rb");
    if (!f) die("cannot read the template", path);
    size_t n = fread(text, 1, sizeof text, f);
    fclose(f);
    if (n > FILE_MAX) { fprintf(stderr, "%s:1: larger than %d bytes\n", path, FILE_MAX); exit(1); }
    if (!utf8_valid(text, n)) { fprintf(stderr, "%s:1: not valid UTF-8\n", path); exit(1); }
    text[n] = 0;
    compile_file(u, path, text, n);
}

/* Writes only what changed, so that make rebuilds only what must be. */
static void write_if_changed(const char *path, const struct buf *b)
{
    if (b->failed) { fprintf(stderr, "html: %s would be too large\n", path); exit(1); }
    FILE *f = fopen(path, "rb");
    if (f) {
        char *old = malloc(b->n + 1);
        size_t n = old ? fread(old, 1, b->n + 1, f) : 0;
        fclose(f);
        bool same = old && n == b->n && memcmp(old, b->p, n) == 0;
        free(old);
        if (same) return;
    }
    f = fopen(path, "wb");
    if (!f || fwrite(b->p, 1, b->n, f) != b->n || fclose(f) != 0) die("cannot write", path);
}

static void unit_begin(struct unit *u, const char *name)
{
    bool ui = strcmp(name, "ui") == 0;
    u->name = name;
    buf_init(&u->c, OUT_MAX);
    buf_init(&u->h, OUT_MAX);
    buf_print(&u->h, "/* Made by tools/html from the templates of %s; do not edit. */\n"
              "#ifndef GENERATED_%s_VIEWS_H\n#define GENERATED_%s_VIEWS_H\n#include \"web/out.h\"\n#include \"%s%s\"\n\n",
              name, name, name, ui ? "ui/ui" : name, ui ? ".h" : "/views.h");
    buf_print(&u->c, "/* Made by tools/html from the templates of %s; do not edit. */\n"
              "#include \"generated/%s_views.h\"\n%s#include \"web/ctx.h\"\n#include \"web/put.h\"\n\n",
              name, name, ui ? "" : "#include \"generated/ui_views.h\"\n");
}

int main(int argc, char **argv)
{
    struct unit u = { 0 };
    char path[4096];
    bool check = argc > 2 && strcmp(argv[1], "--check") == 0;
    if (argc < 3) { fprintf(stderr, "usage: html NAME OUT FILE… | html --check FILE…\n"); return 2; }
    unit_begin(&u, check ? "check" : argv[1]);
    for (int i = check ? 2 : 3; i < argc; i++) compile_path(&u, argv[i]);
    buf_text(&u.h, "\n#endif\n");
    if (check) {
        fwrite(u.c.p, 1, u.c.n, stdout);
    } else {
        snprintf(path, sizeof path, "%s/generated/%s_views.h", argv[2], argv[1]);
        write_if_changed(path, &u.h);
        snprintf(path, sizeof path, "%s/generated/%s_views.c", argv[2], argv[1]);
        write_if_changed(path, &u.c);
    }
    buf_finish(&u.c);
    buf_finish(&u.h);
    return 0;
}
