/* Who is new, who is known, which class: everything that the closure of intake needs, looked up and computed before it. */
#include "access/access.h"
#include "base/viet.h"
#include "roster/inside.h"
#include <stdlib.h>
#include <string.h>

enum { ACCOUNT_GRADE = 3 };              /* pupils from grade 3 sign in themselves; younger ones through their family (R9) */

/* ---- classes */

static rc class_resolve(struct ask *a, const struct opened *o, const char *name, struct plan_class *out)
{
    struct class_name read;
    *out = (struct plan_class){ .name = name };
    for (size_t i = 0; i < o->classes; i++)
        if (str_is(o->class[i].name, name)) {
            out->id = o->class[i].id;
            out->grade = o->class[i].grade;
            return OK;
        }
    bool readable = class_name_read(a->arena, name, &read);
    int64_t told = group_grade(pairs_get(a->arena, o->answers, arena_print(a->arena, ANSWER_CLASS_GROUP "%s", name)));
    if (!readable && !class_name_of_grade(a->arena, name, told ? told : -1, &read)) return fault_detail(a, BUG, "a good row with no class");
    out->grade = read.grade;
    rc found = class_by_name(a, o->face.year_id, read.key, &out->id);
    return found == NOT_FOUND ? OK : found;
}

/* Two spellings that make one key are one class. */
static bool same_class(struct arena *a, const struct plan_class *x, const struct plan_class *y)
{
    struct class_name p, q;
    if (x->id.v || y->id.v) return x->id.v == y->id.v;
    return class_name_of_grade(a, x->name, x->grade, &p) && class_name_of_grade(a, y->name, y->grade, &q) && str_is(p.key, q.key);
}

struct class_memo { const char *name; size_t index; };

static rc class_index(struct ask *a, struct plan *p, const char *name, struct class_memo *memo, size_t *memos, size_t *out)
{
    for (size_t i = *memos; i-- > 0;)
        if (str_is(memo[i].name, name)) return *out = memo[i].index, OK;
    struct plan_class c;
    try(class_resolve(a, p->o, name, &c));
    size_t at = 0;
    while (at < p->classes && !same_class(a->arena, &p->class[at], &c)) at++;
    if (at == p->classes) {
        p->class[p->classes++] = c;
        p->classes_new += c.id.v == 0;
    }
    memo[(*memos)++] = (struct class_memo){ name, at };
    *out = at;
    return OK;
}

/* ---- pupils */

static rc account_due(struct ask *a, const struct plan *p, const struct plan_row *row, bool *due)
{
    bool known = false;
    *due = p->class[row->class].grade >= ACCOUNT_GRADE;
    if (*due && row->person.v) try(account_known(a, row->person, &known));
    *due = *due && !known;
    return OK;
}

static rc pupil_new(struct ask *a, struct plan *p, const struct roster_row *r, struct plan_row *row)
{
    struct new_person in = { .full_name = r->full_name, .born = r->birth_date, .sex = r->sex, .national_id = *r->national_id ? r->national_id : NULL,
                             .moet_id = *r->moet_id ? r->moet_id : NULL, .ethnicity = *r->ethnicity ? r->ethnicity : NULL };
    if (in.moet_id) try(pupil_by_moet_id(a, in.moet_id, r->full_name, r->birth_date, &row->person));
    struct ready_person ready = person_ready(a->arena, &in);
    row->search_key = ready.search_key;
    row->sort_key = ready.sort_key;
    row->enrols = true;
    p->members++;
    if (row->person.v) return OK;
    row->pupil = (int64_t)p->pupils;
    p->pupil[p->pupils++] = ready;
    return OK;
}

