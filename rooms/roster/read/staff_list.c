/* See staff_list.h. */
#include "roster/read/staff_list.h"
#include "base/str.h"
#include "base/viet.h"
#include "roster/read/class_spelling.h"
#include "roster/read/heading.h"
#include <string.h>

enum { HEADER_LOOK = 60, ROLES_LOOK = 12 };         /* rows looked at for the header, and below it for words that name a role of staff */

enum says { SAYS_NOTHING, SAYS_NAME, SAYS_STAFF_NAME, SAYS_FAMILY, SAYS_GIVEN, SAYS_PHONE, SAYS_ROLE, SAYS_SUBJECT, SAYS_SUBJECT_TAUGHT, SAYS_CLASSES, SAYS_CLASS,
            SAYS_HOMEROOM, SAYS_GROUP /* "Tổ": of a department, or of a class */, SAYS_DEPARTMENT, SAYS_PUPIL, SAYS_MANY };

struct staff_table { const struct sheet *sheet; size_t at; enum says label[SHEETS_COLUMNS_MAX + 2]; bool has[SAYS_MANY]; };

/* ---- the header */

static enum says label_says(struct arena *a, const char *label)
{
    static const struct { const char *key; enum says says; } known[] = {
        { " giao vien ", SAYS_STAFF_NAME }, { " thay co ", SAYS_STAFF_NAME }, { " ten giao vien ", SAYS_STAFF_NAME }, { " ten gv ", SAYS_STAFF_NAME }, { " can bo ", SAYS_STAFF_NAME },
        { " ho va ten giao vien ", SAYS_STAFF_NAME }, { " ho ten giao vien ", SAYS_STAFF_NAME }, { " ho va ten gv ", SAYS_STAFF_NAME }, { " ho ten gv ", SAYS_STAFF_NAME },
        { " ho va ten can bo ", SAYS_STAFF_NAME }, { " ho va ten can bo giao vien ", SAYS_STAFF_NAME }, { " can bo giao vien ", SAYS_STAFF_NAME }, { " ho va ten thay co ", SAYS_STAFF_NAME },
        { " dien thoai ", SAYS_PHONE }, { " so dien thoai ", SAYS_PHONE }, { " sdt ", SAYS_PHONE }, { " dt ", SAYS_PHONE }, { " so dt ", SAYS_PHONE }, { " dtdd ", SAYS_PHONE },
        { " di dong ", SAYS_PHONE }, { " dien thoai di dong ", SAYS_PHONE }, { " dt di dong ", SAYS_PHONE },
        { " chuc vu ", SAYS_ROLE }, { " chuc danh ", SAYS_ROLE }, { " vai tro ", SAYS_ROLE }, { " nhiem vu ", SAYS_ROLE }, { " vi tri ", SAYS_ROLE }, { " vi tri viec lam ", SAYS_ROLE },
        { " chuc vu chuc danh ", SAYS_ROLE }, { " chuc danh chuc vu ", SAYS_ROLE },
        { " mon ", SAYS_SUBJECT }, { " mon hoc ", SAYS_SUBJECT }, { " bo mon ", SAYS_SUBJECT }, { " mon day ", SAYS_SUBJECT_TAUGHT }, { " mon giang day ", SAYS_SUBJECT_TAUGHT },
        { " day mon ", SAYS_SUBJECT_TAUGHT }, { " mon phu trach ", SAYS_SUBJECT_TAUGHT }, { " mon duoc phan cong ", SAYS_SUBJECT_TAUGHT },
        { " lop day ", SAYS_CLASSES }, { " day lop ", SAYS_CLASSES }, { " cac lop day ", SAYS_CLASSES }, { " day cac lop ", SAYS_CLASSES }, { " lop giang day ", SAYS_CLASSES },
        { " cac lop giang day ", SAYS_CLASSES }, { " phan cong ", SAYS_CLASSES }, { " phan cong giang day ", SAYS_CLASSES }, { " phan cong chuyen mon ", SAYS_CLASSES },
        { " chu nhiem ", SAYS_HOMEROOM }, { " chu nhiem lop ", SAYS_HOMEROOM }, { " lop chu nhiem ", SAYS_HOMEROOM }, { " cn lop ", SAYS_HOMEROOM }, { " lop cn ", SAYS_HOMEROOM },
        { " to ", SAYS_GROUP }, { " to chuyen mon ", SAYS_DEPARTMENT }, { " to bo mon ", SAYS_DEPARTMENT }, { " to cm ", SAYS_DEPARTMENT } };
    const char *key = strlen(label) <= 120 ? heading_key(a, label) : "";
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) if (str_is(key, known[i].key)) return known[i].says;
    switch (*key ? heading_means(a, label) : MEANS_NOTHING) {
    case MEANS_FULL_NAME: return SAYS_NAME;
    case MEANS_FAMILY_MIDDLE: return SAYS_FAMILY;
    case MEANS_GIVEN: return SAYS_GIVEN;
    case MEANS_CLASS: return SAYS_CLASS;
    case MEANS_GRADE: case MEANS_PUPIL_CODE: case MEANS_MOTHER_NAME: case MEANS_MOTHER_PHONE: case MEANS_FATHER_NAME: case MEANS_FATHER_PHONE: case MEANS_GUARDIAN_NAME:
    case MEANS_GUARDIAN_PHONE: case MEANS_GUARDIAN_RELATION: case MEANS_SOURCE_PERSON: case MEANS_SOURCE_CLASS: return SAYS_PUPIL;
    default: return SAYS_NOTHING;
    }
}

