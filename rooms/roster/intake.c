/* Taking in and undoing: one closure each, all or nothing. Two thousand pupils with their guardians are about twenty thousand
** inserts, prepared beforehand; why the writer may be held that long once or twice a year stands in
** docs/decisions/0003-import-in-one-closure.md. */
#include "access/access.h"
#include "audit/audit.h"
#include "schools/schools.h"
#include "roster/inside.h"
#include "roster/roster.h"

rc changed_meanwhile(struct tx *t)
{
    return refuse(t->ask, CONFLICT, 4630, _("Danh sách của trường vừa có người thay đổi. Chưa có gì được ghi. Mở lại tệp này, xem số dòng rồi nhập."), NULL);
}

rc gate_take(struct tx *t, int64_t rev)
{
    int64_t passed;
    try(gate_pass(t, rev, &passed));
    return passed ? OK : changed_meanwhile(t);
}

/* ---- in */

static rc classes_make(struct tx *t, const struct plan *p, batch_id batch, class_id *id)
{
    for (size_t i = 0; i < p->classes; i++) {
        const struct plan_class *c = &p->class[i];
        struct new_class in = { .year = p->o->face.year_id, .name = c->name, .batch = batch, .grade = c->grade };
        id[i] = c->id;
        if (id[i].v == 0) try(class_add(t, &in, &id[i]));
    }
    return OK;
}

static rc pupils_make(struct tx *t, const struct plan *p, batch_id batch, const class_id *class, person_id *person)
{
    struct arena *a = t->ask->arena;
    struct ready_member *member = ARENA_MANY(a, struct ready_member, p->members);
    struct new_enrolment *enrolment = ARENA_MANY(a, struct new_enrolment, p->rows);
    size_t members = 0, enrolments = 0;
    day from = p->from.has ? p->from.v : day_of(t->now);
    if (!member || !enrolment) return LIMIT;
    try(persons_add(t, p->pupil, p->pupils));
    for (size_t i = 0; i < p->rows; i++) {
        const struct plan_row *r = &p->row[i];
        person[i] = r->pupil == NONE_NEW ? r->person : p->pupil[r->pupil].id;
        if (r->member.v) continue;
        member[members++] = (struct ready_member){ .person = person[i], .full_name = r->name, .search_key = r->search_key, .sort_key = r->sort_key };
    }
    try(members_add(t, MEMBER_ROLE_PUPIL, from, batch, member, members));
    for (size_t i = 0, m = 0; i < p->rows; i++) {
        const struct plan_row *r = &p->row[i];
        member_id id = r->member.v ? r->member : member[m++].id;
        if (r->enrols) enrolment[enrolments++] = (struct new_enrolment){ class[r->class], id, person[i], r->member.v != 0 };
    }
    return enrolments_add(t, from, batch, enrolment, enrolments);
}

static rc guardians_make(struct tx *t, const struct plan *p, batch_id batch, const person_id *child, person_id *guardian)
{
    struct arena *a = t->ask->arena;
    struct new_contact *contact = ARENA_MANY(a, struct new_contact, p->guardians);
    struct new_link *link = ARENA_MANY(a, struct new_link, p->links);
    size_t contacts = 0;
    if (!contact || !link) return LIMIT;
    try(persons_add(t, p->adult, p->adults));
    for (size_t i = 0; i < p->guardians; i++) {
        const struct plan_guardian *g = &p->guardian[i];
        guardian[i] = g->fresh == NONE_NEW ? g->person : p->adult[g->fresh].id;
        if (*g->phone) contact[contacts++] = (struct new_contact){ guardian[i], CONTACT_KIND_PHONE, g->phone };
    }
    for (size_t i = 0; i < p->links; i++)
        link[i] = (struct new_link){ child[p->link[i].row], guardian[p->link[i].guardian], p->link[i].kind };
    try(contacts_add(t, contact, contacts, batch));
    try(guardian_links_add(t, link, p->links, batch));
    for (size_t i = 0; i < p->links; i++)
        if (p->link[i].tells) try(guardians_hear(t, link[i].child, link[i].guardian, NULL));
    return OK;
}

static rc accounts_make(struct tx *t, const struct plan *p, batch_id batch, const person_id *child, const person_id *guardian)
{
    struct new_account *account = ARENA_MANY(t->ask->arena, struct new_account, p->rows + p->guardians);
    size_t n = 0;
    if (!account) return LIMIT;
    for (size_t i = 0; i < p->rows; i++)
        if (p->pupil_account[i]) account[n++] = (struct new_account){ child[i], p->row[i].name, NULL };
    for (size_t i = 0; i < p->guardians; i++)
        if (p->guardian[i].account) account[n++] = (struct new_account){ guardian[i], p->guardian[i].name, NULL };
    return accounts_add(t, account, n, batch);
}

rc intake_one(struct tx *t, const struct plan *p, class_id class_, batch_id batch, person_id *child)
{
    person_id *guardian = ARENA_MANY(t->ask->arena, person_id, p->guardians);
    if (!guardian) return LIMIT;
    if (p->rows != 1) return fault_detail(t->ask, BUG, "a plan of one pupil has %zu rows", p->rows);
    try(pupils_make(t, p, batch, &class_, child));
    try(guardians_make(t, p, batch, child, guardian));
    return accounts_make(t, p, batch, child, guardian);
}

/* So that the next export of the same system finds them. */
static rc sources_mark(struct tx *t, const struct plan *p, const class_id *class, const person_id *child)
{
    const char *last = NULL;
    for (size_t i = 0; i < p->rows; i++) {
        const struct plan_row *r = &p->row[i];
        if (r->source) try(person_source_put(t, r->source, child[i], NULL));
        if (r->class_source && !(last && str_is(last, r->class_source))) try(class_source_put(t, r->class_source, class[r->class], NULL));
        if (r->class_source) last = r->class_source;
    }
    return OK;
}

