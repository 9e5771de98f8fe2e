/* A disk that fails on purpose, for tests on SQLite: the n-th write, truncation or extension of a database file from now on, of any
** thread, answers "no space left" (or "input/output error"), once; 0 disarms. Takes effect on files that SQLite opens afterwards
** too, since it stands below all of them. */
#ifndef KHUE_DATA_TEST_DISK_H
#define KHUE_DATA_TEST_DISK_H

#include <stdbool.h>

void disk_watch(void);                       /* once, before anything fails */
void disk_fail_after(long n, int error);     /* ENOSPC, EIO */
bool disk_fail_armed(void);                  /* fewer than n were asked for */

#endif
