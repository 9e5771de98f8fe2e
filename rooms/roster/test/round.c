/* A list that came in goes out in its layout, and comes in again the same: all ten of test/rosters. */
#include "base/viet.h"
#include "roster/test/house.h"
#include "test/harness/city.h"
#include <string.h>

static const struct roster_row *row_like(const struct roster *r, const struct roster_row *x)
{
    for (size_t i = 0; i < r->rows; i++)
        if (str_is(r->row[i].name_key, x->name_key) && r->row[i].birth_date.v.n == x->birth_date.v.n && str_is(r->row[i].class_name, x->class_name)) return &r->row[i];
    return NULL;
}

static void same_row(struct test *t, const char *file, const struct roster_row *was, const struct roster_row *is)
{
    static const enum meaning kept[] = { MEANS_PUPIL_CODE, MEANS_STATUS, MEANS_BIRTH_PLACE, MEANS_ADDRESS, MEANS_NOTE };
    if (!is) { fail(t, "%s row %u: %s is not in what went out", file, was->row, was->full_name); return; }
    is_text(t, was->full_name, is->full_name);
    is_int(t, was->sex, is->sex);
    is_text(t, was->national_id, is->national_id);
    is_text(t, was->moet_id, is->moet_id);
    is_text(t, was->ethnicity, is->ethnicity);
    if (!is_int(t, (int64_t)was->guardians, (int64_t)is->guardians)) fail(t, "%s row %u", file, was->row);
    for (size_t i = 0; i < was->guardians && i < is->guardians; i++) {
        is_text(t, was->guardian[i].phone, is->guardian[i].phone);
        is_int(t, was->guardian[i].relation, is->guardian[i].relation);
        if (*was->guardian[i].name) is_text(t, search_key(t->arena, was->guardian[i].name), search_key(t->arena, is->guardian[i].name));
    }
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++) is_text(t, was->cell[kept[i]] ? was->cell[kept[i]] : "", is->cell[kept[i]] ? is->cell[kept[i]] : "");
}

static void round_trip_in(struct test *t, const char *file, enum school_level level)
{
    struct house h;
    struct opened o, again = { 0 };
    struct intake_done done;
    struct layout_out out;
    struct workbook book;
    struct read_fault why;
    if (!house_open(t, &h, level)) return;
    if (house_stage(&h, file, &o) && is_rc(t, OK, house_intake(&h, o.face.id, &done))) {
        struct ask *a = house_ask(&h);
        is_rc(t, OK, layout_write(a, o.face.id, true, &out));
        is_int(t, done.pupils, (int64_t)out.pupils);
        again.roster = (struct roster){ 0 };
        is_rc(t, OK, sheets_read(t->arena, out.book.p, out.book.n, &book, &why));
        if (is_rc(t, OK, roster_find(t->arena, &book, &again.roster, &why))) {
            struct roster_context ctx = o.ctx;
            ctx.existing_n = 0;
            is_rc(t, OK, roster_check(t->arena, &again.roster, &ctx));
            is_int(t, (int64_t)o.roster.good, (int64_t)again.roster.rows);
            if ((int64_t)o.roster.good != (int64_t)again.roster.good) fail(t, "%s: %zu of %zu good", file, again.roster.good, o.roster.good);
            for (size_t i = 0; i < o.roster.rows; i++)
                if (o.roster.row[i].state == ROW_GOOD) same_row(t, file, &o.roster.row[i], row_like(&again.roster, &o.roster.row[i]));
            for (size_t i = 0; i < o.roster.sheets && i < again.roster.sheets && o.roster.sheets == again.roster.sheets; i++)
                for (size_t k = 0; k < o.roster.sheet[i].columns && k < again.roster.sheet[i].columns; k++) {
                    is_text(t, o.roster.sheet[i].column[k].header, again.roster.sheet[i].column[k].header);
                    is_int(t, o.roster.sheet[i].column[k].means, again.roster.sheet[i].column[k].means);
                }
        }
    }
    house_close(&h);
}

