/* Inside of hooks. */
#ifndef KHUE_ROOMS_HOOKS_INSIDE_H
#define KHUE_ROOMS_HOOKS_INSIDE_H

#include "base/str.h"
#include "generated/hooks_queries.h"
#include "hooks/hooks.h"

enum { HOOKS_MOST = 10, HOOK_SECRET_LEAST = 16 };

struct new_hook { hook_id id; const char *name, *address; struct bytes sealed; };
rc hook_add(struct tx *t, const struct new_hook *in);
struct hook_stop { hook_id id; int64_t rev; };
rc hook_stop(struct tx *t, const struct hook_stop *in);
/* To one alone: that somebody tries it. */
rc hook_try(struct tx *t, hook_id id, const char *path);
/* Where its secret lies under lock. */
const char *hook_place(struct arena *a, school_id school, const char *address);

#endif
