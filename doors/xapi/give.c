/* Statements go out: one by its name, or those that fit a filter, a page at a time. */
#include "base/percent.h"
#include "base/ids.h"
#include "xapi/inside.h"
#include <sodium.h>
#include <string.h>

enum { PAGE = 100, PAGE_MOST = 100, ANSWER_MOST = 17 << 20 /* whatever came in one request, and what another house of ours takes (exchange) */, FILE_MOST = 17 << 20 };
static const char known[] = "statementId voidedStatementId agent verb activity registration related_activities related_agents since until limit format attachments ascending sau";

struct giving { struct asked *q; struct statements_wanted wanted; enum format format; bool files, all_of_mine; const char *next; struct buf b; };

/* ---- parameters */

static rc wrong(struct asked *q, const char *name)
{
    return refuse(q->c->ask, INVALID, 5606, _("Tham số «{ten}» không đúng dạng."), "ten", name, NULL);
}

static rc iri_param(struct asked *q, const char *name, const char **out)
{
    *out = param(q, name);
    return !*out || is_iri(*out) ? OK : wrong(q, name);
}

static rc format_read(struct giving *g)
{
    const char *format = param(g->q, "format");
    g->format = !format || str_is(format, "exact") ? FORMAT_EXACT : str_is(format, "ids") ? FORMAT_IDS : FORMAT_CANONICAL;
    if (format && g->format == FORMAT_CANONICAL && !str_is(format, "canonical")) return wrong(g->q, "format");
    return param_bool(g->q, "attachments", &g->files);
}

static rc limit_read(struct giving *g)
{
    const char *limit = param(g->q, "limit");
    int64_t n = 0;
    if (limit && (!span_int(span_of(limit), &n) || n < 0)) return wrong(g->q, "limit");
    g->wanted.limit = n == 0 ? PAGE : n < PAGE_MOST ? n : PAGE_MOST;
    return OK;
}

/* Stored after `since`, at `until` or before; numbers of statements carry the milliseconds. */
static int64_t first_of(int64_t ms) { return ms <= ID_EPOCH_MS ? 0 : ms - ID_EPOCH_MS >= (int64_t)1 << 41 ? INT64_MAX : (ms - ID_EPOCH_MS) << 22; }
int64_t statement_first(instant at) { return first_of(at.ms); }

static rc span_read(struct giving *g)
{
    opt_instant since, until;
    const char *behind = param(g->q, "sau");
    statement_id last = { 0 };
    try(param_time(g->q, "since", &since));
    try(param_time(g->q, "until", &until));
    if (since.has) g->wanted.after.v = first_of(since.v.ms + 1) - 1;
    if (until.has) g->wanted.before.v = first_of(until.v.ms + 1);
    if (until.has && g->wanted.before.v < 1) g->wanted.before.v = 1;
    if (g->wanted.after.v < 0) g->wanted.after.v = 0;
    if (behind && !id_read(behind, &last.v)) return wrong(g->q, "sau");
    if (behind && g->wanted.ascending && last.v > g->wanted.after.v) g->wanted.after = last;
    if (behind && !g->wanted.ascending && (!g->wanted.before.v || last.v < g->wanted.before.v)) g->wanted.before = last;
    return OK;
}

static rc wanted_read(struct giving *g)
{
    struct asked *q = g->q;
    uint8_t uuid[STATEMENT_UUID_SIZE];
    bool given;
    g->wanted.home = base_address(q->c);
    try(param_agent(q, false, &g->wanted.agent, NULL));
    try(iri_param(q, "verb", &g->wanted.verb));
    try(iri_param(q, "activity", &g->wanted.activity));
    try(param_uuid(q, "registration", uuid, &g->wanted.registration, &given));
    try(param_bool(q, "related_agents", &g->wanted.agents_near));
    try(param_bool(q, "related_activities", &g->wanted.activities_near));
    try(param_bool(q, "ascending", &g->wanted.ascending));
    try(limit_read(g));
    return span_read(g);
}

/* ---- answers */

