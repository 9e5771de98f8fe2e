/* What the views of exchange show. */
#ifndef KHUE_DOORS_EXCHANGE_VIEWS_H
#define KHUE_DOORS_EXCHANGE_VIEWS_H

#include "access/permission.h"
#include "exchange/inside.h"
#include "files/files.h"
#include "ui/ui.h"

/* A run: failed when its job ended in vain, so that it waits for somebody to go on with it. */
struct run_shown { const struct runs_of_school_row *r; const char *id, *job_path; bool failed; const char *why; const struct file_line *file; size_t files; };
struct out_view { const char *school_code; const struct run_shown *run; size_t n; bool had /* an export was finished before */; };
/* open: the one that was asked for, with what it refused; NULL = none. */
struct in_view { const char *school_code; const struct run_shown *run; size_t n; const struct run_shown *open; const struct run_of_row *row; const struct refused_of_row *refused; size_t refusals;
                 const struct ui_choice *version; size_t versions; };
/* waiting: how many have not been looked at; many: at least a thousand. */
struct target_shown { const struct targets_of_school_row *r; const char *id, *why; int64_t waiting; bool many; const struct missed_of_row *miss; size_t misses; };
struct forward_view { const char *school_code; const struct target_shown *target; size_t n; const struct ui_choice *kind, *what, *actor, *from, *version; size_t kinds, whats, actors, froms, versions; };

#endif
