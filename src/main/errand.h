/* One call of a command: its words, where it reads and writes. A command never touches stdin, stdout, stderr or the working
** folder by itself, so that it may run in its own process or, for a caller over DATA/control.sock, inside the running server.
**
** What stays true:
** (1) files that the caller names are read by the caller's process, with the caller's rights (errand_file);
** (2) a path that the server writes to is whole: it begins where the caller stands (errand_path), and the server's rights hold;
** (3) output that the caller no longer takes is dropped; the command goes on to its end, or stops where it asks errand_over. */
#ifndef KHUE_MAIN_ERRAND_H
#define KHUE_MAIN_ERRAND_H

#include "base/arena.h"
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct app;
struct options;

/* The server that commands run in. */
struct command;
struct host {
    struct app *app;
    const struct options *options;
    const struct command *commands;  /* ends with name NULL */
    int silent_ms, deaf_ms;          /* how long a caller may say nothing, and take nothing; 0 = as it is for people (control.h), tests have times of their own */
    atomic_bool stopping;
};

struct errand {
    int argc; char **argv;           /* what follows the command's name */
    FILE *out, *err;
    const char *stands;              /* the caller's working folder; NULL = this process's */
    struct host *host;               /* NULL: the command opens the data folder itself */
    int wire;                        /* the caller's socket; only with host */
    bool patient;                    /* a folder that somebody holds: say nothing and set `held` */
    bool held;
};

/* The whole file (or "-", standard input) in the arena, `most` bytes at most. NULL: the reason is on e->err. */
const char *errand_file(struct errand *e, struct arena *a, const char *path, size_t most, size_t *n);
/* The path as the working folder of the caller makes it. NULL: too long. */
const char *errand_path(struct errand *e, struct arena *a, const char *path);
/* Should something long stop? The caller is gone, or the server is ending. */
bool errand_over(struct errand *e);

#endif
