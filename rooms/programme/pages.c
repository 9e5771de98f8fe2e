/* The page of the programme's office, and its table as files. */
#include "base/buf.h"
#include "base/few.h"
#include "base/json.h"
#include "base/number.h"
#include "base/sheet.h"
#include "generated/programme_queries.h"
#include "generated/programme_views.h"
#include "map/map.h"
#include "programme/inside.h"
#include "programme/views.h"
#include "settings/settings.h"

enum { FILE_MOST = 8 << 20, A_WEEK = 7, GAPS_SHOWN = 3, GAPS_BYTES = 4096 };

static const char *number(struct ctx *c, int64_t n) { return number_in(c->arena, c->lang, n); }
static const char *under(struct ctx *c, int64_t n) { return say(c->arena, c->lang, _("dưới {n}"), "n", number(c, n), NULL); }
static const char *people_words(struct ctx *c, int64_t n, int64_t least) { return few_told(n, least) ? number(c, n) : under(c, least); }

static const char *deeds_words(struct ctx *c, int64_t n, int64_t least)
{
    struct few is = few_rounded(n, least);
    if (is.is == FEW_NONE) return "0";
    return is.is == FEW_UNDER ? under(c, least) : say(c->arena, c->lang, _("từ {n}"), "n", number(c, is.n), NULL);
}

/* A second rounding beside the one that everybody sees would narrow what both keep. */
static int64_t least_of(const struct schools_standing_row *s, int64_t least) { return s->least.has ? s->least.v : least; }

/* ---- the five indices: 0 reach, 1 diversity, 2 connection, 3 agency, 4 creation */

static const struct { const char *name, *column; } indices[] = {
    { N_("Độ phủ"), "do_phu" }, { N_("Đa dạng"), "da_dang" }, { N_("Kết nối"), "ket_noi" }, { N_("Chủ động"), "chu_dong" }, { N_("Sáng tạo"), "sang_tao" } };
enum { INDICES = 5, DIVERSITY = 1, CREATION = 4 };

static const char *index_words(struct ctx *c, int which, int64_t v)
{
    if (which == DIVERSITY) return arena_print(c->arena, "%lld%c%lld", (long long)(v / 10), c->lang == LANG_EN ? '.' : ',', (long long)(v % 10));
    return which == CREATION ? number(c, v) : arena_print(c->arena, "%lld%%", (long long)v);
}

static void indices_of(const struct schools_standing_row *s, opt_int out[INDICES])
{
    out[0] = s->reach, out[1] = s->diversity, out[2] = s->connection, out[3] = s->agency, out[4] = s->creation;
}

static rc indices_fill(struct ctx *c, struct programme_view *v)
{
    struct indices_sum_row s;
    struct programme_index *index = ARENA_MANY(c->arena, struct programme_index, INDICES);
    if (!index) return LIMIT;
    try(indices_sum(c->ask, &s));
    const int64_t n[INDICES] = { s.reach_n, s.diversity_n, s.connection_n, s.agency_n, s.creation_n }, sum[INDICES] = { s.reach, s.diversity, s.connection, s.agency, s.creation };
    for (int i = 0; i < INDICES; i++)
        index[i] = (struct programme_index){ .name = indices[i].name, .schools = n[i], .mean = n[i] ? index_words(c, i, (2 * sum[i] + n[i]) / (2 * n[i])) : NULL };
    v->index = index, v->indices = INDICES;
    return OK;
}

/* ---- week by week */

static rc trend_fill(struct ctx *c, struct programme_view *v, int64_t least)
{
    struct weeks_sum_row *row;
    size_t n;
    try(weeks_sum(c->ask, (day){ v->sums.day.v.n - GROWTH_WEEKS * A_WEEK }, &row, &n));
    const char **at = ARENA_MANY(c->arena, const char *, n);
    int64_t *value = ARENA_MANY(c->arena, int64_t, n);
    if (!at || !value) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        int y, m, d;
        day_parts(row[i].monday, &y, &m, &d);
        at[i] = arena_print(c->arena, "%02d/%02d", d, m);
        value[i] = row[i].deeds - row[i].deeds % least;
    }
    if (n == 0) return OK;
    v->active = say(c->arena, c->lang, _("Tuần qua có việc được ghi ở {n} trên {tong} trường."), "n", number(c, row[n - 1].schools), "tong", number(c, v->sums.schools), NULL);
    v->trend = (struct ui_line){ .at = at, .value = value, .n = n, .name = _("Số việc"), .head = _("Tuần từ"), .caption = _("Việc đã làm ở tất cả các trường, làm tròn xuống; tuần nào cũng đã hết."),
        .label = say(c->arena, c->lang, _("Số việc mỗi tuần ở các trường, tuần gần nhất {n} việc"), "n", number(c, value[n - 1]), NULL) };
    return OK;
}

/* ---- the table */

