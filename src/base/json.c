#include "base/json.h"
#include "base/lang.h"
#include <stdlib.h>
#include <string.h>

struct reader {
    struct arena *arena;
    const char *begin, *p, *end;
    const struct json_bounds *most;
    int values;
    struct json_wrong wrong;
};

static struct json *no(struct reader *r, const char *what)
{
    if (!r->wrong.what) r->wrong = (struct json_wrong){ (size_t)(r->p - r->begin), what };
    return NULL;
}

static void blanks(struct reader *r)
{
    while (r->p < r->end && (*r->p == ' ' || *r->p == '\t' || *r->p == '\n' || *r->p == '\r')) r->p++;
}

static bool take(struct reader *r, char ch)
{
    if (r->p == r->end || *r->p != ch) return false;
    r->p++;
    return true;
}

/* ---- strings */

static int hex4(const char *p, const char *end)
{
    int v = 0;
    if (end - p < 4) return -1;
    for (int i = 0; i < 4; i++) {
        char ch = p[i];
        int d = ch >= '0' && ch <= '9' ? ch - '0' : ch >= 'a' && ch <= 'f' ? ch - 'a' + 10 : ch >= 'A' && ch <= 'F' ? ch - 'A' + 10 : -1;
        if (d < 0) return -1;
        v = v << 4 | d;
    }
    return v;
}

/* Behind "\u"; writes at most 4 bytes. 0 = refused. */
static size_t unicode(struct reader *r, char *out)
{
    int first = hex4(r->p, r->end), second;
    if (first <= 0) return no(r, first == 0 ? N_("có kí tự NUL trong chuỗi") : N_("\\u thiếu bốn chữ số hệ 16")), 0;
    r->p += 4;
    if (first >= 0xDC00 && first <= 0xDFFF) return no(r, N_("nửa cặp surrogate")), 0;
    if (first < 0xD800 || first > 0xDBFF) return utf8_put(out, (uint32_t)first);
    if (r->end - r->p < 6 || r->p[0] != '\\' || r->p[1] != 'u') return no(r, N_("nửa cặp surrogate")), 0;
    second = hex4(r->p + 2, r->end);
    if (second < 0xDC00 || second > 0xDFFF) return no(r, N_("nửa cặp surrogate")), 0;
    r->p += 6;
    return utf8_put(out, 0x10000u + (((uint32_t)first - 0xD800u) << 10) + ((uint32_t)second - 0xDC00u));
}

static size_t escape(struct reader *r, char *out)
{
    static const char from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";
    if (r->p == r->end) return no(r, N_("chuỗi không có dấu đóng")), 0;
    char ch = *r->p++;
    if (ch == 'u') return unicode(r, out);
    const char *at = ch ? strchr(from, ch) : NULL;
    if (!at) return no(r, N_("dấu \\ trước kí tự lạ")), 0;
    *out = to[at - from];
    return 1;
}

/* Behind the first quotation mark. What is decoded is never longer than what was sent. */
static const char *string(struct reader *r)
{
    const char *at = r->p;
    while (at < r->end && *at != '"') at += *at == '\\' ? 2 : 1;
    if (at >= r->end) return no(r, N_("chuỗi không có dấu đóng")), NULL;
    char *out = arena_take(r->arena, (size_t)(at - r->p) + 1), *o = out;
    if (!out) return no(r, N_("quá dài")), NULL;
    while (*r->p != '"') {
        unsigned char ch = (unsigned char)*r->p;
        if (ch < ' ') return no(r, N_("kí tự điều khiển trong chuỗi")), NULL;
        r->p++;
        if (ch != '\\') {
            *o++ = (char)ch;
            continue;
        }
        size_t n = escape(r, o);
        if (!n) return NULL;
        o += n;
    }
    r->p++;
    *o = 0;
    return out;
}

/* ---- numbers and words */

static size_t digits(struct reader *r)
{
    const char *from = r->p;
    while (r->p < r->end && *r->p >= '0' && *r->p <= '9') r->p++;
    return (size_t)(r->p - from);
}

static bool number(struct reader *r)
{
    take(r, '-');
    if (take(r, '0')) {
        if (r->p < r->end && *r->p >= '0' && *r->p <= '9') return no(r, N_("số có số 0 ở đầu")), false;
    } else if (!digits(r)) {
        return no(r, N_("thiếu giá trị")), false;
    }
    if (take(r, '.') && !digits(r)) return no(r, N_("số thiếu chữ số sau dấu chấm")), false;
    if (take(r, 'e') || take(r, 'E')) {
        if (!take(r, '+')) take(r, '-');
        if (!digits(r)) return no(r, N_("số thiếu số mũ")), false;
    }
    return true;
}

static bool word(struct reader *r, const char *text)
{
    size_t n = strlen(text);
    if ((size_t)(r->end - r->p) < n || memcmp(r->p, text, n) != 0) return false;
    r->p += n;
    return true;
}

/* ---- objects and arrays */

