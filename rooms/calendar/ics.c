/* Events of a file of iCalendar. libical reads values and works out repetitions (docs/decisions/0121); what it gets are the lines that ics_lines.c let through,
** one event at a time, and each answer is asked of which kind it is before it is believed. */
#include "calendar/ics.h"
#include "base/cpu.h"
#include "base/lang.h"
#include "base/viet.h"
#include "data/ask.h"
#include <libical/ical.h>
#include <stdlib.h>
#include <string.h>

enum { HANOI = 420, A_DAY = 1440, TITLE_MOST = 120, NOTE_MOST = 1000, LATE = A_DAY - 1, SERIES_CPU_MS = 2000 /* of a file; the library walks to the year 2582 for a series that never comes */ };

struct zone { int offset; icaltimezone *rules; /* NULL: always that offset */ };

struct reading {
    struct ask *ask;
    const struct ics_wanted *wanted;
    const struct ics_parts *parts;
    struct ics *out;
    size_t series;
    int64_t steps, series_ms;
    /* the event at hand */
    const struct ics_piece *piece;
    icalcomponent *comp;
    struct zone zone;
    struct icaltimetype start;
    int64_t minutes;                           /* how long, -1 = no end said; of whole days: days */
    const char *title, *place, *note, *why;
    bool cut;
    /* its EXDATE, in order: moments, and whole days; its RDATE */
    int64_t *out_minute, *out_day; size_t out_minutes, out_days;
    struct one_more { struct icaltimetype t; struct zone zone; } *more; size_t mores;
};

static const char *why(struct reading *k, const char *words)
{
    if (!k->why) k->why = tr(k->ask->lang, words);
    return k->why;
}

/* ---- time zones */

static const struct { const char *name; int offset; } known[] = {
    { "Asia/Ho_Chi_Minh", HANOI }, { "Asia/Saigon", HANOI }, { "Asia/Bangkok", HANOI }, { "Asia/Vientiane", HANOI }, { "Asia/Phnom_Penh", HANOI }, { "Asia/Jakarta", HANOI },
    { "SE Asia Standard Time", HANOI }, { "UTC", 0 }, { "GMT", 0 } };

/* "/mozilla.org/20050126_1/Asia/Ho_Chi_Minh" ends with a name, too. */
static bool ends_with(const char *text, const char *name)
{
    size_t n = strlen(text), m = strlen(name);
    return n == m ? str_is(text, name) : n > m && text[n - m - 1] == '/' && str_is(text + n - m, name);
}

/* By name, by the offsets that the file says where they never change, or by what the system knows of a place. */
static bool zone_find(const struct reading *k, const char *name, struct zone *out)
{
    *out = (struct zone){ .offset = HANOI };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (ends_with(name, known[i].name)) return out->offset = known[i].offset, true;
    for (size_t i = 0; i < k->parts->zones; i++)
        if (str_is(k->parts->zone[i].name, name) && k->parts->zone[i].fixed) return out->offset = k->parts->zone[i].offset, true;
    const char *place = name;
    if (*name == '/')
        for (int slash = 0; slash < 3 && place; slash++) place = strchr(place + (slash > 0), '/');
    out->rules = place ? icaltimezone_get_builtin_timezone(place + (*place == '/')) : NULL;
    return out->rules != NULL;
}

/* ---- values: false where there is none of that kind */

static bool time_of(icalproperty *p, struct icaltimetype *out)
{
    const icalvalue *v = p ? icalproperty_get_value(p) : NULL;
    day real;
    if (!v) return false;
    switch (icalvalue_isa(v)) {
    case ICAL_DATE_VALUE:           *out = icalvalue_get_date(v); break;
    case ICAL_DATETIME_VALUE:       *out = icalvalue_get_datetime(v); break;
    case ICAL_DATETIMEPERIOD_VALUE: *out = icalvalue_get_datetimeperiod(v).time; break;
    default: return false;
    }
    return day_make(out->year, out->month, out->day, &real) && (out->is_date || (out->hour >= 0 && out->hour < 24 && out->minute >= 0 && out->minute < 60 && out->second >= 0 && out->second <= 60));
}

