/* Staging, correcting, taking in and undoing, on the class lists of test/rosters. */
#include "people/people.h"
#include "access/access.h"
#include "roster/test/house.h"
#include <string.h>

#define PUPILS_NOW "SELECT count(*) FROM member WHERE role = 'pupil' AND to_day IS NULL"
#define LINKS_NOW "SELECT count(*) FROM guardian_link WHERE to_day IS NULL"
#define ACCOUNTS_NOW "SELECT count(*) FROM account WHERE closed_at IS NULL"
#define CLASSES_NOW "SELECT count(*) FROM class WHERE closed_day IS NULL"

TEST(a_clean_list_is_staged_and_nothing_is_in_the_school_before_it_is_taken_in)
{
    struct house h;
    struct opened o;
    if (!house_open(t, &h, SCHOOL_LEVEL_PRIMARY)) return;
    if (house_stage(&h, "02_xuat_kieu_vnedu.xlsx", &o)) {
        is_int(t, 30, (int64_t)o.roster.good);
        is_int(t, 0, (int64_t)o.roster.waiting);
        is_int(t, 30, house_count(&h, "SELECT count(*) FROM roster_line"));
        is_int(t, 0, house_count(&h, PUPILS_NOW));
    }
    house_close(&h);
}

TEST(what_is_read_back_from_the_tables_is_what_the_file_said)
{
    static const char *const files[] = { "03_xuat_kieu_smas.xlsx", "04_ca_truong_mot_trang.xlsx", "06_tcvn3_abc_tab.csv", "09_nhieu_loi.xlsx" };
    struct house h;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        struct opened fresh, read;
        if (!house_stage(&h, files[i], &fresh)) continue;
        is_rc(t, OK, opened_read(house_ask(&h), fresh.face.id, &read));
        is_int(t, (int64_t)fresh.roster.rows, (int64_t)read.roster.rows);
        is_int(t, (int64_t)fresh.roster.good, (int64_t)read.roster.good);
        is_int(t, (int64_t)fresh.roster.waiting, (int64_t)read.roster.waiting);
        is_int(t, (int64_t)fresh.roster.problems, (int64_t)read.roster.problems);
        for (size_t k = 0; k < read.roster.problems && k < fresh.roster.problems; k++) {
            is_text(t, fresh.roster.problem[k].code, read.roster.problem[k].code);
            is_int(t, fresh.roster.problem[k].row, read.roster.problem[k].row);
        }
    }
    house_close(&h);
}

TEST(ready_rows_become_pupils_classes_guardians_and_accounts)
{
    struct house h;
    struct opened o;
    struct intake_done done;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    int64_t before = house_count(&h, ACCOUNTS_NOW);
    if (house_stage(&h, "09_nhieu_loi.xlsx", &o)) {
        is_int(t, 13, (int64_t)o.roster.good);
        is_rc(t, OK, house_intake(&h, o.face.id, &done));
        is_int(t, 13, done.pupils);
        is_int(t, 13, house_count(&h, PUPILS_NOW));
        is_int(t, 13, house_count(&h, "SELECT count(*) FROM enrolment WHERE to_day IS NULL"));
        is_int(t, done.classes, house_count(&h, CLASSES_NOW));
        is_true(t, done.guardians > 0);
        is_int(t, before + 13 + done.guardians, house_count(&h, ACCOUNTS_NOW));
        is_int(t, 13, house_count(&h, "SELECT taken FROM roster_import"));
        is_int(t, 19, house_count(&h, "SELECT waiting FROM roster_import"));
    }
    house_close(&h);
}

