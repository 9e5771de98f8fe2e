/* What the views of jobs show. */
#ifndef KHUE_ROOMS_JOBS_VIEWS_H
#define KHUE_ROOMS_JOBS_VIEWS_H

#include "ui/ui.h"
#include "web/job.h"

struct job_view { const char *school_code; struct job_face job; const char *by_name; /* NULL = nobody, or not of the school */ bool again; /* last attempt failed */ bool office; };
struct job_line { struct job_face job; const char *who; /* by, or the school's name for the operator; NULL = none */ };
struct jobs_view { const char *school_code; const struct job_line *line; size_t n; };

struct jobs_all_view {
    struct job_counts counts;
    const struct ui_tab *tab; size_t tabs;
    enum job_state state;
    const struct job_line *line; size_t n;
};

#endif
