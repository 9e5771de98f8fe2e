/* The lines of a file of iCalendar: unfolded, counted, bounded, and of each event only those that are read. What is nested in an event (alarms) and what is no
** event (tasks, journals) is passed by. Of a time zone only its offsets are read. */
#include "calendar/ics.h"
#include "base/hash.h"
#include "base/lang.h"
#include "data/ask.h"
#include "web/form.h"
#include <string.h>
#include <strings.h>

enum { NAME_MOST = 40 };

struct lines {
    struct ask *ask;
    const char *p, *end;
    char *free;                                /* where the next unfolded line goes: the whole fits in as many octets as the file has */
    int64_t line, begins;                      /* lines so far; where the one in `now` begins */
    struct span now;
};

static const char *number_said(struct ask *a, int64_t n) { return arena_print(a->arena, "%lld", (long long)n); }

static struct span physical(struct lines *l)
{
    const char *stop = memchr(l->p, '\n', (size_t)(l->end - l->p));
    struct span one = { l->p, (size_t)((stop ? stop : l->end) - l->p) };
    l->p = stop ? stop + 1 : l->end;
    l->line++;
    if (one.n && one.p[one.n - 1] == '\r') one.n--;
    return one;
}

/* false at the end. */
static bool next(struct lines *l)
{
    if (l->p == l->end) return false;
    char *at = l->free;
    struct span one = physical(l);
    l->begins = l->line;
    memcpy(at, one.p, one.n);
    at += one.n;
    while (l->p < l->end && (*l->p == ' ' || *l->p == '\t')) {
        one = physical(l);
        memcpy(at, one.p + 1, one.n ? one.n - 1 : 0);
        at += one.n ? one.n - 1 : 0;
    }
    l->now = (struct span){ l->free, (size_t)(at - l->free) };
    l->free = at;
    return true;
}

/* The name of a property in capitals; "" where the line is none. *value: behind the colon that is in no quotes. */
static const char *name_of(struct span line, char name[NAME_MOST], struct span *value)
{
    size_t n = 0;
    bool quoted = false;
    name[0] = 0;
    while (n < line.n && line.p[n] != ':' && line.p[n] != ';') n++;
    if (n == 0 || n == line.n || n >= NAME_MOST) return name;
    for (size_t i = n; i < line.n; i++) {
        if (line.p[i] == '"') quoted = !quoted;
        if (line.p[i] != ':' || quoted) continue;
        for (size_t k = 0; k < n; k++) name[k] = line.p[k] >= 'a' && line.p[k] <= 'z' ? (char)(line.p[k] - 32) : line.p[k];
        name[n] = 0;
        *value = (struct span){ line.p + i + 1, line.n - i - 1 };
        return name;
    }
    return name;
}

/* Times first, in the order of enum ics_time. -1: not read. */
static int wanted(const char *name)
{
    static const char *const names[] = { "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID", "SUMMARY", "LOCATION", "DESCRIPTION" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(name, names[i])) return (int)i;
    return -1;
}

/* "+0700", "-023000": minutes east; false for anything else. */
static bool offset_read(struct span text, int *out)
{
    text = span_trim(text);
    if ((text.n != 5 && text.n != 7) || (text.p[0] != '+' && text.p[0] != '-')) return false;
    for (size_t i = 1; i < text.n; i++)
        if (text.p[i] < '0' || text.p[i] > '9') return false;
    int hour = (text.p[1] - '0') * 10 + text.p[2] - '0', minute = (text.p[3] - '0') * 10 + text.p[4] - '0';
    *out = (text.p[0] == '-' ? -1 : 1) * (hour * 60 + minute);
    return hour < 24 && minute < 60;
}

struct splitting {
    struct lines l;
    struct ics_parts *out;
    char open[ICS_DEPTH][NAME_MOST]; int depth;
    bool cancel, any;
    char *text, *at; size_t room;              /* of the event that is open */
    struct ics_piece piece;
    struct ics_zone zone; bool offset_known;
};

static void put(struct splitting *k, const char *text)
{
    size_t n = strlen(text);
    memcpy(k->at, text, n);
    k->at += n;
}

static bool inside(const struct splitting *k, int depth, const char *name) { return k->depth >= depth && str_is(k->open[depth - 1], name); }

static rc broken(struct splitting *k, int number, const char *words, const char *what)
{
    return refuse_field(k->l.ask, "tep", number, words, "dong", number_said(k->l.ask, k->l.begins), "gi", what, NULL);
}

