#include "roster/test/house.h"
#include "access/access.h"
#include "test/harness/json.h"
#include <stdlib.h>
#include <string.h>

struct made { school_id school; school_year_id year; person_id clerk, teacher; };
struct making { const char *code, *name; enum school_level level; };

static rc person_make(struct tx *t, const char *name, enum member_role role, person_id *out)
{
    struct new_person person = { .full_name = name };
    member_id member;
    const char *user;
    try(person_add(t, &person, out));
    struct new_member place = { .person = *out, .role = role, .full_name = name, .from = { day_of(t->now).n - 100 } };
    try(member_add(t, &place, &member));
    return account_add(t, *out, name, false, (batch_id){ 0 }, &user);
}

static rc school_make(struct tx *t, const struct making *in, struct made *out)
{
    struct new_school school = { .code = in->code, .name = in->name, .address = "Số 1", .area_code = "00004", .ownership = OWNERSHIP_PUBLIC };
    school.level[in->level] = true;
    try(schools_load_areas(t));
    try(school_add(t, &school, &out->school));
    t->ask->scope.school = out->school;
    struct new_year year = year_usual(t->ask->arena, day_of(t->now));
    try(year_add(t, &year, &out->year));
    try(person_make(t, "Lương Thị Bích Thủy", MEMBER_ROLE_CLERK, &out->clerk));
    return person_make(t, "Trịnh Thu Hằng", MEMBER_ROLE_TEACHER, &out->teacher);
}
CLOSURE(school_make, struct making, struct made)

struct ask *house_ask(struct house *h)
{
    if (h->a) ask_done(h->a);
    h->a = test_ask(h->t, h->db);
    h->a->scope.school = h->school;
    return h->a;
}

bool house_open(struct test *t, struct house *h, enum school_level level)
{
    struct made one, two;
    struct making first = { "thcs-mau-0417", "Trường THCS Mẫu 0417", level }, second = { "thcs-mau-0002", "Trường THCS Mẫu 0002", level };
    *h = (struct house){ .t = t, .db = test_db_open(t) };
    db_set_clock(h->db, (opt_instant){ true, HOUSE_NOW });
    struct ask *a = house_ask(h);
    if (!is_rc(t, OK, transact(a, NULL, school_make, &second, &two))) return fail(t, "%s", a->fault->detail ? a->fault->detail : "");
    if (!is_rc(t, OK, transact(a, NULL, school_make, &first, &one))) return false;
    h->school = one.school;
    h->other = two.school;
    h->year = one.year;
    h->clerk = one.clerk;
    h->teacher = one.teacher;
    h->stranger = two.clerk;
    house_ask(h);
    return true;
}

void house_close(struct house *h)
{
    ask_done(h->a);
    db_thread_end(h->db);
    test_db_close(h->db);
}

const void *house_file(struct test *t, const char *name, size_t *n)
{
    return file_text(t->arena, arena_print(t->arena, "test/rosters/%s", name), n);
}

static bool stage(struct house *h, const char *name, const void *p, size_t n, struct opened *o)
{
    struct file_in in = { .name = name, .p = p, .n = n, .by = h->clerk, .year = h->year };
    struct read_fault why;
    rc done = file_stage(house_ask(h), NULL, "/t/thcs-mau-0417/nhap", &in, o, &why);
    if (!is_rc(h->t, OK, done)) return fail(h->t, "%s: %s %s", name, why.text ? why.text : "", h->a->fault->detail ? h->a->fault->detail : "");
    return true;
}

bool house_stage(struct house *h, const char *name, struct opened *o)
{
    size_t n;
    const void *p = house_file(h->t, name, &n);
    return is_true(h->t, p != NULL) && stage(h, name, p, n, o);
}

bool house_stage_text(struct house *h, const char *csv, struct opened *o)
{
    return stage(h, "gõ tay.csv", csv, strlen(csv), o);
}

rc house_intake(struct house *h, roster_import_id id, struct intake_done *done)
{
    struct opened o;
    struct plan plan;
    struct ask *a = house_ask(h);
    try(opened_read(a, id, &o));
    try(plan_make(a, &o, &plan));
    struct intake in = { .plan = &plan, .by = h->clerk };
    return intake_run(a, NULL, &in, done);
}

int64_t house_count(struct house *h, const char *sql)
{
    const char *first = NULL;
    if (!is_rc(h->t, OK, db_plain(h->db, h->t->arena, sql, &first))) return -1;
    return first ? strtoll(first, NULL, 10) : 0;
}

static rc undo_store(struct tx *t, const struct undo_wanted *in, void *out)
{
    (void)out;
    return undo_batch(t, in);
}
CLOSURE(undo_store, struct undo_wanted, void)

rc house_undo(struct ask *a, roster_import_id id, person_id by)
{
    struct intakes_of_import_row *row;
    size_t n;
    try(intakes_of_import(a, id, &row, &n));
    if (n == 0) return NOT_FOUND;
    a->me = by;
    struct undo_wanted in = { .batch = row[0].batch_id, .reason = "nhập nhầm tệp" };
    return transact(a, NULL, undo_store, &in, NULL);
}
