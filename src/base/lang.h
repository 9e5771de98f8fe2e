/* Languages of the screens. Vietnamese is the source language: the text in the code is the message id. `_()` only marks a
** text for the PO tools; it is translated where it is put out (views, fault pages), by tr(). Texts with parts use
** {name}: "Chào {name}, có {n} việc". Language is per request. */
#ifndef KHUE_BASE_LANG_H
#define KHUE_BASE_LANG_H

#include "base/arena.h"
#include "base/str.h"
#include <stdarg.h>

enum lang { LANG_VI = 0, LANG_EN = 1 };

#define _(text)  (text)
#define N_(text) (text)

/* The text in the language, or the text itself where it has no translation. Never NULL for non-NULL text.
** The tables are generated from lang/en.po (tools/po). */
const char *tr(enum lang lang, const char *text);

/* tr() and then every {name} replaced: say(a, lang, _("Dòng {n} thiếu tên"), "n", "12", NULL). Names and values are
** alternating strings, closed by NULL; a value may not be NULL. In the arena, never NULL. */
const char *say(struct arena *a, enum lang lang, const char *text, ...) __attribute__((sentinel));
const char *vsay(struct arena *a, enum lang lang, const char *text, va_list ap);

/* A sentence that is kept and read later, by readers of another language: the text and its parts on one line, as say() takes them;
** a number goes in as kept_number(), a text to be translated too as it stands in the code. Sentences put one behind the other
** (arena_print "%s%s") are read with a space between them. In the arena, never NULL. */
const char *say_kept(struct arena *a, const char *text, ...) __attribute__((sentinel));
const char *vsay_kept(struct arena *a, const char *text, va_list ap);
/* One kept sentence with "…" for every part but these ("n gi"): what may be shown to others than who caused it. */
const char *kept_bare(struct arena *a, const char *kept, const char *parts);
const char *kept_number(struct arena *a, int64_t v);
/* What was kept, in the reader's language; a text that nobody kept so is a source text, or is shown as it is. In the arena. */
const char *say_again(struct arena *a, enum lang lang, const char *kept);

/* Where a language bends its words by a number, a translation says {name?one:many}: "{n} {n?slip:slips}". What stands between the
** braces, split; false where it is no such choice. The one is for a value of "1". */
bool message_choice(struct span inside, struct span *name, struct span *one, struct span *many);

#endif
