/* Rules of classes. What stays true stands in classes.h. */
#include "classes/classes.h"
#include "audit/audit.h"
#include "base/viet.h"
#include "classes/found.h"
#include "classes/inside.h"
#include "generated/classes_queries.h"
#include "people/people.h"
#include "schools/schools.h"
#include <stdlib.h>
#include <string.h>

const struct act classes_acts[] = {
    [ACT_CLASS]     = { "classes.class", N_("lập lớp {vat}") },
    [ACT_ENROL]     = { "classes.enrol", N_("xếp lớp cho {vat}") },
    [ACT_HOMEROOM]  = { "classes.homeroom", N_("đổi giáo viên chủ nhiệm lớp {vat}") },
    [ACT_TEACH]     = { "classes.teach", N_("phân công giảng dạy lớp {vat}") },
    [ACT_TEACH_END] = { "classes.teach_end", N_("ghi thôi phân công giảng dạy của {vat}") },
    [ACT_LEAVE]     = { "classes.leave", N_("ghi {vat} rời trường") },
    [ACT_RETURN]    = { "classes.return", N_("nhận lại {vat}") },
    [ACT_CARRY]     = { "classes.carry", N_("chuyển các lớp sang năm học {vat}") },
    [ACT_SUBJECT]   = { "classes.subject", N_("đổi môn học {vat}") },
    [ACT_TEACH_STOP] = { "classes.teach_stop", N_("ghi thôi một phân công ở lớp {vat}") },
    [ACT_TRANSFER]  = { "classes.transfer", N_("làm giấy chuyển trường cho {vat}") },
    [ACT_TAKEN]     = { "classes.taken", N_("nhận {vat} chuyển đến") },
    [ACT_MOVE]      = { "classes.move", N_("đổi lớp cho {vat}") },
    [ACT_DEPARTMENT] = { "classes.department", N_("đổi tổ chuyên môn {vat}") },
    { NULL, NULL },
};

static day today_of(const struct ask *a) { return day_of(a->now); }

enum school_level level_of_grade(int64_t grade)
{
    if (grade < 0) return SCHOOL_LEVEL_PRESCHOOL;
    if (grade <= 5) return SCHOOL_LEVEL_PRIMARY;
    return grade <= 9 ? SCHOOL_LEVEL_LOWER_SECONDARY : SCHOOL_LEVEL_UPPER_SECONDARY;
}

rc class_add(struct tx *t, const struct new_class *in, class_id *out)
{
    struct class_name name;
    struct class_named_row taken;
    bool read = in->grade ? class_name_of_grade(t->ask->arena, in->name, in->grade, &name) : class_name_read(t->ask->arena, in->name, &name);
    if (!read)
        return refuse_field(t->ask, "lop", 1301, _("Tên lớp “{ten}” chưa rõ khối. Viết như 6A1, 10D2, MGL A3."), "ten", in->name, NULL);
    rc known = class_named(t->ask, in->year, name.key, &taken);
    if (known == OK)
        return refuse(t->ask, CONFLICT, 1302, _("Năm học này đã có lớp {ten}."), "ten", name.shown, NULL);
    if (known != NOT_FOUND) return known;
    *out = NEW_ID(t, class_id);
    try(class_insert(t, *out, in->year, level_of_grade(name.grade), name.grade, name.shown, name.key, name.sort_key, in->batch, NULL));
    try(class_be_found(t, *out, name.shown, in->year));
    return audit_add(t, &(struct change){ .act = &classes_acts[ACT_CLASS], .kind = "class", .id = out->v, .name = name.shown, .batch = in->batch });
}

rc class_by_name(struct ask *a, school_year_id year, const char *key, class_id *out)
{
    struct class_named_row row;
    try(class_named(a, year, key, &row));
    *out = row.id;
    return OK;
}

rc classes_of_year(struct ask *a, school_year_id year, struct class_line **rows, size_t *n)
{
    struct classes_in_year_row *row;
    try(classes_in_year(a, year, today_of(a), &row, n));
    *rows = ARENA_MANY(a->arena, struct class_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct class_line){ .id = row[i].id, .name = row[i].name, .grade = row[i].grade, .pupils = row[i].pupils, .homeroom = row[i].homeroom };
    return OK;
}

static struct taught_line *taught_find(struct taught_line *row, size_t n, class_id id)
{
    for (size_t i = 0; i < n; i++)
        if (row[i].id.v == id.v) return &row[i];
    return NULL;
}

