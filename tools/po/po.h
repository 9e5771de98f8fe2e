/* The texts of the screens and their English.
**
** What stays true: (1) every text marked in the sources has an English one before `make check` passes; (2) no entry stays that
** nothing uses; (3) {parts} and <b> of both languages are the same; (4) lang/en.po and lang/en-ROOM.po together are one
** table: the same text has one translation, wherever it stands. */
#ifndef KHUE_TOOLS_PO_H
#define KHUE_TOOLS_PO_H

#include "base/arena.h"
#include "base/str.h"
#include <stdbool.h>
#include <stddef.h>

/* A text as the sources use it: where it was seen first, and its area ("ui", "roster"; "src" for the floors). */
struct used { const char *text, *file, *area; int line; };
/* An entry of a .po file. */
struct entry { const char *text, *english, *file; int line; bool used; };

struct po {
    struct arena arena;
    struct used *used; size_t used_n, used_room;
    struct entry *entry; size_t entries, entries_room;
    int wrong;                       /* errors told so far */
};

void po_wrong(struct po *po, const char *file, int line, const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* collect.c */
void collect_all(struct po *po);                                      /* src rooms doors ui: *.c *.h *.html *.sql */
void collect_text(struct po *po, const char *file, const char *text); /* one file; its kind by its name */
void use(struct po *po, const char *text, const char *file, int line);

/* entries.c */
void entries_read_all(struct po *po);                                 /* lang/en*.po */
void entries_read(struct po *po, const char *file, const char *text);
void entries_check(struct po *po, bool complete);                     /* parts, <b>, doubles; complete: missing and stale too */
struct entry *entry_of(struct po *po, const char *text);              /* with a translation; NULL */
const char *po_quote(struct po *po, const char *text);                /* as it stands in a .po file, quotes included */

const char *file_read(struct po *po, const char *path);               /* NULL when there is none */

#endif