static rc lines_mark(struct tx *t, const struct plan *p, batch_id batch, const class_id *class, const person_id *child)
{
    for (size_t i = 0; i < p->rows; i++) {
        const struct plan_row *r = &p->row[i];
        try(line_take(t, p->o->face.id, r->number, batch, child[i], class[r->class], NULL));
        try(kept_put(t, p->o->face.id, r->number, (int64_t)r->sheet, r->at_row, child[i], batch, r->kept, NULL));
    }
    return OK;
}

static struct intake_done counted(const struct plan *p, batch_id batch)
{
    return (struct intake_done){ .batch = batch, .lines = (int64_t)p->rows, .pupils = (int64_t)p->members, .updated = (int64_t)(p->rows - p->members),
                                 .guardians = (int64_t)p->adults, .classes = (int64_t)p->classes_new, .withheld = (int64_t)p->withheld };
}

static const char *number_of(struct tx *t, int64_t n) { return arena_print(t->ask->arena, "%lld", (long long)n); }

/* One row for the whole act: what it calls writes none of its own. */
static rc intake_told(struct tx *t, const struct intake *in, const struct intake_done *done)
{
    return audit_bulk(t, &(struct change){ .act = &roster_acts[ACT_INTAKE], .kind = "roster_import", .id = in->plan->o->face.id.v, .name = in->plan->o->face.file_name,
        .by = in->by, .batch = done->batch,
        WAS({ N_("Em mới"), NULL, number_of(t, done->pupils), KEPT_AS_IS }, { N_("Em cập nhật"), NULL, number_of(t, done->updated), KEPT_AS_IS },
            { N_("Phụ huynh mới"), NULL, number_of(t, done->guardians), KEPT_AS_IS }, { N_("Lớp mới"), NULL, number_of(t, done->classes), KEPT_AS_IS }) });
}

/* The school may say until when lists of a year are taken in. */
static rc in_time(struct tx *t, const struct import_one_row *face)
{
    const struct year_brief year = { .id = face->year_id, .name = face->year_name, .starts = face->year_starts };
    struct setting_value last;
    char dmy[DAY_TEXT_SIZE];
    try(setting_of(t->ask, t->ask->scope.school, &year, &roster_settings[LAST_DAY], &last));
    if (!last.on.has || day_of(t->now).n <= last.on.v.n) return OK;
    return refuse(t->ask, CONFLICT, 2314, _("Trường đã khóa danh sách của năm học {nam} từ sau ngày {ngay}. Hiệu trưởng đổi ngày ấy ở trang Cài đặt, hoặc sửa từng em."),
                  "nam", face->year_name, "ngay", day_dmy(last.on.v, dmy), NULL);
}

static rc intake(struct tx *t, const struct intake *in, struct intake_done *out)
{
    const struct plan *p = in->plan;
    const struct roster *r = &p->o->roster;
    struct arena *a = t->ask->arena;
    int64_t taken;
    batch_id batch;
    try(access_recheck(t, ROSTER_IMPORT, NULL, 0));
    try(in_time(t, &p->o->face));
    write_behind(t);
    class_id *class = ARENA_MANY(a, class_id, p->classes);
    person_id *child = ARENA_MANY(a, person_id, p->rows), *guardian = ARENA_MANY(a, person_id, p->guardians);
    if (!class || !child || !guardian) return LIMIT;
    try(gate_take(t, p->o->gate));
    try(import_take(t, p->o->face.id, r->waiting ? ROSTER_STATE_OPEN : ROSTER_STATE_DONE, (int64_t)r->waiting, (int64_t)r->skipped, (int64_t)p->rows,
                    p->o->face.rev, &taken));
    if (taken == 0) return changed_meanwhile(t);
    try(batch_open(t, roster_undoers[0].act, in->by, &batch));
    *out = counted(p, batch);
    try(intake_told(t, in, out));
    try(classes_make(t, p, batch, class));
    try(pupils_make(t, p, batch, class, child));
    try(guardians_make(t, p, batch, child, guardian));
    try(accounts_make(t, p, batch, child, guardian));
    try(lines_mark(t, p, batch, class, child));
    try(sources_mark(t, p, class, child));
    try(intake_insert(t, batch, p->o->face.id, in->by, out->lines, out->pupils, out->updated, out->guardians, out->classes, NULL));
    return in->next ? answer(t, "%s", in->next) : OK;
}
CLOSURE(intake, struct intake, struct intake_done)

rc intake_run(struct ask *a, struct request_key *key, const struct intake *in, struct intake_done *out)
{
    return transact(a, key, intake, in, out);
}

/* ---- dropped */

struct dropping { roster_import_id import; int64_t rev; const char *next; };

static rc drop(struct tx *t, const struct dropping *in, void *out)
{
    (void)out;
    int64_t changed;
    struct import_one_row face;
    try(access_recheck(t, ROSTER_IMPORT, NULL, 0));
    try(import_one(t->ask, in->import, &face));
    try(import_drop(t, in->import, in->rev, &changed));
    if (changed == 0) return changed_meanwhile(t);
    try(files_end(t, ROSTER_WORKBOOK, in->import.v, t->ask->me));
    try(audit_add(t, &(struct change){ .act = &roster_acts[ACT_DROP], .kind = "roster_import", .id = in->import.v, .name = face.file_name }));
    return in->next ? answer(t, "%s", in->next) : OK;
}
CLOSURE(drop, struct dropping, void)

rc drop_run(struct ask *a, struct request_key *key, roster_import_id import, int64_t rev, const char *next)
{
    struct dropping in = { import, rev, next };
    return transact(a, key, drop, &in, NULL);
}
