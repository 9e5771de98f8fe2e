/* What other systems told is forgotten by its age and kind, and when a person is erased; names stay taken, and the house still agrees with itself. */
#include "base/ids.h"
#include "book.h"
#include "record/inside.h"
#include "test/harness/wrong.h"
#include "web/job.h"
#include <string.h>

#define SAYS(verb) "{\"actor\":{an},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/" verb "\"},\"object\":{\"id\":\"http://x.vn/o\"}}"

static void agrees(struct test *t, struct city *s) { checks_agree(t, s, record_checks); }

static int64_t told_rows(struct test *t, struct city *s, const char *where)
{
    return number(t, s, arena_print(t->arena, "SELECT count(*) FROM outside_statement WHERE %s", where));
}

/* As if it had come so many days ago: its number says when. */
static void older(struct test *t, struct city *s, int64_t days)
{
    static const char *const tables[] = { "outside_statement SET id = id - ", "outside_person SET statement_id = statement_id - ", "statement_key SET statement_id = statement_id - " };
    const char *none;
    long long by = (long long)days * 86400000LL << 22;
    for (int i = 0; i < 3; i++) is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE %s%lld", tables[i], by), &none));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE outside_stored SET on_day = on_day - %lld", (long long)days), &none));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE outside_term SET statement_id = statement_id - %lld, source_id = source_id - %lld", by, by), &none));
}

TEST(traces_go_after_a_year_and_results_stay_until_school_is_over)
{
    struct city *s = city_open(t);
    const struct telling trace = { 71, "Kho", { 0 }, SAYS("experienced") }, result = { 71, "Kho", { 0 }, SAYS("passed") }, stranger = { 71, "Kho", { 0 }, "{\"actor\":{\"mbox\":\"mailto:a@x.vn\"},\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o\"}}" };
    told(t, s, s->thcs.id, &trace), told(t, s, s->thcs.id, &result), told(t, s, s->thcs.id, &stranger);
    is_int(t, 1, told_rows(t, s, "kind = 'trace'"));
    is_int(t, 1, told_rows(t, s, "kind = 'stranger'"));
    older(t, s, 399);
    tidied(t, s);
    is_int(t, 3, told_rows(t, s, "document <> ''"));
    older(t, s, 2);
    tidied(t, s);
    is_int(t, 1, told_rows(t, s, "document <> ''"));
    is_int(t, 1, told_rows(t, s, "kind = 'result'"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM outside_person"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM outside_term"));
    is_int(t, 3, number(t, s, "SELECT count(*) FROM statement_key"));                 /* names stay taken */
    older(t, s, 4000);
    tidied(t, s);
    is_int(t, 3, told_rows(t, s, "kind = 'gone' AND document = ''"));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM outside_term"));
    agrees(t, s);
    city_close(s);
}

TEST(what_was_told_before_lines_were_known_is_read_once_at_night)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *none;
    told(t, s, s->thcs.id, &(struct telling){ 71, "Kho", { 0 }, SAYS("passed") });
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE outside_statement SET kind = NULL", &none));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE outside_person SET at = NULL, said = NULL, thing = NULL, component = NULL, key_id = NULL", &none));
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    lacks_text(t, "đã đạt", r.body);
    tidied(t, s);
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    has_text(t, "An đã đạt hoạt động", r.body);
    has_text(t, "Hệ thống ghi: Kho.", r.body);
    is_int(t, 1, told_rows(t, s, "kind = 'result'"));
    agrees(t, s);
    city_close(s);
}

static rc erase(struct tx *t, const person_id *person, void *out)
{
    (void)out;
    for (const struct person_part *part = record_parts; part->code; part++)
        if (part->drop) try(part->drop(t, *person));
    return OK;
}
CLOSURE(erase, person_id, void)

TEST(who_is_erased_becomes_nobody_in_what_was_told_of_others_and_theirs_stays)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    char id[ID_TEXT_SIZE];
    id_text(s->an.v, id);
    deed_done(t, s, s->an, DEED_VERB_READ, "Thư viện mở");
    told(t, s, s->thcs.id, &(struct telling){ 71, "Kho", { 0 }, SAYS("passed") });
    told(t, s, s->thcs.id, &(struct telling){ 71, "Kho", { 0 }, "{\"actor\":{\"objectType\":\"Group\",\"member\":[{an},{binh}]},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/completed\"},\"object\":{\"id\":\"http://x.vn/o\",\"definition\":{\"name\":{\"vi\":\"Làm đèn\"}}}}" });
    is_rc(t, OK, transact(s->ask, NULL, erase, &s->an, NULL));
    is_int(t, 1, told_rows(t, s, "document <> ''"));
    is_int(t, 0, told_rows(t, s, arena_print(t->arena, "document LIKE '%%%s%%'", id)));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM outside_person WHERE person_id = %lld", (long long)s->an.v)));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM outside_teller WHERE person_id = %lld", (long long)s->an.v)));
    is_int(t, 200, city_get(t, s, s->binh, "/hanh-trinh", &r));
    has_text(t, "Một nhóm có Bình đã hoàn thành hoạt động <b>Làm đèn</b>", r.body);
    is_int(t, 1, number(t, s, "SELECT sum(n) FROM record_daily"));                    /* counted as before */
    agrees(t, s);
    city_close(s);
}

TEST(an_agent_is_taken_out_whole_and_what_cannot_be_is_emptied)
{
    const char *said = document_unnamed(t->arena, "{\"actor\":{\"mbox\":\"mailto:b@x.vn\"},\"object\":{\"objectType\":\"Agent\",\"name\":\"Trần An\",\"account\":{\"homePage\":\"http://k\",\"name\":\"0abc\"}},\"n\":1.50}", "0abc", "0xyz");
    is_text(t, "{\"actor\":{\"mbox\":\"mailto:b@x.vn\"},\"object\":{\"objectType\":\"Agent\",\"account\":{\"homePage\":\"http://k\",\"name\":\"0xyz\"}},\"n\":1.50}", said);
    is_true(t, document_unnamed(t->arena, "{\"result\":{\"response\":\"0abc\"}}", "0abc", "0xyz") == NULL);           /* it stands elsewhere too */
    is_true(t, document_unnamed(t->arena, "{\"actor\":{\"account\":{\"homePage\":\"http://k\",\"name\":\"0ABC\"}}}", "0abc", "0xyz") == NULL);      /* it is somewhere in a form that is not found */
    is_true(t, document_unnamed(t->arena, "{\"attachments\":[{\"usageType\":\"http://adlnet.gov/expapi/attachments/signature\"}]}", "0abc", "0xyz") == NULL);
}
