/* Inside of news: what its files share. */
#ifndef KHUE_ROOMS_NEWS_INSIDE_H
#define KHUE_ROOMS_NEWS_INSIDE_H

#include "news/news.h"
#include "web/form.h"
#include "web/reply.h"

enum { NEWS_TELL_JOB };                                   /* news_jobs */
enum { NEWS_TELL, NEWS_OPEN };                                       /* news_settings */

struct news_open_row;
instant news_updated(const struct news_open_row *n);        /* news.c: when what everybody reads of it changed last */

/* found.c: on the shelf of its audience, and off the other; or off both. */
rc news_be_found(struct tx *t, news_id id, const struct news_text *text);
rc news_be_lost(struct tx *t, news_id id);

/* The first paragraph, cut at a word after about 160 letters. */

extern const struct form_spec news_form, news_step_form, news_back_form;
rc news_page(struct ctx *c, struct reply *r);             /* read_pages.c */
rc news_one_page(struct ctx *c, struct reply *r);
rc news_feed_file(struct ctx *c, struct reply *r);             /* feed.c */
rc my_news_page(struct ctx *c, struct reply *r);
rc my_news_one_page(struct ctx *c, struct reply *r);
rc news_read_action(struct ctx *c, struct reply *r);
rc written_page(struct ctx *c, struct reply *r);          /* write_pages.c */
rc write_page(struct ctx *c, struct reply *r);
rc edit_news_page(struct ctx *c, struct reply *r);
rc write_action(struct ctx *c, struct reply *r);
rc edit_news_action(struct ctx *c, struct reply *r);
rc publish_action(struct ctx *c, struct reply *r);
rc withdraw_action(struct ctx *c, struct reply *r);

#endif
