/* Every question of scope school and persons, asked by those who have nothing to do with it, with everything they could know:
** ids, keys and codes of Trường THCS Bình Minh. What stays true: an empty school and a person without relations read no row and
** change none, whatever the parameters. The same parameters in the right scope do find and change things, so that the test can
** see. What the questions are comes from all_queries, so a new one is tried the day it is written. */
#include "access/access.h"
#include "access/test/world.h"
#include "classes/classes.h"
#include "data/stmt.h"
#include "generated/access_queries.h"
#include "groups/groups.h"
#include "notices/notices.h"
#include "roster/roster.h"
#include "test/harness/city.h"
#include "test/harness/plant.h"
#include "values/values.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { IDS_MOST = 64 };
static const char *const texts[] = { "", "%", "%binh%", "6a1", "tran le binh an", "pupil", "teacher", "homeroom", "Toán", "returned", "news", "open", "read", "https://x.vn", "0123456789", "+84900000101" };

struct pool { int64_t id[IDS_MOST]; size_t n; const person_id *persons; size_t persons_n; };
struct trial { const struct query *q; const struct pool *pool; unsigned seed; int samples; bool until_seen; };
struct outcome { int64_t rows, tried; };

/* ---- what a stranger could know */

static void know(struct pool *p, int64_t id)
{
    if (p->n < IDS_MOST && id) p->id[p->n++] = id;
}

/* A group with a leader and a pupil, and one that may be asked; a department. */
static rc grouped(struct tx *t, const struct city *s)
{
    study_group_id one, other;
    person_id leader;
    department_id department;
    t->ask->me = s->clerk;
    try(group_add(t, &(struct new_group){ GROUP_KIND_CLUB, "Toán", NULL, GROUP_JOINING_ASKS }, &other));
    try(group_add(t, &(struct new_group){ GROUP_KIND_CLUB, "Cờ vua", NULL, GROUP_JOINING_ASKS }, &one));
    try(group_leader_add(t, &(struct new_leader){ .group = one, .member = s->m_hang }, &leader));
    try(group_take(t, one, &s->an, 1, NULL));
    try(department_add(t, "Toán", &department));
    try(department_put(t, &(struct department_place){ department, s->m_hang, true }));
    t->ask->me = (person_id){ 0 };
    return OK;
}

static rc published(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    struct values_text text = { "a", "b", "c", "d" };
    const struct goal_text aim = { "a", NULL, day_of(t->now), { day_of(t->now).n + 9 }, { { "b", "c", INDICATOR_SOURCE_TYPED, 0, 9 }, { "b", "c", INDICATOR_SOURCE_NEWS, 0, 9 } } };
    int64_t number;
    goal_id goal;
    try(notice_add(t, &(struct notice){ .to = s->tuan, .kind = NOTICE_KIND_WORK, .words = "Có việc.", .path = "/hom-nay" }));
    try(pupil_leave(t, &(struct pupil_leave){ s->chi, LEAVE_KIND_DROPPED, day_of(t->now), NULL }));
    try(card_insert(t, NEW_ID(t, sign_in_card_id), s->an, (struct bytes){ (const uint8_t *)"c", 1 }, (struct bytes){ (const uint8_t *)"p", 1 }, s->hang, (instant){ t->now.ms + 86400000 }, NULL));
    try(passkey_insert(t, NEW_ID(t, passkey_id), s->an, (struct bytes){ (const uint8_t *)"c", 1 }, -7, (struct bytes){ (const uint8_t *)"p", 1 }, 0, "Máy", NULL));
    try(delegation_insert(t, NEW_ID(t, delegation_id), DELEGATED_RIGHT_NEWS, s->m_principal, s->m_hang, s->principal, s->tuan, day_of(t->now), (day){ day_of(t->now).n + 7 }, NULL, NULL));
    try(grouped(t, s));
    try(values_publish(t, &text, s->clerk, s->principal, &number));
    try(goal_publish(t, &aim, s->clerk, s->principal, &goal));
    try(goal_measure(t, &(struct goal_measure){ goal, 1, 4, day_of(t->now), NULL, s->clerk }));
    try(goal_evidence(t, &(struct goal_evidence){ goal, "a", NULL, s->clerk, false }));
    return values_propose(t, &text, s->clerk);
}
CLOSURE(published, struct city, void)

