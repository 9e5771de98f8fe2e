/* One import in memory: its rows as the reader wants them, the school as it is now, and the check of both. */
#include "base/viet.h"
#include "roster/inside.h"
#include <stdlib.h>
#include <string.h>

/* ---- the school of this moment */

static void grades_of_levels(const struct school_face *face, struct roster_context *ctx)
{
    static const struct { enum school_level level; int from, to; } levels[] = {
        { SCHOOL_LEVEL_PRIMARY, 1, 5 }, { SCHOOL_LEVEL_LOWER_SECONDARY, 6, 9 }, { SCHOOL_LEVEL_UPPER_SECONDARY, 10, 12 } };
    ctx->preschool = face->level[SCHOOL_LEVEL_PRESCHOOL];
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        if (!face->level[levels[i].level]) continue;
        if (!ctx->grade_from) ctx->grade_from = levels[i].from;
        ctx->grade_to = levels[i].to;
    }
}

/* A list never names to somebody a child whom an order keeps from them; that it is matched says nothing. */
static bool barred(const struct ask *a, person_id child)
{
    for (size_t i = 0; i < a->scope.barred_n; i++)
        if (a->scope.barred[i].v == child.v) return true;
    return false;
}

static rc existing_fill(struct ask *a, struct opened *o)
{
    try(pupils_now(a, &o->pupil, &o->pupils));
    struct roster_existing *e = ARENA_MANY(a->arena, struct roster_existing, o->pupils);
    if (!e) return LIMIT;
    for (size_t i = 0; i < o->pupils; i++)
        e[i] = (struct roster_existing){ o->pupil[i].search_key, o->pupil[i].born, o->pupil[i].class_name, (int64_t)i + 1, barred(a, o->pupil[i].person) ? NULL : o->pupil[i].full_name };
    o->ctx.existing = e;
    o->ctx.existing_n = o->pupils;
    return OK;
}

/* ---- ids of the system that the list comes from */

static bool has_sources(const struct roster *r)
{
    for (size_t i = 0; i < r->sheets; i++)
        for (size_t k = 0; k < r->sheet[i].columns; k++)
            if (r->sheet[i].column[k].means == MEANS_SOURCE_PERSON || r->sheet[i].column[k].means == MEANS_SOURCE_CLASS) return true;
    return false;
}

struct placed { person_id person; size_t at; };

static int by_person(const void *x, const void *y)
{
    const struct placed *a = x, *b = y;
    return a->person.v < b->person.v ? -1 : a->person.v > b->person.v;
}

static rc persons_fill(struct ask *a, struct opened *o)
{
    struct persons_sourced_row *row;
    size_t n;
    struct placed *place = ARENA_MANY(a->arena, struct placed, o->pupils);
    try(persons_sourced(a, &row, &n));
    struct roster_source *source = ARENA_MANY(a->arena, struct roster_source, n);
    if (!place || !source) return LIMIT;
    for (size_t i = 0; i < o->pupils; i++) place[i] = (struct placed){ o->pupil[i].person, i };
    if (o->pupils) qsort(place, o->pupils, sizeof *place, by_person);
    for (size_t i = 0; i < n && o->pupils; i++) {
        const struct placed wanted = { row[i].person_id, 0 }, *found = bsearch(&wanted, place, o->pupils, sizeof *place, by_person);
        if (found) source[o->ctx.persons++] = (struct roster_source){ .id = row[i].source, .at = found->at };
    }
    o->ctx.person = source;
    return OK;
}

static rc sources_fill(struct ask *a, struct opened *o)
{
    struct classes_sourced_of_row *row;
    size_t n;
    if (!has_sources(&o->roster)) return OK;
    try(persons_fill(a, o));
    try(classes_sourced_of(a, &row, &n));
    struct roster_source *source = ARENA_MANY(a->arena, struct roster_source, n);
    if (!source) return LIMIT;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < o->classes; k++)
            if (o->class[k].id.v == row[i].class_id.v)
                source[o->ctx.classes_sourced++] = (struct roster_source){ .id = row[i].source, .class_name = o->class[k].name };
    o->ctx.class_sourced = source;
    return OK;
}

