/* Log: one record a line on stderr, key=value or a JSON object, never personal data (ids and counts only). Thread-safe.
** A record is written as `event=thing key=value why="several words"`; a value without quotes goes on to the next ` key=`. */
#ifndef KHUE_BASE_LOG_H
#define KHUE_BASE_LOG_H

#include <stdbool.h>
#include <stdint.h>

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };
void log_set_level(enum log_level least);
void log_set_json(bool json);
void log_line(enum log_level level, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* The record as log_line would write it, with its line break; for who gathers records. The length. */
int log_record(enum log_level level, char *out, int size, const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* A request's name: six letters and digits that can be said on the telephone (7KQ2MX), unlike those of the last weeks. From
** log_request on, what this thread logs carries it; NULL ends that. */
#define REQUEST_NAME_SIZE 7
void request_name(char out[REQUEST_NAME_SIZE]);
void log_request(const char *name);

#endif
