/* Numbers about the running server, in Prometheus' text format, at /so-lieu.
**
** What stays true:
** (1) nothing about a person: rows of the route table, never paths, ids, names or addresses;
** (2) counting costs three atomic additions a request and no lock;
** (3) a number that floors above count is a function in the list of main (`metric_sources`). */
#ifndef KHUE_WEB_METRICS_H
#define KHUE_WEB_METRICS_H

#include "base/buf.h"
#include "data/ask.h"
#include "web/route.h"

struct app;
struct metrics;

struct metrics *metrics_make(const struct route_table *tables);             /* NULL: out of memory */
void metrics_drop(struct metrics *m);                                       /* NULL is fine */
/* One answer: its row (NULL = none: files, unknown paths, refused heads), status, how long it took. NULL m is fine. */
void metrics_count(struct metrics *m, const struct route *row, int status, int64_t micros);
/* A request for the public name that came without anybody's address: a proxy on this machine does not pass it on. */
void metrics_no_address(struct metrics *m);
int64_t metrics_nameless(const struct metrics *m);
/* Everything, into the buffer; `a` for sources that ask the database. What a source cannot say is left out. */
void metrics_print(struct app *app, struct ask *a, struct buf *out);

/* Another part's numbers: prints whole families with metric_head and metric_value. */
struct metric_source { const char *name; rc (*print)(struct app *app, struct ask *a, struct buf *out); };
void metric_head(struct buf *out, const char *name, const char *type /* counter, gauge */, const char *help);
/* `labels` as `state="failed"` (made of fixed words) or "". */
void metric_value(struct buf *out, const char *name, const char *labels, double value);

#endif
