/* The few conversions of which pages are made, without the machinery of printf, which costs five times as much. */
#ifndef KHUE_BASE_PRINT_H
#define KHUE_BASE_PRINT_H

#include <stdarg.h>
#include <stddef.h>

#define PRINT_NOT_PLAIN ((size_t)-1)

/* What vsnprintf would write for %s, %d, %lld, %zu and %%, no NUL behind it: how many bytes. PRINT_NOT_PLAIN when fmt holds another conversion, a %s is
** NULL, or `room` is too small: then vsnprintf is to be asked. ap stays as it is. */
size_t print_plain(char *out, size_t room, const char *fmt, va_list ap);

#endif
