/* Statements for the heads of a school: found by time, key, verb, activity, person and name, a page at a time by key; and one as it stands. Whoever of the house
** is in what is shown was looked at: that is in the ledger before the page leaves. */
#include "access/permission.h"
#include "base/ids.h"
#include "consent/consent.h"
#include "generated/xapi_views.h"
#include "schools/schools.h"
#include "xapi/inside.h"
#include "xapi/operate.h"
#include <stdlib.h>
#include <string.h>

enum { PAGE = 30, PEOPLE_MOST = 12, JSON_SHOWN_MOST = 256 << 10 };

static const char *id_said(struct arena *a, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_text(a, text);
}

/* ---- what is asked for */

static rc choices_fill(struct ctx *c, struct watch_view *v)
{
    struct words_counted_row *verb;
    struct key_line *key;
    size_t n;
    try(words_counted(c->ask, false, &verb, &n));
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, n + DEED_VERB_COUNT);
    if (!choice) return LIMIT;
    for (int d = 1; d <= DEED_VERB_COUNT; d++) choice[v->verbs_n++] = (struct ui_choice){ .code = deed_verb_iri((enum deed_verb)d), .label = deed_verb_label((enum deed_verb)d) };
    for (size_t i = 0; i < n; i++) {
        bool known = false;
        for (int d = 1; d <= DEED_VERB_COUNT; d++) known = known || str_is(deed_verb_iri((enum deed_verb)d), verb[i].iri);
        if (!known) choice[v->verbs_n++] = (struct ui_choice){ .code = verb[i].iri, .label = verb_words(c->arena, c->lang, verb[i].iri, verb[i].name) };
    }
    v->verbs = choice;
    try(keys_list(c->ask, &key, &v->keys_n));
    if (!(choice = ARENA_MANY(c->arena, struct ui_choice, v->keys_n))) return LIMIT;
    for (size_t i = 0; i < v->keys_n; i++) choice[i] = (struct ui_choice){ .code = id_said(c->arena, key[i].id.v), .label = key[i].name };
    v->keys = choice;
    return OK;
}

/* A person by number, or by name within the school's own directory: one that fits is meant, several are shown to choose from. */
static rc person_read(struct ctx *c, struct watch_view *v, person_id *person)
{
    struct member_line *row;
    struct person_brief brief;
    size_t n;
    if (!*v->person) return OK;
    if (id_read(v->person, &person->v)) {
        rc here = person_here(c->ask, *person, &brief);
        if (here == OK) v->person = brief.full_name;
        return here;
    }
    try(members_find(c->ask, v->person, PEOPLE_MOST, &row, &n));
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, n);
    if (!choice) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        choice[i] = (struct ui_choice){ .code = id_said(c->arena, row[i].person.v), .label = row[i].name };
        if (n > 1) try(member_apart(c, &row[i], &choice[i].hint));
    }
    v->people = choice;
    v->people_n = n == 1 ? 0 : n;
    v->nobody = n != 1;
    if (n == 1) *person = row[0].person;
    return OK;
}

static rc wanted_read(struct ctx *c, struct watch_view *v, struct statements_wanted *w)
{
    person_id person = { 0 };
    day from, to;
    statement_id after = { 0 };
    const char *behind = query_text(c, "sau");
    v->person = query_text(c, "nguoi"), v->verb = query_text(c, "dong_tu"), v->activity = query_text(c, "hoat_dong"), v->key = query_text(c, "khoa");
    v->name = query_text(c, "phat_bieu"), v->from = query_text(c, "tu"), v->to = query_text(c, "den");
    *w = (struct statements_wanted){ .home = base_address(c), .limit = PAGE + 1 };
    try(person_read(c, v, &person));
    if (person.v) w->agent = agent_text(c->arena, "account", id_said(c->arena, person.v), base_address(c));
    if (*v->verb) w->verb = v->verb;
    if (*v->activity) w->activity = v->activity;
    if (*v->key && !id_read(v->key, &w->key)) return NOT_FOUND;
    if (day_read(v->from, &from) == DAY_OK) w->after.v = statement_first(day_start(from)) - 1;
    if (day_read(v->to, &to) == DAY_OK) w->before.v = statement_first(day_start((day){ to.n + 1 }));
    if (w->after.v < 0) w->after.v = 0;
    if (*behind && !id_read(behind, &after.v)) return NOT_FOUND;
    if (*behind && (!w->before.v || after.v < w->before.v)) w->before = after;
    v->begun = *behind != 0;
    v->query = arena_print(c->arena, "%s%s%s%s%s%s", asked_of_address(c->arena, "nguoi", person.v ? id_said(c->arena, person.v) : ""), asked_of_address(c->arena, "dong_tu", v->verb),
                           asked_of_address(c->arena, "hoat_dong", v->activity), asked_of_address(c->arena, "khoa", v->key), asked_of_address(c->arena, "tu", v->from),
                           asked_of_address(c->arena, "den", v->to));
    return OK;
}

