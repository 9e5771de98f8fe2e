/* Names of classes: one class however it is spelled. "6A1", "6 A1", "Lớp 6a1", "6.A1", "6-A1" are one; "6A10" is another, and
** "6/1" keeps its stroke, since 61 would be something else. Names without a grade (preschool) keep their spelling. */
#ifndef KHUE_ROOMS_ROSTER_READ_CLASS_SPELLING_H
#define KHUE_ROOMS_ROSTER_READ_CLASS_SPELLING_H

#include "base/arena.h"

struct class_spelling {
    const char *name;      /* as it should be written; "" for blank text */
    const char *key;       /* equal for equal classes */
    int grade;             /* 1-12 when the name begins with it, else 0 */
};
struct class_spelling class_spelling_read(struct arena *a, const char *text);
/* The class that was probably meant when a digit was typed as a letter: "6AI" -> "6A1", "6A1O" -> "6A10". "" = nothing odd. */
const char *class_spelling_unmixed(struct arena *a, const char *name);

#endif
