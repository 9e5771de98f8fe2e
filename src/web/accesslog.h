/* Access log: the request's name, method, row (not the path), status, microseconds, where it ran. No address, no person, no query: nothing in it
** is personal data. Lines are gathered and written once a second by the watchman (watch.c), or when the buffer is full. */
#ifndef KHUE_WEB_ACCESSLOG_H
#define KHUE_WEB_ACCESSLOG_H

#include <stdint.h>

void access_log_add(const char *request, const char *method, const char *row, int status, int64_t micros, const char *where);
void access_log_flush(void);

#endif
