/* check: the law of the house as a program. It reads the tree once, cuts the C files into tokens and file-level items, and
** lets every law look at them. docs/laws.md says each law, why it is there, and how to keep it.
** What stays true:
** (1) a law only reads; what it finds goes through breach(), so that waivers, order and counts are kept in one place;
** (2) everything lives in one arena until the program ends; running out of memory ends the program;
** (3) paths are relative to the root of the tree and have no "./". */
#ifndef KHUE_TOOLS_CHECK_H
#define KHUE_TOOLS_CHECK_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"

enum { LAWS = 19 };

enum token_kind { TOKEN_NAME, TOKEN_NUMBER, TOKEN_STRING, TOKEN_CHAR, TOKEN_PUNCT };

struct token {
    const char *p; int n;         /* as written; strings with their quotes, the file of an #include as one string */
    int line;
    int match;                    /* of ( [ {: the token that closes it, and the other way round; -1 = none */
    int directive;                /* 0, or the number of the preprocessor directive it stands in, from 1 */
    enum token_kind kind;
};

struct comment { const char *p; int n; int line, last; bool alone; /* nothing before it on its first line */ };

enum item_kind {
    ITEM_FUNCTION,                /* with its body */
    ITEM_PROTOTYPE,
    ITEM_CALL,                    /* of a macro, at file level: CLOSURE(…) */
    ITEM_OTHER                    /* types, variables */
};

/* One declaration or definition at file level. */
struct item {
    enum item_kind kind;
    int first, last;              /* tokens, both included */
    int name;                     /* token of the function's or macro's name; -1 for others */
    int open;                     /* token { of a function's body */
    bool is_static, gives_rc;
};

/* `law N: reason` in a comment: breaches of law N from line `line` to line `last` are let pass. */
struct waiver { int law; int line, last; bool used; };

/* A line of floors.txt. */
enum place_kind { PLACE_FLOOR, PLACE_HALL, PLACE_ROOM, PLACE_DOOR, PLACE_MAIN };
struct place { enum place_kind kind; const char *name, *folder; int order, line; };

struct file {
    const char *path;
    const char *text; size_t n;   /* NUL-terminated; files with a NUL inside (pictures, fonts) are not kept */
    int lines;
    bool is_c, is_header;         /* .c or .h; .h. What tools are tested with is not looked at as C */
    bool is_test;                 /* in a folder test/, or in bench/ */
    const struct place *place;    /* NULL outside the floors: test/, tools/, docs/ */
    struct token *token; int tokens;
    struct comment *comment; int comments;
    struct item *item; int items;
    struct waiver *waiver; int waivers;
};

struct breach { const struct file *file; const char *path; int line, law; const char *text; bool warning; };

struct name_slot { struct span name; const void *value; };
/* Names to things: open addressing, never shrinks. */
struct names { struct name_slot *slot; size_t cap, n; };

/* A row of a route table, as written in C. */
struct route_row {
    const struct file *file; int line, last;
    struct span table;                                          /* name of the array that holds the row */
    struct span method, path, permission, on, runs_on, run;     /* path and on without quotes; empty = not given */
    bool has_form, has_again, no_token;
};

struct tree {
    struct arena arena;
    struct file *file; int files, files_cap;        /* by path */
    struct names paths;                             /* path -> struct file */
    struct place *place; int places;                /* floors.txt, from the ground up */
    struct route_row *row; int rows, rows_cap;
    struct breach *breach; int breaches, breaches_cap;
    int only;                                       /* 0 = all laws */
};

/* ---- tree.c: files and memory */
void tree_read(struct tree *t);                     /* everything below the current folder that the laws speak of */
const struct file *tree_find(const struct tree *t, const char *path);
bool path_exists(const char *path);                 /* file or folder on disk */
bool path_in(const struct file *f, const char *folder);        /* "rooms": anywhere below rooms/ */
bool path_ends(const char *path, const char *ending);
const char *path_base(const char *path);            /* after the last / */
void *memory(struct tree *t, int count, size_t size);          /* zeroed; never NULL: ends the program instead */
/* Room for one more in a growing list. Returns the list. */
void *list_grow(struct tree *t, void *list, int n, int *cap, size_t size);

/* ---- names.c */
void name_put(struct tree *t, struct names *s, struct span name, const void *value);     /* the first one stays */
const void *name_find(const struct names *s, struct span name);                           /* NULL = none */

/* ---- lex.c, items.c: C, as far as the laws need it */
void lex(struct tree *t, struct file *f);
void find_items(struct tree *t, struct file *f);
bool token_is(const struct file *f, int i, const char *text);  /* false outside the file */
struct span token_span(const struct file *f, int i);
struct span string_inside(const struct file *f, int i);        /* a string token without its quotes */
/* A call of a function by name: name, then (, and not a member or a declaration of another kind. */
bool token_calls(const struct file *f, int i);
/* The tokens [*from, *to) of argument `wanted` (from 0) of the call whose ( is at `open`. false: it has fewer. */
bool call_argument(const struct file *f, int open, int wanted, int *from, int *to);

/* ---- places.c: floors.txt */
void places_read(struct tree *t);
bool place_is_room(const struct place *p);          /* hall, room or door */

/* ---- routes.c */
void routes_read(struct tree *t);

/* ---- breaches.c */
void waivers_read(struct tree *t, struct file *f);
/* "what is wrong; what to do". `f` may be NULL when the file is missing: then path_breach. */
void breach(struct tree *t, int law, const struct file *f, int line, const char *fmt, ...) __attribute__((format(printf, 5, 6)));
void path_breach(struct tree *t, int law, const char *path, const char *fmt, ...) __attribute__((format(printf, 4, 5)));
void warning(struct tree *t, int law, const struct file *f, int line, const char *fmt, ...) __attribute__((format(printf, 5, 6)));
int breaches_print(struct tree *t);                 /* in order; answers how many breaches there are, warnings not counted */

/* ---- the laws, in docs/laws.md by number */
void law_include(struct tree *t);      /* 1 */
void law_sql_in_c(struct tree *t);     /* 2 */
void law_questions(struct tree *t);    /* 3 */
void law_closure(struct tree *t);      /* 4 */
void law_words(struct tree *t);        /* 5 */
void law_route_tested(struct tree *t); /* 6 */
void law_danger(struct tree *t);       /* 7 */
void law_size(struct tree *t);         /* 8 */
void law_room_shape(struct tree *t);   /* 9 */
void law_workplace(struct tree *t);    /* 10 */
void law_docs(struct tree *t);         /* 11 */
void law_route_row(struct tree *t);    /* 12 */
void law_kept(struct tree *t);         /* 13 */
void law_refusal(struct tree *t);      /* 14 */
void law_get(struct tree *t);          /* 15 */
void law_page(struct tree *t);         /* 16 */
void law_migration(struct tree *t);    /* 17 */
void law_class(struct tree *t);        /* 18 */
void law_wait(struct tree *t);         /* 19 */
int migrations_note(struct tree *t);   /* adds what docs/migrations.txt does not know; the exit status */

#endif