static rc begin(struct splitting *k, struct span value)
{
    value = span_trim(value);
    if (k->depth == ICS_DEPTH || value.n >= NAME_MOST)
        return broken(k, 5747, _("Dòng {dong}: các phần của tệp lồng nhau quá sâu. Xuất lại lịch từ chương trình lịch rồi thử lại."), "");
    memcpy(k->open[k->depth], value.p, value.n);
    k->open[k->depth][value.n] = 0;
    for (char *p = k->open[k->depth]; *p; p++) if (*p >= 'a' && *p <= 'z') *p = (char)(*p - 32);
    if (k->depth == 0 && !str_is(k->open[0], "VCALENDAR")) return refuse_field(k->l.ask, "tep", 5748, _("Tệp này không phải lịch iCalendar. Chọn tệp .ics mà chương trình lịch xuất ra."), NULL);
    k->depth++;
    if (k->depth == 1) k->cancel = false, k->any = true;
    if (k->depth == 2 && inside(k, 2, "VEVENT")) {
        k->at = k->text;
        k->piece = (struct ics_piece){ .uid = "", .line = k->l.begins };
        put(k, "BEGIN:VEVENT\r\n");
    }
    if (k->depth == 2 && inside(k, 2, "VTIMEZONE")) k->zone = (struct ics_zone){ .name = "", .fixed = true }, k->offset_known = false;
    return OK;
}

static rc event_ends(struct splitting *k)
{
    put(k, "END:VEVENT\r\n");
    *k->at = 0;
    if (k->out->n == ICS_EVENTS)
        return refuse_field(k->l.ask, "tep", 5749, _("Tệp có hơn 2.000 việc. Chia thành nhiều tệp, hoặc chỉ xuất năm học này."), NULL);
    k->piece.text = arena_text(k->l.ask->arena, k->text);
    k->piece.cancel |= k->cancel;
    if (!k->piece.text) return LIMIT;
    k->out->piece[k->out->n++] = k->piece;
    return OK;
}

static rc end(struct splitting *k, struct span value)
{
    value = span_trim(value);
    const char *open = k->depth ? k->open[k->depth - 1] : "";
    if (k->depth == 0 || value.n != strlen(open) || strncasecmp(value.p, open, value.n) != 0)
        return broken(k, 5750, _("Dòng {dong}: phần {gi} không khép lại đúng chỗ. Tệp bị hỏng hoặc bị cắt; xuất lại lịch rồi thử lại."), open);
    if (k->depth == 2 && inside(k, 2, "VEVENT")) try(event_ends(k));
    if (k->depth == 2 && inside(k, 2, "VTIMEZONE") && k->out->zones < ICS_ZONES && *k->zone.name && k->offset_known) k->out->zone[k->out->zones++] = k->zone;
    k->depth--;
    return OK;
}

/* A longer one keeps its beginning and a hash of all of it: two of them with one beginning stay two. */
static const char *uid_of(struct arena *a, struct span value)
{
    enum { KEPT = ICS_UID - 20 };
    size_t n = KEPT;
    if (value.n <= ICS_UID) return arena_text_n(a, value.p, value.n);
    while (n && ((uint8_t)value.p[n] & 0xC0) == 0x80) n--;           /* no letter in two */
    return arena_print(a, "%.*s#%016llx", (int)n, value.p, (unsigned long long)hash_bytes(HASH_BEGIN, value.p, value.n));
}

static bool value_is(struct span value, const char *word) { return value.n == strlen(word) && strncasecmp(value.p, word, value.n) == 0; }

/* What needs no library. */
static void plain_line(struct splitting *k, const char *name, struct span value)
{
    struct ics_piece *e = &k->piece;
    value = span_trim(value);
    if (str_is(name, "UID")) e->uid = uid_of(k->l.ask->arena, value);
    if (str_is(name, "SEQUENCE") && (!span_int(value, &e->sequence) || e->sequence < 0 || e->sequence > INT32_MAX)) e->sequence = 0;
    if (str_is(name, "STATUS")) e->cancel |= value_is(value, "CANCELLED");
    if (str_is(name, "CLASS")) e->secret = value_is(value, "PRIVATE") || value_is(value, "CONFIDENTIAL");
}

