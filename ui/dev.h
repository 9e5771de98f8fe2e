/* What /dev/parts shows. */
#ifndef KHUE_UI_DEV_H
#define KHUE_UI_DEV_H

#include "ui/ui.h"
#include "web/reply.h"

struct dev_parts {
    const struct ui_link *page; size_t pages;          /* the groups */
    const char *long_name, *long_school, *long_text;
    struct ui_confirm confirm;
    const struct ui_choice *choice; size_t choices;
    const struct ui_choice *way; size_t ways;
    const struct ui_work *work; size_t works;
    const struct ui_child *child; size_t children;
    const struct ui_moment *agenda; size_t agendas;
    const struct ui_moment *station; size_t stations;
    const struct ui_moment *moment; size_t moments;
    const char *const *name; size_t names;
    day born;
    struct ui_register mark_book;
    struct ui_rubric rubric;
    struct ui_line line;
    struct ui_bars short_bars, long_bars;
    struct ui_heat heat;
    struct ui_way way_to;
    const struct ui_ladder *ladder; size_t ladders;
    const int64_t *sparks; size_t spark_n;
    struct ui_dawn dawn, dawn_read;
    const struct ui_tile *tile; size_t tiles;
    struct ui_consent consent;
    struct ui_four four;
    struct ui_letter letter, note;
    const struct demo_card *card; size_t cards;
    const struct ui_queued *queued; size_t queued_n;
};

#endif