static const struct { const char *code, *label, *none; } lists[] = {
    { "", N_("Tất cả"), N_("Chưa có trường nào.") },
    { "chua-bat-dau", N_("Chưa bắt đầu"), N_("Trường nào cũng đã bắt đầu.") },
    { "im-ang", N_("Im ắng"), N_("Không trường nào im ắng bốn tuần liền.") },
    { "chua-cong-bo", N_("Chưa công bố"), N_("Trường nào cũng đã công bố văn hóa, chiến lược.") },
    { "con-trong", N_("Còn chỗ trống"), N_("Không trường nào còn chỗ trống trên bản đồ.") },
};
enum { LISTS = sizeof lists / sizeof *lists };

static bool list_asked(struct ctx *c, int *at)
{
    for (*at = 0; *at < LISTS; (*at)++)
        if (str_is(query_text(c, "loc"), lists[*at].code)) return true;
    return false;
}

static const char *kind_words(struct ctx *c, struct span code)
{
    for (int k = 0; k < MAP_KINDS; k++)
        if (span_is(code, map_kind_code((enum map_kind)k))) return tr(c->lang, map_kind_label((enum map_kind)k));
    return "";
}

/* "Trợ giảng; Tin đã đăng và 4 mục khác" */
static const char *gaps_words(struct ctx *c, const char *codes, int64_t gaps, int64_t most)
{
    struct span rest = span_of(codes ? codes : ""), one;
    struct buf b;
    buf_init(&b, GAPS_BYTES);
    for (int64_t i = 0; i < most && rest.n && span_cut(&rest, ' ', &one); i++) {
        if (i) buf_text(&b, "; ");
        buf_text(&b, kind_words(c, one));
    }
    const char *out = arena_text_n(c->arena, b.n ? b.p : "", b.n);
    buf_finish(&b);
    return gaps <= most ? out : say(c->arena, c->lang, _("{muc} và {n} mục khác"), "muc", out, "n", number(c, gaps - most), NULL);
}

static void line_fill(struct ctx *c, const struct schools_standing_row *s, int64_t least, struct programme_line *to)
{
    opt_int index[INDICES];
    const char *words = "";
    *to = (struct programme_line){ .code = s->code, .name = s->name, .counted = s->day.has, .begun = s->begun.v, .published = s->published.v, .quiet = s->quiet.v,
        .pupils = "–", .deeds = "–", .pairs = "–", .indices = "", .gaps = "" };
    if (!s->day.has) return;
    indices_of(s, index);
    for (int i = 0; i < INDICES; i++)
        if (index[i].has) words = arena_print(c->arena, "%s%s%s %s", words, *words ? " · " : "", tr(c->lang, indices[i].name), index_words(c, i, index[i].v));
    to->pupils = people_words(c, s->pupils.v, least);
    to->deeds = deeds_words(c, s->deeds.v, least_of(s, least));
    to->pairs = arena_print(c->arena, "%lld/%d", (long long)s->joined.v, MAP_PAIRS);
    to->indices = words;
    to->gaps = gaps_words(c, s->gap_codes, s->gaps.v, GAPS_SHOWN);
}

static rc schools_fill(struct ctx *c, struct programme_view *v, int list, int64_t least)
{
    struct schools_standing_row *row;
    struct school_seen_row last = { .search_key = "" };
    bool found;
    const char *after = query_text(c, "sau");
    if (!str_empty(after)) try(school_seen(c->ask, after, &last, &found));
    try(schools_standing(c->ask, lists[list].code, last.search_key, last.id, SCHOOLS_ON_PAGE, &row, &v->n));
    struct programme_line *line = ARENA_MANY(c->arena, struct programme_line, v->n);
    struct ui_tab *tab = ARENA_MANY(c->arena, struct ui_tab, LISTS);
    if (!line || !tab) return LIMIT;
    for (size_t i = 0; i < v->n; i++) line_fill(c, &row[i], least, &line[i]);
    for (int i = 0; i < LISTS; i++)
        tab[i] = (struct ui_tab){ i ? arena_print(c->arena, "/chuong-trinh?loc=%s", lists[i].code) : "/chuong-trinh", tr(c->lang, lists[i].label), i == list };
    v->line = line, v->tab = tab, v->tabs = LISTS, v->only = lists[list].code, v->none = lists[list].none, v->begun = !str_empty(after);
    if (v->n == SCHOOLS_ON_PAGE) v->next = v->line[v->n - 1].code;
    return OK;
}

