/* The map as rows of tables: for everybody behind the thresholds of public.c, and for the staff as they see it. */
#include "base/few.h"
#include "base/buf.h"
#include "base/lang.h"
#include "base/sheet.h"
#include "generated/enums.h"
#include "map/views.h"
#include "web/ctx.h"
#include "web/reply.h"

const struct map_index_face map_index_faces[MAP_INDICES] = {
    [INDEX_REACH]      = { "reach", "percent", N_("Độ phủ"), N_("Trong bốn tuần qua, bao nhiêu phần học sinh và thầy cô, nhân viên đã làm ít nhất một việc."),
                           N_("Số người (học sinh, thầy cô, nhân viên) đã làm ít nhất một việc trong bốn tuần, chia cho số người của trường hôm nay. Mỗi người tính một lần, dù làm nhiều hay ít.") },
    [INDEX_DIVERSITY]  = { "diversity", "tenths of components", N_("Đa dạng"), N_("Việc đã làm trải trên mấy thành tố: 1 là dồn vào một, 5 là đều cả năm thành tố."),
                           N_("Bình phương của tổng số việc trong 12 tháng, chia cho tổng bình phương số việc của từng thành tố. Ít việc thì con số chưa nói được nhiều.") },
    [INDEX_CONNECTION] = { "connection", "percent", N_("Kết nối"), N_("Trong mười cặp, cặp đã nối tính đủ, cặp lỏng lẻo tính một nửa."),
                           N_("Cặp đã nối (từ 12 lượt) tính 2, cặp lỏng lẻo tính 1, cộng lại chia cho 20.") },
    [INDEX_AGENCY]     = { "agency", "percent", N_("Chủ động"), N_("Trong việc của học sinh, bao nhiêu phần là tự mình viết, đề xuất, góp ý, tham gia chứ không chỉ đọc."),
                           N_("Việc của học sinh trong 12 tháng là viết, đăng, đề xuất, góp ý, duyệt hay tham gia, chia cho mọi việc của học sinh. Em được giao viết cũng tính là viết.") },
    [INDEX_CREATION]   = { "creation", "per 100 people", N_("Sáng tạo"), N_("Số lần viết hoặc đăng trong 12 tháng, tính trên 100 người của trường."),
                           N_("Số việc viết hoặc đăng trong 12 tháng của mọi người, nhân 100, chia cho số người của trường.") },
};

static const char *number(struct ctx *c, int64_t n) { return arena_print(c->arena, "%lld", (long long)n); }

static const char *iso(struct ctx *c, day x)
{
    char text[DAY_TEXT_SIZE];
    return arena_text(c->arena, day_iso(x, text));
}

/* ---- everybody */

static void measured(struct ctx *c, int64_t n, int64_t least, bool told, const char **measure, const char **value)
{
    struct few shown = few_rounded(n, least);
    bool exact = told || shown.is == FEW_NONE;
    *measure = exact ? "count" : shown.is == FEW_UNDER ? "fewer_than" : "at_least";
    *value = number(c, exact ? n : shown.is == FEW_UNDER ? least : shown.n);
}

static void kinds_put(struct ctx *c, const struct map_facts *f, int64_t least, struct sheet *out)
{
    for (int k = 0; k < MAP_KINDS; k++) {
        const struct map_kind_row *row = &map_kinds[k];
        const char *cell[] = { component_code(row->component), row->code, tr(LANG_VI, row->label), NULL, NULL };
        if (!f->kind[k].on) continue;
        measured(c, f->kind[k].now, least, row->told, &cell[3], &cell[4]);
        sheet_row(out, cell);
    }
}

static const char *const states[] = { "none", "loose", "joined" };

static void pairs_put(const struct map_facts *f, struct sheet *out)
{
    for (int i = 0; i < MAP_PAIRS; i++) {
        enum component from, to;
        map_pair_ends(i, &from, &to);
        sheet_row(out, (const char *const[]){ component_code(from), component_code(to), states[map_bond(map_weight(f, i))] });
    }
}

static void indices_put(struct ctx *c, const struct map_facts *f, int64_t least, struct sheet *out)
{
    for (int i = 0; i < MAP_INDICES; i++) {
        int64_t v = map_public_index(f, (enum map_index)i, least);
        sheet_row(out, (const char *const[]){ map_index_faces[i].code, tr(LANG_VI, map_index_faces[i].name), map_index_faces[i].unit, v == INDEX_NONE ? NULL : number(c, v) });
    }
}

