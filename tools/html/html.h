/* The view compiler: ui/ and rooms/ html files into C functions. tools/README.md describes the language.
**
** What stays true:
** (1) every {{x}} is written at a place that the state machine (place.c) knows, and by the escape of that place; a place
**     that has no escape (script, style, comment, names, unquoted values) does not build;
** (2) markup reaches the output only from the template itself or from another view;
** (3) each element that a view opens is closed in the same branch, but for frames (views named …_top and …_begin leave
**     elements open, …_end closes them);
** (4) a compiler error about an expression names the line of the template (#line). */
#ifndef KHUE_TOOLS_HTML_H
#define KHUE_TOOLS_HTML_H

#include "base/buf.h"
#include "base/str.h"
#include <stdbool.h>
#include <stddef.h>

/* One template file while it is read. Errors are printed as "file:line: message" and end the program. */
struct source { const char *name; const char *p, *end; int line; };

void refuse_at(const struct source *s, const char *fmt, ...) __attribute__((format(printf, 2, 3), noreturn));

/* ---- expr.c: what stands between {{ and }} ---- */
/* Moves s->p from just behind "{{" to just behind the matching "}}"; answers what is between. Strings, braces and nested
** {{}} (in the attribute of {{? … }}) are respected. Counts lines. */
struct span expr_take(struct source *s);
/* One thing off the front of *rest: up to blanks that stand outside strings and brackets. Empty at the end. */
struct span expr_word(struct span *rest);
/* True when the span begins with a C string literal; *text gets its bytes unescaped (adjacent literals joined) and *rest
** what follows. */
bool expr_literal(struct span in, struct buf *text, struct span *rest);

/* ---- place.c: where in the HTML we are ---- */
enum state { IN_TEXT, TAG_START, TAG_NAME, END_NAME, IN_TAG, ATTR_NAME, ATTR_EQUALS, ATTR_VALUE, IN_COMMENT, IN_DOCTYPE, IN_RAW };
enum { NAME_MAX_LEN = 40, DEPTH_MAX = 64 };

struct element { char name[NAME_MAX_LEN]; int line; bool no_translate, verbatim; };

struct place {
    enum state state;
    char tag[NAME_MAX_LEN];            /* of the tag being read */
    char attr[NAME_MAX_LEN];
    bool closing;                      /* the tag ends with / */
    bool value_begun;                  /* something stands in the value already */
    bool saw_alt, says_no_translate;
    int gap;                           /* white space not written yet: 1 = blanks, 2 = with a line break */
    bool after_block;                  /* what was written last stands on its own line anyway */
    bool after_part;                   /* a part was called last */
    struct element open[DEPTH_MAX];
    int depth;
    bool may_close;                    /* a view named …_end */
    char closed[DEPTH_MAX][NAME_MAX_LEN];   /* elements closed that this view did not open (…_end views) */
    int closed_n;
};

enum position { AT_TEXT, AT_ATTR, AT_URL };

void place_start(struct place *p);
/* One byte of the template; literal markup is added to `lit`. */
void place_char(struct place *p, struct source *s, struct buf *lit, char ch);
/* A dynamic thing is about to be written: settles white space, answers where we are, refuses where nothing may stand. */
enum position place_value(struct place *p, struct source *s, struct buf *lit);
void place_settle(struct place *p, struct buf *lit);          /* writes the white space that matters */
bool place_same(const struct place *a, const struct place *b);
const char *place_words(const struct place *p, char *out, size_t n);
bool place_is_translatable_attr(const char *name);

/* ---- view.c: a file into C ---- */
struct unit { const char *name; struct buf c; struct buf h; int views; };    /* one room, or ui */
void compile_file(struct unit *u, const char *path, const char *text, size_t n);

#endif
