/* What tools/po generates (generated/lang.c) and lang.c looks up: sorted by the bytes of vi (strcmp), without repeats. */
#ifndef KHUE_BASE_LANG_TABLE_H
#define KHUE_BASE_LANG_TABLE_H

#include <stddef.h>

struct lang_entry { const char *vi, *en; };
extern const struct lang_entry lang_en[];
extern const size_t lang_en_n;

#endif
