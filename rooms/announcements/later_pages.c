/* Pages of what has not gone out: the time at which a message goes, and what somebody has written and not sent. */
#include "access/permission.h"
#include "announcements/inside.h"
#include "base/ids.h"
#include "generated/announcements_views.h"

enum { PAGE = 20, WAITING_MOST = 60, MINUTES = 24 * 60, STEP = 15, FIRST_HOUR = 5 * 60, LAST_HOUR = 22 * 60, USUAL = 7 * 60, SUNDAY = 7 };

struct wait_in { day on; const char *hour; int64_t rev; };
static const struct field wait_fields[] = {
    FIELD(struct wait_in, on, FIELD_DAY, REQUIRED, .name = "ngay", .label = N_("Ngày gửi")),
    FIELD(struct wait_in, hour, FIELD_TEXT, REQUIRED, .name = "gio", .max = 5, .label = N_("Giờ gửi")),
    FIELD(struct wait_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec wait_form = { wait_fields };

static const char *day_words(struct ctx *c, day on)
{
    char text[DAY_TEXT_SIZE];
    return arena_text(c->arena, c->lang == LANG_EN ? day_with_weekday_en(on, text) : day_heading(on, text));
}

const char *when_words(struct ctx *c, instant at)
{
    char clock[DAY_TEXT_SIZE], on[DAY_TEXT_SIZE];
    day d = day_of(at);
    return arena_print(c->arena, "%s %s", instant_clock(at, clock), c->lang == LANG_EN ? day_with_weekday_en(d, on) : day_with_weekday(d, on));
}

/* ---- the choice */

static int64_t minute_of(instant at) { return (at.ms - day_start(day_of(at)).ms) / 60000; }
static const char *hour_text(struct ctx *c, int64_t minute) { return arena_print(c->arena, "%02d:%02d", (int)(minute / 60), (int)(minute % 60)); }

/* The next early morning that is no Sunday: whoever writes at night means it then. */
static instant usual_time(const struct ctx *c)
{
    day on = c->today;
    if (minute_of(c->now) >= USUAL) on.n++;
    if (day_weekday(on) == SUNDAY) on.n++;
    return (instant){ day_start(on).ms + USUAL * 60000LL };
}

rc wait_fill(struct ctx *c, const struct announcement_one_row *a, struct wait_choices *w)
{
    instant at = a->send_at.has && a->send_at.v.ms > c->now.ms ? a->send_at.v : usual_time(c);
    char iso[DAY_TEXT_SIZE];
    int32_t days = WAIT_DAYS;
    if (a->last_day.has && a->last_day.v.n - c->today.n < days) days = a->last_day.v.n - c->today.n;
    if (days < 0) days = 0;
    if (day_of(at).n > c->today.n + days) at = (instant){ day_start(c->today).ms + LAST_HOUR * 60000LL };
    struct ui_choice *on = ARENA_MANY(c->arena, struct ui_choice, (size_t)days + 1), *hour = ARENA_MANY(c->arena, struct ui_choice, MINUTES / STEP + 1);
    if (!on || !hour) return LIMIT;
    for (int32_t i = 0; i <= days; i++) {
        day d = { c->today.n + i };
        const char *words = day_words(c, d);
        on[w->days++] = (struct ui_choice){ .code = arena_text(c->arena, day_iso(d, iso)),
            .label = i == 0 ? say(c->arena, c->lang, _("Hôm nay: {ngay}"), "ngay", words, NULL) : i == 1 ? say(c->arena, c->lang, _("Ngày mai: {ngay}"), "ngay", words, NULL) : words };
    }
    for (int64_t m = FIRST_HOUR; m <= LAST_HOUR; m += STEP) hour[w->hours++] = (struct ui_choice){ .code = hour_text(c, m), .label = hour_text(c, m) };
    w->day = on, w->hour = hour;
    w->first_day = arena_text(c->arena, day_iso(day_of(at), iso)), w->first_hour = hour_text(c, minute_of(at));
    return OK;
}

/* "07:00", as the choice writes it. */
static rc hour_read(struct ctx *c, const char *text, int64_t *minute)
{
    struct span rest = span_of(text), hour;
    int64_t h, m;
    if (!span_cut(&rest, ':', &hour) || !span_int(hour, &h) || !span_int(rest, &m) || h < 0 || h > 23 || m < 0 || m > 59) return form_wrong(c, "gio", _("Chọn một giờ."));
    return *minute = h * 60 + m, OK;
}

/* ---- it waits, or no more */

struct planning { struct announcement_plan what; struct whom at; const char *next; };

static rc wait_store(struct tx *t, const struct planning *in, void *out)
{
    (void)out;
    try(told_recheck(t, in->at));
    try(announcement_wait_until(t, &in->what));
    return answer(t, "%s", in->next);
}
CLOSURE(wait_store, struct planning, void)

rc wait_action(struct ctx *c, struct reply *r)
{
    struct wait_in in = { 0 };
    struct announcement_one_row row;
    struct told_place p;
    int64_t minute = 0;
    try(told_own(c, &p, &row));
    try(form_read(c, &wait_form, &in));
    try(hour_read(c, in.hour, &minute));
    instant at = { day_start(in.on).ms + minute * 60000 };
    struct planning what = { { row.id, c->who->person, at, in.rev }, p.whom, arena_print(c->arena, "%s/%s", p.base, path_text(c, "nhan")) };
    try(transact(c->ask, c->key, wait_store, &what, NULL));
    return see_other_flash(r, what.next, say(c->arena, c->lang, _("Sẽ gửi lúc {luc}. Cho đến lúc ấy vẫn sửa hoặc thôi gửi được."), "luc", when_words(c, at), NULL), NULL);
}

struct ending_wait { struct announcement_step what; struct whom at; const char *next; };

static rc wait_end_store(struct tx *t, const struct ending_wait *in, void *out)
{
    (void)out;
    try(told_recheck(t, in->at));
    try(announcement_wait_end(t, &in->what));
    return answer(t, "%s", in->next);
}
CLOSURE(wait_end_store, struct ending_wait, void)

rc wait_end_action(struct ctx *c, struct reply *r)
{
    struct step_in in = { 0 };
    struct announcement_one_row row;
    struct told_place p;
    try(told_own(c, &p, &row));
    try(form_read(c, &told_step_form, &in));
    struct ending_wait what = { { row.id, c->who->person, NULL, in.rev }, p.whom, arena_print(c->arena, "%s/%s", p.base, path_text(c, "nhan")) };
    try(transact(c->ask, c->key, wait_end_store, &what, NULL));
    return see_other_flash(r, what.next, _("Đã thôi hẹn giờ. Lời nhắn là bản nháp, chưa ai nhận được."), NULL);
}

/* ---- lists */

static const char *id_words(struct ctx *c, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_text(c->arena, text);
}

static const char *place_words(struct ctx *c, const char *class_name, const char *group_name)
{
    if (class_name) return say(c->arena, c->lang, _("Lớp {lop}"), "lop", class_name, NULL);
    return group_name ? group_name : tr(c->lang, _("Cả trường"));
}

rc waiting_lines(struct ctx *c, struct told_list_view *v)
{
    struct announcements_waiting_row *row;
    try(announcements_waiting(c->ask, v->place.whom.class_id, v->place.whom.group, WAITING_MOST, &row, &v->waits));
    struct waiting_line *line = ARENA_MANY(c->arena, struct waiting_line, v->waits);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v->waits; i++) {
        const char *base = told_base(c->arena, c->school->code, (struct whom){ row[i].class_id, row[i].group_id });
        line[i] = (struct waiting_line){ row[i].title, whole_school(v->place.whom) ? place_words(c, row[i].class_name, row[i].group_name) : NULL,
                                         arena_print(c->arena, "%s/%s", base, id_words(c, row[i].id.v)), when_words(c, row[i].send_at.v), row[i].send_at.v.ms <= c->now.ms };
    }
    return v->waiting = line, OK;
}

/* Its first words, of one that has no title yet. */
static const char *shown_title(struct ctx *c, const char *title, const char *body)
{
    enum { SHOWN = 60 };
    if (*title) return title;
    size_t n = strcspn(body, "\n");
    if (n == 0) return tr(c->lang, told_name(title));
    if (n <= SHOWN) return arena_text_n(c->arena, body, n);
    for (n = SHOWN; n && body[n] != ' ';) n--;
    return arena_print(c->arena, "%.*s…", (int)n, body);
}

rc unsent_page(struct ctx *c, struct reply *r)
{
    struct unsent_mine_row *row;
    struct unsent_view v = { 0 };
    int64_t before = INT64_MAX;
    v.begun = id_read(query_text(c, "sau"), &before);
    try(unsent_mine(c->ask, c->who->person, (announcement_id){ before }, PAGE + 1, &row, &v.n));
    if (v.n > PAGE) v.n = PAGE, v.next = id_words(c, row[PAGE - 1].id.v);
    struct unsent_line *line = ARENA_MANY(c->arena, struct unsent_line, v.n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v.n; i++) {
        const char *base = told_base(c->arena, row[i].school_code, (struct whom){ row[i].class_id, row[i].group_id });
        bool shut = row[i].held == ANNOUNCEMENT_HELD_RIGHT;
        line[i] = (struct unsent_line){ shown_title(c, row[i].title, row[i].body),
            say(c->arena, c->lang, _("{noi}, {truong}"), "noi", place_words(c, row[i].class_name, row[i].group_name), "truong", row[i].school_name, NULL),
            shut ? NULL : arena_print(c->arena, "%s/%s", base, id_words(c, row[i].id.v)), row[i].send_at.has ? when_words(c, row[i].send_at.v) : NULL,
            row[i].held ? announcement_held_label(row[i].held) : NULL, row[i].state, row[i].written_at };
    }
    v.line = line;
    return show(r, view_unsent, &v);
}
