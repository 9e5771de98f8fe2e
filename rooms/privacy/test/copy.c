/* A copy of one person's data: that nothing is forgotten, that nobody else's is in it, who may take it and how often.
** POST /ho-so/:em/ban-sao */
#include "consent/consent.h"
#include "data/stmt.h"
#include "people/people.h"
#include "privacy/copy.h"
#include "test/harness/city.h"
#include "test/harness/json.h"
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

struct taken { const char *json, *html; const struct json *parts; };

static struct taken take(struct test *t, struct city *s, person_id who, person_id subject)
{
    struct loop_reply r;
    struct taken k = { "", "", NULL };
    if (!is_int(t, 200, city_post(t, s, who, page_of(t, subject), "", &r))) return k;
    k.json = text_of(t, &r, "du-lieu.json");
    k.html = text_of(t, &r, "doc-duoc.html");
    k.parts = json_get(json_read(t->arena, k.json), "parts");
    is_true(t, k.parts != NULL);
    return k;
}

static const struct json *rows_of(const struct taken *k, const char *part) { return json_get(json_get(k->parts, part), "rows"); }

/* One row of each table that the small city does not fill. {a}: An; {h}: Hằng; {s}: the school; {x}: a picture of bytes. */
static const char *const planted[] = {
    "INSERT INTO contact (id, person_id, kind, value, from_day) VALUES (901, {a}, 'phone', '+84900000901', 20000)",
    "INSERT INTO guardian_link (id, child_id, guardian_id, kind, from_day) VALUES (902, {c}, {a}, 'guardian', 20000)",
    "INSERT INTO outsider (school_id, id, person_id, kind, words, from_day, rev) VALUES ({s}, 903, {a}, 'alumnus', 'dau-outsider', 20000, 1)",
    "INSERT INTO officer (id, organisation_id, person_id, role, title, from_day, rev) VALUES (904, (SELECT organisation_id FROM school WHERE id = {s}), {a}, 'officer', 'dau-officer', 20000, 1)",
    "INSERT INTO teaching (school_id, id, class_id, member_id, person_id, duty, subject, from_day, rev) SELECT school_id, 905, class_id, member_id, {a}, 'subject', 'dau-teaching', 20000, 1 FROM enrolment WHERE school_id = {s} AND person_id = {a}",
    "INSERT INTO leaving (school_id, id, member_id, person_id, class_name, why, to_day, note, by_person, at, rev) SELECT school_id, 906, id, {a}, 'dau-leaving', 'dropped', 20000, 'kin-cua-van-phong', {h}, 0, 1 FROM member WHERE school_id = {s} AND person_id = {a}",
    "INSERT INTO transfer (id, person_id, from_school, class_name, to_day, to_name, code_hash, by_person, at, until, rev) VALUES (907, {a}, {s}, '6A1', 20000, 'dau-transfer', {x}, {h}, 0, 0, 1)",
    "INSERT INTO file (school_id, id, use, about, child_id, type, name, alt, size, by_person, at, rev) VALUES ({s}, 908, 'x.y', 0, {a}, 'text/plain', 'dau-file', '', 1, 0, 0, 1)",
    "INSERT INTO person_file (id, person_id, use, type, name, size, by_person, at, ended_at, rev) VALUES (909, {a}, 'person.photo', 'image/jpeg', '', 1, {h}, 0, 1, 1)",
    "INSERT INTO photo_tick (id, child_id, guardian_id, words, at, ended_at) VALUES (910, {a}, {g}, 'dau-tick', 0, 1)",
    "INSERT INTO statement (school_id, id, uuid, actor_id, actor_as, verb, object_kind, object_id, object_name, component, touches, at, room) VALUES ({s}, 911, {x}, {a}, 'pupil', 'read', 'news', 1, 'dau-deed', 'people', 2, 0, 'news')",
    "INSERT INTO statement_with (school_id, statement_id, person_id, part, at) VALUES ({s}, 911, {a}, 'about', 0)",
    "INSERT INTO look (subject_id, slot, viewer_id, kind, school_id, viewer_as, at) VALUES ({a}, 1, {h}, 'contact', {s}, 'homeroom', 0)",
    "INSERT INTO consent (id, subject_id, purpose, by_person, voice, given, words, at) VALUES (912, {a}, 'photo.page', {a}, 'self', 1, 'dau-consent', 0)",
    "INSERT INTO privacy_request (school_id, id, subject_id, by_person, kind, words, state, at, answer_due, done_due, rev) VALUES ({s}, 913, {a}, {a}, 'see', 'dau-request', 'open', 0, 20000, 20000, 1)",
    "INSERT INTO privacy_request (school_id, id, subject_id, by_person, kind, words, state, at, answer_due, done_due, rev) VALUES ({s}, 914, {a}, {g}, 'see', 'loi-cua-bo', 'open', 0, 20000, 20000, 1)",
    "INSERT INTO audit (school_id, id, at, by_person, act, kind, object, name, about, fields) VALUES ({s}, 915, 0, {h}, 'people.person', 'person', {a}, 'An', {a}, '')",
    "INSERT INTO audit (school_id, id, at, by_person, act, kind, object, name, about, fields) VALUES ({s}, 916, 0, {h}, 'people.order_on', 'person', {a}, 'An', {a}, 'dieu-ve-lenh')",
    "INSERT INTO news (school_id, id, state, audience, title, body, written_by, written_at, told, rev) VALUES ({s}, 917, 'published', 'everybody', 'dau-news', '', {h}, 0, 0, 1)",
    "INSERT INTO news_read (school_id, news_id, person_id, read_at) VALUES ({s}, 917, {a}, 0)",
    "INSERT INTO notice (person_id, id, kind, words, parts, path, at) VALUES ({a}, 918, 'work', 'dau-notice', '', '/', 0)",
    "INSERT INTO notice_choice (person_id, kind, by_mail, lang, rev) VALUES ({a}, 'work', 1, 0, 1)",
    "INSERT INTO sign_in (person_id, id, at, how, ok, known, device, address) VALUES ({a}, 919, 0, 'password', 1, 1, 'dau-sign-in', 0)",
    "INSERT INTO known_browser (person_id, browser_hash, first_at, seen_at) VALUES ({a}, {x}, 0, 0)",
    "INSERT INTO passkey (id, person_id, credential, alg, spki, counter, name, made_at, rev) VALUES (920, {a}, {x}, -7, {x}, 0, 'dau-passkey', 0, 1)",
    "INSERT INTO one_time_code (code_hash, person_id, made_at, made_by, until) VALUES ({x}, {a}, 0, {h}, 1)",
    "INSERT INTO mail_link (id, person_id, kind, address, made_at, made_by, until) VALUES (921, {a}, 'confirm', 'dau-link', 0, 0, 1)",
    "INSERT INTO sign_in_card (id, person_id, code_hash, pictures_hash, made_by, made_at, until, failures, rev) VALUES (922, {a}, {x}, {x}, {h}, 0, 1, 0, 1)",
    "INSERT INTO delegation (school_id, id, what, from_member, to_member, from_person, to_person, from_day, to_day, made_at, rev) SELECT school_id, 923, 'news', id, id, {h}, {a}, 20000, 20001, 0, 1 FROM member WHERE school_id = {s} AND person_id = {a}",
    "INSERT INTO batch (school_id, id, kind, by_person, at) VALUES ({s}, 924, 'roster', {h}, 0)",
    "INSERT INTO roster_import (school_id, id, year_id, file_name, file_size, file_hash, encoding, converted, composed, state, by_person, at, until_day, answers, ready, waiting, skipped, taken, rev) VALUES ({s}, 925, {y}, 'x', 1, {x}, 'UTF-8', 0, 0, 'done', {h}, 0, 20000, '', 0, 0, 0, 0, 1)",
    "INSERT INTO roster_intake (school_id, batch_id, import_id, by_person, at, lines, pupils, updated, guardians, classes) VALUES ({s}, 924, 925, {h}, 0, 1, 1, 0, 0, 0)",
    "INSERT INTO roster_kept (school_id, import_id, number, sheet, at_row, person_id, batch_id, kept) VALUES ({s}, 925, 1, 0, 1, {a}, 924, 'birth_place\tdau-kept\naddress\tnha-cua-me\nnote\tghi-chu-kin\n')",
};

