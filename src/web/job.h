/* Jobs: work that outlives a request. A closure queues one, threads of `khue serve` run it, a page shows how far it is.
** Tables: job, job_schedule.
**
** What stays true:
** (1) At least once: a job that was committed runs until it ends well, fails for good or is cancelled; after kill -9 it runs
**     again as soon as its lease is over (at once where there is only one server, as on SQLite). So it may run twice: each step
**     that changes something runs under job_key(), and a step that was committed is not run again.
** (2) Never twice at the same time while its server keeps the lease; on several servers of one database one takes it.
** (3) BUG, LIMIT, DOWN and BUSY are tried again, later each time, `attempts` times; INVALID, NOT_FOUND, CONFLICT and DENIED
**     end it with their words. A stop of the server takes no attempt away.
** (4) Bounded: `waiting_most` of a kind and school wait, `at_once` of a kind run on one server, and no more than it has threads.
** (5) Before a run the person who asked is looked up anew: without the kind's permission `may` it ends as DENIED.
**     Whom an order keeps from them is in none of its questions (hook who_of), unless the kind runs by itself at night.
** (6) What ended is kept KEPT_DAYS (failed: FAILED_DAYS), then forgotten. What a job makes belongs into the room's own tables.
** (7) Whoever asked for a job of a kind that says `tell` hears of its end in the commit that writes the end, exactly once; not of
**     one that they stopped themselves. On open pages the events of a job reach only who asked, while they may see it.
**
**   enum { INTAKE };
**   const struct job_kind roster_jobs[] = {
**       [INTAKE] = { .name = "roster.intake", .run = intake_job, .words = N_("Nhập danh sách"), .may = ROSTER_IMPORT }, { 0 } };
**   … in a closure:  try(job_add(t, &(struct new_job){ .kind = &roster_jobs[INTAKE], .args = …, .school = …, .person = … }, &id)); */
#ifndef KHUE_WEB_JOB_H
#define KHUE_WEB_JOB_H

#include "data/tx.h"
#include "generated/enums.h"
#include "web/ctx.h"

enum { JOB_SOON = 1, JOB_USUAL, JOB_LATER };       /* somebody waits; (0 too) nobody waits; nightly */
enum { JOB_ATTEMPTS = 5, JOB_WAITING_MOST = 1000, JOB_KEPT_DAYS = 14, JOB_FAILED_DAYS = 45 /* shorter than request keys live */, JOB_LINKS_MOST = 4 };

/* A notice to who asked, when the job ends: source texts, N_(). {ten}: what it works on (`about`); {vi_sao}, only in `failed`: why,
** as its page says it, also that somebody else stopped it. NULL = nothing is said of such an end. */
struct job_tell { const char *done, *failed; };

struct job;
struct job_kind {
    const char *name;              /* "roster.intake": room and what; in the database, never changed */
    rc (*run)(struct job *j);
    const char *words;             /* N_(): what it is, on its page */
    const char *result;            /* N_(): words of the link to the result; NULL = "Xem kết quả" */
    int may;                       /* permission (access/permission.h) that the person who asked still needs; 0 = none */
    int attempts;                  /* 0 = JOB_ATTEMPTS */
    int priority;                  /* 0 = JOB_USUAL */
    int at_once;                   /* on one server; 0 = as many as there are threads */
    int waiting_most;              /* of one school; 0 = JOB_WAITING_MOST */
    int every_min;                 /* by itself, every so many minutes; 0 = never */
    const char *daily_at;          /* by itself, "02:30" in Hà Nội; NULL = never. Missed (switched off): at the next start */
    struct job_tell tell;
    bool outside;                  /* it reaches beyond the folder (letters, other systems, backups): does not run in a copy for trial (setting quiet), and waits */
    int retry_s;                   /* before the second attempt, doubled each time up to 6 hours, jitter on top; 0 = 30 */
};
/* A room's kinds, ended by name NULL; main.c lists the tables, as it lists those of routes. */
struct job_table { const char *room; const struct job_kind *kinds; };
extern const struct job_kind web_jobs[];           /* this floor's own: what is over is forgotten at night */

/* How long something is kept until a job forgets it. The job reads its row, and so does the page that tells everybody (rooms/privacy). */
struct keep {
    const char *what, *why;        /* N_() */
    int64_t days;                  /* 0: `asked` says it, or it is `minutes` */
    int64_t minutes;
    rc (*asked)(struct ask *a, int64_t *days);     /* where a setting decides */
    const char *job;               /* name of the kind that forgets it; NULL: a file's own use does */
    bool by_browser;               /* it lies in people's own browsers, which forget it (web/offline.h) */
};
struct keep_table { const char *room; const struct keep *rows; };                  /* rows end with what NULL */
extern const struct keep web_keeps[], mail_keeps[];                                /* of this floor */
extern const struct keep_table keep_tables[];                                      /* src/main.c; ends with room NULL */
static inline instant keep_before(const struct keep *k, instant now) { return (instant){ now.ms - (k->days * 1440 + k->minutes) * 60000 }; }

