/* The page of a school's goals: all of them and the form for a new one; with ?muc= one of them, with what may be done about it. */
#include "access/access.h"
#include "base/ids.h"
#include "base/str.h"
#include "generated/values_queries.h"
#include "generated/values_views.h"
#include "values/goals.h"

static const char *base_of(struct ctx *c) { return arena_print(c->arena, "/t/%s/gia-tri/muc-tieu", c->school->code); }

static const char *one_path(struct ctx *c, goal_id id)
{
    char text[ID_TEXT_SIZE];
    id_text(id.v, text);
    return arena_print(c->arena, "%s?muc=%s", base_of(c), text);
}

static rc sources_fill(struct ctx *c, struct goals_view *v)
{
    struct ui_choice *one = ARENA_MANY(c->arena, struct ui_choice, INDICATOR_SOURCE_COUNT);
    if (!one) return LIMIT;
    for (int i = 1; i <= INDICATOR_SOURCE_COUNT; i++)
        one[v->sources++] = (struct ui_choice){ .code = indicator_source_code((enum indicator_source)i), .label = indicator_source_label((enum indicator_source)i) };
    v->source = one;
    return OK;
}

static rc lines_fill(struct ctx *c, struct goals_view *v)
{
    struct goals_written_row *row;
    try(goals_written(c->ask, &row, &v->n));
    struct goal_line *line = ARENA_MANY(c->arena, struct goal_line, v->n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v->n; i++)
        line[i] = (struct goal_line){ row[i].id, row[i].number, row[i].state, row[i].words, row[i].from_day, row[i].until_day, row[i].waits > 0 };
    v->line = line;
    return OK;
}

/* Which goal: of the form that was sent, else of the address; 0 = none. */
static rc goal_asked(struct ctx *c, goal_id *out)
{
    const char *text = form_typed(c, "muc", query_text(c, "muc"));
    *out = (goal_id){ 0 };
    if (str_empty(text)) return OK;
    return id_read(text, &out->v) ? OK : NOT_FOUND;
}

/* What the school measures itself, and whether what was sent last came from a button (or a form that is no longer there). */
static rc one_fill(struct ctx *c, struct goals_view *v)
{
    static const char *const forms[] = { "", "/do", "/minh-chung", "/duyet", "/ket-thuc" };
    struct ui_choice *one = ARENA_MANY(c->arena, struct ui_choice, GOAL_INDICATORS);
    const struct goal_shown *g = v->goal;
    bool running = g->state == GOAL_STATE_PUBLISHED;
    const bool there[] = { v->open, running, running, g->state == GOAL_STATE_PENDING && v->can_decide, v->open || (running && v->can_decide) };
    if (!one) return LIMIT;
    for (size_t i = 0; i < g->indicators; i++)
        if (g->indicator[i].source == INDICATOR_SOURCE_TYPED)
            one[v->typed_n++] = (struct ui_choice){ .code = arena_print(c->arena, "%lld", (long long)g->indicator[i].slot), .label = g->indicator[i].words };
    v->typed = one;
    v->above = true;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (there[i] && str_is(ctx_path(c), arena_print(c->arena, "%s%s", base_of(c), forms[i]))) v->above = false;
    return OK;
}

static rc goals_page(struct ctx *c, struct reply *r)
{
    struct goals_view v = { .school_code = c->school->code, .can_decide = may(c, VALUES_APPROVE, NULL, 0), .today = c->today };
    struct goal_shown goal;
    goal_id id;
    try(goal_asked(c, &id));
    try(sources_fill(c, &v));
    if (id.v == 0) {
        try(lines_fill(c, &v));
        return show(r, view_goals, &v);
    }
    try(goal_fill(c, id, &goal));
    v.goal = &goal;
    v.open = goal.state == GOAL_STATE_DRAFT || goal.state == GOAL_STATE_PENDING || goal.state == GOAL_STATE_RETURNED;
    try(one_fill(c, &v));
    return show(r, view_goal_one, &v);
}