static void labels_read(struct arena *a, const struct sheet *s, size_t at, struct staff_table *t)
{
    *t = (struct staff_table){ .sheet = s, .at = at };
    for (uint32_t i = 0; i < s->row[at].n; i++) {
        const struct cell *c = &s->row[at].cell[i];
        enum says says = label_says(a, c->text);
        t->label[c->column] = t->has[says] && says != SAYS_PUPIL ? SAYS_NOTHING : says;       /* twice: the first one counts */
        t->has[says] = true;
    }
}

static const char *cell_of(const struct staff_table *t, const struct sheet_row *r, enum says says)
{
    for (uint32_t i = 0; i < r->n; i++) if (t->label[r->cell[i].column] == says) return r->cell[i].text;
    for (unsigned c = 1; c <= SHEETS_COLUMNS_MAX; c++) {         /* written once for several rows, in cells merged downwards */
        const struct merge *m = t->label[c] == says && t->sheet->merges ? sheet_merge_at(t->sheet, r->number, c) : NULL;
        const struct cell *origin = m && m->row1 > t->sheet->row[t->at].number ? sheet_cell(sheet_row_at(t->sheet, m->row1), m->column1) : NULL;
        if (origin) return origin->text;
    }
    return "";
}

/* A role of ours by the words of a cell; "" where they name none. */
static const char *role_of(struct arena *a, const char *said)
{
    static const struct { const char *word, *role; } known[] = {
        { " pho hieu truong ", "deputy" }, { " hieu pho ", "deputy" }, { " pht ", "deputy" }, { " hieu truong ", "principal" }, { " van thu ", "clerk" }, { " tro giang ", "assistant" },
        { " giao vien ", "teacher" }, { " gv ", "teacher" }, { " to truong ", "teacher" }, { " to pho ", "teacher" }, { " ttcm ", "teacher" }, { " tong phu trach ", "teacher" }, { " tpt ", "teacher" },
        { " nhan vien ", "staff" }, { " nv ", "staff" }, { " ke toan ", "staff" }, { " thu vien ", "staff" }, { " thiet bi ", "staff" }, { " y te ", "staff" }, { " bao ve ", "staff" },
        { " thu quy ", "staff" }, { " tu van ", "staff" }, { " cap duong ", "staff" }, { " nuoi duong ", "staff" }, { " phuc vu ", "staff" } };
    const char *key = heading_key(a, said);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) if (strstr(key, known[i].word)) return known[i].role;
    return "";
}

