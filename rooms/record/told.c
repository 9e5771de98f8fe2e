/* Statements for other systems: found by terms and by the columns of deeds, merged in the order in which they were stored. */
#include "base/ids.h"
#include "generated/record_queries.h"
#include "record/inside.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOCUMENT_MOST = 4 << 20, BESIDE_MOST = 32 << 20, COPY_ROWS = 20 /* read at once */, COPY_BYTES = 4 << 20 };

/* ---- agents */

const char *agent_text(struct arena *a, const char *kind, const char *value, const char *home_page)
{
    return home_page ? arena_print(a, "account\n%s\n%s", home_page, value) : arena_print(a, "%s\n%s", kind, value);
}

/* Only as the house writes the number: an erasure, a tie that comes later and a filter look for that text. */
person_id agent_person(const char *agent, const char *home)
{
    struct span rest = span_of(agent), kind, page;
    person_id person = { 0 };
    char text[ID_TEXT_SIZE], ours[ID_TEXT_SIZE];
    size_t n = strlen(home);
    if (!span_cut(&rest, '\n', &kind) || !span_is(kind, "account") || !span_cut(&rest, '\n', &page)) return person;
    if (page.n == n + 1 && page.p[n] == '/') page.n = n;
    if (page.n != n || memcmp(page.p, home, n) != 0 || rest.n != ID_TEXT_SIZE - 1) return person;
    memcpy(text, rest.p, rest.n);
    text[rest.n] = 0;
    if (id_read(text, &person.v)) id_text(person.v, ours);
    return person.v && str_is(text, ours) ? person : (person_id){ 0 };
}

/* ---- writing JSON */

void instant_put(struct buf *b, instant at)
{
    char text[DAY_TEXT_SIZE];
    buf_print(b, "\"%s\"", instant_iso(at, text));
}

void stored_put(struct buf *b, instant stored, bool timed)
{
    buf_text(b, ",\"stored\":");
    instant_put(b, stored);
    if (!timed) buf_text(b, ",\"timestamp\":"), instant_put(b, stored);
    buf_char(b, '}');
}

static instant stored_at(statement_id id) { return (instant){ id_ms(id.v) }; }

static const char *given(struct ask *a, struct buf *b)
{
    const char *text = b->failed ? NULL : arena_text_n(a->arena, b->p, b->n);
    if (!text) a->arena->failed = true;
    buf_finish(b);
    return text ? text : "";
}

static const char *outside_json(struct ask *a, statement_id id, bool timed, const char *document)
{
    size_t n = strlen(document);
    struct buf b;
    buf_init(&b, DOCUMENT_MOST + 32 * 1024 * 1024);
    buf_add(&b, document, n ? n - 1 : 0);                  /* without its last brace */
    stored_put(&b, stored_at(id), timed);
    return given(a, &b);
}

/* A deed's columns, in whichever question they were asked. */
struct deed_columns { statement_id id; struct bytes uuid; person_id actor; enum deed_verb verb; const char *kind; int64_t object; const char *name; instant at; const char *result, *context; enum deed_as as; };

static void agent_put(struct buf *b, const char *home, const char *name)
{
    buf_text(b, "{\"objectType\":\"Agent\",\"account\":{\"homePage\":"), json_put(b, home);
    buf_text(b, ",\"name\":"), json_put(b, name), buf_text(b, "}}");
}

static void thing_put(struct buf *b, const char *home, const struct deed_columns *d)
{
    const struct object_kind *k = object_kind_of(d->kind, NULL);
    char id[ID_TEXT_SIZE];
    id_text(d->object, id);
    buf_print(b, "{\"objectType\":\"Activity\",\"id\":\"%s/xapi/vat/%s/%s\",\"definition\":{", home, d->kind, id);
    if (k && k->type) buf_text(b, "\"type\":"), json_put(b, k->type), buf_char(b, ',');
    buf_text(b, "\"name\":{\"vi\":"), json_put(b, d->name), buf_char(b, '}');
    if (k) buf_print(b, ",\"extensions\":{\"%s%s\":\"%s\"}", home, EXTENSION_COMPONENT, component_code(k->component));
    buf_text(b, "}}");
}

