/* No translations: what a program has that links without generated/lang.c (host tools, fuzz targets). Weak, so that the
** generated table takes its place. */
#include "base/lang_table.h"

__attribute__((weak)) const struct lang_entry lang_en[] = { { "", "" } };
__attribute__((weak)) const size_t lang_en_n = 0;
