/* Options of the command line, the environment and DATA/khue.conf as one documented table (options.c). Later wins:
** built in < DATA/khue.conf < KHUE_NAME in the environment < --name on the command line. */
#ifndef KHUE_MAIN_OPTIONS_H
#define KHUE_MAIN_OPTIONS_H

#include "web/app.h"
#include <stddef.h>
#include <stdio.h>

#define OPTIONS_ARGS 16
#define OPTIONS_CONF (64 * 1024)

struct options {
    struct config config;
    FILE *err;                           /* where it is said what is wrong */
    const char *arg[OPTIONS_ARGS]; size_t args;          /* words that are no options */
    const char *name[OPTIONS_ARGS * 2], *value[OPTIONS_ARGS * 2]; size_t named;   /* options of one command: --code x */
    char base_url[32];                   /* where none was given */
    char conf[OPTIONS_CONF];             /* text of DATA/khue.conf, cut into values */
    char secrets[4096]; size_t secrets_n;                /* what the *-file settings hold */
};

/* Reads the words of the errand. `own` lists the command's own options ("code name level"), NULL = none; a tick ends with '!' ("admin!").
** Inside a server its settings hold, and only words that do not contradict them are taken.
** false: what is wrong was said on e->err. */
struct errand;
bool options_read(struct options *o, const struct errand *e, const char *own);
/* The data folder that these words mean, before anything else is read. */
const char *options_folder(int argc, char **argv);
/* The database of these settings: as the server's role, or as the owner of the tables, who migrates and restores. */
struct db_config options_database(const struct options *o, bool owner);
const char *option(const struct options *o, const char *name);     /* a command's own option, or NULL */
void options_print(const struct options *o, FILE *out);             /* khue config --print; of secrets only where they lie */
void options_markdown(FILE *out);                                   /* the table of docs/deploy.md */

#endif
