/* What one sending may ask of the store, and what one key may learn or break of another's by referring to it. */
#include "doors/xapi/test/door.h"
#include "base/ids.h"
#include "data/db.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define JSON_TYPE "Content-Type: application/json"
#define TARGET "44444444-2222-4333-8444-555555555555"
#define REF "{\"objectType\":\"StatementRef\",\"id\":\"" TARGET "\"}"

#define OTHERS "SELECT count(*) FROM outside_term WHERE source_id <> statement_id"

static int says_number(struct program *p, const char *body, int *number)
{
    struct loop_reply r;
    int64_t n = 0;
    int status = asks(p, POST, "/statements", JSON_TYPE, body, &r);
    const struct json *j = json_get(json_read(p->t->arena, r.body), "number");
    if (j) span_int(j->raw, &n);
    *number = (int)n;
    return status;
}

static const char *refers(struct test *t, const char *who, const char *verb)
{
    return arena_print(t->arena, "{\"actor\":{\"mbox\":\"mailto:%s@x.vn\"},\"verb\":{\"id\":\"http://x.vn/%s\"},\"object\":" REF "}", who, verb);
}

TEST(whoever_refers_first_to_a_name_a_thousand_times_keeps_nobody_from_telling_or_voiding_it)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "statements/write statements/read", V2), other = program_in(t, s, s->thcs.id, "statements/write", V2);
    int number;
    for (int round = 0; round < 3; round++) {
        struct buf b;
        buf_init(&b, 4 << 20);
        for (int i = 0; i < 400; i++) buf_text(&b, i ? "," : "["), buf_text(&b, refers(t, "a", "xem"));
        buf_text(&b, "]");
        is_int(t, 200, says_number(&other, arena_text_n(t->arena, b.p, b.n), &number));
        buf_finish(&b);
    }
    is_int(t, 200, says(&p, "{\"actor\":{\"mbox\":\"mailto:a@x.vn\"},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/voided\"},\"object\":" REF "}"));
    is_int(t, 200, says(&p, deed_said(t, "b", "did", "o", ",\"id\":\"" TARGET "\"")));
    is_int(t, 404, asks(&p, GET, "/statements?statementId=" TARGET, "", NULL, NULL));
    is_int(t, 200, asks(&p, GET, "/statements?voidedStatementId=" TARGET, "", NULL, NULL));
    loop_close(&p.l), loop_close(&other.l);
    city_close(s);
}

TEST(a_sending_names_no_more_than_a_closure_can_write)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct buf group, b;
    int number;
    buf_init(&group, 1 << 20);
    for (int i = 0; i < 60; i++) buf_print(&group, "%s{\"mbox\":\"mailto:em%d@x.vn\"}", i ? "," : "", i);
    const char *one = arena_print(t->arena, "{\"actor\":{\"objectType\":\"Group\",\"member\":[%.*s]},\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o\"}}", (int)group.n, group.p);
    buf_finish(&group);
    buf_init(&b, 8 << 20);
    for (int i = 0; i < 200; i++) buf_text(&b, i ? "," : "["), buf_text(&b, one);
    buf_text(&b, "]");
    const char *all = arena_text_n(t->arena, b.p, b.n);
    buf_finish(&b);
    is_int(t, 413, says_number(&p, all, &number));
    is_int(t, 5834, number);
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_statement"));
    is_int(t, 200, says(&p, arena_print(t->arena, "[%s,%s]", one, one)));
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}

/* Within all bounds of number and length, and too much at once: it says so, not to try again. */
TEST(a_sending_that_is_too_much_to_take_apart_says_to_split_it)
{
    enum { ALL = 240, LONG = 60000 };
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    int number;
    size_t room = (size_t)ALL * (LONG + 300), n = 1;
    char *all = malloc(room), *text = malloc(LONG + 1);
    if (!is_true(t, all && text)) return;
    memset(text, 'x', LONG), text[LONG] = 0;
    all[0] = '[';
    for (int i = 0; i < ALL; i++)
        n += (size_t)snprintf(all + n, room - n, "%s{\"actor\":{\"mbox\":\"mailto:a@x.vn\"},\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/o\"},\"result\":{\"response\":\"%s\"}}", i ? "," : "", text);
    snprintf(all + n, room - n, "]");
    is_int(t, 413, says_number(&p, all, &number));
    is_int(t, 6048, number);
    free(all), free(text);
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_statement"));
    loop_close(&p.l);
    city_close(s);
}