static const char *filled(struct test *t, struct city *s, const char *sql)
{
    const struct { const char *name; const char *value; } part[] = {
        { "{a}", arena_print(t->arena, "%lld", (long long)s->an.v) }, { "{c}", arena_print(t->arena, "%lld", (long long)s->chi.v) },
        { "{g}", arena_print(t->arena, "%lld", (long long)s->tuan.v) }, { "{h}", arena_print(t->arena, "%lld", (long long)s->hang.v) },
        { "{s}", arena_print(t->arena, "%lld", (long long)s->thcs.id.v) }, { "{y}", arena_print(t->arena, "%lld", (long long)s->thcs.year.v) },
        { "{x}", test_on_postgres() ? "'\\x0102'::bytea" : "x'0102'" } };
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        for (const char *at; (at = strstr(sql, part[i].name));)
            sql = arena_print(t->arena, "%.*s%s%s", (int)(at - sql), sql, part[i].value, at + strlen(part[i].name));
    return sql;
}

static void plant(struct test *t, struct city *s)
{
    const char *none;
    for (size_t i = 0; i < sizeof planted / sizeof *planted; i++) is_rc(t, OK, db_plain(s->app.db, t->arena, filled(t, s, planted[i]), &none));
}

/* Marks of what only the person may read, and of what nobody reads in a copy. */
static const char *const own_marks[] = { "dau-outsider", "dau-officer", "dau-teaching", "dau-request", "dau-news", "dau-notice", "dau-sign-in", "dau-passkey", "dau-link" };
static const char *const all_marks[] = { "+84900000901", "dau-leaving", "dau-transfer", "dau-file", "dau-tick", "dau-deed", "dau-consent", "dau-kept" };
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
    plant(t, s);
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
    is_true(t, !strstr(own.json, "Hoài An"));
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
