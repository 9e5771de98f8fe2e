/* Who stands twice in the school's lists: found by name, compared, made one. */
#include "access/access.h"
#include "base/contact.h"
#include "base/ids.h"
#include "classes/classes.h"
#include "consent/consent.h"
#include "doubles/doubles.h"
#include "doubles/views.h"
#include "generated/doubles_queries.h"
#include "generated/doubles_views.h"
#include "schools/schools.h"
#include "web/form.h"
#include "web/reply.h"
#include <string.h>

enum { READ_MOST = 20000, PAIRS_MOST = 60 };
struct merge_in { person_id one, other, kept; const char *reason; };
static const struct field merge_fields[] = {
    FIELD(struct merge_in, one, FIELD_ID, REQUIRED, .name = "mot"),
    FIELD(struct merge_in, other, FIELD_ID, REQUIRED, .name = "hai"),
    FIELD(struct merge_in, kept, FIELD_ID, REQUIRED, .name = "giu", .label = N_("Giữ hồ sơ nào")),
    FIELD(struct merge_in, reason, FIELD_LONG, REQUIRED, .name = "li_do", .max = 500, .label = N_("Vì sao là một người")), { 0 } };
static const struct form_spec merge_form = { merge_fields };

static const char *list_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/trung-ten", c->school->code); }

/* ---- the list */

struct named { person_id id; const char *name, *key; opt_day born; bool here, staff; };

static bool perhaps_one(const struct named *a, const struct named *b)
{
    return (a->here || b->here) && str_is(a->key, b->key) && (!a->born.has || !b->born.has || a->born.v.n == b->born.v.n);
}

struct pairing { struct pairs_view *v; struct pair_line *pair; const struct namesakes_all_row *apart; size_t aparts; bool without_colleagues; };

static bool known_apart(const struct pairing *p, person_id a, person_id b)
{
    for (size_t i = 0; i < p->aparts; i++)
        if ((p->apart[i].one_id.v == a.v && p->apart[i].other_id.v == b.v) || (p->apart[i].one_id.v == b.v && p->apart[i].other_id.v == a.v)) return true;
    return false;
}

static void pair_put(struct ctx *c, struct pairing *p, const struct named *a, const struct named *b, bool pupil)
{
    struct pairs_view *v = p->v;
    char one[ID_TEXT_SIZE], other[ID_TEXT_SIZE];
    if (known_apart(p, a->id, b->id) || (p->without_colleagues && a->staff && b->staff)) return;
    if (v->n == PAIRS_MOST) { v->more = true; return; }
    id_text(a->id.v, one);
    id_text(b->id.v, other);
    p->pair[v->n++] = (struct pair_line){ a->name, arena_print(c->arena, "%s/%s?voi=%s", list_path(c), one, other), a->born.has ? a->born : b->born, pupil, { a->id, b->id }, { "", "" } };
}

/* Rows of one name stand together; each with the next few of that name. */
static void pairs_of(struct ctx *c, struct pairing *p, const struct named *row, size_t n, bool pupil)
{
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n && k < i + 5 && str_is(row[i].key, row[k].key); k++)
            if (perhaps_one(&row[i], &row[k])) pair_put(c, p, &row[i], &row[k], pupil);
}

static rc pupils_pair(struct ctx *c, struct pairing *p)
{
    struct pupils_by_name_row *row;
    size_t n;
    try(pupils_by_name(c->ask, c->today, READ_MOST, &row, &n));
    struct named *one = ARENA_MANY(c->arena, struct named, n);
    if (!one) return LIMIT;
    for (size_t i = 0; i < n; i++) one[i] = (struct named){ row[i].person_id, row[i].name, row[i].search_key, row[i].born, true, false };
    pairs_of(c, p, one, n, true);
    return OK;
}

/* Two colleagues of one name first: they are few, and guardians of one name are many. */
static rc colleagues_pair(struct ctx *c, struct pairing *p, const struct named *all, size_t n)
{
    struct named *one = ARENA_MANY(c->arena, struct named, n);
    size_t colleagues = 0;
    if (!one) return LIMIT;
    for (size_t i = 0; i < n; i++)
        if (all[i].staff) one[colleagues++] = all[i];
    pairs_of(c, p, one, colleagues, false);
    return OK;
}

