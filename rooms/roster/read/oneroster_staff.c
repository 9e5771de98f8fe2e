/* Who works at the school and what they teach, out of users, roles and enrollments; and the years and terms that the sender has. See oneroster.h. */
#include "roster/read/oneroster.h"
#include "base/str.h"
#include "base/time.h"
#include <stdlib.h>
#include <string.h>

static int by_user(const void *x, const void *y)
{
    const struct one_duty *a = x, *b = y;
    int order = strcmp(a->user, b->user);
    return order ? order : (a->line->number > b->line->number) - (a->line->number < b->line->number);
}

/* The place where the duties of a user begin; they stand together. */
static size_t duties_from(const struct one_staffing *s, const char *user)
{
    size_t low = 0, high = s->duties;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (strcmp(s->duty[mid].user, user) < 0) low = mid + 1; else high = mid;
    }
    return low;
}

/* The one who is "primary" of a homeroom class leads it; an aide assists; everybody else teaches a subject. */
static const char *duty_kind(const struct one_table *t, const struct one_line *line, bool scheduled)
{
    if (str_is(one_cell(line, one_column(t, "role")), "aide")) return "assistant";
    return !scheduled && str_is(one_cell(line, one_column(t, "primary")), "true") ? "homeroom" : "subject";
}

static struct book_duty duty_said(struct one_staffing *s, const struct one_duty *d)
{
    const struct one_table *t = &s->x->table[ONE_ENROLLMENTS], *classes = &s->x->table[ONE_CLASSES];
    struct arena *a = s->x->r->a;
    const char *said = one_cell(d->line, one_column(t, "metadata.khue.subject")), *of_class = one_cell(d->class_, one_column(classes, "subjects"));
    bool scheduled = str_is(one_cell(d->class_, one_column(classes, "classType")), "scheduled");
    const char *subject = *said ? said : arena_text_n(a, of_class, strcspn(of_class, ","));
    return (struct book_duty){ d->line->number, s->source(s->to, one_cell(d->line, one_column(t, "classSourcedId"))), one_cell(d->class_, one_column(classes, "title")),
                               duty_kind(t, d->line, scheduled), subject, d->gone, scheduled };
}

static rc duties_put(struct one_staffing *s, size_t from, struct book_staff *out)
{
    size_t n = 0;
    while (from + n < s->duties && str_is(s->duty[from + n].user, s->duty[from].user)) n++;
    out->duty = ARENA_MANY(s->x->r->a, struct book_duty, n);
    if (!out->duty) return LIMIT;
    for (; out->duties < n; out->duties++) out->duty[out->duties] = duty_said(s, &s->duty[from + out->duties]);
    return OK;
}

/* Of a delta: who is not in users.csv, but teaches something else by now. */
static rc loose_put(struct one_staffing *s, const bool *seen, struct workbook *book)
{
    for (size_t i = 0; i < s->duties && book->staffs < BOOK_STAFF_MOST; i++) {
        struct book_staff *b = &book->staff[book->staffs];
        if (seen[i] || (i && str_is(s->duty[i].user, s->duty[i - 1].user))) continue;
        *b = (struct book_staff){ .row = s->duty[i].line->number, .source = s->source(s->to, s->duty[i].user), .name = "", .role = "", .own = "", .phone = "" };
        try(duties_put(s, i, b));
        book->staffs++;
    }
    return OK;
}

rc one_staff_put(struct one_staffing *s)
{
    struct workbook *book = s->x->r->book;
    struct arena *a = s->x->r->a;
    if (s->duties > BOOK_DUTIES_MOST || s->teachers > BOOK_STAFF_MOST)
        return read_refuse(s->x->r, LIMIT, 5780, "too_many_staff", N_("Bộ OneRoster này có hơn 2.000 thầy cô hay hơn 20.000 phân công. Xuất riêng từng trường rồi tải lên."));
    bool *seen = ARENA_MANY(a, bool, s->duties);
    size_t most = s->teachers + s->duties < BOOK_STAFF_MOST ? s->teachers + s->duties : BOOK_STAFF_MOST;
    book->staff = ARENA_MANY(a, struct book_staff, most);
    if (!seen || !book->staff) return LIMIT;
    if (s->duties) qsort(s->duty, s->duties, sizeof *s->duty, by_user);
    for (size_t i = 0; i < s->teachers; i++) {
        const struct one_teacher *t = &s->teacher[i];
        struct book_staff *b = &book->staff[book->staffs++];
        size_t from = duties_from(s, t->id);
        *b = (struct book_staff){ t->row, t->source, t->name, t->role, t->own, t->phone, t->gone, NULL, 0, t->seat, t->seats };
        if (from < s->duties && str_is(s->duty[from].user, t->id)) try(duties_put(s, from, b));
        for (size_t k = from; k < s->duties && str_is(s->duty[k].user, t->id); k++) seen[k] = true;
    }
    return loose_put(s, seen, book);
}

