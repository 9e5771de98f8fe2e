/* Partners of a school: what was agreed, with whom, until when. For the office. */
#include "generated/partners_views.h"
#include "partners/pages.h"
#include "partners/views.h"

struct partner_in { const char *name, *organisation, *kind, *agreement; opt_day to; };
struct term_in { int64_t id, rev; opt_day to; };
#define ORGANISATIONS "enterprise university community political_social professional science_technology economic political department commune_office"
static const struct field partner_fields[] = {
    FIELD(struct partner_in, name, FIELD_TEXT, REQUIRED, .name = "ten", .max = 160, .label = N_("Tên tổ chức")),
    FIELD(struct partner_in, organisation, FIELD_CHOICE, REQUIRED, .name = "to_chuc", .choices = ORGANISATIONS, .label = N_("Loại tổ chức")),
    FIELD(struct partner_in, kind, FIELD_CHOICE, REQUIRED, .name = "vai", .choices = "partner host sponsor", .label = N_("Vai trò")),
    FIELD(struct partner_in, agreement, FIELD_TEXT, OPTIONAL, .name = "thoa_thuan", .max = 200, .label = N_("Thỏa thuận")),
    FIELD(struct partner_in, to, FIELD_DAY, OPTIONAL, .name = "den", .label = N_("Hết hạn ngày")), { 0 } };
static const struct field term_fields[] = {
    FIELD(struct term_in, id, FIELD_ID, REQUIRED, .name = "dong"),
    FIELD(struct term_in, rev, FIELD_INT, REQUIRED, .name = "rev"),
    FIELD(struct term_in, to, FIELD_DAY, OPTIONAL, .name = "den", .label = N_("Hết hạn ngày")), { 0 } };
static const struct field place_fields[] = {
    FIELD(struct place_in, id, FIELD_ID, REQUIRED, .name = "dong"),
    FIELD(struct place_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec partner_form = { partner_fields }, term_form = { term_fields }, place_form = { place_fields };

static const char *base_of(struct ctx *c) { return arena_print(c->arena, "/t/%s/doi-tac", c->school->code); }

/* The kinds of organisations that the school has partners of, and all (R19). */
static rc tabs_fill(struct ctx *c, struct partners_view *v, enum organisation_kind now)
{
    struct ui_tab *tab = ARENA_MANY(c->arena, struct ui_tab, ORGANISATION_KIND_COUNT + 1);
    bool there[ORGANISATION_KIND_COUNT + 1] = { false };
    if (!tab) return LIMIT;
    for (size_t i = 0; i < v->n; i++) there[v->line[i].organisation] = true;
    tab[v->tabs++] = (struct ui_tab){ v->base, _("Tất cả"), now == 0 };
    for (int k = 1; k <= ORGANISATION_KIND_COUNT; k++)
        if (there[k])
            tab[v->tabs++] = (struct ui_tab){ arena_print(c->arena, "?loai=%s", organisation_kind_code((enum organisation_kind)k)), organisation_kind_label((enum organisation_kind)k), (int)now == k };
    v->tab = tab;
    return OK;
}

static rc choices_fill(struct ctx *c, struct partners_view *v)
{
    struct span rest = span_of(ORGANISATIONS), word;
    struct ui_choice *one = ARENA_MANY(c->arena, struct ui_choice, ORGANISATION_KIND_COUNT);
    enum organisation_kind kind;
    if (!one) return LIMIT;
    while (rest.n && span_cut(&rest, ' ', &word)) {
        const char *code = arena_text_n(c->arena, word.p, word.n);
        if (organisation_kind_read(code, &kind)) one[v->organisations++] = (struct ui_choice){ .code = code, .label = organisation_kind_label(kind) };
    }
    v->organisation = one;
    return OK;
}

rc partners_page(struct ctx *c, struct reply *r)
{
    struct partners_view v = { .school = c->school, .base = base_of(c), .small = c->route->form && c->route->form != &partner_form };
    struct partner_line *line;
    enum organisation_kind kind = 0;
    size_t n;
    if (!organisation_kind_read(query_text(c, "loai"), &kind)) kind = 0;
    try(partners_of(c->ask, &line, &n));
    v.line = line, v.n = n;
    try(tabs_fill(c, &v, kind));
    v.n = 0;
    for (size_t i = 0; i < n; i++)
        if (!kind || line[i].organisation == kind) line[v.n++] = line[i];
    try(choices_fill(c, &v));
    return show(r, view_partners, &v);
}

struct partner_now { struct new_partner in; const char *next; };
static rc partner_store(struct tx *t, const struct partner_now *in, void *out)
{
    partner_id id;
    (void)out;
    try(access_recheck(t, PARTNER_CHANGE, NULL, 0));
    try(partner_add(t, &in->in, &id));
    return answer(t, "%s", in->next);
}
CLOSURE(partner_store, struct partner_now, void)

rc partner_action(struct ctx *c, struct reply *r)
{
    struct partner_in in;
    struct partner_now now = { .next = base_of(c) };
    try(form_read(c, c->route->form, &in));
    if (!organisation_kind_read(in.organisation, &now.in.organisation) || !partner_kind_read(in.kind, &now.in.kind)) return INVALID;
    now.in.name = in.name;
    now.in.agreement = str_empty(in.agreement) ? NULL : in.agreement;
    now.in.to = in.to;
    try(transact(c->ask, c->key, partner_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã thêm đối tác. Thêm người liên hệ ở trang Người ngoài trường."), NULL);
}

struct term_now { struct partner_term in; const char *next; };
static rc term_store(struct tx *t, const struct term_now *in, void *out)
{
    (void)out;
    try(access_recheck(t, PARTNER_CHANGE, NULL, 0));
    try(partner_term(t, &in->in));
    return answer(t, "%s", in->next);
}
CLOSURE(term_store, struct term_now, void)

rc term_action(struct ctx *c, struct reply *r)
{
    struct term_in in;
    try(form_read(c, c->route->form, &in));
    struct term_now now = { { { in.id }, in.to, in.rev }, base_of(c) };
    try(transact(c->ask, c->key, term_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã ghi hạn mới."), NULL);
}

rc partner_end_action(struct ctx *c, struct reply *r)
{
    struct place_in in;
    try(form_read(c, c->route->form, &in));
    struct term_now now = { { { in.id }, { true, c->today }, in.rev }, base_of(c) };
    try(transact(c->ask, c->key, term_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã kết thúc thỏa thuận. Việc đã làm cùng nhau vẫn giữ nguyên."), NULL);
}
