/* The pages that the table makes: of a school, of its year, of the whole system. One form; only what was touched is changed,
** all of it or nothing. */
#include "access/access.h"
#include "base/number.h"
#include "base/viet.h"
#include "generated/settings_queries.h"
#include "generated/settings_views.h"
#include "settings/views.h"

#define YEAR_TAB "nam"

/* Which page: the level and what it is of. */
struct place { enum setting_level level; school_id school; school_year_id year; const char *path; };

static size_t rows_count(void)
{
    size_t n = 0;
    for (const struct setting_table *t = setting_tables; t->room; t++)
        for (const struct setting *s = t->rows; s->key; s++) n++;
    return n;
}

/* ---- showing */

static const char *with_unit(struct ctx *c, const struct setting *s, const char *text)
{
    const char *words = tr(c->lang, setting_words(c->ask, s, text));
    if (str_empty(text) && (s->type == SETTING_LINE || s->type == SETTING_LONG)) return NULL;         /* an empty box says it itself */
    if (str_empty(text) && s->type != SETTING_BOOL) return tr(c->lang, s->rules ? _("không đặt mức") : _("để trống"));
    int64_t number;
    if (s->type == SETTING_INT && number_read_int(text, &number) == NUMBER_OK) words = number_in(c->arena, c->lang, number);
    return s->unit ? arena_print(c->arena, "%s %s", words, tr(c->lang, s->unit)) : words;
}

/* As it is typed: days as people write them, codes and the rest as they are. */
static const char *as_typed(struct ctx *c, const struct setting *s, const char *text)
{
    return s->type == SETTING_DAY && text ? setting_words(c->ask, s, text) : text ? text : "";
}

static const char *overtaken(struct ctx *c, const struct setting_line *l, const struct settings_shown_row *now)
{
    const char *typed = form_typed(c, l->name, NULL), *rev = form_typed(c, l->rev_name, NULL), *was = form_typed(c, l->was_name, NULL);
    if (!c->form.any || *rev == 0 || str_is(rev, arena_print(c->arena, "%lld", (long long)l->rev)) || str_is(typed, was) || str_is(typed, l->text)) return NULL;
    return say(c->arena, c->lang, _("{ten} vừa đổi thành “{moi}”. Bạn gõ “{go}”. Lưu lần nữa thì giá trị của bạn thay vào."), "ten", now->by_name ? now->by_name : "",
               "moi", with_unit(c, l->s, now->text ? now->text : ""), "go", typed, NULL);
}

/* What guards others wants a place of one's own: what was handed over does not reach it. */
static int own_word(const struct setting *s)
{
    if (!s->guards) return s->permission;
    return s->permission == SETTINGS_CHANGE ? SETTINGS_OWN : SETTINGS_GUARD;
}

static rc line_fill(struct ctx *c, const struct place *p, const struct setting *s, const struct settings_shown_row *row, size_t n, struct setting_line *out)
{
    struct setting_value above;
    const struct settings_shown_row *now = NULL;
    const char *normal, *why;
    for (size_t i = 0; i < n; i++)
        if (str_is(row[i].key, s->key)) now = &row[i];
    try(setting_without(c->ask, s, p->level, &above));
    bool fits = now && now->text && setting_fits(c->ask, s, now->text, &normal, &why);
    *out = (struct setting_line){ .s = s, .name = arena_print(c->arena, "d-%s", s->key), .rev_name = arena_print(c->arena, "r-%s", s->key),
                                  .was_name = arena_print(c->arena, "g-%s", s->key), .text = as_typed(c, s, fits ? now->text : NULL),
                                  .otherwise = with_unit(c, s, above.text), .source = above.from ? NULL : above.source,
                                  .may = may(c, p->level == SETTING_APP ? SYSTEM_ADMIN : own_word(s), NULL, 0) };
    out->id = arena_print(c->arena, "o-%s", out->name);
    if (!now) return OK;
    out->rev = now->rev;
    out->by_name = now->by_name;
    out->at = now->at;
    out->overtaken = overtaken(c, out, now);
    return OK;
}

