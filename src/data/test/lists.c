/* Lists of one number run another prepared statement on SQLite (docs/decisions/0141), and so do most of none (0157). Every question that has a list is asked both
** ways: with one number and with the same number twice, of which the second is always a list; without any, and again where none is a list too. The same rows, in
** the same order, the same kinds of values, as many changed. */
#include "base/buf.h"
#include "base/log.h"
#include "data/sqlite.h"
#include "test/harness/city.h"
#include "test/harness/plant.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IDS_MOST = 160, TIMES = 4000, ENOUGH = 25, KNOWN = 21 /* those whom much is known of */ };
static const char *const texts[] = { NULL, "", "%", "6a1", "tran le binh an", "pupil", "teacher", "homeroom", "Toán", "news", "open", "read" };

enum way { ONE, TWICE, NONE, NONE_AS_A_LIST };
struct numbers { int64_t id[IDS_MOST]; size_t n; };
struct trial { const struct query *q; const struct numbers *pool; int64_t school; };
struct outcome { int64_t shown; const char *wrong; };

static unsigned next(unsigned *seed) { return *seed = *seed * 1664525u + 1013904223u, *seed >> 8; }

static int lists_of(const struct query *q)
{
    int n = 0;
    for (int i = 0; i < q->params; i++) n += q->kinds[i] == PARAM_INTS;
    return n;
}

/* Each list one number, or the same twice, or none; half of all are the same, since many questions ask for one of mine. */
static void fill(struct stmt *s, const struct trial *in, unsigned seed, enum way way)
{
    size_t times = way == ONE ? 1 : way == TWICE ? 2 : 0;
    const char *at = strstr(in->q->sqlite, "school_id = ?");
    int school = at ? atoi(at + strlen("school_id = ?")) - 1 : -1;
    int64_t whose = in->pool->id[next(&seed) % KNOWN];
    for (int i = 0; i < in->q->params; i++) {
        unsigned pick = next(&seed);
        int64_t id = next(&seed) & 1 ? whose : in->pool->id[pick % in->pool->n], list[2] = { id, id };
        switch ((enum param_kind)in->q->kinds[i]) {
        case PARAM_INT:   stmt_int(s, i, i == school ? in->school : pick % 7 == 0 ? (int64_t)(pick % 3) : pick % 11 == 0 ? INT64_MAX : id); break;
        case PARAM_TEXT:  stmt_text(s, i, texts[pick % (sizeof texts / sizeof *texts)]); break;
        case PARAM_BYTES: stmt_bytes(s, i, (struct bytes){ (const uint8_t *)"\x01\x02", pick & 1 ? 2 : 0 }); break;
        case PARAM_BOOL:  stmt_bool(s, i, pick & 1); break;
        case PARAM_REAL:  stmt_real(s, i, 0); break;
        case PARAM_INTS:  stmt_ints(s, i, list, times); break;
        }
    }
}

/* All that it answers, as text: a row a line, each value with its kind. */
static rc answer_of(struct ask *a, const struct trial *in, unsigned seed, enum way way, struct buf *b, int64_t *rows)
{
    struct stmt *s;
    bool row;
    try(stmt_open(a, in->q, &s));
    struct sqlite_stmt *both_texts = (struct sqlite_stmt *)s;
    bool only_in = both_texts->only_in;
    if (way == NONE_AS_A_LIST) both_texts->only_in = false;
    fill(s, in, seed, way);
    both_texts->only_in = only_in;
    rc done = stmt_step(s, &row);
    sqlite3_stmt *now = ((struct sqlite_stmt *)s)->now;
    *rows = done == OK && in->q->writes ? stmt_changes(s) : 0;
    for (; done == OK && row; done = stmt_step(s, &row), ++*rows) {
        for (int i = 0; i < sqlite3_column_count(now); i++) {
            buf_print(b, "|%d:", sqlite3_column_type(now, i));
            const void *v = sqlite3_column_blob(now, i);
            if (v) buf_add(b, v, (size_t)sqlite3_column_bytes(now, i));
        }
        buf_char(b, '\n');
    }
    if (in->q->writes) buf_print(b, "%lld", (long long)*rows);
    if (done != OK) buf_text(b, rc_name(done));
    stmt_close(s);
    return done;
}

struct asking { const struct trial *in; unsigned seed; enum way way; struct buf *b; };

/* Nothing of it stays: the closure ends with a refusal. */
static rc write_once(struct tx *t, const struct asking *w, int64_t *rows)
{
    *rows = 0;
    rc done = answer_of(t->ask, w->in, w->seed, w->way, w->b, rows);
    return done == OK ? NOT_FOUND : done;
}
CLOSURE(write_once, struct asking, int64_t)

static int64_t asked(struct ask *a, const struct trial *in, unsigned seed, enum way way, struct buf *b)
{
    int64_t rows = 0;
    struct asking w = { in, seed, way, b };
    rc done = in->q->writes ? transact(a, NULL, write_once, &w, &rows) : answer_of(a, in, seed, way, b, &rows);
    if (!in->q->writes && done != OK) ask_done(a);
    *a->fault = (struct fault){ 0 };
    return rows;
}

/* Both ways, with the same numbers. */
static void both(struct ask *a, const struct trial *in, unsigned seed, enum way way, struct outcome *out)
{
    struct buf one, list;
    buf_init(&one, 1 << 22), buf_init(&list, 1 << 22);
    int64_t rows = asked(a, in, seed, way, &one), others = asked(a, in, seed, way == ONE ? TWICE : NONE_AS_A_LIST, &list);
    if (rows != others || one.n != list.n || (one.n && memcmp(one.p, list.p, one.n) != 0))
        out->wrong = arena_print(a->arena, "%.*s--- as a list:\n%.*s", (int)one.n, one.p ? one.p : "", (int)list.n, list.p ? list.p : "");
    out->shown += rows > 0;
    buf_finish(&one), buf_finish(&list);
}