static bool roles_below(struct arena *a, const struct staff_table *t)
{
    size_t said = 0, known = 0;
    for (size_t i = t->at + 1; i < t->sheet->n && i <= t->at + ROLES_LOOK; i++) {
        const char *text = cell_of(t, &t->sheet->row[i], SAYS_ROLE);
        said += *text != 0, known += *role_of(a, text) != 0;
    }
    return known > 0 && known * 2 >= said;
}

static bool names_staff(struct arena *a, const char *text)
{
    static const char *const words[] = { " giao vien ", " can bo ", " nhan vien ", " doi ngu ", " thay co ", " cbgv ", " cbgvnv ", " nhan su ", NULL };
    const char *key = heading_key(a, text);
    if (strstr(key, " hoc sinh ") || strstr(key, " chu nhiem ") || strlen(key) > 120) return false;
    for (const char *const *w = words; *w; w++) if (strstr(key, *w)) return true;
    return false;
}

static bool titled_staff(struct arena *a, const struct sheet *s, size_t at)
{
    if (names_staff(a, s->name)) return true;
    for (size_t i = 0; i < at; i++)
        for (uint32_t k = 0; k < s->row[i].n; k++) {
            const char *key = heading_key(a, s->row[i].cell[k].text);
            if ((strstr(key, " danh sach ") || strstr(key, " phan cong ")) && names_staff(a, s->row[i].cell[k].text)) return true;
        }
    return false;
}

/* Do the words of the header, the title and the cells below say that these are staff? */
static bool is_staff(struct arena *a, const struct staff_table *t)
{
    const bool *has = t->has;
    bool named = has[SAYS_NAME] || has[SAYS_STAFF_NAME] || (has[SAYS_FAMILY] && has[SAYS_GIVEN]);
    bool taught = has[SAYS_CLASSES] || has[SAYS_SUBJECT_TAUGHT], any = taught || has[SAYS_SUBJECT] || has[SAYS_HOMEROOM] || has[SAYS_DEPARTMENT] || has[SAYS_GROUP] || has[SAYS_ROLE] || has[SAYS_PHONE];
    if (!named || !any || has[SAYS_PUPIL]) return false;
    if (taught || has[SAYS_STAFF_NAME] || titled_staff(a, t->sheet, t->at)) return true;
    if (has[SAYS_CLASS]) return false;                                    /* "Lớp" beside a name is the pupil's */
    return has[SAYS_HOMEROOM] || has[SAYS_DEPARTMENT] || (has[SAYS_ROLE] && roles_below(a, t));
}

static bool table_find(struct arena *a, const struct sheet *s, struct staff_table *t)
{
    for (size_t at = 0; at < s->n && at < HEADER_LOOK; at++) {
        if (s->row[at].n < 2) continue;
        labels_read(a, s, at, t);
        if (is_staff(a, t)) return true;
    }
    return false;
}

/* ---- what they teach */

struct one_row { struct reading *r; struct staff_found *out; struct book_staff *b; size_t cap; const char *subject; };

static rc duty_add(struct one_row *o, const char *duty, const char *class_title, const char *subject)
{
    if (o->out->duties == BOOK_DUTIES_MOST)
        return read_refuse(o->r, LIMIT, 6075, "too_many_duties", N_("Danh sách có hơn 2.000 thầy cô hay hơn 20.000 phân công. Tách thành nhiều tệp rồi tải lên."));
    struct book_duty *d = list_add(o->r->a, (void **)&o->b->duty, &o->b->duties, &o->cap, sizeof *d);
    if (!d) return LIMIT;
    *d = (struct book_duty){ .row = o->b->row, .class_source = "", .class_title = class_title, .duty = duty, .subject = subject };
    o->out->duties++;
    return OK;
}