static bool zone_of(struct reading *k, icalproperty *p, const struct icaltimetype *t, struct zone *out)
{
    icalparameter *param = icalproperty_get_first_parameter(p, ICAL_TZID_PARAMETER);
    const char *name = param ? icalparameter_get_tzid(param) : NULL;
    *out = (struct zone){ .offset = icaltime_is_utc(*t) ? 0 : HANOI };
    if (t->is_date || icaltime_is_utc(*t) || !name) return true;
    if (zone_find(k, name, out)) return true;
    if (!k->why) k->why = say(k->ask->arena, k->ask->lang, _("múi giờ {ten} không rõ: tệp không nói nó lệch UTC bao nhiêu"), "ten", name, NULL);
    return false;
}

static const char *text_of(icalcomponent *c, icalproperty_kind kind)
{
    icalproperty *p = icalcomponent_get_first_property(c, kind);
    const icalvalue *v = p ? icalproperty_get_value(p) : NULL;
    const char *text = v && icalvalue_isa(v) == ICAL_TEXT_VALUE ? icalvalue_get_text(v) : NULL;
    return text ? text : "";
}

/* Minutes since 1970 in Hà Nội; of a date, its midnight. */
static int64_t hanoi(struct icaltimetype t, const struct zone *z)
{
    day on = { 0 };
    int offset = z->offset;
    day_make(t.year, t.month, t.day, &on);
    if (t.is_date) return (int64_t)on.n * A_DAY;
    if (z->rules) {
        t.zone = NULL;
        offset = icaltimezone_get_utc_offset(z->rules, &t, NULL) / 60;
    }
    return (int64_t)on.n * A_DAY + t.hour * 60 + t.minute - offset + HANOI;
}

static const char *stamp(struct reading *k, int64_t minute, bool whole)
{
    int y, m, d;
    int64_t utc = whole ? minute : minute - HANOI;
    day_parts((day){ (int32_t)((utc - (utc % A_DAY + A_DAY) % A_DAY) / A_DAY) }, &y, &m, &d);
    int in_day = (int)((utc % A_DAY + A_DAY) % A_DAY);
    return whole ? arena_print(k->ask->arena, "%04d%02d%02d", y, m, d) : arena_print(k->ask->arena, "%04d%02d%02dT%02d%02dZ", y, m, d, in_day / 60, in_day % 60);
}

/* ---- what is made of them */

static void skip(struct reading *k)
{
    struct ics *o = k->out;
    if (o->skips < ICS_EVENTS)
        o->skipped[o->skips++] = (struct ics_skipped){ k->piece->line, k->title ? k->title : "", k->piece->uid, k->why };
    k->why = NULL;
}

/* At most so many letters, cut between them. */
static const char *bounded(struct reading *k, const char *text, size_t most)
{
    const char *p = text, *end = text + strlen(text);
    for (size_t n = 0; n + 1 < most && p < end; n++) utf8_next(&p, end);
    const char *last = p;
    if (utf8_next(&last, end) == 0 || last == end) return text;
    k->cut = true;
    return arena_print(k->ask->arena, "%.*s…", (int)(p - text), text);
}

static void texts_read(struct reading *k)
{
    struct arena *a = k->ask->arena;
    const char *title = viet_tidy(a, text_of(k->comp, ICAL_SUMMARY_PROPERTY));
    const char *note = viet_nfc(a, text_of(k->comp, ICAL_DESCRIPTION_PROPERTY));
    struct span bare = span_trim(span_of(note));
    k->title = bounded(k, title, TITLE_MOST);
    k->place = bounded(k, viet_tidy(a, text_of(k->comp, ICAL_LOCATION_PROPERTY)), TITLE_MOST);
    k->note = k->wanted->for_everybody ? "" : bounded(k, arena_text_n(a, bare.p, bare.n), NOTE_MOST);
}

