/* What the views of settings show. */
#ifndef KHUE_ROOMS_SETTINGS_VIEWS_H
#define KHUE_ROOMS_SETTINGS_VIEWS_H

#include "settings/inside.h"
#include "ui/ui.h"

struct setting_line {
    const struct setting *s;
    const char *name, *rev_name, *was_name, *id;     /* of its inputs: d-<key>, r-<key>, g-<key> */
    const char *text;                                /* set at this level, as people write it; "" = nothing */
    const char *otherwise;                           /* what holds without it: "14 ngày" */
    const char *source;                              /* the regulation that says so, or NULL */
    int64_t rev;
    const char *by_name; instant at;                 /* who set it last; at 0 = nobody */
    bool may, first;                                 /* first of its group */
    const char *overtaken;                           /* somebody else has set this since the form was shown, in words; or NULL */
};
struct settings_view {
    struct ui_crumb crumb[2];
    const char *title, *lede, *action, *level;       /* level: value of the hidden field muc */
    const struct ui_tab *tab; size_t tabs;
    const struct setting_line *line; size_t n;
    bool can_save;
};

#endif
