/* A request taken apart: path, query, cookies and the fields of its body, decoded strictly. Nothing here knows what the
** fields mean; that is form.c. Bounds: 64 query fields, 4,000 body fields, 256 parts of a multipart body, names of 128 bytes.
** What stays true: every name and value is valid UTF-8 without NUL, percent decoded once; where a percent sequence is broken
** or a bound is passed, the whole request is INVALID (400), never cut or guessed. */
#ifndef KHUE_WEB_REQUEST_H
#define KHUE_WEB_REQUEST_H

#include "base/buf.h"
#include "web/form.h"
#include "web/head.h"
#include "web/router.h"

#define QUERY_FIELDS 64
#define BODY_FIELDS  4000
#define BODY_PARTS   256
#define FIELD_NAME_MAX 128
#define BODY_MAX   (64 * 1024)
#define UPLOAD_MAX (16 * 1024 * 1024)

struct uploaded { const char *field; struct upload file; };

struct request {
    const struct head *head;
    enum method method;
    const char *path;                      /* as sent, without the query */
    const char *target;                    /* path and query as sent: where to come back to */
    struct match match;
    struct typed_list query, body;
    struct bytes raw;                      /* below a door: the body as sent */
    struct uploaded *file; size_t files;
};

/* Bytes that live with the request in `a`. `body` may be empty. INVALID: a broken query, body, or an unknown body type. */
rc request_read(struct request *q, struct arena *a, const struct head *head, const struct match *match, struct bytes body);

rc urlencoded_read(struct arena *a, struct span s, size_t most, struct typed_list *out);
/* content_type is the header's whole value. */
rc multipart_read(struct arena *a, const char *content_type, struct bytes body, struct request *q);

/* The value of the first cookie of that name; false when there is none. */
bool cookie_find(const struct head *head, const char *name, struct span *value);
const char *typed_find(const struct typed_list *list, const char *name);       /* NULL when missing */
/* The first element that both sides know: is `token` (gzip, br) accepted with q > 0? */
bool accepts(const char *header, const char *token);

#endif