static void weeks_put(struct ctx *c, const struct map_facts *f, int64_t least, struct sheet *out)
{
    for (int i = 0; i < MAP_WEEKS; i++) {
        const char *cell[] = { iso(c, f->week[i].monday), NULL, NULL };
        measured(c, f->week[i].deeds, least, false, &cell[1], &cell[2]);
        sheet_row(out, cell);
    }
}

rc map_open_rows(struct ctx *c, enum map_set set, struct sheet *out)
{
    struct map_facts f;
    int64_t least;
    try(few_least(c->ask, c->school->id, &least));
    try(map_read(c->ask, c->school->id, map_public_day(c->today), &f));
    if (set == MAP_SET_KINDS) kinds_put(c, &f, least, out);
    if (set == MAP_SET_PAIRS) pairs_put(&f, out);
    if (set == MAP_SET_INDICES) indices_put(c, &f, least, out);
    if (set == MAP_SET_WEEKS) weeks_put(c, &f, least, out);
    return OK;
}

/* ---- the staff */

enum { ROWS_MOST = MAP_KINDS + MAP_PAIRS + MAP_INDICES };
static const struct sheet_column columns[] = { { "phan", false, NULL }, { "muc", false, NULL }, { "gia_tri", false, NULL }, { "nam_truoc", false, NULL }, { "tinh_trang", false, NULL }, { "tu_viec_da_lam", false, NULL }, { "tu_quan_he", false, NULL } };

/* Numbers bare, so that one can count with them; what is counted up to a bound says "hơn 1.000" as on the page. */
static const char *staff_number(struct ctx *c, int kind, int64_t n, int64_t few)
{
    return map_untold(kind, n, few) ? say(c->arena, c->lang, _("ít hơn {n}"), "n", number(c, few), NULL) : number(c, n);
}

static void staff_kinds(struct ctx *c, const struct map_facts *f, int64_t few, struct sheet *out)
{
    for (int k = 0; k < MAP_KINDS; k++) {
        int64_t n = f->kind[k].now;
        if (!f->kind[k].on) continue;
        sheet_row(out, (const char *const[]){ tr(c->lang, component_label(map_kinds[k].component)), tr(c->lang, map_kinds[k].label), n > MAP_COUNT_MOST && (k == MAP_NEWS || k == MAP_FILES || k == MAP_OUTSIDE) ? map_count(c, n, 0) : staff_number(c, k, n, few),
                                             f->kind[k].dated ? staff_number(c, k, f->kind[k].before, few) : NULL, n == 0 ? _("còn thiếu") : n < map_kinds[k].thin && !map_untold(k, n, few) ? _("còn mỏng") : _("có mặt"), NULL, NULL });
        out->cell[(out->rows - 1) * out->columns + 4] = tr(c->lang, out->cell[(out->rows - 1) * out->columns + 4]);
    }
}

static void staff_pairs(struct ctx *c, const struct map_facts *f, const struct map_view *v, struct sheet *out)
{
    static const char *const bond[] = { N_("chưa nối"), N_("lỏng lẻo"), N_("đã nối") };
    for (int i = 0; i < MAP_PAIRS; i++) {
        int64_t weight = map_weight(f, i);
        sheet_row(out, (const char *const[]){ tr(c->lang, _("Mối nối")), v->line[i].name, number(c, weight), f->before.deeds ? number(c, f->before.pair[i]) : NULL, tr(c->lang, bond[map_bond(weight)]), number(c, f->year.pair[i]),
                                             number(c, weight - f->year.pair[i]) });
    }
}

static void staff_indices(struct ctx *c, const struct map_view *v, struct sheet *out)
{
    for (size_t i = 0; i < v->indices; i++)
        sheet_row(out, (const char *const[]){ tr(c->lang, _("Chỉ số")), tr(c->lang, v->index[i].name), v->index[i].value, v->index[i].was, NULL, NULL, NULL });
}

rc map_file(struct ctx *c, struct reply *r)
{
    struct map_facts f;
    struct map_view v = { 0 };
    struct sheet s;
    struct buf b;
    try(map_read(c->ask, c->school->id, c->today, &f));
    try(map_fill(c, &f, 0, &v));
    if (!sheet_make(&s, c->arena, columns, sizeof columns / sizeof *columns, ROWS_MOST)) return LIMIT;
    staff_kinds(c, &f, v.few, &s);
    staff_pairs(c, &f, &v, &s);
    staff_indices(c, &v, &s);
    buf_init(&b, 1 << 16);
    sheet_csv(&b, &s);
    rc sent = b.failed ? LIMIT : send_bytes(r, "text/csv; charset=utf-8", arena_print(c->arena, "ban-do-%s-%s.csv", c->school->code, iso(c, f.today)), b.p, b.n);
    buf_finish(&b);
    return sent;
}
