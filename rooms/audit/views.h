/* What the views of audit show. */
#ifndef KHUE_ROOMS_AUDIT_VIEWS_H
#define KHUE_ROOMS_AUDIT_VIEWS_H

#include "audit/inside.h"
#include "schools/schools.h"
#include "ui/ui.h"

struct journal_view {
    const char *title, *lede, *path;         /* path: of the journal, for links to one entry; "" = none */
    const struct ui_crumb *crumb; size_t crumbs;
    const struct journal_line *line; size_t n;
    const char *next, *query; bool begun;    /* query: the filters, to go along with next */
    bool filters, own, looked;               /* own: only what the reader did; looked: this page is on the ledger of the family */
    const struct ui_choice *person; size_t persons;
    const struct ui_choice *room; size_t rooms;
    const char *by, *about_room, *from, *to; /* what the filters stand at */
    const char *undo;                        /* where bulk acts are taken back; NULL = no link */
};
/* “words”; numbers and days as they are. In the arena of the page. */
const char *quoted(struct out *o, const char *text);
struct entry_view { const char *back; const struct journal_line *line; };

struct undo_line { const struct batch_line *batch; const char *label; bool open, known; instant until; struct undo_view view; };
struct undos_view { const char *school_code; const struct undo_line *line; size_t n; };
struct undo_one_view { const char *school_code; struct undo_line line; };

#endif
