/* roster_find: where the table of pupils lies in each sheet, what its columns mean, which rows are pupils.
** A header row is the first one that names the pupils and at least one more thing; it has two tiers when the row below it only
** completes it. What stands above is title, from which the class may come. See read.h. */
#include "roster/read/heading.h"
#include "roster/read/sheet_in.h"
#include "roster/read/staff_list.h"
#include "base/str.h"
#include "base/viet.h"
#include <string.h>

enum { HEADER_LOOK = 60, TOP_SHARE = 80 };          /* rows looked at for the header; percent of a second tier that must be known */

struct finding {
    struct arena *a;
    const struct workbook *book;
    struct roster *out;
    size_t sheets_cap, rows_cap, ignored_cap;
    struct reading *reading;
    struct staff_found staff;                    /* of sheets that list the staff */
};
struct label { const char *top, *sub; enum meaning means; const char *sex; };
struct header { size_t at; int tiers; struct label label[SHEETS_COLUMNS_MAX + 1]; };      /* at: index into sheet->row */

static const char *text_at(const struct sheet *s, const struct sheet_row *r, unsigned column)
{
    const struct cell *c = sheet_cell(r, column);
    if (c) return c->text;
    const struct merge *m = s->merges ? sheet_merge_at(s, r->number, column) : NULL;
    if (!m || m->row1 != r->number) return "";      /* the lower part of a tall merge belongs to the row above */
    c = sheet_cell(r, m->column1);
    return c ? c->text : "";
}

static bool ignore(struct finding *f, size_t sheet, uint32_t row, uint32_t last, const char *reason, const char *text)
{
    struct roster_ignored *i = list_add(f->a, (void **)&f->out->ignored, &f->out->ignored_n, &f->ignored_cap, sizeof *i);
    if (i) *i = (struct roster_ignored){ sheet, row, last, reason, text };
    return i != NULL;
}

/* ---- the header */

static size_t distinct(const struct header *h, bool *has_name)
{
    bool seen[MEANINGS] = { false };
    size_t n = 0;
    for (unsigned c = 1; c <= SHEETS_COLUMNS_MAX; c++) {
        enum meaning m = h->label[c].means;
        if (m && !seen[m]) { seen[m] = true; n++; }
    }
    *has_name = seen[MEANS_FULL_NAME] || seen[MEANS_GIVEN];
    return n;
}

static void label_one_tier(struct finding *f, const struct sheet *s, size_t at, struct header *h)
{
    *h = (struct header){ .at = at, .tiers = 1 };
    for (uint32_t i = 0; i < s->row[at].n; i++) {
        const struct cell *c = &s->row[at].cell[i];
        h->label[c->column] = (struct label){ c->text, "", heading_means(f->a, c->text), NULL };
    }
}

/* A heading over several columns, written in the first of them: "Mẹ" over name and phone, "Ngày sinh" over Nam and Nữ. */
static bool carries(struct arena *a, const char *top, const char *sub)
{
    const char *sex;
    return heading_is_group(a, top) || (heading_pair_means(a, top, sub, &sex) && sex);
}

/* The row below completes the one above when nearly all its cells are known words, and the one above names groups. */
static bool label_two_tiers(struct finding *f, const struct sheet *s, size_t at, struct header *h)
{
    const struct sheet_row *top = &s->row[at], *sub = at + 1 < s->n ? &s->row[at + 1] : NULL;
    if (!sub || sub->number != top->number + 1 || top->n < 2) return false;
    *h = (struct header){ .at = at, .tiers = 2 };
    const char *carried = "";
    uint32_t known = 0, groups = 0;
    for (unsigned c = 1; c <= SHEETS_COLUMNS_MAX; c++) {
        struct label *l = &h->label[c];
        const struct cell *below = sheet_cell(sub, c);
        l->top = text_at(s, top, c);
        l->sub = below ? below->text : "";
        if (*l->top) carried = l->top;
        else if (*l->sub && carries(f->a, carried, l->sub)) l->top = carried;
        if (*l->sub && *l->top) groups++;
        if (*l->top || *l->sub) l->means = heading_pair_means(f->a, l->top, l->sub, &l->sex);
        if (*l->sub && heading_is_word(f->a, l->sub)) known++;
    }
    return groups > 0 && sub->n >= 2 && known * 100 >= sub->n * TOP_SHARE;
}

