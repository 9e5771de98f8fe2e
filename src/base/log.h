/* Log: one line a record on stderr, key=value, never personal data (ids only). Thread-safe. */
#ifndef KHUE_BASE_LOG_H
#define KHUE_BASE_LOG_H

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR };
void log_set_level(enum log_level least);
void log_line(enum log_level level, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