static rc classes_fill(struct ask *a, struct opened *o)
{
    try(classes_of_year(a, o->face.year_id, &o->class, &o->classes));
    const char **name = ARENA_MANY(a->arena, const char *, o->classes);
    if (!name) return LIMIT;
    for (size_t i = 0; i < o->classes; i++)
        name[i] = o->class[i].name;
    o->ctx.class_name = name;
    o->ctx.classes = o->classes;
    return OK;
}

static rc context_fill(struct ask *a, struct opened *o)
{
    struct school_face face;
    struct gate_one_row gate;
    bool found;
    int year, month, d;
    try(gate_one(a, &gate, &found));                 /* before the rest: whoever is faster makes ours the older state */
    o->gate = found ? gate.rev : 0;
    try(school_face(a, a->scope.school, &face));
    day_parts(o->face.year_starts, &year, &month, &d);
    o->ctx = (struct roster_context){ .today = day_of(a->now), .school_year = year };
    grades_of_levels(&face, &o->ctx);
    memcpy(o->level, face.level, sizeof o->level);
    try(classes_fill(a, o));
    try(existing_fill(a, o));
    return sources_fill(a, o);
}

/* ---- what the user added */

static size_t pairs_count(const char *packed)
{
    size_t n = 0;
    for (; *packed; packed++) n += *packed == '\n';
    return n;
}

static rc corrections_fill(struct arena *a, struct opened *o)
{
    struct roster *r = &o->roster;
    size_t corrections = 0, answers = pairs_count(o->answers);
    for (size_t i = 0; i < r->rows; i++) {
        corrections += pairs_count(o->line[i].fixed);
        answers += pairs_count(o->line[i].answers);
    }
    struct roster_correction *c = ARENA_MANY(a, struct roster_correction, corrections);
    struct roster_answer *an = ARENA_MANY(a, struct roster_answer, answers);
    if (!c || !an) return LIMIT;
    r->correction = c;
    r->answer = an;
    r->corrections = r->answers = 0;
    const char *key, *value;
    for (struct span rest = span_of(o->answers); pairs_next(a, &rest, &key, &value);)
        an[r->answers++] = (struct roster_answer){ 0, 0, key, value };
    for (size_t i = 0; i < r->rows; i++) {
        const struct roster_row *row = &r->row[i];
        for (struct span rest = span_of(o->line[i].fixed); pairs_next(a, &rest, &key, &value);)
            c[r->corrections++] = (struct roster_correction){ row->sheet, row->row, roster_meaning_read(key), value };
        for (struct span rest = span_of(o->line[i].answers); pairs_next(a, &rest, &key, &value);)
            an[r->answers++] = (struct roster_answer){ row->sheet, row->row, key, value };
    }
    return OK;
}

/* ---- classes that cannot be made without a word: preschool groups with free names, grades that the school does not teach */

int64_t group_grade(const char *option)
{
    static const struct { const char *code; int64_t grade; } groups[] = { { "nha_tre", -4 }, { "be", -3 }, { "nho", -2 }, { "lon", -1 } };
    for (size_t i = 0; option && i < sizeof groups / sizeof *groups; i++)
        if (str_is(option, groups[i].code)) return groups[i].grade;
    return 0;
}

static bool class_known(const struct opened *o, const char *name)
{
    for (size_t i = 0; i < o->classes; i++)
        if (str_is(o->class[i].name, name)) return true;
    return false;
}

static struct roster_problem asked_once(struct arena *a, const struct opened *o, const char *name, const char *code, const char *text)
{
    code = arena_print(a, "%s%s", code, name);
    return (struct roster_problem){ .means = MEANS_CLASS, .header = "", .value = name, .severity = ROSTER_CHOICE, .once = true, .code = code, .text = text,
                                    .answer = pairs_get(a, o->answers, code), .part = { "value", name } };
}

