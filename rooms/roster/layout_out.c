/* A list goes out in the layout that it came in: sheets, headings, order; the pupils of today, as the school has them now. Those that did
** not come with it stand on the sheet of their class, or on one more in the layout of the first. docs/decisions/0072. */
#include "access/access.h"
#include "base/contact.h"
#include "base/viet.h"
#include "consent/consent.h"
#include "roster/pages.h"
#include "roster/roster.h"
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

/* What Khuê has no place for and a list may say. */
static const enum meaning only_list[] = { MEANS_PUPIL_CODE, MEANS_STATUS, MEANS_BIRTH_PLACE, MEANS_ADDRESS, MEANS_GUARDIAN_RELATION, MEANS_NOTE };
enum { ONLY_LIST = sizeof only_list / sizeof *only_list };

const char *layout_kept(struct arena *a, const struct roster_row *row)
{
    struct roster_row only = { 0 };
    for (size_t i = 0; i < ONLY_LIST; i++) only.said[only_list[i]] = row->cell[only_list[i]];
    return roster_row_pack(a, &only);
}

struct one { const struct pupils_out_row *p; const struct guardians_out_row *guardian; size_t guardians; struct roster_row kept; };
struct page { const struct roster_sheet *as; const char *name, *class_title; struct one **row; size_t n, most; };
struct layout {
    struct ask *a;
    bool numbers;
    struct roster_sheet *sheet; size_t sheets;
    struct one *pupil; size_t pupils;
    struct page *page; size_t pages;
};

/* ---- cells */

static bool has_column(const struct roster_sheet *s, enum meaning m)
{
    for (size_t i = 0; i < s->columns; i++)
        if (s->column[i].means == m) return true;
    return false;
}

static const struct guardians_out_row *guardian_of_kind(const struct one *x, enum guardian_kind kind)
{
    for (size_t i = 0; i < x->guardians; i++)
        if (x->guardian[i].kind == kind) return &x->guardian[i];
    return NULL;
}

/* The guardian of the separate columns: the first one that no column for mother or father shows. */
static const struct guardians_out_row *other_guardian(const struct one *x, const struct roster_sheet *s)
{
    const struct guardians_out_row *mother = has_column(s, MEANS_MOTHER_NAME) || has_column(s, MEANS_MOTHER_PHONE) ? guardian_of_kind(x, GUARDIAN_KIND_MOTHER) : NULL;
    const struct guardians_out_row *father = has_column(s, MEANS_FATHER_NAME) || has_column(s, MEANS_FATHER_PHONE) ? guardian_of_kind(x, GUARDIAN_KIND_FATHER) : NULL;
    for (size_t i = 0; i < x->guardians; i++)
        if (&x->guardian[i] != mother && &x->guardian[i] != father) return &x->guardian[i];
    return NULL;
}

/* A name that was made up for a phone without one goes out as it came: empty. */
static const char *name_of(struct layout *l, const struct one *x, const struct guardians_out_row *g)
{
    if (!g) return "";
    return str_is(g->full_name, say(l->a->arena, LANG_VI, _("Phụ huynh em {ten}"), "ten", x->p->full_name, NULL)) ? "" : g->full_name;
}

static const char *phone_of(struct layout *l, const struct guardians_out_row *g) { return g && g->phone ? phone_show(l->a->arena, g->phone) : ""; }

static const char *family_cell(struct layout *l, const struct one *x, const struct roster_sheet *s, enum meaning m)
{
    const struct guardians_out_row *mother = guardian_of_kind(x, GUARDIAN_KIND_MOTHER), *father = guardian_of_kind(x, GUARDIAN_KIND_FATHER), *other = other_guardian(x, s);
    if (m == MEANS_MOTHER_NAME) return name_of(l, x, mother);
    if (m == MEANS_MOTHER_PHONE) return phone_of(l, mother);
    if (m == MEANS_FATHER_NAME) return name_of(l, x, father);
    if (m == MEANS_FATHER_PHONE) return phone_of(l, father);
    if (m == MEANS_GUARDIAN_NAME) return name_of(l, x, other);
    if (m == MEANS_GUARDIAN_PHONE) return phone_of(l, other);
    return x->kept.said[m] ? x->kept.said[m] : other ? guardian_kind_label(other->kind) : "";
}

