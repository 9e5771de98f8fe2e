/* Figures of a school's record, deeds and statements from outside side by side: by verb, activity, class, week, key or component. They come from sums that grow with
** what is written, so a page costs the same however many statements there are. Whoever opens it may read every statement of the school, so no figure is too small. */
#include "base/csv.h"
#include "base/ids.h"
#include "generated/xapi_views.h"
#include "xapi/inside.h"
#include "xapi/operate.h"
#include <stdlib.h>
#include <string.h>

enum { ROWS_SHOWN = 200, BARS = 10, SPAN_MOST = 3660, FILE_ROWS = 3000, OTHERS_SHOWN = 100 };
enum by { BY_VERB, BY_THING, BY_CLASS, BY_WEEK, BY_KEY, BY_COMPONENT, BYS };

static const struct ui_choice bys[BYS] = { { "dong_tu", N_("Động từ"), NULL }, { "hoat_dong", N_("Hoạt động"), NULL }, { "lop", N_("Lớp"), NULL }, { "tuan", N_("Tuần"), NULL },
                                           { "khoa", N_("Nguồn ghi"), NULL }, { "thanh_phan", N_("Thành tố"), NULL } };
static const struct ui_choice spans[] = { { "56", N_("8 tuần qua"), NULL }, { "7", N_("7 ngày qua"), NULL }, { "30", N_("30 ngày qua"), NULL }, { "365", N_("Một năm qua"), NULL },
                                          { "khac", N_("Từ ngày, đến ngày ở dưới"), NULL } };
enum { SPANS = sizeof spans / sizeof *spans };

struct asking { enum by by; day from, to /* behind the last */; int64_t key; bool one_key; };
struct rows { struct figure_row *row; size_t n, most; struct ask *a; enum lang lang; bool others; };

/* ---- what is asked for */

static const char *known(const char *code, const struct ui_choice *choice, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(choice[i].code, code)) return choice[i].code;
    return choice[0].code;
}

static rc asking_read(struct ctx *c, struct figures_view *v, struct asking *q)
{
    int64_t days = 0;
    day from, to;
    v->by = known(query_text(c, "nhom"), bys, BYS);
    v->span = known(query_text(c, "ky"), spans, SPANS);
    v->from = query_text(c, "tu"), v->to = query_text(c, "den"), v->key = query_text(c, "khoa");
    *q = (struct asking){ .to = { c->today.n + 1 } };
    for (size_t i = 0; i < BYS; i++)
        if (str_is(bys[i].code, v->by)) q->by = (enum by)i, v->title = bys[i].label;
    if (span_int(span_of(v->span), &days)) q->from.n = q->to.n - (int32_t)days;
    else {
        q->from.n = day_read(v->from, &from) == DAY_OK ? from.n : q->to.n - 56;
        if (day_read(v->to, &to) == DAY_OK) q->to.n = to.n + 1;
        if (q->from.n >= q->to.n) q->from.n = q->to.n - 1;
        if (q->to.n - q->from.n > SPAN_MOST) q->from.n = q->to.n - SPAN_MOST;
    }
    q->one_key = *v->key && !str_is(v->key, "khue");
    if (q->one_key && !id_read(v->key, &q->key)) return NOT_FOUND;
    if (q->by == BY_CLASS || q->by == BY_WEEK) q->from.n -= (q->from.n + 3) % 7;                       /* whole weeks */
    v->first = q->from, v->last = (day){ q->to.n - 1 };
    v->query = arena_print(c->arena, "nhom=%s%s%s%s%s", v->by, v->span == spans[0].code ? "" : asked_of_address(c->arena, "ky", v->span), asked_of_address(c->arena, "tu", v->from), asked_of_address(c->arena, "den", v->to), asked_of_address(c->arena, "khoa", v->key));
    return OK;
}

/* ---- rows: one a label, deeds and what was told side by side */

static void row_add(struct rows *r, const char *label, const char *link, int64_t deeds, int64_t told)
{
    if (link && !*link) link = NULL;
    for (size_t i = 0; i < r->n; i++)
        if (str_is(r->row[i].label, label) && (!link || !r->row[i].link || str_is(r->row[i].link, link))) {
            r->row[i].deeds += deeds, r->row[i].told += told;
            if (!r->row[i].link) r->row[i].link = link;
            return;
        }
    if (r->n < r->most) r->row[r->n++] = (struct figure_row){ label, link, deeds, told };
}