static void taught_add(struct taught_line *line, const char *what)
{
    for (size_t i = 0; i < line->n; i++)
        if (str_is(line->is[i], what)) return;
    line->is[line->n++] = what;
}

/* ---- lists in order. SQLite sorts at three thousand instructions a row, qsort at two hundred (docs/decisions/0157). */

static int order_of(int64_t a, int64_t b) { return (a > b) - (a < b); }

/* One's own class first, then 6A2 before 6A10. */
static int own_class_first(const void *x, const void *y)
{
    const struct classes_of_teacher_row *a = x, *b = y;
    int order = order_of(a->duty != DUTY_HOMEROOM, b->duty != DUTY_HOMEROOM);
    if (!order) order = bytes_order(a->sort_key, b->sort_key);
    if (!order) order = order_of(a->id.v, b->id.v);
    return order ? order : order_of(a->teaching_id.v, b->teaching_id.v);
}

static int place_of_duty(enum duty d) { return d == DUTY_HOMEROOM ? 0 : d == DUTY_SUBJECT ? 1 : 2; }

/* The homeroom teacher first, then by subject, then in Vietnamese order. */
static int homeroom_first(const void *x, const void *y)
{
    const struct teachers_of_class_row *a = x, *b = y;
    int order = place_of_duty(a->duty) - place_of_duty(b->duty);
    if (!order) order = strcmp(a->subject ? a->subject : "", b->subject ? b->subject : "");
    if (!order) order = bytes_order(a->sort_key, b->sort_key);
    return order ? order : order_of(a->id.v, b->id.v);
}

static int vietnamese(const void *x, const void *y)
{
    const struct pupils_in_class_row *a = x, *b = y;
    int order = bytes_order(a->sort_key, b->sort_key);
    return order ? order : order_of(a->id.v, b->id.v);
}

#define IN_ORDER(row, n, order) do { if (n) qsort(row, n, sizeof *(row), order); } while (0)

rc classes_i_teach(struct ask *a, person_id me, struct taught_line **rows, size_t *n)
{
    struct classes_of_teacher_row *row;
    try(classes_of_teacher(a, me, today_of(a), &row, n));
    IN_ORDER(row, *n, own_class_first);
    size_t found = *n;
    *n = 0;
    if (!(*rows = ARENA_MANY(a->arena, struct taught_line, found))) return LIMIT;
    for (size_t i = 0; i < found; i++) {
        struct taught_line *line = taught_find(*rows, *n, row[i].id);
        if (!line) {
            line = &(*rows)[(*n)++];
            *line = (struct taught_line){ row[i].id, row[i].name, row[i].grade, row[i].pupils, ARENA_MANY(a->arena, const char *, 2 * (found - i)), 0 };
            if (!line->is) return LIMIT;
        }
        if (row[i].duty != DUTY_SUBJECT || !row[i].subject) taught_add(line, duty_label(row[i].duty));
        if (row[i].subject) taught_add(line, row[i].subject);
    }
    return OK;
}

rc teachers_here(struct ask *a, class_id id, struct teacher_line **rows, size_t *n)
{
    struct teachers_of_class_row *row;
    try(teachers_of_class(a, id, today_of(a), &row, n));
    IN_ORDER(row, *n, homeroom_first);
    *rows = ARENA_MANY(a->arena, struct teacher_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct teacher_line){ row[i].member_id, row[i].person_id, row[i].name, row[i].duty, row[i].subject };
    return OK;
}

rc class_face(struct ask *a, class_id id, struct class_face *out)
{
    struct class_shown_row row;
    try(class_shown(a, id, today_of(a), &row));
    *out = (struct class_face){ .id = row.id, .name = row.name, .year_name = row.year_name, .grade = row.grade, .pupils = row.pupils,
                                .rev = row.rev, .level = row.level };
    return OK;
}

rc pupils_of_class(struct ask *a, class_id id, struct pupil_line **rows, size_t *n)
{
    struct pupils_in_class_row *row;
    try(pupils_in_class(a, id, today_of(a), &row, n));
    IN_ORDER(row, *n, vietnamese);
    *rows = ARENA_MANY(a->arena, struct pupil_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct pupil_line){ .person = row[i].person_id, .name = row[i].name, .sex = row[i].sex, .guardians = row[i].guardians, .photo = row[i].photo_id, .restricted = row[i].restricted > 0, .shown = row[i].name };
    struct namesake *same = ARENA_MANY(a->arena, struct namesake, *n);
    if (!same) return LIMIT;
    for (size_t i = 0; i < *n; i++) same[i] = (struct namesake){ &(*rows)[i].shown, row[i].born };
    return namesakes_part(a->arena, a->lang, same, *n);
}

