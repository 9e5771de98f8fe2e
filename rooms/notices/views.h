/* What the views of notices show. */
#ifndef KHUE_ROOMS_NOTICES_VIEWS_H
#define KHUE_ROOMS_NOTICES_VIEWS_H

#include "generated/enums.h"
#include "notices/inside.h"
#include "ui/ui.h"

struct notice_line { notice_id id; enum notice_kind kind; const char *words; instant at; bool fresh; const char *ways; /* what became of it by other channels, or NULL */ };
struct notices_view { const struct notice_line *line; size_t n; const char *next; bool begun; const char *until; /* of the newest, for "all read" */ bool any_fresh; };

/* Codes of what is chosen for a kind: ngay, gop, khong; NULL = never chosen. */
struct way { const char *mail, *push, *sms; };
struct browser_line { push_subscription_id id; const char *device, *endpoint; instant made_at; opt_instant ok_at; };
struct ways_view {
    const char *address, *phone, *phone_said;   /* "" = none; said: 0912 345 678 */
    bool mail_works, sms_offered, shared;       /* shared: a session on a device of many hands */
    bool by_mail, by_push, by_sms;              /* there is somewhere to send to */
    bool phone_confirmed, code_open;
    const char *push_key;
    const struct browser_line *browser; size_t browsers;
    struct way way[NOTICE_KIND_COUNT + 1];
    struct hours hours;
};

struct sent_reason { enum notice_channel channel; enum notice_send_state state; enum notice_why why; int64_t n; };
struct sent_view { int64_t most; /* of what is on its way, no more are counted */ int64_t n[NOTICE_CHANNEL_COUNT + 1][NOTICE_SEND_STATE_COUNT + 1]; const struct sent_reason *reason; size_t reasons; struct notices_stuck stuck; bool mail_works, sms_works; };

#endif