/* ---- forms */
#define SOURCES "typed classes_led people_began deeds news partners"
struct slot_in { const char *words, *unit, *source; int64_t begins, aim; };
struct goal_in { goal_id id; int64_t rev; const char *words, *serves, *act; day from, until; struct slot_in slot[GOAL_INDICATORS]; };
#define SLOT(at, n, needed) \
    FIELD(struct goal_in, slot[at].words, FIELD_TEXT, needed, .name = "chi_so_" n, .max = 160, .label = N_("Đo điều gì")), \
    FIELD(struct goal_in, slot[at].source, FIELD_CHOICE, needed, .name = "nguon_" n, .choices = SOURCES, .label = N_("Số lấy từ đâu")), \
    FIELD(struct goal_in, slot[at].unit, FIELD_TEXT, OPTIONAL, .name = "don_vi_" n, .max = 20, .label = N_("Đơn vị")), \
    FIELD(struct goal_in, slot[at].begins, FIELD_INT, OPTIONAL, .name = "dau_" n, .min = 0, .max = 1000000, .label = N_("Lúc bắt đầu")), \
    FIELD(struct goal_in, slot[at].aim, FIELD_INT, needed, .name = "dich_" n, .min = 0, .max = 1000000, .label = N_("Phải đạt"))
static const struct field goal_fields[] = {
    FIELD(struct goal_in, id, FIELD_ID, OPTIONAL, .name = "muc"),
    FIELD(struct goal_in, rev, FIELD_INT, OPTIONAL, .name = "rev"),
    FIELD(struct goal_in, words, FIELD_TEXT, REQUIRED, .name = "muc_tieu", .max = 300, .label = N_("Mục tiêu")),
    FIELD(struct goal_in, serves, FIELD_TEXT, OPTIONAL, .name = "phuc_vu", .max = 200, .label = N_("Giá trị phục vụ")),
    FIELD(struct goal_in, from, FIELD_DAY, REQUIRED, .name = "tu", .label = N_("Bắt đầu ngày")),
    FIELD(struct goal_in, until, FIELD_DAY, REQUIRED, .name = "den", .label = N_("Phải đạt trước ngày")),
    SLOT(0, "1", REQUIRED), SLOT(1, "2", OPTIONAL), SLOT(2, "3", OPTIONAL),
    FIELD(struct goal_in, act, FIELD_CHOICE, REQUIRED, .name = "viec", .choices = "luu gui"), { 0 } };
static const struct form_spec goal_form = { goal_fields };

struct goal_word_in { goal_id id; int64_t rev; const char *act, *reason; };
static const struct field goal_word_fields[] = {
    FIELD(struct goal_word_in, id, FIELD_ID, REQUIRED, .name = "muc"),
    FIELD(struct goal_word_in, rev, FIELD_INT, REQUIRED, .name = "rev"),
    FIELD(struct goal_word_in, act, FIELD_CHOICE, REQUIRED, .name = "quyet", .choices = "duyet tra_lai"),
    FIELD(struct goal_word_in, reason, FIELD_LONG, OPTIONAL, .name = "li_do", .max = 1000, .label = N_("Lí do trả lại")), { 0 } };
static const struct form_spec goal_word_form = { goal_word_fields };

static const struct field goal_end_fields[] = {
    FIELD(struct goal_word_in, id, FIELD_ID, REQUIRED, .name = "muc"),
    FIELD(struct goal_word_in, rev, FIELD_INT, REQUIRED, .name = "rev"),
    FIELD(struct goal_word_in, reason, FIELD_LONG, OPTIONAL, .name = "li_do", .max = 1000, .label = N_("Vì sao kết thúc")), { 0 } };
static const struct form_spec goal_end_form = { goal_end_fields };

struct measure_in { goal_id id; int64_t slot, value; day on; const char *note; };
static const struct field measure_fields[] = {
    FIELD(struct measure_in, id, FIELD_ID, REQUIRED, .name = "muc"),
    FIELD(struct measure_in, slot, FIELD_INT, REQUIRED, .name = "so", .min = 1, .max = GOAL_INDICATORS),
    FIELD(struct measure_in, value, FIELD_INT, REQUIRED, .name = "gia_tri", .min = 0, .max = 1000000, .label = N_("Số đo được")),
    FIELD(struct measure_in, on, FIELD_DAY, REQUIRED, .name = "ngay", .label = N_("Ngày đo")),
    FIELD(struct measure_in, note, FIELD_TEXT, OPTIONAL, .name = "ghi_chu", .max = 200, .label = N_("Đo thế nào")), { 0 } };
static const struct form_spec measure_form = { measure_fields };

struct evidence_in { goal_id id; const char *words, *link; };
static const struct field evidence_fields[] = {
    FIELD(struct evidence_in, id, FIELD_ID, REQUIRED, .name = "muc"),
    FIELD(struct evidence_in, words, FIELD_TEXT, REQUIRED, .name = "loi", .max = 300, .label = N_("Minh chứng")),
    FIELD(struct evidence_in, link, FIELD_TEXT, OPTIONAL, .name = "lien_ket", .max = 500, .label = N_("Liên kết")), { 0 } };
