#include "access/permission.h"
#include "privacy/copy.h"
#include "privacy/pages.h"
#include "privacy/privacy.h"

const struct route privacy_routes[] = {
    { GET,  "/ho-so/:em/dong-y",                   MAY(CONSENT_GIVE, ON("em")), NULL,          QUICK, consents_page,   N_("Lời đồng ý"), NULL },
    { POST, "/ho-so/:em/dong-y",                   MAY(CONSENT_GIVE, ON("em")), &consent_word_form,    WRITE, consents_action, NULL, consents_page },
    { GET,  "/ho-so/:em/quyen-du-lieu",            MAY(PRIVACY_ASK, ON("em")),  NULL,          QUICK, rights_page,     N_("Quyền về dữ liệu"), NULL },
    { POST, "/ho-so/:em/quyen-du-lieu",            MAY(PRIVACY_ASK, ON("em")),  &request_form, WRITE, rights_action,   NULL, rights_page },
    { POST, "/ho-so/:em/ban-sao",                  MAY(DATA_COPY, ON("em")),    NULL,          WRITE, copy_action,     NULL, NULL },
    { GET,  "/t/:truong/quyen-du-lieu",            MAY(PRIVACY_READ),           NULL,          QUICK, requests_page,   N_("Yêu cầu về dữ liệu"), NULL },
    { GET,  "/t/:truong/quyen-du-lieu/:yeu",       MAY(PRIVACY_READ),           NULL,          SLOW,  request_page,    N_("Yêu cầu về dữ liệu"), NULL },
    { POST, "/t/:truong/quyen-du-lieu/:yeu/tra-loi", MAY(PRIVACY_ANSWER),       &answer_form,  WRITE, answer_action,   NULL, request_page },
    { 0 }
};