static bool find_header(struct finding *f, const struct sheet *s, struct header *h)
{
    struct header *two = ARENA_NEW(f->a, struct header);
    bool named;
    for (size_t at = 0; two && at < s->n && at < HEADER_LOOK; at++) {
        if (label_two_tiers(f, s, at, two) && distinct(two, &named) >= 2 && named) { *h = *two; return true; }
        label_one_tier(f, s, at, h);
        if (distinct(h, &named) >= 2 && named) return true;
    }
    return false;
}

/* ---- columns */

static size_t first_below(const struct header *h) { return h->at + (size_t)h->tiers; }

/* "Họ và tên" over two columns, the second without a heading of its own: họ đệm | tên. */
static bool name_is_split(const struct sheet *s, const struct header *h, unsigned column)
{
    size_t both = 0, one = 0;
    if (column + 1 > SHEETS_COLUMNS_MAX) return false;
    const struct label *l = &h->label[column], *next = &h->label[column + 1];
    bool bare = (!next->top || !*next->top || !strcmp(next->top, l->top ? l->top : "")) && (!next->sub || !*next->sub);
    for (size_t i = first_below(h); bare && i < s->n; i++) {
        if (!sheet_cell(&s->row[i], column)) continue;
        if (sheet_cell(&s->row[i], column + 1)) both++; else one++;
    }
    return both > one;
}

/* "Mã định danh" alone may be the ministry's code or the 12 digits of the person: the first value tells. */
static bool holds_personal_numbers(const struct sheet *s, const struct header *h, unsigned column)
{
    for (size_t i = first_below(h); i < s->n; i++) {
        const struct cell *c = sheet_cell(&s->row[i], column);
        if (c) return strlen(c->text) == 12 && strspn(c->text, "0123456789") == 12;
    }
    return false;
}

static bool used(const struct header *h, enum meaning m, unsigned before)
{
    for (unsigned c = 1; c < before; c++) if (h->label[c].means == m) return true;
    return false;
}

/* Settles what single labels cannot know: doubles, names in parts. */
static void settle(struct finding *f, const struct sheet *s, struct header *h)
{
    enum { ALL = SHEETS_COLUMNS_MAX + 1 };
    for (unsigned c = 1; c < ALL; c++) {
        struct label *l = &h->label[c];
        if (l->means == MEANS_MOET_ID && !used(h, MEANS_NATIONAL_ID, ALL) && !strcmp(heading_key(f->a, *l->sub ? l->sub : l->top), " ma dinh danh ") && holds_personal_numbers(s, h, c))
            l->means = MEANS_NATIONAL_ID;
        if (l->means == MEANS_FULL_NAME && !used(h, MEANS_GIVEN, ALL) && name_is_split(s, h, c)) {
            l->means = MEANS_FAMILY_MIDDLE;
            h->label[c + 1] = (struct label){ l->top, l->sub, MEANS_GIVEN, NULL };
        }
        if (!l->means || l->sex || !used(h, l->means, c)) continue;
        l->means = l->means == MEANS_FULL_NAME && !used(h, MEANS_GUARDIAN_NAME, ALL) ? MEANS_GUARDIAN_NAME : MEANS_NOTHING;
    }
    bool full = used(h, MEANS_FULL_NAME, ALL), family = used(h, MEANS_FAMILY_MIDDLE, ALL), given = used(h, MEANS_GIVEN, ALL);
    for (unsigned c = 1; c < ALL; c++) {
        if (given && !family && !full && h->label[c].means == MEANS_GIVEN) h->label[c].means = MEANS_FULL_NAME;
        if (full && family && !given && h->label[c].means == MEANS_FULL_NAME) h->label[c].means = MEANS_GIVEN;
    }
}

static rc fill_columns(struct finding *f, const struct header *h, struct roster_sheet *out)
{
    out->column = ARENA_MANY(f->a, struct roster_column, SHEETS_COLUMNS_MAX);
    if (!out->column) return LIMIT;
    for (unsigned c = 1; c <= SHEETS_COLUMNS_MAX; c++) {
        const struct label *l = &h->label[c];
        const char *top = l->top ? viet_tidy(f->a, l->top) : "", *sub = l->sub ? viet_tidy(f->a, l->sub) : "";
        if (!*top && !*sub) continue;
        const char *header = *top && *sub ? arena_print(f->a, "%s / %s", top, sub) : *top ? top : sub;
        out->column[out->columns++] = (struct roster_column){ (uint16_t)c, l->means, header };
    }
    return OK;
}

/* ---- rows */

