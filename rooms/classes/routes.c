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
    /* families and pupils: no school in the path, no school's scope */
    { GET,  "/lop/:lop",                      MAY(CLASS_OF_FAMILY, ON("lop")),  NULL,           QUICK, family_class_page, N_("Lớp"), NULL },
    { GET,  "/ho-so/:em",                     MAY(PUPIL_OF_FAMILY, ON("em")),   NULL,           QUICK, family_pupil_page, N_("Hồ sơ"), NULL },
    { 0 }
};
