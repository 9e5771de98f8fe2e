/* Inside of files: photos of people. What stays true stands in photos.c. */
#ifndef KHUE_ROOMS_FILES_PHOTOS_H
#define KHUE_ROOMS_FILES_PHOTOS_H

#include "files/files.h"
#include "web/form.h"

#define PHOTO_USE "person.photo"

extern const char photo_tick_words[];         /* what a guardian ticks; kept with the tick as it was shown */
struct tick { bool open; photo_tick_id id; const char *words, *guardian_name; instant at; };
rc tick_now(struct ask *a, person_id child, struct tick *out);

/* Exactly one of them per act; taken NULL = no picture this time. */
struct photo_change {
    person_id owner, by;
    const struct blob_taken *taken;
    const char *tick;                  /* the sentence that the guardian ticked just now, or NULL */
    bool pupil;                        /* then a tick must hold */
    int64_t quota;
    int permission;                    /* asked once more in the closure, on the owner; 0 = one's own */
};
rc photo_change(struct tx *t, const struct photo_change *in);
/* That photo, as it was seen, or (tick given) the tick and whatever photo there is. CONFLICT when there is another by now. */
struct photo_end { person_id owner, by; person_file_id photo; photo_tick_id tick; int permission; };
rc photo_end(struct tx *t, const struct photo_end *in);

/* photo_pages.c */
extern const struct form_spec photo_form, photo_child_form, photo_drop_form, photo_stop_form;
rc photo_mine_page(struct ctx *c, struct reply *r);
rc photo_mine_file(struct ctx *c, struct reply *r);
rc photo_mine_action(struct ctx *c, struct reply *r);
rc photo_mine_drop_action(struct ctx *c, struct reply *r);
rc photo_child_page(struct ctx *c, struct reply *r);
rc photo_child_file(struct ctx *c, struct reply *r);
rc photo_child_action(struct ctx *c, struct reply *r);
rc photo_child_drop_action(struct ctx *c, struct reply *r);
rc photo_child_stop_action(struct ctx *c, struct reply *r);
rc photo_pupil_page(struct ctx *c, struct reply *r);
rc photo_pupil_file(struct ctx *c, struct reply *r);
rc photo_pupil_action(struct ctx *c, struct reply *r);
rc photo_pupil_drop_action(struct ctx *c, struct reply *r);

#endif
