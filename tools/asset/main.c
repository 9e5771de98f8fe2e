/* asset GEN   ui/static into GEN/generated/assets.c: struct static_file static_files[] and asset() of web/app.h.
** *.css are joined in the order of their list to app.css; all other files keep their names. Texts (licences) stay out. */
#include "asset.h"
#include <brotli/encode.h>
#include <ftw.h>
#include <libdeflate.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MAX = 8 << 20, OUT_MAX = 64 << 20 };

static struct files files;
static const char *const sheets[] = { "tokens", "base", "parts", "tables", "figures", "pages", "states", NULL };      /* in this order */

static void die(const char *what, const char *name)
{
    fprintf(stderr, "asset: %s: %s\n", name, what);
    exit(1);
}

static void read_into(struct buf *b, const char *path)
{
    char block[65536];
    size_t n;
    FILE *f = fopen(path, "rb");
    if (!f) die("cannot be read", path);
    while ((n = fread(block, 1, sizeof block, f)) > 0) buf_add(b, block, n);
    fclose(f);
    if (b->failed) die("too large", path);
}

static const struct { const char *ending, *type; bool text; } types[] = {
    { ".css", "text/css; charset=utf-8", true },       { ".js", "text/javascript; charset=utf-8", true },
    { ".svg", "image/svg+xml; charset=utf-8", true },  { ".woff2", "font/woff2", false },
    { ".png", "image/png", false },                    { ".webp", "image/webp", false },
    { ".ico", "image/x-icon", false },                 { ".webmanifest", "application/manifest+json", true },
};

static int type_of(const char *name)
{
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot && i < sizeof types / sizeof *types; i++)
        if (strcmp(dot, types[i].ending) == 0) return (int)i;
    return -1;
}

const struct file *file_named(const struct files *all, struct span name)
{
    for (size_t i = 0; i < all->n; i++) if (span_is(name, all->file[i].name)) return &all->file[i];
    return NULL;
}

static struct file *file_new(const char *name)
{
    if (files.n == FILES_MAX) die("too many files", name);
    if (file_named(&files, span_of(name))) die("two files have this name", name);
    struct file *f = &files.file[files.n++];
    snprintf(f->name, sizeof f->name, "%s", name);
    f->type = types[type_of(name)].type;
    buf_init(&f->plain, FILE_MAX);
    buf_init(&f->gzip, FILE_MAX);
    buf_init(&f->brotli, FILE_MAX);
    return f;
}

/* ---- names and compression ---- */

/* "app.css" -> "/s/app.1a2b3c4d.css": another content, another name, so answers may be kept for ever. */
static void name_by_content(struct file *f)
{
    unsigned char hash[16];
    char hex[9];
    crypto_generichash(hash, sizeof hash, (const unsigned char *)f->plain.p, f->plain.n, NULL, 0);
    sodium_bin2hex(hex, sizeof hex, hash, 4);
    const char *dot = strrchr(f->name, '.');
    snprintf(f->path, sizeof f->path, "/s/%.*s.%s%s", (int)(dot - f->name), f->name, hex, dot);
}

static void keep_if_smaller(struct buf *to, const struct buf *plain, const void *p, size_t n)
{
    if (n && n < plain->n) buf_add(to, p, n);
}

static void compress(struct file *f)
{
    if (!types[type_of(f->name)].text) return;
    struct libdeflate_compressor *gz = libdeflate_alloc_compressor(12);
    size_t room = libdeflate_gzip_compress_bound(gz, f->plain.n), n = BrotliEncoderMaxCompressedSize(f->plain.n);
    if (n > room) room = n;
    unsigned char *out = malloc(room);
    if (!gz || !out) die("out of memory", f->name);
    keep_if_smaller(&f->gzip, &f->plain, out, libdeflate_gzip_compress(gz, f->plain.p, f->plain.n, out, room));
    n = room;
    if (BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_MAX_WINDOW_BITS, BROTLI_MODE_TEXT, f->plain.n, (const unsigned char *)f->plain.p, &n, out))
        keep_if_smaller(&f->brotli, &f->plain, out, n);
    free(out);
    libdeflate_free_compressor(gz);
}

/* ---- reading ---- */

/* A sheet that nobody joins would be looked for in vain. */
static bool is_sheet(const char *path, const char *base)
{
    const char *dot = strrchr(base, '.');
    if (strcmp(dot, ".css") != 0) return false;
    for (size_t i = 0; sheets[i]; i++)
        if (span_is((struct span){ base, (size_t)(dot - base) }, sheets[i])) return true;
    die("not in the list of sheets in tools/asset/main.c", path);
    return true;
}

static int take_file(const char *path, const struct stat *st, int flag, struct FTW *where)
{
    (void)st;
    if (flag != FTW_F || type_of(path) < 0 || is_sheet(path, path + where->base)) return 0;
    struct file *f = file_new(path + where->base);
    read_into(&f->plain, path);
    name_by_content(f);
    return 0;
}