/* A class list of which one row went in and one waits. */
static void list_taken(struct test *t, struct city *s)
{
    static const char list[] = "STT;Họ và tên;Ngày sinh;Lớp\n1;Nghiêm Bảo Anh;28/02/2015;6A1\n2;Nghiêm Bảo Ân;29/02/2015;6A1\n";
    struct roster_outcome out;
    is_rc(t, OK, roster_import_file(&s->app, as_staff(s, s->thcs.id), s->clerk, "danh-sach.csv", list, sizeof list - 1, true, NULL, &out));
    is_int(t, 1, out.waiting);
    is_int(t, 1, out.pupils);
}

static void know_one_of(struct test *t, struct city *s, struct pool *p, const char *table, const char *owner, int64_t id)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT max(id) FROM %s WHERE %s = %lld", table, owner, (long long)id), &first));
    if (first) know(p, atoll(first));
}

/* A year that was changed, one to be changed, and an account that was told of, as rows alone: a real change would put everybody elsewhere. SQLite only, where what is found
** is counted. */
static void carried(struct test *t, struct city *s)
{
    const struct { const char *text; int64_t id; } row[] = {
        { "INSERT INTO carry_over SELECT c.school_id, (SELECT max(b.id) FROM batch b WHERE b.school_id = c.school_id), c.year_id, c.year_id, 1, 1, 1, 1 FROM class c WHERE c.id = ", s->a1.v },
        { "INSERT INTO carry_class SELECT c.school_id, c.id, '7A1', 1 FROM class c WHERE c.id = ", s->a1.v },
        { "INSERT INTO carry_line SELECT e.school_id, e.class_id, e.member_id, 'stays', 1 FROM enrolment e WHERE e.to_day IS NULL AND e.class_id = ", s->a1.v },
        { "INSERT INTO group_member SELECT m.school_id, m.id + 1, (SELECT max(g.id) FROM study_group g WHERE g.school_id = m.school_id), m.id, m.person_id, 'left', m.person_id, 1, NULL, 1, NULL, 1, b.id, b.id FROM member m JOIN batch b ON b.school_id = m.school_id AND b.id = (SELECT max(x.id) FROM batch x WHERE x.school_id = m.school_id) WHERE m.id = ", s->m_binh.v },
        { "INSERT INTO group_member SELECT m.school_id, m.id + 2, (SELECT max(g.id) FROM study_group g WHERE g.school_id = m.school_id), m.id, m.person_id, 'member', m.person_id, 1, NULL, 1, NULL, 1, b.id, b.id FROM member m JOIN batch b ON b.school_id = m.school_id AND b.id = (SELECT max(x.id) FROM batch x WHERE x.school_id = m.school_id) WHERE m.id = ", s->m_binh.v },
        { "INSERT INTO group_share (school_id, id, shared_id, host_id, group_id, state, name, asked_by, asked_at, from_day, rev) SELECT c.school_id, c.id, g.id, c.school_id, g.id, 'holds', 'x', g.made_by, 0, 1, 1 FROM class c JOIN study_group g ON g.school_id = c.school_id AND g.id = (SELECT max(x.id) FROM study_group x WHERE x.school_id = c.school_id) WHERE c.id = ", s->a1.v },
        { "INSERT INTO group_share (school_id, id, shared_id, host_id, state, name, asked_by, asked_at, rev) SELECT c.school_id, c.id, c.id, c.school_id, 'invited', 'x', g.made_by, 0, 1 FROM class c JOIN study_group g ON g.school_id = c.school_id AND g.id = (SELECT max(x.id) FROM study_group x WHERE x.school_id = c.school_id) WHERE c.id = ", s->a2.v },
        { "INSERT INTO group_share (school_id, id, shared_id, host_id, group_id, state, name, asked_by, asked_at, from_day, rev) SELECT m.school_id, m.id, m.id, (SELECT min(z.id) FROM school z WHERE z.id <> m.school_id), NULL, 'ended', 'x', m.person_id, 0, 1, 1 FROM member m WHERE m.id = ", s->m_an.v },
        { "INSERT INTO group_term (school_id, id, group_id, name, from_day, to_day, rev) SELECT c.school_id, c.id, (SELECT max(x.id) FROM study_group x WHERE x.school_id = c.school_id), 'x', 1, 2, 1 FROM class c WHERE c.id = ", s->a1.v },
        { "INSERT INTO odd_use SELECT m.school_id, m.id, m.person_id, 30, 0, 9000000000000 FROM member m WHERE m.id = ", s->m_hang.v },
        { "INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, rev) SELECT m.person_id, m.id, m.school_id, 1, m.person_id, 0, 'x', 1 FROM member m WHERE m.id = ", s->m_binh.v },
        { "INSERT INTO roster_class_source (school_id, source, class_id, at) SELECT c.school_id, 'nguon/1', c.id, 0 FROM class c WHERE c.id = ", s->a1.v },
        { "UPDATE leaving SET batch_id = (SELECT max(b.id) FROM batch b WHERE b.school_id = leaving.school_id) WHERE school_id = ", s->thcs.id.v },
        { "INSERT INTO announcement_reader SELECT m.school_id, (SELECT max(a.id) FROM announcement a WHERE a.school_id = m.school_id), m.person_id, m.person_id, 'pupil', (SELECT max(e.class_id) FROM enrolment e WHERE e.person_id = m.person_id), 0, 30000, 0, 0, NULL, NULL FROM member m WHERE m.id = ", s->m_binh.v },
        { "INSERT INTO announcement_reader SELECT m.school_id, (SELECT max(a.id) FROM announcement a WHERE a.school_id = m.school_id), m.person_id, m.person_id, 'staff', NULL, 0, 30000, 0, 0, NULL, NULL FROM member m WHERE m.id = ", s->m_hang.v },
        { "INSERT INTO announcement_reader SELECT m.school_id, (SELECT max(a.id) FROM announcement a WHERE a.school_id = m.school_id), g.guardian_id, g.child_id, 'family', (SELECT max(e.class_id) FROM enrolment e WHERE e.person_id = m.person_id), 0, 30000, 0, 1, 1, NULL FROM member m JOIN guardian_link g ON g.child_id = m.person_id WHERE m.id = ", s->m_an.v },
        { "INSERT INTO announcement_family SELECT m.school_id, (SELECT max(a.id) FROM announcement a WHERE a.school_id = m.school_id), m.person_id, (SELECT max(e.class_id) FROM enrolment e WHERE e.person_id = m.person_id), 1, 0, NULL, NULL, 0 FROM member m WHERE m.id = ", s->m_an.v },
        { "INSERT INTO roster_staff (school_id, import_id, number, at_row, source, name, role, own, phone, duties, gone, did, batch_id, person_id, member_id) SELECT m.school_id, (SELECT max(i.id) FROM roster_import i WHERE i.school_id = m.school_id), 1, 2, 'he/1', 'Lê Thị Mai', 'teacher', '', '', '', 0, 'added', (SELECT max(b.id) FROM batch b WHERE b.school_id = m.school_id), m.person_id, m.id FROM member m WHERE m.id = ", s->m_hang.v },
        { "UPDATE teaching SET batch_id = (SELECT max(b.id) FROM batch b WHERE b.school_id = teaching.school_id) WHERE member_id = ", s->m_hang.v },
        { "UPDATE notice SET about_id = (SELECT max(g.child_id) FROM guardian_link g WHERE g.guardian_id = notice.person_id) WHERE person_id = ", s->tuan.v },
        { "INSERT INTO announcement_reminder SELECT m.school_id, (SELECT max(a.id) FROM announcement a WHERE a.school_id = m.school_id), (SELECT max(a.id) FROM announcement a WHERE a.school_id = m.school_id), 1, m.person_id, 1 FROM member m WHERE m.id = ", s->m_hang.v },
        { "INSERT INTO calendar_event (school_id, id, audience, title, place, note, from_day, to_day, made_by, made_at, changed_at, rev, import_key, import_seq, import_print, import_rev, batch_id) SELECT m.school_id, (SELECT max(x.id) FROM batch x WHERE x.school_id = m.school_id), 'everybody', 'x', '', '', 20000, 20000, m.person_id, 0, 0, 1, 'c', 1, 1, 1, (SELECT max(x.id) FROM batch x WHERE x.school_id = m.school_id) FROM member m WHERE m.id = ", s->m_hang.v },
        { "INSERT INTO calendar_event_was (school_id, batch_id, event_id, title, place, note, audience, from_day, to_day, import_seq, import_print, rev) SELECT m.school_id, (SELECT max(x.id) FROM batch x WHERE x.school_id = m.school_id), (SELECT max(x.id) FROM batch x WHERE x.school_id = m.school_id), 'x', '', '', 'everybody', 20000, 20000, 1, 1, 1 FROM member m WHERE m.id = ", s->m_hang.v },
        /* under many of the ids that are tried: id and rev must fit */
        { "INSERT INTO calendar_own (person_id, id, title, place, from_day, to_day, changed_at, rev, import_key, import_seq, import_print, import_rev, import_id) SELECT m.person_id, p.id, 'x', '', 20000, 20000, 0, p.id % 2 + 1, 'k' || p.id, 1, 1, 1, p.id FROM member m JOIN person p ON p.id <> m.person_id WHERE m.id = ", s->m_an.v },
        { "INSERT INTO calendar_own_was (person_id, import_id, own_id, title, place, note, from_day, to_day, import_seq, import_print, rev) SELECT m.person_id, p.id, p.id, 'x', '', '', 20000, 20000, 1, 1, 1 FROM member m JOIN person p ON p.id <> m.person_id WHERE m.id = ", s->m_an.v },
        { "INSERT INTO calendar_import (person_id, id, audience, file_name, body, made_at, added, changed, called_off, rev) SELECT m.person_id, p.id, 'inside', 'x', x'01', 0, 0, 0, 0, p.id % 2 + 1 FROM member m JOIN person p ON p.id <> m.person_id WHERE m.id = ", s->m_an.v },
        { "INSERT INTO study_group (school_id, id, kind, name, sort_key, joining, from_day, made_by, rev) SELECT m.school_id, p.id, 'club', 'x' || p.id, x'01', 'asks', 1, m.person_id, p.id % 2 + 1 FROM member m JOIN (SELECT id FROM person UNION SELECT id FROM class UNION SELECT id FROM member UNION SELECT id FROM enrolment UNION SELECT id FROM teaching) p ON p.id <> m.person_id WHERE m.id = ", s->m_an.v },
        { "INSERT OR IGNORE INTO group_member (school_id, id, group_id, member_id, person_id, state, by_person, at, from_day, rev) SELECT m.school_id, p.id, p.id, m.id, m.person_id, 'member', m.person_id, 1, 1, p.id % 2 + 1 FROM member m JOIN (SELECT id FROM person UNION SELECT id FROM class UNION SELECT id FROM member UNION SELECT id FROM enrolment UNION SELECT id FROM teaching) p ON p.id <> m.person_id AND p.id % 2 = 0 WHERE m.id = ", s->m_an.v },
        { "INSERT INTO group_leader (school_id, id, group_id, person_id, member_id, from_day, rev) SELECT m.school_id, g.id, g.id, m.person_id, m.id, 1, g.rev FROM member m JOIN study_group g ON g.school_id = m.school_id AND g.name LIKE 'x%' WHERE m.id = ", s->m_hang.v },
        { "INSERT OR IGNORE INTO group_term (school_id, id, group_id, name, from_day, to_day, rev) SELECT m.school_id, g.id, g.id, 'x', 1, 2, g.rev FROM member m JOIN study_group g ON g.school_id = m.school_id AND g.name LIKE 'x%' WHERE m.id = ", s->m_hang.v },
        { "INSERT OR IGNORE INTO group_share (school_id, id, shared_id, host_id, state, name, asked_by, asked_at, rev) SELECT m.school_id, g.id, g.id, m.school_id, 'invited', 'x', m.person_id, 0, g.rev FROM member m JOIN study_group g ON g.school_id = m.school_id AND g.name LIKE 'x%' WHERE m.id = ", s->m_hang.v },
        { "INSERT INTO calendar_import (person_id, id, of_school, of_class, audience, file_name, made_at, taken_at, added, changed, called_off, rev) SELECT m.person_id, c.id, 1, 2, 'inside', 'x', 0, 1, 0, 0, 0, 1 FROM member m JOIN class c ON c.school_id = m.school_id WHERE m.id = ", s->m_an.v },
        { "INSERT INTO privacy_request (school_id, id, subject_id, by_person, kind, words, state, at, answer_due, done_due, rev) SELECT m.school_id, m.id, m.person_id, m.person_id, 'object', 'x', 'open', 0, 20000, 20000, 1 FROM member m WHERE m.id = ", s->m_an.v },
        { "INSERT INTO data_breach (school_id, id, found_at, words, what, made_by, rev) SELECT m.school_id, m.person_id, 1, 'x', 'x', m.person_id, 1 FROM member m WHERE m.id = ", s->m_an.v },
        { "INSERT INTO data_breach_step (school_id, breach_id, id, step, words, by_person, at) SELECT m.school_id, m.person_id, m.id, 'more', 'x', m.person_id, 0 FROM member m WHERE m.id = ", s->m_an.v },
        { "INSERT INTO privacy_erasure (school_id, id, request_id, subject_id, state, reason, proposed_by, proposed_at, rev) SELECT m.school_id, m.id, m.id, m.person_id, 'proposed', 'x', m.person_id, 0, 1 FROM member m WHERE m.id = ", s->m_an.v },
        { "INSERT INTO privacy_erasure (school_id, id, request_id, subject_id, state, reason, proposed_by, proposed_at, decided_at, carry_on, rev) SELECT m.school_id, m.id, r.id, m.person_id, 'waiting', 'x', m.person_id, 0, 1, 1, 1 FROM member m JOIN privacy_request r ON r.school_id = m.school_id AND r.kind = 'object' WHERE m.id = ", s->m_chi.v },
        { "INSERT INTO department_member (school_id, id, department_id, member_id, person_id, head, from_day, to_day, rev) SELECT m.school_id, m.id, (SELECT max(d.id) FROM department d WHERE d.school_id = m.school_id), m.id, m.person_id, 0, 1, 2, 1 FROM member m WHERE m.id = ", s->m_chi.v },
        { "INSERT INTO department_member (school_id, id, department_id, member_id, person_id, head, from_day, rev) SELECT m.school_id, m.id, (SELECT max(d.id) FROM department d WHERE d.school_id = m.school_id), m.id, m.person_id, 0, 1, 1 FROM member m WHERE m.id = ", s->m_an.v },
        { "INSERT INTO merger (school_id, id, batch_id, kept_id, folded_id, member_id, account_closed, by_person, at) SELECT m.school_id, m.id, m.person_id, m.person_id, m.person_id, m.id, 0, m.person_id, 0 FROM member m WHERE m.id = ", s->m_an.v },
        { "INSERT INTO merger_place (school_id, batch_id, member_id, made) SELECT m.school_id, m.person_id, m.id, 1 FROM member m WHERE m.id = ", s->m_an.v },
        { "UPDATE department_member SET ended_batch_id = (SELECT max(x.person_id) FROM member x WHERE x.school_id = department_member.school_id) WHERE member_id = ", s->m_chi.v },
        { "INSERT INTO outside_kept (school_id, key_id, n, files, bytes, documents, document_bytes) SELECT s.id, 77, 5, 1, 5, 1, 5 FROM school s WHERE s.id = ", s->thcs.id.v },
        { "INSERT INTO outside_full (school_id, key_id, activity, on_day) SELECT s.id, 77, 1, 20000 FROM school s WHERE s.id = ", s->thcs.id.v },
        { "INSERT INTO xapi_document (school_id, place, registration, name, type, body, etag, stored_at, key_id, named_id, rev) SELECT m.school_id, x'77', '', 'x', 'text/plain', x'01', x'01', 0, 1, m.person_id, 1 FROM member m WHERE m.id = ", s->m_an.v },
        { "INSERT INTO privacy_request (school_id, id, subject_id, by_person, kind, words, state, source, at, answer_due, done_due, rev) SELECT m.school_id, m.id, m.person_id, m.person_id, 'object', 'x', 'open', 'office', 0, 1, 1, 1 FROM member m WHERE m.id = ", s->m_hang.v },
        { "INSERT INTO roster_seat (school_id, batch_id, department_id, seat_id, did) SELECT d.school_id, (SELECT max(b.id) FROM batch b WHERE b.school_id = d.school_id), d.id, d.id, 'made' FROM department d WHERE d.school_id = ", s->thcs.id.v },
        { "INSERT OR IGNORE INTO announcement (school_id, id, state, group_id, to_families, to_pupils, to_staff, title, body, must_confirm, over_day, edition, written_by, written_at, sent_at, told_edition, rev) SELECT m.school_id, g.id, CASE WHEN g.rev = 1 THEN 'draft' ELSE 'sent' END, g.id, 1, 1, 0, 'x', 'x', 1, 30000, 1, m.person_id, 0, 0, 0, g.rev FROM member m JOIN study_group g ON g.school_id = m.school_id AND g.name LIKE 'x%' WHERE m.id = ", s->m_hang.v },
        { "INSERT INTO announcement (school_id, id, state, class_id, to_families, to_pupils, to_staff, title, body, must_confirm, over_day, edition, written_by, written_at, send_at, send_by, told_edition, rev) SELECT m.school_id, m.id + 4321, 'waiting', NULL, 1, 1, 0, 'y', 'y', 1, 30000, 0, m.person_id, 0, 1, m.person_id, 0, 1 FROM member m WHERE m.id = ", s->m_hang.v },
        { "INSERT OR IGNORE INTO announcement_reader SELECT m.school_id, a.id, m.person_id, m.person_id, 'staff', NULL, 0, 30000, 0, 0, NULL, NULL FROM member m JOIN announcement a ON a.school_id = m.school_id AND a.title = 'x' WHERE m.id = ", s->m_hang.v },
        { "INSERT OR IGNORE INTO announcement_reader SELECT m.school_id, a.id, m.person_id, m.person_id, 'pupil', NULL, 0, 30000, 0, 0, NULL, NULL FROM member m JOIN announcement a ON a.school_id = m.school_id AND a.title = 'x' WHERE m.id = ", s->m_an.v },
    };
    for (size_t i = 0; i < sizeof row / sizeof *row && !test_on_postgres(); i++)
        is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "%s%lld", row[i].text, (long long)row[i].id), NULL));
}

