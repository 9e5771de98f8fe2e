/* What only two rows together show: the same pupil twice in the file, the same number for two pupils, a pupil who is in the
** school already. Two pupils are the same when their folded names and birth dates are equal, unless their numbers differ. */
#include "roster/read/check.h"
#include "base/str.h"
#include "base/viet.h"
#include <stdlib.h>
#include <string.h>

static void stand_at(struct checking *k, struct roster_row *row)
{
    k->row = row;
    k->sheet = &k->r->sheet[row->sheet];
}

static int by_person(const void *x, const void *y)
{
    const struct roster_row *a = *(struct roster_row *const *)x, *b = *(struct roster_row *const *)y;
    int order = strcmp(a->name_key, b->name_key);
    if (order) return order;
    if (a->birth_date.v.n != b->birth_date.v.n) return a->birth_date.v.n < b->birth_date.v.n ? -1 : 1;
    return a < b ? -1 : a > b;
}

static bool same_person(const struct roster_row *a, const struct roster_row *b)
{
    return !strcmp(a->name_key, b->name_key) && a->birth_date.v.n == b->birth_date.v.n
        && !(*a->national_id && *b->national_id && strcmp(a->national_id, b->national_id)) && !(*a->moet_id && *b->moet_id && strcmp(a->moet_id, b->moet_id));
}

static void relate(struct checking *k, struct roster_problem *p, const struct roster_row *first)
{
    p->related_row = first->row;
    p->related_sheet = first->sheet;
    problem_part(p, "row", arena_print(k->a, "%u", first->row));
}

static void ask_which_class(struct checking *k, struct roster_row *first)
{
    struct roster_problem *p = problem_at(k, MEANS_CLASS, ROSTER_CHOICE, "same_pupil_two_classes", N_("Cùng một học sinh đang có ở hai lớp (dòng {row} và dòng này). Em học lớp nào?"));
    relate(k, p, first);
    problem_option(p, first->class_name, first->class_name);
    problem_option(p, k->row->class_name, k->row->class_name);
    if (!p->answer) return;
    if (strcmp(p->answer, k->row->class_name)) k->row->state = ROW_SKIPPED; else first->state = ROW_SKIPPED;
}

static void ask_if_same(struct checking *k, struct roster_row *first)
{
    struct roster_problem *p = problem_at(k, MEANS_FULL_NAME, ROSTER_CHOICE, "duplicate_in_file", N_("Học sinh này xuất hiện hơn một lần trong tệp (dòng {row} và dòng này). Giữ một dòng hay đây là hai em khác nhau?"));
    relate(k, p, first);
    problem_option(p, "keep_one", N_("Giữ một dòng"));
    problem_option(p, "two_pupils", N_("Hai em khác nhau"));
    if (p->answer && !strcmp(p->answer, "keep_one")) k->row->state = ROW_SKIPPED;
}

static void compare_people(struct checking *k, struct roster_row **row, size_t n)
{
    qsort(row, n, sizeof *row, by_person);
    for (size_t i = 0; i < n; ) {
        struct roster_row *first = row[i++];
        for (; i < n && same_person(first, row[i]); i++) {
            stand_at(k, row[i]);
            bool two_classes = *first->class_name && *row[i]->class_name && strcmp(first->class_name, row[i]->class_name);
            if (two_classes) ask_which_class(k, first); else ask_if_same(k, first);
        }
    }
}

/* ---- numbers that two different pupils share */

static int by_national_id(const void *x, const void *y)
{
    const struct roster_row *a = *(struct roster_row *const *)x, *b = *(struct roster_row *const *)y;
    int order = strcmp(a->national_id, b->national_id);
    return order ? order : a < b ? -1 : a > b;
}

static int by_moet_id(const void *x, const void *y)
{
    const struct roster_row *a = *(struct roster_row *const *)x, *b = *(struct roster_row *const *)y;
    int order = strcmp(a->moet_id, b->moet_id);
    return order ? order : a < b ? -1 : a > b;
}

static void tell_repeated(struct checking *k, struct roster_row *first, struct roster_row *row, enum meaning m, const char *code, const char *text)
{
    stand_at(k, row);
    struct roster_problem *p = problem_at(k, m, ROSTER_ERROR, code, text);
    relate(k, p, first);
    problem_part(p, "name", first->full_name);
}

static void compare_numbers(struct checking *k, struct roster_row **row, size_t n)
{
    qsort(row, n, sizeof *row, by_national_id);
    for (size_t i = 1; i < n; i++)
        if (*row[i]->national_id && !strcmp(row[i - 1]->national_id, row[i]->national_id) && !same_person(row[i - 1], row[i]))
            tell_repeated(k, row[i - 1], row[i], MEANS_NATIONAL_ID, "national_id_repeated", N_("Số định danh này trùng với dòng {row}, {name}. Hãy sửa một trong hai."));
    qsort(row, n, sizeof *row, by_moet_id);
    for (size_t i = 1; i < n; i++)
        if (*row[i]->moet_id && !strcmp(row[i - 1]->moet_id, row[i]->moet_id) && !same_person(row[i - 1], row[i]))
            tell_repeated(k, row[i - 1], row[i], MEANS_MOET_ID, "moet_id_repeated", N_("Mã học sinh này trùng với dòng {row}, {name}. Hãy sửa một trong hai."));
}

