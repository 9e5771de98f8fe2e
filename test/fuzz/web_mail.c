/* Addresses, headers and texts of mails from any bytes: what goes out is always a mail whose header nobody but us wrote. */
#include "base/str.h"
#include "web/mail.h"
#include "web/mail_text.h"
#include <stdlib.h>
#include <string.h>

/* Lines end in CRLF, none is a header that we did not name, all is seven bits. */
static void sound(const char *p, size_t n, size_t line_most)
{
    size_t line = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char ch = (unsigned char)p[i];
        if (ch > '~' || (ch < ' ' && ch != '\r' && ch != '\n')) abort();
        if (ch == '\n' && (i == 0 || p[i - 1] != '\r')) abort();
        if (ch == '\r' && (i + 1 == n || p[i + 1] != '\n')) abort();
        line = ch == '\n' ? 0 : line + 1;
        if (line_most && line > line_most) abort();
    }
}

static void address(struct arena *a, const char *text)
{
    const char *one = mail_address(a, text);
    if (!one) return;
    const char *again = mail_address(a, one), *at = strchr(one, '@');
    if (!again || strcmp(again, one) != 0 || !at || strchr(at + 1, '@') || strlen(one) > MAIL_ADDRESS_MOST) abort();
    if (strpbrk(one, " \t\r\n<>,;:\"()[]\\")) abort();
    mail_address_masked(a, one);
}

/* A header that we fold never begins a line but with its name or a blank. */
static void header(const char *value)
{
    struct buf b;
    if (!mail_line_fits(value, MAIL_SUBJECT_MOST)) return;
    buf_init(&b, 1 << 20);
    mail_header(&b, "Subject", value);
    if (!b.failed) {
        sound(b.p, b.n, 0);
        for (const char *p = b.p; (p = strstr(p, "\r\n")) && p[2]; p += 2)
            if (p[2] != ' ') abort();
    }
    buf_finish(&b);
}

static void whole(const char *subject, const char *text)
{
    struct buf b;
    if (!mail_line_fits(subject, MAIL_SUBJECT_MOST) || strlen(text) > MAIL_TEXT_MOST) return;
    struct mail_parts m = { "Khuê", "khue@example.edu.vn", "an@x.vn", subject, text, { 1795395600000LL }, "1@x.vn" };
    buf_init(&b, 1 << 20);
    mail_compose(&b, &m);
    if (b.failed) abort();
    sound(b.p, b.n, 0);
    const char *body = strstr(b.p, "\r\n\r\n");
    if (!body) abort();
    sound(body + 4, strlen(body + 4), 78);
    for (const char *p = b.p; p < body; p = strstr(p, "\r\n") + 2)
        if (strncmp(p, "Bcc", 3) == 0 || strncmp(p, "Cc:", 3) == 0) abort();
    buf_finish(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a;
    arena_init(&a, 1 << 20);
    const char *text = arena_text_n(&a, (const char *)data, size);
    const char *half = strchr(text, '\n');
    address(&a, text);
    header(text);
    whole(half ? arena_text_n(&a, text, (size_t)(half - text)) : text, half ? half + 1 : text);
    arena_finish(&a);
    return 0;
}