static const char *deed_json(struct ask *a, const char *home, const struct deed_columns *d)
{
    char uuid[UUID_TEXT_SIZE], person[ID_TEXT_SIZE];
    struct buf b;
    buf_init(&b, DOCUMENT_MOST);
    if (d->uuid.n == UUID_SIZE) uuid_text(d->uuid.p, uuid);
    else a->arena->failed = true, uuid[0] = 0;                          /* no statement has such a name */
    id_text(d->actor.v, person);
    buf_print(&b, "{\"id\":\"%s\",\"actor\":", uuid);
    agent_put(&b, home, person);
    buf_text(&b, ",\"verb\":{\"id\":"), json_put(&b, deed_verb_iri(d->verb));
    buf_text(&b, ",\"display\":{\"vi\":"), json_put(&b, deed_verb_label(d->verb)), buf_text(&b, "}},\"object\":");
    thing_put(&b, home, d);
    if (d->result) buf_text(&b, ",\"result\":"), buf_text(&b, d->result);
    if (d->context) buf_text(&b, ",\"context\":"), buf_text(&b, d->context);
    buf_text(&b, ",\"timestamp\":"), instant_put(&b, d->at);
    buf_text(&b, ",\"version\":\"1.0.0\",\"authority\":"), agent_put(&b, home, "khue");
    stored_put(&b, stored_at(d->id), true);
    return given(a, &b);
}

/* ---- finding */

struct finding { struct ask *a; const struct statements_wanted *w; statement_id after, before; struct statement_line *row; size_t n; };

enum deed_verb deed_verb_of_iri(const char *iri)
{
    for (int v = 1; v <= DEED_VERB_COUNT; v++)
        if (str_is(deed_verb_iri((enum deed_verb)v), iri)) return (enum deed_verb)v;
    return 0;
}

/* "https://khue.example/xapi/vat/news/0saphf26bzzg0" */
bool thing_of_iri(struct arena *a, const char *home, const char *iri, const char **kind, int64_t *id)
{
    const char *before = arena_print(a, "%s/xapi/vat/", home);
    if (!str_starts(iri, before)) return false;
    struct span rest = span_of(iri + strlen(before)), first;
    if (!span_cut(&rest, '/', &first) || rest.n != ID_TEXT_SIZE - 1) return false;
    *kind = arena_text_n(a, first.p, first.n);
    return id_read(arena_text_n(a, rest.p, rest.n), id);
}

#define COLUMNS(r) ((struct deed_columns){ (r).id, (r).uuid, (r).actor_id, (r).verb, (r).object_kind, (r).object_id, (r).object_name, (r).at, (r).result, (r).context, (r).actor_as })

/* What is asked of deeds; the narrowest column leads, the question itself leaves out what the others do not want: a page is a whole page. */
struct by { person_id person; enum deed_verb verb; const char *kind; int64_t id; };

#define DEEDS_PAGE(question, ...) \
    static rc question##_page(struct finding *f, const struct by *by, struct deed_columns *d, size_t *got) \
    { \
        struct question##_row *row; \
        (void)by; \
        try(question(f->a, __VA_ARGS__ f->after, f->before, f->w->limit, &row, got)); \
        for (size_t i = 0; i < *got; i++) d[i] = COLUMNS(row[i]); \
        return OK; \
    }
DEEDS_PAGE(deeds_all_down,)
DEEDS_PAGE(deeds_all_up,)
DEEDS_PAGE(deeds_by_actor_down, by->person, by->verb, by->kind, by->id,)
DEEDS_PAGE(deeds_by_actor_up, by->person, by->verb, by->kind, by->id,)
DEEDS_PAGE(deeds_by_verb_down, by->verb,)
DEEDS_PAGE(deeds_by_verb_up, by->verb,)
DEEDS_PAGE(deeds_by_object_down, by->kind, by->id, by->verb,)
DEEDS_PAGE(deeds_by_object_up, by->kind, by->id, by->verb,)

