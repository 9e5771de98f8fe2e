/* What of a school's people and classes can be found. Staff find the names that the directory and the list of classes show them,
** and are led to the page itself where they may open it. Families find their own, and what their class page shows. */
#include "classes/found.h"
#include "base/ids.h"
#include "generated/classes_queries.h"
#include "people/people.h"
#include "schools/schools.h"

static const char *path_of(struct arena *a, const char *before, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_print(a, "%s%s", before, text);
}

/* ---- persons */

static const char *person_path(const struct searcher *s, const struct persons_found_row *p)
{
    struct arena *a = s->ask->arena;
    if (p->role == MEMBER_ROLE_PUPIL && (p->mine > 0 || role_is_office(s->role)))
        return path_of(a, arena_print(a, "/t/%s/em/", s->school->code), p->person_id.v);
    return arena_print(a, "/t/%s/nguoi?q=%s", s->school->code, p->name);
}

static const char *person_words(const struct searcher *s, const struct persons_found_row *p)
{
    const char *as = tr(s->ask->lang, member_role_label(p->role)), *more = p->class_name ? p->class_name : p->title;
    return more ? arena_print(s->ask->arena, "%s, %s", as, more) : as;
}

static rc persons_read(const struct searcher *s, const int64_t *object, size_t n, struct search_hit *hit)
{
    struct persons_found_row *row;
    size_t rows;
    try(persons_found(s->ask, (const member_id *)object, n, s->who->person, day_of(s->ask->now), &row, &rows));
    for (size_t i = 0; i < rows; i++) {
        struct search_hit *h = search_hit_of(object, n, hit, row[i].id.v);
        if (row[i].restricted && row[i].mine == 0) continue;                     /* people.h (7): found by its teachers alone */
        if (h) *h = (struct search_hit){ .title = row[i].name, .sub = person_words(s, &row[i]), .path = person_path(s, &row[i]), .sort = row[i].sort_key };
    }
    return OK;
}

static rc persons_walk(struct ask *a, int64_t after, int64_t limit, struct search_doc **doc, size_t *n)
{
    struct members_walked_row *row;
    try(members_walked(a, (member_id){ after }, day_of(a->now), limit, &row, n));
    *doc = ARENA_MANY(a->arena, struct search_doc, *n);
    if (!*doc) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*doc)[i] = (struct search_doc){ .kind = "person", .school = a->scope.school, .object = row[i].id.v, .title = row[i].search_key, .text = row[i].title };
    return OK;
}

/* ---- what a family has: itself, its classes, the teachers there; of the other pupils a pupil knows those of the own class */

struct own { const struct searcher *s; struct search_hit *hit; size_t n, room; };

static rc own_add(struct own *o, struct search_hit h)
{
    if (o->n == o->room) {
        size_t room = o->room ? o->room * 2 : 64;
        struct search_hit *more = ARENA_MANY(o->s->ask->arena, struct search_hit, room);
        if (!more) return LIMIT;
        for (size_t i = 0; i < o->n; i++) more[i] = o->hit[i];
        o->hit = more;
        o->room = room;
    }
    o->hit[o->n++] = h;
    return OK;
}

static const char *place_of(struct arena *a, const struct child_place *p) { return arena_print(a, "%s, %s", p->class_name, p->school.name); }

static rc family_add(struct own *o, const struct child_place *place, size_t places)
{
    struct arena *a = o->s->ask->arena;
    struct person_brief *person;
    size_t n;
    try(persons_mine(o->s->ask, &person, &n));
    for (size_t i = 0; i < n; i++) {
        const char *sub = NULL;
        for (size_t k = places; k-- > 0;)
            if (place[k].person.v == person[i].id.v) sub = place_of(a, &place[k]);
        if (!sub && person[i].id.v == o->s->who->person.v) continue;          /* an adult's own file is no pupil's page */
        try(own_add(o, (struct search_hit){ .object = person[i].id.v, .title = person[i].full_name, .sub = sub, .path = path_of(a, "/ho-so/", person[i].id.v) }));
    }
    return OK;
}

