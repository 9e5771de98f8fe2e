/* Tied later: a statement names by an account of ours somebody who is nobody of the school yet. When they come to belong to it, what was told before is theirs
** too: in timeline, copy, restriction, erasure, kept as long as what is told of anybody, and in the sums of their class of that day. And no longer, when the place
** that made it theirs is taken back with the list that brought it. What stays true: (1) tied in the school whose key told it, and nowhere else; (2) by the number that
** the house gave, which is one person's for ever: an address of mail, a sum of one or a page of another system ties nobody; (3) a second run changes nothing. */
#include "base/ids.h"
#include "generated/record_queries.h"
#include "record/inside.h"
#include <string.h>

static member_id before_at(instant upto) { return (member_id){ id_at(upto.ms, 0, 0) }; }

rc told_schools_behind(struct ask *a, instant upto, school_id after, school_id **rows, size_t *n)
{
    struct schools_unlooked_row *row;
    try(schools_unlooked(a, after, before_at(upto), &row, n));
    *rows = ARENA_MANY(a->arena, school_id, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = row[i].id;
    return OK;
}

rc told_schools(struct ask *a, school_id after, school_id **rows, size_t *n)
{
    struct schools_told_row *row;
    try(schools_told(a, after, &row, n));
    *rows = ARENA_MANY(a->arena, school_id, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = row[i].id;
    return OK;
}

rc told_newcomers(struct ask *a, instant upto, person_id **rows, size_t *n, member_id *last)
{
    struct members_unlooked_row *row;
    try(members_unlooked(a, before_at(upto), &row, n));
    *rows = ARENA_MANY(a->arena, person_id, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = row[i].person_id, *last = row[i].id;
    return OK;
}

rc told_looked(struct tx *t, member_id last) { return looked_put(t, last, NULL); }

/* A home page is written with a slash behind it or without. */
static const char *agent_at(struct arena *a, const char *home, person_id person, int i)
{
    char name[ID_TEXT_SIZE];
    id_text(person.v, name);
    return agent_text(a, "account", name, i ? arena_print(a, "%s/", home) : home);
}

static void term_at_home(struct arena *a, const char *home, person_id person, int i, uint8_t out[TERM_SIZE])
{
    term_of(TERM_AGENT_NEAR, agent_at(a, home, person, i), out);
}

rc told_met(struct ask *a, const char *home, const person_id *person, size_t n, bool *met)
{
    uint8_t *terms = arena_take(a->arena, 2 * n * TERM_SIZE + 1);
    struct terms_met_row *row;
    size_t got;
    if (!terms) return LIMIT;
    if (!n) return OK;
    for (size_t i = 0; i < 2 * n; i++) term_at_home(a->arena, home, person[i / 2], (int)(i % 2), terms + i * TERM_SIZE);
    try(terms_met(a, (struct bytes){ terms, 2 * n * TERM_SIZE }, &row, &got));
    for (size_t i = 0; i < 2 * n && i < got; i++) met[i / 2] = (i % 2 && met[i / 2]) || row[i].statement_id.v != 0;
    return a->arena->failed ? LIMIT : OK;
}

rc told_untied(struct ask *a, const char *home, person_id person, struct untied_after *after, struct untied **rows, size_t *n)
{
    struct outside_untied_row *row = NULL;
    uint8_t term[TERM_SIZE];
    *n = 0;
    while (!*n && after->form < 2) {
        term_at_home(a->arena, home, person, after->form, term);
        try(outside_untied(a, (struct bytes){ term, TERM_SIZE }, person, after->id, &row, n));
        if (!*n) *after = (struct untied_after){ .form = after->form + 1 };
    }
    *rows = ARENA_MANY(a->arena, struct untied, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = (struct untied){ row[i].id, row[i].at, json_read(a->arena, row[i].document), row[i].key_id, 0, NULL }, after->id = row[i].id;
    return a->arena->failed ? LIMIT : OK;
}

rc told_about(struct ask *a, person_id person, statement_id *after, const struct json ***said, size_t *n)
{
    struct outside_about_row *row;
    try(outside_about(a, person, *after, &row, n));
    *said = ARENA_MANY(a->arena, const struct json *, *n);
    if (!*said) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*said)[i] = *row[i].document ? json_read(a->arena, row[i].document) : NULL, *after = row[i].id;
    return a->arena->failed ? LIMIT : OK;
}

/* In which class who did it was, where that was not known. */
static rc class_join(struct tx *t, statement_id id, const struct outside_now_row *now, int64_t class_ref)
{
    if (!class_ref || !now->counted || now->class_ref) return OK;
    try(outside_class_put(t, id, class_ref, NULL));
    return count_class(t, &(struct count){ t->ask->scope.school, day_of(now->at), now->key_id, 0, now->verb_term, { NULL, 0 }, class_ref }, 1);
}

static rc one_tie(struct tx *t, const struct untied *u, const struct tying *in, bool *tied)
{
    struct outside_now_row now;
    struct line line;
    bool found;
    try(lock_outside_statement(t, u->id));
    try(outside_now(t->ask, u->id, &now, &found));
    const struct json *said = found && *now.document ? json_read(t->ask->arena, now.document) : NULL;
    if (!said) return OK;
    line_read(t->ask->arena, said, &line);
    struct line_of of = { now.at, said, now.key_id, u->teller };
    try(lines_write(t, u->id, &of, &line, &in->person, in->known ? 0 : 1, tied));
    if (in->known) try(known_write(t, u->id, &of, &line, in->known, 1, tied));
    if (!*tied) return OK;
    if (now.voided) try(outside_hide(t, u->id, NULL));
    if (now.kind == TOLD_KIND_STRANGER) try(outside_kind_put(t, u->id, line.sort.kind, NULL));
    return class_join(t, u->id, &now, u->class_ref);
}

rc told_tie(struct tx *t, const struct tying *in, int64_t *n)
{
    *n = 0;
    for (size_t i = 0; i < in->n; i++) {
        bool tied = false;
        try(one_tie(t, &in->row[i], in, &tied));
        *n += tied;
    }
    return OK;
}

/* ---- and no longer */

rc told_strangers(struct ask *a, person_id after, person_id **rows, size_t *n)
{
    struct tied_no_longer_row *row;
    try(tied_no_longer(a, a->scope.school, after, &row, n));
    *rows = ARENA_MANY(a->arena, person_id, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = row[i].person_id;
    return OK;
}

/* Who did it is no longer known: it is out of the sums of their class. */
static rc class_leave(struct tx *t, statement_id id, const struct outside_now_row *now)
{
    if (!now->class_ref) return OK;
    try(outside_class_put(t, id, 0, NULL));
    if (!now->counted) return OK;
    return count_class(t, &(struct count){ t->ask->scope.school, day_of(now->at), now->key_id, 0, now->verb_term, { NULL, 0 }, now->class_ref }, -1);
}

static rc one_untie(struct tx *t, statement_id id, enum deed_part part, person_id person)
{
    struct outside_now_row now;
    struct tied_beside_row beside;
    bool found;
    try(lock_outside_statement(t, id));
    try(outside_now(t->ask, id, &now, &found));
    try(tie_end(t, id, person, NULL));
    if (!found) return OK;
    try(tied_beside(t->ask, id, &beside));
    if (!beside.n && now.kind && now.kind != TOLD_KIND_GONE) try(outside_kind_put(t, id, TOLD_KIND_STRANGER, NULL));
    return part ? OK : class_leave(t, id, &now);
}

/* Of a statement that was tied by an account which is the person's no longer: it stays theirs while it names another one of theirs, by the one by which they did
** the most in it. */
enum { READ_MOST = 256 * 1024 /* bytes of statements that a closure takes apart, and the last one */ };

static rc one_stays(struct tx *t, statement_id id, enum deed_part was, const struct known_account *k, size_t *bytes, bool *stays)
{
    struct outside_now_row now;
    struct known_beside_row *row;
    enum deed_part part = 0;
    size_t n, best = 0;
    bool found;
    *stays = false;
    try(lock_outside_statement(t, id));
    try(known_beside(t->ask, id, k->person, k->id, &row, &n));
    if (!n) return OK;
    try(outside_now(t->ask, id, &now, &found));
    const struct json *said = found && *now.document ? json_read(t->ask->arena, now.document) : NULL;
    if (!said) return OK;
    *bytes += strlen(now.document);
    for (size_t i = 0; i < n; i++) {
        enum deed_part here = known_part(t->ask->arena, said, row[i].agent);
        if (!i || here < part) part = here, best = i;
    }
    *stays = true;
    try(tie_known_put(t, id, k->person, row[best].beside_id, part, NULL));
    return !was && part ? class_leave(t, id, &now) : OK;
}

rc told_untie(struct tx *t, const person_id *in, int64_t *n)
{
    struct ties_of_row *row;
    size_t ties;
    try(ties_of(t->ask, *in, &row, &ties));
    for (size_t i = 0; i < ties; i++) try(one_untie(t, row[i].statement_id, row[i].part, *in));
    *n = (int64_t)ties;
    return ties ? OK : tellers_end(t, *in, NULL);
}

rc known_untie(struct tx *t, const struct known_account *k, int64_t *n)
{
    struct ties_of_known_row *row;
    size_t ties, bytes = 0;
    try(ties_of_known(t->ask, k->id, k->person, &row, &ties));
    for (size_t i = 0; i < ties && bytes < READ_MOST; i++) {
        bool stays;
        try(one_stays(t, row[i].statement_id, row[i].part, k, &bytes, &stays));
        if (!stays) try(one_untie(t, row[i].statement_id, row[i].part, k->person));
    }
    *n = (int64_t)ties;
    return ties ? OK : tellers_leave(t, k->person, NULL);
}

rc known_keep(struct tx *t, const struct known_account *k)
{
    enum { AT_ONCE = 60 };
    struct ties_beside_row *row;
    struct known_count_row others;
    size_t n, bytes = 0;
    try(known_count(t->ask, k->person, &others));
    if (!others.n) return OK;                                  /* nearly always */
    try(ties_beside(t->ask, k->id, k->person, AT_ONCE, &row, &n));
    for (size_t i = 0; i < n && bytes < READ_MOST; i++) {
        bool stays;
        try(one_stays(t, row[i].statement_id, row[i].part, k, &bytes, &stays));
    }
    return OK;
}

/* ---- rows for one human being */

rc folded_after(struct ask *a, person_id after, struct folded_pair **rows, size_t *n)
{
    struct folded_pairs_row *row;
    try(folded_pairs(a, after, &row, n));
    *rows = ARENA_MANY(a->arena, struct folded_pair, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = (struct folded_pair){ row[i].folded_id, row[i].kept_id };
    return OK;
}

rc schools_of_pair(struct ask *a, const struct folded_pair *pair, school_id **rows, size_t *n)
{
    struct schools_of_two_row *row;
    try(schools_of_two(a, pair->folded, pair->kept, &row, n));
    *rows = ARENA_MANY(a->arena, school_id, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = row[i].school_id;
    return OK;
}
