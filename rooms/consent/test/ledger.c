/* The ledger of looks: what is written, how often, and that no page goes out before its look is on disk. */
#include "consent/consent.h"
#include "generated/consent_queries.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

static int64_t looks(struct test *t, struct city *s)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT count(*) FROM look", &first));
    return first ? atoll(first) : -1;
}

static const char *page_of(struct test *t, person_id pupil) { return path_to(t, "/t/thcs/em/", pupil.v, ""); }
static void clock_at(struct city *s, int64_t ms) { db_set_clock(s->app.db, (opt_instant){ true, { ms } }); }

TEST(a_look_is_written_once_a_quarter_hour)
{
    struct city *s = city_open(t);
    int64_t eight = s->ask->now.ms;
    for (int i = 0; i < 3; i++)
        is_int(t, 200, city_get(t, s, s->hang, page_of(t, s->an), NULL));
    int64_t kinds = looks(t, s);
    is_true(t, kinds >= 1);
    clock_at(s, eight + 15 * 60 * 1000 - 1);
    is_int(t, 200, city_get(t, s, s->hang, page_of(t, s->an), NULL));
    is_int(t, kinds, looks(t, s));
    clock_at(s, eight + 15 * 60 * 1000);
    is_int(t, 200, city_get(t, s, s->hang, page_of(t, s->an), NULL));
    is_int(t, 2 * kinds, looks(t, s));
    is_int(t, 200, city_get(t, s, s->toan, page_of(t, s->an), NULL));              /* another viewer, another row */
    is_int(t, 3 * kinds, looks(t, s));
    is_int(t, 200, city_get(t, s, s->hang, page_of(t, s->binh), NULL));            /* another child, another row */
    is_int(t, 4 * kinds, looks(t, s));
    city_close(s);
}

TEST(slots_are_quarter_hours_and_never_overlap)
{
    is_int(t, 0, look_slot((instant){ 0 }));
    is_int(t, 0, look_slot((instant){ 899999 }));
    is_int(t, 1, look_slot((instant){ 900000 }));
    is_int(t, 4, look_slot((instant){ 3600000 }));
}

TEST(a_refused_page_is_no_look_and_a_list_of_names_is_none)
{
    struct city *s = city_open(t);
    is_int(t, 403, city_get(t, s, s->yen, page_of(t, s->an), NULL));
    is_int(t, 404, city_get(t, s, s->lan, page_of(t, s->an), NULL));
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), NULL));
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/nguoi?vai=pupil", NULL));
    is_int(t, 0, looks(t, s));
    city_close(s);
}

struct tie { person_id child, guardian; };
static rc tie_put(struct tx *t, const struct tie *in, void *out) { (void)out; return guardian_link_open(t, in->child, in->guardian, GUARDIAN_KIND_MOTHER); }
CLOSURE(tie_put, struct tie, void)