static const char *name_cell(struct layout *l, const struct one *x, const struct roster_sheet *s, enum meaning m)
{
    const char *before, *given;
    struct span family, rest;
    name_split(l->a->arena, x->p->full_name, &before, &given);
    if (m == MEANS_GIVEN) return given;
    if (m == MEANS_FAMILY_MIDDLE && !has_column(s, MEANS_MIDDLE)) return before;
    rest = span_of(before);
    if (!span_cut(&rest, ' ', &family)) family = (struct span){ "", 0 };
    return m == MEANS_FAMILY_MIDDLE ? arena_text_n(l->a->arena, family.p, family.n) : arena_text_n(l->a->arena, rest.n ? rest.p : "", rest.n);
}

/* "Ngày sinh" once for boys and once for girls: the word under it says whose. */
static bool of_other_sex(const struct one *x, const char *header)
{
    static const char male[] = "/ Nam", female[] = "/ Nữ";                    /* law 5: words of imported files */
    size_t n = strlen(header);
    if (n > strlen(male) && str_is(header + n - strlen(male), male)) return x->p->sex != SEX_MALE;
    return n > strlen(female) && str_is(header + n - strlen(female), female) && x->p->sex != SEX_FEMALE;
}

static const char *cell_text(struct layout *l, const struct one *x, const struct roster_sheet *s, const struct roster_column *c, size_t number)
{
    char text[DAY_TEXT_SIZE];
    struct arena *a = l->a->arena;
    switch (c->means) {
    case MEANS_NUMBER: return arena_print(a, "%zu", number);
    case MEANS_FULL_NAME: return x->p->full_name;
    case MEANS_FAMILY_MIDDLE: case MEANS_MIDDLE: case MEANS_GIVEN: return name_cell(l, x, s, c->means);
    case MEANS_BIRTH_DATE: return x->p->born.has && !of_other_sex(x, c->header) ? arena_text(a, day_dmy(x->p->born.v, text)) : "";
    case MEANS_SEX: return x->p->sex ? sex_label(x->p->sex) : "";
    case MEANS_FEMALE_MARK: return x->p->sex == SEX_FEMALE ? "x" : "";
    case MEANS_MALE_MARK: return x->p->sex == SEX_MALE ? "x" : "";
    case MEANS_CLASS: return x->p->class_name;
    case MEANS_GRADE: return x->p->grade.has && x->p->grade.v > 0 ? arena_print(a, "%lld", (long long)x->p->grade.v) : "";
    case MEANS_NATIONAL_ID: return l->numbers ? x->p->national_id : "";
    case MEANS_MOET_ID: return x->p->moet_id;
    case MEANS_ETHNICITY: return x->p->ethnicity;
    case MEANS_PUPIL_CODE: case MEANS_STATUS: case MEANS_BIRTH_PLACE: case MEANS_ADDRESS: case MEANS_NOTE: return x->kept.said[c->means];
    case MEANS_NOTHING: case MEANS_SOURCE_PERSON: case MEANS_SOURCE_CLASS: case MEANINGS: return "";
    default: return family_cell(l, x, s, c->means);
    }
}

/* ---- who stands on which sheet */

static bool page_add(struct layout *l, struct page *p, struct one *x)
{
    if (p->n == p->most) {
        size_t most = p->most ? 2 * p->most : 64;
        struct one **more = ARENA_MANY(l->a->arena, struct one *, most);
        if (!more) return false;
        if (p->n) memcpy(more, p->row, p->n * sizeof *more);
        p->row = more;
        p->most = most;
    }
    p->row[p->n++] = x;
    return true;
}

static bool same_class(struct arena *a, const char *x, const char *y)
{
    struct class_name p, q;
    if (str_is(x, y)) return true;
    return class_name_read(a, x, &p) && class_name_read(a, y, &q) && str_is(p.key, q.key);
}

static struct page *page_of_class(struct layout *l, const char *class_name)
{
    struct page *first = NULL;
    for (size_t i = 0; i < l->pages; i++) {
        struct page *p = &l->page[i];
        if (!p->as) continue;
        if (*p->class_title && same_class(l->a->arena, p->class_title, class_name)) return p;
        if (!first && !*p->class_title && has_column(p->as, MEANS_CLASS)) first = p;
    }
    return first;
}

/* One more sheet, in the layout of the first. */
static struct page *page_new(struct layout *l, const char *class_name)
{
    const struct roster_sheet *as = NULL;
    for (size_t i = 0; i < l->pages && !as; i++) as = l->page[i].as;
    struct page *p = &l->page[l->pages++];
    *p = (struct page){ .as = as, .name = *class_name ? class_name : _("Chưa xếp lớp"), .class_title = class_name };
    return p;
}

