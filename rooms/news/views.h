/* What the views of news show. */
#ifndef KHUE_ROOMS_NEWS_VIEWS_H
#define KHUE_ROOMS_NEWS_VIEWS_H

#include "news/news.h"
#include "ui/ui.h"

/* A list of published news: of one school for everybody, or of my family's schools. */
struct news_list_view { const char *school_code, *school_name; /* NULL: mine */ const struct news_line *line; size_t n; const char *next; /* ?sau= of the next page, or NULL */ bool begun, can_write; };
struct news_view {
    news_id id;
    const char *school_code, *school_name, *title;
    const char *const *paragraph; size_t paragraphs;
    instant at;
    bool house;                                         /* inside: the frame of signed-in people, and the button below */
    bool was_read;
};

struct written_line { news_id id; enum news_state state; enum news_audience audience; const char *title; instant written_at; opt_instant published_at; int64_t told; };
struct written_view { const char *school_code; const struct written_line *line; size_t n; const char *next; bool begun; };

struct write_view {
    const char *school_code;
    news_id id;                                         /* 0: a new piece */
    enum news_state state;
    const char *title, *body, *audience, *reason;
    int64_t rev, told, readers;
    const struct ui_choice *choice; size_t choices;
    opt_instant published_at;
};

#endif