static struct pool *pool_of(struct test *t, struct city *s)
{
    static const char *const tables[] = { "enrolment", "teaching", "school_subject", "values_page", "batch", "roster_import", "news", "announcement", "job", "file", "statement", "slip_sheet", "audit", "leaving", "delegation", "partner", "outsider", "study_group", "group_member", "group_leader", "department", "goal", "evidence", "privacy_request", "outside_statement", "xapi_key", "xapi_view", "xapi_origin", "exchange_run", "exchange_target", "hook", "hook_said", "calendar_event" };
    struct pool *p = arena_take(t->arena, sizeof *p);
    const int64_t ids[] = { s->a1.v, s->a2.v, s->m_hang.v, s->m_an.v, s->m_chi.v, s->hang.v, s->an.v, s->tuan.v, s->clerk.v, s->principal.v, s->thcs.year.v, s->thcs.id.v, s->today.n, 1, 2, 1000 };
    list_taken(t, s);
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));      /* a look at An */
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, published, s, NULL));
    carried(t, s);
    city_plant(t, s);
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        know(p, ids[i]);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        know_one_of(t, s, p, tables[i], "school_id", s->thcs.id.v);
    know_one_of(t, s, p, "notice", "person_id", s->tuan.v);
    know_one_of(t, s, p, "calendar_own", "person_id", s->an.v);
    know_one_of(t, s, p, "person_file", "person_id", s->an.v);
    know(p, s->ask->now.ms + 1);
    know(p, INT64_MAX);                                                /* "before": after every id */
    return p;
}

