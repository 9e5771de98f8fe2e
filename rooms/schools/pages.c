/* My schools, the management page, the directory of names. */
#include "access/permission.h"
#include "base/ids.h"
#include "generated/schools_queries.h"
#include "generated/schools_views.h"
#include "schools/pages.h"
#include "schools/schools.h"
#include "schools/views.h"
#include "web/reply.h"

#define PAGE 50
#define FOUND_MOST 50

/* ---- my schools: where I belong, and where my children do */
static struct my_school *school_of(struct my_school *all, size_t *n, const struct school_brief *s)
{
    for (size_t i = 0; i < *n; i++)
        if (all[i].school.id.v == s->id.v) return &all[i];
    all[*n].school = *s;
    return &all[(*n)++];
}

static rc years_fill(struct ctx *c, struct my_school *all, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        rc found = year_at_of(c->ask, all[i].school.id, c->today, &all[i].year);
        if (found != OK && found != NOT_FOUND) return found;
        all[i].has_year = found == OK;
        try(room_open(c, all[i].school.id, "news", &all[i].news));
        if (!all[i].staff) try(school_face(c->ask, all[i].school.id, &all[i].face));
    }
    return OK;
}

rc my_schools_page(struct ctx *c, struct reply *r)
{
    struct my_schools_view v = { 0 };
    struct membership *m;
    size_t roles = c->who->roles, most = roles + c->who->children * 4 + 1;
    struct my_school *all = ARENA_MANY(c->arena, struct my_school, most);
    if (!all) return LIMIT;
    for (size_t i = 0; i < roles; i++) {
        enum member_role role = 0;
        struct my_school *s = school_of(all, &v.n, &c->who->role[i].school);
        if (member_role_read(c->who->role[i].role, &role)) s->as = member_role_label(role);
        s->staff = s->staff || role != MEMBER_ROLE_PUPIL;
    }
    for (size_t i = 0; i < c->who->children; i++) {
        size_t n;
        try(memberships_of(c->ask, c->who->child[i], &m, &n));
        for (size_t k = 0; k < n && v.n < most; k++) {
            struct my_school *s = school_of(all, &v.n, &m[k].school);
            if (!s->as) s->as = N_("Phụ huynh");
        }
    }
    try(years_fill(c, all, v.n));
    v.school = all;
    return show(r, view_my_schools, &v);
}

/* ---- management */

rc manage_home_page(struct ctx *c, struct reply *r)
{
    for (size_t i = 0; c->who->chosen_role && i < c->who->roles; i++)         /* where they look at the house from, if they run its office */
        if (role_is_office(c->who->role[i].role) && ui_role_is(c, i, c->who->chosen_role))
            return see_other_print(r, "/t/%s/quan-ly", c->who->role[i].school.code);
    for (size_t i = 0; i < c->who->roles; i++)
        if (role_is_office(c->who->role[i].role))
            return see_other_print(r, "/t/%s/quan-ly", c->who->role[i].school.code);
    return DENIED;
}

/* Under a number of people; of clerks and heads there are one or two, and the directory names them. */
static const char *const role_words[MEMBER_ROLE_STAFF + 1] = {
    [MEMBER_ROLE_PUPIL] = N_("Số học sinh"), [MEMBER_ROLE_TEACHER] = N_("Số giáo viên"), [MEMBER_ROLE_ASSISTANT] = N_("Số trợ giảng"),
    [MEMBER_ROLE_STAFF] = N_("Số nhân viên"),
};

