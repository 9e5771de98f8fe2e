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

/* Where a language bends its words by a number, a translation says {name?one:many}: "{n} {n?slip:slips}". What stands between the
** braces, split; false where it is no such choice. The one is for a value of "1". */
bool message_choice(struct span inside, struct span *name, struct span *one, struct span *many);

#endif