static rc adults_read(struct ctx *c, struct named **out, size_t *n)
{
    struct adults_by_name_row *row;
    try(adults_by_name(c->ask, c->today, READ_MOST, &row, n));
    *out = ARENA_MANY(c->arena, struct named, *n);
    if (!*out) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*out)[i] = (struct named){ row[i].person_id, row[i].name, row[i].search_key, row[i].born, row[i].here > 0, row[i].staff > 0 };
    return OK;
}

/* ---- what tells two of one name apart, in three questions for the whole list */

static rc ids_of(struct ctx *c, const struct pairing *p, bool pupil, person_id **id, size_t *n)
{
    *n = 0;
    *id = ARENA_MANY(c->arena, person_id, 2 * p->v->n);
    if (!*id) return LIMIT;
    for (size_t i = 0; i < p->v->n; i++)
        for (int k = 0; k < 2; k++)
            if (p->pair[i].pupil == pupil) (*id)[(*n)++] = p->pair[i].id[k];
    return OK;
}

/* "Giáo viên, Tổ trưởng Toán (đã thôi làm)" */
static const char *place_words(struct ctx *c, enum member_role role, const char *title, bool over)
{
    const char *as = tr(c->lang, member_role_label(role));
    if (title && *title) as = arena_print(c->arena, "%s, %s", as, title);
    return over ? say(c->arena, c->lang, _("{vai} (đã thôi làm)"), "vai", as, NULL) : as;
}

static void whose_put(struct ctx *c, const struct pairing *p, person_id id, const char *words, bool more)
{
    for (size_t i = 0; i < p->v->n; i++)
        for (int k = 0; k < 2; k++) {
            const char **whose = &p->pair[i].whose[k];
            if (p->pair[i].id[k].v != id.v) continue;
            if (**whose == 0) *whose = words;
            else if (more) *whose = arena_print(c->arena, "%s, %s", *whose, words);
        }
}

static rc whose_fill(struct ctx *c, const struct pairing *p)
{
    struct classes_called_row *class_;
    struct children_called_row *child;
    struct places_called_row *place;
    person_id *id;
    size_t ids, n;
    try(ids_of(c, p, true, &id, &ids));
    try(classes_called(c->ask, id, ids, c->today, &class_, &n));
    for (size_t i = 0; i < n; i++) whose_put(c, p, class_[i].person_id, say(c->arena, c->lang, _("Học sinh lớp {lop}"), "lop", class_[i].name, NULL), false);
    try(ids_of(c, p, false, &id, &ids));
    try(places_called(c->ask, id, ids, c->today, &place, &n));
    for (size_t i = 0; i < n; i++) whose_put(c, p, place[i].person_id, place_words(c, place[i].role, place[i].title, place[i].over), false);
    try(children_called(c->ask, id, ids, c->today, &child, &n));
    for (size_t i = 0; i < n; i++) {
        const char *name = child[i].class_name ? arena_print(c->arena, "%s (%s)", child[i].name, child[i].class_name) : child[i].name;
        bool first = i == 0 || child[i - 1].guardian_id.v != child[i].guardian_id.v;
        whose_put(c, p, child[i].guardian_id, first ? say(c->arena, c->lang, _("Phụ huynh của {con}"), "con", name, NULL) : name, true);
    }
    return OK;
}

static rc doubles_page(struct ctx *c, struct reply *r)
{
    struct pairs_view v = { .school_code = c->school->code, .school_name = c->school->name };
    struct pair_line *pair = ARENA_MANY(c->arena, struct pair_line, PAIRS_MOST);
    struct pairing p = { .v = &v, .pair = pair };
    struct namesakes_all_row *apart;
    struct named *adult;
    size_t adults;
    if (!pair) return LIMIT;
    try(namesakes_all(c->ask, &apart, &p.aparts));
    p.apart = apart;
    try(adults_read(c, &adult, &adults));
    try(colleagues_pair(c, &p, adult, adults));
    try(pupils_pair(c, &p));
    p.without_colleagues = true;                                               /* they stand there already */
    pairs_of(c, &p, adult, adults, false);
    try(whose_fill(c, &p));
    v.pair = pair;
    return show(r, view_pairs, &v);
}

