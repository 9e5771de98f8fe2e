/* Rows about An in every table that names a person and that the small city leaves empty. */
#include "test/harness/plant.h"
#include <string.h>

/* One row of each table that the small city does not fill. {a}: whom it is about, {e}: An, for a class; {h}: Hằng; {s}: the school; {x}: a picture of bytes; {u}: the name of a statement. */
static const char *const planted[] = {
    "INSERT INTO contact (id, person_id, kind, value, from_day) VALUES (901, {a}, 'phone', '+84900000901', 20000)",
    "INSERT INTO guardian_link (id, child_id, guardian_id, kind, from_day) VALUES (902, {c}, {a}, 'guardian', 20000)",
    "INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, ended_at, rev) VALUES ({a}, 926, {s}, 1, {h}, 0, 'dau-restriction', 1, 1)",
    "INSERT INTO outsider (school_id, id, person_id, kind, words, from_day, rev) VALUES ({s}, 903, {a}, 'alumnus', 'dau-outsider', 20000, 1)",
    "INSERT INTO officer (id, organisation_id, person_id, role, title, from_day, rev) VALUES (904, (SELECT organisation_id FROM school WHERE id = {s}), {a}, 'officer', 'dau-officer', 20000, 1)",
    "INSERT INTO teaching (school_id, id, class_id, member_id, person_id, duty, subject, from_day, rev) SELECT school_id, 905, class_id, member_id, {a}, 'subject', 'dau-teaching', 20000, 1 FROM enrolment WHERE school_id = {s} AND person_id = {e}",
    "INSERT INTO department (school_id, id, name, sort_key, from_day, rev) VALUES ({s}, 928, 'T', {x}, 20000, 1)",
    "INSERT INTO department_member (school_id, id, department_id, member_id, person_id, head, from_day, rev) SELECT school_id, 929, 928, id, {a}, 0, 20000, 1 FROM member WHERE school_id = {s} AND person_id = {a}",
    "INSERT INTO study_group (school_id, id, kind, name, sort_key, joining, from_day, made_by, rev) VALUES ({s}, 930, 'club', 'dau-nhom', {x}, 'asks', 20000, {h}, 1)",
    "INSERT INTO group_leader (school_id, id, group_id, person_id, member_id, from_day, rev) SELECT school_id, 931, 930, {a}, id, 20000, 1 FROM member WHERE school_id = {s} AND person_id = {a}",
    "INSERT INTO group_member (school_id, id, group_id, member_id, person_id, state, by_person, at, from_day, rev) SELECT school_id, 932, 930, id, {a}, 'member', {h}, 0, 20000, 1 FROM member WHERE school_id = {s} AND person_id = {a}",
    "INSERT INTO group_share (school_id, id, shared_id, host_id, group_id, state, name, asked_by, asked_at, from_day, rev) VALUES ({s}, 935, 930, {s}, 930, 'holds', 'nhom chung', {h}, 0, 20000, 1)",
    "INSERT INTO group_share (school_id, id, shared_id, host_id, state, name, asked_by, asked_at, rev) VALUES ({s}, 936, 937, {s}, 'invited', 'nhom chung', {h}, 0, 1)",
    "INSERT INTO group_term (school_id, id, group_id, name, from_day, to_day, rev) VALUES ({s}, 938, 930, 'T', 20000, 20001, 1)",
    "INSERT INTO leaving (school_id, id, member_id, person_id, class_name, why, to_day, note, by_person, at, rev) SELECT school_id, 906, id, {a}, 'dau-leaving', 'dropped', 20000, 'kin-cua-van-phong', {h}, 0, 1 FROM member WHERE school_id = {s} AND person_id = {a}",
    "INSERT INTO transfer (id, person_id, from_school, class_name, to_day, to_name, code_hash, by_person, at, until, rev) VALUES (907, {a}, {s}, '6A1', 20000, 'dau-transfer', {x}, {h}, 0, 0, 1)",
    "INSERT INTO file (school_id, id, use, about, child_id, type, name, alt, size, by_person, at, rev) VALUES ({s}, 908, 'x.y', 0, {a}, 'text/plain', 'dau-file', '', 1, 0, 0, 1)",
    "INSERT INTO person_file (id, person_id, use, type, name, size, by_person, at, ended_at, rev) VALUES (909, {a}, 'person.photo', 'image/jpeg', '', 1, {h}, 0, 1, 1)",
    "INSERT INTO photo_tick (id, child_id, guardian_id, words, at, ended_at) VALUES (910, {a}, {g}, 'dau-tick', 0, 1)",
    "INSERT INTO statement (school_id, id, uuid, actor_id, actor_as, verb, object_kind, object_id, object_name, component, touches, at, room) VALUES ({s}, 911, {u}, {a}, 'pupil', 'read', 'news', 1, 'dau-deed', 'people', 2, 0, 'news')",
    "INSERT INTO statement_with (school_id, statement_id, person_id, part, at) VALUES ({s}, 911, {a}, 'about', 0)",
    "INSERT INTO outside_statement (school_id, id, uuid, key_id, at, timed, voids, terms, document, counted, verb_term, thing_term, component, class_ref) VALUES ({s}, 933, {x}, 934, 691200000, 0, 0, {x}, '{\"id\":\"dau-outside\"}', 1, {x}, {x}, 'knowledge', 1)",
    "INSERT INTO outside_person (school_id, statement_id, person_id, at, key_id, component, thing, said) VALUES ({s}, 933, {a}, 0, 934, 'knowledge', 'told_thing', 'v=dau-said')",
    "INSERT INTO outside_teller (school_id, person_id, key_id, name) VALUES ({s}, {a}, 934, 'dau-teller')",
    "INSERT INTO outside_term (school_id, term, statement_id, source_id) VALUES ({s}, {x}, 933, 933)",
    "INSERT INTO outside_target (school_id, target, statement_id) VALUES ({s}, {x}, 933)",
    "INSERT INTO outside_file (school_id, hash, body) VALUES ({s}, {x}, {x})",
    "INSERT INTO outside_attached (school_id, statement_id, hash, type) VALUES ({s}, 933, {x}, 'text/plain')",
    "INSERT INTO outside_counted (school_id, term, activity, iri, name) VALUES ({s}, {x}, 1, 'dau-iri', 'dau-counted')",
    "INSERT INTO outside_daily (school_id, on_day, key_id, component, verb, thing, n) VALUES ({s}, 8, 934, 'knowledge', {x}, {x}, 1)",
    "INSERT INTO outside_stored (school_id, on_day, n, bytes) VALUES ({s}, 18262, 1, 1)",
    "INSERT INTO outside_kept (school_id, key_id, n, files, bytes, documents, document_bytes) VALUES ({s}, 934, 1, 1, 22, 0, 0)",
    "INSERT INTO outside_kept (school_id, key_id, n, files, bytes, documents, document_bytes) VALUES ({s}, 1, 0, 0, 0, 2, 4)",
    "INSERT INTO outside_erasing (school_id, person_id, nobody) VALUES ({s}, {h}, 935)",
    "INSERT INTO outside_known (school_id, id, term, agent, person_id, reason, made_by, made_at, rev) VALUES ({s}, 936, {x}, 'mbox\nmailto:dau-known@x.vn', {a}, 'dau-known', {h}, 0, 1)",
    "INSERT INTO outside_leftover (school_id, source_id, term) VALUES ({s}, 934, {x})",
    "INSERT INTO outside_looked (school_id, member_id) VALUES ({s}, 1)",
    "INSERT INTO outside_weekly_class (school_id, monday, class_ref, key_id, verb, n) VALUES ({s}, 4, 1, 934, {x}, 1)",
    "INSERT INTO outside_activity (school_id, hash, definition) VALUES ({s}, {x}, '{}')",
    "INSERT INTO statement_key (school_id, uuid, statement_id) VALUES ({s}, {x}, 933)",
    "INSERT INTO xapi_key (school_id, id, name, scopes, secret_hash, unlimited, made_at, rev) VALUES ({s}, 934, 'khoa', 1, {x}, 0, 0, 1)",
    "INSERT INTO xapi_use (school_id, key_id, hour, given, taken, refused) VALUES ({s}, 934, 1, 1, 1, 1)",
    "INSERT INTO xapi_refusal (school_id, key_id, slot, at, status, number, resource, place) VALUES ({s}, 934, 0, 0, 400, 1, 'GET', '')",
    "INSERT INTO xapi_origin (school_id, id, origin, made_at) VALUES ({s}, 935, 'https://dau.vn', 0)",
    "INSERT INTO xapi_view (school_id, id, name, asked, made_at, rev) VALUES ({s}, 936, 'dau', '', 0, 1)",
    "INSERT INTO xapi_document (school_id, place, registration, name, type, body, etag, stored_at, key_id, person_id, named_id, rev) VALUES ({s}, {x}, '', 'dau-document', 'text/plain', {x}, {x}, 0, 1, {a}, {a}, 1)",
    "INSERT INTO xapi_document (school_id, place, registration, name, type, body, etag, stored_at, key_id, named_id, rev) VALUES ({s}, {x}, '', 'read', 'text/plain', {x}, {x}, 0, 1, {h}, 1)",
    "INSERT INTO exchange_run (school_id, id, kind, state, trial, name, reason, version, place, at_byte, line, fresh, known, refused, parts, job_id, made_at, rev) VALUES ({s}, 935, 'file', 'looked', 1, 'a', 'b', 2, '', 0, 0, 0, 0, 0, 0, 0, 0, 1)",
    "INSERT INTO exchange_refused (school_id, run_id, line, number, name, path, words) VALUES ({s}, 935, 1, 5620, '', '$', 'c')",
    "INSERT INTO exchange_target (school_id, id, kind, state, name, reason, address, account, sealed, version, what, actor, sent, attempt, next_at, last_status, last_words, again, made_by, made_at, rev) VALUES ({s}, 936, 'ids', 'paused', 'a', 'b', 'https://x.vn', '', {x}, 1, 'deeds', 'pupil', 0, 0, 0, 0, '', 1, {h}, 0, 1)",
    "INSERT INTO hook (school_id, id, name, address, sealed, made_by, made_at, rev) VALUES ({s}, 961, 'a', 'https://x.vn', {x}, {h}, 0, 1)",
    "INSERT INTO hook_said (school_id, id, event, title, path, at) VALUES ({s}, 962, 'news', 'a', '/', 0)",
    "INSERT INTO hook_send (school_id, hook_id, said_id, state, status, why, at) VALUES ({s}, 961, 962, 'waiting', 0, '', 0)",
    "INSERT INTO exchange_missed (school_id, target_id, statement_id, status, at) VALUES ({s}, 936, 911, 400, 0)",
    "INSERT INTO exchange_owed (school_id, target_id, person_id, after_id, upto_id) VALUES ({s}, 936, {h}, 0, 911)",
    "INSERT INTO look (subject_id, slot, viewer_id, kind, school_id, viewer_as, at) VALUES ({a}, 1, {h}, 'contact', {s}, 'homeroom', 0)",
    "INSERT INTO consent (id, subject_id, purpose, by_person, voice, given, words, at) VALUES (912, {a}, 'photo.page', {a}, 'self', 1, 'dau-consent', 0)",
    "INSERT INTO consent_paper (id, subject_id, school_id, signed_on, entered_by, at) VALUES (933, {a}, {s}, 20000, {h}, 0)",
    "INSERT INTO privacy_request (school_id, id, subject_id, by_person, kind, words, state, at, answer_due, done_due, rev) VALUES ({s}, 913, {a}, {a}, 'see', 'dau-request', 'open', 0, 20000, 20000, 1)",
    "INSERT INTO privacy_request (school_id, id, subject_id, by_person, kind, words, state, at, answer_due, done_due, rev) VALUES ({s}, 914, {a}, {g}, 'see', 'loi-cua-bo', 'open', 0, 20000, 20000, 1)",
    "INSERT INTO privacy_erasure (school_id, id, request_id, subject_id, state, reason, proposed_by, proposed_at, decided_at, rev) VALUES ({s}, 927, 913, {a}, 'dropped', 'dau-erasure', {h}, 0, 1, 1)",
    "INSERT INTO audit (school_id, id, at, by_person, act, kind, object, name, about, fields) VALUES ({s}, 915, 0, {h}, 'people.person', 'person', {a}, 'An', {a}, '')",
    "INSERT INTO audit (school_id, id, at, by_person, act, kind, object, name, about, fields) VALUES ({s}, 916, 0, {h}, 'people.order_on', 'person', {a}, 'An', {a}, 'dieu-ve-lenh')",
    "INSERT INTO news (school_id, id, state, audience, title, body, written_by, written_at, told, rev) VALUES ({s}, 917, 'published', 'everybody', 'dau-news', '', {h}, 0, 0, 1)",
    "INSERT INTO news_read (school_id, news_id, person_id, read_at) VALUES ({s}, 917, {a}, 0)",
    "INSERT INTO announcement (school_id, id, state, class_id, to_families, to_pupils, to_staff, title, body, must_confirm, over_day, edition, written_by, written_at, sent_by, sent_at, told_edition, rev) SELECT {s}, 935, 'sent', class_id, 1, 1, 1, 'dau-announcement', 'x', 1, 30000, 2, {h}, 0, {h}, 0, 1, 1 FROM enrolment WHERE school_id = {s} AND person_id = {e}",
    "INSERT INTO announcement_reader (school_id, announcement_id, person_id, about_id, side, class_id, sent_at, over_day, told_edition, read_edition, read_at) SELECT {s}, 935, {a}, {a}, 'pupil', class_id, 0, 30000, 1, 1, 0 FROM enrolment WHERE school_id = {s} AND person_id = {e}",
    "INSERT INTO announcement_family (school_id, announcement_id, child_id, class_id, told, done_edition, done_at, done_by, paper) SELECT {s}, 935, {a}, class_id, 0, 1, 0, {h}, 1 FROM enrolment WHERE school_id = {s} AND person_id = {e}",
    "INSERT INTO announcement_reminder (school_id, announcement_id, place, on_day, by_person, at) VALUES ({s}, 935, 935, 20000, {h}, 0)",
    "INSERT INTO notice (person_id, id, kind, words, parts, path, at) VALUES ({a}, 918, 'work', 'dau-notice', '', '/', 0)",
    "INSERT INTO notice_choice (person_id, kind, by_mail, lang, rev) VALUES ({a}, 'work', 1, 0, 1)",
    "INSERT INTO notice_send (person_id, notice_id, channel, state, daily, due_at, attempt, why, of_school, made_at, over_at) VALUES ({a}, 918, 'push', 'sent', 0, 0, 1, 'none', {s}, 0, 1)",
    "INSERT INTO notice_hours (person_id, quiet_from, quiet_to, digest_at, rev) VALUES ({a}, 1260, 360, 1080, 1)",
    "INSERT INTO push_subscription (person_id, id, endpoint, p256dh, auth, device, lang, made_at) VALUES ({a}, 938, 'https://push.example/dau-push', {x}, {x}, 'dau-may', 0, 0)",
    "INSERT INTO notice_phone (person_id, phone, tries, codes_day, codes, confirmed_at, rev) VALUES ({a}, '+84900000938', 0, 20000, 1, 0, 1)",
    "INSERT INTO sign_in (person_id, id, at, how, ok, known, device, address) VALUES ({a}, 919, 0, 'password', 1, 1, 'dau-sign-in', 0)",
    "INSERT INTO known_browser (person_id, browser_hash, first_at, seen_at) VALUES ({a}, {x}, 0, 0)",
    "INSERT INTO passkey (id, person_id, credential, alg, spki, counter, name, made_at, rev) VALUES (920, {a}, {x}, -7, {x}, 0, 'dau-passkey', 0, 1)",
    "INSERT INTO one_time_code (code_hash, person_id, made_at, made_by, until) VALUES ({x}, {a}, 0, {h}, 1)",
    "INSERT INTO mail_link (id, person_id, kind, address, made_at, made_by, until) VALUES (921, {a}, 'confirm', 'dau-link', 0, 0, 1)",
    "INSERT INTO sign_in_card (id, person_id, code_hash, pictures_hash, made_by, made_at, until, failures, void_at, rev) VALUES (922, {a}, {x}, {x}, {h}, 0, 1, 0, 1, 1)",
    "INSERT INTO delegation (school_id, id, what, from_member, to_member, from_person, to_person, from_day, to_day, made_at, rev) SELECT school_id, 923, 'news', id, id, {h}, {a}, 20000, 20001, 0, 1 FROM member WHERE school_id = {s} AND person_id = {a}",
    "INSERT INTO batch (school_id, id, kind, by_person, at) VALUES ({s}, 924, 'roster', {h}, 0)",
    "INSERT INTO roster_import (school_id, id, year_id, file_name, file_size, file_hash, encoding, converted, composed, state, by_person, at, until_day, answers, ready, waiting, skipped, taken, rev) VALUES ({s}, 925, {y}, 'x', 1, {x}, 'UTF-8', 0, 0, 'done', {h}, 0, 20000, '', 0, 0, 0, 0, 1)",
    "INSERT INTO roster_intake (school_id, batch_id, import_id, by_person, at, lines, pupils, updated, guardians, classes) VALUES ({s}, 924, 925, {h}, 0, 1, 1, 0, 0, 0)",
    "INSERT INTO calendar_event (school_id, id, audience, title, place, note, from_day, to_day, made_by, made_at, changed_at, rev, import_key, import_seq, import_print, import_rev, batch_id) VALUES ({s}, 937, 'everybody', 'Hoi cho', '', '', 20000, 20000, {h}, 0, 0, 1, 'b', 1, 1, 1, 924)",
    "INSERT INTO calendar_event_was (school_id, batch_id, event_id, title, place, note, audience, from_day, to_day, import_seq, import_print, rev) VALUES ({s}, 924, 937, 'Hoi cho', '', '', 'everybody', 20000, 20000, 1, 1, 1)",
    "INSERT INTO calendar_own (person_id, id, title, place, from_day, to_day, changed_at, rev, import_key, import_seq, import_print, import_rev, import_id) VALUES ({a}, 934, 'dau-lich', '', 20000, 20000, 0, 1, 'b', 1, 1, 1, 938)",
    "INSERT INTO calendar_feed (person_id, secret_hash, made_at, rev) VALUES ({a}, {x}, 0, 1)",
    "INSERT INTO calendar_import (person_id, id, audience, file_name, body, made_at, added, changed, called_off, rev) VALUES ({a}, 938, 'inside', 'dau-tep-lich', {x}, 0, 0, 0, 0, 1)",
    "INSERT INTO calendar_own_was (person_id, import_id, own_id, title, place, note, from_day, to_day, import_seq, import_print, rev) VALUES ({a}, 938, 934, 'x', '', '', 20000, 20000, 0, 0, 2)",
    "INSERT INTO roster_person_source (school_id, source, person_id, at) VALUES ({s}, 'dau-nguon/1', {a}, 0)",
    "INSERT INTO roster_staff (school_id, import_id, number, at_row, source, name, role, own, phone, duties, gone, did, batch_id, person_id) VALUES ({s}, 925, 1, 2, '', 'dau-nguoi', 'teacher', '', '', '', 0, 'added', 924, {a})",
    "INSERT INTO roster_seat (school_id, batch_id, department_id, seat_id, did) SELECT d.school_id, 924, d.id, d.id, 'made' FROM department d WHERE d.school_id = {s} ORDER BY d.id LIMIT 1",
    "INSERT INTO roster_kept (school_id, import_id, number, sheet, at_row, person_id, batch_id, kept) VALUES ({s}, 925, 1, 0, 1, {a}, 924, 'birth_place\tdau-kept\naddress\tnha-cua-me\nnote\tghi-chu-kin\n')",
};