/* The sheet that it came on, unless that one is another class's by now. */
static struct page *page_of(struct layout *l, const struct one *x, size_t came_on)
{
    const char *class_name = x->p->class_name ? x->p->class_name : "";
    struct page *p = came_on < l->sheets && l->page[came_on].as ? &l->page[came_on] : NULL;
    if (p && (!*p->class_title || same_class(l->a->arena, p->class_title, class_name))) return p;
    struct page *other = page_of_class(l, class_name);
    return other ? other : page_new(l, class_name);
}

static int by_person(const void *x, const void *y)
{
    const struct one *a = *(struct one *const *)x, *b = *(struct one *const *)y;
    return a->p->person_id.v < b->p->person_id.v ? -1 : a->p->person_id.v > b->p->person_id.v;
}

static struct one *find(struct one **sorted, size_t n, person_id person)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (sorted[mid]->p->person_id.v < person.v) low = mid + 1; else high = mid;
    }
    return low < n && sorted[low]->p->person_id.v == person.v ? sorted[low] : NULL;
}

static rc pupils_fill(struct layout *l, struct one ***sorted)
{
    struct pupils_out_row *row;
    struct guardians_out_row *guardian;
    size_t guardians;
    day today = day_of(l->a->now);
    try(pupils_out(l->a, today, &row, &l->pupils));
    try(guardians_out(l->a, today, &guardian, &guardians));
    l->pupil = ARENA_MANY(l->a->arena, struct one, l->pupils + 1);
    *sorted = ARENA_MANY(l->a->arena, struct one *, l->pupils + 1);
    if (!l->pupil || !*sorted) return LIMIT;
    for (size_t i = 0; i < l->pupils; i++) {
        l->pupil[i].p = &row[i];
        (*sorted)[i] = &l->pupil[i];
    }
    if (l->pupils) qsort(*sorted, l->pupils, sizeof **sorted, by_person);
    for (size_t i = 0; i < guardians; i++) {
        struct one *x = find(*sorted, l->pupils, guardian[i].child_id);
        if (!x) continue;
        if (!x->guardian) x->guardian = &guardian[i];
        x->guardians++;
    }
    return OK;
}

static rc pages_fill(struct layout *l, roster_import_id id)
{
    struct kept_of_import_row *kept;
    struct one **sorted;
    size_t n;
    try(kept_of_import(l->a, id, &kept, &n));
    try(pupils_fill(l, &sorted));
    bool *placed = ARENA_MANY(l->a->arena, bool, l->pupils + 1);
    l->page = ARENA_MANY(l->a->arena, struct page, l->sheets + l->pupils + 1);
    if (!placed || !l->page) return LIMIT;
    for (size_t i = 0; i < l->sheets; i++)
        l->page[i] = (struct page){ .as = l->sheet[i].header_row ? &l->sheet[i] : NULL, .name = l->sheet[i].name, .class_title = l->sheet[i].class_title };
    l->pages = l->sheets;
    for (size_t i = 0; i < n; i++) {
        struct one *x = find(sorted, l->pupils, kept[i].person_id);
        if (!x || placed[x - l->pupil]) continue;
        roster_row_unpack(l->a->arena, kept[i].kept, &x->kept);
        placed[x - l->pupil] = true;
        if (!page_add(l, page_of(l, x, (size_t)kept[i].sheet), x)) return LIMIT;
    }
    for (size_t i = 0; i < l->pupils; i++)
        if (!placed[i] && !page_add(l, page_of(l, &l->pupil[i], l->sheets), &l->pupil[i])) return LIMIT;
    return OK;
}

/* ---- written */

static uint32_t heading_put(struct layout *l, const struct page *p, lxw_worksheet *sheet, lxw_format *bold, bool add_class)
{
    const struct roster_sheet *s = p->as;
    bool title = *p->class_title && !str_is(s->class_from, "sheet_name");
    uint32_t at = s->header_row > 1 ? s->header_row - 1 : title ? 2 : 0;
    uint16_t last = 0;
    if (title) book_put(sheet, 0, 0, say(l->a->arena, LANG_VI, _("Danh sách lớp {lop}"), "lop", p->class_title, NULL), bold);
    for (size_t i = 0; i < s->columns; i++) {
        const struct roster_column *c = &s->column[i];
        const char *under = s->header_rows > 1 ? strstr(c->header, " / ") : NULL;
        book_put(sheet, at, (size_t)c->column - 1, under ? arena_text_n(l->a->arena, c->header, (size_t)(under - c->header)) : c->header, bold);
        if (under) book_put(sheet, at + 1, (size_t)c->column - 1, under + 3, bold);
        if (c->column > last) last = c->column;
    }
    if (add_class) book_put(sheet, at, last, tr(LANG_VI, roster_meaning_label(MEANS_CLASS)), bold);
    return at + (s->header_rows > 1 ? 2 : 1);
}

