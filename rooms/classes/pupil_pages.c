/* A pupil's page, for staff and for the family. It says who can see it and, to the family, who has looked. For staff the look
** is on disk before the page goes out (consent.h), so the row runs on a worker. */
#include "access/permission.h"
#include "classes/pages.h"
#include "classes/views.h"
#include "generated/classes_queries.h"
#include "generated/classes_views.h"
#include "settings/settings.h"
#include "ui/ui.h"
#include "web/reply.h"

#define LOOKS_SHOWN 10

/* In what capacity somebody sees: "Chủ nhiệm", "Bộ môn Toán", "Hiệu trưởng". */
static const char *capacity(struct ctx *c, enum member_role role, enum duty duty, const char *subject)
{
    const char *word = tr(c->lang, duty ? duty_label(duty) : member_role_label(role));
    return subject && duty != DUTY_HOMEROOM ? arena_print(c->arena, "%s: %s", word, subject) : word;
}

/* How the viewer stands to the pupil, as the ledger keeps it: a duty's or a role's code. */
static const char *viewing_as(struct ctx *c, const struct who_sees_pupil_here_row *row, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (row[i].person_id.v == c->who->person.v)
            return row[i].duty ? duty_code(row[i].duty) : member_role_code(row[i].role);
    return "staff";
}

/* Who has two duties stands there once. */
static void seer_put(struct ctx *c, struct pupil_view *v, struct seer *seer, struct seer one)
{
    for (size_t i = 0; i < v->seers; i++)
        if (seer[i].person.v == one.person.v && str_is(seer[i].school, one.school)) {
            seer[i].as = arena_print(c->arena, "%s · %s", seer[i].as, one.as);
            return;
        }
    seer[v->seers++] = one;
}

static rc seers_here(struct ctx *c, person_id pupil, struct pupil_view *v, const char **as)
{
    struct who_sees_pupil_here_row *row;
    size_t n;
    try(who_sees_pupil_here(c->ask, pupil, c->today, &row, &n));
    struct seer *seer = ARENA_MANY(c->arena, struct seer, n);
    if (!seer) return LIMIT;
    for (size_t i = 0; i < n; i++)
        seer_put(c, v, seer, (struct seer){ row[i].person_id, row[i].name, capacity(c, row[i].role, row[i].duty, row[i].subject), "" });
    *as = viewing_as(c, row, n);
    v->seer = seer;
    return OK;
}

/* A child of one school need not be told on every line which: "". */
static const char *where(const struct pupil_view *v, const char *school)
{
    return v->places == 1 && str_is(school, v->place[0].school.name) ? "" : school;
}

static rc seers_family(struct ctx *c, person_id pupil, struct pupil_view *v)
{
    struct who_sees_pupil_row *row;
    size_t n;
    try(who_sees_pupil(c->ask, pupil, c->today, &row, &n));
    struct seer *seer = ARENA_MANY(c->arena, struct seer, n);
    if (!seer) return LIMIT;
    for (size_t i = 0; i < n; i++)
        seer_put(c, v, seer, (struct seer){ row[i].person_id, row[i].name, capacity(c, row[i].role, row[i].duty, row[i].subject), where(v, row[i].school_name) });
    v->seer = seer;
    return OK;
}

/* How one guardian is reached is no other guardian's business: those who live apart may have good reason. */
static void phones_hide(const struct ctx *c, struct guardian_line *guardian, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (guardian[i].id.v != c->who->person.v) guardian[i].phone = NULL;
}

/* Whom an order left the sight of the child alone reads of nobody else who stands for it. */
static void oneself_alone(const struct ctx *c, struct guardian_line *guardian, size_t *n)
{
    size_t all = *n;
    *n = 0;
    for (size_t i = 0; i < all; i++)
        if (guardian[i].id.v == c->who->person.v) guardian[(*n)++] = guardian[i];
}

static rc reach_fill(struct ctx *c, person_id pupil, struct pupil_view *v)
{
    struct contact_line *contact;
    struct guardian_line *guardian;
    try(contacts_of(c->ask, pupil, &contact, &v->contacts));
    try(guardians_of(c->ask, pupil, &guardian, &v->guardians));
    if (v->family && !v->self) phones_hide(c, guardian, v->guardians);
    if (v->sees_alone) v->contacts = 0, oneself_alone(c, guardian, &v->guardians);
    v->contact = contact;
    v->guardian = guardian;
    return OK;
}