static const char *verb_said(struct rows *r, const char *iri, const char *name)
{
    return iri ? verb_words(r->a->arena, r->lang, iri, name) : tr(r->lang, _("động từ khác"));
}

static rc by_verb(struct rows *r, const struct asking *q, bool deeds, bool told)
{
    struct deeds_sum_verb_row *d;
    struct told_sum_verb_row *o;
    size_t n = 0;
    if (deeds) try(deeds_sum_verb(r->a, q->from, q->to, &d, &n));
    for (size_t i = 0; i < n; i++) row_add(r, tr(r->lang, deed_verb_label(d[i].verb)), asked_of_address(r->a->arena, "dong_tu", deed_verb_iri(d[i].verb)), d[i].n, 0);
    n = 0;
    if (told) try(told_sum_verb(r->a, q->from, q->to, q->key, &o, &n));
    for (size_t i = 0; i < n; i++) r->others = r->others || !o[i].iri;
    for (size_t i = 0; i < n; i++) row_add(r, verb_said(r, o[i].iri, o[i].name), o[i].iri ? asked_of_address(r->a->arena, "dong_tu", o[i].iri) : NULL, 0, o[i].n);
    return OK;
}

static rc by_thing(struct rows *r, const struct asking *q, bool deeds, bool told)
{
    struct deeds_sum_kind_row *d;
    struct told_sum_thing_row *o;
    size_t n = 0;
    if (deeds) try(deeds_sum_kind(r->a, q->from, q->to, &d, &n));
    for (size_t i = 0; i < n; i++) {
        const struct object_kind *kind = object_kind_of(d[i].object_kind, NULL);
        row_add(r, kind ? tr(r->lang, kind->label) : d[i].object_kind, NULL, d[i].n, 0);
    }
    n = 0;
    if (told) try(told_sum_thing(r->a, q->from, q->to, q->key, &o, &n));
    for (size_t i = 0; i < n; i++) r->others = r->others || !o[i].iri;
    for (size_t i = 0; i < n; i++)
        row_add(r, !o[i].iri ? tr(r->lang, _("hoạt động khác")) : *o[i].name ? o[i].name : o[i].iri, o[i].iri ? asked_of_address(r->a->arena, "hoat_dong", o[i].iri) : NULL, 0, o[i].n);
    return OK;
}

static const char *class_said(struct rows *r, const struct classes_named_row *name, size_t n, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (name[i].id.v == id) return arena_print(r->a->arena, "%s, %s", name[i].name, name[i].year);
    return tr(r->lang, _("lớp không còn"));
}

static rc by_class(struct rows *r, const struct asking *q, bool deeds, bool told)
{
    struct classes_named_row *name;
    struct deeds_sum_class_row *d;
    struct told_sum_class_row *o;
    size_t names, n = 0;
    try(classes_named(r->a, &name, &names));
    if (deeds) try(deeds_sum_class(r->a, q->from, q->to, &d, &n));
    for (size_t i = 0; i < n; i++) row_add(r, class_said(r, name, names, d[i].class_id.v), NULL, d[i].n, 0);
    n = 0;
    if (told) try(told_sum_class(r->a, q->from, q->to, q->key, &o, &n));
    for (size_t i = 0; i < n; i++) row_add(r, class_said(r, name, names, o[i].class_ref), NULL, 0, o[i].n);
    return OK;
}

static const char *week_said(struct rows *r, day monday)
{
    char text[DAY_TEXT_SIZE];
    return arena_text(r->a->arena, day_iso(monday, text));
}

static rc by_week(struct rows *r, const struct asking *q, bool deeds, bool told)
{
    struct deeds_sum_week_row *d;
    struct told_sum_week_row *o;
    size_t n = 0;
    if (deeds) try(deeds_sum_week(r->a, q->from, q->to, &d, &n));
    for (size_t i = 0; i < n; i++) row_add(r, week_said(r, d[i].monday), NULL, d[i].n, 0);
    n = 0;
    if (told) try(told_sum_week(r->a, q->from, q->to, q->key, &o, &n));
    for (size_t i = 0; i < n; i++) row_add(r, week_said(r, o[i].monday), NULL, 0, o[i].n);
    return OK;
}

