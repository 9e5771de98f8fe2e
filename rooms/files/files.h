/* Files: what people give, what each is for, who may see it, how long it is kept. Tables: file, person_file, file_blob,
** file_shelf, person_shelf, photo_tick. Uses are declared by the rooms that own them (struct file_use, web/blob.h).
**
** What stays true:
** (1) a row names only blobs that are on disk (blob_take comes before the closure), and a blob is swept only when no row names it;
** (2) who may see a file is decided by the rule of its use, each time, before a byte leaves; a file of a child is never public, and a
**     look at it is on the ledger first where its use says so;
** (3) a file ends, it is not deleted; its bytes are dropped keep_days later and the row says so (dropped_at);
** (4) all files of a school together take at most its quota, and so do those of a person.
** Source: house rules 7 and 8; Luật 91/2025/QH15; requirements R9, R18, R41. */
#ifndef KHUE_ROOMS_FILES_H
#define KHUE_ROOMS_FILES_H

#include "audit/audit.h"
#include "consent/consent.h"
#include "data/tx.h"
#include "data/verify.h"
#include "web/blob.h"
#include "web/doctor.h"
#include "web/job.h"
#include "web/route.h"

extern const struct route files_routes[];
extern const struct person_part files_parts[];        /* rooms/consent: what is held of a person */
extern const struct file_use files_files[];
extern const struct job_kind files_jobs[];
extern const struct keep files_keeps[];
extern const struct act files_acts[];          /* rooms/audit */
extern const struct verify_check files_checks[];
extern const struct doctor_check files_doctor[];

/* One file as its row says; what the rule of a use sees. */
struct file_face {
    file_id id; school_id school;
    const struct file_use *use;
    int64_t about;                     /* 0 = the school itself */
    person_id child;                   /* 0 = nobody's personal data */
    const char *type, *name, *alt;
    int64_t size, rev;
    person_id by; instant at;
};

/* ---- in: first file_take (outside the closure, on a worker), then file_add (inside) */
struct file_given { const char *use, *field; struct upload file; };
/* Type, size, scan, re-encoding, disk: see blob_take. `field` is where the form says what is wrong. */
rc file_take(struct app *app, struct ask *a, const struct file_given *in, struct blob_taken *out);

/* quota: quota_of_school(c->app), since a closure knows no settings. */
struct new_file { const struct blob_taken *taken; int64_t about; person_id child; const char *alt; /* "" or NULL = none */ person_id by; int64_t quota;
                  int64_t days; /* it ends so many days from now; 0 = as its use says */ };
/* In a->scope.school. CONFLICT when the school's files take too much. */
rc file_add(struct tx *t, const struct new_file *in, file_id *out);

rc file_end(struct tx *t, file_id id, int64_t rev, person_id by);                        /* CONFLICT by rev */
rc file_describe(struct tx *t, file_id id, int64_t rev, const char *alt);                 /* what the picture shows; CONFLICT by rev */
rc files_end(struct tx *t, const char *use, int64_t about, person_id by);                /* all of a thing; none is fine */

/* A picture that waited for somebody's word is one of another use from now on, with these words; its address stays. CONFLICT when it
** has ended; BUG for a file of a child, which never becomes public. */
rc file_turn(struct tx *t, file_id id, const char *use, const char *alt);
/* What stands for a picture in the journal (KEPT_PICTURE): its id and the first 16 digits of its content's name in the store;
** "" = none, or its bytes are gone. */
rc file_content(struct ask *a, file_id id, const char **out);
/* The way back from there: are its bytes still kept; the picture itself, also of a file that ended, for a page whose own right has been
** asked and whose look is on the ledger. NOT_FOUND when it is gone. */
rc file_kept(struct ask *a, const char *content, bool *kept);
rc send_kept(struct ctx *c, struct reply *r, const char *content);

/* ---- out */
struct file_line { file_id id; const char *type, *name, *alt; int64_t size, rev; instant at; opt_day until; int width, height; };
rc files_of(struct ask *a, const char *use, int64_t about, struct file_line **rows, size_t *n);          /* staff, a->scope.school */
/* For pages that anybody may see; BUG for a use that is not open. */
rc files_shown(const struct app *app, struct ask *a, school_id school, const char *use, int64_t about, struct file_line **rows, size_t *n);
/* "/t/thcs/tep/0saph…?rong=320"; side 0: the file as it was sent, or the largest picture. */
const char *file_path(struct arena *a, const char *school_code, file_id id, int side);

/* ---- photos of people (photos.c): square, FACE_LARGE and FACE_SMALL. A pupil's needs a guardian's tick. */
rc photo_of_family(struct ask *a, person_id person, person_file_id *out);      /* of one of a->scope.persons; 0 = none */
rc photo_here(struct ask *a, person_id person, person_file_id *out);           /* of a member of a->scope.school; 0 = none */
/* "/t/thcs/em/0saph…/anh/0sapi…?rong=96"; school_code NULL: for the family, "/ho-so/…". NULL for photo 0. */
const char *photo_path(struct arena *a, const char *school_code, person_id person, person_file_id photo, int side);
/* For the demo and commands: the tick and the photo in one go. */
struct photo_given { person_id owner, guardian; /* 0 = an adult's own photo, without a tick */ const struct blob_taken *taken; int64_t quota; };
rc photo_give(struct tx *t, const struct photo_given *in);
/* The word of a guardian who may no longer give it: their tick ends, and the photo that stood on it. By t->ask->me. */
rc photo_word_ends(struct tx *t, person_id child, person_id guardian);

/* ---- several files as one (zip.c): an archive in the ask's arena. DOWN when libzip fails, LIMIT when memory is short. */
struct zip_entry { const char *name; struct bytes body; };
rc zip_make(struct ask *a, const struct zip_entry *entry, size_t n, struct bytes *out);

/* ---- at night (the job files.tidy): what is over ends, bytes are dropped, blobs that nobody names are swept */
struct files_tidied { size_t uses; int64_t dropped, blobs, bytes, swept; };
rc files_tidy(struct app *app, struct ask *a, struct files_tidied *out);

#endif
