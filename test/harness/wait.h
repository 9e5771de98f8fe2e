/* Waiting for what another thread, process or program does: for the thing itself, never for a time after which it should have happened.
**
**   while (played.ran < 3 && wait_more(t)) continue;
**
** wait_more rests a moment and answers true. Once a test has waited at this place for minutes, which only a broken program reaches, it fails the
** test and answers false. What must NOT happen gets time to by let_pass: a slow machine never makes a sound program fail there.
** Nothing else in a test sleeps, and none measures how long something took (law 19). */
#ifndef KHUE_TEST_WAIT_H
#define KHUE_TEST_WAIT_H

#include "test/harness/test.h"

enum { WAIT_MOST_S = 300, WAIT_MOST_MS = WAIT_MOST_S * 1000 };

#define wait_more(t) wait_more_at((t), __FILE__, __LINE__)
bool wait_more_at(struct test *t, const char *file, int line);

void let_pass(int ms);
/* How long a read from this socket may take: WAIT_MOST_MS. */
void socket_is_patient(int fd);

#endif
