/* What /dev/parts shows. */
#ifndef KHUE_UI_DEV_H
#define KHUE_UI_DEV_H

#include "ui/ui.h"
#include "web/reply.h"

struct dev_parts {
    const struct ui_work *work; size_t works;
    const struct ui_choice *choice; size_t choices;
    const struct ui_choice *way; size_t ways;
    const struct ui_child *child; size_t children;
    const char *const *name; size_t names;
    day born;
    const struct demo_card *card; size_t cards;
};

rc dev_parts_page(struct ctx *c, struct reply *r);
rc dev_porch_page(struct ctx *c, struct reply *r);
rc dev_made_page(struct ctx *c, struct reply *r);

#endif