static bool is_class(struct arena *a, const char *word)
{
    struct class_spelling c = class_spelling_read(a, word);
    return *word >= '1' && *word <= '9' && c.grade && c.name[strspn(c.name, "0123456789")];
}

/* The next word; "6 A2" is one. */
static const char *word_next(struct arena *a, struct span *part)
{
    struct span word, after = *part, next;
    if (!span_cut(&after, ' ', &word)) return NULL;
    size_t end = word.n;
    while (end && strchr(":-", word.p[end - 1])) end--;
    const char *one = arena_text_n(a, word.p, end);
    *part = after;
    if (end && strspn(one, "0123456789") == end && after.n && span_cut(&after, ' ', &next)) {
        const char *both = arena_print(a, "%s%.*s", one, (int)next.n, next.p);
        if (is_class(a, both)) { *part = after; return both; }
    }
    return one;
}

/* "Toán 6A1, 6A2; Tin 7A1": words before a class are the subject of that one and of those that follow. Without a class it is a name without a grade (preschool). */
static rc classes_read(struct one_row *o, const char *text, const char *duty)
{
    struct arena *a = o->r->a;
    struct span rest = span_of(text);
    const char *subject = o->subject;
    while (rest.n) {
        size_t n = 0;
        while (n < rest.n && !strchr(",;()+\n", rest.p[n])) n++;
        const char *words = "", *class_title = "", *one;
        struct span part = span_of(viet_tidy(a, arena_text_n(a, rest.p, n)));
        rest = n < rest.n ? (struct span){ rest.p + n + 1, rest.n - n - 1 } : (struct span){ "", 0 };
        while (part.n && (one = word_next(a, &part))) {
            if (!*one || str_is(heading_key(a, one), " lop ")) continue;
            if (!is_class(a, one)) { words = *words ? arena_print(a, "%s %s", words, one) : one; continue; }
            if (*words) subject = words, words = "";
            class_title = one;
            try(duty_add(o, duty, class_title, str_is(duty, "homeroom") ? "" : subject));
        }
        if (*words && !*class_title && (str_is(duty, "homeroom") || *o->subject)) try(duty_add(o, duty, words, str_is(duty, "homeroom") ? "" : o->subject));
        else if (*words) subject = words;
    }
    return OK;
}

/* One subject, as it is written; several leave it open which class has which. */
static const char *one_subject(struct arena *a, const char *text)
{
    const char *tidy = viet_tidy(a, text);
    return strlen(tidy) <= 120 && !tidy[strcspn(tidy, ",;+/")] ? tidy : "";
}

/* ---- a row */

static const char *name_of(struct arena *a, const struct staff_table *t, const struct sheet_row *r)
{
    const char *one = cell_of(t, r, t->has[SAYS_STAFF_NAME] ? SAYS_STAFF_NAME : SAYS_NAME);
    if (!*one) return viet_tidy(a, arena_print(a, "%s %s", cell_of(t, r, SAYS_FAMILY), cell_of(t, r, SAYS_GIVEN)));
    for (uint32_t i = 0; i + 1 < r->n; i++) {                     /* "Họ và tên" over two columns */
        const struct cell *c = &r->cell[i], *next = &r->cell[i + 1];
        bool bare = next->column == c->column + 1 && !sheet_cell(&t->sheet->row[t->at], next->column);
        if (c->text == one && bare) return viet_tidy(a, arena_print(a, "%s %s", one, next->text));
    }
    return viet_tidy(a, one);
}

static bool is_name(struct arena *a, const char *name)
{
    return *name && strlen(name) <= 120 && !name[strcspn(name, "0123456789:")] && !text_is_footer(a, name) && label_says(a, name) == SAYS_NOTHING;
}