static void take_sheets(void)
{
    struct buf all;
    char why[200];
    buf_init(&all, FILE_MAX);
    for (size_t i = 0; sheets[i]; i++) {
        char path[256];
        snprintf(path, sizeof path, "ui/static/%s.css", sheets[i]);
        read_into(&all, path);
    }
    struct file *f = file_new("app.css");
    if (!css_small(all.p, all.n, &files, &f->plain, why)) die(why, "ui/static/*.css");
    name_by_content(f);
    buf_finish(&all);
}

/* ---- writing ---- */

static int by_path(const void *a, const void *b) { return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path); }
static int by_name(const void *a, const void *b) { return strcmp((*(const struct file *const *)a)->name, (*(const struct file *const *)b)->name); }

static void put_bytes(struct buf *c, const struct buf *b)
{
    if (b->n == 0) { buf_text(c, "NULL"); return; }
    buf_char(c, '"');
    for (size_t i = 0; i < b->n; i++) {
        unsigned char ch = (unsigned char)b->p[i];
        if (ch < 32 || ch > 126 || ch == '"' || ch == '\\' || ch == '?') {
            const char octal[4] = { '\\', (char)('0' + (ch >> 6)), (char)('0' + (ch >> 3 & 7)), (char)('0' + (ch & 7)) };
            buf_add(c, octal, 4);
        } else buf_char(c, (char)ch);
        if (i % 4000 == 3999) buf_text(c, "\"\n\"");
    }
    buf_char(c, '"');
}

static void write_tables(struct buf *c)
{
    const struct file *named[FILES_MAX];
    buf_text(c, "/* Made by tools/asset from ui/static; do not edit. */\n#include \"web/app.h\"\n#include <string.h>\n\n"
             "const struct static_file static_files[] = {\n");
    for (size_t i = 0; i < files.n; i++) {
        const struct file *f = &files.file[i];
        named[i] = f;
        buf_print(c, "{ \"%s\", \"%s\",\n", f->path, f->type);
        put_bytes(c, &f->plain);
        buf_text(c, ",\n");
        put_bytes(c, &f->gzip);
        buf_text(c, ",\n");
        put_bytes(c, &f->brotli);
        buf_print(c, ",\n%zu, %zu, %zu },\n", f->plain.n, f->gzip.n, f->brotli.n);
    }
    buf_text(c, "{ 0 }\n};\n\nstatic const struct { const char *name, *path; } names[] = {\n");
    qsort(named, files.n, sizeof *named, by_name);
    for (size_t i = 0; i < files.n; i++) buf_print(c, "    { \"%s\", \"%s\" },\n", named[i]->name, named[i]->path);
    buf_text(c, "};\n\n/* By halves; \"/s/\" (which is not served) for a name that is not there. */\n"
             "const char *asset(const char *name)\n{\n"
             "    size_t low = 0, high = sizeof names / sizeof *names;\n"
             "    while (low < high) {\n        size_t mid = (low + high) / 2;\n        int order = strcmp(name, names[mid].name);\n"
             "        if (order == 0) return names[mid].path;\n        if (order < 0) high = mid; else low = mid + 1;\n    }\n"
             "    return \"/s/\";\n}\n");
}

static void write_if_changed(const char *path, const struct buf *b)
{
    struct buf old;
    FILE *f = fopen(path, "rb");
    buf_init(&old, OUT_MAX);
    if (f) { fclose(f); read_into(&old, path); }
    bool same = old.n == b->n && memcmp(old.p, b->p, b->n) == 0;
    buf_finish(&old);
    if (same) return;
    f = fopen(path, "wb");
    if (!f || fwrite(b->p, 1, b->n, f) != b->n || fclose(f) != 0) die("cannot be written", path);
}

/* For the test: what css_small makes of a sheet. */
static int only_css(const char *path)
{
    struct buf in, out;
    char why[200];
    buf_init(&in, FILE_MAX);
    buf_init(&out, FILE_MAX);
    read_into(&in, path);
    if (!css_small(in.p, in.n, &files, &out, why)) die(why, path);
    fwrite(out.p, 1, out.n, stdout);
    buf_finish(&in);
    buf_finish(&out);
    return 0;
}

int main(int argc, char **argv)
{
    struct buf c;
    char path[4096];
    if (argc < 2) { fprintf(stderr, "usage: asset GEN | asset --css FILE\n"); return 2; }
    if (sodium_init() < 0) die("libsodium does not start", "asset");
    nftw("ui/static", take_file, 16, FTW_PHYS);
    if (argc == 3 && strcmp(argv[1], "--css") == 0) return only_css(argv[2]);
    take_sheets();
    qsort(files.file, files.n, sizeof *files.file, by_path);
    buf_init(&c, OUT_MAX);
    for (size_t i = 0; i < files.n; i++) compress(&files.file[i]);
    write_tables(&c);
    snprintf(path, sizeof path, "%s/generated/assets.c", argv[1]);
    write_if_changed(path, &c);
    buf_finish(&c);
    return 0;
}