typedef rc (*deeds_page)(struct finding *f, const struct by *by, struct deed_columns *d, size_t *got);
static const deeds_page pages[4][2] = { { deeds_all_down_page, deeds_all_up_page }, { deeds_by_verb_down_page, deeds_by_verb_up_page },
                                        { deeds_by_object_down_page, deeds_by_object_up_page }, { deeds_by_actor_down_page, deeds_by_actor_up_page } };

/* false: no deed can be what is asked for. */
static bool by_of(struct finding *f, struct by *by)
{
    const struct statements_wanted *w = f->w;
    if (w->agent) by->person = agent_person(w->agent, w->home);
    if (w->verb) by->verb = deed_verb_of_iri(w->verb);
    if (w->key || w->registration || (w->agent && !by->person.v) || (w->verb && !by->verb)) return false;
    return !w->activity || thing_of_iri(f->a->arena, w->home, w->activity, &by->kind, &by->id);
}

static rc deeds_find(struct finding *f)
{
    const struct statements_wanted *w = f->w;
    struct by by = { .verb = 0 };
    size_t got;
    if (!by_of(f, &by)) return OK;
    struct deed_columns *d = ARENA_MANY(f->a->arena, struct deed_columns, (size_t)w->limit);
    if (!d) return LIMIT;
    try(pages[by.person.v ? 3 : by.kind ? 2 : by.verb ? 1 : 0][w->ascending](f, &by, d, &got));
    for (size_t i = 0; i < got; i++) f->row[f->n++] = (struct statement_line){ d[i].id, deed_json(f->a, w->home, &d[i]), d[i].as };
    return OK;
}

/* Terms of what is asked for, the narrowest first. */
struct terms { uint8_t hash[5][TERM_SIZE]; struct bytes term[5], mine; size_t n; };

static void term_add(struct terms *t, enum term_kind kind, const char *text)
{
    if (!text) return;
    term_of(kind, text, t->hash[t->n]);
    t->term[t->n] = (struct bytes){ t->hash[t->n], TERM_SIZE };
    t->n++;
}

#define OUTSIDE_PAGE(question, ...) \
    static rc question##_page(struct finding *f, const struct terms *t) \
    { \
        struct question##_row *row; \
        size_t got; \
        (void)t; \
        try(question(f->a, __VA_ARGS__ f->after, f->before, f->w->limit, &row, &got)); \
        for (size_t i = 0; i < got; i++) f->row[f->n++] = (struct statement_line){ row[i].id, outside_json(f->a, row[i].id, row[i].timed, row[i].document), 0 }; \
        return OK; \
    }
OUTSIDE_PAGE(outside_all_down,)
OUTSIDE_PAGE(outside_all_up,)
OUTSIDE_PAGE(outside_by_term_down, t->term[0], t->term[1], t->term[2], t->term[3], t->mine,)
OUTSIDE_PAGE(outside_by_term_up, t->term[0], t->term[1], t->term[2], t->term[3], t->mine,)

static rc outside_find(struct finding *f)
{
    const struct statements_wanted *w = f->w;
    struct terms t = { .n = 0 };
    term_add(&t, TERM_REGISTRATION, w->registration);
    term_add(&t, w->agents_near ? TERM_AGENT_NEAR : TERM_AGENT, w->agent);
    term_add(&t, w->activities_near ? TERM_ACTIVITY_NEAR : TERM_ACTIVITY, w->activity);
    term_add(&t, TERM_VERB, w->verb);
    if (w->key) {
        term_add(&t, TERM_KEY, arena_print(f->a->arena, "%lld", (long long)w->key));
        t.mine = t.term[--t.n];
        if (t.n == 0) t.n = 1;                              /* it leads itself */
        else t.term[t.n] = (struct bytes){ NULL, 0 };
    }
    if (t.n == 0) return w->ascending ? outside_all_up_page(f, &t) : outside_all_down_page(f, &t);
    return w->ascending ? outside_by_term_up_page(f, &t) : outside_by_term_down_page(f, &t);
}

