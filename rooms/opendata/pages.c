/* The page that lists the sets, and the sets as files. */
#include "access/permission.h"
#include "base/json.h"
#include "generated/opendata_views.h"
#include "map/map.h"
#include "opendata/inside.h"
#include "opendata/opendata.h"
#include "opendata/views.h"
#include "web/reply.h"

enum { FILE_MOST = 8 << 20, SETS_MOST = 16 };

/* Whoever publishes says what others may do with it: the principal. */
static const struct setting_choice licence_choices[] = { { "cc-by-4.0", N_("Ghi công 4.0 (CC BY 4.0)") }, { "cc-by-nc-4.0", N_("Ghi công, không kinh doanh 4.0 (CC BY-NC 4.0)") }, { "quote", N_("Chỉ đọc và trích dẫn, ghi rõ nguồn") }, { NULL, NULL } };
const struct setting opendata_settings[] = {
    { .key = "opendata.licence", .levels = SETTING_SCHOOL, .type = SETTING_CHOICE, .permission = SETTINGS_LEAD, .group = N_("Dữ liệu mở"), .label = N_("Giấy phép của dữ liệu mở"),
      .hint = N_("Người khác được làm gì với những gì trường đã công khai. Tin đã lấy trước khi đổi vẫn theo giấy phép cũ."), .otherwise = "cc-by-4.0", .choice = licence_choices },
    { .key = NULL } };
static const struct licence { const char *code, *name, *url; } licences[] = {
    { "cc-by-4.0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/deed.vi" }, { "cc-by-nc-4.0", "CC-BY-NC-4.0", "https://creativecommons.org/licenses/by-nc/4.0/deed.vi" }, { "quote", "quotation-only", NULL } };

static rc licence_of(struct ctx *c, const struct licence **out, const char **label)
{
    struct setting_value v;
    try(setting_of(c->ask, c->school->id, NULL, &opendata_settings[0], &v));
    size_t at = 0;
    while (at + 1 < sizeof licences / sizeof *licences && !str_is(licences[at].code, v.text)) at++;
    *out = &licences[at], *label = licence_choices[at].label;
    return OK;
}

static rc is_open(struct ctx *c, const struct data_set *set, bool *open)
{
    *open = true;
    return set->room ? room_open(c, c->school->id, set->room, open) : OK;
}

static rc open_sets(struct ctx *c, const struct data_set *out[SETS_MOST], size_t *n)
{
    bool open;
    *n = 0;
    for (const struct data_set *s = data_sets; s->code && *n < SETS_MOST; s++) {
        try(is_open(c, s, &open));
        if (open) out[(*n)++] = s;
    }
    return OK;
}

static rc sets_page(struct ctx *c, struct reply *r)
{
    const struct data_set *set[SETS_MOST];
    struct sets_view v = { .school = c->school, .as_of = map_public_day(c->today) };
    const struct licence *licence;
    try(open_sets(c, set, &v.n));
    struct set_view *line = ARENA_MANY(c->arena, struct set_view, v.n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v.n; i++) {
        line[i] = (struct set_view){ .code = set[i]->code, .title = set[i]->title, .what = set[i]->what, .column = set[i]->column, .columns = set[i]->columns,
                                     .csv = arena_print(c->arena, "/t/%s/du-lieu-mo.csv?bo=%s", c->school->code, set[i]->code), .json = arena_print(c->arena, "/t/%s/du-lieu-mo.json?bo=%s", c->school->code, set[i]->code),
                                     .weekly = str_is(set[i]->room, "map_public") };
        v.map |= line[i].weekly;
    }
    v.set = line;
    try(licence_of(c, &licence, &v.licence));
    v.licence_url = licence->url;
    try(few_least(c->ask, c->school->id, &v.least));
    r->public_cache = !signed_in(c->who);
    return show(r, view_sets, &v);
}

/* The list itself, where no set is asked for. */
static const struct sheet_column list_columns[] = { { "code", false, NULL }, { "title", false, NULL }, { "description", false, NULL }, { "csv", false, NULL }, { "json", false, NULL } };

