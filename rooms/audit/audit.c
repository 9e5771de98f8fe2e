/* Writing a change down. What stays true stands in audit.h. */
#include "audit/audit.h"
#include "audit/inside.h"
#include "base/buf.h"
#include "generated/audit_queries.h"

enum { FIELDS_MOST = 64 * 1024, VALUE_MOST = 400, END_SHOWN = 3 };

static const char how_letter[] = { [KEPT_AS_IS] = 't', [KEPT_AS_WORDS] = 'w', [KEPT_END] = 't', [KEPT_PICTURE] = 'p', [KEPT_NOT] = 'n' };

/* One line of text: what would break the line is written \t \n \\; what is longer than VALUE_MOST characters is cut. */
static void value_put(struct buf *b, const char *s)
{
    const char *end = s + strlen(s);
    for (int i = 0; i < VALUE_MOST; i++) {
        const char *from = s;
        uint32_t cp = utf8_next(&s, end);
        if (cp == 0) return;
        if (cp == '\t') buf_text(b, "\\t");
        else if (cp == '\n') buf_text(b, "\\n");
        else if (cp == '\\') buf_text(b, "\\\\");
        else buf_add(b, from, (size_t)(s - from));
    }
    if (s < end) buf_text(b, "…");
}

/* "•••123": as many characters of the end as tell one from another, and never more than half of it. */
static void end_put(struct buf *b, const char *s)
{
    size_t n = utf8_count(s), shown = n / 2 < END_SHOWN ? n / 2 : END_SHOWN;
    const char *end = s + strlen(s);
    for (size_t i = 0; i + shown < n; i++) utf8_next(&s, end);
    buf_text(b, "•••");
    value_put(b, s);
}

static void side_put(struct buf *b, const char *value, enum kept_as how)
{
    buf_char(b, '\t');
    if (str_empty(value) || how == KEPT_NOT) return;
    if (how == KEPT_END) end_put(b, value);
    else value_put(b, value);
}

static bool differs(const struct was *w)
{
    if (w->how == KEPT_NOT) return true;
    const char *before = w->before ? w->before : "", *after = w->after ? w->after : "";
    return !str_is(before, after);
}

static size_t fields_put(struct buf *b, const struct change *ch)
{
    size_t n = 0;
    for (size_t i = 0; i < ch->fields; i++) {
        const struct was *w = &ch->field[i];
        if (!differs(w)) continue;
        buf_char(b, how_letter[w->how]);
        buf_char(b, '\t');
        buf_text(b, w->label);
        side_put(b, w->before, w->how);
        side_put(b, w->after, w->how);
        buf_char(b, '\n');
        n++;
    }
    return n;
}

/* A right that was handed over: the row says in whose stead. */
static size_t instead_put(struct buf *b, const char *name)
{
    const struct was w = { N_("Thay mặt"), NULL, name, KEPT_AS_IS };
    return fields_put(b, &(struct change){ .field = &w, .fields = 1 });
}

rc audit_add(struct tx *t, const struct change *ch)
{
    struct buf b;
    if (t->bulk) return OK;
    buf_init(&b, FIELDS_MOST);
    size_t n = fields_put(&b, ch);
    bool same = ch->fields > 0 && n == 0;
    if (t->ask->instead && !same) n += instead_put(&b, t->ask->instead);
    const char *fields = b.failed ? NULL : arena_text(t->ask->arena, b.p);
    buf_finish(&b);
    if (same && fields) return OK;                  /* nothing changed */
    if (!fields) return fault_detail(t->ask, LIMIT, "%s: too much for one change", ch->act->code);
    return audit_insert(t, t->ask->scope.school, NEW_ID(t, audit_id), ch->by.v ? ch->by : t->ask->me, ch->act->code, ch->kind, ch->id, ch->name ? ch->name : "", ch->about,
                        fields, ch->reason, ch->batch, NULL);
}

rc audit_bulk(struct tx *t, const struct change *ch)
{
    try(audit_add(t, ch));
    t->bulk = true;
    return OK;
}

/* ---- reading it again */

static const char *value_read(struct arena *a, struct span s)
{
    char *out = arena_take(a, s.n + 1);
    size_t n = 0;
    if (!out) return "";
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] != '\\' || i + 1 == s.n) { out[n++] = s.p[i]; continue; }
        char next = s.p[++i];
        out[n++] = next == 't' ? '\t' : next == 'n' ? '\n' : next;
    }
    out[n] = 0;
    return out;
}

rc changed_read(struct arena *a, enum lang lang, const char *packed, struct changed **rows, size_t *n)
{
    struct span rest = span_of(packed), line, how, label, before;
    size_t most = 0;
    for (const char *p = packed; *p; p++) most += *p == '\n';
    *n = 0;
    *rows = ARENA_MANY(a, struct changed, most);
    if (!*rows) return LIMIT;
    while (rest.n && span_cut(&rest, '\n', &line)) {
        if (!span_cut(&line, '\t', &how) || !span_cut(&line, '\t', &label) || !span_cut(&line, '\t', &before)) continue;
        bool words = span_is(how, "w");
        struct changed *c = &(*rows)[(*n)++];
        *c = (struct changed){ .label = tr(lang, arena_text_n(a, label.p, label.n)), .before = value_read(a, before), .after = value_read(a, line),
                               .hidden = span_is(how, "n"), .picture = span_is(how, "p") };
        if (words) c->before = tr(lang, c->before), c->after = tr(lang, c->after);
    }
    return a->failed ? LIMIT : OK;
}