static void statement_put(struct giving *g, const struct statement_line *line)
{
    struct arena own;
    if (g->format == FORMAT_EXACT) {
        buf_text(&g->b, line->document);
        return;
    }
    arena_init(&own, (size_t)32 << 20);
    const struct json *j = json_read(&own, line->document);
    if (j) format_put(&g->b, g->q->c->ask, j, g->format, g->q->language);
    else g->b.failed = true;
    arena_finish(&own);
}

/* This request again, behind the last one of this page; NULL: it is too long to be asked again. */
static const char *more_of(struct asked *q, statement_id last)
{
    char id[ID_TEXT_SIZE];
    struct buf b;
    buf_init(&b, 64 * 1024);
    buf_text(&b, "/xapi/statements?");
    for (size_t i = 0; i < q->param.n; i++) {
        if (str_is(q->param.item[i].name, "sau")) continue;
        buf_text(&b, q->param.item[i].name), buf_char(&b, '=');
        percent_encode(&b, q->param.item[i].value);
        buf_char(&b, '&');
    }
    id_text(last.v, id);
    buf_print(&b, "sau=%s", id);
    const char *text = b.failed ? NULL : arena_text_n(q->c->arena, b.p, b.n);
    buf_finish(&b);
    return text;
}

/* In an arena of its own, so that a page of files needs no more than the longest. */
static rc file_put(struct ask *a, const struct statement_file *f, const char *boundary, struct buf *b)
{
    struct arena own, *usual = a->arena;
    struct bytes body;
    char hex[2 * FILE_HASH_SIZE + 1];
    arena_init(&own, FILE_MOST);
    a->arena = &own;
    rc read = statement_file(a, f->hash, &body);
    a->arena = usual;
    if (a->fault->detail) a->fault->detail = arena_text(usual, a->fault->detail);
    if (read == OK) {
        sodium_bin2hex(hex, sizeof hex, f->hash, FILE_HASH_SIZE);
        buf_print(b, "--%s\r\nContent-Type: %s\r\nContent-Transfer-Encoding: binary\r\nX-Experience-API-Hash: %s\r\n\r\n", boundary, f->type, hex);
        buf_add(b, body.p, body.n);
        buf_text(b, "\r\n");
    }
    arena_finish(&own);
    return read == NOT_FOUND ? OK : read;
}

static bool among(const struct buf *seen, const uint8_t hash[FILE_HASH_SIZE])
{
    for (size_t i = 0; i < seen->n; i += FILE_HASH_SIZE)
        if (memcmp(seen->p + i, hash, FILE_HASH_SIZE) == 0) return true;
    return false;
}

/* Each once. LIMIT: they are too long for one answer. */
static rc files_put(struct ask *a, const struct statement_line *line, const char *boundary, struct buf *b, struct buf *seen)
{
    struct statement_file *file;
    size_t files;
    try(statement_files(a, line->id, &file, &files));
    for (size_t k = 0; k < files; k++) {
        if (among(seen, file[k].hash)) continue;
        buf_add(seen, file[k].hash, FILE_HASH_SIZE);
        if (seen->failed || b->failed || b->n + (size_t)file[k].bytes > ANSWER_MOST) return LIMIT;
        try(file_put(a, &file[k], boundary, b));
    }
    return OK;
}

rc mixed_put(struct ask *a, const struct statement_line *line, size_t n, bool always, struct buf *body, const char **type)
{
    char boundary[DOOR_SECRET_SIZE];
    struct buf b, seen;
    rc read = OK;
    door_secret(boundary);
    buf_init(&b, ANSWER_MOST);
    buf_init(&seen, 1 << 20);
    buf_print(&b, "--%s\r\nContent-Type: application/json\r\n\r\n", boundary);
    buf_add(&b, body->p, body->n);
    buf_text(&b, "\r\n");
    for (size_t i = 0; read == OK && i < n; i++) read = files_put(a, &line[i], boundary, &b, &seen);
    buf_print(&b, "--%s--\r\n", boundary);
    if (read == OK && b.failed) read = LIMIT;
    if (read == OK && (always || seen.n)) {
        struct buf old = *body;
        *body = b, b = old;
        *type = arena_print(a->arena, "multipart/mixed; boundary=%s", boundary);
    }
    buf_finish(&b);
    buf_finish(&seen);
    return read;
}

