/* The sets: columns with what they mean, and their rows, asked of the rooms that show them on public pages. */
#include "base/ids.h"
#include "base/lang.h"
#include "calendar/calendar.h"
#include "map/map.h"
#include "news/news.h"
#include "opendata/inside.h"
#include "values/values.h"

enum { NEWS_MOST = 500, EVENTS_MOST = 4000, GOALS_MOST = 2000, DAYS_BACK = 366, DAYS_AHEAD = 400 };

static const char *number(struct ctx *c, int64_t n) { return arena_print(c->arena, "%lld", (long long)n); }

static const char *iso(struct ctx *c, day x)
{
    char text[DAY_TEXT_SIZE];
    return arena_text(c->arena, day_iso(x, text));
}

static const char *clock(struct ctx *c, opt_int minute) { return minute.has ? arena_print(c->arena, "%02d:%02d", (int)(minute.v / 60), (int)(minute.v % 60)) : NULL; }

static const char *id_said(struct ctx *c, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_text(c->arena, text);
}

/* ---- the map */

#define MEASURE { "measure", false, N_("value là gì: count đúng bằng, at_least ít nhất, fewer_than ít hơn") }
static const struct sheet_column kind_columns[] = {
    { "component", false, N_("Thành tố: people, knowledge, technology, context, culture") }, { "code", false, N_("Mã của mục") }, { "name", false, N_("Tên của mục") }, MEASURE, { "value", true, N_("Số lượng") } };
static const struct sheet_column pair_columns[] = { { "from", false, N_("Thành tố thứ nhất") }, { "to", false, N_("Thành tố thứ hai") }, { "state", false, N_("none chưa nối, loose lỏng lẻo, joined đã nối") } };
static const struct sheet_column index_columns[] = {
    { "code", false, N_("Mã của chỉ số") }, { "name", false, N_("Tên của chỉ số") }, { "unit", false, N_("Đơn vị: phần trăm, phần mười thành tố, lần trên 100 người") },
    { "value", true, N_("Giá trị, làm tròn xuống theo bậc; trống là không công bố vì số người còn ít") } };
static const struct sheet_column week_columns[] = { { "monday", false, N_("Thứ Hai đầu tuần") }, MEASURE, { "value", true, N_("Số việc được ghi trong tuần") } };

static rc kinds(struct ctx *c, struct sheet *out) { return map_open_rows(c, MAP_SET_KINDS, out); }
static rc pairs(struct ctx *c, struct sheet *out) { return map_open_rows(c, MAP_SET_PAIRS, out); }
static rc indices(struct ctx *c, struct sheet *out) { return map_open_rows(c, MAP_SET_INDICES, out); }
static rc weeks(struct ctx *c, struct sheet *out) { return map_open_rows(c, MAP_SET_WEEKS, out); }

/* ---- goals */

static const struct sheet_column goal_columns[] = {
    { "goal", true, N_("Số của mục tiêu") }, { "words", false, N_("Mục tiêu") }, { "serves", false, N_("Phục vụ giá trị nào") }, { "state", false, N_("running đang chạy, ended đã kết thúc") }, { "from", false, N_("Từ ngày") },
    { "until", false, N_("Đến ngày") }, { "indicator", false, N_("Chỉ số") }, { "unit", false, N_("Đơn vị") }, { "source", false, N_("school trường tự ghi, data Khuê đếm") }, { "start", true, N_("Lúc bắt đầu") }, { "aim", true, N_("Đích") },
    { "day", false, N_("Ngày đo") }, { "value", true, N_("Giá trị đo được") } };

static rc goals(struct ctx *c, struct sheet *out)
{
    struct goal_open *g;
    size_t n;
    try(goals_open(c, &g, &n));
    for (size_t i = 0; i < n; i++)
        sheet_row(out, (const char *const[]){ number(c, g[i].number), g[i].words, g[i].serves, g[i].ended ? "ended" : "running", iso(c, g[i].from), iso(c, g[i].until), g[i].indicator, g[i].indicator ? g[i].unit : NULL,
                                             g[i].indicator ? g[i].typed ? "school" : "data" : NULL, g[i].indicator ? number(c, g[i].begins) : NULL, g[i].indicator ? number(c, g[i].aim) : NULL,
                                             g[i].on.has ? iso(c, g[i].on.v) : NULL, g[i].on.has ? number(c, g[i].value) : NULL });
    return OK;
}

/* ---- news, the calendar */