TEST(the_same_rows_go_in_only_once)
{
    struct house h;
    struct opened o;
    struct plan plan;
    struct intake_done done;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    if (house_stage(&h, "01_sach_mot_cot_ho_ten.xlsx", &o)) {
        struct ask *a = house_ask(&h);
        is_rc(t, OK, opened_read(a, o.face.id, &o));
        is_rc(t, OK, plan_make(a, &o, &plan));
        struct intake in = { .plan = &plan, .by = h.clerk };
        is_rc(t, OK, intake_run(a, NULL, &in, &done));
        is_rc(t, CONFLICT, intake_run(a, NULL, &in, &done));          /* the second press, by somebody else */
        is_int(t, 4630, a->fault->number);
        is_int(t, 24, house_count(&h, PUPILS_NOW));
    }
    house_close(&h);
}

TEST(undoing_leaves_nothing_and_the_list_waits_again)
{
    struct house h;
    struct opened o;
    struct intake_done done;
    if (!house_open(t, &h, SCHOOL_LEVEL_PRIMARY)) return;
    int64_t accounts = house_count(&h, ACCOUNTS_NOW);
    if (house_stage(&h, "02_xuat_kieu_vnedu.xlsx", &o)) {
        is_rc(t, OK, house_intake(&h, o.face.id, &done));
        is_rc(t, OK, house_undo(house_ask(&h), o.face.id, h.clerk));
        is_int(t, 0, house_count(&h, PUPILS_NOW));
        is_int(t, 0, house_count(&h, LINKS_NOW));
        is_int(t, 0, house_count(&h, CLASSES_NOW));
        is_int(t, accounts, house_count(&h, ACCOUNTS_NOW));
        is_int(t, 0, house_count(&h, "SELECT count(*) FROM contact WHERE to_day IS NULL"));
        is_rc(t, CONFLICT, house_undo(house_ask(&h), o.face.id, h.clerk));
        is_rc(t, OK, house_intake(&h, o.face.id, &done));             /* and in again */
        is_int(t, 30, house_count(&h, PUPILS_NOW));
        is_int(t, 1, done.classes);
    }
    house_close(&h);
}

TEST(undoing_is_refused_after_a_day_and_after_a_newer_import)
{
    struct house h;
    struct opened first, second;
    struct intake_done done;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    if (house_stage(&h, "01_sach_mot_cot_ho_ten.xlsx", &first) && house_stage(&h, "05_utf8_bom_cham_phay.csv", &second)) {
        is_rc(t, OK, house_intake(&h, first.face.id, &done));
        is_rc(t, OK, house_intake(&h, second.face.id, &done));
        is_rc(t, CONFLICT, house_undo(house_ask(&h), first.face.id, h.clerk));
        is_int(t, 4632, h.a->fault->number);
        db_set_clock(h.db, (opt_instant){ true, { HOUSE_NOW.ms + 24 * 3600000LL + 1 } });
        is_rc(t, CONFLICT, house_undo(house_ask(&h), second.face.id, h.clerk));
        is_int(t, 2312, h.a->fault->number);
    }
    house_close(&h);
}

#define HEAD "STT;Họ và tên;Ngày sinh;Giới tính;Lớp;Họ tên mẹ;SĐT mẹ\n"

static rc answer_all(struct house *h, roster_import_id id, const char *code, const char *option)
{
    struct opened o;
    size_t changed;
    struct ask *a = house_ask(h);
    try(opened_read(a, id, &o));
    struct fix fix = { field_of_answer(a->arena, 0, code), option };
    try(fixes_apply(a->arena, &o, &fix, 1, &changed));
    return fixes_store(a, NULL, &o, NULL);
}