static const char *filled(struct test *t, struct city *s, person_id whom, const char *sql)
{
    const struct { const char *name; const char *value; } part[] = {
        { "{e}", arena_print(t->arena, "%lld", (long long)s->an.v) }, { "{a}", arena_print(t->arena, "%lld", (long long)whom.v) }, { "{c}", arena_print(t->arena, "%lld", (long long)s->chi.v) },
        { "{g}", arena_print(t->arena, "%lld", (long long)s->tuan.v) }, { "{h}", arena_print(t->arena, "%lld", (long long)s->hang.v) },
        { "{s}", arena_print(t->arena, "%lld", (long long)s->thcs.id.v) }, { "{y}", arena_print(t->arena, "%lld", (long long)s->thcs.year.v) },
        { "{x}", test_bytes(t, "0102") },
        { "{u}", test_bytes(t, "01020304050670078009000102030405") } };
    for (size_t i = 0; i < sizeof part / sizeof *part; i++)
        for (const char *at; (at = strstr(sql, part[i].name));)
            sql = arena_print(t->arena, "%.*s%s%s", (int)(at - sql), sql, part[i].value, at + strlen(part[i].name));
    return sql;
}

void city_plant_of(struct test *t, struct city *s, person_id whom)
{
    const char *none;
    for (size_t i = 0; i < sizeof planted / sizeof *planted; i++)
        if (db_plain(s->app.db, t->arena, filled(t, s, whom, planted[i]), &none) != OK) fail(t, "not planted: %s", planted[i]);
}

void city_plant(struct test *t, struct city *s) { city_plant_of(t, s, s->an); }