static bool only_has(const struct sheet_row *r, const struct header *h, enum meaning m)
{
    for (uint32_t i = 0; i < r->n; i++) if (h->label[r->cell[i].column].means != m) return false;
    return true;
}

static bool has_meaning(const struct sheet_row *r, const struct header *h, enum meaning m)
{
    for (uint32_t i = 0; i < r->n; i++) if (h->label[r->cell[i].column].means == m) return true;
    return false;
}

/* "(1) (2) (3)" or "1 2 3" under the header */
static bool numbers_columns(const struct sheet_row *r)
{
    for (uint32_t i = 0; i < r->n; i++) {
        const char *t = r->cell[i].text + strspn(r->cell[i].text, " (");
        size_t digits = strspn(t, "0123456789");
        if (!digits || digits > 3 || t[digits + strspn(t + digits, " )")]) return false;
    }
    return r->n >= 3;
}

static bool repeats_header(struct finding *f, const struct sheet_row *r, const struct header *h)
{
    uint32_t same = 0;
    for (uint32_t i = 0; i < r->n; i++) {
        const struct label *l = &h->label[r->cell[i].column];
        const char *key = heading_key(f->a, r->cell[i].text);
        if ((l->top && *key && !strcmp(key, heading_key(f->a, l->top))) || (l->sub && *key && !strcmp(key, heading_key(f->a, l->sub)))) same++;
    }
    return same >= 2 && same * 2 > r->n;
}

static const char *row_text(struct finding *f, const struct sheet_row *r)
{
    const char *text = "";
    for (uint32_t i = 0; i < r->n && strlen(text) < 200; i++) text = *text ? arena_print(f->a, "%s · %s", text, r->cell[i].text) : r->cell[i].text;
    return text;
}

struct below { const char *class_title; bool in_footer; };

/* Why the row is no pupil; NULL when it is one. */
static const char *no_pupil(struct finding *f, const struct sheet_row *r, const struct header *h, bool first, struct below *b)
{
    bool born = has_meaning(r, h, MEANS_BIRTH_DATE), named = has_meaning(r, h, MEANS_FULL_NAME) || has_meaning(r, h, MEANS_GIVEN);
    if (first && numbers_columns(r)) return "column_numbers";
    if (!born || !named || first) if (repeats_header(f, r, h)) return "repeated_header";
    if (r->n == 1 && !born) {
        const char *class_name = title_class(f->a, r->cell[0].text);
        if (*class_name) { b->class_title = class_name; b->in_footer = false; return "class_title"; }
    }
    if (only_has(r, h, MEANS_NUMBER)) return "only_number";
    if (born || r->n > 4) { b->in_footer = false; return NULL; }
    for (uint32_t i = 0; i < r->n; i++) if (text_is_footer(f->a, r->cell[i].text)) { b->in_footer = true; return "footer"; }
    if (b->in_footer && (!has_meaning(r, h, MEANS_NUMBER) || !named)) return "footer";
    bool known = false;
    for (uint32_t i = 0; i < r->n; i++) known |= h->label[r->cell[i].column].means > MEANS_NUMBER;
    return known ? NULL : "footer";
}

/* A class written once for several rows, in cells merged downwards. */
static const char *merged_class(const struct sheet *s, const struct sheet_row *r, const struct header *h)
{
    for (unsigned c = 1; s->merges && c <= SHEETS_COLUMNS_MAX; c++) {
        const struct merge *m = h->label[c].means == MEANS_CLASS ? sheet_merge_at(s, r->number, c) : NULL;
        const struct cell *origin = m ? sheet_cell(sheet_row_at(s, m->row1), m->column1) : NULL;
        if (origin && m->row1 > s->row[h->at].number) return origin->text;
    }
    return NULL;
}

static rc add_row(struct finding *f, size_t sheet, const struct sheet *s, const struct sheet_row *r, const struct header *h, const struct below *b)
{
    struct roster_row *row = list_add(f->a, (void **)&f->out->row, &f->out->rows, &f->rows_cap, sizeof *row);
    if (!row) return LIMIT;
    row->sheet = sheet;
    row->row = r->number;
    for (uint32_t i = 0; i < r->n; i++) {
        const struct label *l = &h->label[r->cell[i].column];
        if (!l->means) continue;
        row->said[l->means] = r->cell[i].text;
        if (l->sex) row->said[MEANS_SEX] = l->sex;
    }
    if (!row->said[MEANS_CLASS]) row->said[MEANS_CLASS] = merged_class(s, r, h);
    if (!row->said[MEANS_CLASS] && !used(h, MEANS_CLASS, SHEETS_COLUMNS_MAX + 1) && *b->class_title) row->said[MEANS_CLASS] = b->class_title;
    return OK;
}