static void page_put(struct layout *l, const struct page *p, lxw_worksheet *sheet, lxw_format *bold)
{
    const struct roster_sheet *s = p->as;
    bool add_class = !*p->class_title && !has_column(s, MEANS_CLASS);
    uint32_t at = heading_put(l, p, sheet, bold, add_class);
    uint16_t last = 0;
    for (size_t i = 0; i < s->columns; i++)
        if (s->column[i].column > last) last = s->column[i].column;
    for (size_t i = 0; i < p->n; i++, at++) {
        for (size_t k = 0; k < s->columns; k++) {
            const char *text = cell_text(l, p->row[i], s, &s->column[k], i + 1);
            if (!str_empty(text)) book_put(sheet, at, (size_t)s->column[k].column - 1, text, NULL);
        }
        if (add_class && p->row[i]->p->class_name) book_put(sheet, at, last, p->row[i]->p->class_name, NULL);
    }
}

static rc book_write(struct layout *l, struct bytes *out)
{
    struct book b;
    try(book_open(l->a, &b));
    lxw_format *bold = book_bold(b.book);
    for (size_t i = 0; i < l->pages; i++) {
        const struct page *p = &l->page[i];
        if (!p->as || p->n == 0) continue;
        const char *name = *p->name && workbook_validate_sheet_name(b.book, p->name) == LXW_NO_ERROR ? p->name : arena_print(l->a->arena, "%s %zu", tr(LANG_VI, _("Danh sách")), i + 1);
        page_put(l, p, workbook_add_worksheet(b.book, name), bold);
    }
    return book_close(l->a, &b, out);
}

rc layout_write(struct ask *a, roster_import_id id, bool numbers, struct layout_out *out)
{
    struct layout l = { .a = a, .numbers = numbers };
    struct opened o = { 0 };
    try(import_one(a, id, &o.face));
    try(sheets_fill(a, &o));
    l.sheet = o.roster.sheet;
    l.sheets = o.roster.sheets;
    try(pages_fill(&l, id));
    out->pupils = l.pupils;
    out->pupil = ARENA_MANY(a->arena, person_id, l.pupils + 1);
    if (!out->pupil) return LIMIT;
    for (size_t i = 0; i < l.pupils; i++) out->pupil[i] = l.pupil[i].p->person_id;
    try(book_write(&l, &out->book));
    return a->arena->failed ? LIMIT : OK;
}

/* ---- the page's file: a line in the journal, and a look at each pupil, come before it */

struct layout_in { bool numbers; };
static const struct field layout_fields[] = { FIELD(struct layout_in, numbers, FIELD_TICK, OPTIONAL, .name = "dinh_danh"), { 0 } };
const struct form_spec layout_form = { layout_fields };

struct layout_sent { roster_import_id import; const char *name; size_t pupils; bool numbers; };

static rc sent_store(struct tx *t, const struct layout_sent *in, void *out)
{
    (void)out;
    try(access_recheck(t, ROSTER_EXPORT, NULL, 0));
    return audit_add(t, &(struct change){ .act = &roster_acts[ACT_LAYOUT], .kind = "roster_import", .id = in->import.v, .name = in->name,
        WAS({ N_("Số em"), NULL, arena_print(t->ask->arena, "%zu", in->pupils), KEPT_AS_IS },
            { N_("Kèm số định danh"), NULL, in->numbers ? N_("có") : N_("không"), KEPT_AS_WORDS }) });
}
CLOSURE(sent_store, struct layout_sent, void)

static rc layout_send(struct ctx *c, struct reply *r)
{
    struct layout_in in;
    struct layout_out out;
    struct import_one_row face;
    roster_import_id id = PATH_ID(c, "lan", roster_import_id);
    try(form_read(c, c->route->form, &in));
    try(import_one(c->ask, id, &face));
    try(layout_write(c->ask, id, in.numbers, &out));
    try(look_write_all(c, out.pupil, out.pupils, LOOK_KIND_CONTACT, "export"));
    if (in.numbers) try(look_write_all(c, out.pupil, out.pupils, LOOK_KIND_PROFILE, "export"));
    struct layout_sent sent = { id, face.file_name, out.pupils, in.numbers };
    try(transact(c->ask, c->key, sent_store, &sent, NULL));
    return send_bytes(r, XLSX_TYPE, "danh-sach.xlsx", out.book.p, out.book.n);
}

rc layout_action(struct ctx *c, struct reply *r)
{
    struct wide wide;
    wide_begin(&wide, c->ask);
    rc done = layout_send(c, r);
    wide_end(&wide, c->ask);
    return done;
}
