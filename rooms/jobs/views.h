/* What the views of jobs show. */
#ifndef KHUE_ROOMS_JOBS_VIEWS_H
#define KHUE_ROOMS_JOBS_VIEWS_H

#include "ui/ui.h"
#include "web/job.h"

struct job_view { const char *school_code; /* NULL = of no school */ const char *path; int every_s; /* asked again; 0 = over */ struct job_face job; const char *by_name; /* NULL = nobody, or not of the school */ bool again; /* last attempt failed */ bool office; };
struct job_line { struct job_face job; const char *who; /* by, or the school's name for the operator; NULL = none */ };
struct jobs_view { const char *school_code; const struct job_line *line; size_t n; };

struct job_kind_line { const char *name, *words, *when; };
struct jobs_all_view {
    const struct job_line *mine; size_t mines;               /* that the administrator asked for */
    const struct job_kind_line *kind; size_t kinds;          /* that run by themselves */
    struct job_counts counts;
    const struct ui_tab *tab; size_t tabs;
    enum job_state state;
    const struct job_line *line; size_t n;
};

#endif
