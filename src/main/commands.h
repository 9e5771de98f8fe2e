/* The commands of khue: one row each, none asks a question. A command gets the options that follow its name, answers the
** process's exit status (0 fine, 1 refused with a reason on stderr, 2 wrong use), and works on the data folder itself;
** while a server holds the folder it refuses and says so. */
#ifndef KHUE_MAIN_COMMANDS_H
#define KHUE_MAIN_COMMANDS_H

#include "main/options.h"
#include "data/stmt.h"
#include "web/app.h"

struct command {
    const char *name;
    int (*run)(int argc, char **argv);
    const char *use;          /* what stands after the name */
    const char *words;        /* one line for `khue help` */
};
extern const struct command commands[];              /* ends with name NULL */
extern const struct route_table route_tables[];      /* main.c: every room's routes */

int serve_command(int argc, char **argv);
int migrate_command(int argc, char **argv);
int school_command(int argc, char **argv);
int user_command(int argc, char **argv);
int import_command(int argc, char **argv);
int demo_command(int argc, char **argv);
int routes_command(int argc, char **argv);
int who_may_command(int argc, char **argv);
int config_command(int argc, char **argv);

/* What commands share: the app with its database open, the rooms' hooks in place, an ask of its own. */
struct session_of_work {
    struct app app;
    struct arena arena;
    struct fault fault;
    struct ask ask;
};
/* Opens what the options say and migrates a new folder. false: a reason is on stderr. */
bool work_begin(struct session_of_work *w, const struct options *o);
void work_end(struct session_of_work *w);
/* Prints the fault and answers 1. */
int work_refused(const struct session_of_work *w, rc kind);
void app_hooks(struct app *app);

#endif