static rc by_key(struct rows *r, const struct asking *q, bool deeds, bool told)
{
    struct deeds_sum_row d = { .n = 0 };
    struct told_sum_key_row *o;
    size_t n = 0;
    if (deeds) try(deeds_sum(r->a, q->from, q->to, &d));
    if (d.n) row_add(r, "Khuê", NULL, d.n, 0);
    if (told) try(told_sum_key(r->a, q->from, q->to, q->key, &o, &n));
    for (size_t i = 0; i < n; i++) {
        char id[ID_TEXT_SIZE];
        id_text(o[i].key_id, id);
        row_add(r, o[i].name ? o[i].name : tr(r->lang, _("nhập từ tệp hay kho khác")), o[i].name ? asked_of_address(r->a->arena, "khoa", id) : NULL, 0, o[i].n);
    }
    return OK;
}

static rc by_component(struct rows *r, const struct asking *q, bool deeds, bool told)
{
    struct deeds_sum_component_row *d;
    struct told_sum_component_row *o;
    size_t n = 0;
    if (deeds) try(deeds_sum_component(r->a, q->from, q->to, &d, &n));
    for (size_t i = 0; i < n; i++) row_add(r, tr(r->lang, component_label(d[i].component)), NULL, d[i].n, 0);
    n = 0;
    if (told) try(told_sum_component(r->a, q->from, q->to, q->key, &o, &n));
    for (size_t i = 0; i < n; i++) row_add(r, tr(r->lang, component_label(o[i].component)), NULL, 0, o[i].n);
    return OK;
}

/* The most first; weeks the newest first. */
static int most_first(const void *x, const void *y)
{
    const struct figure_row *a = x, *b = y;
    int64_t left = a->deeds + a->told, right = b->deeds + b->told;
    return left != right ? (left < right) - (left > right) : strcmp(a->label, b->label);
}
static int newest_first(const void *x, const void *y) { return strcmp(((const struct figure_row *)y)->label, ((const struct figure_row *)x)->label); }

static rc rows_read(struct ctx *c, const struct figures_view *v, const struct asking *q, struct rows *r)
{
    static rc (*const reads[BYS])(struct rows *r, const struct asking *q, bool deeds, bool told) = { by_verb, by_thing, by_class, by_week, by_key, by_component };
    *r = (struct rows){ .most = FILE_ROWS, .a = c->ask, .lang = c->lang };
    if (!(r->row = ARENA_MANY(c->arena, struct figure_row, r->most))) return LIMIT;
    try(reads[q->by](r, q, !q->one_key, !str_is(v->key, "khue")));
    if (r->n) qsort(r->row, r->n, sizeof *r->row, q->by == BY_WEEK ? newest_first : most_first);
    for (size_t i = 0; q->by == BY_WEEK && i < r->n; i++) {
        char text[DAY_TEXT_SIZE];
        day monday;
        if (day_read_iso(r->row[i].label, &monday) == DAY_OK) r->row[i].label = arena_text(c->arena, day_dmy(monday, text));
    }
    return OK;
}

/* ---- what is counted among all others */

/* The names of a map of languages: any of them. */
static const char *thing_said(const struct json *object)
{
    const struct json *name = json_get(json_get(object, "definition"), "name"), *id = json_get(object, "id");
    if (name && name->kind == JSON_OBJECT && name->first && name->first->kind == JSON_STRING && *name->first->text) return name->first->text;
    return id && id->kind == JSON_STRING ? id->text : NULL;
}

static void other_add(struct rows *r, const char *document)
{
    struct document_open d;
    document_open(&d, document);
    const char *said = thing_said(json_get(d.said, "object"));
    if (said) row_add(r, arena_text(r->a->arena, said), NULL, 0, 1);
    document_close(&d);
}

