/* A copy of one person's data: that nothing is forgotten, that nobody else's is in it, who may take it and how often.
** POST /ho-so/:em/ban-sao */
#include "base/ids.h"
#include "consent/consent.h"
#include "data/stmt.h"
#include "people/people.h"
#include "privacy/copy.h"
#include "test/harness/city.h"
#include "test/harness/json.h"
#include "test/harness/plant.h"
#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define OTHERS_PHONE "+84987654321"

/* ---- every column that names a person is told, or left out with its reason */

static bool has_word(const char *words, const char *word)
{
    size_t n = strlen(word);
    for (const char *p = words; (p = strstr(p, word)); p += n)
        if ((p == words || p[-1] == ' ') && (p[n] == ' ' || p[n] == 0)) return true;
    return false;
}

static int times_said(const char *column)
{
    int n = 0;
    for (const struct person_part_table *t = person_part_tables; t->room; t++)
        for (const struct person_part *p = t->rows; p->code; p++) n += has_word(p->columns, column);
    for (const struct left_out *l = left_out; l->what; l++) n += has_word(l->columns, column);
    return n;
}

static size_t words_of(const char *columns)
{
    size_t n = 1;
    for (const char *p = columns; *p; p++) n += *p == ' ';
    return n;
}

TEST(every_column_that_names_a_person_is_told_or_left_out_with_a_reason)
{
    size_t columns = 0, said = 0;
    for (; person_columns[columns]; columns++)
        if (times_said(person_columns[columns]) != 1)
            fail(t, "%s: said %d times; tell it in a part of its room, or write it into rooms/privacy/left_out.c with the reason", person_columns[columns], times_said(person_columns[columns]));
    for (const struct person_part_table *k = person_part_tables; k->room; k++)
        for (const struct person_part *p = k->rows; p->code; p++) said += words_of(p->columns);
    for (const struct left_out *l = left_out; l->what; l++) said += words_of(l->columns);
    is_int(t, (int64_t)columns, (int64_t)said);                                    /* and none of a column that is gone */
    is_true(t, columns > 60);
}

/* ---- taking one */

static const char *page_of(struct test *t, person_id who) { return path_to(t, "/ho-so/", who.v, "/ban-sao"); }

static const char *text_of(struct test *t, const struct loop_reply *r, const char *name)
{
    zip_error_t error;
    zip_stat_t st;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(r->body, r->n, 0, &error);
    zip_t *z = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    zip_error_fini(&error);
    if (!is_true(t, z != NULL)) return "";
    char *p = zip_stat(z, name, 0, &st) == 0 ? arena_take(t->arena, st.size + 1) : NULL;
    zip_file_t *f = p ? zip_fopen(z, name, 0) : NULL;
    if (f) {
        is_int(t, (int64_t)st.size, zip_fread(f, p, st.size));
        zip_fclose(f);
    }
    zip_discard(z);
    return p ? p : "";
}

struct taken { const char *json, *html, *said; const struct json *parts; };

static struct taken take(struct test *t, struct city *s, person_id who, person_id subject)
{
    struct loop_reply r;
    struct taken k = { "", "", "", NULL };
    if (!is_int(t, 200, city_post(t, s, who, page_of(t, subject), "", &r))) return k;
    k.json = text_of(t, &r, "du-lieu.json");
    k.html = text_of(t, &r, "doc-duoc.html");
    k.said = text_of(t, &r, "hanh-trinh.ndjson");
    k.parts = json_get(json_read(t->arena, k.json), "parts");
    is_true(t, k.parts != NULL);
    return k;
}

static const struct json *rows_of(const struct taken *k, const char *part) { return json_get(json_get(k->parts, part), "rows"); }

/* Marks of what only the person may read, and of what nobody reads in a copy. */
static const char *const own_marks[] = { "dau-outsider", "dau-officer", "dau-teaching", "dau-request", "dau-news", "dau-notice", "dau-sign-in", "dau-passkey", "dau-link" };
static const char *const all_marks[] = { "+84900000901", "dau-leaving", "dau-transfer", "dau-file", "dau-tick", "dau-deed", "dau-consent", "dau-kept", "dau-nhom", "dau-announcement" };
static const char *const no_marks[] = { "loi-cua-bo", "dieu-ve-lenh", "kin-cua-van-phong", "nha-cua-me", "ghi-chu-kin", OTHERS_PHONE };

static rc others_make(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    try(guardian_link_open(t, s->an, s->hoa, GUARDIAN_KIND_MOTHER));
    return contact_set(t, s->hoa, CONTACT_KIND_PHONE, OTHERS_PHONE);
}
CLOSURE(others_make, struct city, void)

