#include "access/permission.h"
#include "files/inside.h"
#include "files/photos.h"

const struct route files_routes[] = {
    /* anybody: pictures of public pages; every other file is decided by its use, in send.c */
    { GET,  "/t/:truong/tep/:tep",         MAY(ANYBODY),                      NULL,              SLOW,   school_file,             NULL, NULL },
    /* my own photo; a pupil sees it and takes it away here, and gives none */
    { GET,  "/tai-khoan/anh",              MAY(SIGNED_IN),                    NULL,              QUICK,  photo_mine_page,         N_("Ảnh đại diện"), NULL },
    { POST, "/tai-khoan/anh",              MAY(SIGNED_IN),                    &photo_form,       UPLOAD, photo_mine_action,       NULL, photo_mine_page },
    { POST, "/tai-khoan/anh/bo",           MAY(SIGNED_IN),                    &photo_drop_form,  WRITE,  photo_mine_drop_action,  NULL, photo_mine_page },
    { GET,  "/tai-khoan/anh/:anh",         MAY(SIGNED_IN),                    NULL,              SLOW,   photo_mine_file,         NULL, NULL },
    /* my child's: a guardian ticks, gives, takes away */
    { GET,  "/ho-so/:em/anh",              MAY(PHOTO_OF_CHILD, ON("em")),     NULL,              QUICK,  photo_child_page,        N_("Ảnh đại diện"), NULL },
    { POST, "/ho-so/:em/anh",              MAY(PHOTO_OF_CHILD, ON("em")),     &photo_child_form, UPLOAD, photo_child_action,      NULL, photo_child_page },
    { POST, "/ho-so/:em/anh/bo",           MAY(PHOTO_OF_CHILD, ON("em")),     &photo_drop_form,  WRITE,  photo_child_drop_action, NULL, photo_child_page },
    { POST, "/ho-so/:em/anh/thoi",         MAY(PHOTO_OF_CHILD, ON("em")),     &photo_stop_form,  WRITE,  photo_child_stop_action, NULL, photo_child_page },
    { GET,  "/ho-so/:em/anh/:anh",         MAY(PUPIL_OF_FAMILY, ON("em")),    NULL,              SLOW,   photo_child_file,        NULL, NULL },
    /* a pupil's, for the school */
    { GET,  "/t/:truong/em/:em/anh",       MAY(PHOTO_OF_PUPIL, ON("em")),     NULL,              QUICK,  photo_pupil_page,        N_("Ảnh đại diện"), NULL },
    { POST, "/t/:truong/em/:em/anh",       MAY(PHOTO_OF_PUPIL, ON("em")),     &photo_form,       UPLOAD, photo_pupil_action,      NULL, photo_pupil_page },
    { POST, "/t/:truong/em/:em/anh/bo",    MAY(PHOTO_OF_PUPIL, ON("em")),     &photo_drop_form,  WRITE,  photo_pupil_drop_action, NULL, photo_pupil_page },
    { GET,  "/t/:truong/em/:em/anh/:anh",  MAY(PUPIL_READ, ON("em")),         NULL,              SLOW,   photo_pupil_file,        NULL, NULL },
    { 0 }
};
