#include "web/mail_text.h"
#include "base/str.h"
#include "web/mail.h"
#include <ctype.h>
#include <string.h>
#include <time.h>

enum { LINE = 76, WORD_BYTES = 39 };       /* 39 bytes are 52 characters of base64; with =?UTF-8?B?…?= 64, in a folded line of 65 */

/* ---- addresses */

static bool all_of(const char *s, size_t n, const char *extra)
{
    for (size_t i = 0; i < n; i++)
        if (!isalnum((unsigned char)s[i]) && !strchr(extra, s[i]))
            return false;
    return n > 0;
}

/* Dot-separated, none empty; `extra` beside letters and digits. `least` parts. */
static bool dotted(struct span s, const char *extra, size_t part_most, int least)
{
    struct span part;
    int parts = 0;

    if (s.n == 0 || s.p[s.n - 1] == '.')
        return false;
    for (; s.n && span_cut(&s, '.', &part); parts++)
        if (part.n > part_most || !all_of(part.p, part.n, extra) || (part_most == 63 && (part.p[0] == '-' || part.p[part.n - 1] == '-')))
            return false;
    return parts >= least;
}

const char *mail_address(struct arena *a, const char *typed)
{
    struct span s = span_trim(span_of(typed)), local;

    if (s.n > MAIL_ADDRESS_MOST || memchr(s.p, 0, s.n))
        return NULL;
    struct span domain = s;
    if (!memchr(s.p, '@', s.n) || !span_cut(&domain, '@', &local))
        return NULL;
    if (local.n > 64 || !dotted(local, "!#$%&'*+-/=?^_`{|}~", 64, 1) || !dotted(domain, "-", 63, 2))
        return NULL;
    char *out = arena_take(a, s.n + 1);
    for (size_t i = 0; out && i < s.n; i++)
        out[i] = (char)tolower((unsigned char)s.p[i]);
    return out;
}

const char *mail_address_masked(struct arena *a, const char *address)
{
    const char *at = strchr(address, '@');
    return at ? arena_print(a, "%.1s…%s", address, at) : "";
}

/* ---- headers */

bool mail_line_fits(const char *s, size_t most)
{
    size_t n = strlen(s);

    for (size_t i = 0; i < n; i++)
        if ((unsigned char)s[i] < ' ' || s[i] == 0x7f)
            return false;
    return n <= most && utf8_valid(s, n);
}

static void base64(struct buf *b, const unsigned char *p, size_t n)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < n; i += 3) {
        unsigned v = (unsigned)p[i] << 16 | (i + 1 < n ? (unsigned)p[i + 1] << 8 : 0) | (i + 2 < n ? p[i + 2] : 0);
        buf_char(b, digits[v >> 18]);
        buf_char(b, digits[v >> 12 & 63]);
        buf_char(b, i + 1 < n ? digits[v >> 6 & 63] : '=');
        buf_char(b, i + 2 < n ? digits[v & 63] : '=');
    }
}

/* Plain words that a reader cannot take for encoded ones. */
static bool is_plain(const char *s)
{
    for (const char *p = s; *p; p++)
        if ((unsigned char)*p < ' ' || (unsigned char)*p > '~')
            return false;
    return !strstr(s, "=?") && *s != ' ';
}

static void plain_folded(struct buf *b, const char *s, size_t used)
{
    while (*s) {
        size_t word = strcspn(s + 1, " ") + 1;         /* with the blank before it */
        if (used + word > LINE && *s == ' ')
            buf_text(b, "\r\n"), used = 0;
        buf_add(b, s, word);
        used += word;
        s += word;
    }
}

/* Whole code points, so that each word can be read by itself. */
static size_t word_of(const char *s)
{
    size_t n = strlen(s);

    if (n <= WORD_BYTES)
        return n;
    for (n = WORD_BYTES; n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80; n--)
        ;
    return n ? n : WORD_BYTES;
}

void mail_header(struct buf *b, const char *name, const char *value)
{
    buf_print(b, "%s: ", name);
    if (is_plain(value)) {
        plain_folded(b, value, strlen(name) + 2);
        buf_text(b, "\r\n");
        return;
    }
    for (bool first = true; *value; first = false) {
        size_t n = word_of(value);
        buf_text(b, first ? "=?UTF-8?B?" : "\r\n =?UTF-8?B?");
        base64(b, (const unsigned char *)value, n);
        buf_text(b, "?=");
        value += n;
    }
    buf_text(b, "\r\n");
}

/* ---- the message */

static void put_date(struct buf *b, instant at)
{
    static const char *const days[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    time_t here = at.ms / 1000 + 7 * 3600;             /* Hà Nội */
    struct tm tm;

    gmtime_r(&here, &tm);
    buf_print(b, "Date: %s, %02d %s %04d %02d:%02d:%02d +0700\r\n", days[tm.tm_wday], tm.tm_mday, months[tm.tm_mon], tm.tm_year + 1900, tm.tm_hour, tm.tm_min, tm.tm_sec);
}

static void put_from(struct buf *b, const char *name, const char *address)
{
    struct buf word;

    buf_init(&word, 4096);
    mail_header(&word, "From", name);
    if (*name && !word.failed) {
        buf_add(b, word.p, word.n - 2);
        buf_print(b, "\r\n <%s>\r\n", address);
    } else {
        buf_print(b, "From: <%s>\r\n", address);
    }
    buf_finish(&word);
}

static void put_body(struct buf *b, const char *text)
{
    struct buf crlf, code;

    buf_init(&crlf, 4 * MAIL_TEXT_MOST);
    buf_init(&code, 8 * MAIL_TEXT_MOST);
    for (const char *p = text; *p; p++) {
        if (*p == '\n')
            buf_char(&crlf, '\r');
        if (*p != '\r')
            buf_char(&crlf, *p);
    }
    base64(&code, (const unsigned char *)crlf.p, crlf.n);
    for (size_t i = 0; i < code.n; i += LINE) {
        buf_add(b, code.p + i, code.n - i < LINE ? code.n - i : LINE);
        buf_text(b, "\r\n");
    }
    b->failed = b->failed || crlf.failed || code.failed;
    buf_finish(&crlf);
    buf_finish(&code);
}

void mail_compose(struct buf *b, const struct mail_parts *m)
{
    put_date(b, m->at);
    put_from(b, m->from_name, m->from);
    buf_print(b, "To: <%s>\r\n", m->to);
    mail_header(b, "Subject", m->subject);
    buf_print(b, "Message-ID: <%s>\r\n", m->message_id);
    buf_text(b, "Auto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n");
    put_body(b, m->text);
}