static rc row_plan(struct ask *a, struct plan *p, size_t i, struct plan_row *row)
{
    const struct roster_row *r = &p->o->roster.row[i];
    row->number = p->o->line[i].number;
    row->sheet = r->sheet;
    row->at_row = r->row;
    row->kept = layout_kept(a->arena, r);
    row->source = r->said[MEANS_SOURCE_PERSON];
    if (!pairs_get(a->arena, p->o->line[i].fixed, roster_meaning_code(MEANS_CLASS))) row->class_source = r->said[MEANS_SOURCE_CLASS];
    row->name = r->full_name;
    row->pupil = NONE_NEW;
    if (r->action == ROW_UPDATE && r->existing > 0) {
        const struct pupil_now *now = &p->o->pupil[r->existing - 1];
        row->person = now->person;
        row->member = now->member;
        row->enrols = p->class[row->class].id.v == 0 || p->class[row->class].id.v != now->class_id.v;
    } else {
        try(pupil_new(a, p, r, row));
    }
    return account_due(a, p, row, &p->pupil_account[p->rows]);
}

/* ---- guardians: one person for one name and phone, in this file and in the city */

struct wanted { size_t row; const struct roster_guardian *g; const char *name, *key; size_t guardian; };

static const char *guardian_name(struct ask *a, const struct roster_row *r, const struct roster_guardian *g)
{
    return *g->name ? g->name : say(a->arena, LANG_VI, _("Phụ huynh em {ten}"), "ten", r->full_name, NULL);
}

static int by_phone_and_name(const void *x, const void *y)
{
    const struct wanted *a = *(const struct wanted *const *)x, *b = *(const struct wanted *const *)y;
    int order = strcmp(a->g->phone, b->g->phone);
    if (order == 0) order = strcmp(a->key, b->key);
    return order ? order : (a < b ? -1 : a > b);
}

/* The child's own guardian of that name, when the child is known already. */
static rc guardian_of_child(struct ask *a, person_id child, const char *key, person_id *out)
{
    struct guardian_line *line;
    size_t n;
    *out = (person_id){ 0 };
    if (child.v == 0) return OK;
    try(guardians_of(a, child, &line, &n));
    for (size_t i = 0; i < n && out->v == 0; i++)
        if (str_is(search_key(a->arena, line[i].full_name), key)) *out = line[i].id;
    return OK;
}

static rc pupil_elsewhere(struct ask *a, person_id child, bool *elsewhere)
{
    struct membership *m;
    size_t n;
    *elsewhere = false;
    try(memberships_of(a, child, &m, &n));
    for (size_t i = 0; i < n; i++)
        *elsewhere = *elsewhere || m[i].school.id.v != a->scope.school.v;
    return OK;
}

/* Whom a list may put beside a child. A child who is in another school too brings its guardians along, and a list adds nobody
** to them: else whoever learns a child's code, name and birthday could stand for it everywhere by writing them into a file. So it is
** where an order stands about the child: whom it keeps away would come back under another spelling. */
static rc may_stand(struct ask *a, const struct plan_row *row, const char *key, bool *may)
{
    struct guardian_line *line;
    size_t n;
    bool elsewhere = false, ordered = false;
    if (row->person.v) try(pupil_elsewhere(a, row->person, &elsewhere));
    if (row->person.v) try(order_on_child(a, row->person, &ordered));
    *may = !elsewhere && !ordered;
    if (*may) return OK;
    try(guardians_of(a, row->person, &line, &n));
    *may = n == 0 && !ordered;
    for (size_t i = 0; i < n && !*may; i++)
        *may = str_is(search_key(a->arena, line[i].full_name), key);
    return OK;
}

static rc guardian_plan(struct ask *a, struct plan *p, const struct wanted *w)
{
    struct plan_guardian *g = &p->guardian[p->guardians];
    bool known = false;
    *g = (struct plan_guardian){ .fresh = NONE_NEW, .phone = w->g->phone, .name = w->name };
    try(guardian_of_child(a, p->row[w->row].person, w->key, &g->person));
    if (g->person.v == 0 && *g->phone) try(guardian_by_phone(a, g->phone, w->name, &g->person));
    if (g->person.v) {
        try(account_known(a, g->person, &known));
    } else {
        enum sex sex = w->g->relation == GUARDIAN_KIND_MOTHER ? SEX_FEMALE : w->g->relation == GUARDIAN_KIND_FATHER ? SEX_MALE : 0;
        struct new_person in = { .full_name = w->name, .sex = sex };
        g->fresh = (int64_t)p->adults;
        p->adult[p->adults++] = person_ready(a->arena, &in);
    }
    g->account = !known;
    p->guardians++;
    return OK;
}

