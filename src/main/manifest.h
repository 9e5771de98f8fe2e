/* What a backup says of itself: a text file `manifest` in its folder, written last.
**
**   khue-backup 1
**   made 2026-11-27T02:00:00Z
**   version 0.2 (9b81bcb)
**   engine sqlite                              or postgres: then the database is database.dump, for pg_restore
**   kind whole                                 or database: without the files of people, for going back after an upgrade
**   node 3
**   migration people/0001 HASH                 in the order in which they were applied
**   file SIZE BLAKE2B-256 khue.db              every other file of the folder, its path last
**   end LINES BLAKE2B-256                      of everything above: a manifest that was cut or touched is none */
#ifndef KHUE_MAIN_MANIFEST_H
#define KHUE_MAIN_MANIFEST_H

#include "base/arena.h"
#include "base/buf.h"
#include "data/db.h"
#include "data/verify.h"
#include <stdbool.h>

enum { BACKUP_HASH = 32, BACKUP_HASH_TEXT = 65 };

struct backup_file { const char *path; int64_t size; char hash[BACKUP_HASH_TEXT]; bool damaged; /* manifest_verify found it so */ };
struct manifest {
    const char *made, *version, *engine, *kind;
    int node;
    const char **migration; size_t migrations;          /* "people/0001 HASH" */
    struct backup_file *file; size_t files;             /* sorted by path */
    int64_t bytes;
};

/* Reads folder/manifest. false: why says what is wrong with it. */
bool manifest_read(struct arena *a, const char *folder, struct manifest *out, char *why, size_t why_size);
/* Closes and writes the text that was gathered in `b`. */
bool manifest_write(const char *folder, struct buf *b);
const struct backup_file *manifest_file(const struct manifest *m, const char *path);      /* NULL = not in it */

/* The database of the backup. */
const char *manifest_database(const struct manifest *m);
/* Compares every file with the manifest, looks for files that it does not name, and opens the database's copy. */
rc manifest_verify(struct arena *a, const char *folder, const struct manifest *m, struct verify_report *out);
/* Can this program work on it? Every migration of the backup is one of ours. */
bool manifest_known(const struct manifest *m, char *why, size_t why_size);

/* Copies a file, or only reads it when `to` is NULL; what it held. false with errno. 0600. */
bool file_copy(const char *from, const char *to, struct backup_file *out, const struct db_patience *p);

#endif