static const char *with_files(struct test *t, int n)
{
    struct buf b;
    buf_init(&b, 1 << 20);
    for (int i = 0; i < n; i++)
        buf_print(&b, "%s{\"usageType\":\"http://x.vn/u\",\"display\":{\"vi\":\"a\"},\"contentType\":\"text/plain\",\"length\":1,\"sha2\":\"%064x\",\"fileUrl\":\"http://x.vn/%d\"}", i ? "," : "", i, i);
    const char *out = deed_said(t, "a", "did", "o", arena_print(t->arena, ",\"attachments\":[%.*s]", (int)b.n, b.p));
    buf_finish(&b);
    return out;
}

TEST(a_statement_has_a_hundred_files_and_not_one_more)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    int number;
    is_int(t, 200, says(&p, with_files(t, 100)));
    is_int(t, 413, says_number(&p, with_files(t, 101), &number));
    is_int(t, 5636, number);
    loop_close(&p.l);
    city_close(s);
}

TEST(a_key_that_reads_its_own_learns_nothing_of_anothers_by_referring_to_it)
{
    struct city *s = city_open(t);
    struct program mine = program_in(t, s, s->thcs.id, "statements/write statements/read/mine", V2), other = program_in(t, s, s->thcs.id, "statements/write statements/read/mine", V2);
    is_int(t, 200, says(&other, deed_said(t, "kin", "rieng", "o", ",\"id\":\"" TARGET "\"")));
    is_int(t, 200, says(&mine, refers(t, "toi", "xem")));
    is_int(t, 1, found(&mine, ""));
    is_int(t, 1, found(&mine, "?verb=http%3A%2F%2Fx.vn%2Fxem"));
    is_int(t, 0, found(&mine, "?verb=http%3A%2F%2Fx.vn%2Frieng"));
    is_int(t, 0, found(&mine, "?agent=%7B%22mbox%22%3A%22mailto%3Akin%40x.vn%22%7D"));
    is_int(t, 0, found(&mine, "?agent=%7B%22mbox%22%3A%22mailto%3Akin%40x.vn%22%7D&related_agents=true"));
    is_int(t, 404, asks(&mine, GET, "/statements?statementId=" TARGET, "", NULL, NULL));
    is_int(t, 1, found(&other, ""));                                              /* nor does who is referred to learn by whom */
    is_int(t, 0, found(&other, "?verb=http%3A%2F%2Fx.vn%2Fxem"));
    loop_close(&mine.l), loop_close(&other.l);
    city_close(s);
}

TEST(who_is_erased_is_found_by_none_of_the_many_that_refer_to_what_was_told_of_them)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct buf b;
    const char *agent = arena_print(t->arena, "?agent=%s", encoded(t, account_of(t, &p, s->an)));
    buf_init(&b, 4 << 20);
    for (int i = 0; i < 700; i++) buf_text(&b, i ? "," : "["), buf_text(&b, refers(t, "a", "xem"));
    buf_text(&b, "]");
    const char *many = arena_text_n(t->arena, b.p, b.n);
    buf_finish(&b);
    is_int(t, 200, says(&p, many));
    is_int(t, 200, says(&p, arena_print(t->arena, "{\"id\":\"" TARGET "\",\"actor\":%s,\"verb\":{\"id\":\"http://x.vn/rieng\"},\"object\":{\"id\":\"http://x.vn/o\"}}", account_of(t, &p, s->an))));
    is_int(t, 200, says(&p, many));
    is_int(t, 200, says(&p, arena_print(t->arena, "[%s]", refers(t, "b", "xem"))));
    is_int(t, 100, found(&p, agent));                                             /* a page */
    is_true(t, rows_of(t, s, OTHERS) > 3500);
    int64_t many_before = rows_of(t, s, OTHERS), few = 0;
    erased(t, s, s->an);
    is_int(t, 0, found(&p, agent));                                               /* from then on, though a closure is short */
    is_int(t, many_before - 2000, rows_of(t, s, OTHERS));
    db_fail_after(9);                                                             /* and a job that is cut does the rest */
    (void)jobs_run_all(&s->app);
    db_fail_after(0);
    is_true(t, rows_of(t, s, OTHERS) > 0);
    for (; few < 5 && rows_of(t, s, OTHERS); few++) {
        db_set_clock(s->app.db, (opt_instant){ true, { db_now(s->app.db).ms + 7 * 3600000 } });
        (void)jobs_run_all(&s->app);
    }
    is_int(t, 0, rows_of(t, s, OTHERS));
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_leftover"));
    is_int(t, 0, found(&p, agent));
    is_int(t, 1, found(&p, "?agent=%7B%22mbox%22%3A%22mailto%3Ab%40x.vn%22%7D"));
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}