/* When, of what begins at a minute of Hà Nội. What ends at midnight ends a minute before it, on the day before. */
static bool when_of(struct reading *k, int64_t minute, struct when *w)
{
    int32_t from = (int32_t)(minute / A_DAY);
    *w = (struct when){ .from = { from }, .to = { from } };
    if (k->start.is_date) {
        w->to.n = (int32_t)(from + (k->minutes > 1 ? k->minutes - 1 : 0));
    } else {
        w->from_minute = (opt_int){ true, minute % A_DAY };
        if (k->minutes > 0) {
            int64_t end = minute + k->minutes;
            w->to.n = (int32_t)(end / A_DAY), w->to_minute = (opt_int){ true, end % A_DAY };
            if (w->to_minute.v == 0) w->to.n--, w->to_minute.v = LATE;
            if (w->to.n == from && w->to_minute.v <= w->from_minute.v) w->to_minute = (opt_int){ 0 };
        }
    }
    if (w->to.n - w->from.n >= EVENT_DAYS) return why(k, N_("dài hơn 62 ngày")), false;
    return true;
}

static rc event_put(struct reading *k, int64_t minute, const char *which)
{
    struct ics *o = k->out;
    struct ics_event e = { .uid = k->piece->uid, .title = k->title, .place = k->place, .note = k->note, .sequence = k->piece->sequence, .line = k->piece->line,
                           .called_off = k->piece->cancel, .cut = k->cut };
    if (!when_of(k, minute, &e.when)) return OK;
    if (e.when.to.n < k->wanted->from.n || e.when.from.n >= k->wanted->to.n) return OK;
    if (o->n == ICS_EVENTS)
        return refuse_field(k->ask, "tep", 5755, _("Tính cả các lần lặp, tệp có hơn 2.000 việc trong thời gian nhập. Chia thành nhiều tệp."), NULL);
    e.key = arena_print(k->ask->arena, "%s#%s", e.uid, which);
    o->event[o->n++] = e;
    return OK;
}

static bool length_read(struct reading *k)
{
    icalproperty *end = icalcomponent_get_first_property(k->comp, ICAL_DTEND_PROPERTY), *length = icalcomponent_get_first_property(k->comp, ICAL_DURATION_PROPERTY);
    struct icaltimetype t;
    struct zone z;
    k->minutes = k->start.is_date ? 1 : -1;
    if (end) {
        if (!time_of(end, &t) || !zone_of(k, end, &t, &z)) return why(k, N_("không đọc được lúc kết thúc (DTEND)")), false;
        if (t.is_date != k->start.is_date) return why(k, N_("ngày giờ bắt đầu và kết thúc không cùng kiểu")), false;
        k->minutes = (hanoi(t, &z) - hanoi(k->start, &k->zone)) / (t.is_date ? A_DAY : 1);
        if (k->minutes < 0) return why(k, N_("kết thúc trước khi bắt đầu")), false;
    } else if (length) {
        const icalvalue *v = icalproperty_get_value(length);
        if (!v || icalvalue_isa(v) != ICAL_DURATION_VALUE) return why(k, N_("không đọc được độ dài (DURATION)")), false;
        struct icaldurationtype d = icalvalue_get_duration(v);
        if (d.is_neg || d.weeks > 60 || d.days > 400 || d.hours > 10000 || d.minutes > 600000 || d.seconds > 36000000) return why(k, N_("không đọc được độ dài (DURATION)")), false;
        int64_t minutes = ((int64_t)d.weeks * 7 + d.days) * A_DAY + (int64_t)d.hours * 60 + d.minutes + d.seconds / 60;
        k->minutes = k->start.is_date ? minutes / A_DAY : minutes;
    }
    return true;
}

