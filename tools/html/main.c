// html GEN              compiles ui/parts/*.html and the views/*.html of rooms and doors into GEN/generated/<room>_views.{h,c}
// html --check FILE…    only compiles, to stdout: for the tests
#include "html.h"
#include <glob.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
    u->views = 0;
    buf_init(&u->c, OUT_MAX);
    buf_init(&u->h, OUT_MAX);
    buf_print(&u->h, "/* Made by tools/html from the templates of %s; do not edit. */\n"
              "#ifndef GENERATED_%s_VIEWS_H\n#define GENERATED_%s_VIEWS_H\n#include \"web/out.h\"\n#include \"%s/%s\"\n\n",
              name, name, name, name, ui ? "ui.h" : "views.h");
    buf_print(&u->c, "/* Made by tools/html from the templates of %s; do not edit. */\n"
              "#include \"generated/%s_views.h\"\n%s#include \"web/app.h\"\n#include \"web/put.h\"\n\n",
              name, name, ui ? "#include \"ui/dev.h\"\n" : "#include \"generated/ui_views.h\"\n");
}

static void unit_end(struct unit *u, const char *gen)
{
    char path[4096];
    buf_text(&u->h, "\n#endif\n");
    snprintf(path, sizeof path, "%s/generated/%s_views.h", gen, u->name);
    write_if_changed(path, &u->h);
    snprintf(path, sizeof path, "%s/generated/%s_views.c", gen, u->name);
    write_if_changed(path, &u->c);
    buf_finish(&u->c);
    buf_finish(&u->h);
}

/* The room of "rooms/roster/views/list.html" is "roster", that of "ui/parts/btn.html" is "ui". */
static struct span room_of(const char *path)
{
    struct span rest = span_of(path), part = { NULL, 0 };
    span_cut(&rest, '/', &part);
    if (!span_is(part, "ui")) span_cut(&rest, '/', &part);
    return part;
}

/* Files come sorted, so those of one room stand together. */
static void compile_pattern(const char *pattern, const char *gen, struct buf *made)
{
    glob_t files;
    struct unit u;
    char room[NAME_MAX_LEN] = "";
    if (glob(pattern, 0, NULL, &files) != 0) return;
    for (size_t i = 0; i < files.gl_pathc; i++) {
        const char *path = files.gl_pathv[i];
        struct span name = room_of(path);
        if (!span_is(name, room)) {
            if (room[0]) unit_end(&u, gen);
            snprintf(room, sizeof room, "%.*s", (int)name.n, name.p);
            unit_begin(&u, room);
            buf_print(made, " %s_views. ", room);
        }
        compile_path(&u, path);
    }
    if (room[0]) unit_end(&u, gen);
    globfree(&files);
}

/* A room that lost its last template must not leave its code behind. */
static void remove_others(const char *gen, const struct buf *made)
{
    char pattern[4096], name[512];
    glob_t files;
    snprintf(pattern, sizeof pattern, "%s/generated/*_views.[ch]", gen);
    if (glob(pattern, 0, NULL, &files) != 0) return;
    for (size_t i = 0; i < files.gl_pathc; i++) {
        const char *base = strrchr(files.gl_pathv[i], '/') + 1;
        snprintf(name, sizeof name, " %.*s ", (int)strlen(base) - 1, base);
        if (!strstr(made->p, name)) unlink(files.gl_pathv[i]);
    }
    globfree(&files);
}

static int only_check(int argc, char **argv)
{
    struct unit u;
    unit_begin(&u, "check");
    for (int i = 2; i < argc; i++) compile_path(&u, argv[i]);
    fwrite(u.c.p, 1, u.c.n, stdout);
    buf_finish(&u.c);
    buf_finish(&u.h);
    return 0;
}

int main(int argc, char **argv)
{
    struct buf made;
    if (argc > 2 && strcmp(argv[1], "--check") == 0) return only_check(argc, argv);
    if (argc != 2) { fprintf(stderr, "usage: html GEN | html --check FILE…\n"); return 2; }
    buf_init(&made, 1 << 20);
    compile_pattern("ui/parts/*.html", argv[1], &made);
    compile_pattern("rooms/*/views/*.html", argv[1], &made);
    compile_pattern("doors/*/views/*.html", argv[1], &made);
    remove_others(argv[1], &made);
    buf_finish(&made);
    return 0;
}