/* The picture at the head of the page, and the way to its own page for those who give it. */
static rc picture_fill(struct ctx *c, person_id pupil, struct pupil_view *v)
{
    person_file_id photo;
    const char *code = v->family ? NULL : c->school->code, *id = path_text(c, "em");
    if (v->family) try(photo_of_family(c->ask, pupil, &photo));
    else try(photo_here(c->ask, pupil, &photo));
    v->picture = photo_path(c->arena, code, pupil, photo, FACE_LARGE);
    v->photo_action = photo.v ? _("Đổi ảnh") : _("Thêm ảnh");
    if (v->self) v->photo_href = "/tai-khoan/anh";
    else if (may(c, v->family ? PHOTO_OF_CHILD : PHOTO_OF_PUPIL, "em", pupil.v))
        v->photo_href = code ? arena_print(c->arena, "/t/%s/em/%s/anh", code, id) : arena_print(c->arena, "/ho-so/%s/anh", id);
    return OK;
}

rc pupil_page(struct ctx *c, struct reply *r)
{
    person_id id = PATH_ID(c, "em", person_id);
    struct pupil_view v = { .school_code = c->school->code, .school_name = c->school->name };
    struct class_of_pupil_row place;
    const char *as;
    bool found;
    try(person_here(c->ask, id, &v.pupil));
    try(seers_here(c, id, &v, &as));
    try(look_write(c, id, LOOK_KIND_CONTACT, as));
    try(class_of_pupil(c->ask, id, c->today, &place, &found));
    if (found) v.class_id = place.class_id, v.class_name = place.name;
    try(reach_fill(c, id, &v));
    try(picture_fill(c, id, &v));
    try(restricted(c->ask, id, &v.restricted));
    v.can_history = may(c, PUPIL_HISTORY, "em", id.v);
    v.can_leave = v.can_move = may(c, PUPIL_MOVE, NULL, 0);
    v.can_correct = may(c, PERSON_CHANGE, "em", id.v);
    v.can_family = may(c, GUARDIAN_CHANGE, "em", id.v);
    return show(r, view_pupil, &v);
}

rc family_pupil_page(struct ctx *c, struct reply *r)
{
    person_id id = PATH_ID(c, "em", person_id);
    struct pupil_view v = { .family = true, .self = id.v == c->who->person.v };
    struct child_place *all;
    struct look_line *look;
    size_t n;
    v.grown = v.self && ui_grown(c);
    for (size_t i = 0; i < c->who->reads_n; i++) v.sees_alone = v.sees_alone || c->who->reads[i].v == id.v;
    try(person_mine(c->ask, id, &v.pupil));
    try(child_places(c->ask, &all, &n));
    struct child_place *place = ARENA_MANY(c->arena, struct child_place, n);
    if (!place) return LIMIT;
    for (size_t i = 0; i < n; i++)
        if (all[i].person.v == id.v) place[v.places++] = all[i];
    v.place = place;
    try(seers_family(c, id, &v));
    try(reach_fill(c, id, &v));
    try(picture_fill(c, id, &v));
    try(looks_at(c->ask, id, 0, LOOKS_SHOWN, &look, &v.looks));
    for (size_t i = 0; i < v.looks; i++) look[i].school_name = where(&v, look[i].school_name);
    v.look = look;
    return show(r, view_pupil, &v);
}

static rc teachers_fill(struct ctx *c, class_id id, struct family_class_view *v)
{
    struct teachers_of_mine_row *row;
    try(teachers_of_mine(c->ask, id, c->today, &row, &v->teachers));
    struct teacher_line *teacher = ARENA_MANY(c->arena, struct teacher_line, v->teachers);
    if (!teacher) return LIMIT;
    for (size_t i = 0; i < v->teachers; i++)
        teacher[i] = (struct teacher_line){ .person = row[i].person_id, .name = row[i].name, .duty = row[i].duty, .subject = row[i].subject };
    v->teacher = teacher;
    return OK;
}

rc family_class_page(struct ctx *c, struct reply *r)
{
    class_id id = PATH_ID(c, "lop", class_id);
    struct class_of_mine_row row;
    struct classmates_of_mine_row *mate;
    struct setting_value seen;
    struct family_class_view v = { 0 };
    try(class_of_mine(c->ask, id, c->today, &row));
    v.name = row.name, v.school_name = row.school_name, v.school_code = row.school_code, v.pupils = row.pupils;
    try(teachers_fill(c, id, &v));
    try(setting_of(c->ask, row.school_id, NULL, &classes_settings[CLASSES_MATES], &seen));
    try(classmates_of_mine(c->ask, id, c->who->person, c->today, &mate, &v.mates));
    v.classmate = v.mates > 0;
    if (!seen.truth) v.mates = 0;
    struct child_place *names = ARENA_MANY(c->arena, struct child_place, v.mates);
    if (!names) return LIMIT;
    for (size_t i = 0; i < v.mates; i++)
        names[i] = (struct child_place){ .person = mate[i].person_id, .class_name = mate[i].name };
    v.mate = names;
    return show(r, view_family_class, &v);
}