/* ---- asking */

static unsigned next(unsigned *seed) { return *seed = *seed * 1664525u + 1013904223u, *seed >> 8; }

/* Which parameter is the scope's own: "school_id = ?3". -1 when the question has none, as an INSERT of values. */
static int school_param(const struct query *q)
{
    const char *at = strstr(q->sqlite, "school_id = ?");
    return at ? atoi(at + strlen("school_id = ?")) - 1 : -1;
}

static void fill(struct ask *a, struct stmt *s, const struct trial *in, unsigned *seed)
{
    const struct query *q = in->q;
    int school = school_param(q);
    for (int i = 0; i < q->params; i++) {
        unsigned pick = next(seed);
        switch ((enum param_kind)q->kinds[i]) {
        case PARAM_INT:   stmt_int(s, i, i == school && q->scope == SCOPE_SCHOOL ? a->scope.school.v : in->pool->id[pick % in->pool->n]); break;
        case PARAM_TEXT:  stmt_text(s, i, !q->writes && pick % 5 == 0 ? NULL : texts[pick % (sizeof texts / sizeof *texts)]); break;      /* NULL: whichever */
        case PARAM_BYTES: stmt_bytes(s, i, (struct bytes){ (const uint8_t *)"\x01\x02", pick & 1 ? 2 : 0 }); break;      /* as city_plant writes them */
        case PARAM_BOOL:  stmt_bool(s, i, pick & 1); break;
        case PARAM_REAL:  stmt_real(s, i, 0); break;
        case PARAM_INTS:  stmt_ints(s, i, (const int64_t *)a->scope.persons, a->scope.persons_n); break;
        }
    }
}