static rc list_fill(struct ctx *c, struct sheet *out)
{
    const struct data_set *set[SETS_MOST];
    size_t n;
    try(open_sets(c, set, &n));
    for (size_t i = 0; i < n; i++)
        sheet_row(out, (const char *const[]){ set[i]->code, tr(LANG_VI, set[i]->title), tr(LANG_VI, set[i]->what), arena_print(c->arena, "%s/t/%s/du-lieu-mo.csv?bo=%s", base_address(c), c->school->code, set[i]->code),
                                             arena_print(c->arena, "%s/t/%s/du-lieu-mo.json?bo=%s", base_address(c), c->school->code, set[i]->code) });
    return OK;
}
static const struct data_set list_set = { "danh-muc", N_("Danh mục dữ liệu mở"), N_("Các bộ dữ liệu mở của trường."), NULL, list_columns, sizeof list_columns / sizeof *list_columns, SETS_MOST, list_fill };

static rc asked_for(struct ctx *c, const struct data_set **out, struct sheet *sheet)
{
    const char *code = query_text(c, "bo");
    bool open;
    *out = *code ? data_sets : &list_set;
    while (*code && (*out)->code && !str_is((*out)->code, code)) (*out)++;
    if (!(*out)->code) return NOT_FOUND;
    try(is_open(c, *out, &open));
    if (!open) return NOT_FOUND;
    if (!sheet_make(sheet, c->arena, (*out)->column, (*out)->columns, (*out)->most)) return LIMIT;
    return (*out)->fill(c, sheet);
}

static rc sent(struct reply *r, struct buf *b, const char *type, const char *name)
{
    rc done = b->failed ? LIMIT : send_bytes(r, type, name, b->p, b->n);
    buf_finish(b);
    r->public_cache = true;
    return done;
}

static rc csv_file(struct ctx *c, struct reply *r)
{
    const struct data_set *set;
    struct sheet sheet;
    struct buf b;
    try(asked_for(c, &set, &sheet));
    buf_init(&b, FILE_MOST);
    sheet_csv(&b, &sheet);
    return sent(r, &b, "text/csv; charset=utf-8; header=present", arena_print(c->arena, "%s-%s.csv", c->school->code, set->code));
}

static void member(struct buf *b, const char *key, const char *text)
{
    buf_char(b, b->p[b->n - 1] == '{' ? ' ' : ',');
    json_put(b, key);
    buf_char(b, ':');
    json_put(b, text);
}

static rc json_file(struct ctx *c, struct reply *r)
{
    const struct data_set *set;
    struct sheet sheet;
    struct buf b;
    int64_t least;
    char iso[DAY_TEXT_SIZE];
    const struct licence *licence;
    const char *label;
    bool weekly;
    try(asked_for(c, &set, &sheet));
    try(licence_of(c, &licence, &label));
    try(few_least(c->ask, c->school->id, &least));
    weekly = str_is(set->room, "map_public");
    buf_init(&b, FILE_MOST);
    buf_char(&b, '{');
    member(&b, "identifier", c->school->code), member(&b, "name", c->school->name), member(&b, "set", set->code), member(&b, "title", tr(LANG_VI, set->title));
    member(&b, "asOf", day_iso(weekly ? map_public_day(c->today) : c->today, iso)), member(&b, "licence", licence->name);
    if (licence->url) member(&b, "licenceUrl", licence->url);
    if (weekly) buf_text(&b, ",\"threshold\":"), buf_int(&b, least);
    buf_text(&b, ",\"rows\":");
    sheet_json(&b, &sheet);
    buf_char(&b, '}');
    return sent(r, &b, "application/json; charset=utf-8", NULL);
}

/* anybody: what is on the school's public pages already, with their thresholds (R8) */
const struct route opendata_routes[] = {
    { GET, "/t/:truong/du-lieu-mo",      MAY(ANYBODY), NULL, QUICK, sets_page, N_("Dữ liệu mở"), NULL },                       /* anybody: a list of what is public */
    { GET, "/t/:truong/du-lieu-mo.csv",  MAY(ANYBODY), NULL, SLOW,  csv_file,  NULL, NULL, .framed = true },                   /* anybody: as the public pages */
    { GET, "/t/:truong/du-lieu-mo.json", MAY(ANYBODY), NULL, SLOW,  json_file, NULL, NULL, .framed = true },                   /* anybody: as the public pages */
    { 0 }
};