static bool begin_read(struct reading *k)
{
    icalproperty *p = icalcomponent_get_first_property(k->comp, ICAL_DTSTART_PROPERTY);
    if (!time_of(p, &k->start)) return why(k, N_("không có hoặc không đọc được lúc bắt đầu (DTSTART)")), false;
    return zone_of(k, p, &k->start, &k->zone) && length_read(k);
}

/* ---- series */

static int by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static bool left_out(const struct reading *k, int64_t minute)
{
    int64_t on_day = minute / A_DAY;
    return (k->out_minutes && bsearch(&minute, k->out_minute, k->out_minutes, sizeof minute, by_number)) || (k->out_days && bsearch(&on_day, k->out_day, k->out_days, sizeof on_day, by_number));
}

/* Another event of the file stands in its place. */
static bool replaced(const struct reading *k, const char *const *key, size_t keys, const char *which)
{
    const char *mine = arena_print(k->ask->arena, "%s#%s", k->piece->uid, which);
    size_t low = 0, high = keys;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strcmp(key[middle], mine);
        if (order == 0) return true;
        if (order < 0) low = middle + 1;
        else high = middle;
    }
    return false;
}

struct instead { const char *const *key; size_t n; };

static rc one_of_series(struct reading *k, struct icaltimetype t, const struct instead *instead, bool *past)
{
    int64_t minute = hanoi(t, &k->zone);
    const char *which;
    *past = minute / A_DAY >= k->wanted->series_to.n;
    if (*past || minute / A_DAY + EVENT_DAYS < k->wanted->from.n || left_out(k, minute)) return OK;
    which = stamp(k, minute, k->start.is_date);
    return replaced(k, instead->key, instead->n, which) ? OK : event_put(k, minute, which);
}

static bool rule_read(struct reading *k, struct icalrecurrencetype *out)
{
    icalproperty *p = icalcomponent_get_first_property(k->comp, ICAL_RRULE_PROPERTY);
    const icalvalue *v = p ? icalproperty_get_value(p) : NULL;
    if (!v || icalvalue_isa(v) != ICAL_RECUR_VALUE) return why(k, N_("không đọc được cách lặp (RRULE)")), false;
    *out = icalvalue_get_recur(v);
    bool fine = out->freq >= ICAL_DAILY_RECURRENCE && out->freq <= ICAL_YEARLY_RECURRENCE && !out->rscale && out->by_second[0] == ICAL_RECURRENCE_ARRAY_MAX &&
                out->by_minute[0] == ICAL_RECURRENCE_ARRAY_MAX && out->by_hour[0] == ICAL_RECURRENCE_ARRAY_MAX && out->by_week_no[0] == ICAL_RECURRENCE_ARRAY_MAX &&
                out->by_year_day[0] == ICAL_RECURRENCE_ARRAY_MAX && !icalcomponent_get_next_property(k->comp, ICAL_RRULE_PROPERTY);
    if (!fine) return why(k, N_("lặp theo cách mà Khuê không nhận: chỉ nhận hằng ngày, hằng tuần, hằng tháng, hằng năm")), false;
    /* the end as the clock of the series shows it: the iterator knows no zones */
    if (!icaltime_is_null_time(out->until)) {
        if (k->start.is_date) out->until.is_date = 1;
        else if (out->until.is_date) out->until.is_date = 0, out->until.hour = 23, out->until.minute = 59, out->until.second = 59;
        else if (icaltime_is_utc(out->until)) icaltime_adjust(&out->until, 0, 0, 0, (k->zone.rules ? icaltimezone_get_utc_offset_of_utc_time(k->zone.rules, &out->until, NULL) : k->zone.offset * 60));
        out->until.zone = NULL;
    }
    return true;
}

static rc too_much(struct reading *k)
{
    return refuse_field(k->ask, "tep", 5756, _("Các việc lặp trong tệp lặp quá nhiều lần để tính. Chỉ xuất năm học này rồi thử lại."), NULL);
}

