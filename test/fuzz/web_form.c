/* Bodies and queries as urlencoded text, and forms read from them: nothing but valid UTF-8 without NUL comes out, and what
** comes out says the same when it is sent again. */
#include "web/app.h"
#include "base/percent.h"
#include "web/request.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

struct filled {
    const char *text, *lines, *choice, *phone, *secret;
    int64_t count, thing;
    day on;
    opt_day by;
    bool tick;
    struct typed_list many;
};

static const struct field fields[] = {
    FIELD(struct filled, text,   FIELD_TEXT,   REQUIRED, .name = "a", .label = "A", .max = 20),
    FIELD(struct filled, lines,  FIELD_LONG,   OPTIONAL, .name = "b"),
    FIELD(struct filled, choice, FIELD_CHOICE, OPTIONAL, .name = "c", .choices = "x y z"),
    FIELD(struct filled, phone,  FIELD_PHONE,  OPTIONAL, .name = "d"),
    FIELD(struct filled, secret, FIELD_SECRET, OPTIONAL, .name = "e", .max = 50),
    FIELD(struct filled, count,  FIELD_INT,    OPTIONAL, .name = "f", .min = -5, .max = 50),
    FIELD(struct filled, thing,  FIELD_ID,     OPTIONAL, .name = "g"),
    FIELD(struct filled, on,     FIELD_DAY,    REQUIRED, .name = "h"),
    FIELD(struct filled, by,     FIELD_DAY,    OPTIONAL, .name = "i"),
    FIELD(struct filled, tick,   FIELD_TICK,   REQUIRED, .name = "j"),
    FIELD(struct filled, many,   FIELD_MANY,   OPTIONAL, .name = "k-"),
    { 0 }
};
static const struct form_spec spec = { fields };

static void must(bool held)
{
    if (!held) abort();
}

static void again(struct arena *a, const struct typed_list *first)
{
    struct typed_list second;
    struct buf b;

    buf_init(&b, 4 << 20);
    for (size_t i = 0; i < first->n; i++) {
        if (i) buf_char(&b, '&');
        percent_encode(&b, first->item[i].name);
        buf_char(&b, '=');
        percent_encode(&b, first->item[i].value);
    }
    must(!b.failed && urlencoded_read(a, (struct span){ b.p, b.n }, BODY_FIELDS, &second) == OK && second.n == first->n);
    for (size_t i = 0; i < first->n; i++)
        must(str_is(first->item[i].name, second.item[i].name) && str_is(first->item[i].value, second.item[i].value));
    buf_finish(&b);
}

static void form(struct arena *a, struct request *q)
{
    struct app app = { 0 };
    struct ctx c = { .app = &app, .arena = a, .req = q };
    struct filled f;

    memset(&f, 0xee, sizeof f);                       /* every member must be written */
    rc answer = form_read(&c, &spec, &f);
    if (answer == LIMIT) return;
    must(f.text && f.lines && f.choice && f.phone && f.secret && utf8_valid(f.lines, strlen(f.lines)));
    must(f.count >= -5 && f.count <= 50 && (f.choice[0] == 0 || strlen(f.choice) == 1) && f.many.n <= q->body.n);
    if (answer == OK) must(f.text[0] && utf8_count(f.text) <= 20 && f.tick);
    for (size_t i = 0; i < c.form.n; i++)
        must(form_typed(&c, c.form.state[i].name, "") != NULL && !strchr(c.form.state[i].typed, '\r'));
    if (answer == INVALID) form_wrong(&c, "khac", "Sai");
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct arena a;
    struct head head;
    struct match match = { 0 };
    struct request q;

    if (n > BODY_MAX) return 0;
    arena_init(&a, 16 << 20);
    head_init(&head, "POST", "/", "HTTP/1.1");
    head_add(&head, "Content-Type", 12, "application/x-www-form-urlencoded", 33);
    if (request_read(&q, &a, &head, &match, (struct bytes){ p, n }) == OK) {
        for (size_t i = 0; i < q.body.n; i++)
            must(utf8_valid(q.body.item[i].name, strlen(q.body.item[i].name)) && utf8_valid(q.body.item[i].value, strlen(q.body.item[i].value)));
        again(&a, &q.body);
        form(&a, &q);
    }
    arena_finish(&a);
    return 0;
}
