/* What the views of notices show. */
#ifndef KHUE_ROOMS_NOTICES_VIEWS_H
#define KHUE_ROOMS_NOTICES_VIEWS_H

#include "generated/enums.h"
#include "ui/ui.h"

struct notice_line { notice_id id; enum notice_kind kind; const char *words; instant at; bool fresh; };
struct notices_view { const struct notice_line *line; size_t n; const char *next; bool begun; const char *until; /* of the newest, for "all read" */ bool any_fresh, mail_works; };
struct choices_view { const char *address; bool on[NOTICE_KIND_COUNT + 1]; };

#endif
