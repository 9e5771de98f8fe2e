/* The decision on every request. What stays true:
** (1) relations are read anew for each request and hold today; nothing is remembered between requests;
** (2) staff get the school's scope, everybody signed in the scope of themselves and their children, an officer that of an area on the
**     page for it, nobody else any; who comes from outside (a partner's contact, a mentor, an alumnus) has none of a school;
** (3) an object of a school must be one of that school, an object of a family one of that family, else NOT_FOUND;
** (4) whom an order keeps from a child is to it a stranger, as its teacher and as the school's head too;
**     but for whom an order leaves the sight: that one reads the child's pages, decides nothing and sends nothing (IS_READER);
** (5) what a school has switched off is there for nobody, whatever they may;
** (6) somebody who belongs to the school hears DENIED, a stranger NOT_FOUND; who is not signed in hears DENIED and is sent
**     to sign in. */
#include "access/access.h"
#include "access/cards.h"
#include "access/delegate.h"
#include "access/sign_in.h"
#include "base/viet.h"
#include "classes/classes.h"
#include "generated/access_queries.h"
#include "groups/groups.h"
#include "people/people.h"
#include "schools/schools.h"
#include "web/job.h"

static rc family_fill(struct ask *a, person_id person, struct who *w)
{
    struct family f;
    try(family_of(a, person, &f));
    w->child = f.child;
    w->children = f.children;
    w->barred = f.barred;
    w->barred_n = f.barred_n;
    w->reads = f.reads;
    w->reads_n = f.reads_n;
    w->also = f.also;
    w->also_n = f.also_n;
    return OK;
}

static rc roles_fill(struct ask *a, person_id person, struct who *w)
{
    struct membership *m;
    size_t n;
    try(memberships_of(a, person, &m, &n));
    w->role = ARENA_MANY(a->arena, struct role_at, n);
    if (!w->role) return LIMIT;
    for (size_t i = 0; i < n; i++)
        w->role[i] = (struct role_at){ .school = m[i].school, .role = member_role_code(m[i].role), .title = m[i].title };
    w->roles = n;
    return family_fill(a, person, w);
}

rc access_who_of(struct ask *a, person_id person, struct who *w)
{
    struct account_of_person_row row;
    try(account_of_person(a, person, day_of(a->now), &row));
    if (row.closed_at.has) return NOT_FOUND;
    w->person = person;
    w->name = row.full_name;
    w->given = name_given(a->arena, row.full_name);
    w->initial = name_initial(a->arena, row.full_name);
    w->sex = row.sex == SEX_FEMALE ? 'F' : row.sex == SEX_MALE ? 'M' : 0;
    w->admin = row.admin;
    w->outside = (unsigned)row.outside;
    w->handed = row.handed;
    w->must_choose_password = !row.has_password && !row.card_only;
    w->by_card = row.card_only;
    w->second_step = row.has_second;
    w->second_set = row.second_set;
    w->access_rev = row.access_rev;
    w->unread = row.unread;
    return roles_fill(a, person, w);
}

/* A role that does not stand here gives nothing: who comes from outside (a mentor, say) is never staff by oversight. */
unsigned role_relation(const char *role)
{
    static const struct { const char *role; unsigned is; } places[] = {
        { "teacher", IS_STAFF }, { "assistant", IS_STAFF }, { "staff", IS_STAFF },
        { "clerk", IS_STAFF | IS_CLERK }, { "deputy", IS_STAFF | IS_DEPUTY }, { "principal", IS_STAFF | IS_PRINCIPAL },
    };
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        if (str_is(role, places[i].role)) return places[i].is;
    return 0;
}

