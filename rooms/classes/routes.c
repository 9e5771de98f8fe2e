#include "access/permission.h"
#include "classes/classes.h"
#include "classes/pages.h"

const struct route classes_routes[] = {
    { GET,  "/lop-hoc",                       MAY(SIGNED_IN),                   NULL,           QUICK, my_classes_page,   N_("Lớp học"), NULL },
    /* staff */
    { GET,  "/t/:truong/lop",                 MAY(SCHOOL_INSIDE),               NULL,           QUICK, classes_page,      N_("Các lớp"), NULL },
    { GET,  "/t/:truong/lop/:lop",            MAY(CLASS_READ, ON("lop")),       NULL,           QUICK, class_page,        N_("Lớp"), NULL },
    { POST, "/t/:truong/lop/:lop/chu-nhiem",  MAY(CLASS_CHANGE, ON("lop")),     &homeroom_form, WRITE, homeroom_action,   NULL, class_page },
    { GET,  "/t/:truong/em/:em",              MAY(PUPIL_READ, ON("em")),        NULL,           SLOW,  pupil_page,        N_("Học sinh"), NULL },
    /* a pupil leaves: the office. No ON("em"): the same press twice must find its first answer, when the pupil is none here any more */
    { GET,  "/t/:truong/em/:em/roi-truong",   MAY(PUPIL_MOVE),                  NULL,           QUICK, leave_page,        N_("Rời trường"), NULL },
    { POST, "/t/:truong/em/:em/roi-truong",   MAY(PUPIL_MOVE),                  &leave_form,    WRITE, leave_action,      NULL, leave_page },
    { GET,  "/t/:truong/da-roi",              MAY(PUPIL_MOVE),                  NULL,           QUICK, left_page,         N_("Đã rời trường"), NULL },
    { POST, "/t/:truong/da-roi/nhan-lai",     MAY(PUPIL_MOVE),                  &back_form,     WRITE, back_action,       NULL, left_page },
    /* the change of year: the office writes, the heads press */
    { GET,  "/t/:truong/nam-hoc/chuyen-nam",      MAY(CARRY_OVER),            NULL,           SLOW,  carry_page,        N_("Chuyển năm học"), NULL },
    { POST, "/t/:truong/nam-hoc/chuyen-nam",      MAY(CARRY_COMMIT),          &carry_form,    WRITE, carry_action,      NULL, carry_page },
    { GET,  "/t/:truong/nam-hoc/chuyen-nam/:lop", MAY(CARRY_OVER, ON("lop")), NULL,           QUICK, carry_class_page,  N_("Chuyển năm học"), NULL },
    { POST, "/t/:truong/nam-hoc/chuyen-nam/:lop", MAY(CARRY_OVER, ON("lop")), &carry_class_form, WRITE, carry_class_action, NULL, carry_class_page },
    /* families and pupils: no school in the path, no school's scope */
    { GET,  "/lop/:lop",                      MAY(CLASS_OF_FAMILY, ON("lop")),  NULL,           QUICK, family_class_page, N_("Lớp"), NULL },
    { GET,  "/ho-so/:em",                     MAY(PUPIL_OF_FAMILY, ON("em")),   NULL,           QUICK, family_pupil_page, N_("Hồ sơ"), NULL },
    { 0 }
};