/* A sum over nothing is one row that says nothing; and whoever asks may read the own row. */
static bool says_nothing(struct ask *a, struct stmt *s)
{
    const char *first = col_text(s, 0);
    return !first || !*first || strcmp(first, "0") == 0 || (a->scope.persons_n == 1 && col_int(s, 0) == a->scope.persons->v);
}

static rc ask_once(struct ask *a, const struct trial *in, unsigned *seed, struct outcome *out)
{
    struct stmt *s;
    bool row;
    try(stmt_open(a, in->q, &s));
    fill(a, s, in, seed);
    rc done = stmt_step(s, &row);
    if (done == OK) out->tried++;
    if (done == OK && in->q->writes) out->rows += stmt_changes(s);
    if (done == OK && !in->q->writes && row && !says_nothing(a, s)) out->rows++;
    stmt_close(s);
    return done;
}

/* Nothing of it stays: the closure ends with a refusal. After an error PostgreSQL answers nothing more in this transaction. */
static rc write_all(struct tx *t, const struct trial *in, struct outcome *out)
{
    unsigned seed = in->seed;
    for (int i = 0; i < in->samples && !(in->until_seen && out->rows); i++)
        if (ask_once(t->ask, in, &seed, out) != OK && test_on_postgres()) break;
    return CONFLICT;
}
CLOSURE(write_all, struct trial, struct outcome)

