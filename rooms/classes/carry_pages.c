/* Pages of the change of year: the whole as it would be, one class with its pupils, and the press. The office writes, the heads press. */
#include "access/access.h"
#include "base/ids.h"
#include "classes/carry.h"
#include "classes/pages.h"
#include "classes/views.h"
#include "generated/classes_queries.h"
#include "generated/classes_views.h"
#include "web/reply.h"

struct carry_in { const char *mark; bool seen, keep; };
struct carry_class_in { const char *to_name; int64_t rev; struct typed_list fate; };
static const struct field carry_fields[] = {
    FIELD(struct carry_in, mark, FIELD_TEXT, REQUIRED, .name = "dau"),
    FIELD(struct carry_in, keep, FIELD_TICK, OPTIONAL, .name = "giu_chu_nhiem"),
    FIELD(struct carry_in, seen, FIELD_TICK, REQUIRED, .name = "da_xem", .label = N_("Tôi đã xem các lớp và số em ở trên")), { 0 } };
static const struct field carry_class_fields[] = {
    FIELD(struct carry_class_in, to_name, FIELD_TEXT, OPTIONAL, .name = "den", .max = 40, .label = N_("Lớp năm học mới")),
    FIELD(struct carry_class_in, rev, FIELD_INT, REQUIRED, .name = "rev"),
    FIELD(struct carry_class_in, fate, FIELD_MANY, OPTIONAL, .name = "em-"), { 0 } };
const struct form_spec carry_form = { carry_fields }, carry_class_form = { carry_class_fields };

static const char *carry_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/nam-hoc/chuyen-nam", c->school->code); }

rc carry_page(struct ctx *c, struct reply *r)
{
    struct carry_view v = { .school = c->school, .action = carry_path(c), .can_commit = may(c, CARRY_COMMIT, NULL, 0) };
    try(carry_plan_make(c->ask, &v.plan));
    return show(r, view_carry, &v);
}

static rc carry_store(struct tx *t, const struct carry_press *in, void *out)
{
    (void)out;
    try(access_recheck(t, CARRY_COMMIT, NULL, 0));
    return carry_run(t, in);
}
CLOSURE(carry_store, struct carry_press, void)

rc carry_action(struct ctx *c, struct reply *r)
{
    struct carry_in in;
    try(form_read(c, c->route->form, &in));
    struct carry_press press = { in.mark, arena_print(c->arena, "/t/%s/lop", c->school->code), in.keep };
    try(transact(c->ask, c->key, carry_store, &press, NULL));
    return see_other_flash(r, press.next, _("Đã chuyển sang năm học mới. Tiếp theo: phân công thầy cô, nhập danh sách lớp đầu cấp."), NULL);
}

/* ---- one class */

/* What one may choose for a pupil of this class; the first is what happens to who is not spoken of. */
static size_t fates_of(const struct carry_class_view *v, enum pupil_fate out[3])
{
    size_t n = 0;
    if (v->next) out[n++] = PUPIL_FATE_UP;
    if (!v->next || carry_ends_level(v->face.grade)) out[n++] = PUPIL_FATE_GRADUATES;
    out[n++] = PUPIL_FATE_STAYS;
    return n;
}

static rc class_fill(struct ctx *c, class_id id, struct carry_class_view *v)
{
    struct school_face school;
    struct carry_class_one_row words;
    struct carry_pupils_of_class_row *row;
    int64_t grade;
    bool found;
    try(class_face(c->ask, id, &v->face));
    try(school_face(c->ask, c->school->id, &school));
    try(carry_class_one(c->ask, id, &words, &found));
    if (carry_next(c->arena, school.level, v->face.grade, v->face.name, &v->next, &grade) && found && words.to_name) v->next = words.to_name;
    v->rev = found ? words.rev : 0;
    v->fates = fates_of(v, v->fate);
    try(carry_pupils_of_class(c->ask, id, &row, &v->n));
    struct carry_line *line = ARENA_MANY(c->arena, struct carry_line, v->n);
    struct namesake *same = ARENA_MANY(c->arena, struct namesake, v->n);
    if (!line || !same) return LIMIT;
    for (size_t i = 0; i < v->n; i++) {
        char text[ID_TEXT_SIZE];
        id_text(row[i].member_id.v, text);
        line[i] = (struct carry_line){ row[i].member_id, row[i].name, arena_print(c->arena, "em-%s", text), v->fate[0] };
        for (size_t k = 0; k < v->fates; k++)
            if (row[i].fate == v->fate[k]) line[i].fate = row[i].fate;
        same[i] = (struct namesake){ &line[i].name, row[i].born };
    }
    v->line = line;
    return namesakes_part(c->arena, c->lang, same, v->n);
}

rc carry_class_page(struct ctx *c, struct reply *r)
{
    struct carry_class_view v = { .back = carry_path(c), .action = ctx_path(c) };
    try(class_fill(c, PATH_ID(c, "lop", class_id), &v));
    return show(r, view_carry_class, &v);
}

struct carry_class_now { struct carry_words words; const char *next; };

static rc carry_class_store(struct tx *t, const struct carry_class_now *in, void *out)
{
    (void)out;
    try(access_recheck(t, CARRY_OVER, "lop", in->words.class_id.v));
    try(carry_write(t, &in->words));
    return answer(t, "%s", in->next);
}
CLOSURE(carry_class_store, struct carry_class_now, void)

/* Only pupils of the class, only what may be chosen, only what is not so yet. */
static size_t choices_read(const struct carry_class_view *v, const struct typed_list *typed, struct carry_choice *out)
{
    size_t n = 0;
    for (size_t i = 0; i < v->n; i++)
        for (size_t k = 0; k < typed->n; k++)
            for (size_t f = 0; f < v->fates && str_is(typed->item[k].name, v->line[i].field); f++)
                if (str_is(typed->item[k].value, pupil_fate_code(v->fate[f])) && v->fate[f] != v->line[i].fate)
                    out[n++] = (struct carry_choice){ v->line[i].member, v->fate[f] };
    return n;
}

rc carry_class_action(struct ctx *c, struct reply *r)
{
    struct carry_class_in in;
    struct carry_class_view v = { 0 };
    class_id id = PATH_ID(c, "lop", class_id);
    try(class_fill(c, id, &v));
    try(form_read(c, c->route->form, &in));
    struct carry_choice *choice = ARENA_MANY(c->arena, struct carry_choice, v.n * 3);
    if (!choice) return LIMIT;
    struct carry_class_now now = { { id, v.next ? in.to_name : NULL, in.rev, choice, choices_read(&v, &in.fate, choice) }, carry_path(c) };
    try(transact(c->ask, c->key, carry_class_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã ghi về lớp này."), NULL);
}