static int oldest_first(const void *x, const void *y)
{
    int64_t a = ((const struct statement_line *)x)->id.v, b = ((const struct statement_line *)y)->id.v;
    return (a > b) - (a < b);
}
static int newest_first(const void *x, const void *y) { return oldest_first(y, x); }

rc statements_find(struct ask *a, const struct statements_wanted *w, struct statement_line **rows, size_t *n)
{
    struct finding f = { .a = a, .w = w, .after = w->after, .before = { w->before.v ? w->before.v : INT64_MAX } };
    if (!(f.row = ARENA_MANY(a->arena, struct statement_line, (size_t)w->limit * 4))) return LIMIT;
    try(outside_find(&f));
    try(deeds_find(&f));
    if (f.n) qsort(f.row, f.n, sizeof *f.row, w->ascending ? oldest_first : newest_first);
    *rows = f.row;
    *n = f.n < (size_t)w->limit ? f.n : (size_t)w->limit;
    return a->arena->failed ? LIMIT : OK;
}

rc statement_find(struct ask *a, const char *home, const uint8_t uuid[STATEMENT_UUID_SIZE], struct statement_found *out)
{
    struct statement_named_row named;
    struct outside_one_row row;
    struct deed_one_row deed;
    bool found;
    *out = (struct statement_found){ 0 };
    try(statement_named(a, (struct bytes){ uuid, STATEMENT_UUID_SIZE }, &named, &found));
    if (!found) return NOT_FOUND;
    try(outside_one(a, named.statement_id, &row, &found));
    if (found) {
        if (row.held || !*row.document) return NOT_FOUND;
        *out = (struct statement_found){ { row.id, outside_json(a, row.id, row.timed, row.document), 0 }, row.voided, true, row.key_id };
        return OK;
    }
    try(deed_one(a, named.statement_id, &deed, &found));
    if (!found) return NOT_FOUND;
    struct deed_columns d = COLUMNS(deed);
    out->line = (struct statement_line){ deed.id, deed_json(a, home, &d), d.as };
    return OK;
}

const struct json *document_open(struct document_open *d, const char *document)
{
    arena_init(&d->arena, BESIDE_MOST);
    return d->said = json_read(&d->arena, document);
}
void document_close(struct document_open *d) { arena_finish(&d->arena); }

void rows_aside_begin(struct rows_aside *b, struct ask *a)
{
    *b = (struct rows_aside){ .a = a, .usual = a->arena };
    arena_init(&b->own, BESIDE_MOST);
    a->arena = &b->own;
}

void rows_aside_leave(struct rows_aside *b)
{
    struct fault *f = b->a->fault;
    b->a->arena = b->usual;
    if (f->detail) f->detail = arena_text(b->usual, f->detail);
}
void rows_aside_end(struct rows_aside *b) { arena_finish(&b->own); }

/* The second who is named is who wrote it down. *cut: there is no room for it. */
static void line_put(struct buf *b, const char *document, bool *cut)
{
    struct document_open d;
    size_t n = strlen(document);
    document_open(&d, document);
    if (d.said && named_in(d.said) <= 2) {
        if (b->n + n + 1 > COPY_BYTES) *cut = true;
        else buf_add(b, document, n), buf_char(b, '\n');
    }
    document_close(&d);
}

/* The next of what others told; *n: 0 when there was nothing more. */
static rc outside_lines(struct ask *a, person_id person, statement_id *before, struct buf *b, size_t *n, bool *cut)
{
    struct outside_said_row *told;
    struct rows_aside aside;
    rows_aside_begin(&aside, a);
    rc read = outside_said(a, person, *before, COPY_ROWS, &told, n);
    for (size_t i = 0; read == OK && i < *n; i++) line_put(b, outside_json(a, told[i].id, told[i].timed, told[i].document), cut), *before = told[i].id;
    if (a->arena->failed) read = LIMIT;
    rows_aside_leave(&aside);
    rows_aside_end(&aside);
    return read;
}