rc programme_page(struct ctx *c, struct reply *r)
{
    struct programme_view v = { .active = "" };
    char text[DAY_TEXT_SIZE];
    int64_t least;
    int list;
    if (!list_asked(c, &list)) return NOT_FOUND;
    try(few_least(c->ask, (school_id){ 0 }, &least));
    try(programme_sums(c->ask, &v.sums));
    if (v.sums.day.has) {
        v.day = arena_text(c->arena, day_dmy(v.sums.day.v, text));
        try(trend_fill(c, &v, v.sums.least > least ? v.sums.least : least));
        try(indices_fill(c, &v));
    }
    try(schools_fill(c, &v, list, least));
    v.least = number(c, least);
    const char *same = list ? arena_print(c->arena, "?loc=%s", lists[list].code) : "";
    v.csv = arena_print(c->arena, "/chuong-trinh.csv%s", same);
    v.json = arena_print(c->arena, "/chuong-trinh.json%s", same);
    return show(r, view_programme, &v);
}

/* ---- files: codes and bare numbers; what is not told is an empty cell beside the number from which it would be */

static const struct sheet_column columns[] = {
    { "ma_truong", false, NULL }, { "ten_truong", false, NULL }, { "so_lieu_den", false, NULL }, { "da_bat_dau", true, NULL }, { "da_cong_bo", true, NULL }, { "im_ang", true, NULL },
    { "so_hoc_sinh", true, NULL }, { "so_viec_tuan_qua_tu", true, NULL }, { "moi_noi_da_noi", true, NULL }, { "moi_noi_long_leo", true, NULL },
    { "do_phu", true, NULL }, { "da_dang_phan_muoi", true, NULL }, { "ket_noi", true, NULL }, { "chu_dong", true, NULL }, { "sang_tao", true, NULL }, { "con_trong", false, NULL }, { "nguong_cua_truong", true, NULL } };
enum { COLUMNS = sizeof columns / sizeof *columns };

static const char *bare(struct ctx *c, int64_t n) { return arena_print(c->arena, "%lld", (long long)n); }

static void row_put(struct ctx *c, const struct schools_standing_row *s, int64_t least, struct sheet *out)
{
    const char *cell[COLUMNS] = { s->code, s->name };
    opt_int index[INDICES];
    char text[DAY_TEXT_SIZE];
    if (s->day.has) {
        struct few deeds = few_rounded(s->deeds.v, least_of(s, least));
        indices_of(s, index);
        cell[2] = arena_text(c->arena, day_iso(s->day.v, text));
        cell[3] = s->begun.v ? "1" : "0", cell[4] = s->published.v ? "1" : "0", cell[5] = s->quiet.v ? "1" : "0";
        cell[6] = few_told(s->pupils.v, least) ? bare(c, s->pupils.v) : NULL;
        cell[7] = deeds.is == FEW_UNDER ? NULL : bare(c, deeds.is == FEW_NONE ? 0 : deeds.n);
        cell[8] = bare(c, s->joined.v), cell[9] = bare(c, s->loose.v);
        for (int i = 0; i < INDICES; i++) cell[10 + i] = index[i].has ? bare(c, index[i].v) : NULL;
        cell[15] = gaps_words(c, s->gap_codes, s->gaps.v, MAP_KINDS), cell[16] = bare(c, least_of(s, least));
    }
    sheet_row(out, cell);
}

static rc sheet_fill(struct ctx *c, struct sheet *out, int64_t *least)
{
    struct schools_standing_row *row;
    size_t n;
    int list;
    if (!list_asked(c, &list)) return NOT_FOUND;
    try(few_least(c->ask, (school_id){ 0 }, least));
    try(schools_standing(c->ask, lists[list].code, "", (school_id){ 0 }, SCHOOLS_MOST, &row, &n));
    if (!sheet_make(out, c->arena, columns, COLUMNS, n)) return LIMIT;
    for (size_t i = 0; i < n; i++) row_put(c, &row[i], *least, out);
    return OK;
}

static rc file_send(struct ctx *c, struct reply *r, struct buf *b, const char *type, const char *ending)
{
    char text[DAY_TEXT_SIZE];
    rc sent = b->failed ? LIMIT : send_bytes(r, type, arena_print(c->arena, "chuong-trinh-%s.%s", day_iso(c->today, text), ending), b->p, b->n);
    buf_finish(b);
    return sent;
}

rc programme_csv_file(struct ctx *c, struct reply *r)
{
    struct sheet s;
    struct buf b;
    int64_t least;
    try(sheet_fill(c, &s, &least));
    buf_init(&b, FILE_MOST);
    sheet_csv(&b, &s);
    return file_send(c, r, &b, "text/csv; charset=utf-8; header=present", "csv");
}

rc programme_json_file(struct ctx *c, struct reply *r)
{
    struct sheet s;
    struct buf b;
    int64_t least;
    try(sheet_fill(c, &s, &least));
    buf_init(&b, FILE_MOST);
    buf_text(&b, "{\"threshold\":");
    buf_int(&b, least);
    buf_text(&b, ",\"schools\":");
    sheet_json(&b, &s);
    buf_char(&b, '}');
    return file_send(c, r, &b, "application/json", "json");
}