/* ---- lines */

struct named { struct people_of_lines_row *row; size_t n; };

static rc people_read(struct ctx *c, const struct statement_line *line, size_t n, struct named *out)
{
    statement_id *id = ARENA_MANY(c->arena, statement_id, n);
    if (!id) return LIMIT;
    for (size_t i = 0; i < n; i++) id[i] = line[i].id;
    return n ? people_of_lines(c->ask, id, n, &out->row, &out->n) : OK;
}

static int by_person(const void *a, const void *b)
{
    int64_t x = ((const person_id *)a)->v, y = ((const person_id *)b)->v;
    return (x > y) - (x < y);
}

/* Everybody of the house who is on the page, each once. */
static rc looks_write(struct ctx *c, const struct named *who)
{
    person_id *person = ARENA_MANY(c->arena, person_id, who->n);
    size_t n = 0;
    if (!person) return LIMIT;
    for (size_t i = 0; i < who->n; i++) person[i] = who->row[i].person_id;
    if (who->n) qsort(person, who->n, sizeof *person, by_person);
    for (size_t i = 0; i < who->n; i++)
        if (i == 0 || person[i].v != person[i - 1].v) person[n++] = person[i];
    return n ? look_write_all(c, person, n, LOOK_KIND_PROFILE, looking_as(c)) : OK;
}

/* Who did it, as far as the house knows; else what the statement itself calls them. */
static const char *doer_said(struct ctx *c, const struct named *who, statement_id id, const struct json *said)
{
    const struct json *actor = json_get(said, "actor"), *name = json_get(actor, "name");
    for (size_t i = 0; i < who->n; i++)
        if (who->row[i].statement_id.v == id.v && who->row[i].doer) return who->row[i].name;
    if (name && name->text && strlen(name->text) < 100) return name->text;
    return tr(c->lang, json_get(actor, "member") ? _("Một nhóm") : _("Một người Khuê không biết"));
}

static const char *teller_said(struct ctx *c, const struct json *said)
{
    const struct json *authority = json_get(said, "authority"), *name = json_get(authority, "name"), *account = json_get(json_get(authority, "account"), "name");
    if (json_is(account, "khue")) return "Khuê";
    return name && name->text ? name->text : tr(c->lang, _("không rõ"));
}

/* What is shown of it; it is taken apart aside. */
static void line_fill(struct ctx *c, const struct named *who, const struct statement_line *at, struct watch_line *out)
{
    struct document_open d;
    struct line_words words = { "", "", "", "" };
    const struct json *said = document_open(&d, at->document), *id = json_get(said, "id");
    *out = (struct watch_line){ .name = arena_text(c->arena, id && id->text ? id->text : ""), .who = arena_text(c->arena, doer_said(c, who, at->id, said)),
                                .by = arena_text(c->arena, teller_said(c, said)), .stored = { id_ms(at->id.v) } };
    if (said) statement_words(&d.arena, c->lang, base_address(c), said, out->who, &words);
    out->words = (struct line_words){ arena_text(c->arena, words.sentence), arena_text(c->arena, words.object), arena_text(c->arena, words.after), arena_text(c->arena, words.result) };
    document_close(&d);
}

