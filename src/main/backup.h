/* Backups: a folder that holds one state of everything, made while others write (main/manifest.h says what is in it). The files of people
** (DATA/files, or files-dir) are copied before and after the database, so that no row of the copy names a file that is not there.
**
** What stays true:
** (1) a backup is there whole, with its manifest, or under a name that ends with .part;
** (2) nobody but its user can read it; an existing folder with anything in it is never written into;
** (3) files of people never change, so those that the backup before also holds are linked, not copied: a night costs what is new. */
#ifndef KHUE_MAIN_BACKUP_H
#define KHUE_MAIN_BACKUP_H

#include "main/manifest.h"
#include "web/app.h"

enum backup_kind { BACKUP_WHOLE, BACKUP_DATABASE };

struct backup_wish {
    const char *to;                        /* whole path of the folder to be made */
    const char *before;                    /* an earlier backup, or NULL */
    enum backup_kind kind;
    const struct db_patience *patience;    /* or NULL */
};
struct backup_done { int64_t files, linked, bytes; };

/* OK; CONFLICT: something is there, or another server upgraded meanwhile; BUSY: it was stopped; DOWN, LIMIT, INVALID: `why` says what to do. Nothing is left but by OK. */
rc backup_make(struct app *app, struct arena *a, const struct backup_wish *wish, struct backup_done *out, char *why, size_t why_size);

/* A backup in the setting backup-dir under the name of this moment; then what is older than backup-keep and backup-keep-weeks say
** goes. OK at once when backup-dir is not set. For the nightly job. */
rc backup_nightly(struct app *app, struct arena *a, const struct db_patience *patience, char *why, size_t why_size);

/* "khue-20261127-020000", UTC. */
#define BACKUP_NAME_SIZE 24
void backup_name(instant at, char out[BACKUP_NAME_SIZE]);
/* folder/NAME for that moment, or the next second that is free. */
const char *backup_path(struct arena *a, const char *folder, instant at);
/* The backups of a folder, the newest first; only whole ones with such a name. */
size_t backups_in(struct arena *a, const char *folder, const char ***names);
/* keep[i] for the newest of each of the last `days` days that have one, and of each of `weeks` weeks before those. */
void backups_keep(const char *const *names, size_t n, int days, int weeks, bool *keep);
/* When the last backup of this data folder was made, wherever it went; 0 = never. */
instant backup_last(const struct app *app);
/* What backups that were cut off left in the folder (NAME.part), and nobody has written to for so many seconds, goes. */
void backup_parts_go(struct arena *a, const char *folder, int64_t quiet_s);
bool folder_remove(const char *path);      /* with all that is in it */

#endif
