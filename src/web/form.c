/* Typed forms (form.h). One function a kind turns typed text into the value, or into the message at its field.
** What stays true: (1) every field of the spec is looked at, whatever was wrong before it; (2) every member is written, with
** its empty value when nothing or nonsense was typed; (3) a secret or a file is never kept in the state. */
#include "web/form.h"
#include "base/contact.h"
#include "base/ids.h"
#include "base/number.h"
#include "base/viet.h"
#include "web/ctx.h"
#include "web/request.h"
#include <stdlib.h>
#include <string.h>

enum { TEXT_MAX = 200, LONG_MAX_CHARS = 5000 };

/* One field on its way. */
struct reading {
    struct ctx *c;
    const struct field *f;
    const char *typed;              /* tidied; "" when missing */
    void *member;
    const char *error;
};

static const char *label_of(const struct reading *r)
{
    return tr(r->c->lang, r->f->label ? r->f->label : _("Ô này"));
}

static void wrong(struct reading *r, const char *text)
{
    r->error = say(r->c->arena, r->c->lang, text, "nhan", label_of(r), NULL);
}

static void wrong_n(struct reading *r, const char *text, int64_t n)
{
    char number[NUMBER_TEXT_SIZE];

    number_show(n, number);
    r->error = say(r->c->arena, r->c->lang, text, "nhan", label_of(r), "n", number, NULL);
}

/* True when there is something to read; else says so if the field may not be empty. */
static bool filled(struct reading *r)
{
    if (r->typed[0])
        return true;
    if (r->f->required)
        wrong(r, r->f->kind == FIELD_CHOICE || r->f->kind == FIELD_ID ? _("{nhan}: hãy chọn một mục.") : _("{nhan}: hãy điền ô này."));
    return false;
}

static void put_text_value(struct reading *r, const char *value)
{
    memcpy(r->member, &value, sizeof value);
}

static void read_text(struct reading *r)
{
    int64_t most = r->f->max > 0 ? r->f->max : r->f->kind == FIELD_LONG ? LONG_MAX_CHARS : TEXT_MAX;
    int64_t n = (int64_t)utf8_count(r->typed);

    put_text_value(r, r->typed);
    if (!filled(r))
        return;
    if (n > most)
        wrong_n(r, _("{nhan}: dài quá {n} kí tự. Hãy viết ngắn lại."), most);
    else if (n < r->f->min)
        wrong_n(r, _("{nhan}: cần ít nhất {n} kí tự."), r->f->min);
}

static void read_int(struct reading *r)
{
    int64_t v = 0;
    bool bounded = r->f->max > r->f->min;

    if (filled(r)) {
        enum number_error e = number_read_int(r->typed, &v);
        if (e == NUMBER_DECIMALS || e == NUMBER_COMMA)
            wrong(r, _("{nhan}: hãy viết số nguyên, không có phần thập phân."));
        else if (e == NUMBER_NEGATIVE)
            wrong(r, _("{nhan}: không được là số âm."));
        else if (e == NUMBER_RANGE)
            wrong(r, _("{nhan}: số này quá lớn."));
        else if (e != NUMBER_OK)
            wrong(r, _("{nhan}: đây không phải là số. Ví dụ đúng: 1.250."));
        else if (bounded && v < r->f->min)
            wrong_n(r, _("{nhan}: nhỏ nhất là {n}."), r->f->min);
        else if (bounded && v > r->f->max)
            wrong_n(r, _("{nhan}: lớn nhất là {n}."), r->f->max);
        if (r->error)
            v = 0;
    }
    memcpy(r->member, &v, sizeof v);
}

static const char *day_words(enum day_error e)
{
    switch (e) {
    case DAY_NO_SUCH_DATE:   return _("{nhan}: không có ngày này trong lịch.");
    case DAY_TWO_DIGIT_YEAR: return _("{nhan}: hãy viết năm đủ bốn chữ số, ví dụ 05/09/2025.");
    case DAY_RANGE:          return _("{nhan}: năm phải từ 1900 đến 2100.");
    default:                 return _("{nhan}: hãy viết ngày/tháng/năm, ví dụ 05/09/2025.");
    }
}