static rc rule_walk(struct reading *k, struct icalrecurrencetype rule, const struct instead *instead)
{
    struct icaltimetype first = k->start, t;
    bool past = false;
    rc r = OK;
    first.zone = NULL;
    icalrecur_iterator *it = icalrecur_iterator_new(rule, first);
    if (!it) return why(k, N_("không đọc được cách lặp (RRULE)")), OK;
    int64_t ahead = k->wanted->from.n - EVENT_DAYS - hanoi(k->start, &k->zone) / A_DAY;
    if (!rule.count && ahead > 0) {                          /* a series of many years begins where it matters */
        struct icaltimetype later = first;
        icaltime_adjust(&later, (int)ahead, 0, 0, 0);
        icalrecur_iterator_set_start(it, later);
    }
    while (r == OK && !past && !icaltime_is_null_time(t = icalrecur_iterator_next(it))) {
        if (++k->steps > ICS_STEPS) {
            r = too_much(k);
            break;
        }
        r = one_of_series(k, t, instead, &past);
    }
    icalrecur_iterator_free(it);
    return r;
}

static rc dates_walk(struct reading *k, const struct instead *instead)
{
    for (size_t i = 0; i < k->mores; i++) {
        struct zone own = k->zone;
        bool past;
        k->zone = k->more[i].zone;
        rc r = one_of_series(k, k->more[i].t, instead, &past);
        k->zone = own;
        try(r);
    }
    return OK;
}

static bool is_series(const struct reading *k)
{
    return icalcomponent_get_first_property(k->comp, ICAL_RRULE_PROPERTY) || icalcomponent_get_first_property(k->comp, ICAL_RDATE_PROPERTY);
}

/* libical has one way through the properties of a component at a time: they are read once, before anything walks. Every word of them is understood, or the event is
** left out: a series with a date too many is worse than none. */
static bool outs_read(struct reading *k)
{
    size_t n = (size_t)icalcomponent_count_properties(k->comp, ICAL_EXDATE_PROPERTY);
    k->out_minute = ARENA_MANY(k->ask->arena, int64_t, n), k->out_day = ARENA_MANY(k->ask->arena, int64_t, n);
    k->out_minutes = k->out_days = 0;
    if (!k->out_minute || !k->out_day) return false;
    for (icalproperty *p = icalcomponent_get_first_property(k->comp, ICAL_EXDATE_PROPERTY); p; p = icalcomponent_get_next_property(k->comp, ICAL_EXDATE_PROPERTY)) {
        struct icaltimetype t;
        struct zone z;
        if (!time_of(p, &t) || !zone_of(k, p, &t, &z) || k->out_minutes + k->out_days == n) return false;
        if (t.is_date) k->out_day[k->out_days++] = hanoi(t, &z) / A_DAY;
        else k->out_minute[k->out_minutes++] = hanoi(t, &z);
    }
    if (k->out_minutes) qsort(k->out_minute, k->out_minutes, sizeof *k->out_minute, by_number);
    if (k->out_days) qsort(k->out_day, k->out_days, sizeof *k->out_day, by_number);
    return true;
}

static bool mores_read(struct reading *k)
{
    size_t n = (size_t)icalcomponent_count_properties(k->comp, ICAL_RDATE_PROPERTY);
    k->more = ARENA_MANY(k->ask->arena, struct one_more, n);
    k->mores = 0;
    if (!k->more) return false;
    for (icalproperty *p = icalcomponent_get_first_property(k->comp, ICAL_RDATE_PROPERTY); p; p = icalcomponent_get_next_property(k->comp, ICAL_RDATE_PROPERTY)) {
        struct one_more *m = &k->more[k->mores];
        if (k->mores == n || !time_of(p, &m->t) || !zone_of(k, p, &m->t, &m->zone) || m->t.is_date != k->start.is_date) return false;
        k->mores++;
    }
    return true;
}

static bool dates_readable(struct reading *k)
{
    if (!outs_read(k)) return why(k, N_("không đọc được các ngày bỏ (EXDATE)")), false;
    if (!mores_read(k)) return why(k, N_("không đọc được các ngày thêm (RDATE)")), false;
    return true;
}

