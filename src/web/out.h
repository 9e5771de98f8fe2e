/* What compiled views write to. tools/html turns ui/ and rooms/<room>/views/ .html files into C functions
**     void view_NAME(struct out *o, const struct … *v);            (page and part views; parts may take any arguments)
** and escapes by position. Rooms never call put_* by hand: {{x}} does, through _Generic on the type of x. */
#ifndef KHUE_WEB_OUT_H
#define KHUE_WEB_OUT_H

#include "base/buf.h"
#include "base/lang.h"
#include "base/time.h"
#include "generated/ids.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct ctx;
struct out { struct buf *b; enum lang lang; struct ctx *c; };
typedef void (*view_fn)(struct out *o, const void *v);

/* Literal markup of a template; generated code only. In line, since its length is known there. */
static inline void put_raw(struct out *o, const char *p, size_t n) { buf_add(o->b, p, n); }
/* Escape runs for text and double-quoted attributes: & < > " ' */
void put_text(struct out *o, const char *s);                       /* NULL puts nothing */
/* href, src, action: own paths ("/…", "?…", "#…", ""), tel:, mailto: and https:// pass, anything else puts "#"; percent-encodes
** what may not stand there, then escapes as an attribute. For a value inside a longer URL ("/t/{{code}}/lop") put_url_part
** percent-encodes everything but unreserved characters. */
void put_url(struct out *o, const char *s);
void put_url_part(struct out *o, const char *s);
void put_int(struct out *o, int64_t v);                            /* grouped by the language: 2.044.006 */
void put_int_plain(struct out *o, int64_t v);                      /* attributes and URLs: 2044006 */
void put_uint(struct out *o, uint64_t v);
void put_uint_plain(struct out *o, uint64_t v);
void put_id(struct out *o, int64_t id);                            /* short form */
void put_day(struct out *o, day x);                                /* 05/09/2025 */
void put_day_plain(struct out *o, day x);                          /* 2025-09-05 in attributes (datetime=, value= of type=date) */
void put_opt_day(struct out *o, opt_day x);                        /* nothing when absent */
void put_opt_day_plain(struct out *o, opt_day x);
void put_instant(struct out *o, instant t);                        /* 14:05 05/09/2025 */
void put_instant_plain(struct out *o, instant t);                  /* 2025-09-05T07:05:00Z in attributes */
void put_opt_instant(struct out *o, opt_instant t);
void put_opt_instant_plain(struct out *o, opt_instant t);
void put_opt_int(struct out *o, opt_int v);
void put_opt_int_plain(struct out *o, opt_int v);
void put_bool_plain(struct out *o, bool v);                        /* true / false */

/* {{_ "Chào {ten}, có {n} việc" ten=v->name n=v->n}}: parts are put at their {name}, escaped for where the message stands.
** <b>…</b> inside a message's text is allowed and passes. */
struct msg_part { const char *name; const char *text; };
void put_message(struct out *o, const char *text, const struct msg_part *parts, size_t n);
/* A message of n bytes without parts, in which the source language needs no escape (tools/html has looked). */
static inline void put_said(struct out *o, const char *text, size_t n)
{
    if (o->lang == LANG_VI) put_raw(o, text, n);
    else put_message(o, text, NULL, 0);
}
const char *part_text(struct out *o, const char *s);
const char *part_int(struct out *o, int64_t v);
const char *part_uint(struct out *o, uint64_t v);
const char *part_day(struct out *o, day x);
const char *part_instant(struct out *o, instant t);
const char *part_id(struct out *o, int64_t id);

#endif