/* Rows of one group stand together, in the order in which groups first come. */
static void lines_grouped(struct setting_line *line, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t at = i + 1;
        line[i].first = i == 0 || !str_is(line[i].s->group, line[i - 1].s->group);
        for (size_t k = i + 1; k < n; k++) {
            if (!str_is(line[k].s->group, line[i].s->group)) continue;
            struct setting_line one = line[k];
            for (size_t m = k; m > at; m--) line[m] = line[m - 1];
            line[at++] = one;
        }
    }
}

static bool of_page(const struct place *p, const struct setting *s, const bool level[])
{
    return (s->levels & p->level) && (p->level == SETTING_APP || !s->of_level || level[s->of_level]);
}

static rc lines_fill(struct ctx *c, const struct place *p, struct settings_view *v)
{
    struct settings_shown_row *row;
    struct school_face face = { .level = { false } };
    size_t n;
    struct setting_line *line = ARENA_MANY(c->arena, struct setting_line, rows_count());
    if (!line) return LIMIT;
    if (p->school.v) try(school_face(c->ask, p->school, &face));
    try(settings_shown(c->ask, p->school, p->year, &row, &n));
    for (const struct setting_table *t = setting_tables; t->room; t++)
        for (const struct setting *s = t->rows; s->key; s++) {
            if (!of_page(p, s, face.level)) continue;
            try(line_fill(c, p, s, row, n, &line[v->n]));
            v->can_save = v->can_save || line[v->n].may;
            v->n++;
        }
    lines_grouped(line, v->n);
    v->line = line;
    v->action = p->path;
    v->level = p->level == SETTING_YEAR ? YEAR_TAB : "";
    return OK;
}

/* The school's own, or with ?muc=nam (of the form: muc=nam) those of its present year. NOT_FOUND without a year. */
static rc place_of(struct ctx *c, const char *tab, struct place *out, struct year_brief *year)
{
    rc found = year_at(c->ask, c->today, year);
    *out = (struct place){ .level = SETTING_SCHOOL, .school = c->school->id, .path = arena_print(c->arena, "/t/%s/cai-dat", c->school->code) };
    if (found != OK && found != NOT_FOUND) return found;
    if (!str_is(tab, YEAR_TAB)) return OK;
    out->level = SETTING_YEAR;
    out->year = year->id;
    return found;
}

rc settings_page(struct ctx *c, struct reply *r)
{
    struct place p;
    struct year_brief year = { .name = NULL };
    struct settings_view v = { .title = _("Cài đặt"), .lede = c->school->name,
                               .crumb = { { arena_print(c->arena, "/t/%s/quan-ly", c->school->code), _("Quản lý") }, { NULL, _("Cài đặt") } } };
    const char *tab = form_typed(c, "muc", query_text(c, "muc"));
    try(place_of(c, tab, &p, &year));
    struct ui_tab *tabs = ARENA_MANY(c->arena, struct ui_tab, 2);
    if (!tabs) return LIMIT;
    tabs[v.tabs++] = (struct ui_tab){ p.path, _("Của trường"), p.level == SETTING_SCHOOL };
    if (year.name) tabs[v.tabs++] = (struct ui_tab){ arena_print(c->arena, "%s?muc=%s", p.path, YEAR_TAB),
                                                     say(c->arena, c->lang, _("Riêng năm học {nam}"), "nam", year.name, NULL), p.level == SETTING_YEAR };
    v.tab = tabs;
    try(lines_fill(c, &p, &v));
    return show(r, view_settings, &v);
}

static const struct place of_system = { .level = SETTING_APP, .path = "/quan-tri/cai-dat" };

rc system_settings_page(struct ctx *c, struct reply *r)
{
    struct settings_view v = { .title = _("Cài đặt hệ thống"), .lede = _("Cho mọi trường, nếu trường không đặt khác."),
                               .crumb = { { PATH_TODAY, _("Hôm nay") }, { NULL, _("Cài đặt hệ thống") } } };
    try(lines_fill(c, &of_system, &v));
    return show(r, view_settings, &v);
}

/* ---- saving */

struct settings_in { struct typed_list values, revs, former; const char *tab, *back; };
static const struct field settings_fields[] = {
    FIELD(struct settings_in, values, FIELD_MANY, OPTIONAL, .name = "d-", .max = 1),
    FIELD(struct settings_in, revs, FIELD_MANY, OPTIONAL, .name = "r-"),
    FIELD(struct settings_in, former, FIELD_MANY, OPTIONAL, .name = "g-", .max = 1),
    FIELD(struct settings_in, tab, FIELD_TEXT, OPTIONAL, .name = "muc", .max = 10),
    FIELD(struct settings_in, back, FIELD_TEXT, OPTIONAL, .name = "ve", .max = 100), { 0 } };
