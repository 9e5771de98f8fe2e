#include "book.h"
#include "base/ids.h"
#include "web/job.h"
#include <stdlib.h>
#include <string.h>

static rc write_deeds(struct tx *t, const struct deeds *in, void *out)
{
    (void)out;
    for (size_t i = 0; i < in->n; i++) try(deed_add(t, &in->deed[i]));
    return in->refuse ? refuse(t->ask, CONFLICT, 2199, _("Không được."), NULL) : OK;
}
CLOSURE(write_deeds, struct deeds, void)

rc deeds_write(struct ask *a, const struct deeds *in) { return transact(a, NULL, write_deeds, in, NULL); }

int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

void deed_done(struct test *t, struct city *s, person_id who, enum deed_verb verb, const char *name)
{
    struct deed d = { .school = s->thcs.id, .actor = who, .verb = verb, .object = A_PAGE(7, name) };
    is_rc(t, OK, deeds_write(s->ask, &(struct deeds){ &d, 1, false }));
}

/* ---- what others tell */

static const char *replaced(struct test *t, const char *text, const char *what, const char *by)
{
    for (const char *at; (at = strstr(text, what));) text = arena_print(t->arena, "%.*s%s%s", (int)(at - text), text, by, at + strlen(what));
    return text;
}

static rc tell(struct tx *t, const struct told_batch *in, void *out)
{
    (void)out;
    return told_add(t, in);
}
CLOSURE(tell, struct told_batch, void)

void told(struct test *t, struct city *s, school_id school, const struct telling *in)
{
    static int number;
    const struct { const char *word; person_id person; } who[] = { { "{an}", s->an }, { "{binh}", s->binh }, { "{chi}", s->chi }, { "{dung}", s->dung }, { "{hang}", s->hang } };
    person_id named[5];
    uint8_t term[TERM_SIZE];
    struct told one = { .document = in->statement, .person = named, .term = term, .terms = 1, .at = { in->at.ms != 0, in->at } };
    for (size_t i = 0; i < sizeof who / sizeof *who; i++) {
        char id[ID_TEXT_SIZE];
        id_text(who[i].person.v, id);
        if (strstr(one.document, who[i].word)) named[one.persons++] = who[i].person;
        one.document = replaced(t, one.document, who[i].word, arena_print(t->arena, "{\"account\":{\"homePage\":\"%s\",\"name\":\"%s\"}}", s->app.config.base_url, id));
    }
    one.said = json_read(t->arena, one.document);
    is_true(t, one.said != NULL);
    one.uuid[0] = (uint8_t)(++number >> 8), one.uuid[1] = (uint8_t)number;
    term_of(TERM_VERB, in->statement, term);
    struct told_batch batch = { .said = &one, .n = 1, .key = in->key, .voids_any = true, .teller = in->teller };
    is_rc(t, OK, transact(as_staff(s, school), NULL, tell, &batch, NULL));
}

void voided(struct test *t, struct city *s, school_id school, int64_t key, const uint8_t uuid[STATEMENT_UUID_SIZE])
{
    uint8_t term[TERM_SIZE] = { 1 };
    struct told one = { .document = "{\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/voided\"}}", .term = term, .terms = 1, .voids = true, .target = uuid, .uuid = { 0xff } };
    one.said = json_read(t->arena, one.document);
    struct told_batch batch = { .said = &one, .n = 1, .key = key, .voids_any = true, .teller = "" };
    is_rc(t, OK, transact(as_staff(s, school), NULL, tell, &batch, NULL));
}

rc told_all(struct city *s, school_id school, const struct told *said, size_t n)
{
    struct told_batch batch = { .said = said, .n = n, .key = 71, .voids_any = true, .teller = "" };
    return transact(as_staff(s, school), NULL, tell, &batch, NULL);
}

static rc queue_tidy(struct tx *t, const int *none, job_id *out)
{
    (void)none;
    return job_add(t, &(struct new_job){ .kind = &record_jobs[0] }, out);
}
CLOSURE(queue_tidy, int, job_id)

void tidied(struct test *t, struct city *s)
{
    job_id id;
    is_rc(t, OK, transact(s->ask, NULL, queue_tidy, &(int){ 0 }, &id));
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM job WHERE id = %lld AND state = 'done'", (long long)id.v)));
}
