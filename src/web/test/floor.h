/* A small program for the tests of this floor: a few rows, hooks that know three people, an empty database in t->folder. */
#ifndef KHUE_WEB_TEST_FLOOR_H
#define KHUE_WEB_TEST_FLOOR_H

#include "test/harness/test.h"
#include "web/app.h"

enum { FAKE_ANYBODY = 0, FAKE_SIGNED_IN, FAKE_AN_ONLY };

/* An and Bình may sign in, Chi may not any more. */
#define AN   ((person_id){ 1001 })
#define BINH ((person_id){ 1002 })
#define CHI  ((person_id){ 1003 })

/* A page of /cham takes takes_ms (100), and while `hold` does not end. */
struct floor { struct app app; struct http *http; struct test *t; atomic_int written, slow_running, takes_ms; atomic_bool hold; };

bool floor_open(struct test *t, struct floor *f);
bool floor_serve(struct test *t, struct floor *f);          /* sockets too, on a free port of 127.0.0.1 */
bool floor_serve_with(struct test *t, struct floor *f, int slow_ms);       /* by when a head must be whole */
void floor_close(struct floor *f);

extern struct floor *floor_now;        /* what the rows write to */

/* Raw bytes over a socket; the whole answer until the server closes, in t->arena. */
int floor_connect(const struct floor *f);
const char *floor_read(struct test *t, int fd);
const char *floor_raw(struct test *t, const struct floor *f, const char *p, size_t n);
#define RAW(t, f, literal) floor_raw((t), (f), (literal), sizeof(literal) - 1)
int status_in(const char *answer);      /* of the first answer; 0 = none */

#endif