TEST(looking_at_oneself_or_the_own_child_is_no_look)
{
    struct city *s = city_open(t);
    const struct tie own = { s->an, s->hang };
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    is_int(t, 200, city_get(t, s, s->an, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    is_int(t, 0, looks(t, s));
    is_rc(t, OK, transact(s->ask, NULL, tie_put, &own, NULL));                     /* the homeroom teacher is An's mother */
    is_int(t, 200, city_get(t, s, s->hang, page_of(t, s->an), NULL));
    is_int(t, 0, looks(t, s));
    is_int(t, 200, city_get(t, s, s->hang, page_of(t, s->binh), NULL));
    int64_t kinds = looks(t, s);
    is_true(t, kinds >= 1);
    is_int(t, 200, city_post(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"), "", NULL));
    struct look_line *row;
    size_t n;
    is_rc(t, OK, looks_at(as_family(s, &s->an, 1), s->an, 0, 50, &row, &n));       /* not even among the slips of the class */
    is_int(t, 0, n);
    is_rc(t, OK, looks_at(as_family(s, &s->binh, 1), s->binh, 0, 50, &row, &n));
    is_int(t, kinds + 1, n);
    city_close(s);
}

TEST(no_page_goes_out_before_its_look_is_on_disk)
{
    struct city *s = city_open(t);
    long n = 1;
    for (bool armed = false; !armed && n < 200; n++) {
        struct loop_client l;
        struct loop_reply r = { 0 };
        loop_open(&l, &s->app);
        loop_sign_in(&l, s->hang);
        db_fail_after(n);
        is_rc(t, OK, loop_send(&l, t->arena, GET, page_of(t, s->an), NULL, &r));
        armed = db_fail_armed();
        db_fail_after(0);
        loop_close(&l);
        if (r.status == 200 && looks(t, s) == 0) fail(t, "statement %ld failed: the page went out, the look did not", n);
        if (r.status != 200 && strstr(r.body, "0900 000 101")) fail(t, "statement %ld failed: an error page shows the phone", n);
        if (!armed && r.status != 200 && r.status != 503) fail(t, "statement %ld failed: status %d", n, r.status);
    }
    is_true(t, n > 5 && n < 200);
    is_true(t, looks(t, s) > 0);
    city_close(s);
}

TEST(only_the_family_reads_the_ledger_and_it_reads_every_page_of_it)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    struct look_line *row;
    size_t n, seen = 0;
    int64_t eight = s->ask->now.ms, before = 0;
    const char *ledger = path_to(t, "/ho-so/", s->an.v, "/so-ghi");                 /* /ho-so/:em/so-ghi */
    for (int i = 0; i < 7; i++) {
        clock_at(s, eight + i * 900000LL);
        is_int(t, 200, city_get(t, s, s->hang, page_of(t, s->an), NULL));
    }
    is_int(t, 200, city_get(t, s, s->tuan, ledger, &r));
    has_text(t, "giáo viên chủ nhiệm", r.body);
    has_text(t, "Hỏi nhà trường", r.body);
    is_int(t, 200, city_get(t, s, s->an, ledger, &r));
    is_int(t, 404, city_get(t, s, s->hoa, ledger, NULL));
    is_int(t, 404, city_get(t, s, s->hang, ledger, NULL));
    is_int(t, 404, city_get(t, s, s->principal, ledger, NULL));
    is_int(t, 303, city_get(t, s, (person_id){ 0 }, ledger, NULL));
    struct ask *a = as_family(s, &s->an, 1);
    do {
        if (!is_rc(t, OK, looks_at(a, s->an, before, 100, &row, &n))) break;
        for (size_t i = 1; i < n; i++)
            is_true(t, row[i].slot <= row[i - 1].slot);
        seen += n;
        if (n) before = row[n - 1].slot;
    } while (n);
    is_int(t, looks(t, s), seen);
    is_rc(t, OK, looks_at(as_family(s, &s->binh, 1), s->an, 0, 100, &row, &n));      /* another family asks for An */
    is_int(t, 0, n);
    s->ask->scope = (struct scope){ 0 };
    is_rc(t, NOT_FOUND, looks_at(s->ask, s->an, 0, 100, &row, &n));
    city_close(s);
}

struct crowd { person_id subject; const person_id *viewer; size_t viewers; int64_t slot, slots; school_id school; };
static rc crowd_put(struct tx *t, const struct crowd *in, void *out)
{
    (void)out;
    for (int64_t i = 0; i < in->slots; i++)
        for (size_t k = 0; k < in->viewers; k++)
            try(look_insert(t, in->subject, in->slot - i, in->viewer[k], LOOK_KIND_CONTACT, in->school, "clerk", NULL));
    return OK;
}
CLOSURE(crowd_put, struct crowd, void)

static size_t lines_on(const char *page)
{
    size_t n = 0;
    for (const char *p = page; (p = strstr(p, "<time ")); p++) n++;
    return n;
}

TEST(a_quarter_hour_in_which_several_looked_is_not_cut_by_the_end_of_a_page)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const person_id viewer[] = { s->principal, s->deputy, s->clerk };
    struct crowd crowd = { s->an, viewer, 3, look_slot(s->ask->now), 20, s->thcs.id };
    const char *ledger = path_to(t, "/ho-so/", s->an.v, "/so-ghi");
    is_rc(t, OK, transact(s->ask, NULL, crowd_put, &crowd, NULL));
    is_int(t, 200, city_get(t, s, s->an, ledger, &r));
    is_int(t, 48, lines_on(r.body));
    const char *next = strstr(r.body, "?sau=");
    if (is_true(t, next != NULL)) {
        is_int(t, 200, city_get(t, s, s->an, arena_print(t->arena, "%s?sau=%lld", ledger, (long long)(crowd.slot - 16 + 1)), &r));
        has_text(t, arena_print(t->arena, "%lld", (long long)(crowd.slot - 16 + 1)), next);
        is_int(t, 12, lines_on(r.body));
    }
    city_close(s);
}