static int by_key(const void *a, const void *b) { return strcmp((*(struct json *const *)a)->key, (*(struct json *const *)b)->key); }

static bool keys_once(struct reader *r, const struct json *object, size_t n)
{
    if (n < 2) return true;
    const struct json **member = ARENA_MANY(r->arena, const struct json *, n);
    size_t i = 0;
    if (!member) return no(r, N_("quá dài")), false;
    for (const struct json *m = object->first; m; m = m->next) member[i++] = m;
    qsort(member, n, sizeof *member, by_key);
    for (i = 1; i < n; i++)
        if (str_is(member[i]->key, member[i - 1]->key)) return r->p = member[i]->raw.p, no(r, N_("một tên có hai lần trong cùng đối tượng")), false;
    return true;
}

static struct json *value(struct reader *r, int depth);

static bool members(struct reader *r, struct json *into, int depth)
{
    bool object = into->kind == JSON_OBJECT;
    char close = object ? '}' : ']';
    struct json **last = &into->first;
    size_t n = 0;
    blanks(r);
    if (take(r, close)) return true;
    do {
        const char *key = NULL;
        blanks(r);
        if (object && !(take(r, '"') && (key = string(r)))) return no(r, N_("thiếu tên")), false;
        if (object) blanks(r);
        if (object && !take(r, ':')) return no(r, N_("thiếu dấu hai chấm sau tên")), false;
        if (!(*last = value(r, depth))) return false;
        (*last)->key = key;
        last = &(*last)->next;
        n++;
        if (object && r->most->members && n > (size_t)r->most->members) return no(r, N_("đối tượng có quá nhiều thành phần")), false;
        blanks(r);
    } while (take(r, ','));
    if (!take(r, close)) return no(r, object ? N_("đối tượng không có dấu đóng") : N_("mảng không có dấu đóng")), false;
    return !object || keys_once(r, into, n);
}

static bool filled(struct reader *r, struct json *j, int depth)
{
    if (take(r, '{')) return j->kind = JSON_OBJECT, members(r, j, depth + 1);
    if (take(r, '[')) return j->kind = JSON_ARRAY, members(r, j, depth + 1);
    if (take(r, '"')) return j->kind = JSON_STRING, (j->text = string(r)) != NULL;
    if (word(r, "true")) return j->kind = JSON_TRUE, true;
    if (word(r, "false")) return j->kind = JSON_FALSE, true;
    if (word(r, "null")) return j->kind = JSON_NULL, true;
    const char *from = r->p;
    j->kind = JSON_NUMBER;
    if (!number(r)) return false;
    j->text = arena_text_n(r->arena, from, (size_t)(r->p - from));
    return true;
}

static struct json *value(struct reader *r, int depth)
{
    if (depth > r->most->depth) return no(r, N_("lồng quá sâu"));
    if (++r->values > r->most->values) return no(r, N_("quá nhiều giá trị"));
    struct json *j = ARENA_NEW(r->arena, struct json);
    if (!j) return no(r, N_("quá dài"));
    blanks(r);
    const char *from = r->p;
    if (!filled(r, j, depth)) return NULL;
    j->raw = (struct span){ from, (size_t)(r->p - from) };
    return j;
}

const struct json *json_parse(struct arena *a, struct span text, const struct json_bounds *bounds, struct json_wrong *wrong)
{
    struct reader r = { .arena = a, .begin = text.p, .p = text.p, .end = text.p + text.n, .most = bounds };
    struct json *j = NULL;
    if (text.n > bounds->bytes) no(&r, N_("quá dài"));
    else if (!text.p || !utf8_valid(text.p, text.n)) no(&r, N_("không phải UTF-8"));
    else if ((j = value(&r, 0))) {
        blanks(&r);
        if (r.p != r.end) j = no(&r, N_("còn gì đó sau giá trị"));
    }
    if (wrong) *wrong = r.wrong;
    return a->failed ? NULL : j;
}

const struct json *json_read(struct arena *a, const char *text)
{
    static const struct json_bounds own = { (size_t)1 << 30, 64, 1 << 30 };
    return json_parse(a, span_of(text), &own, NULL);
}

/* ---- where: of a text that was refused; reads what is before `at` once more and needs it to be nothing */

enum { PLACE_DEEP = 64, PLACE_NAME = 80, PLACE_MOST = 2000 };
struct step { bool object, named; int64_t item; struct span key; };
struct walk { const char *p, *end; struct step step[PLACE_DEEP]; int n; };

static struct span quoted_text(struct walk *w)
{
    const char *from = ++w->p;
    while (w->p < w->end && *w->p != '"') w->p += *w->p == '\\' && w->end - w->p > 1 ? 2 : 1;
    struct span text = { from, (size_t)(w->p - from) };
    if (w->p < w->end) w->p++;
    return text;
}