static const struct sheet_column news_columns[] = {
    { "id", false, N_("Mã của tin") }, { "published", false, N_("Đăng lúc, giờ UTC") }, { "title", false, N_("Tiêu đề") }, { "text", false, N_("Nội dung") }, { "url", false, N_("Địa chỉ của tin") },
    { "updated", false, N_("Sửa lần cuối lúc, giờ UTC; chưa sửa thì là lúc đăng") } };

static rc news(struct ctx *c, struct sheet *out)
{
    struct news_piece *p;
    size_t n;
    char text[DAY_TEXT_SIZE], again[DAY_TEXT_SIZE];
    try(news_open_pieces(c->ask, c->school->id, NEWS_MOST, &p, &n));
    for (size_t i = 0; i < n; i++)
        sheet_row(out, (const char *const[]){ id_said(c, p[i].id.v), arena_text(c->arena, instant_iso(p[i].at, text)), p[i].title, p[i].body, arena_print(c->arena, "%s/t/%s/tin/%s", base_address(c), c->school->code, id_said(c, p[i].id.v)), arena_text(c->arena, instant_iso(p[i].updated, again)) });
    return OK;
}

static const struct sheet_column event_columns[] = {
    { "id", false, N_("Mã của việc") }, { "title", false, N_("Việc") }, { "place", false, N_("Nơi") }, { "note", false, N_("Ghi chú") }, { "from_day", false, N_("Từ ngày") }, { "from_time", false, N_("Từ giờ, giờ Việt Nam; trống là cả ngày") },
    { "to_day", false, N_("Đến hết ngày") }, { "to_time", false, N_("Đến giờ") }, { "state", false, N_("planned sẽ diễn ra, called_off đã hủy") }, { "reason", false, N_("Lí do hủy") } };

static rc events(struct ctx *c, struct sheet *out)
{
    struct open_event *e;
    size_t n;
    try(calendar_open(c->ask, c->school->id, (day){ c->today.n - DAYS_BACK }, (day){ c->today.n + DAYS_AHEAD }, &e, &n));
    for (size_t i = 0; i < n; i++)
        sheet_row(out, (const char *const[]){ id_said(c, e[i].id.v), e[i].title, *e[i].place ? e[i].place : NULL, *e[i].note ? e[i].note : NULL, iso(c, e[i].when.from), clock(c, e[i].when.from_minute), iso(c, e[i].when.to),
                                             clock(c, e[i].when.to_minute), e[i].off ? "called_off" : "planned", e[i].reason });
    return OK;
}

#define COLUMNS(of) of, sizeof of / sizeof *of
const struct data_set data_sets[] = {
    { "ban-do", N_("Năm thành tố của trường có gì"), N_("Số người, nhóm, môn, tin, đối tác, mục tiêu… theo năm thành tố. Số nhỏ hơn ngưỡng không hiện, số khác được làm tròn xuống."), "map_public", COLUMNS(kind_columns), 100, kinds },
    { "noi-ket", N_("Năm thành tố đã nối với nhau đến đâu"), N_("Mười cặp thành tố: chưa nối, lỏng lẻo (chưa tới mỗi tháng một lượt), hay đã nối."), "map_public", COLUMNS(pair_columns), 20, pairs },
    { "chi-so", N_("Năm chỉ số của hệ sinh thái"), N_("Độ phủ, đa dạng, kết nối, chủ động, sáng tạo của cả trường; không về một ai, không dùng để xếp hạng."), "map_public", COLUMNS(index_columns), 20, indices },
    { "tuan", N_("Việc được ghi theo tuần"), N_("Mười hai tuần đã qua. Số nhỏ hơn ngưỡng không hiện, số khác được làm tròn xuống."), "map_public", COLUMNS(week_columns), 20, weeks },
    { "muc-tieu", N_("Mục tiêu và chỉ số"), N_("Mục tiêu mà hiệu trưởng đã duyệt, chỉ số và các lần đo, như ở trang của trường."), "goals", COLUMNS(goal_columns), GOALS_MOST, goals },
    { "tin", N_("Tin của trường"), N_("Tin đăng cho mọi người, mới nhất trước, nhiều nhất 500 tin."), "news", COLUMNS(news_columns), NEWS_MOST, news },
    { "lich", N_("Lịch chung"), N_("Việc nhà trường xếp cho mọi người, từ một năm trước đến hơn một năm sau."), NULL, COLUMNS(event_columns), EVENTS_MOST, events },
    { 0 } };
