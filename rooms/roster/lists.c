/* Lists of a class to be printed or taken as an Excel file: for signatures (with birth dates), of the guardians' phones, with blank columns.
** What stays true: (1) phones are for the homeroom teacher and the office; (2) birth dates and phones are on each pupil's ledger before the list
** is shown or sent; (3) a file that leaves is in the journal of the school. Source: requirements R9; domain rules 2.9. */
#include "access/access.h"
#include "base/contact.h"
#include "classes/classes.h"
#include "consent/consent.h"
#include "generated/roster_queries.h"
#include "generated/roster_views.h"
#include "people/people.h"
#include "roster/pages.h"
#include "roster/roster.h"
#include "roster/views.h"
#include "schools/schools.h"
#include <xlsxwriter.h>

enum { BLANK_USUAL = 5, BLANK_MOST = 12 };
struct list_in { const char *kind; int64_t blank; };
static const struct field list_fields[] = {
    FIELD(struct list_in, kind, FIELD_CHOICE, REQUIRED, .name = "kieu", .choices = "ky dien-thoai trong"),
    FIELD(struct list_in, blank, FIELD_INT, OPTIONAL, .name = "cot", .min = 0, .max = BLANK_MOST), { 0 } };
const struct form_spec class_list_form = { list_fields };

static enum list_kind kind_read(const char *code)
{
    return str_is(code, "dien-thoai") ? LIST_PHONES : str_is(code, "trong") ? LIST_BLANK : LIST_SIGN;
}

static rc list_fill(struct ctx *c, enum list_kind kind, int64_t blank, struct class_list_view *v)
{
    class_id id = PATH_ID(c, "lop", class_id);
    struct class_listed_row *row;
    struct class_guardians_row *guardian;
    v->kind = kind;
    v->blank = kind != LIST_BLANK ? 0 : blank > 0 && blank <= BLANK_MOST ? blank : BLANK_USUAL;
    v->can_phones = may(c, CLASS_CONTACTS, "lop", id.v);
    if (kind == LIST_PHONES && !v->can_phones) return DENIED;
    try(class_face(c->ask, id, &v->face));
    try(class_listed(c->ask, id, c->today, &row, &v->n));
    v->row = row;
    if (kind != LIST_PHONES) return OK;
    try(class_guardians(c->ask, id, c->today, &guardian, &v->guardians));
    v->guardian = guardian;
    return OK;
}

/* (2). A list on the screen is looked at like a page, and counted so (access/odd.c); a file that leaves is "export". */
static rc looks_put(struct ctx *c, const struct class_list_view *v, const char *as)
{
    person_id *pupil = ARENA_MANY(c->arena, person_id, v->n);
    if (!pupil) return LIMIT;
    for (size_t i = 0; i < v->n; i++) pupil[i] = v->row[i].person_id;
    if (v->kind == LIST_BLANK || v->n == 0) return OK;
    return look_write_all(c, pupil, v->n, v->kind == LIST_PHONES ? LOOK_KIND_CONTACT : LOOK_KIND_PROFILE, as);
}

static const char *path_of(struct ctx *c, const char *kind) { return arena_print(c->arena, "/t/%s/lop/%s/danh-sach%s%s", c->school->code, path_text(c, "lop"), *kind ? "?kieu=" : "", kind); }

rc class_list_page(struct ctx *c, struct reply *r)
{
    static const struct { const char *code, *text; } kinds[] = { { "ky", N_("Lấy chữ kí") }, { "trong", N_("Cột trống") }, { "dien-thoai", N_("Điện thoại") } };
    struct class_list_view v = { .school = c->school, .path = path_of(c, "") };
    int64_t blank = 0;
    const char *code = form_typed(c, "kieu", query_text(c, "kieu"));
    (void)span_int(span_of(form_typed(c, "cot", query_text(c, "cot"))), &blank);      /* no number: the usual */
    try(list_fill(c, kind_read(code), blank, &v));
    struct ui_tab *tab = ARENA_MANY(c->arena, struct ui_tab, 3);
    if (!tab) return LIMIT;
    for (size_t i = 0; i < 3; i++) {
        if (kind_read(kinds[i].code) == LIST_PHONES && !v.can_phones) continue;
        tab[v.tabs++] = (struct ui_tab){ path_of(c, kinds[i].code), kinds[i].text, kind_read(kinds[i].code) == v.kind };
        if (kind_read(kinds[i].code) == v.kind) v.code = kinds[i].code, v.title = kinds[i].text;
    }
    v.tab = tab;
    try(looks_put(c, &v, looking_as(c)));
    return show(r, view_class_list, &v);
}

/* ---- the file */

struct list_sent { class_id class_id; const char *name, *title; size_t pupils; bool phones; };

