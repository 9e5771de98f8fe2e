/* Pages of classes for staff: my classes, all classes of the school, one class. Lists hold names, never contact data. */
#include "access/access.h"
#include "base/ids.h"
#include "classes/pages.h"
#include "classes/views.h"
#include "generated/classes_views.h"
#include "web/reply.h"

#define CHOICES_MOST 300

static rc groups_fill(struct ctx *c, struct my_classes_view *v)
{
    const struct who *w = c->who;
    struct taught_group *group = ARENA_MANY(c->arena, struct taught_group, w->roles);
    if (!group) return LIMIT;
    for (size_t i = 0; i < w->roles; i++) {
        struct taught_line *line;
        struct taught_group *g = &group[v->groups];
        size_t at = 0;
        while (at < v->groups && group[at].school.id.v != w->role[i].school.id.v) at++;
        if (!ctx_enter_school(c, i)) continue;                    /* a pupil's own class comes with the places */
        if (at < v->groups) {                                     /* another role in the same school: one list of it */
            group[at].office = group[at].office || role_is_office(w->role[i].role);
            continue;
        }
        try(classes_i_teach(c->ask, w->person, &line, &g->n));
        g->school = w->role[i].school;
        g->line = line;
        g->office = role_is_office(w->role[i].role);
        v->groups++;
    }
    v->group = group;
    return OK;
}

static bool younger(const struct person_brief *a, const struct person_brief *b)
{
    return a->born.has && b->born.has && a->born.v.n > b->born.v.n;
}

/* The eldest first, as on the home. */
static void eldest_first(struct child_place *place, struct person_brief *child, size_t n)
{
    for (size_t i = 1; i < n; i++)
        for (size_t k = i; k > 0 && younger(&child[k - 1], &child[k]); k--) {
            struct person_brief one = child[k];
            struct child_place at = place[k];
            child[k] = child[k - 1], place[k] = place[k - 1];
            child[k - 1] = one, place[k - 1] = at;
        }
}

static rc places_fill(struct ctx *c, struct my_classes_view *v)
{
    struct child_place *place;
    try(child_places(c->ask, &place, &v->places));
    struct person_brief *child = ARENA_MANY(c->arena, struct person_brief, v->places);
    if (!child) return LIMIT;
    v->self = v->places > 0;
    for (size_t i = 0; i < v->places; i++) {
        try(person_mine(c->ask, place[i].person, &child[i]));
        v->self = v->self && place[i].person.v == c->who->person.v;
    }
    eldest_first(place, child, v->places);
    v->place = place;
    v->child = child;
    return OK;
}

rc my_classes_page(struct ctx *c, struct reply *r)
{
    struct my_classes_view v = { 0 };
    try(groups_fill(c, &v));
    try(places_fill(c, &v));
    return show(r, view_my_classes, &v);
}

/* Sizes only warn. */
static rc norms_fill(struct ctx *c, struct classes_view *v)
{
    int64_t *norm = ARENA_MANY(c->arena, int64_t, v->n);
    if (!norm) return LIMIT;
    for (size_t i = 0; i < v->n; i++) try(class_size_norm(c->ask, v->year, v->line[i].grade, &norm[i]));
    v->norm = norm;
    return OK;
}

/* All staff read which classes there are; the office opens all of them, others those where they teach: no link that ends at a shut door. */
static rc opens_fill(struct ctx *c, struct classes_view *v)
{
    struct taught_line *mine = NULL;
    size_t n = 0;
    bool *opens = ARENA_MANY(c->arena, bool, v->n), office = may(c, SCHOOL_MANAGE, NULL, 0);
    if (!opens) return LIMIT;
    if (!office) try(classes_i_teach(c->ask, c->who->person, &mine, &n));
    for (size_t i = 0; i < v->n; i++) {
        opens[i] = office;
        for (size_t k = 0; k < n && !opens[i]; k++) opens[i] = mine[k].id.v == v->line[i].id.v;
    }
    v->opens = opens;
    return OK;
}