rc child_places(struct ask *a, struct child_place **rows, size_t *n)
{
    struct places_of_children_row *row;
    try(places_of_children(a, today_of(a), &row, n));
    *rows = ARENA_MANY(a->arena, struct child_place, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct child_place){ .person = row[i].person_id, .school = { row[i].school_id, row[i].code, row[i].school_name },
                                           .class_id = row[i].class_id, .class_name = row[i].class_name, .level = row[i].level,
                                           .homeroom = row[i].homeroom_id, .homeroom_name = row[i].homeroom,
                                           .year_name = row[i].year_name, .week = row[i].week.has ? row[i].week.v : 0 };
    return OK;
}

static rc enrol_told(struct tx *t, class_id class_, person_id person, const char *before, batch_id batch)
{
    struct class_face face;
    const char *name;
    if (t->bulk) return OK;
    try(class_face(t->ask, class_, &face));
    try(person_name(t->ask, person, &name));
    return audit_add(t, &(struct change){ .act = &classes_acts[ACT_ENROL], .kind = "person", .id = person.v, .name = name, .about = person, .batch = batch,
        WAS({ N_("Lớp"), before, face.name, KEPT_AS_IS }) });
}

rc enrol(struct tx *t, class_id class_, member_id member, person_id person, day from, batch_id batch, enrolment_id *out)
{
    struct class_of_pupil_row was = { 0 };
    bool found = false;
    if (!t->bulk) try(class_of_pupil(t->ask, person, from, &was, &found));
    try(enrolments_end(t, person, from, NULL));
    *out = NEW_ID(t, enrolment_id);
    try(enrolment_insert(t, *out, class_, member, person, from, batch, NULL));
    try(places_count_of(t, person));
    return enrol_told(t, class_, person, found ? was.name : NULL, batch);
}

/* A teacher of the school today: read in the closure, for a place may have ended since the form was shown. */
static rc teacher_now(struct tx *t, member_id id, struct member_line *out)
{
    rc found = member_find(t->ask, id, out);
    bool open = found == OK && (!out->to_day.has || out->to_day.v.n > today_of(t->ask).n);
    if (found == NOT_FOUND || (found == OK && (!open || out->role != MEMBER_ROLE_TEACHER)))
        return refuse_field(t->ask, "chu_nhiem", 1304, _("Hãy chọn một giáo viên của trường."), NULL);
    return found;
}

static rc homeroom_name(struct ask *a, class_id id, const char **name)
{
    struct teacher_line *row;
    size_t n;
    try(teachers_here(a, id, &row, &n));
    *name = n > 0 && row[0].duty == DUTY_HOMEROOM ? row[0].name : NULL;
    return OK;
}

