/* Law 17: a migration that landed is never edited. docs/migrations.txt holds the hash of each; `check --note-migrations` (make schema)
** adds those that are new and changes no line. */
#include "check.h"
#include <sodium.h>
#include <stdio.h>
#include <string.h>

static const char list[] = "docs/migrations.txt";
enum { HASH = 16, HEX = 2 * HASH + 1 };

static bool is_migration(const struct file *f)
{
    const char *name = path_base(f->path);
    return f->place && !f->is_test && path_ends(f->path, ".sql") && strstr(f->path, "/sql/") && strlen(name) > 5 && strspn(name, "0123456789") == 4;
}

static void hash_of(const struct file *f, char hex[HEX])
{
    unsigned char hash[HASH];
    crypto_generichash(hash, HASH, (const unsigned char *)f->text, f->n, NULL, 0);
    sodium_bin2hex(hex, HEX, hash, HASH);
}

/* The hash that stands in the list for this path; empty = none. */
static struct span listed(const struct file *l, const char *path)
{
    struct span rest = l ? (struct span){ l->text, l->n } : (struct span){ "", 0 }, line, hash;
    while (span_cut(&rest, '\n', &line))
        if (span_cut(&line, ' ', &hash) && span_is(line, path)) return hash;
    return (struct span){ "", 0 };
}

static void look_at_lines(struct tree *t, const struct file *l)
{
    struct span rest = { l->text, l->n }, line, hash;
    for (int number = 1; span_cut(&rest, '\n', &line); number++) {
        if (line.n == 0 || line.p[0] == '#') continue;
        span_cut(&line, ' ', &hash);
        if (!tree_find(t, arena_text_n(&t->arena, line.p, line.n)))
            breach(t, 17, l, number, "%.*s has landed and is gone; put it back", (int)line.n, line.p);
    }
}

void law_migration(struct tree *t)
{
    const struct file *l = tree_find(t, list);
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        char hex[HEX];
        if (!is_migration(f)) continue;
        struct span hash = listed(l, f->path);
        hash_of(f, hex);
        if (!hash.n) breach(t, 17, f, 1, "%s does not know this migration; run make schema", list);
        else if (!span_is(hash, hex)) breach(t, 17, f, 1, "this migration has landed and is changed; put it back and add a new one");
    }
    if (l) look_at_lines(t, l);
}

int migrations_note(struct tree *t)
{
    const struct file *l = tree_find(t, list);
    FILE *out = fopen(list, "a");
    if (!out) return fprintf(stderr, "check: %s cannot be written\n", list), 1;
    if (!l) fprintf(out, "# Migrations that landed, each with its hash: none of them is ever edited (docs/laws.md, law 17). Made by make schema.\n");
    for (int i = 0; i < t->files; i++) {
        char hex[HEX];
        if (!is_migration(&t->file[i]) || listed(l, t->file[i].path).n) continue;
        hash_of(&t->file[i], hex);
        fprintf(out, "%s %s\n", hex, t->file[i].path);
    }
    return fclose(out) == 0 ? 0 : 1;
}