rc statements_of_mine(struct ask *a, const char *home, person_id person, struct buf *b, bool *cut)
{
    struct deeds_said_row *deed;
    statement_id before = { INT64_MAX };
    size_t n, told = 0;
    try(deeds_said(a, person, COPY_SAID_MOST, &deed, &n));
    *cut = *cut || n == COPY_SAID_MOST;
    for (size_t i = 0; i < n; i++) {
        struct deed_columns d = COLUMNS(deed[i]);
        line_put(b, deed_json(a, home, &d), cut);
    }
    for (n = 1; n && told < COPY_SAID_MOST; told += n) try(outside_lines(a, person, &before, b, &n, cut));
    *cut = *cut || told >= COPY_SAID_MOST;
    return a->arena->failed || b->failed ? LIMIT : OK;
}

rc statement_files(struct ask *a, statement_id id, struct statement_file **rows, size_t *n)
{
    struct outside_files_of_row *row;
    try(outside_files_of(a, id, &row, n));
    *rows = ARENA_MANY(a->arena, struct statement_file, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) {
        (*rows)[i] = (struct statement_file){ .type = row[i].type, .bytes = row[i].bytes };
        if (row[i].hash.n == FILE_HASH_SIZE) memcpy((*rows)[i].hash, row[i].hash.p, FILE_HASH_SIZE);
    }
    return OK;
}

rc statement_file(struct ask *a, const uint8_t hash[FILE_HASH_SIZE], struct bytes *body)
{
    struct outside_file_of_row row;
    bool found;
    try(outside_file_of(a, (struct bytes){ hash, FILE_HASH_SIZE }, &row, &found));
    if (!found) return NOT_FOUND;
    *body = row.body;
    return OK;
}

rc activity_definition(struct ask *a, const char *id, const char **json)
{
    struct outside_activity_of_row row;
    uint8_t hash[TERM_SIZE];
    bool found;
    term_of(TERM_ACTIVITY, id, hash);
    try(outside_activity_of(a, (struct bytes){ hash, TERM_SIZE }, &row, &found));
    *json = found ? row.definition : NULL;
    return OK;
}

rc told_look(struct ask *a, const char *home, const struct told *s, enum told_before *out)
{
    struct statement_named_row named;
    struct outside_one_row row;
    struct deed_one_row deed;
    bool found;
    *out = TOLD_NEW;
    try(statement_named(a, (struct bytes){ s->uuid, STATEMENT_UUID_SIZE }, &named, &found));
    if (!found) return OK;
    *out = TOLD_OTHERWISE;
    try(outside_one(a, named.statement_id, &row, &found));
    if (found) {
        if (told_same(a, s, row.document)) *out = TOLD_SAME;
        return OK;
    }
    try(deed_one(a, named.statement_id, &deed, &found));
    if (!found) return OK;
    struct deed_columns d = COLUMNS(deed);
    if (told_same(a, s, deed_json(a, home, &d))) *out = TOLD_SAME;
    return OK;
}

rc statements_people(struct ask *a, statement_id after, statement_id upto, person_id **rows, size_t *n)
{
    struct people_of_statements_row *row;
    try(people_of_statements(a, after, upto, &row, n));
    *rows = ARENA_MANY(a->arena, person_id, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = row[i].person_id;
    return OK;
}

rc statements_naming(struct ask *a, person_id person, statement_id after, statement_id upto, int64_t most, statement_id **rows, size_t *n)
{
    struct statements_of_somebody_row *row;
    try(statements_of_somebody(a, a->scope.school, person, after, upto, most, &row, n));
    *rows = ARENA_MANY(a->arena, statement_id, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = row[i].id;
    return OK;
}

rc statements_count(struct ask *a, statement_id after, statement_id before, int64_t most, int64_t *n)
{
    struct statements_between_row row;
    try(statements_between(a, after, before, most, &row));
    *n = row.n;
    return OK;
}
