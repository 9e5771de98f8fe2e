/* Who may be one human being though a file writes them otherwise, and what a person says of it. */
#include "access/access.h"
#include "base/viet.h"
#include "roster/roster.h"
#include "roster/staff.h"
#include <stdlib.h>
#include <string.h>

enum { WORDS_MOST = 8 };
struct words { struct span at[WORDS_MOST]; size_t n; };

static struct words words_of(const char *key)
{
    struct words w = { 0 };
    struct span rest = span_of(key), one;
    while (rest.n && w.n < WORDS_MOST && span_cut(&rest, ' ', &one)) if (one.n) w.at[w.n++] = one;
    return w;
}

static bool same_word(struct span a, struct span b) { return a.n == b.n && memcmp(a.p, b.p, a.n) == 0; }

/* Each word of the shorter one stands in the longer one, in its order; family and given name are the same. */
static bool left_out(const struct words *few, const struct words *many)
{
    size_t at = 0;
    if (few->n < 2 || few->n >= many->n || !same_word(few->at[0], many->at[0]) || !same_word(few->at[few->n - 1], many->at[many->n - 1])) return false;
    for (size_t i = 0; i < many->n && at < few->n; i++) at += same_word(few->at[at], many->at[i]);
    return at == few->n;
}

static bool other_order(const struct words *a, const struct words *b)
{
    bool used[WORDS_MOST] = { false };
    if (a->n != b->n || a->n < 2) return false;
    for (size_t i = 0; i < a->n; i++) {
        size_t k = 0;
        while (k < b->n && (used[k] || !same_word(a->at[i], b->at[k]))) k++;
        if (k == b->n) return false;
        used[k] = true;
    }
    return true;
}

/* One letter put in, left out or another one. */
static bool one_letter(const char *a, const char *b)
{
    size_t n = strlen(a), m = strlen(b), i = 0;
    if (n > m) return one_letter(b, a);
    if (n < 6 || m - n > 1) return false;
    while (i < n && a[i] == b[i]) i++;
    return n == m ? i < n && strcmp(a + i + 1, b + i + 1) == 0 : strcmp(a + i, b + i + 1) == 0;
}

bool names_alike(const char *key, const char *other)
{
    if (str_is(key, other)) return true;
    struct words a = words_of(key), b = words_of(other);
    return left_out(&a, &b) || left_out(&b, &a) || other_order(&a, &b) || one_letter(key, other);
}

/* ---- two lines of one file: the later one asks */

struct placed { const char *by; size_t at; };
static int by_text(const void *x, const void *y)
{
    const struct placed *a = x, *b = y;
    int order = strcmp(a->by, b->by);
    return order ? order : (a->at > b->at) - (a->at < b->at);
}

static void pair_asks(struct staff_list *out, size_t a, size_t b)
{
    struct staff_row *first = &out->row[a < b ? a : b], *later = &out->row[a < b ? b : a];
    if (later->twin || later->choice == STAFF_CHOICE_ANOTHER || later->back || later->state != STAFF_ADD || first->state != STAFF_ADD) return;
    later->state = STAFF_ASKS;
    later->twin = (uint32_t)first->at_row;
    later->why = _("Tệp có hai dòng giống nhau. Là một người hay hai người?");
}

/* By name (the given name stands together, so that a whole school is not compared with itself) and by telephone. */
rc twins_ask(struct arena *a, struct staff_list *out)
{
    struct placed *at = ARENA_MANY(a, struct placed, out->n + 1);
    const char **key = ARENA_MANY(a, const char *, out->n + 1);
    size_t n = 0;
    if (!at || !key) return LIMIT;
    for (size_t i = 0; i < out->n; i++) {
        key[i] = search_key(a, out->row[i].name);
        const char *given = strrchr(key[i], ' ');
        if (out->row[i].state == STAFF_ADD) at[n++] = (struct placed){ given ? given + 1 : key[i], i };
    }
    if (n) qsort(at, n, sizeof *at, by_text);
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n && str_is(at[i].by, at[k].by); k++)
            if (names_alike(key[at[i].at], key[at[k].at])) pair_asks(out, at[i].at, at[k].at);
    n = 0;
    for (size_t i = 0; i < out->n; i++)
        if (out->row[i].state == STAFF_ADD && *out->row[i].phone) at[n++] = (struct placed){ out->row[i].phone, i };
    if (n) qsort(at, n, sizeof *at, by_text);
    for (size_t i = 1; i < n; i++)
        if (str_is(at[i].by, at[i - 1].by)) pair_asks(out, at[i - 1].at, at[i].at);
    return OK;
}

/* ---- who a line is, as somebody says */

static rc who_store(struct tx *t, const struct staff_say *in, void *out)
{
    struct import_one_row face;
    struct gate_one_row gate;
    struct member_line member;
    bool found;
    int64_t changed;
    (void)out;
    try(access_recheck(t, STAFF_CHANGE, NULL, 0));
    try(gate_one(t->ask, &gate, &found));
    try(gate_take(t, found ? gate.rev : 0));                  /* not while the list is taken in */
    try(import_one(t->ask, in->import, &face));
    if (face.until_day.n <= day_of(t->now).n) return refuse(t->ask, CONFLICT, 5860, _("Danh sách này đã hết hạn. Tải tệp lên lại."), NULL);
    if (in->choice == STAFF_CHOICE_SAME) {
        rc known = member_find(t->ask, in->member, &member);
        if (known == NOT_FOUND || (known == OK && member.role == MEMBER_ROLE_PUPIL))
            return refuse(t->ask, CONFLICT, 5861, _("Trường không có thầy cô, nhân viên nào như vậy. Tải lại trang để xem."), NULL);
        try(known);
    }
    try(staff_line_choice(t, in->import, in->number, in->choice, in->choice == STAFF_CHOICE_SAME ? in->member.v : 0, &changed));
    return changed ? OK : refuse(t->ask, CONFLICT, 5862, _("Dòng này đã được nhập. Tải lại trang để xem."), NULL);
}
CLOSURE(who_store, struct staff_say, void)

rc staff_say_who(struct ask *a, struct request_key *key, const struct staff_say *in) { return transact(a, key, who_store, in, (void *)NULL); }
