/* What the page shows. */
#ifndef KHUE_ROOMS_HOOKS_VIEWS_H
#define KHUE_ROOMS_HOOKS_VIEWS_H

#include "generated/hooks_queries.h"

struct hooks_view {
    const char *school_code;
    const struct hooks_open_row *hook; size_t n;
    const struct hook_sends_lately_row *send; size_t sends;
};

#endif