static rc lines_fill(struct ctx *c, struct watch_view *v, const struct statements_wanted *w)
{
    struct statement_line *row;
    struct named who = { .n = 0 };
    size_t n, kept = 0;
    try(statements_find_all(c->ask, w, &row, &n));
    if (n > PAGE) v->next = id_said(c->arena, row[PAGE - 1].id.v), n = PAGE;
    for (size_t i = 0; i < n; i++)
        if (!statement_barred(c->ask, &row[i])) row[kept++] = row[i];
    try(people_read(c, row, kept, &who));
    try(looks_write(c, &who));
    struct watch_line *line = ARENA_MANY(c->arena, struct watch_line, kept);
    if (!line) return LIMIT;
    for (size_t i = 0; i < kept; i++) line_fill(c, &who, &row[i], &line[i]);
    v->line = line, v->n = kept;
    return OK;
}

rc statements_page(struct ctx *c, struct reply *r)
{
    struct watch_view v = { .school_code = c->school->code };
    struct statements_wanted w;
    uint8_t uuid[STATEMENT_UUID_SIZE];
    try(wanted_read(c, &v, &w));
    if (uuid_read(v.name, uuid)) return see_other_print(r, "/t/%s/kho-phat-bieu/tim/%s", c->school->code, v.name);
    try(choices_fill(c, &v));
    if (!v.nobody && !*v.name) try(lines_fill(c, &v, &w));
    return show(r, view_statements, &v);
}

/* ---- one, whole */

static void indent(struct buf *b, int depth)
{
    buf_char(b, '\n');
    for (int i = 0; i < depth; i++) buf_text(b, "  ");
}

/* Member by member as it stood, each on a line of its own. */
static void json_draw(struct buf *b, const struct json *j, int depth)
{
    bool list = j->kind == JSON_ARRAY;
    if ((!list && j->kind != JSON_OBJECT) || !j->first) {
        buf_add(b, j->raw.p, j->raw.n);
        return;
    }
    buf_char(b, list ? '[' : '{');
    for (const struct json *m = j->first; m; m = m->next) {
        if (m != j->first) buf_char(b, ',');
        indent(b, depth + 1);
        if (!list) json_put(b, m->key), buf_text(b, ": ");
        json_draw(b, m, depth + 1);
    }
    indent(b, depth);
    buf_char(b, list ? ']' : '}');
}

/* As it stands, where so many lines would be too long. */
static const char *json_shown(struct ctx *c, const struct json *said)
{
    struct buf b;
    buf_init(&b, 4 * JSON_SHOWN_MOST);
    json_draw(&b, said, 0);
    const char *out = b.failed ? arena_text_n(c->arena, said->raw.p, said->raw.n) : arena_text_n(c->arena, b.p, b.n);
    buf_finish(&b);
    return out;
}

static const char *text_in(const struct json *j, const char *key)
{
    const struct json *m = json_get(j, key);
    return m && m->text ? m->text : "";
}

rc statement_page(struct ctx *c, struct reply *r)
{
    struct statement_view v = { .school_code = c->school->code };
    struct statement_found found;
    struct named who = { .n = 0 };
    uint8_t uuid[STATEMENT_UUID_SIZE];
    size_t barred = c->ask->scope.barred_n;
    if (!uuid_read(path_text(c, "ma"), uuid)) return NOT_FOUND;
    c->ask->scope.barred_n = 0;
    rc found_it = statement_find(c->ask, base_address(c), uuid, &found);
    c->ask->scope.barred_n = barred;
    try(found_it);
    if (statement_barred(c->ask, &found.line)) return NOT_FOUND;
    const struct json *said = json_read(c->arena, found.line.document);
    if (!said) return NOT_FOUND;
    try(people_read(c, &found.line, 1, &who));
    try(looks_write(c, &who));
    struct statement_file *file;
    try(statement_files(c->ask, found.line.id, &file, &v.files));
    v.file = file;
    line_fill(c, &who, &found.line, &v.line);
    v.voided = found.voided, v.outside = found.outside;
    v.verb = text_in(json_get(said, "verb"), "id"), v.activity = text_in(json_get(said, "object"), "id"), v.told_at = text_in(said, "timestamp");
    v.json = json_shown(c, said);
    return show(r, view_statement, &v);
}