static rc read_rows(struct finding *f, size_t sheet, const struct sheet *s, const struct header *h, struct roster_sheet *out)
{
    struct below b = { .class_title = "" };
    for (size_t i = first_below(h); i < s->n; i++) {
        const struct sheet_row *r = &s->row[i];
        const char *reason = no_pupil(f, r, h, i == first_below(h), &b);
        if (!out->first_row) out->first_row = r->number;
        out->last_row = r->number;
        if (reason) { if (!ignore(f, sheet, r->number, r->number, reason, row_text(f, r))) return LIMIT; }
        else try(add_row(f, sheet, s, r, h, &b));
    }
    return OK;
}

/* ---- a sheet */

static rc read_titles(struct finding *f, size_t sheet, const struct sheet *s, const struct header *h, struct roster_sheet *out)
{
    for (size_t i = 0; i < h->at; i++) {
        for (uint32_t k = 0; k < s->row[i].n; k++) {
            const char *class_name = title_class(f->a, s->row[i].cell[k].text);
            if (*class_name && !*out->class_title) { out->class_title = class_name; out->class_from = "title"; }
        }
        if (!ignore(f, sheet, s->row[i].number, s->row[i].number, "title", row_text(f, &s->row[i]))) return LIMIT;
    }
    if (!*out->class_title) {
        out->class_title = sheet_name_class(f->a, s->name);
        if (*out->class_title) out->class_from = "sheet_name";
    }
    return OK;
}

static rc find_in_sheet(struct finding *f, size_t sheet, struct header *h)
{
    const struct sheet *s = &f->book->sheet[sheet];
    struct roster_sheet *out = list_add(f->a, (void **)&f->out->sheet, &f->out->sheets, &f->sheets_cap, sizeof *out);
    if (!out) return LIMIT;
    *out = (struct roster_sheet){ .name = s->name, .class_title = "", .class_from = "" };
    bool staff = false;
    if (!s->n) return OK;
    if (f->book->kind != SHEETS_ONEROSTER) try(staff_sheet_read(f->reading, s, &f->staff, &staff));
    if (staff) return OK;
    if (s->hidden || !find_header(f, s, h))
        return ignore(f, sheet, s->row[0].number, s->row[s->n - 1].number, s->hidden ? "hidden_sheet" : "sheet_without_table", row_text(f, &s->row[0])) ? OK : LIMIT;
    settle(f, s, h);
    out->header_row = s->row[h->at].number;
    out->header_rows = (uint32_t)h->tiers;
    try(fill_columns(f, h, out));
    try(read_titles(f, sheet, s, h, out));
    return read_rows(f, sheet, s, h, out);
}

rc roster_find(struct arena *a, const struct workbook *w, struct roster *out, struct read_fault *why)
{
    struct reading r = { .a = a, .why = why };
    struct finding f = { .a = a, .book = w, .out = out, .reading = &r };
    *out = (struct roster){ .encoding = w->encoding, .converted = w->converted, .composed = w->composed, .delta = w->delta, .staff = w->staff, .staffs = w->staffs,
                            .session = w->session, .sessions = w->sessions };
    *why = (struct read_fault){ 0 };
    struct header *h = ARENA_NEW(a, struct header);
    rc answer = h ? OK : LIMIT;
    for (size_t i = 0; answer == OK && i < w->n; i++) answer = find_in_sheet(&f, i, h);
    for (size_t i = 0; answer == OK && i < w->lefts; i++)
        if (!ignore(&f, 0, w->left[i].row, w->left[i].row, w->left[i].reason, w->left[i].text)) answer = LIMIT;
    if (why->number) return answer;
    if (answer != OK || a->failed) return read_full(&r);
    if (f.staff.n) out->staff = f.staff.staff, out->staffs = f.staff.n;
    if (out->rows || out->staffs) return OK;
    return read_refuse(&r, INVALID, 4622, "no_table",
        N_("Không tìm thấy danh sách học sinh trong tệp. Bảng cần một dòng tiêu đề có cột “Họ và tên” và ít nhất một cột nữa như “Ngày sinh” hay “Lớp”, mỗi học sinh một dòng bên dưới."));
}
