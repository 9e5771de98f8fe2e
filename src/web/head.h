/* The head of one request as the wire gave it, and the law that it must obey before anything else looks at it.
** Debian's libmicrohttpd 0.9.75 is lenient where proxies differ, and that is how requests are smuggled. So, before routing:
** (1) one Host, one Content-Length, one Transfer-Encoding, one Cookie at most, and never both length headers;
** (2) Transfer-Encoding is `chunked` or the request is refused; Content-Length is digits;
** (3) HTTP/1.1 names its host; the version is 1.0 or 1.1;
** (4) the target is a path of visible ASCII ("/…"), at most 4 KB; no fragment, no absolute form, no "..";
** (5) no control character in any header, no byte in a header's name that is not a token;
** (6) the header block is at most 16 KB and 64 lines;
** (7) GET, HEAD, POST, PUT, DELETE and OPTIONS only (the last three have rows of doors alone); GET, HEAD and OPTIONS carry no body.
** A refused request is answered and its connection closed. */
#ifndef KHUE_WEB_HEAD_H
#define KHUE_WEB_HEAD_H

#include "web/route.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HEAD_MAX   (16 * 1024)
#define HEAD_LINES 64
#define TARGET_MAX 4096

enum head_field {
    HEAD_HOST, HEAD_COOKIE, HEAD_ACCEPT_ENCODING, HEAD_ACCEPT_LANGUAGE, HEAD_IF_NONE_MATCH, HEAD_ORIGIN, HEAD_SEC_FETCH_SITE,
    HEAD_CONTENT_TYPE, HEAD_CONTENT_LENGTH, HEAD_TRANSFER_ENCODING, HEAD_REFERER, HEAD_USER_AGENT, HEAD_FORWARDED_FOR,
    HEAD_AUTHORIZATION, HEAD_CONTENT_ENCODING, HEAD_RANGE, HEAD_IF_RANGE, HEAD_IF_MATCH, HEAD_XAPI_VERSION, HEAD_FIELDS
};

struct head {
    const char *method, *target, *version;     /* as sent; not owned: they live as long as the request */
    const char *field[HEAD_FIELDS];            /* the first of its name (X-Forwarded-For: the last); NULL when absent */
    uint8_t times[HEAD_FIELDS];                /* how often it came */
    int lines;
    size_t size;                               /* bytes of the header block */
    bool bad;                                  /* a header's name or value that may not be */
    uint64_t address;                          /* keyed hash of the peer's address, for rate limits; 0 = none (loopback) */
};

void head_init(struct head *h, const char *method, const char *target, const char *version);
void head_add(struct head *h, const char *name, size_t name_n, const char *value, size_t value_n);
/* 0 when the head obeys, else the status that refuses it: 400, 405, 414, 431. */
int head_check(const struct head *h);
/* Does its target name a path at all (4)? A head may be refused for something else. */
bool head_leads(const struct head *h);
/* The declared length; -1 when the body is chunked, 0 when there is none. Only after head_check. */
int64_t head_length(const struct head *h);
enum method head_method(const struct head *h);           /* HEAD is served as GET */
const char *method_name(enum method m);                  /* "GET"; of KEYED "any" */

#endif