const struct form_spec settings_form = { settings_fields };

static const char *typed_of(const struct typed_list *list, const char *prefix, const char *key)
{
    for (size_t i = 0; i < list->n; i++)
        if (str_starts(list->item[i].name, prefix) && str_is(list->item[i].name + 2, key)) return list->item[i].value;
    return NULL;
}

struct putting { enum setting_level level; struct setting_change *change; size_t n; };

static rc put_store(struct tx *t, const struct putting *in, void *out)
{
    (void)out;
    for (size_t i = 0; i < in->n; i++) {
        try(access_recheck(t, in->level == SETTING_APP ? SYSTEM_ADMIN : own_word(in->change[i].s), NULL, 0));
        try(setting_put(t, &in->change[i]));
    }
    return OK;
}
CLOSURE(put_store, struct putting, void)

/* One row of the form: changed only when it was touched and is not what stands there by now. */
static rc change_read(struct ctx *c, const struct settings_in *in, const struct setting_line *l, struct putting *out, const struct place *p)
{
    const char *typed = typed_of(&in->values, "d-", l->s->key), *was = typed_of(&in->former, "g-", l->s->key), *rev = typed_of(&in->revs, "r-", l->s->key);
    const char *normal, *why;
    int64_t seen = 0;
    bool back = str_is(in->back, l->s->key);
    if (!l->may || !typed) return OK;
    if (back) typed = "";
    else if (l->s->type != SETTING_LONG) typed = viet_tidy(c->arena, typed);
    if ((str_is(typed, was) && !back) || str_is(typed, l->text)) return OK;
    if (*typed && !setting_fits(c->ask, l->s, typed, &normal, &why)) return form_wrong(c, l->name, why);
    if (!rev || !span_int(span_of(rev), &seen)) seen = 0;
    out->change[out->n++] = (struct setting_change){ l->s, p->level, p->year, typed, seen };
    return OK;
}

static rc settings_save(struct ctx *c, const struct place *p, const struct settings_in *in)
{
    struct settings_view v = { 0 };
    struct putting all = { .level = p->level };
    rc good = OK;
    try(lines_fill(c, p, &v));
    all.change = ARENA_MANY(c->arena, struct setting_change, v.n);
    if (!all.change) return LIMIT;
    for (size_t i = 0; i < v.n; i++) {
        rc one = change_read(c, in, &v.line[i], &all, p);
        if (one == INVALID) good = INVALID;
        else try(one);
    }
    try(good);
    return all.n ? transact(c->ask, c->key, put_store, &all, NULL) : OK;
}

rc settings_action(struct ctx *c, struct reply *r)
{
    struct settings_in in;
    struct place p;
    struct year_brief year;
    try(form_read(c, c->route->form, &in));
    try(place_of(c, in.tab, &p, &year));
    try(settings_save(c, &p, &in));
    return see_other_flash(r, p.level == SETTING_YEAR ? arena_print(c->arena, "%s?muc=%s", p.path, YEAR_TAB) : p.path, _("Đã lưu cài đặt."), NULL);
}

rc system_settings_action(struct ctx *c, struct reply *r)
{
    struct settings_in in;
    try(form_read(c, c->route->form, &in));
    try(settings_save(c, &of_system, &in));
    return see_other_flash(r, of_system.path, _("Đã lưu cài đặt."), NULL);
}

const struct route settings_routes[] = {
    { GET,  "/t/:truong/cai-dat", MAY(SETTINGS_CHANGE), NULL,           QUICK, settings_page,          N_("Cài đặt"), NULL },
    { POST, "/t/:truong/cai-dat", MAY(SETTINGS_CHANGE), &settings_form, WRITE, settings_action,        NULL, settings_page },
    { GET,  "/quan-tri/cai-dat",  MAY(SYSTEM_ADMIN),    NULL,           QUICK, system_settings_page,   N_("Cài đặt hệ thống"), NULL },
    { POST, "/quan-tri/cai-dat",  MAY(SYSTEM_ADMIN),    &settings_form, WRITE, system_settings_action, NULL, system_settings_page },
    { 0 }
};