static struct roster_problem group_question(struct arena *a, const struct opened *o, const char *name)
{
    struct roster_problem p = asked_once(a, o, name, ANSWER_CLASS_GROUP, N_("Lớp “{value}” thuộc nhóm tuổi nào?"));
    p.option[p.options++] = (struct roster_option){ "nha_tre", N_("Nhà trẻ (3–36 tháng)") };
    p.option[p.options++] = (struct roster_option){ "be", N_("Mẫu giáo bé (3–4 tuổi)") };
    p.option[p.options++] = (struct roster_option){ "nho", N_("Mẫu giáo nhỡ (4–5 tuổi)") };
    p.option[p.options++] = (struct roster_option){ "lon", N_("Mẫu giáo lớn (5–6 tuổi)") };
    return p;
}

static struct roster_problem level_question(struct arena *a, const struct opened *o, const char *name)
{
    struct roster_problem p = asked_once(a, o, name, ANSWER_CLASS_LEVEL, N_("Trường không có cấp học của lớp “{value}”. Làm gì với các em lớp này?"));
    p.option[p.options++] = (struct roster_option){ "skip", N_("Không nhập các em này") };
    p.option[p.options++] = (struct roster_option){ "make", N_("Lớp đúng như vậy, vẫn tạo") };
    return p;
}

static struct roster_problem grade_unread(const struct roster_row *row)
{
    return (struct roster_problem){ .sheet = row->sheet, .row = row->row, .means = MEANS_CLASS, .header = "", .value = row->class_name, .severity = ROSTER_ERROR,
                                    .code = "class_unreadable", .text = N_("Tên lớp “{value}” chưa rõ khối. Viết như 6A1, 10D2."), .part = { "value", row->class_name } };
}

/* What a class name of the file comes to. */
struct naming { const char *name; enum { MAKEABLE, ASKED, UNREADABLE } how; const char *answer; };

static struct naming naming_of(struct arena *a, const struct opened *o, const char *name, struct roster_problem *question)
{
    struct class_name read;
    struct naming n = { .name = name, .how = MAKEABLE };
    if (class_known(o, name)) return n;
    if (class_name_read(a, name, &read)) {
        if (o->level[level_of_grade(read.grade)]) return n;
        *question = level_question(a, o, name);
    } else if (o->ctx.preschool) {
        *question = group_question(a, o, name);
    } else {
        n.how = UNREADABLE;
        return n;
    }
    n.how = ASKED;
    n.answer = question->answer;
    return n;
}

struct held { struct roster_problem *problem; size_t problems; struct naming *naming; size_t namings; };

static const struct naming *naming_find(struct arena *a, const struct opened *o, struct held *h, const char *name)
{
    for (size_t i = h->namings; i-- > 0;)
        if (str_is(h->naming[i].name, name)) return &h->naming[i];
    struct roster_problem question = { 0 };
    h->naming[h->namings] = naming_of(a, o, name, &question);
    if (h->naming[h->namings].how == ASKED) h->problem[h->problems++] = question;
    return &h->naming[h->namings++];
}

/* Rows that would be good but for a class that cannot be made wait; each such class is asked once. */
static rc unmakeable_hold(struct arena *a, struct opened *o)
{
    struct roster *r = &o->roster;
    struct held h = { .problem = ARENA_MANY(a, struct roster_problem, r->problems + 2 * r->rows), .naming = ARENA_MANY(a, struct naming, r->rows) };
    if (!h.problem || !h.naming) return LIMIT;
    for (size_t i = 0; i < r->rows; i++) {
        struct roster_row *row = &r->row[i];
        if (row->state != ROW_GOOD) continue;
        const struct naming *n = naming_find(a, o, &h, row->class_name);
        if (n->how == UNREADABLE) h.problem[h.problems++] = grade_unread(row);
        if (n->how == MAKEABLE || (n->answer && !str_is(n->answer, "skip"))) continue;
        row->state = n->answer ? ROW_SKIPPED : ROW_WAITING;
        row->worst = n->how == UNREADABLE ? ROSTER_ERROR : ROSTER_CHOICE;
        row->problems++;
        r->good--;
        *(n->answer ? &r->skipped : &r->waiting) += 1;
    }
    if (h.problems == 0) return OK;
    if (r->problems) memcpy(h.problem + h.problems, r->problem, r->problems * sizeof *r->problem);
    r->problem = h.problem;
    r->problems += h.problems;
    return OK;
}