static rc series_read(struct reading *k, const struct instead *instead)
{
    struct icalrecurrencetype rule;
    bool past, has_rule = icalcomponent_get_first_property(k->comp, ICAL_RRULE_PROPERTY) != NULL;
    if (++k->series > ICS_SERIES) return refuse_field(k->ask, "tep", 5757, _("Tệp có hơn 300 việc lặp. Chia thành nhiều tệp."), NULL);
    if (!dates_readable(k)) return OK;
    if (!has_rule) try(one_of_series(k, k->start, instead, &past));
    else {
        if (!rule_read(k, &rule)) return OK;
        int64_t began = cpu_thread_ms();
        try(rule_walk(k, rule, instead));
        k->series_ms += cpu_thread_ms() - began;
        if (k->series_ms > SERIES_CPU_MS) return too_much(k);
    }
    return dates_walk(k, instead);
}

/* ---- the whole */

static icalproperty *recurrence(icalcomponent *c) { return icalcomponent_get_first_property(c, ICAL_RECURRENCEID_PROPERTY); }

/* Of an event that stands for one of a series: which. NULL: it does not, or cannot be read. */
static const char *which_of(struct reading *k)
{
    icalproperty *p = recurrence(k->comp);
    struct icaltimetype t;
    struct zone z;
    if (icalproperty_get_first_parameter(p, ICAL_RANGE_PARAMETER)) return why(k, N_("đổi một loạt lần lặp từ giữa (RANGE): Khuê không nhận cách này")), NULL;
    if (!time_of(p, &t) || !zone_of(k, p, &t, &z)) return why(k, N_("không đọc được lần lặp nào (RECURRENCE-ID)")), NULL;
    return stamp(k, hanoi(t, &z), t.is_date);
}

/* libical passes by what it cannot read: that must not go unseen. */
static bool all_read(struct reading *k)
{
    static const struct { icalproperty_kind kind; const char *name; } of[ICS_TIMES] = {
        [ICS_DTSTART] = { ICAL_DTSTART_PROPERTY, "DTSTART" }, [ICS_DTEND] = { ICAL_DTEND_PROPERTY, "DTEND" }, [ICS_DURATION] = { ICAL_DURATION_PROPERTY, "DURATION" },
        [ICS_RRULE] = { ICAL_RRULE_PROPERTY, "RRULE" }, [ICS_RDATE] = { ICAL_RDATE_PROPERTY, "RDATE" }, [ICS_EXDATE] = { ICAL_EXDATE_PROPERTY, "EXDATE" }, [ICS_RECURRENCE] = { ICAL_RECURRENCEID_PROPERTY, "RECURRENCE-ID" } };
    for (int i = 0; i < ICS_TIMES; i++)
        if (icalcomponent_count_properties(k->comp, of[i].kind) != k->piece->given[i] && !k->why)
            k->why = say(k->ask->arena, k->ask->lang, _("không đọc được {gi}"), "gi", of[i].name, NULL);
    return !k->why;
}

static bool fit(struct reading *k)
{
    if (k->piece->wrong) k->why = say(k->ask->arena, k->ask->lang, _("dòng {dong} không phải một dòng của lịch"), "dong", arena_print(k->ask->arena, "%lld", (long long)k->piece->wrong), NULL);
    else if (!*k->piece->uid) why(k, N_("không có mã (UID), nên lần sau không nhận ra"));
    else if (k->piece->secret && k->wanted->for_others) why(k, N_("ghi là riêng tư"));
    else if (!*k->title) why(k, N_("không có tên (SUMMARY)"));
    return !k->why && all_read(k);
}

static bool open_piece(struct reading *k, const struct ics_piece *piece)
{
    k->piece = piece, k->why = NULL, k->title = "", k->cut = false;
    k->comp = icalparser_parse_string(piece->text);
    if (!k->comp || icalcomponent_isa(k->comp) != ICAL_VEVENT_COMPONENT) {
        if (k->comp) icalcomponent_free(k->comp);
        k->comp = NULL;
        why(k, N_("không đọc được"));
        return false;
    }
    texts_read(k);
    return true;
}

