/* Files in and out, for rooms: what an upload must be, and how it becomes blobs; how a blob is sent. Rows are the room files's
** (files/files.h), which most rooms go through.
**
** What stays true:
** (1) what a file is, its content says; a use lists the types it takes, and nothing else gets in;
** (2) a picture is made anew (web/image.h): what was sent is not kept;
** (3) blobs are on disk before blob_take answers OK, so the closure that writes the rows comes after it;
** (4) nothing but pictures that we made is shown by a browser; all else is saved, and runs nothing. */
#ifndef KHUE_WEB_BLOB_H
#define KHUE_WEB_BLOB_H

#include "data/ask.h"
#include "web/reply.h"

enum file_shape {
    FILE_AS_SENT,          /* kept byte for byte, sent as a download */
    FILE_FACE,             /* a picture, square: 320, 96 */
    FILE_SCENE             /* a picture, whole: 1280, 640, 320 on its longer side */
};
enum { FACE_LARGE = 320, FACE_SMALL = 96, SCENE_LARGE = 1280, SCENE_MIDDLE = 640, SCENE_SMALL = 320, BLOB_SIZES = 3 };

struct file_face;          /* files/files.h: one file as its row says */

/* What files are for: one row a use, as routes are rows. Rooms list theirs (`extern const struct file_use values_files[]`, ended by a
** row without a name), main.c lists the tables. */
struct file_use {
    const char *name;      /* "values.picture": room, dot, what */
    const char *words;     /* N_("Ảnh trang công khai"); for people */
    enum file_shape shape;
    const char *types;     /* "image/jpeg image/png image/webp": by content (web/kind.c names them) */
    int64_t most;          /* bytes as sent */
    bool open;             /* anybody may see it: may stand in shared caches for an hour */
    int look;              /* enum look_kind: a look at such a file of a child is on the ledger before it leaves; 0 = none */
    int keep_days;         /* bytes of a file that ended are dropped after so many days */
    int live_days;         /* a file ends by itself after so many days; 0 = never */
    /* Who may see it: OK, NOT_FOUND (foreign), DENIED. c->ask has the scope that access gave. */
    rc (*see)(struct ctx *c, const struct file_face *f);
};
struct file_table { const char *room; const struct file_use *uses; };
const struct file_use *file_use_find(const struct app *app, const char *name);         /* NULL = no such use */
const struct file_use *file_use_at(const struct app *app, size_t i);                   /* all of them, one by one; NULL = no more */
int64_t quota_of_school(const struct app *app);                                        /* bytes, as set */
int64_t quota_of_person(const struct app *app);

#define PICTURE_TYPES "image/jpeg image/png image/webp"

/* ---- in */
struct blob_in { const struct file_use *use; const char *field; /* of the form */ const char *name; const void *p; size_t n; };
struct blob_size { int side; /* 0 = as sent */ int width, height; uint8_t hash[32]; int64_t bytes; };
struct blob_taken { const struct file_use *use; const char *type, *name; struct blob_size size[BLOB_SIZES]; size_t sizes; int64_t bytes; /* all sizes */ };

/* Type, size, scan, re-encoding, disk, in this order. Outside closures, on a worker; gives the database back (ask_done), since it may
** wait. INVALID at the field, BUSY, DOWN: with words, and nothing half done. What no row names afterwards is swept the next day. */
rc blob_take(struct app *app, struct ask *a, const struct blob_in *in, struct blob_taken *out);

/* ---- out */
struct blob_out { struct bytes hash; const char *type, *name; bool open; };
/* The body of the answer is that blob, with ranges and ETag. DOWN (and a log line) when it is not on disk. */
rc send_blob(struct reply *r, const struct blob_out *what);

/* The whole of a blob in the ask's arena, for an archive; gives the database back (ask_done). NOT_FOUND; LIMIT above `most` bytes. */
rc blob_bytes(struct ask *a, struct bytes hash, int64_t most, struct bytes *out);

/* ---- keeping house (the room files calls them) */
struct blob_swept { int64_t blobs, bytes, gone, temporary; };
rc blobs_sweep(struct app *app, struct ask *a, rc (*known)(void *arg, const uint8_t hash[32], bool *known), void *arg, struct blob_swept *out);
bool blobs_here(struct ask *a);                    /* is there a folder of files, and may we look into it? */
/* Is it there, of that size; `whole`: is its content what its name says, too (reads all of it).
** Gives the database back (ask_done), since a disk may take its time. NOT_FOUND, CONFLICT, DOWN. */
rc blob_check(struct ask *a, struct bytes hash, int64_t size, bool whole);

#endif