static void round_trip(struct test *t, const char *file) { round_trip_in(t, file, SCHOOL_LEVEL_LOWER_SECONDARY); }

TEST(a_list_in_one_column_for_names_goes_round) { round_trip(t, "01_sach_mot_cot_ho_ten.xlsx"); }
TEST(a_list_of_vnedu_goes_round) { round_trip_in(t, "02_xuat_kieu_vnedu.xlsx", SCHOOL_LEVEL_PRIMARY); }
TEST(a_list_of_smas_with_three_sheets_goes_round) { round_trip(t, "03_xuat_kieu_smas.xlsx"); }
TEST(a_whole_school_on_one_sheet_goes_round) { round_trip(t, "04_ca_truong_mot_trang.xlsx"); }
TEST(a_csv_with_semicolons_goes_round) { round_trip(t, "05_utf8_bom_cham_phay.csv"); }
TEST(a_csv_in_tcvn3_goes_round) { round_trip(t, "06_tcvn3_abc_tab.csv"); }
TEST(a_csv_in_vni_goes_round) { round_trip_in(t, "07_vni_phay.csv", SCHOOL_LEVEL_PRIMARY); }
TEST(a_csv_of_windows_goes_round) { round_trip(t, "08a_windows1258_cham_phay.csv"); }
TEST(a_csv_with_marks_apart_goes_round) { round_trip(t, "08b_utf8_nfd_phay.csv"); }
/* Every class on its own sheet, those that did not come with the list too; the number for life only when asked for. */
TEST(pupils_who_did_not_come_with_the_list_stand_on_a_sheet_of_their_class)
{
    struct house h;
    struct opened o, other, again = { 0 };
    struct intake_done done;
    struct layout_out out;
    struct workbook book;
    struct read_fault why;
    if (!house_open(t, &h, SCHOOL_LEVEL_LOWER_SECONDARY)) return;
    bool in = house_stage(&h, "03_xuat_kieu_smas.xlsx", &o) && is_rc(t, OK, house_intake(&h, o.face.id, &done))
        && house_stage_text(&h, "STT;Họ và tên;Ngày sinh;Giới tính;Lớp;Số định danh cá nhân\n1;Nghiêm Bảo An;14/03/2015;Nam;6A9;001215009876\n2;Nghiêm Bảo Yên;15/03/2014;Nữ;7A;\n", &other)
        && is_rc(t, OK, house_intake(&h, other.face.id, &done));
    if (in) {
        is_rc(t, OK, layout_write(house_ask(&h), o.face.id, false, &out));
        is_rc(t, OK, sheets_read(t->arena, out.book.p, out.book.n, &book, &why));
        is_rc(t, OK, roster_find(t->arena, &book, &again.roster, &why));
        struct roster_context ctx = o.ctx;
        ctx.existing_n = 0;
        is_rc(t, OK, roster_check(t->arena, &again.roster, &ctx));
        is_int(t, (int64_t)out.pupils, (int64_t)again.roster.rows);
        size_t found = 0, tables = 0;
        for (size_t i = 0; i < o.roster.sheets; i++) tables += o.roster.sheet[i].header_row > 0;
        is_int(t, (int64_t)tables + 1, (int64_t)again.roster.sheets);
        for (size_t i = 0; i < again.roster.rows; i++) {
            const struct roster_row *row = &again.roster.row[i];
            is_text(t, "", row->national_id);
            found += str_is(row->full_name, "Nghiêm Bảo An") && str_is(row->class_name, "6A9") && row->sheet == tables;
            found += str_is(row->full_name, "Nghiêm Bảo Yên") && str_is(row->class_name, "7A") && row->sheet == 0;
        }
        is_int(t, 2, (int64_t)found);
    }
    house_close(&h);
}

TEST(a_list_full_of_mistakes_goes_round_in_its_good_rows) { round_trip(t, "09_nhieu_loi.xlsx"); }
