/* floors.txt: `kind name folder`, one place a line, from the ground up. */
#include "check.h"
#include <string.h>

static const char list_name[] = "floors.txt";
enum { PLACES = 200 };

static bool kind_read(struct span word, enum place_kind *kind)
{
    static const char *const kinds[] = { "floor", "hall", "room", "door", "main" };
    for (int k = 0; k < 5; k++)
        if (span_is(word, kinds[k])) { *kind = (enum place_kind)k; return true; }
    return false;
}

static struct span next_word(struct span *rest)
{
    *rest = span_trim(*rest);
    struct span word = { rest->p, 0 };
    while (word.n < rest->n && rest->p[word.n] != ' ' && rest->p[word.n] != '\t') word.n++;
    *rest = (struct span){ rest->p + word.n, rest->n - word.n };
    return word;
}

static void read_line(struct tree *t, const struct file *f, struct span line, int number)
{
    struct span kind = next_word(&line), name = next_word(&line), folder = next_word(&line);
    struct place p = { .order = t->places, .line = number };
    if (kind.n == 0 || kind.p[0] == '#') return;
    if (!kind_read(kind, &p.kind) || folder.n == 0 || t->places == PLACES) {
        breach(t, 9, f, number, "this line is not `kind name folder` with a kind of floor, hall, room, door, main; write it so");
        return;
    }
    p.name = arena_text_n(&t->arena, name.p, name.n);
    p.folder = arena_text_n(&t->arena, folder.p, folder.n);
    t->place[t->places++] = p;
}

/* The place with the longest folder that the path lies in; so `main` holds what of src/ is no floor. */
static const struct place *place_of(const struct tree *t, const struct file *f)
{
    const struct place *best = NULL;
    for (int i = 0; i < t->places; i++) {
        const struct place *p = &t->place[i];
        if (path_in(f, p->folder) && (!best || strlen(p->folder) > strlen(best->folder))) best = p;
    }
    return best;
}

void places_read(struct tree *t)
{
    const struct file *f = tree_find(t, list_name);
    t->place = memory(t, PLACES, sizeof *t->place);
    if (!f) {
        path_breach(t, 9, list_name, "the list of floors is missing; write `kind name folder` lines from the ground up");
        return;
    }
    struct span rest = { f->text, f->n }, line;
    for (int number = 1; span_cut(&rest, '\n', &line); number++) read_line(t, f, line, number);
    for (int i = 0; i < t->files; i++) t->file[i].place = place_of(t, &t->file[i]);
}

bool place_is_room(const struct place *p)
{
    return p && (p->kind == PLACE_HALL || p->kind == PLACE_ROOM || p->kind == PLACE_DOOR);
}