static rc others_fill(struct ctx *c, struct figures_view *v, const struct asking *q)
{
    enum { LOOKED_AT = 300, READ = 20 /* at once */ };
    static const uint8_t none[1];
    struct rows r = { .most = OTHERS_SHOWN, .a = c->ask, .lang = c->lang };
    statement_id before = { INT64_MAX };
    size_t n = 1;
    if (!(r.row = ARENA_MANY(c->arena, struct figure_row, r.most))) return LIMIT;
    for (size_t looked = 0; n && looked < LOOKED_AT; looked += n) {
        struct told_others_row *row;
        struct rows_aside aside;
        rows_aside_begin(&aside, c->ask);
        rc read = told_others(c->ask, q->key, (struct bytes){ none, 0 }, before, READ, &row, &n);
        rows_aside_leave(&aside);
        for (size_t i = 0; read == OK && i < n; i++) other_add(&r, row[i].document), before = row[i].id;
        rows_aside_end(&aside);
        try(read);
    }
    if (r.n) qsort(r.row, r.n, sizeof *r.row, most_first);
    v->other = r.row, v->other_n = r.n;
    return OK;
}

/* ---- the page */

static rc keys_fill(struct ctx *c, struct figures_view *v)
{
    struct key_line *key;
    size_t n;
    try(keys_list(c->ask, &key, &n));
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, n + 1);
    if (!choice) return LIMIT;
    choice[v->keys_n++] = (struct ui_choice){ .code = "khue", .label = "Khuê" };
    for (size_t i = 0; i < n; i++) {
        char id[ID_TEXT_SIZE];
        id_text(key[i].id.v, id);
        choice[v->keys_n++] = (struct ui_choice){ .code = arena_text(c->arena, id), .label = key[i].name };
    }
    v->keys = choice;
    return OK;
}

static rc bars_fill(struct ctx *c, struct figures_view *v)
{
    v->bars = v->n < BARS ? v->n : BARS;
    struct ui_bar *bar = ARENA_MANY(c->arena, struct ui_bar, v->bars);
    if (!bar) return LIMIT;
    for (size_t i = 0; i < v->bars; i++) bar[i] = (struct ui_bar){ v->row[i].label, v->row[i].deeds + v->row[i].told };
    v->bar = bar;
    return OK;
}

rc figures_page(struct ctx *c, struct reply *r)
{
    struct figures_view v = { .school_code = c->school->code, .bys = bys, .bys_n = BYS, .spans = spans, .spans_n = SPANS };
    struct views_here_row *view;
    struct asking q;
    struct rows rows;
    try(asking_read(c, &v, &q));
    try(keys_fill(c, &v));
    try(rows_read(c, &v, &q, &rows));
    for (size_t i = 0; i < rows.n; i++) v.deeds += rows.row[i].deeds, v.told += rows.row[i].told;
    v.others = rows.others, v.other_asked = rows.others && q.by == BY_THING && *query_text(c, "khac");
    if (v.other_asked) try(others_fill(c, &v, &q));
    v.row = rows.row, v.n = rows.n < ROWS_SHOWN ? rows.n : ROWS_SHOWN;
    try(bars_fill(c, &v));
    try(views_here(c->ask, &view, &v.views));
    v.view = view;
    return show(r, view_figures, &v);
}

/* ---- to be taken along */

rc figures_file(struct ctx *c, struct reply *r)
{
    struct figures_view v = { .school_code = c->school->code };
    struct asking q;
    struct rows rows;
    struct buf b;
    try(asking_read(c, &v, &q));
    try(rows_read(c, &v, &q, &rows));
    buf_init(&b, 4 << 20);
    buf_text(&b, CSV_BOM);
    csv_text(&b, tr(c->lang, v.title), CSV_MORE), csv_text(&b, tr(c->lang, _("Khuê ghi")), CSV_MORE), csv_text(&b, tr(c->lang, _("Phần mềm khác kể")), CSV_LAST);
    for (size_t i = 0; i < rows.n; i++) {
        csv_text(&b, rows.row[i].label, CSV_MORE), csv_number(&b, rows.row[i].deeds, CSV_MORE), csv_number(&b, rows.row[i].told, CSV_LAST);
    }
    rc done = b.failed ? LIMIT : send_bytes(r, "text/csv; charset=utf-8", "so-lieu-kho.csv", b.p, b.n);
    buf_finish(&b);
    return done;
}