/* Nobody puts themselves beside a child by a list; and who stands there already hears of who comes. */
static rc link_plan(struct ask *a, struct plan *p, const struct wanted *w)
{
    person_id child = p->row[w->row].person, guardian = p->guardian[w->guardian].person;
    struct guardian_line *line;
    size_t n = 0;
    bool tells = false;
    if (guardian.v && guardian.v == a->me.v) return p->withheld++, OK;
    if (child.v) try(guardians_of(a, child, &line, &n));
    for (size_t i = 0; i < n; i++) tells = tells || line[i].id.v != guardian.v;
    for (size_t i = 0; i < n; i++)
        if (line[i].id.v == guardian.v) tells = false;
    p->link[p->links++] = (struct plan_link){ w->row, w->guardian, w->g->relation, tells };
    return OK;
}

static rc guardians_plan(struct ask *a, struct plan *p, const size_t *roster_row)
{
    size_t most = p->rows * ROSTER_GUARDIANS_MAX, n = 0;
    struct wanted *want = ARENA_MANY(a->arena, struct wanted, most), **order = ARENA_MANY(a->arena, struct wanted *, most);
    p->adult = ARENA_MANY(a->arena, struct ready_person, most);
    p->guardian = ARENA_MANY(a->arena, struct plan_guardian, most);
    p->link = ARENA_MANY(a->arena, struct plan_link, most);
    if (!want || !order || !p->adult || !p->guardian || !p->link) return LIMIT;
    for (size_t i = 0; i < p->rows; i++) {
        const struct roster_row *r = &p->o->roster.row[roster_row[i]];
        for (size_t k = 0; k < r->guardians; k++) {
            const struct roster_guardian *g = &r->guardian[k];
            if (!*g->name && !*g->phone) continue;
            const char *name = guardian_name(a, r, g), *key = search_key(a->arena, name);
            bool may;
            try(may_stand(a, &p->row[i], key, &may));
            p->withheld += !may;
            if (!may) continue;
            want[n] = (struct wanted){ i, g, name, key, 0 };
            order[n] = &want[n];
            n++;
        }
    }
    if (n) qsort(order, n, sizeof *order, by_phone_and_name);
    for (size_t i = 0; i < n; i++) {
        const struct wanted *before = i ? order[i - 1] : NULL;
        bool same = before && *order[i]->g->phone && str_is(before->g->phone, order[i]->g->phone) && str_is(before->key, order[i]->key);
        if (!same) try(guardian_plan(a, p, order[i]));
        order[i]->guardian = p->guardians - 1;
    }
    for (size_t i = 0; i < n; i++) try(link_plan(a, p, &want[i]));
    return OK;
}

/* ---- all of it */

rc plan_make(struct ask *a, const struct opened *o, struct plan *out)
{
    size_t n = o->roster.good, memos = 0;
    *out = (struct plan){ .o = o };
    struct class_memo *memo = ARENA_MANY(a->arena, struct class_memo, n);
    size_t *roster_row = ARENA_MANY(a->arena, size_t, n);
    out->class = ARENA_MANY(a->arena, struct plan_class, n);
    out->row = ARENA_MANY(a->arena, struct plan_row, n);
    out->pupil = ARENA_MANY(a->arena, struct ready_person, n);
    out->pupil_account = ARENA_MANY(a->arena, bool, n);
    if (!memo || !roster_row || !out->class || !out->row || !out->pupil || !out->pupil_account) return LIMIT;
    for (size_t i = 0; i < o->roster.rows && out->rows < n; i++) {
        const struct roster_row *r = &o->roster.row[i];
        if (r->state != ROW_GOOD) continue;
        struct plan_row *row = &out->row[out->rows];
        try(class_index(a, out, r->class_name, memo, &memos, &row->class));
        try(row_plan(a, out, i, row));
        roster_row[out->rows++] = i;
    }
    try(guardians_plan(a, out, roster_row));
    return a->arena->failed ? LIMIT : OK;
}