static const struct form_spec evidence_form = { evidence_fields };

struct evidence_word_in { goal_id goal; evidence_id id; int64_t rev; const char *act; };
static const struct field evidence_word_fields[] = {
    FIELD(struct evidence_word_in, goal, FIELD_ID, REQUIRED, .name = "muc"),
    FIELD(struct evidence_word_in, id, FIELD_ID, REQUIRED, .name = "dong"),
    FIELD(struct evidence_word_in, rev, FIELD_INT, REQUIRED, .name = "rev"),
    FIELD(struct evidence_word_in, act, FIELD_CHOICE, OPTIONAL, .name = "quyet", .choices = "duyet go"), { 0 } };
static const struct form_spec evidence_word_form = { evidence_word_fields };

/* ---- closures. Where the next page depends on what was made, they answer with it. */
struct goal_now { struct goal_save in; const char *base; };
static rc save_store(struct tx *t, const struct goal_now *in, void *out)
{
    goal_id id;
    char text[ID_TEXT_SIZE];
    (void)out;
    try(access_recheck(t, VALUES_WRITE, NULL, 0));
    try(goal_save(t, &in->in, &id));
    id_text(id.v, text);
    return answer(t, "%s?muc=%s", in->base, text);
}
CLOSURE(save_store, struct goal_now, void)

static rc say_store(struct tx *t, const struct goal_say *in, void *out)
{
    (void)out;
    try(access_recheck(t, VALUES_APPROVE, NULL, 0));
    return goal_say(t, in);
}
CLOSURE(say_store, struct goal_say, void)

static rc end_store(struct tx *t, const struct goal_end *in, void *out)
{
    (void)out;
    try(access_recheck(t, in->word ? VALUES_APPROVE : VALUES_WRITE, NULL, 0));
    return goal_end(t, in);
}
CLOSURE(end_store, struct goal_end, void)

static rc measure_store(struct tx *t, const struct goal_measure *in, void *out)
{
    (void)out;
    try(access_recheck(t, VALUES_WRITE, NULL, 0));
    return goal_measure(t, in);
}
CLOSURE(measure_store, struct goal_measure, void)

static rc evidence_store(struct tx *t, const struct goal_evidence *in, void *out)
{
    (void)out;
    try(access_recheck(t, in->publish ? VALUES_APPROVE : VALUES_WRITE, NULL, 0));
    return goal_evidence(t, in);
}
CLOSURE(evidence_store, struct goal_evidence, void)

static rc evidence_word_store(struct tx *t, const struct evidence_say *in, void *out)
{
    (void)out;
    try(access_recheck(t, in->publish ? VALUES_APPROVE : VALUES_WRITE, NULL, 0));
    return evidence_say(t, in);
}
CLOSURE(evidence_word_store, struct evidence_say, void)

/* ---- acts */
static rc goal_action(struct ctx *c, struct reply *r)
{
    struct goal_in in;
    struct goal_now now = { .base = base_of(c) };
    try(form_read(c, c->route->form, &in));
    now.in = (struct goal_save){ in.id, in.rev, { in.words, in.serves, in.from, in.until, { { 0 } } }, c->who->person, str_is(in.act, "gui") };
    for (int i = 0; i < GOAL_INDICATORS; i++) {
        enum indicator_source source = 0;
        const struct slot_in *s = &in.slot[i];
        const char *aim = arena_print(c->arena, "dich_%d", i + 1);
        bool aimed = !str_empty(form_typed(c, aim, NULL));
        if (str_empty(s->words) && !aimed) continue;
        if (str_empty(s->words)) return form_wrong(c, arena_print(c->arena, "chi_so_%d", i + 1), _("Ghi chỉ số này đo điều gì, hoặc để trống cả ô “Phải đạt”."));
        if (!aimed) return form_wrong(c, aim, _("Ghi số phải đạt."));
        if (!indicator_source_read(s->source ? s->source : "", &source)) return form_wrong(c, arena_print(c->arena, "nguon_%d", i + 1), _("Chọn số của chỉ số này lấy từ đâu."));
        now.in.text.indicator[i] = (struct goal_indicator){ s->words, s->unit, source, s->begins, s->aim };
    }
    try(transact(c->ask, c->key, save_store, &now, NULL));
    return see_other_flash(r, c->key->answer, now.in.send ? _("Đã gửi hiệu trưởng duyệt.") : _("Đã lưu bản nháp."), NULL);
}