/* What a person is anywhere, and in one school (0 = none). *belongs: has some place there. */
static unsigned standing_of(const struct who *w, school_id here, bool *belongs)
{
    unsigned is = IS_ANYBODY;
    *belongs = false;
    if (!signed_in(w)) return is;
    is |= IS_SIGNED_IN | (w->admin ? IS_ADMIN : 0);
    if (w->outside & (OUTSIDE_PARTNER | OUTSIDE_MENTOR | OUTSIDE_ALUMNUS)) is |= IS_GUEST;
    if (w->outside & OUTSIDE_OFFICER) is |= IS_OFFICER;
    if (w->outside & OUTSIDE_PROGRAMME) is |= IS_PROGRAMME;
    for (size_t i = 0; i < w->roles; i++) {
        unsigned as = role_relation(w->role[i].role);
        if (as & (IS_CLERK | IS_DEPUTY | IS_PRINCIPAL)) is |= IS_OFFICE;
        if (here.v == 0 || w->role[i].school.id.v != here.v) continue;
        *belongs = true;
        is |= as;
    }
    return is;
}

static unsigned standing(const struct ctx *c, bool *belongs)
{
    return standing_of(c->who, c->school ? c->school->id : (school_id){ 0 }, belongs);
}

/* Of somebody who stands so to that school (0 = none). */
static rc scope_of(struct arena *a, const struct who *w, school_id here, unsigned is, struct scope *s)
{
    *s = (struct scope){ 0 };
    if (!signed_in(w)) return OK;
    person_id *persons = ARENA_MANY(a, person_id, w->children + w->also_n + 1);
    if (!persons) return LIMIT;
    persons[0] = w->person;
    for (size_t i = 0; i < w->children; i++)
        persons[i + 1] = w->child[i];
    s->persons = persons;
    for (size_t i = 0; i < w->also_n; i++)
        persons[w->children + 1 + i] = w->also[i];
    s->persons_n = w->children + w->also_n + 1;
    s->folded_n = w->also_n;
    s->barred = w->barred;
    s->barred_n = w->barred_n + (is & IS_STAFF ? w->reads_n : 0);       /* what is left to them is the family's page, not the school's lists */
    if (is & IS_STAFF) s->school = here;
    return OK;
}

static rc scope_give(struct ctx *c, unsigned is)
{
    return scope_of(c->arena, c->who, c->school ? c->school->id : (school_id){ 0 }, is, &c->ask->scope);
}

static unsigned ties_relation(struct class_ties t)
{
    return (t.homeroom ? IS_HOMEROOM : 0) | (t.teaching ? IS_TEACHING : 0) | (t.pupil ? IS_CLASSMATE : 0) | (t.guardian ? IS_GUARDIAN : 0);
}

/* Who asks about an object: in a school (inside), or as a family. */
struct asker { struct ask *ask; const struct who *who; bool inside; };

static rc class_relation(const struct asker *k, int64_t id, unsigned *is)
{
    struct class_ties ties;
    class_id class_ = { id };
    bool found = true;
    if (k->inside) try(class_exists(k->ask, class_, &found));       /* no scope of the school: NOT_FOUND */
    if (!found) return NOT_FOUND;
    try(class_ties(k->ask, class_, k->who->person, &ties));
    if (!k->inside) {
        if (!ties.pupil && !ties.guardian) return NOT_FOUND;
        ties.homeroom = ties.teaching = false;                      /* the family's page is for families */
    }
    *is |= ties_relation(ties);
    return OK;
}

static bool kept_from(const struct who *w, int64_t person)
{
    for (size_t i = 0; i < w->barred_n; i++)
        if (w->barred[i].v == person) return true;
    return false;
}

static bool sees_alone(const struct who *w, int64_t person)
{
    for (size_t i = 0; i < w->reads_n; i++)
        if (w->reads[i].v == person) return true;
    return false;
}

static rc pupil_relation(const struct asker *k, int64_t id, unsigned *is)
{
    struct class_ties ties;
    bool found;
    if (k->inside) {
        if (kept_from(k->who, id) || sees_alone(k->who, id)) return NOT_FOUND;      /* an order stands: not as its teacher either */
        try(pupil_ties(k->ask, (person_id){ id }, k->who->person, &ties, &found));
        if (!found) return NOT_FOUND;
        *is |= ties_relation(ties);
        return OK;
    }
    if (id == k->who->person.v) return *is |= IS_SELF, OK;
    for (size_t i = 0; i < k->who->children; i++)
        if (k->who->child[i].v == id) return *is |= sees_alone(k->who, id) ? IS_READER : IS_GUARDIAN, OK;
    return NOT_FOUND;
}

