/* Notices: what Khuê has to tell a person: the bell, the page /thong-bao. Tables: notice, notice_choice.
** What stays true: (1) a notice is for one person alone, nobody else ever reads it; (2) it is said in the closure of what it
** tells of, so it is there exactly when that is; (3) it is put into words in the reader's language when it is read; (4) while
** the same is unread it is not said twice, it only moves to the front; (5) it is kept NOTICE_DAYS, then forgotten.
** Source: requirements R18, R41. */
#ifndef KHUE_ROOMS_NOTICES_H
#define KHUE_ROOMS_NOTICES_H

#include "consent/consent.h"
#include "data/tx.h"
#include "generated/enums.h"
#include "web/job.h"
#include "web/route.h"

extern const struct route notices_routes[];
extern const struct person_part notices_parts[];        /* rooms/consent: what is held of a person */
extern const struct job_kind notices_jobs[];
extern const struct keep notices_keeps[];

enum { NOTICE_PARTS = 6, NOTICE_DAYS = 400 };

/*   try(notice_add(t, &(struct notice){ .to = principal, .kind = NOTICE_KIND_WORK, .path = "/t/thcs/gia-tri",
**          .words = _("{ten} gửi bản mới của trang trường, chờ thầy cô duyệt."), .with = { "ten", name } }));                    */
struct notice {
    person_id to;
    enum notice_kind kind;
    const char *words;                      /* _("…{name}…"): one sentence, no secret in it; at most 400 bytes */
    const char *with[2 * NOTICE_PARTS + 1]; /* name, value, …: at most 400 bytes a value, one line; what say_kept() made is put into words with the rest */
    const char *path;                       /* where it leads: a page that the person may open then */
};
/* BUG for a notice outside these bounds. The bell of open pages hears of it after the commit. */
rc notice_add(struct tx *t, const struct notice *n);

/* The same to each of those who decide for a child, but for `but` (0 = nobody; `to` is not read); whom an order keeps from it, by whichever row of
** theirs, hears nothing. */
rc notice_family(struct tx *t, person_id child, person_id but, const struct notice *n);

/* Its words as the reader reads them, in the arena. `parts` as they are stored. */
const char *notice_say(struct arena *a, enum lang lang, const char *words, const char *parts);

#endif
