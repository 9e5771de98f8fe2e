#include "access/permission.h"
#include "classes/classes.h"
#include "classes/pages.h"

const struct route classes_routes[] = {
    { GET,  "/lop-hoc",                       MAY(SIGNED_IN),                   NULL,           QUICK, my_classes_page,   N_("Lớp học"), NULL, .keep_offline = true },
    /* staff */
    { GET,  "/t/:truong/lop",                 MAY(SCHOOL_INSIDE),               NULL,           QUICK, classes_page,      N_("Các lớp"), NULL },
    { GET,  "/t/:truong/lop/:lop",            MAY(CLASS_READ, ON("lop")),       NULL,           QUICK, class_page,        N_("Lớp"), NULL, .keep_offline = true },
    { POST, "/t/:truong/lop/:lop/chu-nhiem",  MAY(CLASS_CHANGE, ON("lop")),     &homeroom_form, WRITE, homeroom_action,   NULL, class_page },
    { GET,  "/t/:truong/em/:em",              MAY(PUPIL_READ, ON("em")),        NULL,           SLOW,  pupil_page,        N_("Học sinh"), NULL },
    /* a pupil goes to another class: the office */
    { GET,  "/t/:truong/em/:em/doi-lop",      MAY(PUPIL_MOVE, ON("em")),        NULL,           QUICK, move_page,         N_("Đổi lớp"), NULL },
    { POST, "/t/:truong/em/:em/doi-lop",      MAY(PUPIL_MOVE, ON("em")),        &move_form,     WRITE, move_action,       NULL, move_page },
    { GET,  "/t/:truong/lop/:lop/doi-lop",    MAY(PUPIL_MOVE, ON("lop")),       NULL,           QUICK, move_pick_page,    N_("Đổi lớp"), NULL },
    /* a pupil leaves: the office. No ON("em"): the same press twice must find its first answer, when the pupil is none here any more */
    { GET,  "/t/:truong/em/:em/roi-truong",   MAY(PUPIL_MOVE),                  NULL,           QUICK, leave_page,        N_("Rời trường"), NULL },
    { POST, "/t/:truong/em/:em/roi-truong",   MAY(PUPIL_MOVE),                  &leave_form,    WRITE, leave_action,      NULL, leave_page },
    { GET,  "/t/:truong/da-roi",              MAY(PUPIL_MOVE),                  NULL,           QUICK, left_page,         N_("Đã rời trường"), NULL },
    { POST, "/t/:truong/da-roi/nhan-lai",     MAY(PUPIL_MOVE),                  &back_form,     WRITE, back_action,       NULL, left_page },
    /* with a paper to another school, and with one from there */
    { GET,  "/t/:truong/em/:em/giay-chuyen",  MAY(PUPIL_MOVE),                  NULL,           QUICK, transfer_page,     N_("Giấy chuyển trường"), NULL },
    { POST, "/t/:truong/em/:em/giay-chuyen",  MAY(PUPIL_MOVE),                  &paper_form,    WRITE, transfer_action,   NULL, transfer_page },
    { GET,  "/t/:truong/chuyen-den",          MAY(PUPIL_MOVE),                  NULL,           QUICK, taking_page,       N_("Nhận học sinh chuyển đến"), NULL },
    { POST, "/t/:truong/chuyen-den",          MAY(PUPIL_MOVE),                  &code_form,     WRITE, taking_action,     NULL, taking_page },
    { POST, "/t/:truong/chuyen-den/nhan",     MAY(PUPIL_MOVE),                  &take_form,     WRITE, take_action,       NULL, taking_page },
    /* what is taught, and who teaches it where: the office */
    { GET,  "/t/:truong/mon-hoc",                 MAY(SUBJECT_CHANGE),        NULL,           QUICK, subjects_page,     N_("Môn học"), NULL },
    { POST, "/t/:truong/mon-hoc",                 MAY(SUBJECT_CHANGE),        &subjects_form, WRITE, subjects_action,   NULL, subjects_page },
    { POST, "/t/:truong/mon-hoc/sua",             MAY(SUBJECT_CHANGE),        &subject_form,  WRITE, subject_action,    NULL, subjects_page },
    { POST, "/t/:truong/mon-hoc/thoi",            MAY(SUBJECT_CHANGE),        &subject_end_form, WRITE, subject_end_action, NULL, subjects_page },
    { GET,  "/t/:truong/lop/:lop/phan-cong",      MAY(TEACHING_CHANGE, ON("lop")), NULL,      QUICK, duties_page,       N_("Phân công"), NULL },
    { POST, "/t/:truong/lop/:lop/phan-cong",      MAY(TEACHING_CHANGE, ON("lop")), &duty_form, WRITE, duty_action,      NULL, duties_page },
    { POST, "/t/:truong/lop/:lop/phan-cong/thoi", MAY(TEACHING_CHANGE, ON("lop")), &duty_end_form, WRITE, duty_end_action, NULL, duties_page },
    /* departments of teachers: all staff read, the office writes */
    { GET,  "/t/:truong/to-chuyen-mon",           MAY(SCHOOL_INSIDE),         NULL,           QUICK, departments_page,  N_("Tổ chuyên môn"), NULL },
    { POST, "/t/:truong/to-chuyen-mon",           MAY(DEPARTMENT_CHANGE),     &department_form, WRITE, department_action, NULL, departments_page },
    { GET,  "/t/:truong/to-chuyen-mon/:to",       MAY(SCHOOL_INSIDE),         NULL,           QUICK, department_page,   N_("Tổ chuyên môn"), NULL },
    /* the change of year: the office writes, the heads press */
    { GET,  "/t/:truong/nam-hoc/chuyen-nam",      MAY(CARRY_OVER),            NULL,           SLOW,  carry_page,        N_("Chuyển năm học"), NULL },
    { POST, "/t/:truong/nam-hoc/chuyen-nam",      MAY(CARRY_COMMIT),          &carry_form,    WRITE, carry_action,      NULL, carry_page },
    { GET,  "/t/:truong/nam-hoc/chuyen-nam/:lop", MAY(CARRY_OVER, ON("lop")), NULL,           QUICK, carry_class_page,  N_("Chuyển năm học"), NULL },
    { POST, "/t/:truong/nam-hoc/chuyen-nam/:lop", MAY(CARRY_OVER, ON("lop")), &carry_class_form, WRITE, carry_class_action, NULL, carry_class_page },
    /* families and pupils: no school in the path, no school's scope */
    { GET,  "/lop/:lop",                      MAY(CLASS_OF_FAMILY, ON("lop")),  NULL,           QUICK, family_class_page, N_("Lớp"), NULL, .keep_offline = true },
    { GET,  "/ho-so/:em",                     MAY(PUPIL_OF_FAMILY, ON("em")),   NULL,           QUICK, family_pupil_page, N_("Hồ sơ"), NULL },
    { 0 }
};
