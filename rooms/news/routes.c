#include "access/permission.h"
#include "news/inside.h"

const struct route news_routes[] = {
    /* anybody: what a school publishes for everybody (R70) */
    { GET,  "/t/:truong/tin",              MAY(ANYBODY),    NULL,            QUICK, news_page,        N_("Tin của trường"), NULL },
    /* anybody: the same for programs that follow news */
    { GET,  "/t/:truong/tin.atom",         MAY(ANYBODY),    NULL,            QUICK, news_feed_file,        NULL, NULL },
    /* anybody: one of them; what is for the inside is not found by others */
    { GET,  "/t/:truong/tin/:tin",         MAY(ANYBODY),    NULL,            QUICK, news_one_page,    N_("Tin"), NULL },
    { GET,  "/tin",                        MAY(SIGNED_IN),  NULL,            QUICK, my_news_page,     N_("Tin của trường"), NULL },
    { GET,  "/tin/:tin",                   MAY(SIGNED_IN),  NULL,            QUICK, my_news_one_page, N_("Tin"), NULL },
    { POST, "/tin/:tin/da-doc",            MAY(SIGNED_IN),  NULL,            WRITE, news_read_action, NULL, NULL },
    { GET,  "/t/:truong/tin-bai",          MAY(NEWS_WRITE), NULL,            QUICK, written_page,     N_("Tin bài"), NULL },
    { GET,  "/t/:truong/tin-bai/moi",      MAY(NEWS_WRITE), NULL,            QUICK, write_page,       N_("Viết tin"), NULL },
    { POST, "/t/:truong/tin-bai/moi",      MAY(NEWS_WRITE), &news_form,      WRITE, write_action,     NULL, write_page },
    { GET,  "/t/:truong/tin-bai/:tin",     MAY(NEWS_WRITE), NULL,            QUICK, edit_news_page,   N_("Sửa tin"), NULL },
    { POST, "/t/:truong/tin-bai/:tin",     MAY(NEWS_WRITE), &news_form,      WRITE, edit_news_action, NULL, edit_news_page },
    { POST, "/t/:truong/tin-bai/:tin/dang", MAY(NEWS_WRITE), &news_step_form, WRITE, publish_action,  NULL, edit_news_page },
    { POST, "/t/:truong/tin-bai/:tin/go",  MAY(NEWS_WRITE), &news_back_form, WRITE, withdraw_action,  NULL, edit_news_page },
    { 0 }
};