static rc group_relation(const struct asker *k, int64_t id, unsigned *is)
{
    study_group_id group = { id };
    bool leads = false, found = true;
    if (k->inside) try(group_ties(k->ask, group, k->who->person, &leads, &found));
    else try(group_guided(k->ask, group, k->who->person, &leads));
    if (!found || (!k->inside && !leads)) return NOT_FOUND;
    if (leads) *is |= IS_LEADER;
    return OK;
}

/* Who asked for a job is to it as a person to themselves. One without a school is theirs alone. */
static rc job_relation(const struct asker *k, int64_t id, unsigned *is)
{
    school_id school;
    person_id by;
    try(job_owner(k->ask, (job_id){ id }, &school, &by));
    bool mine = by.v && by.v == k->who->person.v;
    if (k->inside ? school.v != k->ask->scope.school.v : school.v || !mine) return NOT_FOUND;
    if (mine) *is |= IS_SELF;
    return OK;
}

/* The kinds of object that a route may name in ON(). Everything else a handler reads through its scope. */
static rc object_asked(const struct asker *k, const char *param, int64_t id, unsigned *is)
{
    if (str_is(param, "lop")) return class_relation(k, id, is);
    if (str_is(param, "em")) return pupil_relation(k, id, is);
    if (str_is(param, "nhom")) return group_relation(k, id, is);
    if (str_is(param, "viec")) return job_relation(k, id, is);
    return fault_detail(k->ask, BUG, "no relation for ON(%s)", param);
}

/* Asked once a request: a page decides by the same relations by which it was opened. */
static rc object_relation(struct ctx *c, const char *param, int64_t id, unsigned *is)
{
    if (!c->decided.param || !str_is(c->decided.param, param) || c->decided.object != id) {
        unsigned relations = 0;
        struct asker k = { c->ask, c->who, c->school != NULL };
        try(object_asked(&k, param, id, &relations));
        c->decided.param = param;
        c->decided.object = id;
        c->decided.relations = relations;
    }
    *is |= c->decided.relations;
    return OK;
}

static rc school_fill(struct ctx *c)
{
    const char *code = path_text(c, "truong");
    if (c->arena->failed) return LIMIT;                 /* a code that found no room is no page without a school */
    if (*code == 0) return OK;
    struct school_brief *s = ARENA_NEW(c->arena, struct school_brief);
    if (!s) return LIMIT;
    try(school_by_code(c->ask, code, s));
    c->school = s;
    return OK;
}

/* ---- a second step that is required comes before anything else of those of whom it is */

rc second_required(struct ctx *c, bool *yes)
{
    const struct who *w = c->who;
    struct setting_value v = { .truth = false };
    if (w->admin) try(setting_of(c->ask, (school_id){ 0 }, NULL, &access_settings[ACCESS_SECOND_ADMIN], &v));
    for (size_t i = 0; i < w->roles && !v.truth; i++)
        if (w->handed || (role_relation(w->role[i].role) & (IS_CLERK | IS_DEPUTY | IS_PRINCIPAL)))
            try(setting_of(c->ask, w->role[i].school.id, NULL, &access_settings[ACCESS_SECOND_OFFICE], &v));
    *yes = v.truth;
    return OK;
}

static bool of_ones_own_account(const char *path)
{
    static const char *const paths[] = { "/tai-khoan", "/mat-khau", "/dang-xuat", NULL };
    for (size_t i = 0; paths[i]; i++)
        if (str_starts(path, paths[i])) return true;
    return false;
}

/* The search shows to each what they may see, so it is no public page for whoever is signed in. */
static bool open_to_all(const struct ctx *c, const struct need *need) { return need->permission == ANYBODY && !str_is(c->route->path, "/tim-kiem"); }

static rc second_first(struct ctx *c, const struct need *need)
{
    bool required;
    if (c->who->second_step || c->who->by_key || !c->who->second_set || !signed_in(c->who) || open_to_all(c, need) || need->permission == NOBODY_YET || of_ones_own_account(c->route->path)) return OK;
    try(second_required(c, &required));
    if (!required) return OK;
    c->go_first = "/tai-khoan/buoc-hai";
    return refuse(c->ask, DENIED, 5210, _("Nơi bạn làm việc yêu cầu bước thứ hai. Đặt trước khi làm việc khác."), NULL);
}

