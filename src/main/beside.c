/* Where a command runs that may run beside a server. */
#include "main/commands.h"
#include "main/control.h"
#include <unistd.h>

enum { TRIES = 50, TRY_MS = 100 };

/* A server that holds the folder does it for us. While one begins or ends, and while another command has the folder for a
** moment, we wait; the last try says who holds it. */
int run_beside(const struct command *c, struct errand *e)
{
    const char *folder = options_folder(e->argc, e->argv);
    for (int i = 0;; i++) {
        int status = control_call(folder, c->name, e);
        if (status >= 0) return status;
        e->held = false;
        e->patient = i < TRIES;
        status = c->run(e);
        if (!e->held || !e->patient) return status;
        usleep(TRY_MS * 1000);
    }
}