static void read_day(struct reading *r)
{
    opt_day v = { 0 };

    if (filled(r)) {
        enum day_error e = day_read(r->typed, &v.v);
        v.has = e == DAY_OK;
        if (!v.has)
            wrong(r, day_words(e));
    }
    if (r->f->required)
        memcpy(r->member, &v.v, sizeof v.v);
    else
        memcpy(r->member, &v, sizeof v);
}

static void read_id(struct reading *r)
{
    int64_t v = 0;

    if (filled(r) && !id_read(r->typed, &v)) {
        v = 0;
        wrong(r, _("{nhan}: mục đã chọn không có. Hãy chọn lại."));
    }
    memcpy(r->member, &v, sizeof v);
}

static void read_choice(struct reading *r)
{
    struct span rest = span_of(r->f->choices), code;
    const char *found = "";

    if (filled(r)) {
        while (*found == 0 && span_cut(&rest, ' ', &code))
            if (span_is(code, r->typed))
                found = r->typed;
        if (*found == 0)
            wrong(r, _("{nhan}: mục đã chọn không có. Hãy chọn lại."));
    }
    put_text_value(r, found);
}

static void read_tick(struct reading *r)
{
    bool v = r->typed[0] != 0;

    if (!v && r->f->required)
        wrong(r, _("{nhan}: cần đánh dấu ô này."));
    memcpy(r->member, &v, sizeof v);
}

static void read_phone(struct reading *r)
{
    const char *v = "";

    if (filled(r)) {
        struct contact_check check = phone_check(r->c->arena, r->typed);
        if (str_is(check.status, "OK"))
            v = check.normal;
        else
            wrong(r, _("{nhan}: số điện thoại chưa đúng. Ví dụ đúng: 0912 345 678."));
    }
    put_text_value(r, v);
}

static void read_file(struct reading *r)
{
    struct upload v = { "", "", "", 0 };
    const struct request *q = r->c->req;

    for (size_t i = 0; i < q->files; i++)
        if (str_is(q->file[i].field, r->f->name)) {
            v = q->file[i].file;
            break;
        }
    if (v.n == 0 && r->f->required)
        wrong(r, _("{nhan}: hãy chọn một tệp."));
    else if (r->f->max > 0 && (int64_t)v.n > r->f->max)
        wrong_n(r, _("{nhan}: tệp lớn quá {n} byte. Hãy chọn tệp nhỏ hơn."), r->f->max);
    memcpy(r->member, &v, sizeof v);
}

static void read_one(struct reading *r)
{
    switch (r->f->kind) {
    case FIELD_TEXT: case FIELD_LONG: case FIELD_SECRET: read_text(r); break;
    case FIELD_INT:    read_int(r);    break;
    case FIELD_DAY:    read_day(r);    break;
    case FIELD_ID:     read_id(r);     break;
    case FIELD_CHOICE: read_choice(r); break;
    case FIELD_TICK:   read_tick(r);   break;
    case FIELD_PHONE:  read_phone(r);  break;
    case FIELD_FILE:   read_file(r);   break;
    case FIELD_MANY:   break;
    }
}

/* CRLF and CR become LF; white space at the end goes. */
static const char *tidy_long(struct arena *a, const char *s)
{
    s = viet_nfc(a, s);
    char *out = arena_take(a, strlen(s) + 1), *o = out;

    if (!out)
        return "";
    for (; *s; s++)
        if (*s != '\r')
            *o++ = *s;
        else if (s[1] != '\n')
            *o++ = '\n';
    while (o > out && (o[-1] == '\n' || o[-1] == ' ' || o[-1] == '\t'))
        o--;
    *o = 0;
    return out;
}

static const char *tidied(struct ctx *c, enum field_kind kind, const char *value)
{
    if (!value || !*value)
        return "";
    if (kind == FIELD_LONG)
        return tidy_long(c->arena, value);
    return kind == FIELD_SECRET ? viet_nfc(c->arena, value) : viet_tidy(c->arena, value);
}