TEST(a_second_list_moves_pupils_to_their_new_class_and_undo_moves_them_back)
{
    struct house h;
    struct opened one, two;
    struct intake_done done;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    bool staged = house_stage_text(&h, HEAD "1;Nghiêm Bảo An;14/03/2015;Nam;6A1;Nghiêm Thị Hoa;0900417001\n2;Khuất Diệu Linh;28/02/2015;Nữ;6A1;Khuất Thị Lan;0900417002\n", &one)
        && is_rc(t, OK, house_intake(&h, one.face.id, &done))
        && house_stage_text(&h, HEAD "1;Nghiêm Bảo An;14/03/2015;Nam;6A2;Nghiêm Thị Hoa;0900417001\n2;Khuất Diệu Linh;28/02/2015;Nữ;6A1;Khuất Thị Lan;0900417002\n", &two);
    if (staged) {
        is_int(t, 2, (int64_t)two.roster.waiting);                    /* update, skip or another child: asked once */
        is_rc(t, OK, answer_all(&h, two.face.id, "already_in_school", "update"));
        is_rc(t, OK, house_intake(&h, two.face.id, &done));
        is_int(t, 0, done.pupils);
        is_int(t, 2, done.updated);
        is_int(t, 0, done.guardians);
        is_int(t, 2, house_count(&h, PUPILS_NOW));
        is_int(t, 2, house_count(&h, LINKS_NOW));
        is_int(t, 1, house_count(&h, "SELECT count(*) FROM enrolment e JOIN class c ON c.id = e.class_id WHERE e.to_day IS NULL AND c.name = '6A2'"));
        is_int(t, 1, house_count(&h, "SELECT count(*) FROM enrolment e JOIN class c ON c.id = e.class_id WHERE e.to_day IS NULL AND c.name = '6A1'"));
        is_rc(t, OK, house_undo(house_ask(&h), two.face.id, h.clerk));
        is_int(t, 2, house_count(&h, "SELECT count(*) FROM enrolment e JOIN class c ON c.id = e.class_id WHERE e.to_day IS NULL AND c.name = '6A1'"));
        is_int(t, 2, house_count(&h, LINKS_NOW));
        is_int(t, 1, house_count(&h, CLASSES_NOW));
    }
    house_close(&h);
}

TEST(siblings_share_one_guardian_and_so_do_schools)
{
    struct house h;
    struct opened o;
    struct intake_done done;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    if (house_stage_text(&h, HEAD "1;Nghiêm Bảo An;14/03/2015;Nam;6A1;Nghiêm Thị Hoa;0900417001\n2;Nghiêm Bảo Bình;02/05/2013;Nam;8A1;NGHIÊM THỊ HOA;0900 417 001\n", &o)) {
        is_rc(t, OK, house_intake(&h, o.face.id, &done));
        is_int(t, 2, done.pupils);
        is_int(t, 1, done.guardians);
        is_int(t, 2, house_count(&h, LINKS_NOW));
    }
    if (house_stage_text(&h, HEAD "1;Nghiêm Bảo Chi;14/03/2014;Nữ;7A1;Nghiêm Thị Hoa;0900417001\n", &o)) {
        is_rc(t, OK, house_intake(&h, o.face.id, &done));
        is_int(t, 0, done.guardians);
        is_int(t, 3, house_count(&h, LINKS_NOW));
        is_rc(t, OK, house_undo(house_ask(&h), o.face.id, h.clerk));
        is_int(t, 1, house_count(&h, "SELECT count(*) FROM contact WHERE to_day IS NULL"));       /* the siblings' mother keeps hers */
    }
    house_close(&h);
}

TEST(little_ones_get_no_account_of_their_own)
{
    struct house h;
    struct opened o;
    struct intake_done done;
    if (!house_open(t, &h, SCHOOL_LEVEL_PRIMARY)) return;
    int64_t before = house_count(&h, ACCOUNTS_NOW);
    if (house_stage_text(&h, HEAD "1;Nghiêm Bảo An;14/03/2020;Nam;1A1;Nghiêm Thị Hoa;0900417001\n2;Khuất Diệu Linh;28/02/2018;Nữ;3A1;Khuất Thị Lan;0900417002\n", &o)) {
        is_rc(t, OK, house_intake(&h, o.face.id, &done));
        is_int(t, before + 3, house_count(&h, ACCOUNTS_NOW));         /* two mothers and the pupil of grade 3 */
    }
    house_close(&h);
}

