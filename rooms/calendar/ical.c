/* iCalendar as RFC 5545 writes it: CRLF, lines folded at 75 octets and never within a letter, texts escaped. Times of day are UTC, whole days are dates whose
** end is the day after the last one. */
#include "calendar/calendar.h"
#include <string.h>

enum { LINE = 75 };

/* name:text; text is escaped when it is one. */
static void line_put(struct buf *b, const char *name, const char *text, bool escape)
{
    size_t at = 0;
    buf_text(b, name);
    buf_char(b, ':');
    at = strlen(name) + 1;
    for (const char *p = text; *p;) {
        char piece[8];
        size_t n = 1;
        while ((p[n] & 0xC0) == 0x80 && n < 4) n++;                         /* a whole letter of UTF-8 */
        memcpy(piece, p, n);
        p += n;
        if (escape && n == 1) {
            char c = piece[0];
            if (c == '\r') continue;
            if (c == '\n') memcpy(piece, "\\n", n = 2);
            else if (c == ',' || c == ';' || c == '\\') piece[0] = '\\', piece[1] = c, n = 2;
            else if ((unsigned char)c < ' ' && c != '\t') continue;
        }
        if (at + n > LINE) {
            buf_text(b, "\r\n ");
            at = 1;
        }
        buf_add(b, piece, n);
        at += n;
    }
    buf_text(b, "\r\n");
}

static void day_put(struct buf *b, const char *name, day x)
{
    int y, m, d;
    day_parts(x, &y, &m, &d);
    buf_print(b, "%s;VALUE=DATE:%04d%02d%02d\r\n", name, y, m, d);
}

/* 2026-11-28T03:00:00.000Z as 20261128T030000Z */
static void instant_line(struct buf *b, const char *name, instant at)
{
    char text[DAY_TEXT_SIZE];
    const char *t = instant_iso(at, text);
    buf_print(b, "%s:%.4s%.2s%.2sT%.2s%.2s%.2sZ\r\n", name, t, t + 5, t + 8, t + 11, t + 14, t + 17);
}

static instant minute_of(day x, int64_t minute) { return (instant){ day_start(x).ms + minute * 60000 }; }

void ical_begin(struct buf *b, const char *name)
{
    buf_text(b, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Khue//Khue//VI\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n");
    line_put(b, "NAME", name, true);
    line_put(b, "X-WR-CALNAME", name, true);
    buf_text(b, "REFRESH-INTERVAL;VALUE=DURATION:PT4H\r\nX-PUBLISHED-TTL:PT4H\r\n");
}

void ical_put(struct buf *b, const struct ical_event *e)
{
    const struct when *w = &e->when;
    buf_text(b, "BEGIN:VEVENT\r\n");
    line_put(b, "UID", e->uid, false);
    instant_line(b, "DTSTAMP", e->changed);
    instant_line(b, "LAST-MODIFIED", e->changed);
    if (w->from_minute.has) {
        instant_line(b, "DTSTART", minute_of(w->from, w->from_minute.v));
        if (w->to_minute.has) instant_line(b, "DTEND", minute_of(w->to, w->to_minute.v));
        else if (w->to.n > w->from.n) instant_line(b, "DTEND", minute_of(w->to, 1440));
    } else {
        day_put(b, "DTSTART", w->from);
        day_put(b, "DTEND", (day){ w->to.n + 1 });
    }
    line_put(b, "SUMMARY", e->title, true);
    if (*e->place) line_put(b, "LOCATION", e->place, true);
    if (*e->note) line_put(b, "DESCRIPTION", e->note, true);
    buf_print(b, "STATUS:%s\r\nTRANSP:%s\r\nEND:VEVENT\r\n", e->called_off ? "CANCELLED" : "CONFIRMED", w->from_minute.has ? "OPAQUE" : "TRANSPARENT");
}

void ical_end(struct buf *b) { buf_text(b, "END:VCALENDAR\r\n"); }