/* ---- pupils of the school */

static bool same_class(struct checking *k, const char *a, const char *b)
{
    return a && b && *a && !strcmp(class_spelling_read(k->a, a).key, class_spelling_read(k->a, b).key);
}

/* The same name and birth date, the own class first; without a birth date on one side the class must be the same. */
static const struct roster_existing *in_school(struct checking *k, const struct roster_row *row)
{
    const struct roster_existing *e = k->ctx->existing, *found = NULL;
    size_t low = 0, high = k->ctx->existing_n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (strcmp(e[mid].name_key, row->name_key) < 0) low = mid + 1; else high = mid;
    }
    for (; low < k->ctx->existing_n && !strcmp(e[low].name_key, row->name_key); low++) {
        bool dated = e[low].birth_date.has && row->birth_date.has, mine = same_class(k, e[low].class_name, row->class_name);
        if (dated ? e[low].birth_date.v.n != row->birth_date.v.n : !mine) continue;
        if (!found || mine) found = &e[low];
    }
    return found;
}

static void compare_school(struct checking *k, struct roster_row *row)
{
    const struct roster_existing *sourced = *row->name_key ? sourced_in_school(k, row) : NULL, *e = sourced || !*row->name_key ? sourced : in_school(k, row);
    if (!e) return;
    stand_at(k, row);
    row->existing = e->id;
    struct roster_problem *p = problem_at(k, MEANS_FULL_NAME, ROSTER_CHOICE, "already_in_school",
        str_is(e->name_key, row->name_key) ? N_("Em {value} đã có trong trường, lớp {class}. Cập nhật, bỏ qua, hay đây là em khác?")
                                           : N_("Em {value} đã có trong trường dưới tên khác, cùng mã ở hệ thống gửi, lớp {class}. Cập nhật, bỏ qua, hay đây là em khác?"));
    problem_part(p, "class", str_empty(e->class_name) ? "…" : e->class_name);
    p->once = true;
    problem_option(p, "update", N_("Cập nhật"));
    problem_option(p, "skip", N_("Bỏ qua"));
    problem_option(p, "new", N_("Em khác, nhập mới"));
    if (!p->answer) return;
    if (!strcmp(p->answer, "update")) row->action = ROW_UPDATE;
    else if (!strcmp(p->answer, "skip")) row->state = ROW_SKIPPED;
}

void check_pairs(struct checking *k)
{
    struct roster_row **row = ARENA_MANY(k->a, struct roster_row *, k->r->rows + 1);
    size_t n = 0;
    for (size_t i = 0; row && i < k->r->rows; i++) {
        struct roster_row *r = &k->r->row[i];
        compare_school(k, r);
        if (r->state != ROW_SKIPPED && *r->name_key && r->birth_date.has) row[n++] = r;
    }
    if (!row) return;
    compare_people(k, row, n);
    n = 0;
    for (size_t i = 0; i < k->r->rows; i++) if (k->r->row[i].state != ROW_SKIPPED) row[n++] = &k->r->row[i];
    compare_numbers(k, row, n);
}

/* ---- said once */

static void tell_spellings(struct checking *k, const struct class_seen *c)
{
    const char *list = "";
    for (size_t i = 0; i < c->spellings; i++) list = arena_print(k->a, "%s%s“%s”", list, *list ? ", " : "", c->spelling[i]);
    struct roster_problem *p = problem_of_file(k, c->sheet, "class_spelling_merged", N_("Các cách ghi {value} được hiểu là cùng một lớp {class}."));
    p->means = MEANS_CLASS;
    p->header = roster_column_header(&k->r->sheet[c->sheet], MEANS_CLASS, &p->column);
    p->value = list;
    problem_part(p, "value", list);
    problem_part(p, "class", c->class.name);
}

void check_file(struct checking *k)
{
    if (k->r->converted) {
        struct roster_problem *p = problem_of_file(k, 0, "encoding_converted", N_("Tệp dùng bảng mã {value}. Đã chuyển sang Unicode; hãy xem vài dòng đầu có đúng dấu không."));
        p->value = k->r->encoding;
        problem_part(p, "value", p->value);
    } else if (k->r->composed) {
        problem_of_file(k, 0, "unicode_composed", N_("Tệp dùng chữ có dấu rời (Unicode tổ hợp); đã chuyển về dạng dựng sẵn."))->value = "NFD";
    }
    for (size_t i = 0; i < k->classes; i++) if (k->class[i].spellings > 1) tell_spellings(k, &k->class[i]);
    for (size_t i = 0; i < k->r->sheets; i++) {
        const struct roster_sheet *s = &k->r->sheet[i];
        if (s->header_row && s->first_row && !sheet_has(s, MEANS_BIRTH_DATE)) {
            struct roster_problem *p = problem_of_file(k, i, "column_missing", N_("Danh sách không có cột ngày sinh. Vẫn nhập được, nhưng dễ nhầm hai em trùng tên."));
            p->means = MEANS_BIRTH_DATE;
        }
    }
}