/* ---- queueing, inside a closure: waits when the closure is committed, and not at all when it is rolled back */
struct new_job {
    const struct job_kind *kind;
    const char *args;              /* of the kind's own, ids and numbers: "import=12 rev=3"; never personal data. NULL = none */
    const char *about;             /* what it works on, for its page (a file's name), or NULL */
    school_id school;              /* whose work: that of the ask, or 0 = of the whole system */
    person_id person;              /* who asked and sees its page; 0 = nobody */
    int priority;                  /* 0 = the kind's */
    opt_instant not_before;
    const char *once;              /* while one with this text waits, *out is that one and no second is queued; NULL = any number */
};
/* CONFLICT in words when the queue of the kind is full for the school. Its language is that of the ask. */
rc job_add(struct tx *t, const struct new_job *in, job_id *out);
/* "/t/thcs/viec/0saphf26bzzg0": where its progress is shown; school_code NULL (a job without a school): "/viec/0saphf26bzzg0", for
** who asked alone. In the arena. */
const char *job_path(struct arena *a, const char *school_code, job_id id);

/* ---- running */
struct job {
    job_id id;
    school_id school;
    person_id by;
    const char *args;
    int attempt;                   /* 1 = the first */
    struct app *app;
    struct arena *arena;           /* its own, 64 MB; empty at the beginning of each attempt */
    struct ask *ask;               /* scope.school = school, me = by, the language of who asked; now = the last job_step, or the beginning of the attempt */
    const struct job_kind *kind;
};
/* The number (or id) after `name=` in the args; 0 when it is not there. */
int64_t job_arg(const struct job *j, const char *name);
/* Tells how far it is, and hears whether to go on; cheap, so call it in every turn of a loop, never inside a closure. `of` 0 = not
** known. Not OK: return it as it is. CONFLICT: cancelled, or the lease is lost; BUSY: the server stops. */
rc job_step(struct job *j, int64_t done, int64_t of);
/* Names a step that changes something: `transact(j->ask, job_key(j, "in"), …)` runs its closure once, however often the job
** runs; then key->repeated is set, key->answer is that of the first run, and nothing else is filled in. In the arena. */
struct request_key *job_key(struct job *j, const char *step);
/* Was that step committed by an attempt before this one? */
rc job_did(struct job *j, const char *step, bool *did);
/* A fresh id outside a closure, for what must be made before it. */
int64_t job_new_id(struct job *j);
/* The result, and the page where it is, or NULL. The last word counts. It is kept and put into words when it is read, in the reader's
** language: a source text, or one with parts by say_kept(). */
rc job_says(struct job *j, const char *words, const char *path);
/* One more link under the result, in words of its own (a source text). Links stay when the job fails for good: the way back. */
rc job_link(struct job *j, const char *words, const char *path);
/* May the person who asked still do that, on the object under the given param of routes ("lop", "em")? OK, or DENIED in words.
** For kinds whose permission hangs on an object; the others say `may`. */
rc job_may(struct job *j, int permission, const char *param, int64_t object);
/* How people reach us: "https://khue.example". */
const char *job_address(const struct job *j);
/* Housekeeping over all schools: from here on the ask has the scope of that school (0 = none). Only where j->school is 0. */
void job_enter_school(struct job *j, school_id school);

/* ---- looking and steering, for pages. Access decides by ON("viec") who may. */
struct job_link { const char *words, *path; };
struct job_face {
    job_id id;
    school_id school;
    person_id by;
    const char *kind, *words, *about;                  /* words: source text, translate with tr */
    enum job_state state;
    int64_t done, of;
    int attempt, attempts;
    instant made_at, due_at;
    opt_instant started_at, ended_at;
    bool stopping;                                      /* asked to stop, still running */
    const char *says, *error;                           /* "" = none; in the language of who looks */
    int error_number;
    struct job_link link[JOB_LINKS_MOST]; size_t links;
};
rc job_look(struct ctx *c, job_id id, struct job_face *out);                                         /* NOT_FOUND */
rc jobs_here(struct ctx *c, size_t most, struct job_face **out, size_t *n);                          /* asked for by people of the scope's school, newest first */
rc jobs_mine(struct ctx *c, size_t most, struct job_face **out, size_t *n);                             /* without a school, asked for by who looks */
rc jobs_everywhere(struct ctx *c, enum job_state state, size_t most, struct job_face **out, size_t *n);   /* for the operator */
struct job_counts { int64_t n[JOB_STATE_COUNT + 1]; };
rc jobs_count(struct ask *a, struct job_counts *out);
/* Whose it is: for access. NOT_FOUND. */
rc job_owner(struct ask *a, job_id id, school_id *school, person_id *by);
/* How a job ended, for whoever tells who asked. Texts as they are kept (say_again): links are lines "words<tab>path". */
struct job_over { job_id id; school_id school; person_id by, stopped_by; const struct job_kind *kind; enum job_state state; enum lang lang; const char *about, *links, *error; };
/* Waiting: ends. Running: is asked to stop at its next step. CONFLICT when it is over already. */
rc job_cancel(struct tx *t, job_id id, person_id by);
/* The same on pages: who asked hears of it (hooks.job_over) when somebody else stopped what still waited. */
rc job_cancel_told(struct tx *t, const struct app *app, job_id id, person_id by);
/* Failed or cancelled: waits anew, with all its attempts. CONFLICT otherwise. */
rc job_again(struct tx *t, job_id id);

/* Kinds that run by themselves, in the order of the program. In the arena. */
rc jobs_by_themselves(struct ctx *c, const struct job_kind *const **out, size_t *n);

#endif
