/* The bounded pool of workers: writes, reports, uploads, password hashes, and reads that took too long on a loop.
** What stays true: (1) a job that was taken runs exactly once, also during the stop; (2) no more than `queue` jobs wait:
** a full pool answers false at once and the caller says 503; (3) a worker's arena is empty when a job begins. */
#ifndef KHUE_WEB_WORKER_H
#define KHUE_WEB_WORKER_H

#include "base/rc.h"
#include "web/kit.h"
#include <stdbool.h>

#define WORKERS 16
#define WORKER_QUEUE 256
#define HASHERS 48                 /* threads for rows that wait for password hashes: they sleep nearly always */
#define HASHER_QUEUE 64

struct workers;
typedef void (*worker_job)(struct kit *kit, void *arg);

rc workers_start(struct workers **w, int threads, int queue, struct db *db);
bool workers_give(struct workers *w, worker_job run, void *arg);
int workers_waiting(struct workers *w);                /* jobs that no thread has taken yet */
void workers_stop(struct workers *w);                  /* runs what waits, joins; from then on gives are refused */
void workers_drop(struct workers *w);                  /* stops if needed, frees; NULL is fine */

#endif