TEST(who_becomes_nobody_in_what_was_told_of_others_too_is_found_by_none_of_the_many_that_refer_to_it)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct buf b;
    const char *agent = arena_print(t->arena, "?agent=%s", encoded(t, account_of(t, &p, s->an))), *other = arena_print(t->arena, "?agent=%s", encoded(t, account_of(t, &p, s->binh)));
    is_int(t, 200, says(&p, arena_print(t->arena, "{\"id\":\"" TARGET "\",\"actor\":{\"objectType\":\"Group\",\"member\":[%s,%s]},\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o\"}}", account_of(t, &p, s->binh), account_of(t, &p, s->an))));
    for (int round = 0; round < 4; round++) {
        buf_init(&b, 4 << 20);
        for (int i = 0; i < 600; i++) buf_text(&b, i ? "," : "["), buf_text(&b, refers(t, "a", "xem"));
        buf_text(&b, "]");
        is_int(t, 200, says(&p, arena_text_n(t->arena, b.p, b.n)));
        buf_finish(&b);
    }
    is_int(t, 100, found(&p, other));
    int64_t all = rows_of(t, s, OTHERS);
    erased(t, s, s->an);
    is_int(t, 0, found(&p, agent));
    is_int(t, 100, found(&p, other));                                             /* who is still named is found by them as before */
    (void)jobs_run_all(&s->app);
    is_int(t, 0, found(&p, agent));
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_leftover"));
    int64_t gone = all - rows_of(t, s, OTHERS);
    is_true(t, gone == 2400 || gone == 4800);                                     /* his alone: one term, or that of being near too */
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}

TEST(who_is_erased_with_hundreds_of_statements_is_gone_at_once_and_the_rest_goes_closure_by_closure)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct buf b;
    const char *an = account_of(t, &p, s->an), *binh = account_of(t, &p, s->binh), *agent = arena_print(t->arena, "?agent=%s", encoded(t, an));
    char id[ID_TEXT_SIZE];
    id_text(s->an.v, id);
    buf_init(&b, 4 << 20);
    for (int i = 0; i < 150; i++)
        if (i % 3) buf_print(&b, "%s{\"actor\":%s,\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o\"}}", i ? "," : "[", an);
        else buf_print(&b, "%s{\"actor\":{\"objectType\":\"Group\",\"member\":[%s,%s]},\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o\"}}", i ? "," : "[", binh, an);
    buf_text(&b, "]");
    is_int(t, 200, says(&p, arena_text_n(t->arena, b.p, b.n)));
    buf_finish(&b);
    is_int(t, 100, found(&p, agent));                                             /* a page */
    is_int(t, 50, found(&p, arena_print(t->arena, "?agent=%s", encoded(t, binh))));
    erased(t, s, s->an);
    is_int(t, 110, rows_of(t, s, arena_print(t->arena, "SELECT count(*) FROM outside_statement WHERE document LIKE '%%%s%%'", id)));
    is_int(t, 0, found(&p, agent));
    is_int(t, 14, found(&p, ""));                                                 /* nothing of what still names them is given */
    agrees(t, s);
    db_fail_after(40);                                                            /* a job that is cut … */
    (void)jobs_run_all(&s->app);
    db_fail_after(0);
    is_true(t, rows_of(t, s, "SELECT count(*) FROM outside_erasing") == 1);
    agrees(t, s);
    for (int few = 0; few < 5 && rows_of(t, s, "SELECT count(*) FROM outside_erasing"); few++) {
        db_set_clock(s->app.db, (opt_instant){ true, { db_now(s->app.db).ms + 7 * 3600000 } });
        (void)jobs_run_all(&s->app);                                              /* … does the rest */
    }
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM outside_erasing"));
    is_int(t, 0, rows_of(t, s, arena_print(t->arena, "SELECT count(*) FROM outside_statement WHERE document LIKE '%%%s%%'", id)));
    is_int(t, 0, rows_of(t, s, arena_print(t->arena, "SELECT count(*) FROM outside_person WHERE person_id = %lld", (long long)s->an.v)));
    is_int(t, 50, found(&p, arena_print(t->arena, "?agent=%s", encoded(t, binh))));
    is_int(t, 50, found(&p, ""));
    agrees(t, s);
    loop_close(&p.l);
    city_close(s);
}