static struct outcome outcome_of(struct ask *a, const struct trial *in)
{
    struct outcome out = { 0 };
    unsigned seed = in->seed;
    int closures = test_on_postgres() ? in->samples : 1;
    struct trial part = *in;
    part.samples = in->samples / closures;
    for (int k = 0; in->q->writes && k < closures && !(in->until_seen && out.rows); k++) {
        part.seed = in->seed + (unsigned)k * 977u;
        if (transact(a, NULL, write_all, &part, &out) == OK) out.rows++;        /* never: it refuses */
        *a->fault = (struct fault){ 0 };
    }
    for (int i = 0; !in->q->writes && i < in->samples && !(in->until_seen && out.rows); i++)
        if (ask_once(a, in, &seed, &out) != OK) {
            ask_done(a);
            *a->fault = (struct fault){ 0 };
        }
    ask_done(a);
    return out;
}

static bool is_tried(const struct query *q, enum query_scope scope)
{
    if (q->scope != scope) return false;
    return scope == SCOPE_PERSONS || school_param(q) >= 0;       /* an INSERT of the own school's row: tools/sql looks at it */
}

/* Tries all questions of a scope as somebody who belongs, until one shows something, and then as a stranger, ten times as often as
** that took (always as often as may be where nothing was shown); answers how many showed something to the former. */
static void try_all(struct test *t, struct city *s, enum query_scope scope, const struct scope *stranger, const struct scope *owner)
{
    enum { TIMES = 10, LEAST = 200 };
    struct trial in = { .pool = pool_of(t, s) };
    int asked = 0, seen = 0;
    for (int i = 0; i < query_count; i++) {
        in.q = all_queries[i];
        in.seed = 7u + (unsigned)i;
        in.samples = test_on_postgres() ? in.q->writes ? 12 : 100 : 9000;
        in.until_seen = true;
        if (!is_tried(in.q, scope)) continue;
        as_staff(s, (school_id){ 0 })->scope = *owner;
        struct outcome own = outcome_of(s->ask, &in);
        int64_t enough = own.tried * TIMES > LEAST ? own.tried * TIMES : LEAST;
        if (own.rows && enough < in.samples) in.samples = (int)enough;
        in.until_seen = false;
        as_staff(s, (school_id){ 0 })->scope = *stranger;
        struct outcome foreign = outcome_of(s->ask, &in);
        if (foreign.rows) fail(t, "%s: %lld rows of somebody else", in.q->name, (long long)foreign.rows);
        if (own.tried == 0 && foreign.tried == 0) fail(t, "%s could not be asked at all", in.q->name);
        if (strncmp(in.q->name, "lock_", 5) == 0) continue;          /* finds nothing on SQLite, by design */
        asked++;
        seen += own.rows > 0;
        if (!own.rows && getenv("FOREIGN_TRACE")) fprintf(stderr, "%s finds nothing\n", in.q->name);
    }
    is_true(t, asked > 0);
    if (!test_on_postgres() && seen * 4 < asked * 3) fail(t, "only %d of %d questions find anything in the right scope: the parameters are too poor", seen, asked);
}

