/* A school that began on SQLite moves to PostgreSQL: its backup, restored with --db. */
#include "main/commands.h"
#include "base/why_not.h"
#include <errno.h>
#include <string.h>
#include <unistd.h>

/* The file may be of an older version: its tables are brought to those of this program first. It is a copy already, so none is made. */
static rc brought_up(const struct options *o, char *why, size_t why_size)
{
    struct db *db;
    struct db_config config = options_database(o, false);
    config.url = NULL;
    config.node = -1;
    config.restoring = true;
    try(db_open(&config, true, &db, why, why_size));
    db_copied(db);
    rc r = db_migrate(db, NULL, why, why_size);
    db_close(db);
    return r;
}

bool database_moved(struct errand *e, struct arena *a, const struct options *o)
{
    char why[1024] = "";
    struct db_taken taken;
    const char *file = arena_print(a, "%s/khue.db", o->config.data);
    struct db_config config = options_database(o, true);
    config.restoring = true;
    rc r = brought_up(o, why, sizeof why);
    if (r == OK) r = db_take(&config, file, &taken, why, sizeof why);
    if (r != OK) return wrong(e, 1, "%s", *why ? why : rc_name(r)), false;
    if (unlink(file) != 0) return wrong(e, 1, "%s: %s", file, why_not(errno)), false;
    fprintf(e->out, "moved into PostgreSQL: %lld rows in %d tables\n", (long long)taken.rows, taken.tables);
    return true;
}
