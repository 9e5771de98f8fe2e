/* Law 9: every room and door has the same shape, so that who knows one knows all; headers say what they are for. */
#include "check.h"
#include <ctype.h>
#include <string.h>

enum { README_LINES = 60 };

/* ---- headers */

static void look_at_header_top(struct tree *t, const struct file *f)
{
    bool comment_first = f->comments > 0 && (f->tokens == 0 || f->comment[0].p < f->token[0].p);
    if (!comment_first) breach(t, 9, f, 1, "a header without a word about what it is for; begin it with a comment: what it offers, what stays true");
}

/* Lines are paragraphs between blank lines; one comment in a paragraph speaks for all declarations in it. */
static bool paragraph_has_comment(const struct file *f, int line)
{
    struct span rest = { f->text, f->n }, text;
    int first = 1, number = 1, last = f->lines;
    for (; span_cut(&rest, '\n', &text); number++) {
        if (span_trim(text).n) continue;
        if (number < line) first = number + 1;
        else { last = number; break; }
    }
    for (int i = 0; i < f->comments; i++)
        if (f->comment[i].last >= first && f->comment[i].line <= last) return true;
    return false;
}

static void look_at_public_functions(struct tree *t, const struct file *f)
{
    for (int i = 0; i < f->items; i++) {
        const struct item *it = &f->item[i];
        if (it->kind != ITEM_PROTOTYPE || token_is(f, it->first, "typedef")) continue;
        int line = f->token[it->name].line;
        struct span name = token_span(f, it->name);
        if (!paragraph_has_comment(f, line))
            breach(t, 9, f, line, "%.*s() is public and nothing is said about it; say what it does, its errors, who owns what", (int)name.n, name.p);
    }
}

/* ---- README */

static bool has_requirement(struct span s)
{
    for (size_t i = 0; i + 1 < s.n; i++)
        if (s.p[i] == 'R' && isdigit((unsigned char)s.p[i + 1]) && (i == 0 || !isalnum((unsigned char)s.p[i - 1]))) return true;
    return false;
}

static bool name_char(char ch)
{
    return isalnum((unsigned char)ch) || ch == '_';
}

static bool says_word(const struct file *f, struct span word)
{
    const char *end = f->text + f->n;
    for (const char *p = f->text; (p = memmem(p, (size_t)(end - p), word.p, word.n)); p++)
        if ((p == f->text || !name_char(p[-1])) && !name_char(p[word.n])) return true;
    return false;
}

/* Every table that the room's migrations make is named in its README. */
static void look_at_tables(struct tree *t, const struct file *readme, const struct file *sql)
{
    struct span rest = { sql->text, sql->n }, line;
    while (span_cut(&rest, '\n', &line)) {
        if (line.n < 7 || memcmp(line.p, "table ", 6) != 0) continue;
        struct span word, after = span_trim((struct span){ line.p + 6, line.n - 6 });
        size_t n = 0;
        while (n < after.n && name_char(after.p[n])) n++;
        word = (struct span){ after.p, n };
        if (!says_word(readme, word))
            breach(t, 9, readme, 1, "does not name the table %.*s that the room owns (%s)", (int)word.n, word.p, sql->path);
    }
}

static void look_at_readme(struct tree *t, const struct place *p, const struct file *readme)
{
    const char *migrations = arena_print(&t->arena, "%s/sql/", p->folder);
    if (readme->lines > README_LINES)
        breach(t, 9, readme, README_LINES, "%d lines; a room's README is read in a minute (at most %d): move the rest to docs/", readme->lines, README_LINES);
    if (!has_requirement((struct span){ readme->text, readme->n }))
        breach(t, 9, readme, 1, "does not say which requirements the room serves; name their R-numbers");
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        if (str_starts(f->path, migrations) && isdigit((unsigned char)*path_base(f->path))) look_at_tables(t, readme, f);
    }
}

/* ---- folders against floors.txt */

static bool has_files(const struct tree *t, const struct place *p)
{
    for (int i = 0; i < t->files; i++)
        if (path_in(&t->file[i], p->folder)) return true;
    return false;
}

static void look_at_room(struct tree *t, const struct place *p)
{
    const char *header = arena_print(&t->arena, "%s/%s.h", p->folder, p->name);
    const char *readme = arena_print(&t->arena, "%s/README.md", p->folder);
    if (!has_files(t, p)) {
        breach(t, 9, tree_find(t, "floors.txt"), p->line, "%s is listed and not there; a room is born when its first page works", p->folder);
        return;
    }
    if (!tree_find(t, readme)) path_breach(t, 9, readme, "is missing; say what the room is for, who uses it, its tables, rooms it uses, R-numbers");
    else look_at_readme(t, p, tree_find(t, readme));
    if (!tree_find(t, header)) path_breach(t, 9, header, "the room has no door; write its public header with 5-15 documented functions");
    else look_at_public_functions(t, tree_find(t, header));
}

/* rooms/NAME and doors/NAME that no line of floors.txt speaks of. */
static void look_for_unlisted(struct tree *t)
{
    const char *told = "";
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        bool room = path_in(f, "rooms") || path_in(f, "doors");
        const char *slash = room ? strchr(f->path + 6, '/') : NULL;
        if (!slash || f->place) continue;
        const char *folder = arena_text_n(&t->arena, f->path, (size_t)(slash - f->path));
        if (!str_is(folder, told)) path_breach(t, 9, folder, "is not in floors.txt; add its line at the floor where it belongs");
        told = folder;
    }
}

void law_room_shape(struct tree *t)
{
    for (int i = 0; i < t->places; i++)
        if (place_is_room(&t->place[i])) look_at_room(t, &t->place[i]);
    look_for_unlisted(t);
    for (int i = 0; i < t->files; i++)
        if (t->file[i].is_header) look_at_header_top(t, &t->file[i]);
}
