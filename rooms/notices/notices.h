/* Notices: what Khuê has to tell a person: the bell, the page /thong-bao, and by their own choice a letter, a word on their browser (web push) or an
** SMS. Tables: notice, notice_choice, notice_hours, push_subscription, notice_phone, notice_send, notice_day.
** What stays true: (1) a notice is for one person alone, nobody else ever reads it; (2) it is said in the closure of what it
** tells of, so it is there exactly when that is; (3) it is put into words in the reader's language when it is read; (4) while
** the same is unread it is not said twice, it only moves to the front; (5) it is kept NOTICE_DAYS, then forgotten; (6) whatever a person chose, it
** stands at the bell at once; (7) by a channel it leaves as chosen for its kind: at once, with the others of the day, or not; at once means not in
** one's quiet hours (but for what is about the account) and, past the first message of an hour, together with the others of that hour (what
** matters: of five minutes); (8) before it leaves it is asked again: is it unread, is the channel still chosen, may the reader still know it (orders, a
** guardian no more); (9) on a locked screen and in an SMS nothing of what was said is seen; (10) what cannot leave is tried again for two days, and
** what became of it stands under the notice. Source: requirements R18, R41. */
#ifndef KHUE_ROOMS_NOTICES_H
#define KHUE_ROOMS_NOTICES_H

#include "consent/consent.h"
#include "data/tx.h"
#include "generated/enums.h"
#include "settings/settings.h"
#include "web/job.h"
#include "web/route.h"

extern const struct route notices_routes[];
extern const struct person_part notices_parts[];        /* rooms/consent: what is held of a person */
extern const struct job_kind notices_jobs[];
extern const struct keep notices_keeps[];
extern const struct setting notices_settings[];

enum { NOTICE_PARTS = 6, NOTICE_DAYS = 400 };

/*   try(notice_add(t, &(struct notice){ .to = principal, .kind = NOTICE_KIND_WORK, .path = "/t/thcs/gia-tri",
**          .words = _("{ten} gửi bản mới của trang trường, chờ thầy cô duyệt."), .with = { "ten", name } }));                    */
struct notice {
    person_id to;
    enum notice_kind kind;
    const char *words;                      /* _("…{name}…"): one sentence, no secret in it; at most 400 bytes */
    const char *with[2 * NOTICE_PARTS + 1]; /* name, value, …: at most 400 bytes a value, one line; what say_kept() made is put into words with the rest */
    const char *path;                       /* where it leads: a page that the person may open then */
    person_id about;                        /* the child that it tells of, when it is another one than the reader; 0 = none. Whom an order keeps from it hears nothing */
    bool important;                         /* has to be known soon: does not wait for others, may go by SMS */
};
/* BUG for a notice outside these bounds. The bell of open pages hears of it after the commit. */
rc notice_add(struct tx *t, const struct notice *n);
/* The same words to many: one question for all of them. `to` and `about` of the notice are not read. A few hundred a closure. */
struct notice_to { person_id person, about; };
rc notice_add_many(struct tx *t, const struct notice *n, const struct notice_to *to, size_t many);
/* The same, unless the same words were said to that person since then, read or not. */
rc notice_once(struct tx *t, instant since, const struct notice *n);

/* The same to each of those who decide for a child, but for `but` (0 = nobody; `to` and `about` are not read); whom an order keeps from it, by
** whichever row of theirs, hears nothing. */
rc notice_family(struct tx *t, person_id child, person_id but, const struct notice *n);

/* An account that is shut: nothing goes to its browsers, by letter or SMS any more, until its owner asks for it again. */
rc notices_shut(struct tx *t, person_id person);

/* Its words as the reader reads them, in the arena. `parts` as they are stored. */
const char *notice_say(struct arena *a, enum lang lang, const char *words, const char *parts);

/* hooks.mail_may (web/app.h): may a letter of ours still leave? */
rc notices_mail_may(struct ask *a, int64_t mail, bool *yes);
/* hooks.mail_over: a letter is over, in the closure that says so; so is what it took along. */
rc notices_mail_over(struct tx *t, int64_t mail, enum mail_state state);

/* What does not get out: letters and messages that the other side has not taken since before that time; counted up to 10.000. For whoever runs the machine. */
struct notices_stuck { int64_t mails, sends; opt_instant oldest_mail; };
rc notices_stuck(struct ask *a, instant before, struct notices_stuck *out);

#endif
