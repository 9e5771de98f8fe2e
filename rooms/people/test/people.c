/* Persons, contacts and guardians: the four things that people.h says stay true. */
#include "people/people.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

static int64_t count(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

static void told(void *to, const char *words) { (void)words; ++*(int *)to; }

/* What khue verify says of people. */
static int64_t wrong_now(struct test *t, struct city *s)
{
    int64_t wrong = 0;
    for (const struct verify_check *c = people_checks; c->name; c++) {
        int lines = 0;
        struct verify_report report = { .line = told, .to = &lines };
        is_rc(t, OK, c->run(as_staff(s, (school_id){ 0 }), &report));
        wrong += report.wrong;
    }
    return wrong;
}

static int64_t guardians_said(struct test *t, struct city *s, person_id child)
{
    return count(t, s, arena_print(t->arena, "SELECT guardians FROM person WHERE id = %lld", (long long)child.v));
}

static rc children_of(struct ask *a, person_id guardian, person_id **child, size_t *n)
{
    struct family f;
    *child = NULL;
    *n = 0;
    try(family_of(a, guardian, &f));
    *child = f.child;
    *n = f.children;
    return OK;
}

static struct new_person named(const char *name) { return (struct new_person){ .full_name = name }; }

/* ---- persons */

static rc name_put(struct tx *t, const struct new_person *in, person_id *out) { return person_add(t, in, out); }
CLOSURE(name_put, struct new_person, person_id)
static rc name_change(struct tx *t, const struct person_change *in, void *out) { (void)out; return person_change(t, in); }
CLOSURE(name_change, struct person_change, void)

TEST(a_person_has_a_name)
{
    struct city *s = city_open(t);
    struct new_person one = named("");
    person_id id;
    is_rc(t, INVALID, transact(s->ask, NULL, name_put, &one, &id));
    is_text(t, "ho_ten", s->ask->fault->field);
    city_close(s);
}

TEST(keys_follow_the_name_when_it_changes)
{
    struct city *s = city_open(t);
    person_id found;
    struct person_brief brief;
    struct person_change change = { .id = s->tuan, .full_name = "Đặng Quốc Đạt", .rev = 1 };
    is_rc(t, OK, guardian_by_phone(s->ask, "+84900000101", "tran quoc tuan", &found));
    is_int(t, s->tuan.v, found.v);
    is_rc(t, OK, transact(s->ask, NULL, name_change, &change, NULL));
    is_rc(t, OK, guardian_by_phone(s->ask, "+84900000101", "ĐẶNG  QUỐC ĐẠT", &found));
    is_int(t, s->tuan.v, found.v);
    is_rc(t, OK, guardian_by_phone(s->ask, "+84900000101", "Trần Quốc Tuấn", &found));
    is_int(t, 0, found.v);
    is_rc(t, OK, person_mine(as_family(s, &s->tuan, 1), s->tuan, &brief));
    is_text(t, "Đặng Quốc Đạt", brief.full_name);
    is_text(t, "Đạt", brief.given);
    is_text(t, "Đ", brief.initial);
    city_close(s);
}

TEST(whoever_changes_a_person_second_hears_of_the_first)
{
    struct city *s = city_open(t);
    struct person_brief brief;
    struct person_change first = { .id = s->an, .full_name = "Trần Lê Hoài An", .rev = 1 }, second = { .id = s->an, .full_name = "Trần Lê An", .rev = 1 };
    is_rc(t, OK, transact(s->ask, NULL, name_change, &first, NULL));
    is_rc(t, CONFLICT, transact(s->ask, NULL, name_change, &second, NULL));
    is_int(t, 1102, s->ask->fault->number);
    is_rc(t, OK, person_mine(as_family(s, &s->an, 1), s->an, &brief));
    is_text(t, "Trần Lê Hoài An", brief.full_name);
    city_close(s);
}

TEST(a_family_reads_itself_and_nobody_else)
{
    struct city *s = city_open(t);
    const person_id mine[] = { s->tuan, s->an, s->bong };
    struct person_brief one, *all;
    size_t n;
    struct ask *a = as_family(s, mine, 3);
    is_rc(t, OK, person_mine(a, s->bong, &one));
    is_text(t, "Trần Lê Bống", one.full_name);
    is_rc(t, NOT_FOUND, person_mine(a, s->binh, &one));
    is_rc(t, NOT_FOUND, person_mine(a, s->hang, &one));
    if (is_rc(t, OK, persons_mine(a, &all, &n)) && is_int(t, 3, n)) {
        is_int(t, s->an.v, all[0].id.v);                     /* the eldest first; whose birth date is not known comes last */
        is_int(t, s->bong.v, all[1].id.v);
        is_int(t, s->tuan.v, all[2].id.v);
    }
    s->ask->scope = (struct scope){ 0 };
    is_rc(t, NOT_FOUND, persons_mine(s->ask, &all, &n));
    city_close(s);
}

/* ---- contacts */

struct reach { person_id person; enum contact_kind kind; const char *value; };
static rc reach_set(struct tx *t, const struct reach *in, void *out) { (void)out; return contact_set(t, in->person, in->kind, in->value); }
CLOSURE(reach_set, struct reach, void)

static const char *reached_by(struct test *t, struct city *s, person_id person, enum contact_kind kind)
{
    struct contact_line *row;
    const char *value = NULL;
    size_t n;
    is_rc(t, OK, contacts_of(s->ask, person, &row, &n));
    for (size_t i = 0; i < n; i++)
        if (row[i].kind == kind) {
            is_text(t, NULL, value);                         /* one of a kind */
            value = row[i].value;
        }
    return value;
}

TEST(a_new_phone_ends_the_old_one_and_both_are_kept)
{
    struct city *s = city_open(t);
    struct reach fresh = { s->tuan, CONTACT_KIND_PHONE, "+84900000777" }, mail = { s->tuan, CONTACT_KIND_EMAIL, "tuan@vi.du" }, none = { s->tuan, CONTACT_KIND_PHONE, "" };
    int64_t before = count(t, s, "SELECT count(*) FROM contact");
    is_rc(t, OK, transact(s->ask, NULL, reach_set, &fresh, NULL));
    is_rc(t, OK, transact(s->ask, NULL, reach_set, &fresh, NULL));                     /* twice is once */
    is_rc(t, OK, transact(s->ask, NULL, reach_set, &mail, NULL));
    is_text(t, "+84900000777", reached_by(t, s, s->tuan, CONTACT_KIND_PHONE));
    is_text(t, "tuan@vi.du", reached_by(t, s, s->tuan, CONTACT_KIND_EMAIL));
    is_int(t, before + 2, count(t, s, "SELECT count(*) FROM contact"));
    is_int(t, s->today.n, count(t, s, "SELECT to_day FROM contact WHERE value = '+84900000101'"));
    is_rc(t, OK, transact(s->ask, NULL, reach_set, &none, NULL));
    is_text(t, NULL, reached_by(t, s, s->tuan, CONTACT_KIND_PHONE));
    is_text(t, "tuan@vi.du", reached_by(t, s, s->tuan, CONTACT_KIND_EMAIL));
    is_int(t, before + 2, count(t, s, "SELECT count(*) FROM contact"));
    city_close(s);
}

/* ---- guardians */

struct link { person_id child, guardian; bool close; };
static rc link_set(struct tx *t, const struct link *in, void *out)
{
    (void)out;
    return in->close ? guardian_link_close(t, in->child, in->guardian, NULL, NULL) : guardian_link_open(t, in->child, in->guardian, GUARDIAN_KIND_GRANDMOTHER);
}
CLOSURE(link_set, struct link, void)

TEST(nobody_is_their_own_guardian)
{
    struct city *s = city_open(t);
    struct link own = { s->an, s->an };
    int64_t before = count(t, s, "SELECT count(*) FROM guardian_link");
    is_rc(t, INVALID, transact(s->ask, NULL, link_set, &own, NULL));
    is_int(t, 1103, s->ask->fault->number);
    is_int(t, before, count(t, s, "SELECT count(*) FROM guardian_link"));
    city_close(s);
}

TEST(a_guardian_link_opens_once_and_ends_without_being_forgotten)
{
    struct city *s = city_open(t);
    struct link open = { s->chi, s->hoa }, close = { s->chi, s->hoa, true };
    struct guardian_line *row;
    person_id *child;
    size_t n;
    int64_t before = count(t, s, "SELECT count(*) FROM guardian_link");
    is_rc(t, OK, guardians_of(s->ask, s->chi, &row, &n));
    is_int(t, 0, n);
    is_rc(t, OK, transact(s->ask, NULL, link_set, &open, NULL));
    is_rc(t, OK, transact(s->ask, NULL, link_set, &open, NULL));
    if (is_rc(t, OK, guardians_of(s->ask, s->chi, &row, &n)) && is_int(t, 1, n)) {
        is_text(t, "Nguyễn Thị Hoa", row->full_name);
        is_int(t, GUARDIAN_KIND_GRANDMOTHER, row->kind);
        is_text(t, "+84900000102", row->phone);
    }
    is_int(t, 1, guardians_said(t, s, s->chi));                                /* the second press added none */
    is_rc(t, OK, children_of(s->ask, s->hoa, &child, &n));
    is_int(t, 2, n);
    is_rc(t, OK, transact(s->ask, NULL, link_set, &close, NULL));
    is_rc(t, OK, guardians_of(s->ask, s->chi, &row, &n));
    is_int(t, 0, n);
    if (is_rc(t, OK, children_of(s->ask, s->hoa, &child, &n)) && is_int(t, 1, n)) is_int(t, s->binh.v, child->v);
    is_int(t, before + 1, count(t, s, "SELECT count(*) FROM guardian_link"));
    is_int(t, 0, guardians_said(t, s, s->chi));
    is_rc(t, OK, transact(s->ask, NULL, link_set, &close, NULL));             /* over already */
    is_int(t, 0, guardians_said(t, s, s->chi));
    is_int(t, 0, wrong_now(t, s));
    city_close(s);
}

TEST(verify_finds_a_number_of_guardians_that_is_not_so)
{
    struct city *s = city_open(t);
    const char *none;
    is_int(t, 0, wrong_now(t, s));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE person SET guardians = 7 WHERE id = %lld", (long long)s->an.v), &none));
    is_int(t, 1, wrong_now(t, s));
    city_close(s);
}

TEST(children_come_eldest_first_and_one_without_a_birth_date_last)
{
    struct city *s = city_open(t);
    struct new_person one = named("Trần Lê Út");
    struct link open = { .guardian = s->tuan };
    person_id *child;
    size_t n;
    is_rc(t, OK, transact(s->ask, NULL, name_put, &one, &open.child));
    is_rc(t, OK, transact(s->ask, NULL, link_set, &open, NULL));
    if (is_rc(t, OK, children_of(s->ask, s->tuan, &child, &n)) && is_int(t, 3, n)) {
        is_int(t, s->an.v, child[0].v);
        is_int(t, s->bong.v, child[1].v);
        is_int(t, open.child.v, child[2].v);
    }
    city_close(s);
}

TEST(a_pupil_code_finds_its_bearer_only_with_name_and_birth_date)
{
    struct city *s = city_open(t);
    struct new_person one = { .full_name = "Lê Thị Mơ", .born = { .has = true }, .moet_id = "0123456789" };
    person_id id, found;
    opt_day other = { .has = true }, unknown = { 0 };
    day_make(2014, 2, 3, &one.born.v);
    day_make(2014, 3, 2, &other.v);
    is_rc(t, OK, transact(s->ask, NULL, name_put, &one, &id));
    is_rc(t, OK, pupil_by_moet_id(s->ask, "0123456789", "LE THI MO", one.born, &found));
    is_int(t, id.v, found.v);
    is_rc(t, OK, pupil_by_moet_id(s->ask, "0123456789", "Lê Thị Mơ", other, &found));
    is_int(t, 0, found.v);
    is_rc(t, OK, pupil_by_moet_id(s->ask, "0123456789", "Lê Thị Mơ", unknown, &found));
    is_int(t, 0, found.v);
    is_rc(t, OK, pupil_by_moet_id(s->ask, "0123456789", "Lê Thị Mận", one.born, &found));
    is_int(t, 0, found.v);
    city_close(s);
}

/* ---- many at once */

struct bulk { const struct new_contact *contact; size_t contacts; const struct new_link *link; size_t links; bool undo; };
static const batch_id list_of_september = { 4711 };

static rc bulk_act(struct tx *t, const struct bulk *in, void *out)
{
    (void)out;
    if (in->undo) return people_undo(t, list_of_september);
    try(contacts_add(t, in->contact, in->contacts, list_of_september));
    return guardian_links_add(t, in->link, in->links, list_of_september);
}
CLOSURE(bulk_act, struct bulk, void)

TEST(a_batch_keeps_what_was_known_and_its_undo_takes_back_only_its_own)
{
    struct city *s = city_open(t);
    const struct new_contact contact[] = { { s->tuan, CONTACT_KIND_PHONE, "+84900000101" }, { s->tuan, CONTACT_KIND_PHONE, "+84900000909" },
                                           { s->clerk, CONTACT_KIND_PHONE, "+84900000808" } };
    const struct new_link link[] = { { s->an, s->tuan, GUARDIAN_KIND_FATHER }, { s->chi, s->clerk, GUARDIAN_KIND_MOTHER }, { s->chi, s->chi, GUARDIAN_KIND_MOTHER } };
    struct bulk in = { contact, 3, link, 3, false }, undo = { .undo = true };
    person_id *child;
    size_t n;
    int64_t contacts = count(t, s, "SELECT count(*) FROM contact"), links = count(t, s, "SELECT count(*) FROM guardian_link");
    is_rc(t, OK, transact(s->ask, NULL, bulk_act, &in, NULL));
    is_int(t, contacts + 2, count(t, s, "SELECT count(*) FROM contact"));
    is_int(t, links + 1, count(t, s, "SELECT count(*) FROM guardian_link"));          /* one was there, and nobody is their own guardian */
    is_int(t, 1, guardians_said(t, s, s->chi));
    is_int(t, 0, wrong_now(t, s));
    is_rc(t, OK, transact(s->ask, NULL, bulk_act, &undo, NULL));
    is_rc(t, OK, children_of(s->ask, s->clerk, &child, &n));
    is_int(t, 0, n);
    is_rc(t, OK, children_of(s->ask, s->tuan, &child, &n));
    is_int(t, 2, n);
    is_int(t, 0, guardians_said(t, s, s->chi));
    is_int(t, 0, wrong_now(t, s));
    is_text(t, NULL, reached_by(t, s, s->clerk, CONTACT_KIND_PHONE));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM contact WHERE value = '+84900000101' AND to_day IS NOT NULL"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM contact WHERE value = '+84900000909' AND to_day IS NOT NULL"));   /* Tuấn still stands for a child */
    city_close(s);
}