static const struct typed_list *sent(const struct ctx *c)
{
    return c->req->method == POST ? &c->req->body : &c->req->query;
}

/* ---- the state: what was typed and what is wrong, sorted by name */

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct field_state *)a)->name, ((const struct field_state *)b)->name);
}

static struct field_state *state_find(const struct ctx *c, const char *name)
{
    struct field_state key = { .name = name };

    return c->form.n ? bsearch(&key, c->form.state, c->form.n, sizeof key, by_name) : NULL;
}

/* How many states there can be at most: a FIELD_MANY may take everything that was sent. */
static size_t states_of(const struct form_spec *spec, size_t sent_n)
{
    size_t n = 0;

    for (const struct field *f = spec->fields; f->name; f++)
        n += f->kind == FIELD_MANY ? sent_n : 1;
    return n;
}

/* FIELD_MANY: every field whose name begins with the field's. */
static rc read_many(struct ctx *c, const struct field *f, struct typed_list *out)
{
    const struct typed_list *all = sent(c);

    *out = (struct typed_list){ .item = ARENA_MANY(c->arena, struct typed, all->n) };
    for (size_t i = 0; out->item && i < all->n; i++) {
        if (!str_starts(all->item[i].name, f->name))
            continue;
        const char *value = tidied(c, f->max > 0 ? FIELD_LONG : FIELD_TEXT, all->item[i].value);
        out->item[out->n++] = (struct typed){ all->item[i].name, value };
        c->form.state[c->form.n++] = (struct field_state){ .name = all->item[i].name, .typed = value };
    }
    return c->arena->failed ? LIMIT : OK;
}

rc form_read(struct ctx *c, const struct form_spec *spec, void *out)
{
    const struct typed_list *all = sent(c);
    bool good = true;

    c->form = (struct form_state){ .any = c->req->method == POST || all->n > 0 };
    c->form.state = ARENA_MANY(c->arena, struct field_state, states_of(spec, all->n) + 1);
    if (!c->form.state)
        return LIMIT;
    for (const struct field *f = spec->fields; f->name; f++) {
        void *member = (char *)out + f->offset;
        if (f->kind == FIELD_MANY) {
            try(read_many(c, f, member));
            continue;
        }
        struct reading r = { .c = c, .f = f, .member = member, .typed = tidied(c, f->kind, typed_find(all, f->name)) };
        read_one(&r);
        bool shown = f->kind != FIELD_SECRET && f->kind != FIELD_FILE;
        c->form.state[c->form.n++] = (struct field_state){ f->name, shown ? r.typed : "", r.error };
        good = good && !r.error;
    }
    qsort(c->form.state, c->form.n, sizeof *c->form.state, by_name);
    if (c->arena->failed)
        return LIMIT;
    return good ? OK : INVALID;
}

rc form_wrong(struct ctx *c, const char *field, const char *text)
{
    struct field_state *s = state_find(c, field);

    c->form.any = true;
    if (!s) {
        struct field_state *more = ARENA_MANY(c->arena, struct field_state, c->form.n + 1);
        if (!more)
            return LIMIT;
        if (c->form.n)
            memcpy(more, c->form.state, c->form.n * sizeof *more);
        const char *typed = typed_find(sent(c), field);
        more[c->form.n++] = (struct field_state){ .name = field, .typed = typed ? typed : "" };
        c->form.state = more;
        qsort(more, c->form.n, sizeof *more, by_name);
        s = state_find(c, field);
    }
    if (!s->error)
        s->error = tr(c->lang, text);
    return INVALID;
}

const char *form_typed(const struct ctx *c, const char *name, const char *otherwise)
{
    const struct field_state *s = c->form.any ? state_find(c, name) : NULL;

    return s ? s->typed : otherwise ? otherwise : "";
}

const char *form_error(const struct ctx *c, const char *name)
{
    const struct field_state *s = state_find(c, name);

    return s ? s->error : NULL;
}

const char *query_text(const struct ctx *c, const char *name)
{
    const char *value = typed_find(&c->req->query, name);

    return value ? viet_nfc(c->arena, value) : "";
}