static rc goal_word_action(struct ctx *c, struct reply *r)
{
    struct goal_word_in in;
    try(form_read(c, c->route->form, &in));
    struct goal_say say = { in.id, in.rev, c->who->person, str_is(in.act, "duyet"), in.reason };
    if (!say.publish && str_empty(in.reason)) return form_wrong(c, "li_do", _("Hãy ghi lí do, để người viết biết cần sửa gì."));
    try(transact(c->ask, c->key, say_store, &say, NULL));
    return see_other_flash(r, one_path(c, in.id), say.publish ? _("Đã công bố. Ai cũng xem được mục tiêu này.") : _("Đã trả lại kèm lí do."), NULL);
}

static rc goal_end_action(struct ctx *c, struct reply *r)
{
    struct goal_word_in in;
    try(form_read(c, c->route->form, &in));
    struct goal_end end = { in.id, in.rev, c->who->person, in.reason, may(c, VALUES_APPROVE, NULL, 0) };
    try(transact(c->ask, c->key, end_store, &end, NULL));
    return see_other_flash(r, base_of(c), _("Đã kết thúc mục tiêu."), NULL);
}

static rc measure_action(struct ctx *c, struct reply *r)
{
    struct measure_in in;
    try(form_read(c, c->route->form, &in));
    struct goal_measure m = { in.id, in.slot, in.value, in.on, in.note, c->who->person };
    try(transact(c->ask, c->key, measure_store, &m, NULL));
    return see_other_flash(r, one_path(c, in.id), _("Đã ghi số đo. Trang công khai hiện số mới nhất."), NULL);
}

static rc evidence_action(struct ctx *c, struct reply *r)
{
    struct evidence_in in;
    try(form_read(c, c->route->form, &in));
    struct goal_evidence e = { in.id, in.words, in.link, c->who->person, may(c, VALUES_APPROVE, NULL, 0) };
    try(transact(c->ask, c->key, evidence_store, &e, NULL));
    return see_other_flash(r, one_path(c, in.id), e.publish ? _("Đã công bố minh chứng.") : _("Đã gửi hiệu trưởng duyệt minh chứng."), NULL);
}

static rc evidence_word(struct ctx *c, struct reply *r, bool publish)
{
    struct evidence_word_in in;
    try(form_read(c, c->route->form, &in));
    struct evidence_say say = { in.id, in.rev, c->who->person, publish };
    try(transact(c->ask, c->key, evidence_word_store, &say, NULL));
    return see_other_flash(r, one_path(c, in.goal), publish ? _("Đã công bố minh chứng.") : _("Đã gỡ minh chứng."), NULL);
}

static rc evidence_out_action(struct ctx *c, struct reply *r) { return evidence_word(c, r, true); }
static rc evidence_down_action(struct ctx *c, struct reply *r) { return evidence_word(c, r, false); }

const struct route goals_routes[] = {
    { GET,  "/t/:truong/gia-tri/muc-tieu",                 MAY(VALUES_WRITE),   NULL,                QUICK, goals_page,           N_("Mục tiêu và chỉ số"), NULL },
    { POST, "/t/:truong/gia-tri/muc-tieu",                 MAY(VALUES_WRITE),   &goal_form,          WRITE, goal_action,          NULL, goals_page },
    { POST, "/t/:truong/gia-tri/muc-tieu/duyet",           MAY(VALUES_APPROVE), &goal_word_form,     WRITE, goal_word_action,     NULL, goals_page },
    { POST, "/t/:truong/gia-tri/muc-tieu/ket-thuc",        MAY(VALUES_WRITE),   &goal_end_form,      WRITE, goal_end_action,      NULL, goals_page },
    { POST, "/t/:truong/gia-tri/muc-tieu/do",              MAY(VALUES_WRITE),   &measure_form,       WRITE, measure_action,       NULL, goals_page },
    { POST, "/t/:truong/gia-tri/muc-tieu/minh-chung",      MAY(VALUES_WRITE),   &evidence_form,      WRITE, evidence_action,      NULL, goals_page },
    { POST, "/t/:truong/gia-tri/muc-tieu/minh-chung/duyet", MAY(VALUES_APPROVE), &evidence_word_form, WRITE, evidence_out_action, NULL, goals_page },
    { POST, "/t/:truong/gia-tri/muc-tieu/minh-chung/go",   MAY(VALUES_WRITE),   &evidence_word_form, WRITE, evidence_down_action, NULL, goals_page },
    { 0 }
};
