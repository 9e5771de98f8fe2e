/* The commands of khue: one row each, none asks a question. A command gets an errand (main/errand.h: its words, where it prints),
** answers the exit status (0 fine, 1 refused with a reason on e->err, 2 wrong use), and works on the data folder. While a server
** holds the folder, the commands that are BESIDE run inside it, called over DATA/control.sock (main/control.h); the others refuse
** and say who holds it. So no command has state of its own that outlives a call, and two may run at once. */
#ifndef KHUE_MAIN_COMMANDS_H
#define KHUE_MAIN_COMMANDS_H

#include "data/stmt.h"
#include "data/verify.h"
#include "main/errand.h"
#include "main/options.h"
#include "web/app.h"
#include "web/doctor.h"
#include "web/job.h"
#include "web/blob.h"

enum command_where {
    ANYWHERE,                 /* asks no database: runs in the caller's process */
    BESIDE,                   /* on the folder, or inside the server that holds it */
    ALONE,                    /* only while nobody else has the folder */
};

struct command {
    const char *name;
    int (*run)(struct errand *e);
    enum command_where where;
    const char *use;          /* what stands after the name */
    const char *words;        /* one line for `khue help` */
};

extern const struct command commands[];              /* ends with name NULL */
extern const struct route_table route_tables[];      /* main.c: every room's routes */
extern const struct job_table job_tables[];          /* and its kinds of jobs */
extern const struct file_table file_tables[];        /* main.c: what files are for, every room's */

struct verify_table { const char *room; const struct verify_check *checks; };
extern const struct verify_table verify_tables[];    /* main.c; ends with room NULL */
struct doctor_table { const char *room; const struct doctor_check *checks; };
extern const struct doctor_table doctor_tables[];    /* main.c; ends with room NULL */
extern const struct job_kind main_jobs[];            /* jobs.c: the nightly backup */
extern const struct metric_source main_metrics[];    /* jobs.c */

int serve_command(struct errand *e);
int migrate_command(struct errand *e);
int school_command(struct errand *e);
int user_command(struct errand *e);
int key_command(struct errand *e);
int statements_command(struct errand *e);
int import_command(struct errand *e);
int search_command(struct errand *e);
int demo_command(struct errand *e);
int routes_command(struct errand *e);
int who_may_command(struct errand *e);
int config_command(struct errand *e);
int verify_command(struct errand *e);
int backup_command(struct errand *e);
int restore_command(struct errand *e);
int upgrade_command(struct errand *e);
int doctor_command(struct errand *e);

/* khue verify --backup FOLDER. */
int backup_verify(struct errand *e, const char *folder);

/* restore of a SQLite backup with --db: what lies in DATA/khue.db goes into PostgreSQL, and the file goes (move.c). false: a reason is on e->err. */
bool database_moved(struct errand *e, struct arena *a, const struct options *o);

/* What commands share: the app with its database open, the rooms' hooks in place, an ask of its own. Inside a server the app is
** the server's. */
struct session_of_work {
    struct errand *errand;
    struct app *app, own;
    struct arena arena;
    struct fault fault;
    struct ask ask;
};
/* Opens what the options say and migrates a new folder. false: a reason is on e->err (unless e->patient and e->held). */
bool work_begin(struct session_of_work *w, struct errand *e, const struct options *o);
void work_end(struct session_of_work *w);
/* Prints the fault and answers 1. */
int work_refused(const struct session_of_work *w, rc kind);
/* Prints "khue: " and the text on e->err, answers `status`. */
int wrong(struct errand *e, int status, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void app_hooks(struct app *app);

#endif