rc homeroom_set(struct tx *t, const struct homeroom_change *in)
{
    int64_t changed;
    struct class_face face;
    const char *former;
    struct member_line teacher = { 0 };
    if (in->member.v) try(teacher_now(t, in->member, &teacher));
    try(class_touch(t, in->class_id, in->rev, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 1303, _("Vừa có người sửa lớp này. Xem lại bản mới rồi làm tiếp."), NULL);
    try(homeroom_name(t->ask, in->class_id, &former));
    try(homeroom_end(t, in->class_id, today_of(t->ask), NULL));
    if (in->member.v) try(duty_insert(t, NEW_ID(t, teaching_id), in->class_id, in->member, teacher.person, DUTY_HOMEROOM, (school_subject_id){ 0 }, NULL, today_of(t->ask), (opt_day){ 0 }, NULL));
    try(class_face(t->ask, in->class_id, &face));
    return audit_add(t, &(struct change){ .act = &classes_acts[ACT_HOMEROOM], .kind = "class", .id = in->class_id.v, .name = face.name,
        WAS({ N_("Giáo viên chủ nhiệm"), former, in->member.v ? teacher.name : NULL, KEPT_AS_IS }) });
}

rc teachings_end(struct tx *t, member_id member, person_id person, day to)
{
    int64_t ended;
    const char *name;
    try(teachings_of_member_end(t, member, person, to, &ended));
    try(department_places_of_member_end(t, member, to, NULL));
    if (ended == 0) return OK;
    try(person_name(t->ask, person, &name));
    return audit_add(t, &(struct change){ .act = &classes_acts[ACT_TEACH_END], .kind = "member", .id = member.v, .name = name, .about = person,
        WAS({ N_("Số lớp"), arena_print(t->ask->arena, "%lld", (long long)ended), "0", KEPT_AS_IS }) });
}

/* Of no batch: each class once, where its pupils stand one after the other. */
static rc places_count_in_all(struct tx *t, const struct new_enrolment *rows, size_t n)
{
    size_t classes = 0;
    class_id *ids = ARENA_MANY(t->ask->arena, class_id, n);
    if (!ids) return LIMIT;
    for (size_t i = 0; i < n; i++)
        if (i == 0 || rows[i].class_id.v != rows[i - 1].class_id.v) ids[classes++] = rows[i].class_id;
    return places_count_in(t, ids, classes);
}

rc enrolments_add(struct tx *t, day from, batch_id batch, const struct new_enrolment *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (rows[i].moves) try(enrolments_end_by_batch(t, rows[i].person, from, batch, NULL));
        try(enrolment_insert(t, NEW_ID(t, enrolment_id), rows[i].class_id, rows[i].member, rows[i].person, from, batch, NULL));
    }
    return batch.v ? places_count_of_batch(t, batch) : places_count_in_all(t, rows, n);
}

rc batch_moved_on(struct ask *a, batch_id batch, int64_t *pupils)
{
    struct enrolments_after_batch_row row;
    try(enrolments_after_batch(a, batch, &row));
    *pupils = row.n;
    return OK;
}

rc pupils_now(struct ask *a, struct pupil_now **rows, size_t *n)
{
    struct pupils_of_today_row *row;
    try(pupils_of_today(a, today_of(a), &row, n));
    *rows = ARENA_MANY(a->arena, struct pupil_now, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct pupil_now){ .member = row[i].member_id, .person = row[i].person_id, .full_name = row[i].full_name, .search_key = row[i].search_key, .born = row[i].born,
                                         .class_id = row[i].class_id, .class_name = row[i].class_name ? row[i].class_name : "" };
    return OK;
}

rc classes_undo(struct tx *t, batch_id batch)
{
    class_id *ids;
    size_t n;
    try(places_of_batch(t->ask, batch, &ids, &n));
    try(enrolments_undo(t, batch, NULL));
    try(enrolments_reopen(t, batch, NULL));
    try(places_count_in(t, ids, n));
    try(classes_close(t, batch, today_of(t->ask), NULL));
    return classes_be_lost(t, batch);
}

rc class_ties(struct ask *a, class_id id, person_id me, struct class_ties *out)
{
    struct ties_to_class_row row;
    *out = (struct class_ties){ 0 };
    try(ties_to_class(a, id, me, today_of(a), &row));
    *out = (struct class_ties){ .homeroom = row.homeroom > 0, .teaching = row.teaching > 0, .pupil = row.pupil > 0, .guardian = row.children > 0 };
    return OK;
}

rc class_exists(struct ask *a, class_id id, bool *found)
{
    struct class_in_school_row row;
    return class_in_school(a, id, &row, found);
}

rc pupil_ties(struct ask *a, person_id pupil, person_id me, struct class_ties *out, bool *found)
{
    struct ties_to_pupil_row row;
    *out = (struct class_ties){ 0 };
    try(ties_to_pupil(a, pupil, me, today_of(a), &row, found));
    if (*found)
        *out = (struct class_ties){ .homeroom = row.homeroom > 0, .teaching = row.teaching > 0 };
    return OK;
}

rc classes_then(struct ask *a, struct class_then *rows, size_t n)
{
    person_id *people = ARENA_MANY(a->arena, person_id, n);
    struct places_among_row *place;
    size_t places;
    if (!people) return LIMIT;
    for (size_t i = 0; i < n; i++) people[i] = rows[i].person;
    try(places_among(a, people, n, &place, &places));
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < places; k++)
            if (place[k].person_id.v == rows[i].person.v && place[k].from_day.n <= rows[i].on.n && (!place[k].to_day.has || place[k].to_day.v.n > rows[i].on.n)) rows[i].class_ = place[k].class_id;
    return OK;
}
