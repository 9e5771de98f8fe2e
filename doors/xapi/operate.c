/* What keys do, what was refused and why, how much there is: from counts and sums alone, no statement is read here. */
#include "access/permission.h"
#include "base/ids.h"
#include "base/percent.h"
#include "generated/xapi_views.h"
#include "xapi/operate.h"

enum { DAYS = 14, KEY_DAYS = 30, MONTHS = 12, REFUSALS_READ = 500, REFUSALS_SHOWN = 50, HOUR_MS = 3600000 };

static int64_t hour_of(instant at) { return at.ms / HOUR_MS; }
static int64_t day_hour(day d) { return day_start(d).ms / HOUR_MS; }

const char *asked_of_address(struct arena *a, const char *name, const char *value)
{
    struct buf b;
    if (!value || !*value) return "";
    buf_init(&b, 8192);
    buf_print(&b, "&%s=", name);
    percent_encode(&b, value);
    const char *text = b.failed ? "" : arena_text_n(a, b.p, b.n);
    buf_finish(&b);
    return text;
}

static const char *day_said(struct arena *a, day d)
{
    char text[DAY_TEXT_SIZE];
    return arena_text(a, day_dmy(d, text));
}

/* Every day of the last two weeks from the first one on which there was anything, also those without. */
static rc days_fill(struct ctx *c, struct operate_view *v)
{
    struct uses_by_day_row *row;
    struct use_line *line = ARENA_MANY(c->arena, struct use_line, DAYS);
    day first = { c->today.n - DAYS + 1 };
    size_t n;
    if (!line) return LIMIT;
    try(uses_by_day(c->ask, day_hour(first), &row, &n));
    for (int i = 0; i < DAYS; i++) line[i] = (struct use_line){ .when = day_said(c->arena, (day){ c->today.n - i }) };
    for (size_t i = 0; i < n; i++) {
        int at = c->today.n - row[i].on_day.n;
        if (at >= 0 && at < DAYS) line[at].given = row[i].given, line[at].taken = row[i].taken, line[at].refused = row[i].refused;
    }
    v->day = line, v->days = DAYS;
    while (v->days > 1 && !line[v->days - 1].given && !line[v->days - 1].taken && !line[v->days - 1].refused) v->days--;
    v->today_given = line[0].given, v->today_taken = line[0].taken, v->today_refused = line[0].refused;
    return OK;
}

static rc hours_fill(struct ctx *c, struct operate_view *v)
{
    struct uses_by_hour_row *row;
    size_t n;
    try(uses_by_hour(c->ask, hour_of(c->now) - 23, &row, &n));
    struct use_line *line = ARENA_MANY(c->arena, struct use_line, n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        char text[DAY_TEXT_SIZE];
        line[i] = (struct use_line){ arena_text(c->arena, instant_clock((instant){ row[i].hour * HOUR_MS }, text)), row[i].given, row[i].taken, row[i].refused };
    }
    v->hour = line, v->hours = n;
    return OK;
}

static rc keys_fill(struct ctx *c, struct operate_view *v)
{
    struct uses_by_key_row *row;
    struct key_line *key;
    size_t n;
    try(keys_list(c->ask, &key, &v->keys));
    try(uses_by_key(c->ask, day_hour((day){ c->today.n - KEY_DAYS + 1 }), &row, &n));
    struct key_use *use = ARENA_MANY(c->arena, struct key_use, v->keys);
    if (!use) return LIMIT;
    for (size_t i = 0; i < v->keys; i++) {
        char id[ID_TEXT_SIZE];
        id_text(key[i].id.v, id);
        use[i] = (struct key_use){ .key = &key[i], .id = arena_text(c->arena, id) };
        for (size_t k = 0; k < n; k++)
            if (row[k].key_id.v == key[i].id.v) {
                use[i].given = row[k].given, use[i].taken = row[k].taken, use[i].refused = row[k].refused;
                if (row[k].read_hour.has) use[i].read_at = (opt_instant){ true, { row[k].read_hour.v * HOUR_MS } };
            }
    }
    v->key = use;
    return OK;
}

static int month_number(day d)
{
    int y, m, dd;
    day_parts(d, &y, &m, &dd);
    return y * 12 + m - 1;
}

static rc months_fill(struct ctx *c, struct operate_view *v)
{
    struct stored_by_day_row *told;
    struct deeds_by_day_row *deeds;
    struct month_line *line = ARENA_MANY(c->arena, struct month_line, MONTHS);
    int now = month_number(c->today);
    size_t n;
    if (!line) return LIMIT;
    for (int i = 0; i < MONTHS; i++) line[i] = (struct month_line){ .when = arena_print(c->arena, "%02d/%d", (now - i) % 12 + 1, (now - i) / 12) };
    day first = { c->today.n - 366 };
    try(stored_by_day(c->ask, first, &told, &n));
    for (size_t i = 0; i < n; i++) {
        int at = now - month_number(told[i].on_day);
        if (at >= 0 && at < MONTHS) line[at].told += told[i].n, line[at].bytes += told[i].bytes;
    }
    try(deeds_by_day(c->ask, first, &deeds, &n));
    for (size_t i = 0; i < n; i++) {
        int at = now - month_number(deeds[i].on_day);
        if (at >= 0 && at < MONTHS) line[at].deeds += deeds[i].n;
    }
    v->month = line, v->months = MONTHS;
    while (v->months > 1 && !line[v->months - 1].deeds && !line[v->months - 1].told) v->months--;      /* before there was anything */
    return record_size(c->ask, &v->size);
}

/* ---- refusals */

/* Of one that was refused before its words were kept. */
static const char *by_status(int64_t status)
{
    return status == 403 ? _("Khóa không được làm việc ấy.") : status == 404 ? _("Không có gì ở địa chỉ ấy.") : status == 409 || status == 412 ? _("Trái với điều đã có trong kho.")
         : status == 413 ? _("Gửi quá nhiều một lần.") : _("Yêu cầu không đúng chuẩn.");
}

static bool alike(const struct refusals_here_row *x, const struct refusals_here_row *y)
{
    return x->key_id.v == y->key_id.v && x->number == y->number && x->status == y->status && str_is(x->resource, y->resource) && str_is(x->place, y->place) && str_is(x->words, y->words);
}

/* What was refused again and again is one line, where it was last. */
static rc refusals_fill(struct ctx *c, struct operate_view *v)
{
    struct refusals_here_row *row;
    size_t n;
    try(refusals_here(c->ask, REFUSALS_READ, &row, &n));
    struct refusal_line *line = ARENA_MANY(c->arena, struct refusal_line, REFUSALS_SHOWN);
    if (!line) return LIMIT;
    for (size_t i = 0, k; i < n; i++) {
        for (k = 0; k < v->refusals && !alike(line[k].r, &row[i]); k++) continue;
        if (k == REFUSALS_SHOWN) continue;
        if (k == v->refusals) line[v->refusals++] = (struct refusal_line){ .r = &row[i], .why = *row[i].words ? say_again(c->arena, c->lang, row[i].words) : tr(c->lang, by_status(row[i].status)) };
        line[k].times++;
    }
    v->refusal = line;
    return OK;
}

rc operate_page(struct ctx *c, struct reply *r)
{
    struct operate_view v = { .school_code = c->school->code };
    try(days_fill(c, &v));
    try(hours_fill(c, &v));
    try(keys_fill(c, &v));
    try(refusals_fill(c, &v));
    try(record_streams(c, &v.stream, &v.streams));
    v.may_forward = may(c, RECORD_FORWARD, NULL, 0);
    try(months_fill(c, &v));
    return show(r, view_operate, &v);
}