TEST(a_preschool_group_with_a_free_name_is_asked_for_its_age)
{
    struct house h;
    struct opened o;
    struct intake_done done;
    if (!house_open(t, &h, SCHOOL_LEVEL_PRESCHOOL)) return;
    if (house_stage_text(&h, HEAD "1;Nghiêm Bảo An;14/03/2022;Nam;Hoa Mai;Nghiêm Thị Hoa;0900417001\n", &o)) {
        is_int(t, 1, (int64_t)o.roster.waiting);
        is_rc(t, OK, answer_all(&h, o.face.id, ANSWER_CLASS_GROUP "Hoa Mai", "nho"));
        is_rc(t, OK, house_intake(&h, o.face.id, &done));
        is_int(t, 1, done.pupils);
        is_int(t, -2, house_count(&h, "SELECT grade FROM class WHERE name = 'Hoa Mai'"));
    }
    house_close(&h);
}

TEST(corrections_are_kept_and_let_a_row_go_in)
{
    struct house h;
    struct opened o;
    struct intake_done done;
    size_t changed;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    if (house_stage_text(&h, HEAD "1;Nghiêm Bảo An;29/02/2015;Nam;6A1;Nghiêm Thị Hoa;0900417001\n", &o)) {
        struct ask *a = house_ask(&h);
        is_rc(t, OK, opened_read(a, o.face.id, &o));
        is_int(t, 1, (int64_t)o.roster.waiting);
        struct fix same = { field_of_cell(t->arena, 1, MEANS_BIRTH_DATE), "29/02/2015" }, fix = { same.name, "28/02/2015" };
        is_rc(t, OK, fixes_apply(a->arena, &o, &same, 1, &changed));
        is_int(t, 0, (int64_t)changed);
        is_rc(t, OK, fixes_apply(a->arena, &o, &fix, 1, &changed));
        is_int(t, 1, (int64_t)changed);
        is_int(t, 1, (int64_t)o.roster.good);
        is_rc(t, OK, fixes_store(a, NULL, &o, NULL));
        is_rc(t, CONFLICT, fixes_store(a, NULL, &o, NULL));           /* with the rev of before */
        is_rc(t, OK, house_intake(&h, o.face.id, &done));
        is_int(t, 1, house_count(&h, "SELECT count(*) FROM person WHERE born IS NOT NULL"));
    }
    house_close(&h);
}

TEST(another_school_knows_nothing_of_an_import)
{
    struct house h;
    struct opened o, seen;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    if (house_stage(&h, "01_sach_mot_cot_ho_ten.xlsx", &o)) {
        struct ask *a = house_ask(&h);
        a->scope.school = h.other;
        is_rc(t, NOT_FOUND, opened_read(a, o.face.id, &seen));
    }
    house_close(&h);
}


TEST(a_command_imports_a_whole_file_and_makes_the_year_it_needs)
{
    struct house h;
    struct roster_outcome out;
    size_t n;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    const void *p = house_file(t, "09_nhieu_loi.xlsx", &n);
    is_rc(t, OK, roster_import_file(NULL, house_ask(&h), (person_id){ 0 }, "09.xlsx", p, n, true, NULL, &out));
    is_int(t, 13, out.good);
    is_int(t, 19, out.waiting);
    is_int(t, 13, out.pupils);
    is_rc(t, INVALID, roster_import_file(NULL, house_ask(&h), (person_id){ 0 }, "x.xlsx", "không phải bảng", 18, true, NULL, &out));
    is_true(t, out.message != NULL);
    house_close(&h);
}

