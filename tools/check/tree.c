/* The files of the tree. Hidden files, build/, node_modules/ and check's own test trees (bad on purpose) are left out. */
#include "check.h"
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const folders[] = { "src", "rooms", "doors", "ui", "tools", "test", "bench", "docs", "lang", NULL };
static const char own_tests[] = "tools/check/test";
enum { FILE_MOST = 4 << 20 };       /* larger ones are data, not sources */

void *memory(struct tree *t, int count, size_t size)
{
    void *fresh = arena_take_many(&t->arena, (size_t)count, size);
    if (fresh) return fresh;
    fprintf(stderr, "check: out of memory\n");
    exit(2);
}

void *list_grow(struct tree *t, void *list, int n, int *cap, size_t size)
{
    if (n < *cap) return list;
    int larger = *cap ? *cap * 2 : 64;
    void *fresh = memory(t, larger, size);
    if (n > 0) memcpy(fresh, list, (size_t)n * size);
    *cap = larger;
    return fresh;
}

bool path_ends(const char *path, const char *ending)
{
    size_t n = strlen(path), e = strlen(ending);
    return n >= e && memcmp(path + n - e, ending, e) == 0;
}

const char *path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

bool path_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool path_in(const struct file *f, const char *folder)
{
    size_t n = strlen(folder);
    return strncmp(f->path, folder, n) == 0 && f->path[n] == '/';
}

static char *read_text(struct tree *t, const char *path, size_t n)
{
    FILE *in = fopen(path, "rb");
    if (!in) return NULL;
    char *text = arena_take(&t->arena, n + 1);
    if (!text || fread(text, 1, n, in) != n || memchr(text, 0, n)) text = NULL;
    fclose(in);
    return text;
}

static void add_file(struct tree *t, const char *path, size_t n)
{
    const char *text = n <= FILE_MOST ? read_text(t, path, n) : NULL;
    if (!text) return;
    t->file = list_grow(t, t->file, t->files, &t->files_cap, sizeof *t->file);
    struct file *f = &t->file[t->files++];
    *f = (struct file){ .path = arena_text(&t->arena, path), .text = text, .n = n };
    f->is_header = path_ends(path, ".h");
    f->is_test = strstr(path, "/test/") || path_in(f, "test") || path_in(f, "bench");
    f->is_c = (f->is_header || path_ends(path, ".c")) && !(f->is_test && path_in(f, "tools"));
    for (const char *p = text; (p = memchr(p, '\n', (size_t)(text + n - p))); p++) f->lines++;
    if (n > 0 && text[n - 1] != '\n') f->lines++;
}

static void add_folder(struct tree *t, const char *folder, bool deep)
{
    struct dirent **entry;
    int n = scandir(folder, &entry, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        const char *name = entry[i]->d_name;
        const char *path = str_is(folder, ".") ? arena_text(&t->arena, name) : arena_print(&t->arena, "%s/%s", folder, name);
        struct stat st;
        bool wanted = name[0] != '.' && !str_is(name, "node_modules") && !str_is(path, own_tests) && lstat(path, &st) == 0;
        if (wanted && S_ISREG(st.st_mode)) add_file(t, path, (size_t)st.st_size);
        if (wanted && S_ISDIR(st.st_mode) && deep) add_folder(t, path, true);
        free(entry[i]);
    }
    if (n >= 0) free(entry);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct file *)a)->path, ((const struct file *)b)->path);
}

const struct file *tree_find(const struct tree *t, const char *path)
{
    return name_find(&t->paths, span_of(path));
}

void tree_read(struct tree *t)
{
    add_folder(t, ".", false);
    for (int i = 0; folders[i]; i++) add_folder(t, folders[i], true);
    qsort(t->file, (size_t)t->files, sizeof *t->file, by_path);
    for (int i = 0; i < t->files; i++) name_put(t, &t->paths, span_of(t->file[i].path), &t->file[i]);
    places_read(t);
    for (int i = 0; i < t->files; i++) {
        struct file *f = &t->file[i];
        if (f->is_c) {
            lex(t, f);
            find_items(t, f);
        }
        waivers_read(t, f);
    }
    routes_read(t);
}
