/* Inside of access: reading a code that somebody typed. */
#ifndef KHUE_ROOMS_ACCESS_CODES_H
#define KHUE_ROOMS_ACCESS_CODES_H

#include "access/access.h"
#include "web/token.h"

#define CODE_CHARS 10

/* false: it cannot be a code. */
bool code_read(const struct app *app, const char *typed, uint8_t hash[HASH_SIZE]);

/* The characters of a code, tidied; false: it cannot be one. */
bool code_chars(const char *typed, char out[CODE_CHARS + 1]);
/* As people see it: K7QM2-XW9PD. NULL: no memory. */
const char *code_shown(struct arena *a, const char code[CODE_CHARS + 1]);

/* code_store, for a slip on a sheet of its own; 0 = none. */
rc code_store_on(struct tx *t, const struct fresh_code *code, person_id by, instant until, slip_sheet_id sheet);

#endif