TEST(a_class_of_a_level_that_the_school_does_not_teach_is_asked_about)
{
    struct house h;
    struct opened o;
    struct intake_done done;
    if (!house_open(t, &h, SCHOOL_LEVEL_PRIMARY)) return;
    if (house_stage_text(&h, HEAD "1;Nghiêm Bảo An;14/03/2015;Nam;6A1;;\n2;Khuất Diệu Linh;28/02/2018;Nữ;3A1;;\n", &o)) {
        is_int(t, 1, (int64_t)o.roster.good);
        is_int(t, 1, (int64_t)o.roster.waiting);
        is_rc(t, OK, answer_all(&h, o.face.id, ANSWER_CLASS_LEVEL "6A1", "skip"));
        is_rc(t, OK, house_intake(&h, o.face.id, &done));
        is_int(t, 1, done.pupils);
        is_int(t, 1, house_count(&h, CLASSES_NOW));
    }
    house_close(&h);
}

#define WITH_CODE "STT;Họ và tên;Ngày sinh;Giới tính;Lớp;Mã định danh học sinh;Họ tên mẹ;SĐT mẹ\n"

TEST(a_pupil_and_a_guardian_known_to_another_school_are_the_same_persons)
{
    static const char list[] = WITH_CODE "1;Nghiêm Bảo An;14/03/2015;Nam;6A1;0100000001;Nghiêm Thị Hoa;0900417001\n";
    struct house h;
    struct opened o;
    struct intake_done done;
    struct roster_outcome out;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    int64_t persons = house_count(&h, "SELECT count(*) FROM person"), accounts = house_count(&h, ACCOUNTS_NOW);
    struct ask *a = house_ask(&h);
    a->scope.school = h.other;
    is_rc(t, OK, roster_import_file(NULL, a, (person_id){ 0 }, "x.csv", list, sizeof list - 1, true, NULL, &out));
    is_int(t, 1, out.pupils);
    if (house_stage_text(&h, list, &o)) {
        is_rc(t, OK, house_intake(&h, o.face.id, &done));
        is_int(t, 1, done.pupils);                                    /* new in this school */
        is_int(t, 0, done.guardians);
        is_int(t, persons + 2, house_count(&h, "SELECT count(*) FROM person"));
        is_int(t, accounts + 2, house_count(&h, ACCOUNTS_NOW));
        is_int(t, 2, house_count(&h, PUPILS_NOW));
        a = house_ask(&h);
        a->scope.school = h.other;
        roster_import_id theirs = { house_count(&h, "SELECT min(id) FROM roster_import") };
        is_rc(t, OK, house_undo(a, theirs, h.stranger));    /* their undo leaves us what we have */
        is_int(t, 1, house_count(&h, PUPILS_NOW));
        is_int(t, accounts + 2, house_count(&h, ACCOUNTS_NOW));
        is_int(t, 1, house_count(&h, LINKS_NOW));
        is_rc(t, OK, house_undo(house_ask(&h), o.face.id, h.clerk));
        is_int(t, 0, house_count(&h, LINKS_NOW));
    }
    house_close(&h);
}

TEST(a_list_puts_no_stranger_beside_a_pupil_of_another_school)
{
    static const char theirs[] = WITH_CODE "1;Nghiêm Bảo An;14/03/2015;Nam;6A1;0100000001;Nghiêm Thị Hoa;0900417001\n2;Khuất Diệu Linh;28/02/2015;Nữ;6A1;0100000002;;\n";
    static const char ours[] = WITH_CODE "1;Nghiêm Bảo An;14/03/2015;Nam;6A1;0100000001;Người Lạ;0900417666\n2;Khuất Diệu Linh;28/02/2015;Nữ;6A1;0100000002;Khuất Thị Lan;0900417002\n";
    struct house h;
    struct opened o;
    struct intake_done done;
    struct roster_outcome out;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    struct ask *a = house_ask(&h);
    a->scope.school = h.other;
    is_rc(t, OK, roster_import_file(NULL, a, (person_id){ 0 }, "x.csv", theirs, sizeof theirs - 1, true, NULL, &out));
    is_int(t, 2, out.pupils);
    if (house_stage_text(&h, ours, &o)) {
        is_rc(t, OK, house_intake(&h, o.face.id, &done));
        is_int(t, 2, done.pupils);
        is_int(t, 1, done.withheld);                                  /* An has a mother there; Linh had nobody */
        is_int(t, 1, done.guardians);
        is_int(t, 2, house_count(&h, LINKS_NOW));
    }
    if (house_stage_text(&h, ours, &o)) {                             /* nor when the pupil is in this school by now */
        is_rc(t, OK, answer_all(&h, o.face.id, "already_in_school", "update"));
        is_rc(t, OK, house_intake(&h, o.face.id, &done));
        is_int(t, 2, done.updated);
        is_int(t, 1, done.withheld);
        is_int(t, 2, house_count(&h, LINKS_NOW));
        is_int(t, 0, house_count(&h, "SELECT count(*) FROM contact WHERE value = '+84900417666'"));
    }
    house_close(&h);
}

