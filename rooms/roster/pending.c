/* Lets the program link until the pages of this room land; delete this file with the first of them. */
#include "roster/roster.h"
const struct route roster_routes[] = { { 0 } };
rc roster_waiting(struct ask *a, int64_t *i, int64_t *r) { (void)a; *i = *r = 0; return OK; }
rc roster_import_file(struct app *app, struct ask *a, person_id by, const char *f, const void *p, size_t n, bool commit, void (*line)(const char *), struct roster_outcome *out)
{ (void)app;(void)a;(void)by;(void)f;(void)p;(void)n;(void)commit;(void)line;*out=(struct roster_outcome){0}; return OK; }