/* What stands for one of a series comes first: the series then leaves that one out. */
static rc instead_read(struct reading *k, const char **key, size_t *keys)
{
    const char *which = which_of(k);
    if (!which) return OK;
    key[(*keys)++] = arena_print(k->ask->arena, "%s#%s", k->piece->uid, which);
    if (!fit(k) || !begin_read(k)) return OK;
    size_t before = k->out->n;
    try(event_put(k, hanoi(k->start, &k->zone), which));
    if (k->out->n == before) why(k, N_("nằm ngoài thời gian nhập"));
    return OK;
}

static rc own_read(struct reading *k, const struct instead *instead)
{
    size_t before = k->out->n;
    if (!fit(k) || !begin_read(k)) return OK;
    if (is_series(k)) try(series_read(k, instead));
    else try(event_put(k, hanoi(k->start, &k->zone), ""));
    if (k->out->n == before) why(k, N_("nằm ngoài thời gian nhập"));
    return OK;
}

static rc turn(struct reading *k, bool instead_turn, const char **key, size_t *keys)
{
    for (size_t i = 0; i < k->parts->n; i++) {
        rc r = OK;
        if (open_piece(k, &k->parts->piece[i])) {
            if ((recurrence(k->comp) != NULL) == instead_turn) r = instead_turn ? instead_read(k, key, keys) : own_read(k, &(struct instead){ key, *keys });
            else k->why = NULL;
            icalcomponent_free(k->comp);
        } else if (instead_turn) k->why = NULL;                      /* told once, by the other turn */
        try(r);
        if (k->why) skip(k);
    }
    return OK;
}

static int by_text(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* Two of the same key: the later edition. Then by day. */
static int by_key(const void *a, const void *b)
{
    const struct ics_event *x = a, *y = b;
    int order = strcmp(x->key, y->key);
    return order ? order : x->sequence != y->sequence ? (x->sequence < y->sequence ? 1 : -1) : x->line < y->line ? 1 : -1;
}

static int by_when(const void *a, const void *b)
{
    const struct ics_event *x = a, *y = b;
    if (x->when.from.n != y->when.from.n) return x->when.from.n < y->when.from.n ? -1 : 1;
    if (x->when.from_minute.v != y->when.from_minute.v) return x->when.from_minute.v < y->when.from_minute.v ? -1 : 1;
    return strcmp(x->key, y->key);
}

static void once_each(struct ics *o)
{
    size_t n = 0;
    qsort(o->event, o->n, sizeof *o->event, by_key);
    for (size_t i = 0; i < o->n; i++)
        if (n == 0 || !str_is(o->event[n - 1].key, o->event[i].key)) o->event[n++] = o->event[i];
    o->n = n;
    qsort(o->event, o->n, sizeof *o->event, by_when);
}

rc ics_read(struct ask *a, struct span file, const struct ics_wanted *wanted, struct ics *out)
{
    struct ics_parts parts;
    const char **key = ARENA_MANY(a->arena, const char *, ICS_EVENTS);
    size_t keys = 0;
    *out = (struct ics){ .event = ARENA_MANY(a->arena, struct ics_event, ICS_EVENTS), .skipped = ARENA_MANY(a->arena, struct ics_skipped, ICS_EVENTS) };
    if (!key || !out->event || !out->skipped) return LIMIT;
    try(ics_split(a, file, &parts));
    icalerror_set_errors_are_fatal(false);
    struct reading k = { .ask = a, .wanted = wanted, .parts = &parts, .out = out };
    try(turn(&k, true, key, &keys));
    qsort(key, keys, sizeof *key, by_text);
    try(turn(&k, false, key, &keys));
    once_each(out);
    return a->arena->failed ? LIMIT : OK;
}