static rc kept_away(struct tx *t, const struct new_order *in, void *out) { (void)out; return order_put(t, in); }
CLOSURE(kept_away, struct new_order, void)

TEST(a_list_brings_nobody_beside_a_child_about_whom_an_order_stands)
{
    static const char first[] = WITH_CODE "1;Nghiêm Bảo An;14/03/2015;Nam;6A1;0100000001;Nghiêm Văn Cha;0900417001\n";
    static const char again[] = WITH_CODE "1;Nghiêm Bảo An;14/03/2015;Nam;6A1;0100000001;Nghiêm V. Cha;0900417001\n";
    struct house h;
    struct opened o;
    struct intake_done done;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    if (house_stage_text(&h, first, &o)) is_rc(t, OK, house_intake(&h, o.face.id, &done));
    struct ask *a = house_ask(&h);
    struct new_order order = { .child = { house_count(&h, "SELECT child_id FROM guardian_link") }, .guardian = { house_count(&h, "SELECT guardian_id FROM guardian_link") },
                               .issuer = "T", .issued = day_of(a->now) };
    is_rc(t, OK, transact(a, NULL, kept_away, &order, NULL));
    if (house_stage_text(&h, again, &o)) {
        is_rc(t, OK, answer_all(&h, o.face.id, "already_in_school", "update"));
        is_rc(t, OK, house_intake(&h, o.face.id, &done));
        is_int(t, 1, done.withheld);
        is_int(t, 0, done.guardians);
        is_int(t, 1, house_count(&h, "SELECT count(*) FROM guardian_link"));
        is_int(t, 0, house_count(&h, "SELECT count(*) FROM guardian_link WHERE limited IS NULL"));
    }
    house_close(&h);
}

TEST(who_stands_for_a_known_pupil_hears_of_who_comes_by_a_list_and_nobody_brings_themselves)
{
    static const char first[] = WITH_CODE "1;Nghiêm Bảo An;14/03/2015;Nam;6A1;0100000001;Nghiêm Văn Cha;0900417001\n";
    static const char again[] = WITH_CODE "1;Nghiêm Bảo An;14/03/2015;Nam;6A1;0100000001;Lê Thị Mẹ;0900417002\n";
    struct house h;
    struct opened o;
    struct intake_done done;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    if (house_stage_text(&h, first, &o)) is_rc(t, OK, house_intake(&h, o.face.id, &done));
    is_int(t, 0, house_count(&h, "SELECT count(*) FROM notice WHERE words LIKE '%thêm một phụ huynh%'"));
    if (house_stage_text(&h, again, &o)) {
        is_rc(t, OK, answer_all(&h, o.face.id, "already_in_school", "update"));
        is_rc(t, OK, house_intake(&h, o.face.id, &done));
        is_int(t, 1, done.guardians);
        is_int(t, 1, house_count(&h, "SELECT count(*) FROM notice WHERE words LIKE '%thêm một phụ huynh%'"));
    }
    house_close(&h);
}