/* Officers read figures of a page of the schools under their authority, and of no other. */
static rc area_give(struct ctx *c)
{
    struct overseen o;
    try(schools_overseen(c->ask, c->who->person, query_text(c, "sau"), AREA_PAGE, &o));
    school_id *id = ARENA_MANY(c->arena, school_id, o.n);
    if (!id) return LIMIT;
    for (size_t i = 0; i < o.n; i++) id[i] = o.school[i].id;
    c->ask->scope.area = id;
    c->ask->scope.area_n = o.n;
    return OK;
}

/* What was handed to this person, asked only where the own place does not give it and something was handed at all. */
static rc acting_relation(struct ctx *c, int permission, unsigned wanted, unsigned *is)
{
    bool yes;
    if ((*is & wanted) || !(wanted & IS_ACTING) || !(*is & IS_STAFF) || !c->who->handed || !c->school) return OK;
    try(handed_right(c->ask, c->school->id, c->who->person, permission, &yes));
    if (yes) *is |= IS_ACTING;
    return OK;
}

/* (5) Pages that are of no one school stay: what is in them of this one is left out by the room's own questions. */
static rc room_decide(struct ctx *c)
{
    bool open;
    const char *room = c->school ? route_room(c->app, c->route) : NULL;
    if (!room) return OK;
    try(room_open(c, c->school->id, room, &open));
    return open ? OK : refuse(c->ask, NOT_FOUND, 5520, _("Nhà trường hiện không dùng phần này. Những gì đã ghi vẫn còn."), NULL);
}

rc access_decide(struct ctx *c, const struct need *need)
{
    bool belongs;
    try(school_fill(c));
    try(room_decide(c));
    if (c->who->by_card && !card_opens(c, need))
        return refuse(c->ask, DENIED, 5216, _("Thẻ chỉ mở trang của riêng em. Việc này là của phụ huynh hoặc thầy cô."), NULL);
    unsigned is = standing(c, &belongs), wanted = access_grants(need->permission);
    try(scope_give(c, is));
    if (need->permission == AREA_READ && (is & IS_OFFICER)) try(area_give(c));
    try(acting_relation(c, need->permission, wanted, &is));
    if (!need->on && (is & wanted)) return second_first(c, need);
    if (!signed_in(c->who)) return DENIED;
    if (c->school && !(is & IS_STAFF)) return belongs ? DENIED : NOT_FOUND;
    if (need->on) try(object_relation(c, need->on, path_id(c, need->on), &is));     /* a foreign object is NOT_FOUND for everybody */
    if (!(is & wanted) && (is & IS_READER))
        return refuse(c->ask, DENIED, 5812, _("Nhà trường giữ một quyết định: bạn xem được hồ sơ của em, không quyết định hay gửi gì thay em. Hỏi ban giám hiệu nếu quyết định ấy đã đổi."), NULL);
    return is & wanted ? second_first(c, need) : DENIED;
}

/* ---- once more, in a closure: so without a ctx. What decides is held until the commit (the questions say how). */

static rc places_hold(struct tx *t, struct who *w)
{
    struct places_held_row *row;
    try(places_held(t, w->person, day_of(t->ask->now), &row, &w->roles));
    struct role_at *role = ARENA_MANY(t->ask->arena, struct role_at, w->roles);
    if (!role) return LIMIT;
    for (size_t i = 0; i < w->roles; i++)
        role[i] = (struct role_at){ .school = { .id = row[i].school_id }, .role = member_role_code(row[i].role) };
    w->role = role;
    return OK;
}

/* An order holds the link that it is about (orders.c), so who holds the links holds off the order. */
static rc family_hold(struct tx *t, struct who *w)
{
    struct children_held_row *row;
    size_t n;
    try(children_held(t, w->person, &row, &n));
    return family_fill(t->ask, w->person, w);
}

