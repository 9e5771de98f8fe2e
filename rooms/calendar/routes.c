#include "access/permission.h"
#include "calendar/bring.h"

const struct route calendar_routes[] = {
    { GET,  "/lich",                            MAY(SIGNED_IN),                 NULL,             QUICK, my_week_page,      N_("Lịch"), NULL, .keep_offline = true },
    { GET,  "/lich/thang",                      MAY(SIGNED_IN),                 NULL,             QUICK, my_month_page,     N_("Lịch tháng"), NULL, .keep_offline = true },
    { GET,  "/lich/moi",                        MAY(SIGNED_IN),                 NULL,             QUICK, own_event_new_page,      N_("Thêm vào lịch riêng"), NULL, .keep_offline = true },
    { POST, "/lich/moi",                        MAY(SIGNED_IN),                 &own_form,        WRITE, own_new_action,    NULL, own_event_new_page, .may_wait = N_("Thêm vào lịch riêng") },
    { GET,  "/lich/dia-chi",                    MAY(SIGNED_IN),                 NULL,             QUICK, feed_page,         N_("Lịch trong điện thoại"), NULL },
    { POST, "/lich/dia-chi",                    MAY(SIGNED_IN),                 NULL,             WRITE, feed_new_action,   NULL, NULL },
    { POST, "/lich/dia-chi/ngung",              MAY(SIGNED_IN),                 NULL,             WRITE, feed_end_action,   NULL, NULL },
    { GET,  "/lich/nhap",                       MAY(SIGNED_IN),                 NULL,             QUICK, bring_page,        N_("Nhập tệp lịch"), NULL },
    { POST, "/lich/nhap",                       MAY(SIGNED_IN),                 &bring_form,      UPLOAD, bring_stage_action, NULL, bring_page },
    { GET,  "/lich/nhap/:lan",                  MAY(SIGNED_IN),                 NULL,             SLOW,  bring_seen_page,   N_("Xem trước tệp lịch"), NULL },
    { POST, "/lich/nhap/:lan",                  MAY(SIGNED_IN),                 &bring_take_form, WRITE, bring_take_action, NULL, bring_seen_page },
    { POST, "/lich/nhap/:lan/hoan-tac",         MAY(SIGNED_IN),                 &bring_back_form, WRITE, bring_back_action, NULL, bring_seen_page },
    { GET,  "/lich/:lich",                      MAY(SIGNED_IN),                 NULL,             QUICK, own_event_page,          N_("Việc trong lịch riêng"), NULL, .keep_offline = true },
    { POST, "/lich/:lich",                      MAY(SIGNED_IN),                 &own_form,        WRITE, own_edit_action,   NULL, own_event_page, .may_wait = N_("Đổi việc trong lịch riêng") },
    { POST, "/lich/:lich/bo",                   MAY(SIGNED_IN),                 &own_step_form,   WRITE, own_gone_action,   NULL, own_event_page },
    /* anybody: programs of a person's own, let in by the secret in the address */
    { GET,  "/lich.ics",                        MAY(ANYBODY),                   NULL,             SLOW,  my_ical_file,      NULL, NULL },
    /* anybody: what a school plans for everybody */
    { GET,  "/t/:truong/lich-chung",            MAY(ANYBODY),                   NULL,             QUICK, open_week_page,    N_("Lịch chung"), NULL },
    /* anybody: the same, a month a page */
    { GET,  "/t/:truong/lich-chung/thang",      MAY(ANYBODY),                   NULL,             QUICK, open_month_page,   N_("Lịch chung, theo tháng"), NULL },
    /* anybody: the same for programs */
    { GET,  "/t/:truong/lich-chung.ics",        MAY(ANYBODY),                   NULL,             QUICK, open_ical_file,    NULL, NULL },
    { GET,  "/t/:truong/lich",                  MAY(SCHOOL_INSIDE),             NULL,             QUICK, school_week_page,  N_("Lịch của trường"), NULL, .keep_offline = true },
    { GET,  "/t/:truong/lich/thang",            MAY(SCHOOL_INSIDE),             NULL,             QUICK, school_month_page, N_("Lịch tháng của trường"), NULL, .keep_offline = true },
    { GET,  "/t/:truong/lich/moi",              MAY(CALENDAR_WRITE),            NULL,             QUICK, event_new_page,    N_("Xếp lịch"), NULL, .keep_offline = true },
    { POST, "/t/:truong/lich/moi",              MAY(CALENDAR_WRITE),            &event_form,      WRITE, event_new_action,  NULL, event_new_page, .may_wait = N_("Xếp lịch của trường") },
    { GET,  "/t/:truong/lich/nhap",             MAY(CALENDAR_WRITE),            NULL,             QUICK, bring_page,        N_("Nhập tệp lịch của trường"), NULL },
    { POST, "/t/:truong/lich/nhap",             MAY(CALENDAR_WRITE),            &bring_form,      UPLOAD, bring_stage_action, NULL, bring_page },
    { GET,  "/t/:truong/lich/nhap/:lan",        MAY(CALENDAR_WRITE),            NULL,             SLOW,  bring_seen_page,   N_("Xem trước tệp lịch của trường"), NULL },
    { POST, "/t/:truong/lich/nhap/:lan",        MAY(CALENDAR_WRITE),            &bring_take_form, WRITE, bring_take_action, NULL, bring_seen_page },
    { GET,  "/t/:truong/lich/:su",              MAY(CALENDAR_WRITE),            NULL,             QUICK, event_page,        N_("Đổi lịch"), NULL, .keep_offline = true },
    { POST, "/t/:truong/lich/:su",              MAY(CALENDAR_WRITE),            &event_form,      WRITE, event_edit_action, NULL, event_page, .may_wait = N_("Đổi lịch của trường") },
    { POST, "/t/:truong/lich/:su/huy",          MAY(CALENDAR_WRITE),            &event_step_form, WRITE, event_off_action,  NULL, event_page },
    { GET,  "/t/:truong/lop/:lop/lich",         MAY(CLASS_READ, ON("lop")),     NULL,             QUICK, class_week_page,   N_("Lịch của lớp"), NULL, .keep_offline = true },
    { GET,  "/t/:truong/lop/:lop/lich/thang",   MAY(CLASS_READ, ON("lop")),     NULL,             QUICK, class_month_page,  N_("Lịch tháng của lớp"), NULL, .keep_offline = true },
    { GET,  "/t/:truong/lop/:lop/lich/moi",     MAY(CALENDAR_CLASS, ON("lop")), NULL,             QUICK, event_new_page,    N_("Xếp lịch của lớp"), NULL, .keep_offline = true },
    { POST, "/t/:truong/lop/:lop/lich/moi",     MAY(CALENDAR_CLASS, ON("lop")), &event_form,      WRITE, event_new_action,  NULL, event_new_page, .may_wait = N_("Xếp lịch của lớp") },
    { GET,  "/t/:truong/lop/:lop/lich/nhap",    MAY(CALENDAR_CLASS, ON("lop")), NULL,             QUICK, bring_page,        N_("Nhập tệp lịch của lớp"), NULL },
    { POST, "/t/:truong/lop/:lop/lich/nhap",    MAY(CALENDAR_CLASS, ON("lop")), &bring_form,      UPLOAD, bring_stage_action, NULL, bring_page },
    { GET,  "/t/:truong/lop/:lop/lich/nhap/:lan", MAY(CALENDAR_CLASS, ON("lop")), NULL,           SLOW,  bring_seen_page,   N_("Xem trước tệp lịch của lớp"), NULL },
    { POST, "/t/:truong/lop/:lop/lich/nhap/:lan", MAY(CALENDAR_CLASS, ON("lop")), &bring_take_form, WRITE, bring_take_action, NULL, bring_seen_page },
    { POST, "/t/:truong/lop/:lop/lich/nhap/:lan/hoan-tac", MAY(CALENDAR_CLASS, ON("lop")), &bring_back_form, WRITE, bring_back_action, NULL, bring_seen_page },
    { GET,  "/t/:truong/lop/:lop/lich/:su",     MAY(CALENDAR_CLASS, ON("lop")), NULL,             QUICK, event_page,        N_("Đổi lịch của lớp"), NULL, .keep_offline = true },
    { POST, "/t/:truong/lop/:lop/lich/:su",     MAY(CALENDAR_CLASS, ON("lop")), &event_form,      WRITE, event_edit_action, NULL, event_page, .may_wait = N_("Đổi lịch của lớp") },
    { POST, "/t/:truong/lop/:lop/lich/:su/huy", MAY(CALENDAR_CLASS, ON("lop")), &event_step_form, WRITE, event_off_action,  NULL, event_page },
    { 0 }
};