static void step_on(struct walk *w)
{
    struct step *s = w->n && w->n <= PLACE_DEEP ? &w->step[w->n - 1] : NULL;
    char ch = *w->p;
    if (ch == '"') {
        struct span text = quoted_text(w);
        if (s && s->object && !s->named) s->key = text, s->named = true;
        return;
    }
    w->p++;
    if ((ch == '{' || ch == '[') && ++w->n <= PLACE_DEEP) w->step[w->n - 1] = (struct step){ .object = ch == '{' };
    if ((ch == '}' || ch == ']') && w->n > 0) w->n--;
    if (ch == ',' && s) s->item++, s->named = false;
}

const char *json_place(struct arena *a, struct span text, size_t at)
{
    struct walk w = { .p = text.p, .end = text.p + (at < text.n ? at : text.n) };
    struct buf b;
    while (text.p && w.p < w.end) step_on(&w);
    buf_init(&b, PLACE_MOST);
    buf_char(&b, '$');
    for (int i = 0; i < w.n && i < PLACE_DEEP && b.n + PLACE_NAME + 32 < PLACE_MOST; i++) {
        const struct step *s = &w.step[i];
        if (!s->object) buf_print(&b, "[%lld]", (long long)s->item);
        else if (s->named && s->key.n <= PLACE_NAME && utf8_valid(s->key.p, s->key.n)) buf_char(&b, '.'), buf_add(&b, s->key.p, s->key.n);
        else if (s->named) buf_text(&b, ".…");
    }
    const char *place = b.failed ? "$" : arena_text_n(a, b.p, b.n);
    buf_finish(&b);
    return place;
}

/* ---- looking */

const struct json *json_get(const struct json *j, const char *key)
{
    if (!j || j->kind != JSON_OBJECT) return NULL;
    for (const struct json *m = j->first; m; m = m->next)
        if (str_is(m->key, key)) return m;
    return NULL;
}

size_t json_count(const struct json *j)
{
    size_t n = 0;
    for (const struct json *m = j ? j->first : NULL; m; m = m->next) n++;
    return n;
}

bool json_is(const struct json *j, const char *text) { return j && j->kind == JSON_STRING && str_is(j->text, text); }

static bool left_out(const char *key, const char *const *but)
{
    for (; but && *but; but++)
        if (str_is(key, *but)) return true;
    return false;
}

static bool all_in(const struct json *a, const struct json *b, const char *const *but)
{
    for (const struct json *m = a->first; m; m = m->next) {
        const struct json *other = left_out(m->key, but) ? m : json_get(b, m->key);
        if (!other || (other != m && !json_same(m, other, NULL))) return false;
    }
    return true;
}

static bool items_same(const struct json *a, const struct json *b)
{
    for (a = a->first, b = b->first; a && b; a = a->next, b = b->next)
        if (!json_same(a, b, NULL)) return false;
    return !a && !b;
}

static bool keys_in(const struct json *a, const struct json *b, const char *const *but)
{
    for (const struct json *m = a->first; m; m = m->next)
        if (!left_out(m->key, but) && !json_get(b, m->key)) return false;
    return true;
}

bool json_same(const struct json *a, const struct json *b, const char *const *but)
{
    if (!a || !b || a->kind != b->kind) return a == b;
    if (a->kind == JSON_STRING) return str_is(a->text, b->text);
    if (a->kind == JSON_NUMBER) return str_is(a->text, b->text) || strtod(a->text, NULL) == strtod(b->text, NULL);
    if (a->kind == JSON_ARRAY) return items_same(a, b);
    return a->kind != JSON_OBJECT || (all_in(a, b, but) && keys_in(b, a, but));
}

/* ---- writing */

void json_put(struct buf *b, const char *s)
{
    buf_char(b, '"');
    for (const char *from = s;; s++) {
        unsigned char ch = (unsigned char)*s;
        if (ch >= ' ' && ch != '"' && ch != '\\') continue;
        buf_add(b, from, (size_t)(s - from));
        from = s + 1;
        if (!ch) break;
        if (ch == '"' || ch == '\\') buf_char(b, '\\'), buf_char(b, (char)ch);
        else buf_print(b, "\\u%04x", ch);
    }
    buf_char(b, '"');
}

static bool is_among(const char *const *list, const char *key)
{
    for (; list && *list; list++)
        if (str_is(*list, key)) return true;
    return false;
}

void json_join(struct buf *b, const struct json *old, const struct json *new, const char *const *deeper)
{
    const char *comma = "";
    buf_char(b, '{');
    for (const struct json *m = old ? old->first : NULL; m; m = m->next)
        if (!json_get(new, m->key)) buf_text(b, comma), json_put(b, m->key), buf_char(b, ':'), buf_add(b, m->raw.p, m->raw.n), comma = ",";
    for (const struct json *m = new->first; m; m = m->next) {
        const struct json *was = is_among(deeper, m->key) ? json_get(old, m->key) : NULL;
        buf_text(b, comma), json_put(b, m->key), buf_char(b, ':');
        if (was && was->kind == JSON_OBJECT && m->kind == JSON_OBJECT) json_join(b, was, m, NULL);
        else buf_add(b, m->raw.p, m->raw.n);
        comma = ",";
    }
    buf_char(b, '}');
}
