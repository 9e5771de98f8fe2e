/* OneRoster 1.2, CSV binding: the files of a school's people and classes, out as a ZIP made by a job.
** What stays true: (1) file and column names are those of the standard (columns.c), in its order; (2) what is never in a file:
** national_id, also written as a pupil code, sign-in names, secrets; (3) guardians leave only when ticked, phones only when ticked too,
** and of a child about whom an order stands neither does; (4) the looks are on the ledger before the file is there.
** Source: 1EdTech OneRoster 1.2 CSV binding (docs/decisions/0071); requirements R26, R62; domain rules 2.9. */
#ifndef KHUE_DOORS_ONEROSTER_H
#define KHUE_DOORS_ONEROSTER_H

#include "audit/audit.h"
#include "base/lang.h"
#include "files/files.h"
#include "web/job.h"
#include "web/route.h"

extern const struct route oneroster_routes[];
extern const struct job_kind oneroster_jobs[];
extern const struct file_use oneroster_files[];
extern const struct act oneroster_acts[];

/* The files that we write. Columns are separated by blanks, in the order of the standard; what is needed stands in `needs`. */
enum oneroster_file {
    ONEROSTER_SESSIONS, ONEROSTER_ORGS, ONEROSTER_COURSES, ONEROSTER_CLASSES, ONEROSTER_USERS, ONEROSTER_ROLES, ONEROSTER_ENROLLMENTS, ONEROSTER_DEMOGRAPHICS,
    ONEROSTER_FILES
};
struct oneroster_kind { const char *name /* "users" of users.csv */, *columns, *needs; };
extern const struct oneroster_kind oneroster_kinds[ONEROSTER_FILES];
#define ONEROSTER_VERSION "1.2"
#define ONEROSTER_METADATA_SUBJECT "metadata.khue.subject"      /* of enrollments: what a teacher teaches there */
#define ONEROSTER_METADATA_ROLE "metadata.khue.role"            /* of roles: which of ours; "aide" says less */
#define ONEROSTER_METADATA_HEAD "metadata.khue.head"            /* of roles at a department: leads it */
#define ONEROSTER_METADATA_RELATION "metadata.khue.relation"    /* of roles: which guardian somebody is; "parent" says less */
enum { ONEROSTER_COLUMNS_MOST = 64 };

#endif