static rc class_people_add(struct own *o, const struct child_place *p)
{
    struct ask *a = o->s->ask;
    struct teachers_of_mine_row *teacher;
    struct classmates_of_mine_row *mate;
    size_t n;
    const char *path = path_of(a->arena, "/lop/", p->class_id.v), *where = place_of(a->arena, p);
    try(teachers_of_mine(a, p->class_id, day_of(a->now), &teacher, &n));
    for (size_t i = 0; i < n; i++)
        try(own_add(o, (struct search_hit){ .object = teacher[i].person_id.v, .title = teacher[i].name, .path = path,
                                            .sub = arena_print(a->arena, "%s, %s", tr(a->lang, duty_label(teacher[i].duty)), where) }));
    if (p->person.v != o->s->who->person.v) return OK;
    try(classmates_of_mine(a, p->class_id, o->s->who->person, day_of(a->now), &mate, &n));
    for (size_t i = 0; i < n; i++)
        if (mate[i].person_id.v != o->s->who->person.v)
            try(own_add(o, (struct search_hit){ .object = mate[i].person_id.v, .title = mate[i].name, .path = path, .sub = where }));
    return OK;
}

static rc persons_own(const struct searcher *s, struct search_hit **hit, size_t *n)
{
    struct own o = { .s = s };
    struct child_place *place;
    size_t places;
    try(child_places(s->ask, &place, &places));
    try(family_add(&o, place, places));
    for (size_t i = 0; i < places; i++)
        try(class_people_add(&o, &place[i]));
    *hit = o.hit;
    *n = o.n;
    return OK;
}

/* ---- classes */

rc class_be_found(struct tx *t, class_id id, const char *name, school_year_id year)
{
    struct year_called_row row;
    try(year_called(t->ask, year, &row));
    return search_put(t, &(struct search_doc){ .kind = "class", .school = t->ask->scope.school, .object = id.v, .title = name,
                                               .text = arena_print(t->ask->arena, "lop %s", row.name) });
}

rc classes_be_lost(struct tx *t, batch_id batch)
{
    struct classes_closed_of_batch_row *row;
    size_t n;
    try(classes_closed_of_batch(t->ask, batch, &row, &n));
    int64_t *id = ARENA_MANY(t->ask->arena, int64_t, n);
    if (!id) return LIMIT;
    for (size_t i = 0; i < n; i++) id[i] = row[i].id.v;
    return search_drop_all(t, "class", t->ask->scope.school, id, n);
}

static rc classes_read(const struct searcher *s, const int64_t *object, size_t n, struct search_hit *hit)
{
    struct classes_found_row *row;
    struct arena *a = s->ask->arena;
    size_t rows;
    try(classes_found(s->ask, (const class_id *)object, n, s->who->person, day_of(s->ask->now), &row, &rows));
    for (size_t i = 0; i < rows; i++) {
        struct search_hit *h = search_hit_of(object, n, hit, row[i].id.v);
        const char *list = arena_print(a, "/t/%s/lop", s->school->code);
        bool opens = row[i].mine > 0 || role_is_office(s->role);
        if (h) *h = (struct search_hit){ .title = say(a, s->ask->lang, _("Lớp {ten}"), "ten", row[i].name, NULL), .sub = row[i].year_name, .sort = row[i].sort_key,
                                         .path = opens ? path_of(a, arena_print(a, "%s/", list), row[i].id.v) : list };
    }
    return OK;
}

static rc classes_walk(struct ask *a, int64_t after, int64_t limit, struct search_doc **doc, size_t *n)
{
    struct classes_walked_row *row;
    try(classes_walked(a, (class_id){ after }, limit, &row, n));
    *doc = ARENA_MANY(a->arena, struct search_doc, *n);
    if (!*doc) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*doc)[i] = (struct search_doc){ .kind = "class", .school = a->scope.school, .object = row[i].id.v, .title = row[i].name,
                                         .text = arena_print(a->arena, "lop %s", row[i].year_name) };
    return OK;
}

static rc classes_own(const struct searcher *s, struct search_hit **hit, size_t *n)
{
    struct own o = { .s = s };
    struct child_place *place;
    struct arena *a = s->ask->arena;
    size_t places;
    try(child_places(s->ask, &place, &places));
    for (size_t i = 0; i < places; i++)
        try(own_add(&o, (struct search_hit){ .object = place[i].class_id.v, .title = say(a, s->ask->lang, _("Lớp {ten}"), "ten", place[i].class_name, NULL),
                                             .sub = place[i].school.name, .path = path_of(a, "/lop/", place[i].class_id.v) }));
    *hit = o.hit;
    *n = o.n;
    return OK;
}

const struct search_kind classes_search[] = {
    { .name = "person", .shelf = 'p', .label = N_("Người"), .icon = "users", .how = N_("Họ tên, có dấu hay không dấu, chữ nào trước cũng được."), .inside = true,
      .read = persons_read, .own = persons_own, .walk = persons_walk },
    { .name = "class", .shelf = 'c', .label = N_("Lớp"), .icon = "layers", .how = N_("Tên lớp và năm học."), .inside = true,
      .read = classes_read, .own = classes_own, .walk = classes_walk },
    { 0 }
};