rc opened_check(struct arena *a, struct opened *o)
{
    try(corrections_fill(a, o));
    o->ctx.class_for_all = pairs_get(a, o->answers, ANSWER_CLASS_FOR_ALL);
    try(roster_check(a, &o->roster, &o->ctx));
    return unmakeable_hold(a, o);
}

rc opened_fill(struct ask *a, struct opened *o)
{
    try(context_fill(a, o));
    return opened_check(a->arena, o);
}

/* ---- out of the tables */

rc sheets_fill(struct ask *a, struct opened *o)
{
    struct sheets_of_import_row *row;
    struct roster *r = &o->roster;
    try(sheets_of_import(a, o->face.id, &row, &r->sheets));
    r->sheet = ARENA_MANY(a->arena, struct roster_sheet, r->sheets);
    if (!r->sheet) return LIMIT;
    for (size_t i = 0; i < r->sheets; i++) {
        struct roster_sheet *s = &r->sheet[i];
        *s = (struct roster_sheet){ .name = row[i].name, .header_row = (uint32_t)row[i].header_row, .header_rows = (uint32_t)row[i].header_rows,
                                    .first_row = (uint32_t)row[i].first_row, .last_row = (uint32_t)row[i].last_row,
                                    .class_title = row[i].class_title, .class_from = row[i].class_from };
        if (roster_columns_unpack(a->arena, row[i].columns, s)) continue;
        return a->arena->failed ? LIMIT : fault_detail(a, BUG, "columns of sheet %zu cannot be read", i);
    }
    return OK;
}

static rc lines_fill(struct ask *a, struct opened *o)
{
    struct lines_staged_row *row;
    struct roster *r = &o->roster;
    try(lines_staged(a, o->face.id, &row, &r->rows));
    r->row = ARENA_MANY(a->arena, struct roster_row, r->rows);
    o->line = ARENA_MANY(a->arena, struct staged, r->rows);
    if (!r->row || !o->line) return LIMIT;
    for (size_t i = 0; i < r->rows; i++) {
        if (row[i].sheet < 0 || (size_t)row[i].sheet >= r->sheets) return fault_detail(a, BUG, "line %lld has no sheet", (long long)row[i].number);
        roster_row_unpack(a->arena, row[i].said, &r->row[i]);
        r->row[i].sheet = (size_t)row[i].sheet;
        r->row[i].row = (uint32_t)row[i].at_row;
        o->line[i] = (struct staged){ row[i].number, row[i].fixed, row[i].answers };
    }
    return OK;
}

static rc ignored_fill(struct ask *a, struct opened *o)
{
    struct ignored_of_import_row *row;
    struct roster *r = &o->roster;
    try(ignored_of_import(a, o->face.id, &row, &r->ignored_n));
    r->ignored = ARENA_MANY(a->arena, struct roster_ignored, r->ignored_n);
    if (!r->ignored) return LIMIT;
    for (size_t i = 0; i < r->ignored_n; i++)
        r->ignored[i] = (struct roster_ignored){ (size_t)row[i].sheet, (uint32_t)row[i].at_row, (uint32_t)row[i].last_row, row[i].reason, row[i].text };
    return OK;
}

rc opened_read(struct ask *a, roster_import_id id, struct opened *out)
{
    *out = (struct opened){ 0 };
    try(import_one(a, id, &out->face));
    out->answers = out->face.answers;
    out->roster.encoding = out->face.encoding;
    out->roster.converted = out->face.converted;
    out->roster.composed = out->face.composed;
    try(sheets_fill(a, out));
    try(lines_fill(a, out));
    try(ignored_fill(a, out));
    return opened_fill(a, out);
}
