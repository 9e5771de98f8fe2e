#include "access/permission.h"
#include "privacy/breaches.h"
#include "privacy/copy.h"
#include "privacy/erase.h"
#include "privacy/pages.h"
#include "privacy/privacy.h"

const struct route privacy_routes[] = {
    { GET,  "/quyen-rieng-tu",                     MAY(ANYBODY) /* what is kept how long says nothing of anybody */, NULL, QUICK, kept_page, N_("Giữ gì, bao lâu, vì sao"), NULL },
    { GET,  "/ho-so/:em/dong-y",                   MAY(CONSENT_GIVE, ON("em")), NULL,          QUICK, consents_page,   N_("Lời đồng ý"), NULL },
    { POST, "/ho-so/:em/dong-y",                   MAY(CONSENT_GIVE, ON("em")), &consent_word_form,    WRITE, consents_action, NULL, consents_page },
    { GET,  "/ho-so/:em/quyen-du-lieu",            MAY(PRIVACY_ASK, ON("em")),  NULL,          QUICK, rights_page,     N_("Quyền về dữ liệu"), NULL },
    { POST, "/ho-so/:em/quyen-du-lieu",            MAY(PRIVACY_ASK, ON("em")),  &request_form, WRITE, rights_action,   NULL, rights_page },
    { POST, "/ho-so/:em/quyen-du-lieu/xoa",        MAY(PRIVACY_ASK, ON("em")),  &erasure_word_form, WRITE, erasure_concern_action, NULL, rights_page },
    { POST, "/ho-so/:em/ban-sao",                  MAY(DATA_COPY, ON("em")),    NULL,          WRITE, copy_action,     NULL, NULL },
    { GET,  "/t/:truong/dong-y",                   MAY(CONSENT_LIST),           NULL,          SLOW,  asked_school_page, N_("Lời đồng ý của gia đình"), NULL },
    { GET,  "/t/:truong/lop/:lop/dong-y",          MAY(CONSENT_LIST, ON("lop")), NULL,         QUICK, asked_class_page, N_("Lời đồng ý"), NULL },
    { GET,  "/t/:truong/lop/:lop/dong-y/phieu",    MAY(CONSENT_LIST, ON("lop")), NULL,         QUICK, asked_paper_page, N_("Phiếu hỏi lời đồng ý"), NULL },
    { GET,  "/t/:truong/lop/:lop/dong-y/ghi",      MAY(CONSENT_PAPER, ON("lop")), NULL,        SLOW,  papers_page,     N_("Ghi phiếu của cả lớp"), NULL },
    { POST, "/t/:truong/lop/:lop/dong-y/ghi",      MAY(CONSENT_PAPER, ON("lop")), &words_papers_form, WRITE, papers_action, NULL, papers_page },
    { GET,  "/t/:truong/em/:em/dong-y",            MAY(CONSENT_PAPER, ON("em")), NULL,         SLOW,  paper_page,      N_("Ghi phiếu lời đồng ý"), NULL },
    { POST, "/t/:truong/em/:em/dong-y",            MAY(CONSENT_PAPER, ON("em")), &words_paper_form,  UPLOAD, paper_action,   NULL, paper_page },
    { POST, "/t/:truong/em/:em/dong-y/bo-anh",     MAY(CONSENT_PAPER, ON("em")), &words_paper_drop_form, WRITE, paper_drop_action, NULL, paper_page },
    { GET,  "/t/:truong/quyen-du-lieu",            MAY(PRIVACY_READ),           NULL,          QUICK, requests_page,   N_("Yêu cầu về dữ liệu"), NULL },
    { GET,  "/t/:truong/quyen-du-lieu/:yeu",       MAY(PRIVACY_READ),           NULL,          SLOW,  request_page,    N_("Yêu cầu về dữ liệu"), NULL },
    { POST, "/t/:truong/quyen-du-lieu/:yeu/tra-loi", MAY(PRIVACY_ANSWER),       &answer_form,  WRITE, answer_action,   NULL, request_page },
    { GET,  "/t/:truong/quyen-du-lieu/:yeu/xoa",   MAY(PRIVACY_READ),           NULL,          SLOW,  erase_page,      N_("Xóa dữ liệu"), NULL },
    { POST, "/t/:truong/quyen-du-lieu/:yeu/xoa",   MAY(ERASE_PROPOSE),          &erase_form,   WRITE, erase_action,    NULL, erase_page },
    { POST, "/t/:truong/quyen-du-lieu/:yeu/xoa/duyet", MAY(PRIVACY_ANSWER),     &erase_word_form, WRITE, erase_word_action, NULL, erase_page },
    { POST, "/t/:truong/quyen-du-lieu/:yeu/han-che", MAY(PRIVACY_ANSWER),       &restrict_form, WRITE, restrict_action, NULL, request_page },
    { GET,  "/t/:truong/xoa-du-lieu",              MAY(ERASE_PROPOSE),          NULL,          SLOW,  adults_page,     N_("Xóa dữ liệu của người lớn"), NULL },
    { GET,  "/t/:truong/xoa-du-lieu/:kin",         MAY(ERASE_PROPOSE),          NULL,          SLOW,  entered_page,    N_("Ghi yêu cầu xóa dữ liệu"), NULL },
    { POST, "/t/:truong/xoa-du-lieu/:kin",         MAY(ERASE_PROPOSE),          &entered_form, WRITE, entered_action,  NULL, entered_page },
    { GET,  "/t/:truong/su-co-du-lieu",            MAY(PRIVACY_READ),           NULL,          SLOW,  breaches_page,   N_("Sự cố dữ liệu"), NULL },
    { POST, "/t/:truong/su-co-du-lieu",            MAY(PRIVACY_READ),           &breach_form,  WRITE, breach_action,   NULL, breaches_page },
    { POST, "/t/:truong/su-co-du-lieu/viec",       MAY(PRIVACY_ANSWER),         &breach_step_form, WRITE, breach_step_action, NULL, breaches_page },
    { GET,  "/t/:truong/han-che",                  MAY(PRIVACY_READ),           NULL,          QUICK, restricted_page, N_("Đang hạn chế sử dụng"), NULL },
    { POST, "/t/:truong/han-che/go",               MAY(PRIVACY_ANSWER),         &lift_form,    WRITE, lift_action,     NULL, restricted_page },
    { 0 }
};