/* ---- the two side by side */

static rc kin_fill(struct ctx *c, struct double_side *s, bool pupil)
{
    size_t most = sizeof s->kin / sizeof *s->kin, n;
    if (pupil) {
        struct guardian_line *line;
        try(guardians_of(c->ask, s->id, &line, &n));
        for (size_t i = 0; i < n && s->kins < most; i++)
            s->kin[s->kins++] = arena_print(c->arena, "%s: %s", tr(c->lang, guardian_kind_label(line[i].kind)), line[i].full_name);
        return OK;
    }
    struct children_here_row *child;
    try(children_here(c->ask, s->id, c->today, &child, &n));
    for (size_t i = 0; i < n && s->kins < most; i++)
        s->kin[s->kins++] = child[i].class_name ? arena_print(c->arena, "%s, %s", child[i].name, child[i].class_name) : child[i].name;
    return OK;
}

/* Who has left is known here by the end of a number alone: the number is of their life since, and of another school's lists. */
static const char *phone_words(struct ctx *c, const char *phone, bool here)
{
    size_t n = phone ? strlen(phone) : 0, shown = n > 6 ? 3 : 0;
    if (!phone) return NULL;
    return here ? phone_show(c->arena, phone) : arena_print(c->arena, "… %s", phone + n - shown);
}

/* What a colleague is or was here, and the classes of today; *here: by a place that goes on. */
static rc work_fill(struct ctx *c, struct double_side *s, bool *here)
{
    size_t most = sizeof s->work / sizeof *s->work, n;
    struct places_here_row *place;
    struct duties_called_row *duty;
    try(places_here(c->ask, s->id, c->today, &place, &n));
    for (size_t i = 0; i < n; i++) *here = *here || !place[i].over;
    for (size_t i = 0; i < n && s->works < most; i++) s->work[s->works++] = place_words(c, place[i].role, place[i].title, place[i].over);
    try(duties_called(c->ask, s->id, c->today, &duty, &n));
    for (size_t i = 0; i < n && s->works < most; i++)
        s->work[s->works++] = arena_print(c->arena, "%s: %s%s%s", duty[i].class_name, tr(c->lang, duty_label(duty[i].duty)), duty[i].subject ? ", " : "", duty[i].subject ? duty[i].subject : "");
    return OK;
}

static rc side_fill(struct ctx *c, person_id id, struct double_side *s, bool *pupil)
{
    struct standing_here_row row;
    struct class_called_row class_;
    bool found, in_class;
    try(standing_here(c->ask, id, c->school->id, c->today, &row, &found));
    if (!found || (!row.pupil && !row.guardian && !row.staff)) return NOT_FOUND;
    *pupil = row.pupil > 0;
    if (*pupil) try(person_here(c->ask, id, &(struct person_brief){ 0 }));           /* whom an order keeps from who asks is nobody here */
    *s = (struct double_side){ .id = id, .name = row.full_name, .user_name = row.user_name, .born = row.born, .entered = row.entered > 0, .staff = row.staff > 0, .deeds = row.deeds };
    bool here = row.pupil || row.guardian;
    if (row.staff) try(work_fill(c, s, &here));
    s->phone = phone_words(c, row.phone, here);
    try(class_called(c->ask, id, c->today, &class_, &in_class));
    if (in_class) s->class_name = class_.name;
    return kin_fill(c, s, *pupil);
}

static rc compare_fill(struct ctx *c, person_id one, person_id other, struct compare_view *v)
{
    bool pupil[2];
    const person_id both[2] = { one, other };
    for (int i = 0; i < 2; i++) {
        try(side_fill(c, both[i], &v->side[i], &pupil[i]));
        const struct double_side *s = &v->side[i];
        v->choice_label[i] = say(c->arena, c->lang, i ? _("Hồ sơ thứ hai{them}") : _("Hồ sơ thứ nhất{them}"), "them", s->user_name ? arena_print(c->arena, ": %s", s->user_name) : "", NULL);
    }
    if (pupil[0] != pupil[1] || one.v == other.v) return NOT_FOUND;
    v->pupils = pupil[0];
    v->staff = v->side[0].staff || v->side[1].staff;
    try(look_write_all(c, both, 2, LOOK_KIND_CONTACT, looking_as(c)));
    return OK;
}

