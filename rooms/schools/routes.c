#include "access/permission.h"
#include "schools/pages.h"
#include "schools/schools.h"

static const struct form_spec year_form = { year_fields }, place_form = { place_fields };

const struct route schools_routes[] = {
    { GET,  "/nha-truong",        MAY(SIGNED_IN),     NULL,       QUICK, my_schools_page,  N_("Nhà trường"), NULL },
    { GET,  "/quan-ly",           MAY(MANAGE_HOME),   NULL,       QUICK, manage_home_page, N_("Quản lý"), NULL },
    { GET,  "/t/:truong/quan-ly", MAY(SCHOOL_MANAGE), NULL,       QUICK, manage_page,      N_("Quản lý"), NULL },
    { GET,  "/t/:truong/nguoi",   MAY(PEOPLE_READ),   NULL,       QUICK, people_page,      N_("Mọi người"), NULL },
    { GET,  "/t/:truong/nam-hoc", MAY(YEAR_CHANGE),   NULL,       QUICK, year_page,        N_("Năm học"), NULL },
    { POST, "/t/:truong/nam-hoc", MAY(YEAR_CHANGE),   &year_form, WRITE, year_action,      NULL, year_page },
    { GET,  "/t/:truong/dia-chi", MAY(SETTINGS_LEAD), NULL,       QUICK, place_page,     N_("Địa chỉ của trường"), NULL },
    { POST, "/t/:truong/dia-chi", MAY(SETTINGS_LEAD), &place_form, WRITE, place_action, NULL, place_page },
    { 0 }
};