/* ---- departments */

static int by_seat(const void *x, const void *y)
{
    const struct one_seat *a = x, *b = y;
    int order = strcmp(a->user, b->user);
    return order ? order : strcmp(a->is.name, b->is.name);
}

static int by_department(const void *x, const void *y) { return strcmp(((const struct one_department *)x)->id, ((const struct one_department *)y)->id); }

rc one_departments_read(struct one_archive *x)
{
    const struct one_table *t = &x->table[ONE_ORGS];
    size_t id = one_column(t, "sourcedId"), type = one_column(t, "type"), name = one_column(t, "name"), status = one_column(t, "status");
    x->department = ARENA_MANY(x->r->a, struct one_department, t->lines + 1);
    if (!x->department) return LIMIT;
    for (size_t i = 0; i < t->lines; i++) {
        const struct one_line *l = &t->line[i];
        if (str_is(one_cell(l, type), "department") && *one_cell(l, name) && *one_cell(l, id) && !str_is(one_cell(l, status), "tobedeleted"))
            x->department[x->departments++] = (struct one_department){ one_cell(l, id), one_cell(l, name) };
    }
    if (x->departments) qsort(x->department, x->departments, sizeof *x->department, by_department);
    return OK;
}

const char *one_department(const struct one_archive *x, const char *id)
{
    struct one_department key = { id, "" }, *found = x->departments ? bsearch(&key, x->department, x->departments, sizeof key, by_department) : NULL;
    return found ? found->name : NULL;
}

rc one_seats_read(struct one_archive *x, struct one_seat **seat, size_t *n)
{
    const struct one_table *t = &x->table[ONE_ROLES];
    size_t user = one_column(t, "userSourcedId"), org = one_column(t, "orgSourcedId"), head = one_column(t, "metadata.khue.head"), status = one_column(t, "status");
    *n = 0;
    *seat = ARENA_MANY(x->r->a, struct one_seat, t->lines + 1);
    if (!*seat) return LIMIT;
    for (size_t i = 0; i < t->lines; i++) {
        const char *name = one_department(x, one_cell(&t->line[i], org));
        if (name) (*seat)[(*n)++] = (struct one_seat){ one_cell(&t->line[i], user), { name, str_is(one_cell(&t->line[i], head), "true"), str_is(one_cell(&t->line[i], status), "tobedeleted") } };
    }
    if (*n) qsort(*seat, *n, sizeof **seat, by_seat);
    return OK;
}

void one_seats_of(const struct one_seat *seat, size_t n, const char *user, struct one_teacher *out, struct arena *a)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (strcmp(seat[mid].user, user) < 0) low = mid + 1; else high = mid;
    }
    if (low == n || !str_is(seat[low].user, user) || !(out->seat = ARENA_MANY(a, struct book_seat, BOOK_SEATS_MOST))) return;
    for (; low < n && str_is(seat[low].user, user) && out->seats < BOOK_SEATS_MOST; low++) out->seat[out->seats++] = seat[low].is;
}

rc one_sessions_put(struct one_archive *x)
{
    const struct one_table *t = &x->table[ONE_SESSIONS];
    struct workbook *book = x->r->book;
    size_t type = one_column(t, "type"), title = one_column(t, "title"), from = one_column(t, "startDate"), to = one_column(t, "endDate"), status = one_column(t, "status");
    book->session = ARENA_MANY(x->r->a, struct book_session, BOOK_SESSIONS_MOST);
    if (!book->session) return LIMIT;
    for (size_t i = 0; i < t->lines && book->sessions < BOOK_SESSIONS_MOST; i++) {
        const struct one_line *l = &t->line[i];
        if (str_is(one_cell(l, status), "tobedeleted")) continue;
        book->session[book->sessions++] = (struct book_session){ one_cell(l, type), one_cell(l, title), one_cell(l, from), one_cell(l, to) };
    }
    return OK;
}