/* One line of an event, without what no text may hold. */
static rc event_line(struct splitting *k, const char *name, struct span value)
{
    struct span s = k->l.now;
    if (!*name) {
        if (s.n) k->piece.wrong = k->l.begins;
        return OK;
    }
    plain_line(k, name, value);
    int which = wanted(name);
    if (which < 0 || value.n == 0) return OK;
    if (which < ICS_TIMES) k->piece.given[which]++;
    if (which == ICS_RDATE || which == ICS_EXDATE)
        for (size_t i = 0; i < value.n; i++) k->piece.given[which] += value.p[i] == ',';
    if (s.n > ICS_LINE && !str_is(name, "DESCRIPTION")) return broken(k, 5751, _("Dòng {dong} ({gi}) dài quá mức một lịch cần. Xuất lại lịch rồi thử lại."), name);
    if (s.n > ICS_LINE) {
        for (s.n = ICS_LINE; (s.p[s.n] & 0xC0) == 0x80; s.n--) ;                /* a long note is cut later; here between letters */
        if (s.p[s.n - 1] == '\\') s.n--;
    }
    if ((size_t)(k->at - k->text) + s.n + 32 > k->room) return LIMIT;
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] >= ' ' || s.p[i] == '\t') *k->at++ = s.p[i];
    put(k, "\r\n");
    return OK;
}

static void zone_line(struct splitting *k, const char *name, struct span value)
{
    int offset;
    if (k->depth == 2 && str_is(name, "TZID")) k->zone.name = arena_text_n(k->l.ask->arena, value.p, value.n < 200 ? value.n : 200);
    if (k->depth == 3 && str_is(name, "TZOFFSETTO")) {
        if (!offset_read(value, &offset)) k->zone.fixed = false;
        else if (k->offset_known && offset != k->zone.offset) k->zone.fixed = false;
        else k->zone.offset = offset, k->offset_known = true;
    }
}

static rc one_line(struct splitting *k)
{
    char name[NAME_MOST];
    struct span value = { 0 };
    name_of(k->l.now, name, &value);
    if (k->l.line > ICS_LINES) return broken(k, 5752, _("Tệp có quá nhiều dòng (hơn 60.000). Chia thành nhiều tệp."), "");
    if (k->depth == 0 && k->l.now.n && !str_is(name, "BEGIN"))
        return refuse_field(k->l.ask, "tep", 5748, _("Tệp này không phải lịch iCalendar. Chọn tệp .ics mà chương trình lịch xuất ra."), NULL);
    if (!utf8_valid(k->l.now.p, k->l.now.n)) return broken(k, 5753, _("Dòng {dong}: chữ không theo bảng mã UTF-8. Xuất lại lịch với UTF-8 rồi thử lại."), "");
    if (str_is(name, "BEGIN")) return begin(k, value);
    if (str_is(name, "END")) return end(k, value);
    if (k->depth == 1 && str_is(name, "METHOD")) k->cancel = value_is(span_trim(value), "CANCEL");
    if (inside(k, 2, "VTIMEZONE")) zone_line(k, name, value);
    return k->depth == 2 && inside(k, 2, "VEVENT") ? event_line(k, name, value) : OK;
}

rc ics_split(struct ask *a, struct span file, struct ics_parts *out)
{
    struct splitting k = { .out = out };
    *out = (struct ics_parts){ 0 };
    if (file.n > ICS_BYTES) return refuse_field(a, "tep", 5754, _("Tệp lịch lớn hơn 1 MB. Chỉ xuất năm học này, hoặc chia thành nhiều tệp."), NULL);
    if (file.n >= 3 && memcmp(file.p, "\xEF\xBB\xBF", 3) == 0) file.p += 3, file.n -= 3;
    k.room = file.n + ICS_LINES + 64;                          /* a line break of one octet becomes two */
    k.l = (struct lines){ .ask = a, .p = file.p, .end = file.p + file.n, .free = ARENA_MANY(a->arena, char, file.n + 1) };
    k.text = k.at = ARENA_MANY(a->arena, char, k.room);
    out->piece = ARENA_MANY(a->arena, struct ics_piece, ICS_EVENTS);
    out->zone = ARENA_MANY(a->arena, struct ics_zone, ICS_ZONES);
    if (!k.l.free || !k.text || !out->piece || !out->zone) return LIMIT;
    while (next(&k.l)) try(one_line(&k));
    if (k.depth) return broken(&k, 5750, _("Dòng {dong}: phần {gi} không khép lại đúng chỗ. Tệp bị hỏng hoặc bị cắt; xuất lại lịch rồi thử lại."), k.open[k.depth - 1]);
    return k.any ? OK : refuse_field(a, "tep", 5748, _("Tệp này không phải lịch iCalendar. Chọn tệp .ics mà chương trình lịch xuất ra."), NULL);
}