/* What object_asked will read. */
static rc ties_hold(struct tx *t, struct who *w, const char *param, int64_t object)
{
    struct duties_held_row *duty;
    struct lessons_held_row *lesson;
    struct group_held_row *leader;
    size_t n;
    day today = day_of(t->ask->now);
    if (str_is(param, "lop")) try(duties_held(t, (class_id){ object }, w->person, today, &duty, &n));
    if (str_is(param, "nhom")) try(group_held(t, (study_group_id){ object }, w->person, &leader, &n));
    if (str_is(param, "em")) try(lessons_held(t, (person_id){ object }, w->person, today, &lesson, &n));
    return OK;
}

rc access_recheck(struct tx *t, int permission, const char *param, int64_t object)
{
    struct who w = { .person = t->ask->me };
    struct account_held_row account;
    bool belongs, open;
    t->ask->instead = NULL;
    if (t->ask->me.v == 0) return OK;
    try(places_hold(t, &w));
    unsigned wanted = access_grants(permission), is = standing_of(&w, t->ask->scope.school, &belongs);
    if (str_is(param, "em")) try(family_hold(t, &w));
    if (param && !(is & wanted)) try(ties_hold(t, &w, param, object));
    try(account_held(t, w.person, day_of(t->ask->now), &account, &open));
    w.admin = open && account.admin;
    w.outside = open && account.outside ? OUTSIDE_ALUMNUS : 0;                 /* any place beside a school: the only right of theirs that writes */
    is = open ? standing_of(&w, t->ask->scope.school, &belongs) : 0;
    const struct asker k = { t->ask, &w, t->ask->scope.school.v != 0 };
    rc asked = is && param ? object_asked(&k, param, object, &is) : OK;
    if (asked != OK && asked != NOT_FOUND) return asked;
    if (asked == OK && !(is & wanted) && (wanted & IS_ACTING) && (is & IS_STAFF)) {
        bool handed;
        try(handed_right_held(t, w.person, permission, &handed));
        if (handed) is |= IS_ACTING;
    }
    if (asked == OK && (is & wanted)) return OK;               /* a tie that ended makes an object a stranger's */
    return refuse(t->ask, DENIED, 2310, _("Quyền của bạn ở đây vừa thay đổi nên việc này chưa được ghi. Tải lại trang để xem những gì còn làm được."), NULL);
}

rc access_recheck_over(struct tx *t, int permission, person_id other)
{
    struct places_of_two_held_row *row;
    size_t n;
    if (t->ask->me.v) try(places_of_two_held(t, t->ask->me, other, &row, &n));
    return access_recheck(t, permission, NULL, 0);
}

bool access_may(struct ctx *c, int permission, const char *param, int64_t object)
{
    bool belongs;
    unsigned is = standing(c, &belongs), wanted = access_grants(permission);
    if (c->who->by_card && permission != ANYBODY && permission != SIGNED_IN) return false;
    if ((is & wanted) || (acting_relation(c, permission, wanted, &is) == OK && (is & wanted))) return true;
    if (!signed_in(c->who) || !param || (c->school && !(is & IS_STAFF))) return false;
    return object_relation(c, param, object, &is) == OK && (is & wanted);
}

/* The same for somebody who is not here: a job runs in their name, later, or ends and they are told. In closures too. */
rc access_still_may(struct ask *a, school_id school, person_id person, int permission, const char *param, int64_t object, bool *yes)
{
    struct who who = { 0 };
    struct scope before = a->scope;
    bool belongs;
    *yes = false;
    rc known = access_who_of(a, person, &who);
    if (known == NOT_FOUND) return OK;
    try(known);
    unsigned is = standing_of(&who, school, &belongs);
    rc answer = scope_of(a->arena, &who, school, is, &a->scope);
    const struct asker k = { a, &who, school.v != 0 };
    if (answer == OK && param && (school.v == 0 || (is & IS_STAFF))) answer = object_asked(&k, param, object, &is);
    if (answer == OK && !(is & access_grants(permission)) && (access_grants(permission) & IS_ACTING) && (is & IS_STAFF) && who.handed) {
        bool handed;
        answer = handed_right(a, school, person, permission, &handed);
        if (answer == OK && handed) is |= IS_ACTING;
    }
    a->scope = before;
    *yes = answer == OK && (is & access_grants(permission));
    return answer == NOT_FOUND ? OK : answer;
}