rc classes_page(struct ctx *c, struct reply *r)
{
    struct year_brief year;
    struct class_line *line = NULL;
    struct classes_view v = { .school_code = c->school->code, .can_import = may(c, ROSTER_IMPORT, NULL, 0) };
    rc found = year_at(c->ask, c->today, &year);
    if (found != OK && found != NOT_FOUND) return found;
    if (found == OK) {
        v.year = &year;
        try(classes_of_year(c->ask, year.id, &line, &v.n));
        v.line = line;
        try(norms_fill(c, &v));
        try(opens_fill(c, &v));
    }
    return show(r, view_classes, &v);
}

/* Everybody of the school who teaches, as choices for homeroom teacher. */
static rc homeroom_choices(struct ctx *c, struct class_view *v)
{
    struct member_line *row;
    size_t n;
    if (!may(c, CLASS_CHANGE, "lop", path_id(c, "lop"))) return OK;
    try(members_of_role(c->ask, MEMBER_ROLE_TEACHER, (member_id){ 0 }, CHOICES_MOST, &row, &n));
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, n);
    if (!choice) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        char id[ID_TEXT_SIZE];
        id_text(row[i].id.v, id);
        choice[i] = (struct ui_choice){ .code = arena_text(c->arena, id), .label = row[i].name };
    }
    v->choice = choice;
    v->choices = n;
    return OK;
}

rc class_page(struct ctx *c, struct reply *r)
{
    class_id id = PATH_ID(c, "lop", class_id);
    struct class_view v = { .school_code = c->school->code, .homeroom = "", .can_open = true,
                            .can_print = may(c, SLIPS_PRINT, "lop", id.v), .can_import = may(c, ROSTER_IMPORT, NULL, 0),
                            .can_history = may(c, CLASS_HISTORY, "lop", id.v), .can_consents = may(c, CONSENT_LIST, "lop", id.v), .can_tell = may(c, ANNOUNCE_CLASS, "lop", id.v), .can_move = may(c, PUPIL_MOVE, NULL, 0) };
    struct teacher_line *teacher;
    struct pupil_line *pupil;
    try(class_face(c->ask, id, &v.face));
    try(teachers_here(c->ask, id, &teacher, &v.teachers));
    try(pupils_of_class(c->ask, id, &pupil, &v.pupils));
    try(homeroom_choices(c, &v));
    if (v.can_import) try(class_size_norm(c->ask, NULL, v.face.grade, &v.norm));
    v.teacher = teacher;
    v.pupil = pupil;
    v.can_card = v.face.grade >= 1 && v.face.grade <= 2 && may(c, CARD_PRINT, "lop", id.v);
    if (v.teachers > 0 && teacher[0].duty == DUTY_HOMEROOM) {
        char text[ID_TEXT_SIZE];
        id_text(teacher[0].member.v, text);
        v.homeroom = arena_text(c->arena, text);
    }
    return show(r, view_class, &v);
}

/* ---- homeroom teacher */
struct homeroom_in { member_id member; int64_t rev; };
static const struct field homeroom_fields[] = {
    FIELD(struct homeroom_in, member, FIELD_ID, OPTIONAL, .name = "chu_nhiem", .label = N_("Giáo viên chủ nhiệm")),
    FIELD(struct homeroom_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec homeroom_form = { homeroom_fields };

static rc homeroom_store(struct tx *t, const struct homeroom_change *in, void *out)
{
    struct teacher_line *was, *is;
    size_t n, m;
    (void)out;
    try(access_recheck(t, CLASS_CHANGE, "lop", in->class_id.v));
    try(teachers_here(t->ask, in->class_id, &was, &n));
    try(homeroom_set(t, in));
    try(teachers_here(t->ask, in->class_id, &is, &m));
    if (n && was[0].duty == DUTY_HOMEROOM) try(access_changed(t, was[0].person));          /* what they kept to read without a network goes */
    return m && is[0].duty == DUTY_HOMEROOM ? access_changed(t, is[0].person) : OK;
}
CLOSURE(homeroom_store, struct homeroom_change, void)

rc homeroom_action(struct ctx *c, struct reply *r)
{
    struct homeroom_in in;
    class_id id = PATH_ID(c, "lop", class_id);
    try(form_read(c, c->route->form, &in));
    struct homeroom_change change = { id, in.member, in.rev };
    try(transact(c->ask, c->key, homeroom_store, &change, NULL));
    return see_other_flash(r, arena_print(c->arena, "/t/%s/lop/%s", c->school->code, path_text(c, "lop")), _("Đã lưu giáo viên chủ nhiệm."), NULL);
}
