/* Departments: the list, which the office changes; and one of them, for its head: who does what in which class. */
#include "access/access.h"
#include "base/ids.h"
#include "classes/departments.h"
#include "classes/pages.h"
#include "classes/views.h"
#include "generated/classes_views.h"
#include "web/reply.h"

struct department_in { const char *act, *name; department_id id; member_id member; department_member_id line; int64_t rev; };
static const struct field department_fields[] = {
    FIELD(struct department_in, act, FIELD_CHOICE, REQUIRED, .name = "viec", .choices = "lap them to-truong ra giai-the"),
    FIELD(struct department_in, name, FIELD_TEXT, OPTIONAL, .name = "ten", .max = 60, .label = N_("Tên tổ")),
    FIELD(struct department_in, id, FIELD_ID, OPTIONAL, .name = "to"),
    FIELD(struct department_in, member, FIELD_ID, OPTIONAL, .name = "nguoi", .label = N_("Thầy cô")),
    FIELD(struct department_in, line, FIELD_ID, OPTIONAL, .name = "dong"),
    FIELD(struct department_in, rev, FIELD_INT, OPTIONAL, .name = "rev"), { 0 } };
const struct form_spec department_form = { department_fields };

static const char *base_of(struct ctx *c) { return arena_print(c->arena, "/t/%s/to-chuyen-mon", c->school->code); }

static rc staff_choices(struct ctx *c, struct departments_view *v)
{
    struct who_may_teach_row *who;
    size_t n;
    if (!v->can_change) return OK;
    try(who_may_teach(c->ask, c->today, &who, &n));
    struct ui_choice *one = ARENA_MANY(c->arena, struct ui_choice, n);
    if (!one) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        char id[ID_TEXT_SIZE];
        id_text(who[i].id.v, id);
        one[i] = (struct ui_choice){ .code = arena_text(c->arena, id), .label = who[i].name };
    }
    v->who = one, v->whos = n;
    return OK;
}

rc departments_page(struct ctx *c, struct reply *r)
{
    struct departments_view v = { .school = c->school, .base = base_of(c), .can_change = may(c, DEPARTMENT_CHANGE, NULL, 0) };
    struct departments_of_school_row *row;
    struct department_people_row *person;
    try(departments_of_school(c->ask, &row, &v.n));
    try(department_people(c->ask, c->today, &person, &v.people));
    v.line = row, v.person = person;
    try(staff_choices(c, &v));
    return show(r, view_departments, &v);
}

static bool same_work(const struct department_duties_row *a, const struct department_duties_row *b)
{
    return a->person_id.v == b->person_id.v && a->duty && a->duty == b->duty && str_is(a->subject ? a->subject : "", b->subject ? b->subject : "")
        && a->from_day.has == b->from_day.has && a->from_day.v.n == b->from_day.v.n && a->to_day.has == b->to_day.has && a->to_day.v.n == b->to_day.v.n;
}

/* Rows of one person stand together; within them what is the same work is one line, at the place of its first class. */
static rc lines_of(struct ctx *c, const struct department_duties_row *row, size_t n, struct department_view *v)
{
    struct work_line *line = ARENA_MANY(c->arena, struct work_line, n + 1);
    if (!line) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        size_t k = v->n;
        const char *name = row[i].class_name ? row[i].class_name : "";
        while (k > 0 && line[k - 1].of->person_id.v == row[i].person_id.v && !same_work(line[k - 1].of, &row[i])) k--;
        if (k > 0 && same_work(line[k - 1].of, &row[i])) line[k - 1].classes = arena_print(c->arena, "%s, %s", line[k - 1].classes, name);
        else line[v->n++] = (struct work_line){ &row[i], name };
    }
    v->line = line;
    return OK;
}

rc department_page(struct ctx *c, struct reply *r)
{
    struct department_view v = { .school = c->school, .base = base_of(c) };
    struct department_one_row face;
    struct department_duties_row *row;
    bool found;
    department_id id = PATH_ID(c, "to", department_id);
    try(department_one(c->ask, id, &face, &found));
    if (!found) return NOT_FOUND;
    v.name = face.name;
    size_t n;
    try(department_duties(c->ask, id, c->today, &row, &n));
    try(lines_of(c, row, n, &v));
    return show(r, view_department, &v);
}

struct department_now { struct department_in in; const char *next; };

static rc department_store(struct tx *t, const struct department_now *now, void *out)
{
    const struct department_in *in = &now->in;
    department_id id;
    (void)out;
    try(access_recheck(t, DEPARTMENT_CHANGE, NULL, 0));
    if (str_is(in->act, "lap")) try(department_add(t, in->name, &id));
    else if (str_is(in->act, "ra")) try(department_out(t, in->id, in->line, in->rev));
    else if (str_is(in->act, "giai-the")) try(department_end(t, in->id, in->rev));
    else try(department_put(t, &(struct department_place){ in->id, in->member, str_is(in->act, "to-truong") }));
    return answer(t, "%s", now->next);
}
CLOSURE(department_store, struct department_now, void)

rc department_action(struct ctx *c, struct reply *r)
{
    struct department_now now = { .next = base_of(c) };
    try(form_read(c, c->route->form, &now.in));
    if (str_is(now.in.act, "lap") && str_empty(now.in.name)) return form_wrong(c, "ten", _("Hãy ghi tên tổ."));
    try(transact(c->ask, c->key, department_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã lưu tổ chuyên môn."), NULL);
}