TEST(every_part_of_a_person_is_in_the_persons_copy_and_nobody_elses)
{
    struct city *s = city_open(t);
    is_rc(t, OK, transact(s->ask, NULL, others_make, s, NULL));
    city_plant(t, s);
    struct taken own = take(t, s, s->an, s->an);
    for (const struct person_part_table *k = person_part_tables; k->room; k++)
        for (const struct person_part *p = k->rows; p->code; p++)
            if (json_count(rows_of(&own, p->code)) == 0) fail(t, "%s tells nothing", p->code);
    for (size_t i = 0; i < sizeof own_marks / sizeof *own_marks; i++) has_text(t, own_marks[i], own.json);
    for (size_t i = 0; i < sizeof all_marks / sizeof *all_marks; i++) has_text(t, all_marks[i], own.json);
    for (size_t i = 0; i < sizeof all_marks / sizeof *all_marks; i++) has_text(t, all_marks[i], own.html);
    for (size_t i = 0; i < sizeof no_marks / sizeof *no_marks; i++) is_true(t, !strstr(own.json, no_marks[i]) && !strstr(own.html, no_marks[i]));
    struct taken by_mother = take(t, s, s->hoa, s->an);
    for (size_t i = 0; i < sizeof own_marks / sizeof *own_marks; i++) is_true(t, !strstr(by_mother.json, own_marks[i]) && !strstr(by_mother.html, own_marks[i]));
    for (size_t i = 0; i < sizeof all_marks / sizeof *all_marks; i++) has_text(t, all_marks[i], by_mother.json);
    struct taken by_father = take(t, s, s->tuan, s->an);
    has_text(t, "loi-cua-bo", by_father.json);                              /* his own request, in his own copy alone */
    for (size_t i = 1; i < sizeof no_marks / sizeof *no_marks; i++) is_true(t, !strstr(by_father.json, no_marks[i]) && !strstr(by_father.html, no_marks[i]));
    city_close(s);
}

TEST(what_a_person_did_leaves_as_statements_that_another_store_takes_and_that_name_nobody_else)
{
    struct city *s = city_open(t);
    char id[ID_TEXT_SIZE];
    int lines = 0;
    city_plant(t, s);
    struct taken k = take(t, s, s->tuan, s->an);
    id_text(s->an.v, id);
    for (const char *p = k.said; *p; p = strchr(p, '\n') + 1, lines++) {
        const struct json *one = json_read(t->arena, arena_text_n(t->arena, p, strcspn(p, "\n")));
        if (!is_true(t, one != NULL && strchr(p, '\n'))) break;
        if (json_is(json_get(one, "id"), "dau-outside")) continue;            /* planted, no statement */
        is_true(t, json_is(json_get(json_get(json_get(one, "actor"), "account"), "name"), id));
        is_true(t, json_get(one, "id") && json_get(one, "verb") && json_get(one, "object") && json_get(one, "timestamp"));
    }
    is_true(t, lines > 0);
    has_text(t, "dau-deed", k.said);
    lacks_text(t, "member", k.said);
    city_close(s);
}

static rc kept_away(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    t->ask->scope.school = s->thcs.id;
    t->ask->me = s->principal;
    return order_put(t, &(struct new_order){ .child = s->an, .guardian = s->tuan, .issuer = "Tòa án", .issued = day_of(t->now) });
}
CLOSURE(kept_away, struct city, void)

static int64_t count(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

TEST(a_copy_is_taken_by_the_person_and_by_who_decides_for_it_and_by_nobody_else)
{
    struct city *s = city_open(t);
    is_int(t, 200, city_post(t, s, s->tuan, page_of(t, s->an), "", NULL));
    is_int(t, 200, city_post(t, s, s->tuan, page_of(t, s->bong), "", NULL));       /* in another school, without an account */
    is_int(t, 200, city_post(t, s, s->tuan, page_of(t, s->tuan), "", NULL));
    is_int(t, 200, city_post(t, s, s->hang, page_of(t, s->hang), "", NULL));       /* a teacher about herself */
    is_int(t, 404, city_post(t, s, s->hoa, page_of(t, s->an), "", NULL));
    is_int(t, 404, city_post(t, s, s->hang, page_of(t, s->an), "", NULL));
    is_int(t, 404, city_post(t, s, s->principal, page_of(t, s->an), "", NULL));
    is_int(t, 404, city_post(t, s, s->admin, page_of(t, s->an), "", NULL));
    is_int(t, 404, city_post(t, s, s->an, page_of(t, s->tuan), "", NULL));
    is_int(t, 404, city_post(t, s, s->binh, page_of(t, s->an), "", NULL));
    is_int(t, 4, count(t, s, "SELECT count(*) FROM data_copy"));
    is_int(t, 4, count(t, s, "SELECT count(*) FROM audit WHERE act = 'privacy.copy' AND school_id = 0"));
    is_rc(t, OK, transact(s->ask, NULL, kept_away, s, NULL));
    is_int(t, 404, city_post(t, s, s->tuan, page_of(t, s->an), "", NULL));
    struct taken own = take(t, s, s->tuan, s->tuan);                               /* and his own copy no longer names the child */
    is_int(t, 1, (int64_t)json_count(rows_of(&own, "people.children")));
    is_true(t, !strstr(own.json, "Bình An"));
    city_close(s);
}

TEST(five_copies_a_day_and_the_same_form_twice_is_one)
{
    struct city *s = city_open(t);
    const char *body = "_khoa=0123456789abcdefghjkmnpqrs";
    struct loop_reply r;
    for (int i = 0; i < 2; i++) is_int(t, 200, city_post(t, s, s->tuan, page_of(t, s->an), body, &r));
    has_text(t, "application/zip", r.head);
    has_text(t, "attachment", r.head);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM data_copy"));
    for (int i = 1; i < COPIES_A_DAY; i++) is_int(t, 200, city_post(t, s, s->tuan, page_of(t, s->bong), "", NULL));
    is_int(t, 409, city_post(t, s, s->tuan, page_of(t, s->an), "", NULL));
    is_int(t, 200, city_post(t, s, s->an, page_of(t, s->an), "", NULL));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/quyen-du-lieu"), &r));
    has_text(t, "Lần tải gần nhất", r.body);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE data_copy SET at = at - 86400001", NULL));
    is_int(t, 200, city_post(t, s, s->tuan, page_of(t, s->an), "", NULL));
    city_close(s);
}
