/* Officers of authorities: who they are (for who runs the system), and what they see of the schools under them. */
#include "base/few.h"
#include "generated/partners_views.h"
#include "partners/pages.h"
#include "partners/views.h"
#include "people/people.h"
#include "settings/settings.h"

#define BASE "/quan-tri/co-quan"

struct officer_in { const char *name, *organisation, *area, *role, *title, *phone; };
static const struct field officer_fields[] = {
    FIELD(struct officer_in, name, FIELD_TEXT, REQUIRED, .name = "ho_ten", .max = 120, .label = N_("Họ và tên")),
    FIELD(struct officer_in, organisation, FIELD_CHOICE, REQUIRED, .name = "co_quan", .choices = "commune_office department programme", .label = N_("Cơ quan")),
    FIELD(struct officer_in, area, FIELD_TEXT, OPTIONAL, .name = "dia_ban", .max = 5, .label = N_("Xã, phường")),
    FIELD(struct officer_in, role, FIELD_CHOICE, REQUIRED, .name = "vai", .choices = "officer leader", .label = N_("Vai trò")),
    FIELD(struct officer_in, title, FIELD_TEXT, OPTIONAL, .name = "chuc_danh", .max = 120, .label = N_("Chức danh")),
    FIELD(struct officer_in, phone, FIELD_PHONE, OPTIONAL, .name = "dien_thoai", .label = N_("Số điện thoại")), { 0 } };
const struct form_spec officer_form = { officer_fields };

rc officers_page(struct ctx *c, struct reply *r)
{
    struct officers_view v = { 0 };
    struct officers_now_row *line;
    struct commune *commune;
    try(officers_now(c->ask, c->today, &line, &v.n));
    v.line = line;
    try(communes_now(c->ask, &commune, &v.communes));
    struct ui_choice *one = ARENA_MANY(c->arena, struct ui_choice, v.communes);
    if (!one) return LIMIT;
    for (size_t i = 0; i < v.communes; i++) one[i] = (struct ui_choice){ .code = commune[i].code, .label = commune[i].name };
    v.commune = one;
    return show(r, view_officers, &v);
}

struct officer_now { struct new_officer in; const char *phone; };
static rc officer_store(struct tx *t, const struct officer_now *in, void *out)
{
    struct new_officer officer = in->in;
    struct new_person one = { .full_name = officer.full_name };
    const char *user_name;
    officer_id id;
    (void)out;
    try(access_recheck(t, SYSTEM_ADMIN, NULL, 0));
    try(person_add(t, &one, &officer.person));
    if (!str_empty(in->phone)) try(contact_set(t, officer.person, CONTACT_KIND_PHONE, in->phone));
    try(officer_add(t, &officer, &id));
    try(account_add(t, officer.person, officer.full_name, false, (batch_id){ 0 }, &user_name));
    return answer(t, "%s", BASE);
}
CLOSURE(officer_store, struct officer_now, void)

rc officer_action(struct ctx *c, struct reply *r)
{
    struct officer_in in;
    struct officer_now now = { .phone = NULL };
    try(form_read(c, c->route->form, &in));
    if (!organisation_kind_read(in.organisation, &now.in.organisation) || !office_role_read(in.role, &now.in.role)) return INVALID;
    now.in.full_name = in.name;
    now.in.title = str_empty(in.title) ? NULL : in.title;
    now.in.area_code = in.area;
    now.phone = in.phone;
    try(transact(c->ask, c->key, officer_store, &now, NULL));
    return see_other_flash(r, BASE, _("Đã thêm. Làm phiếu đăng nhập để người ấy vào lần đầu."), NULL);
}

static rc officer_close_store(struct tx *t, const struct place_in *in, void *out)
{
    person_id person;
    (void)out;
    try(access_recheck(t, SYSTEM_ADMIN, NULL, 0));
    try(officer_end(t, (officer_id){ in->id }, in->rev, &person));
    try(access_changed(t, person));
    return answer(t, "%s", BASE);
}
CLOSURE(officer_close_store, struct place_in, void)

rc officer_end_action(struct ctx *c, struct reply *r)
{
    struct place_in in;
    try(form_read(c, c->route->form, &in));
    try(transact(c->ask, c->key, officer_close_store, &in, NULL));
    return see_other_flash(r, BASE, _("Đã ghi. Từ hôm nay người ấy không xem được số liệu của trường nào."), NULL);
}

rc officer_slip_action(struct ctx *c, struct reply *r)
{
    struct place_in in;
    struct officer_face face;
    try(form_read(c, c->route->form, &in));
    try(officer_find(c->ask, (officer_id){ in.id }, &face));
    if (face.to.has) return NOT_FOUND;
    try(slip_only_for(c, face.person, OUTSIDE_OVER));
    return slip_for_one(c, r, &(struct slip_wanted){ face.person, face.name, tr(c->lang, _("Cán bộ quản lí")), face.organisation, BASE, SYSTEM_ADMIN });
}

/* ---- what an officer sees */

static const char *pupils_words(struct ctx *c, int64_t n, int64_t least)
{
    bool told = few_told(n, least);
    const char *number = arena_print(c->arena, "%lld", (long long)(told ? n : least));
    return told ? number : say(c->arena, c->lang, _("dưới {n}"), "n", number, NULL);
}

static struct area_school *line_of(struct area_school *line, size_t n, school_id id)
{
    for (size_t i = 0; i < n; i++)
        if (line[i].school.id.v == id.v) return &line[i];
    return NULL;
}

static rc figures_fill(struct ctx *c, struct area_school *line, size_t n, int64_t least)
{
    struct pupils_of_schools_row *pupil;
    struct classes_of_schools_row *year;
    struct values_of_schools_row *said;
    struct area_school *s;
    size_t rows;
    if (n == 0) return OK;
    try(pupils_of_schools(c->ask, c->today, &pupil, &rows));
    for (size_t i = 0; i < rows; i++)
        if ((s = line_of(line, n, pupil[i].school_id))) s->pupils = pupils_words(c, pupil[i].n, least);
    try(classes_of_schools(c->ask, c->today, &year, &rows));
    for (size_t i = 0; i < rows; i++)
        if ((s = line_of(line, n, year[i].school_id))) s->year = year[i].year_name, s->classes = year[i].n;
    try(values_of_schools(c->ask, &said, &rows));
    for (size_t i = 0; i < rows; i++)
        if ((s = line_of(line, n, said[i].school_id))) s->values = true;
    return OK;
}

rc area_page(struct ctx *c, struct reply *r)
{
    struct overseen o;
    const char *after = query_text(c, "sau");
    try(schools_overseen(c->ask, c->who->person, after, AREA_PAGE, &o));
    struct area_school *line = ARENA_MANY(c->arena, struct area_school, o.n);
    struct area_view v = { .office = o.office, .line = line, .n = o.n, .begun = !str_empty(after) };
    if (!line) return LIMIT;
    for (size_t i = 0; i < o.n; i++) line[i] = (struct area_school){ .school = o.school[i], .pupils = "0" };
    try(few_least(c->ask, (school_id){ 0 }, &v.least));
    try(figures_fill(c, line, o.n, v.least));
    if (o.n == AREA_PAGE) v.next = o.school[o.n - 1].code;
    return show(r, view_area, &v);
}