/* A department that the cell names, or the heading above some rows ("Tổ Toán – Tin"); its head by the role's words. */
static rc seat_read(struct one_row *o, const struct staff_table *t, const struct sheet_row *r, const char *section)
{
    struct arena *a = o->r->a;
    const char *said = viet_tidy(a, cell_of(t, r, t->has[SAYS_DEPARTMENT] ? SAYS_DEPARTMENT : SAYS_GROUP)), *key, *role = heading_key(a, cell_of(t, r, SAYS_ROLE));
    if (!*said) said = section;
    key = search_key(a, said);
    if (str_starts(key, "to ") && strchr(said, ' ')) said = strchr(said, ' ') + 1;
    if (!*said || strlen(said) > 120 || strspn(said, "0123456789") == strlen(said)) return OK;
    o->b->seat = ARENA_NEW(a, struct book_seat);
    if (!o->b->seat) return LIMIT;
    *o->b->seat = (struct book_seat){ said, strstr(role, " to truong ") || strstr(role, " ttcm "), false };
    o->b->seats = 1;
    return OK;
}

/* Excel drops the nought of a number. */
static const char *phone_of(struct arena *a, const char *said)
{
    const char *tidy = viet_tidy(a, said);
    return strlen(tidy) == 9 && strspn(tidy, "0123456789") == 9 ? arena_print(a, "0%s", tidy) : tidy;
}

static rc row_read(struct reading *r, const struct staff_table *t, const struct sheet_row *row, const char *name, const char *section, struct staff_found *out)
{
    if (out->n == BOOK_STAFF_MOST)
        return read_refuse(r, LIMIT, 6075, "too_many_duties", N_("Danh sách có hơn 2.000 thầy cô hay hơn 20.000 phân công. Tách thành nhiều tệp rồi tải lên."));
    struct book_staff *b = list_add(r->a, (void **)&out->staff, &out->n, &out->cap, sizeof *b);
    if (!b) return LIMIT;
    *b = (struct book_staff){ .row = row->number, .source = "", .name = name, .role = "", .own = "", .phone = phone_of(r->a, cell_of(t, row, SAYS_PHONE)) };
    struct one_row o = { r, out, b, 0, one_subject(r->a, cell_of(t, row, t->has[SAYS_SUBJECT_TAUGHT] ? SAYS_SUBJECT_TAUGHT : SAYS_SUBJECT)) };
    try(classes_read(&o, cell_of(t, row, SAYS_HOMEROOM), "homeroom"));
    try(classes_read(&o, cell_of(t, row, t->has[SAYS_CLASSES] ? SAYS_CLASSES : SAYS_CLASS), "subject"));
    try(seat_read(&o, t, row, section));
    const char *role = role_of(r->a, cell_of(t, row, SAYS_ROLE)), *said = viet_tidy(r->a, cell_of(t, row, SAYS_ROLE));
    bool teaches = b->duties || *o.subject;
    b->own = *role ? role : !*said || teaches ? "teacher" : "staff";        /* of words that are not known: whoever may see least */
    if (str_is(b->own, "assistant")) for (size_t i = 0; i < b->duties; i++) if (str_is(b->duty[i].duty, "subject")) b->duty[i].duty = "assistant", b->duty[i].subject = "";
    return OK;
}

rc staff_sheet_read(struct reading *r, const struct sheet *s, struct staff_found *out, bool *is)
{
    struct staff_table *t = ARENA_NEW(r->a, struct staff_table);
    const char *section = "";
    if (!t) return LIMIT;
    *is = !s->hidden && table_find(r->a, s, t);
    for (size_t i = t->at + 1; *is && i < s->n; i++) {
        const struct sheet_row *row = &s->row[i];
        const char *name = name_of(r->a, t, row), *only = row->n == 1 ? viet_tidy(r->a, row->cell[0].text) : "";
        if (*only) {                                                 /* a heading between the rows, or who signed below them */
            section = str_starts(search_key(r->a, only), "to ") ? only : "";
            continue;
        }
        if (is_name(r->a, name)) try(row_read(r, t, row, name, section, out));
    }
    return r->a->failed ? LIMIT : OK;
}
