/* What a file is, by its content. What a browser or a name says is never believed.
** What stays true: (1) an answer is one of the types of kind.c, so that an allow list can name it; whatever else a file is, it is
** KIND_UNKNOWN, and HTML, SVG, scripts, programs and documents with macros are among those; (2) libmagic sees the first
** KIND_HEAD bytes only, with its slow and its unpacking checks off; of a ZIP only the names of its first ZIP_NAMES entries are
** read, and nothing is unpacked. */
#ifndef KHUE_WEB_KIND_H
#define KHUE_WEB_KIND_H

#include "base/arena.h"
#include <stdbool.h>
#include <stddef.h>

#define KIND_HEAD    (64 * 1024)
#define KIND_UNKNOWN "application/octet-stream"

/* "image/jpeg" …: a text of the program. Thread-safe. */
const char *kind_of(const void *p, size_t n);
/* ".jpg"; "" for KIND_UNKNOWN. */
const char *kind_ending(const char *type);
/* Words for people, source text: N_("Excel (.xlsx)"). */
const char *kind_words(const char *type);
bool kind_listed(const char *types, const char *type);          /* is it in the blank-separated list? */
bool kind_is_picture(const char *type);                         /* one that we make ourselves and may show in a page */

/* A name for display and for saving: without folders, control and direction characters, at most 100 characters, and with the
** ending of its type (so that photo.jpg.html which is a PDF is saved as .pdf). Never empty. */
const char *kind_name(struct arena *a, const char *name, const char *type);

#endif