static rc double_page(struct ctx *c, struct reply *r)
{
    struct compare_view v = { .action = arena_print(c->arena, "%s/gop", list_path(c)), .back = list_path(c) };
    person_id other;
    if (!id_read(query_text(c, "voi"), &other.v)) return NOT_FOUND;
    try(compare_fill(c, PATH_ID(c, "kin", person_id), other, &v));
    return show(r, view_compare, &v);
}

/* The form again: the two are in what was typed. */
static rc merge_again_page(struct ctx *c, struct reply *r)
{
    struct compare_view v = { .action = arena_print(c->arena, "%s/gop", list_path(c)), .back = list_path(c) };
    person_id one, other;
    if (!id_read(form_typed(c, "mot", ""), &one.v) || !id_read(form_typed(c, "hai", ""), &other.v)) return doubles_page(c, r);
    try(compare_fill(c, one, other, &v));
    return show(r, view_compare, &v);
}

struct merging { struct double_merge merge; };

static rc merge_store(struct tx *t, const struct merging *in, batch_id *out)
{
    try(access_recheck_over(t, DOUBLES_MERGE, in->merge.folded));
    return double_merge(t, &in->merge, out);
}
CLOSURE(merge_store, struct merging, batch_id)

static rc merge_action(struct ctx *c, struct reply *r)
{
    struct merge_in in;
    batch_id batch;
    try(form_read(c, c->route->form, &in));
    if (in.kept.v != in.one.v && in.kept.v != in.other.v) return form_wrong(c, "giu", _("Chọn một trong hai hồ sơ để giữ."));
    struct merging m = { { in.kept, in.kept.v == in.one.v ? in.other : in.one, in.reason, list_path(c) } };
    try(transact(c->ask, c->key, merge_store, &m, &batch));
    return see_other_flash(r, list_path(c), _("Đã gộp làm một. Nhầm thì hoàn tác được ở trang Hoàn tác."), NULL);
}

/* ---- two people */

struct apart_in { person_id one, other; };
static const struct field apart_fields[] = {
    FIELD(struct apart_in, one, FIELD_ID, REQUIRED, .name = "mot"),
    FIELD(struct apart_in, other, FIELD_ID, REQUIRED, .name = "hai"), { 0 } };
static const struct form_spec apart_form = { apart_fields };

struct apart { person_id one, other; const char *next; };

static rc apart_store(struct tx *t, const struct apart *in, void *out)
{
    (void)out;
    bool ordered = in->one.v < in->other.v;
    try(access_recheck(t, DOUBLES_MERGE, NULL, 0));
    try(namesakes_insert(t, ordered ? in->one : in->other, ordered ? in->other : in->one, t->ask->me, NULL));
    return answer(t, "%s", in->next);
}
CLOSURE(apart_store, struct apart, void)

static rc apart_action(struct ctx *c, struct reply *r)
{
    struct apart_in in;
    struct compare_view both = { 0 };
    try(form_read(c, c->route->form, &in));
    try(compare_fill(c, in.one, in.other, &both));               /* two of this school, or NOT_FOUND */
    struct apart apart = { in.one, in.other, list_path(c) };
    try(transact(c->ask, c->key, apart_store, &apart, NULL));
    return see_other_flash(r, list_path(c), _("Đã ghi: hai người khác nhau. Khuê không hỏi lại về hai hồ sơ này."), NULL);
}

const struct route doubles_routes[] = {
    { GET,  "/t/:truong/trung-ten",      MAY(DOUBLES_MERGE), NULL,        SLOW,  doubles_page, N_("Hồ sơ trùng"), NULL },
    { GET,  "/t/:truong/trung-ten/:kin", MAY(DOUBLES_MERGE), NULL,        SLOW,  double_page,  N_("So hai hồ sơ"), NULL },
    { POST, "/t/:truong/trung-ten/gop",  MAY(DOUBLES_MERGE), &merge_form, WRITE, merge_action, NULL, merge_again_page },
    { POST, "/t/:truong/trung-ten/hai-nguoi", MAY(DOUBLES_MERGE), &apart_form, WRITE, apart_action, NULL, doubles_page },
    { 0 }
};
