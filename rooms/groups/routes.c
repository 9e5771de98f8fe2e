#include "access/permission.h"
#include "groups/groups.h"
#include "groups/pages.h"

const struct route groups_routes[] = {
    { GET,  "/t/:truong/nhom",                      MAY(SCHOOL_INSIDE),              NULL,               QUICK, groups_page,         N_("Nhóm"), NULL },
    { POST, "/t/:truong/nhom",                      MAY(GROUP_CHANGE),               &group_form,        WRITE, group_action,        NULL, groups_page },
    /* leaders and the office */
    { GET,  "/t/:truong/nhom/:nhom",                MAY(GROUP_LEAD, ON("nhom")),     NULL,               QUICK, group_page,          N_("Nhóm"), NULL },
    { POST, "/t/:truong/nhom/:nhom/them",           MAY(GROUP_LEAD, ON("nhom")),     &take_pupils_form,  WRITE, take_pupils_action,  NULL, group_page },
    { POST, "/t/:truong/nhom/:nhom/tra-loi",        MAY(GROUP_LEAD, ON("nhom")),     &member_answer_form,       WRITE, member_answer_action,       NULL, group_page },
    /* the office */
    { POST, "/t/:truong/nhom/:nhom/sua",            MAY(GROUP_CHANGE, ON("nhom")),   &group_change_form, WRITE, group_change_action, NULL, group_page },
    { POST, "/t/:truong/nhom/:nhom/phu-trach",      MAY(GROUP_CHANGE, ON("nhom")),   &leader_form,       WRITE, leader_action,       NULL, group_page },
    { POST, "/t/:truong/nhom/:nhom/phu-trach/thoi", MAY(GROUP_CHANGE, ON("nhom")),   &leader_end_form,   WRITE, leader_end_action,   NULL, group_page },
    { POST, "/t/:truong/nhom/:nhom/thoi",           MAY(GROUP_CHANGE, ON("nhom")),   &group_end_form,    WRITE, group_end_action,    NULL, group_page },
    { POST, "/t/:truong/nhom/:nhom/dot",            MAY(GROUP_CHANGE, ON("nhom")),   &group_term_form,         WRITE, group_term_action,         NULL, group_page },
    { POST, "/t/:truong/nhom/:nhom/dot/bo",         MAY(GROUP_CHANGE, ON("nhom")),   &group_term_end_form,     WRITE, group_term_end_action,     NULL, group_page },
    /* of several schools: the leaders see its schools, the heads invite and answer */
    { GET,  "/t/:truong/nhom/:nhom/lien-truong",    MAY(GROUP_LEAD, ON("nhom")),     NULL,               QUICK, shared_page,         N_("Các trường cùng nhóm"), NULL },
    { POST, "/t/:truong/nhom/:nhom/lien-truong",    MAY(GROUP_SHARE, ON("nhom")),    &share_invite_form,       WRITE, share_invite_action,       NULL, shared_page },
    { POST, "/t/:truong/nhom/:nhom/lien-truong/thoi", MAY(GROUP_SHARE, ON("nhom")),  &share_end_form,    WRITE, share_end_action,    NULL, shared_page },
    { POST, "/t/:truong/nhom/:nhom/lien-truong/lien-he", MAY(GROUP_CHANGE, ON("nhom")), &share_reach_form,     WRITE, share_reach_action,        NULL, shared_page },
    { GET,  "/t/:truong/loi-moi-nhom",              MAY(GROUP_SHARE),                NULL,               QUICK, share_asked_page,          N_("Lời mời cùng nhóm"), NULL },
    { POST, "/t/:truong/loi-moi-nhom",              MAY(GROUP_SHARE),                &share_answer_form, WRITE, share_asked_action,        NULL, share_asked_page },
    /* families, and a mentor */
    { GET,  "/ho-so/:em/nhom",                      MAY(PUPIL_OF_FAMILY, ON("em")),  NULL,               QUICK, child_groups_page,   N_("Nhóm của em"), NULL },
    { POST, "/ho-so/:em/nhom",                      MAY(GROUP_ASK, ON("em")),        &ask_form,          WRITE, ask_action,          NULL, child_groups_page },
    { POST, "/ho-so/:em/nhom/rut",                  MAY(GROUP_ASK, ON("em")),        &give_up_form,      WRITE, give_up_action,      NULL, child_groups_page },
    { GET,  "/nhom/:nhom",                          MAY(GROUP_GUIDE, ON("nhom")),    NULL,               QUICK, guided_page,         N_("Nhóm"), NULL },
    { 0 }
};
