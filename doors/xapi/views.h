/* What the views of xapi show. */
#ifndef KHUE_DOORS_XAPI_VIEWS_H
#define KHUE_DOORS_XAPI_VIEWS_H

#include "generated/xapi_queries.h"
#include "ui/ui.h"
#include "xapi/operate.h"
#include "xapi/xapi.h"

/* made: the key that was just made, with its secret, or NULL. */
struct keys_view { const char *school_code, *address; const struct key_line *key; size_t n; const struct key_line *made; const char *secret; bool rotated;
                   const struct ui_choice *scope; size_t scopes; const struct origins_here_row *origin; size_t origins; };

/* Accounts in other systems. name: of the statement whose account is asked about, "" = the lists. */
struct stranger_line { const char *account, *where, *called, *key, *name; instant at; int64_t told; };
struct known_view { const char *school_code, *name, *typed; const char *account, *where, *called; bool missing, taken, people_more; const struct ui_choice *people; size_t people_n;
                    const struct stranger_line *stranger; size_t strangers; const struct known_line *line; size_t n; const char *next; };

#endif