static rc sent_store(struct tx *t, const struct list_sent *in, void *out)
{
    (void)out;
    try(access_recheck(t, in->phones ? CLASS_CONTACTS : CLASS_READ, "lop", in->class_id.v));
    return audit_add(t, &(struct change){ .act = &roster_acts[ACT_LIST], .kind = "class", .id = in->class_id.v, .name = in->name,
        WAS({ N_("Danh sách"), NULL, in->title, KEPT_AS_WORDS }, { N_("Số em"), NULL, arena_print(t->ask->arena, "%zu", in->pupils), KEPT_AS_IS }) });
}
CLOSURE(sent_store, struct list_sent, void)

static const char *born_text(struct ctx *c, opt_day born)
{
    char text[DAY_TEXT_SIZE];
    return born.has ? arena_text(c->arena, day_dmy(born.v, text)) : "";
}

/* A line for each guardian; a pupil without any has one, too. */
static uint32_t phones_put(struct ctx *c, lxw_worksheet *sheet, const struct class_list_view *v, size_t i, uint32_t at)
{
    uint32_t from = at;
    for (size_t k = 0; k < v->guardians; k++) {
        const struct class_guardians_row *g = &v->guardian[k];
        if (g->child_id.v != v->row[i].person_id.v) continue;
        book_put(sheet, at, 1, v->row[i].name, NULL);
        book_put(sheet, at, 2, g->name, NULL);
        book_put(sheet, at, 3, tr(c->lang, guardian_kind_label(g->kind)), NULL);
        book_put(sheet, at++, 4, g->phone ? phone_show(c->arena, g->phone) : "", NULL);
    }
    if (at == from) book_put(sheet, at++, 1, v->row[i].name, NULL);
    worksheet_write_number(sheet, (lxw_row_t)from, 0, (double)i + 1, NULL);
    return at;
}

static void heads_put(struct ctx *c, lxw_worksheet *sheet, const struct class_list_view *v, lxw_format *bold)
{
    static const char *const heads[][3] = { [LIST_SIGN] = { N_("Ngày sinh"), N_("Kí tên"), NULL }, [LIST_PHONES] = { N_("Phụ huynh"), N_("Quan hệ"), N_("Điện thoại") }, [LIST_BLANK] = { NULL } };
    book_put(sheet, 0, 0, tr(c->lang, _("STT")), bold);
    book_put(sheet, 0, 1, tr(c->lang, _("Họ và tên")), bold);
    for (size_t i = 0; i < 3 && heads[v->kind][i]; i++) book_put(sheet, 0, 2 + i, tr(c->lang, heads[v->kind][i]), bold);
    worksheet_set_column(sheet, 0, 0, 6, NULL);
    worksheet_set_column(sheet, 1, 4, 22, NULL);
    worksheet_freeze_panes(sheet, 1, 0);
}

static rc list_write(struct ctx *c, const struct class_list_view *v, struct bytes *out)
{
    struct book b;
    uint32_t at = 1;
    try(book_open(c->ask, &b));
    lxw_worksheet *sheet = workbook_add_worksheet(b.book, tr(LANG_VI, _("Danh sách")));
    heads_put(c, sheet, v, book_bold(b.book));
    for (size_t i = 0; i < v->n; i++) {
        if (v->kind == LIST_PHONES) {
            at = phones_put(c, sheet, v, i, at);
            continue;
        }
        worksheet_write_number(sheet, (lxw_row_t)at, 0, (double)i + 1, NULL);
        book_put(sheet, at, 1, v->row[i].name, NULL);
        if (v->kind == LIST_SIGN) book_put(sheet, at, 2, born_text(c, v->row[i].born), NULL);
        at++;
    }
    return book_close(c->ask, &b, out);
}

rc class_list_action(struct ctx *c, struct reply *r)
{
    static const char *const titles[] = { [LIST_SIGN] = N_("Lấy chữ kí"), [LIST_BLANK] = N_("Cột trống"), [LIST_PHONES] = N_("Điện thoại phụ huynh") };
    struct list_in in;
    struct class_list_view v = { .school = c->school };
    struct bytes out;
    try(form_read(c, c->route->form, &in));
    try(list_fill(c, kind_read(in.kind), in.blank, &v));
    struct list_sent sent = { v.face.id, v.face.name, titles[v.kind], v.n, v.kind == LIST_PHONES };
    try(looks_put(c, &v, "export"));
    try(transact(c->ask, c->key, sent_store, &sent, NULL));
    try(list_write(c, &v, &out));
    return send_bytes(r, XLSX_TYPE, arena_print(c->arena, "lop-%s.xlsx", path_text(c, "lop")), out.p, out.n);
}
