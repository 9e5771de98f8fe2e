/* A route is one row that a person can read, and the only place where a page's permission is written. From these tables
** come the router, the menu, `khue routes`, `khue who-may`, the crawl list and the test matrix.
**
**   { GET,  "/t/:truong/thu-vien",           MAY(LIBRARY_READ),            NULL,       QUICK, shelf_page,  N_("Thư viện") },
**   { POST, "/t/:truong/thu-vien/:muc/muon", MAY(LIBRARY_LEND, ON("muc")), &lend_form, WRITE, lend_action, NULL, shelf_page },
**
** `:truong` is a school's code, `:ma` a text (code or token, up to 64 characters of A-Z a-z 0-9 - _ .); every other :param is
** an object's id in its short form, and a path whose id cannot be read is NOT_FOUND before any handler runs. So
** "/t/:truong/lop/moi" may stand beside "/t/:truong/lop/:lop" (`moi` is no id), but nothing beside `:truong` or `:ma`.
** ON() names the object that access loads and decides on. */
#ifndef KHUE_WEB_ROUTE_H
#define KHUE_WEB_ROUTE_H

#include "base/rc.h"
#include <stdbool.h>

struct ctx;
struct reply;
struct form_spec;
struct door;
typedef rc (*handler)(struct ctx *c, struct reply *r);

/* Rows are GET, POST or KEYED: asked by programs with a key of a door (web/door.h), by whatever method; the door tells those apart. */
enum method { GET = 1, POST, KEYED, PUT, DELETE, OPTIONS, METHODS };
enum runs_on {
    QUICK = 1,    /* on the loop under a 5 ms deadline, past it again on a worker (SQLite); GET only, pure */
    SLOW,         /* on a worker; GET only, pure: reports, exports, files */
    WRITE,        /* on a worker; POST */
    UPLOAD        /* on a worker; POST multipart/form-data, body up to 16 MB (else 64 KB); KEYED */
};

/* What may be asked of whom: codes in rooms/access/permission.h, decided by access from current relations to the object. */
struct need { int permission; const char *on; };
#define ON(param) (param)
#define MAY(...)  { __VA_ARGS__ }

struct route {
    enum method method;
    const char *path;
    struct need need;
    const struct form_spec *form;     /* typed form of a POST, query form of a GET, or NULL */
    enum runs_on runs_on;
    handler run;
    const char *title;                /* menu and page words, N_(); NULL for actions */
    handler again;                    /* POST: the page shown with 422 and what was typed, when the form does not fit */
    bool hashes;                      /* WRITE that waits for password hashes (web/hash.h): on threads of their own, so that a morning of
                                         sign-ins, or somebody who guesses, holds up nobody else. Its handler gives the database back
                                         (ask_done) before it waits */
    bool long_page;                   /* WRITE whose answer is a document of up to 64 MB (as for SLOW rows), not 4: much to be printed */
    bool unattended;                  /* GET that scripts ask by themselves: no sign of a person, so it does not keep a session from growing idle */
    bool framed;                      /* GET that other sites may show in a frame, or read by script: the same for everybody, so no session is
                                         read, and nothing in it runs */
    bool no_token;                    /* POST without CSRF token and request key (only the origin check): harmless and repeatable,
                                         so that its form may stand on pages that are the same for everybody */
    const struct door *door;          /* KEYED: whose keys open it (web/door.h); no session, cookie or form token counts there */
};

/* One room's table, ended by a row with method 0; main.c lists the tables. */
struct route_table { const char *room; const struct route *rows; };

#endif