static rc files_join(struct giving *g, const struct statement_line *line, size_t n, const char **type)
{
    *type = "application/json";
    if (g->files && !g->b.failed) try(mixed_put(g->q->c->ask, line, n, true, &g->b, type));
    return g->b.failed ? LIMIT : OK;
}

static rc sent_out(struct giving *g, size_t n, const char *type)
{
    try(use_given(g->q, n));
    return send_bytes(g->q->r, type, NULL, g->b.p, g->b.n);
}

/* ---- one */

static bool may_read(const struct asked *q, const struct statement_found *s)
{
    return q->key.scopes & SCOPE_READ || (s->outside && s->key == q->key.id.v);
}

static rc one_give(struct giving *g, const char *name, bool voided)
{
    struct asked *q = g->q;
    struct statement_found found;
    uint8_t uuid[STATEMENT_UUID_SIZE];
    bool given;
    try(asked_fits(q, "statementId voidedStatementId format attachments"));
    if (param(q, "statementId") && param(q, "voidedStatementId")) return wrong(q, "voidedStatementId");
    try(param_uuid(q, name, uuid, NULL, &given));
    rc there = statement_find(q->c->ask, base_address(q->c), uuid, &found);
    if (there == OK && (found.voided != voided || !may_read(q, &found))) there = NOT_FOUND;
    if (there == NOT_FOUND) return refuse(q->c->ask, NOT_FOUND, 6054, _("Không có phát biểu mang mã ấy mà khóa này đọc được."), NULL);
    try(there);
    try(reply_header(q->r, "Last-Modified", http_date(q->c->arena, (instant){ id_ms(found.line.id.v) })));
    const char *type;
    statement_put(g, &found.line);
    try(files_join(g, &found.line, 1, &type));
    return sent_out(g, 1, type);
}

static rc page_put(struct giving *g, const struct statement_line *line, size_t n, bool more, const char **type)
{
    buf_clear(&g->b);
    buf_text(&g->b, "{\"statements\":[");
    for (size_t i = 0; i < n; i++) {
        if (i) buf_char(&g->b, ',');
        statement_put(g, &line[i]);
    }
    buf_text(&g->b, "],\"more\":");
    const char *next = more && n ? more_of(g->q, line[n - 1].id) : "";
    if (!next) return LIMIT;
    json_put(&g->b, next);
    buf_char(&g->b, '}');
    return files_join(g, line, n, type);
}

static rc page_give(struct giving *g)
{
    struct asked *q = g->q;
    struct statement_line *line;
    const char *type;
    size_t n;
    try(wanted_read(g));
    if (!(q->key.scopes & SCOPE_READ)) g->wanted.key = q->key.id.v;
    int64_t most = g->wanted.limit++;                      /* one more, to know whether there is more */
    try(statements_find(q->c->ask, &g->wanted, &line, &n));
    bool more = n > (size_t)most;
    if (more) n = (size_t)most;
    /* What is too long for one answer goes on the next: a page may hold fewer than were asked for. */
    rc fits = page_put(g, line, n, more, &type);
    while (fits == LIMIT && n > 1 && !q->c->arena->failed) {
        *q->c->ask->fault = (struct fault){ 0 };
        n /= 2, more = true;
        fits = page_put(g, line, n, more, &type);
    }
    try(fits);
    return sent_out(g, n, type);
}

rc statements_give(struct asked *q)
{
    struct giving g = { .q = q };
    try(asked_fits(q, known));
    try(may_key(q, SCOPE_READ | SCOPE_READ_MINE));
    try(format_read(&g));
    buf_init(&g.b, ANSWER_MOST);
    rc given = param(q, "statementId") ? one_give(&g, "statementId", false) : param(q, "voidedStatementId") ? one_give(&g, "voidedStatementId", true) : page_give(&g);
    buf_finish(&g.b);
    return given;
}
