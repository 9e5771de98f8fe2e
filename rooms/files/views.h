/* What the views of files show. */
#ifndef KHUE_ROOMS_FILES_VIEWS_H
#define KHUE_ROOMS_FILES_VIEWS_H

#include "files/photos.h"
#include "people/people.h"
#include "ui/ui.h"

struct photo_view {
    struct person_brief person;
    const char *base;                       /* where the forms go: /ho-so/…/anh */
    person_file_id photo;
    const char *picture, *by_name;          /* NULL = no photo; by_name may be NULL */
    instant at;
    bool mine, pupil, can_give;
    struct tick tick;
    const char *tick_words;                 /* for a guardian: what to tick while nothing is ticked */
    const char *school_code;                /* for the school's people; else NULL */
};

#endif