static struct numbers *pool_of(struct test *t, struct city *s)
{
    struct numbers *p = arena_take(t->arena, sizeof *p);
    const int64_t ids[KNOWN] = { s->an.v, s->binh.v, s->chi.v, s->tuan.v, s->hang.v, s->clerk.v, s->principal.v, s->a1.v, s->a2.v, s->m_an.v, s->m_hang.v, s->thcs.id.v, s->th.id.v, s->thcs.year.v,
                            s->an.v, s->tuan.v, s->hang.v, s->thcs.id.v, s->a1.v, s->m_hang.v, s->today.n };
    const char *names;
    memset(p, 0, sizeof *p);
    city_plant(t, s);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) p->id[p->n++] = ids[i];
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT group_concat(m.name, ' ') || ' ' FROM sqlite_master m WHERE m.type = 'table' AND EXISTS (SELECT 1 FROM pragma_table_info(m.name) c WHERE c.name = 'id')", &names));
    struct span rest = span_of(names), name;
    while (rest.n && span_cut(&rest, ' ', &name) && p->n < IDS_MOST) {
        const char *id = NULL;
        is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT max(id) FROM %.*s", (int)name.n, name.p), &id));
        if (id) p->id[p->n++] = strtoll(id, NULL, 10);
    }
    return p;
}

/* Answers how many questions there are, and how many of them found anything. */
static int both_ways(struct test *t, enum way way, int *shown)
{
    struct city *s = city_open(t);
    struct trial in = { .pool = pool_of(t, s), .school = s->thcs.id.v };
    const person_id family[] = { s->tuan, s->an };
    int questions = 0;
    log_set_level(LOG_ERROR + 1);
    for (int i = 0; i < query_count; i++) {
        struct outcome out = { 0 };
        in.q = all_queries[i];
        if (!lists_of(in.q)) continue;
        struct ask *a = as_staff(s, s->thcs.id);
        a->scope = (struct scope){ .school = s->thcs.id, .persons = family, .persons_n = 2, .area = &s->thcs.id, .area_n = 1 };
        for (int k = 0; k < (in.q->writes ? TIMES / 4 : TIMES) && out.shown < ENOUGH && !out.wrong; k++) both(a, &in, 7u + (unsigned)(i * 7919 + k), way, &out);
        if (out.wrong) fail(t, "%s: %s", in.q->name, out.wrong);
        questions++;
        *shown += out.shown > 0;
        if (!out.shown && getenv("LISTS_TRACE")) fprintf(stderr, "%s finds nothing\n", in.q->name);
        ask_done(a);
    }
    city_close(s);
    return questions;
}

TEST(every_question_with_lists_answers_the_same_for_one_number_as_for_a_list_of_it)
{
    if (test_on_postgres()) return skip(t, "it has arrays, and no second text");
    int shown = 0, questions = both_ways(t, ONE, &shown);
    is_true(t, questions > 100);
    if (shown * 2 < questions) fail(t, "only %d of %d questions find anything: the numbers are too poor", shown, questions);
}

/* Nearly all find nothing without their list; those that leave somebody out by it find more. */
TEST(every_question_with_lists_answers_the_same_for_none_as_for_an_empty_list)
{
    if (test_on_postgres()) return skip(t, "it has arrays, and no second text");
    int shown = 0, questions = both_ways(t, NONE, &shown);
    is_true(t, questions > 100);
    if (shown < 5) fail(t, "only %d of %d questions find anything", shown, questions);
}

/* ---- memory that fails */

static sqlite3_mem_methods usual;
static long left;                       /* 0: all goes well; n: the n-th from now fails, and all after it */

static bool fails(void) { return left && (left == 1 || --left == 0); }
static void *failing_malloc(int n) { return fails() ? NULL : usual.xMalloc(n); }
static void *failing_realloc(void *p, int n) { return fails() ? NULL : usual.xRealloc(p, n); }

static bool memory_may_fail(void)
{
    sqlite3_mem_methods mine;
    sqlite_configure();
    if (sqlite3_shutdown() != SQLITE_OK || sqlite3_config(SQLITE_CONFIG_GETMALLOC, &usual) != SQLITE_OK) return false;
    mine = usual;
    mine.xMalloc = failing_malloc;
    mine.xRealloc = failing_realloc;
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &mine) == SQLITE_OK;
}

TEST(without_memory_for_either_text_a_question_with_lists_says_so)
{
    if (test_on_postgres()) return skip(t, "it has arrays, and no second text");
    is_true(t, memory_may_fail());
    struct city *s = city_open(t);
    int failed = 0, i = 0;
    rc done = LIMIT;
    log_set_level(LOG_ERROR + 1);
    while (!lists_of(all_queries[i]) || all_queries[i]->scope != SCOPE_PERSONS) i++;
    for (long n = 1; done != OK && n < 100000; n++) {
        struct ask *a = as_family(s, &s->an, 1);
        struct stmt *other, *one;
        is_rc(t, OK, stmt_open(a, all_queries[0], &other));          /* a connection is there */
        left = n;
        done = stmt_open(a, all_queries[i], &one);
        left = 0;
        if (done == OK) stmt_close(one);
        else if (done != LIMIT) fail(t, "%s at %ld: %s", rc_name(done), n, a->fault->detail);
        failed += done != OK;
        stmt_close(other);
        *a->fault = (struct fault){ 0 };
        ask_done(a);
    }
    is_rc(t, OK, done);
    is_true(t, failed > 5);
    city_close(s);
}
