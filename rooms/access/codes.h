/* Inside of access: reading a code that somebody typed. */
#ifndef KHUE_ROOMS_ACCESS_CODES_H
#define KHUE_ROOMS_ACCESS_CODES_H

#include "access/access.h"
#include "web/token.h"

#define CODE_CHARS 10
#define CODE_DAYS 14              /* how long a slip is good */

/* false: it cannot be a code. */
bool code_read(const struct app *app, const char *typed, uint8_t hash[HASH_SIZE]);

#endif
