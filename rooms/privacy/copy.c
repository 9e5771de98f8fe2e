/* A copy of one person's data: taken at once by the person, or by who decides for it; nothing of it stays on the server. What it says
** is what each room says of its own tables (main.c), asked in the family's scope, so never more than the family may read.
** docs/decisions/0080-a-copy-is-taken-at-once.md */
#include "privacy/copy.h"
#include "access/access.h"
#include "base/ids.h"
#include "files/files.h"
#include "generated/privacy_queries.h"
#include "generated/privacy_views.h"
#include "privacy/pages.h"
#include "privacy/privacy.h"
#include "privacy/views.h"
#include "record/record.h"

enum { DOCUMENT_BYTES = 6 << 20 };
#define DAY_MS 86400000LL

/* ---- what is in it */

static size_t parts_all(void)
{
    size_t n = 0;
    for (const struct person_part_table *t = person_part_tables; t->room; t++)
        for (const struct person_part *p = t->rows; p->code; p++) n++;
    return n;
}

static rc part_gather(struct ctx *c, struct copy *k, struct copy_part *one, const person_id *more, size_t n)
{
    one->out.a = c->ask;
    one->others = one->part->own && !k->self;
    if (one->others) return OK;
    try(one->part->tell(c->ask, k->subject.id, &one->out));
    if (one->out.file) k->photo = one->out.file, k->photo_bytes = one->out.bytes;
    for (size_t i = 0; i < n; i++) try(one->part->tell(c->ask, more[i], &one->out));
    return c->arena->failed ? LIMIT : OK;
}

static rc said_gather(struct ctx *c, struct copy *k, const person_id *more, size_t n)
{
    struct buf b;
    buf_init(&b, DOCUMENT_BYTES);
    rc done = statements_of_mine(c->ask, base_address(c), k->subject.id, &b, &k->said_cut);
    for (size_t i = 0; i < n && done == OK; i++) done = statements_of_mine(c->ask, base_address(c), more[i], &b, &k->said_cut);
    const char *text = done == OK && b.n ? arena_text_n(c->arena, b.p, b.n) : NULL;
    if (text) k->said = (struct bytes){ (const uint8_t *)text, b.n };
    buf_finish(&b);
    return done;
}

rc copy_gather(struct ctx *c, person_id subject, struct copy *out)
{
    person_id *more;
    size_t n;
    *out = (struct copy){ .self = subject.v == c->who->person.v, .at = c->now };
    try(person_mine(c->ask, subject, &out->subject));
    try(folded_into(c->ask, subject, &more, &n));
    out->part = ARENA_MANY(c->arena, struct copy_part, parts_all());
    if (!out->part) return LIMIT;
    for (const struct person_part_table *t = person_part_tables; t->room; t++)
        for (const struct person_part *p = t->rows; p->code; p++) {
            out->part[out->parts] = (struct copy_part){ .part = p };
            try(part_gather(c, out, &out->part[out->parts++], more, n));
        }
    return said_gather(c, out, more, n);
}

/* ---- the archive */

/* The document is opened outside of us, so it brings its sheet. */
static const char sheet[] =
    "body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem;color:#1b1b1b;background:#fff}"
    "table{border-collapse:collapse;width:100%;display:block;overflow-x:auto}th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #ccc}"
    "h2{margin-top:2rem}img{width:10rem;height:auto}@media print{table{display:table}}"
    "@media screen and (max-width:40em){table,tbody,tr{display:block}thead{display:none}tr{padding:.5rem 0;border-bottom:1px solid #ccc}"
    "td{display:grid;grid-template-columns:8rem 1fr;gap:.5rem;padding:.1rem 0;border:0;overflow-wrap:anywhere}td::before{content:attr(data-label);color:#555}td:empty{display:none}}\n";

static struct bytes bytes_of(const struct buf *b) { return (struct bytes){ (const uint8_t *)b->p, b->n }; }

rc copy_zip(struct ctx *c, const struct copy *k, struct bytes *out)
{
    struct buf json, html;
    struct copy_view v = { .copy = k, .left = left_out };
    buf_init(&json, DOCUMENT_BYTES);
    buf_init(&html, DOCUMENT_BYTES);
    copy_json(&json, c->arena, c->lang, k);
    struct out o = { &html, c->lang, c };
    view_copy_document(&o, &v);
    struct zip_entry entry[5] = { { "doc-duoc.html", bytes_of(&html) }, { "du-lieu.json", bytes_of(&json) }, { "kieu.css", { (const uint8_t *)sheet, sizeof sheet - 1 } } };
    size_t n = 3;
    if (k->said.n) entry[n++] = (struct zip_entry){ "hanh-trinh.ndjson", k->said };
    if (k->photo) entry[n++] = (struct zip_entry){ k->photo, k->photo_bytes };
    rc made = json.failed || html.failed || c->arena->failed ? LIMIT : zip_make(c->ask, entry, n, out);
    buf_finish(&json);
    buf_finish(&html);
    return made;
}

/* ---- taking it */

static rc copy_store(struct tx *t, const person_id *subject, void *out)
{
    struct copies_since_row lately;
    const char *name;
    (void)out;
    try(access_recheck(t, DATA_COPY, "em", subject->v));
    try(persons_hold(t, t->ask->me, t->ask->me));                  /* two presses at once are counted one after the other */
    try(copies_since(t->ask, t->ask->me, (instant){ t->now.ms - DAY_MS }, &lately));
    if (lately.n >= COPIES_A_DAY)
        return refuse(t->ask, CONFLICT, 5320, _("Trong một ngày đã lấy bản sao 5 lần. Lấy tiếp được vào ngày mai."), NULL);
    try(copy_insert(t, *subject, NEW_ID(t, data_copy_id), t->ask->me, NULL));
    try(person_name(t->ask, *subject, &name));
    return audit_add(t, &(struct change){ .act = &privacy_acts[ACT_COPY], .kind = "person", .id = subject->v, .name = name, .about = *subject });
}
CLOSURE(copy_store, person_id, void)

/* Written down first, then made; a second press of the same form is the same copy, and gets it again. */
rc copy_action(struct ctx *c, struct reply *r)
{
    person_id subject = PATH_ID(c, "em", person_id);
    struct copy k;
    struct bytes zip;
    char date[DAY_TEXT_SIZE];
    try(transact(c->ask, c->key, copy_store, &subject, NULL));
    try(copy_gather(c, subject, &k));
    try(copy_zip(c, &k, &zip));
    return send_bytes(r, "application/zip", arena_print(c->arena, "ban-sao-du-lieu-%s.zip", day_iso(c->today, date)), zip.p, zip.n);
}