rc manage_page(struct ctx *c, struct reply *r)
{
    struct members_by_role_row *row;
    struct year_brief year;
    struct manage_view v = { .school = c->school, .can_import = may(c, ROSTER_IMPORT, NULL, 0), .can_export = may(c, ROSTER_EXPORT, NULL, 0), .can_keys = may(c, DOOR_KEYS, NULL, 0), .can_watch = may(c, RECORD_WATCH, NULL, 0), .can_record = may(c, RECORD_EXCHANGE, NULL, 0), .can_staff = may(c, STAFF_CHANGE, NULL, 0), .can_left = may(c, PUPIL_MOVE, NULL, 0), .can_privacy = may(c, PRIVACY_READ, NULL, 0),
                             .can_year = may(c, YEAR_CHANGE, NULL, 0), .can_values = may(c, VALUES_WRITE, NULL, 0), .can_news = may(c, NEWS_WRITE, NULL, 0), .can_tell = may(c, ANNOUNCE_SCHOOL, NULL, 0),
                             .can_settings = may(c, SETTINGS_CHANGE, NULL, 0), .can_journal = may(c, AUDIT_OWN, NULL, 0), .can_partner = may(c, PARTNER_CHANGE, NULL, 0),
                             .can_hand = may(c, DELEGATE, NULL, 0), .can_face = may(c, SETTINGS_LEAD, NULL, 0), .can_share = may(c, GROUP_SHARE, NULL, 0) };
    bool news, partners;
    v.other = ARENA_MANY(c->arena, const struct school_brief *, c->who->roles + 1);
    if (!v.other) return LIMIT;
    for (size_t i = 0; i < c->who->roles; i++)
        if (role_is_office(c->who->role[i].role) && c->who->role[i].school.id.v != c->school->id.v) v.other[v.others++] = &c->who->role[i].school;
    try(room_open(c, c->school->id, "news", &news));
    try(room_open(c, c->school->id, "partners", &partners));
    v.can_news = v.can_news && news, v.can_partner = v.can_partner && partners;
    rc found = year_at(c->ask, c->today, &year);
    if (found != OK && found != NOT_FOUND) return found;
    if (found == OK) v.year = &year;
    try(members_by_role(c->ask, c->today, &row, &v.counts));
    struct role_count *count = ARENA_MANY(c->arena, struct role_count, v.counts);
    if (!count) return LIMIT;
    size_t n = 0;
    for (int role = 1; role <= MEMBER_ROLE_STAFF; role++)          /* in the order of the directory's tabs */
        for (size_t i = 0; i < v.counts; i++)
            if ((int)row[i].role == role) count[n++] = (struct role_count){ row[i].role, row[i].n, role_words[role] };
    v.count = count;
    v.counts = n;
    return show(r, view_manage, &v);
}

/* ---- directory: one role at a time in Vietnamese order, or found by name with and without accents */
/* A restricted person is not in the directory (people.h (7)); the page is shorter then. */
static rc restricted_leave(struct ctx *c, struct member_line *line, size_t *n)
{
    struct restricted_members_row *row;
    size_t rows, kept = 0;
    try(restricted_members(c->ask, &row, &rows));
    for (size_t i = 0; i < *n; i++) {
        bool out = false;
        for (size_t k = 0; k < rows; k++) out = out || row[k].person_id.v == line[i].person.v;
        if (!out) line[kept++] = line[i];
    }
    *n = kept;
    return OK;
}

static rc role_page_fill(struct ctx *c, struct people_view *v, enum member_role role)
{
    const char *from = query_text(c, "sau");
    struct member_line *line;
    member_id after = { 0 };
    if (!str_empty(from) && !id_read(from, &after.v)) return NOT_FOUND;
    try(members_of_role(c->ask, role, after, PAGE, &line, &v->n));
    v->line = line;
    v->begun = after.v != 0;
    if (v->n == PAGE) {
        char *next = arena_take(c->arena, ID_TEXT_SIZE);
        if (!next) return LIMIT;
        id_text(line[PAGE - 1].id.v, next);
        v->next = next;
    }
    return restricted_leave(c, line, &v->n);
}

static rc tabs_fill(struct ctx *c, struct people_view *v, enum member_role now)
{
    struct ui_tab *tab = ARENA_MANY(c->arena, struct ui_tab, MEMBER_ROLE_COUNT);
    if (!tab) return LIMIT;
    for (int i = 1; i <= MEMBER_ROLE_COUNT; i++)
        tab[v->tabs++] = (struct ui_tab){ .href = arena_print(c->arena, "?vai=%s", member_role_code((enum member_role)i)),
                                          .text = member_role_label((enum member_role)i), .current = *v->query == 0 && (int)now == i };
    v->tab = tab;
    return OK;
}

rc people_page(struct ctx *c, struct reply *r)
{
    struct people_view v = { .school = c->school, .query = query_text(c, "q"), .can_open = may(c, SCHOOL_MANAGE, NULL, 0) };
    enum member_role role = MEMBER_ROLE_TEACHER;
    struct member_line *found;
    if (!member_role_read(query_text(c, "vai"), &role)) role = MEMBER_ROLE_TEACHER;
    v.role = member_role_code(role);
    try(tabs_fill(c, &v, role));
    if (*v.query == 0) {
        try(role_page_fill(c, &v, role));
    } else {
        try(members_find(c->ask, v.query, FOUND_MOST, &found, &v.n));
        v.line = found;
    }
    return show(r, view_people, &v);
}