static rc empty_school(struct tx *t, const int *in, school_id *out)
{
    (void)in;
    struct new_school one = { .code = "vang", .name = "Trường TH Vắng", .address = "Số 9", .area_code = "00008", .ownership = OWNERSHIP_PUBLIC };
    one.level[SCHOOL_LEVEL_PRIMARY] = true;
    t->bulk = true;                                                    /* its founding would be a row in its own journal */
    return school_add(t, &one, out);
}
CLOSURE(empty_school, int, school_id)

TEST(no_question_of_a_school_answers_another_school)
{
    struct city *s = world_open(t)->s;
    struct scope stranger = { 0 }, owner = { .school = s->thcs.id };
    int none = 0;
    is_rc(t, OK, transact(s->ask, NULL, empty_school, &none, &stranger.school));
    try_all(t, s, SCOPE_SCHOOL, &stranger, &owner);
    city_close(s);
}

TEST(no_question_of_a_family_answers_a_stranger)
{
    struct city *s = world_open(t)->s;
    const person_id family[] = { s->tuan, s->an, s->bong };
    struct scope stranger = { .persons = &s->admin, .persons_n = 1 }, owner = { .persons = family, .persons_n = 3 };
    try_all(t, s, SCOPE_PERSONS, &stranger, &owner);
    city_close(s);
}

TEST(without_a_scope_no_question_of_a_school_or_family_is_answered)
{
    struct city *s = city_open(t);
    struct stmt *st;
    s->ask->scope = (struct scope){ 0 };
    for (int i = 0; i < query_count; i++)
        if (all_queries[i]->scope == SCOPE_SCHOOL || all_queries[i]->scope == SCOPE_PERSONS)
            if (stmt_open(s->ask, all_queries[i], &st) != NOT_FOUND) fail(t, "%s opens without a scope", all_queries[i]->name);
    is_true(t, query_count > 0);
    city_close(s);
}
