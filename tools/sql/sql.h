/* tools/sql: reads the tables and questions of every room and writes typed C. The language is described in tools/README.md.
**
** The work goes in one direction: floors.txt -> files -> tokens (lex.c) -> model (tables.c, questions.c, resolve.c)
** -> DDL and SQL of both engines (ddl.c, translate.c) -> laws (laws.c, scope.c, verify.c) -> files (write_*.c).
**
** What stays true: (1) nothing is written when anything was wrong; (2) a file is touched only when its text changed, so that
** make rebuilds little; (3) every list is bounded, and going over a bound is an error like any other; (4) memory is never
** freed: the process is short. */
#ifndef KHUE_TOOLS_SQL_H
#define KHUE_TOOLS_SQL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    MAX_ROOMS = 100, MAX_FILES = 600, MAX_TABLES = 500, MAX_COLUMNS = 60, MAX_KEY = 8, MAX_FOREIGN = 12,
    MAX_ENUMS = 300, MAX_CODES = 80, MAX_INDEXES = 1000, MAX_QUERIES = 4000, MAX_PARAMS = 48, MAX_OUTS = 60, MAX_LINES = 200,
    MAX_FILE_BYTES = 1 << 20, MAX_ERRORS = 40
};

/* ---- text.c: memory, buffers, errors ------------------------------------------------------------------------------- */

struct place { const char *file; int line; };

void *keep(size_t n);                                   /* zeroed, lives as long as the process */
const char *keep_text(const char *p, size_t n);
const char *keep_print(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
bool same(const char *a, const char *b);
bool same_word(const char *a, const char *b);           /* ASCII letters compared without case */
bool starts(const char *s, const char *prefix);
bool ends(const char *s, const char *suffix);
const char *upper(const char *s);

struct text { char *p; size_t n, cap; };
void text_add(struct text *b, const char *p, size_t n);
void text_print(struct text *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void text_char(struct text *b, char ch);
void text_c_string(struct text *b, const char *s, const char *indent);   /* as C literals, one a line of s */

/* file:line: message, on stderr; the run fails. */
void wrong(struct place at, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
_Noreturn void give_up(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
int wrongs(void);

const char *read_file(const char *path, size_t *n);     /* NULL when there is none */
void write_file(const char *path, const struct text *b);/* only when its text differs */

/* ---- lex.c: tokens of our table language and of SQL ---------------------------------------------------------------- */

enum tok_kind { TOK_END, TOK_WORD, TOK_NUMBER, TOK_STRING /* '…' */, TOK_LABEL /* "…" */, TOK_PARAM /* :x or :x* */, TOK_SIGN };
struct tok {
    enum tok_kind kind;
    const char *s;       /* word, number, sign as written; string and label without their quotes; param without ':' and '*' */
    const char *p;       /* where it stands in the source */
    size_t n;
    int line;
    bool list;           /* TOK_PARAM: written :x* */
};
struct comment { int line; bool alone; /* nothing before it on the line */ const char *s; };
struct source {
    const char *file, *p;
    size_t bytes;
    struct tok *tok; size_t toks;             /* the last one is TOK_END */
    struct comment *comment; size_t comments;
};
bool lex(struct source *src, const char *file);
/* Index of the first comment of the block that ends on the line above; *n of them. */
size_t comments_above(const struct source *src, int line, size_t *n);
const char *comment_beside(const struct source *src, int line);     /* after code on this line; "" when none */

bool tok_is(const struct tok *t, const char *s);        /* a word (case does not matter) or a sign */

/* ---- the model ----------------------------------------------------------------------------------------------------- */

struct room {
    const char *kind, *name, *folder;
    int rank;                                  /* order in floors.txt */
    bool has_tables, has_queries;
    const char *files;                         /* its queries*.sql, for the head of the generated files */
};

enum type_kind { TYPE_ID, TYPE_REF, TYPE_INT, TYPE_REAL, TYPE_TEXT, TYPE_TIME, TYPE_DATE, TYPE_BOOL, TYPE_BYTES, TYPE_ENUM };
struct type {
    enum type_kind kind;
    const char *of;                            /* ID: name of the table; ENUM: name of the enum; otherwise NULL */
};

struct column {
    const char *name, *check, *preset, *comment;       /* check and preset (default) as written, or NULL */
    const char *ref_table, *ref_column;                /* references t (c), or NULL */
    struct type type;
    bool nullable, unique, added;                      /* added: by alter table */
    struct place at;
};
struct key { const char *column[MAX_KEY]; size_t n; };
struct foreign { struct key from, to; const char *table; struct place at; };

enum table_scope { TABLE_NONE, TABLE_SCHOOL, TABLE_PERSON, TABLE_SYSTEM, TABLE_PUBLIC };
struct table {
    const char *name, *comment;
    enum table_scope scope;
    const struct room *room;
    struct column column[MAX_COLUMNS]; size_t columns;
    struct key primary;
    struct foreign foreign[MAX_FOREIGN]; size_t foreigns;
    struct key unique[MAX_KEY]; size_t uniques;
    const char *check[MAX_KEY]; size_t checks;
    size_t columns_at_birth;                           /* those of `create table`; the rest came by alter */
    bool has_id;                                       /* has a column `id id`: gives the C type <name>_id */
    struct place at;
};

struct code { const char *code, *label; };
struct enumeration {
    const char *name, *comment;
    const struct room *room;
    struct code code[MAX_CODES]; size_t codes;
    struct place at;
};

struct index { const char *name, *columns, *where; const struct table *table; bool unique; size_t dropped /* the so many-th that was; 0 = stands */; struct place at; };

/* One statement of a migration, in order. */
enum item_kind { ITEM_ENUM, ITEM_CODES /* alter enum … add */, ITEM_TABLE, ITEM_INDEX, ITEM_DROP /* of an index */, ITEM_COLUMN, ITEM_CUT /* by month, on PostgreSQL */, ITEM_LONG /* rows, on SQLite */,
                 ITEM_PLAIN };
struct item {
    enum item_kind kind;
    struct table *table;                               /* TABLE, COLUMN, CUT, LONG */
    const struct column *column;                       /* COLUMN; CUT: the one whose milliseconds say the month */
    const struct index *index;
    const struct enumeration *of;                      /* CODES: the enum, */
    size_t codes_before, codes_after;                  /* and how many codes it had and has then */
    size_t indexes_before, drops_before;               /* CUT, LONG: of all indexes, how many were made and how many dropped before it */
    size_t columns_before;                             /* LONG: how many columns it has by then */
    const char *plain;                                 /* PLAIN: as written */
    bool only_sqlite, only_postgres;                   /* PLAIN: `on sqlite …`, `on postgres …` */
    struct place at;
    const char *sqlite, *postgres;                     /* filled by ddl.c; NULL = nothing to do */
    struct item *next;
};

struct migration {
    const struct room *room;
    int number;
    const char *name, *file, *hash;                    /* hash of the tokens: comments and spacing may be improved later */
    struct item *first, *last;
};

enum query_kind { QUERY_ONE, QUERY_MAYBE, QUERY_MANY, QUERY_RUN };
enum scope_kind { SCOPE_NONE, SCOPE_SCHOOL, SCOPE_PERSONS, SCOPE_AREA, SCOPE_PUBLIC, SCOPE_SYSTEM };
enum filled { BY_CALLER, BY_SCHOOL, BY_PERSONS, BY_AREA, BY_NOW };

struct param {
    const char *name, *c_name;                         /* in C it differs where the name is a type: person_id -> person */
    struct type type;
    bool nullable, list;
    enum filled filled;
    int uses;
};
struct out_column { const char *name; struct type type; bool nullable; };

/* SQL of one engine, as a run of tokens of its source. */
struct body { const struct source *src; size_t first, end; };

struct query {
    const char *name, *doc, *reason;
    const char *turns;                                 /* `turns: NAME`: the same with ASC and DESC exchanged is the question NAME */
    bool turned;                                       /* it is that one */
    const struct room *room;
    struct place at;                                   /* the line of its name */
    enum query_kind kind;
    enum scope_kind scope;
    struct param param[MAX_PARAMS]; size_t params;
    struct out_column out[MAX_OUTS]; size_t outs;
    struct body body, body_postgres;                   /* the second: `-- postgres:`; src NULL when there is none */
    const char *sqlite, *postgres;                     /* translated */
    int line[MAX_LINES], lines;                        /* where each line of `sqlite` stands in its file */
    bool writes;
    bool bars_nobody;                                  /* its rows are not kept from whom an order bars; with a reason */
    int index;
    const struct table *locks;                         /* a generated lock_<table> */
};

struct house {
    struct room room[MAX_ROOMS]; size_t rooms;
    struct migration migration[MAX_FILES]; size_t migrations;
    struct table *table[MAX_TABLES]; size_t tables;
    struct enumeration *enumeration[MAX_ENUMS]; size_t enums;
    struct index *index[MAX_INDEXES]; size_t indexes, drops;
    struct query *query[MAX_QUERIES]; size_t queries;
};

struct table *find_table(const struct house *h, const char *name);
const struct column *find_column(const struct table *t, const char *name);
const struct enumeration *find_enum(const struct house *h, const char *name);
bool type_same(struct type a, struct type b);
const char *type_name(struct type t);                   /* as a person writes it: text, book_id, book_kind */

/* ---- the steps, in order ------------------------------------------------------------------------------------------- */

void read_floors(struct house *h, const char *path);
void read_tables(struct house *h, struct room *room, const char *file, int number, const char *name);
void read_questions(struct house *h, struct room *room, const char *file);
void resolve_house(struct house *h);                    /* names of types become types */
void name_arguments(struct query *q);
void add_locks(struct house *h);
void make_ddl(struct house *h);
const char *wall_ddl(const struct table *t);            /* walls.c: row level security, "" where there is none */
void translate_query(struct query *q);
void check_tables(const struct house *h);               /* laws.c: tenant keys, foreign keys */
void check_scope(const struct house *h, const struct query *q);      /* scope.c */
void verify(struct house *h, bool plans);               /* verify.c: everything against a real SQLite */

void write_ids(const struct house *h, const char *dir);
void write_enums(const struct house *h, const char *dir);
void write_queries(const struct house *h, const char *dir);
void write_migrations(const struct house *h, const char *dir);
void print_script(const struct house *h, bool postgres);/* --sqlite, --postgres: for sqlite3, psql */
void write_schema(const struct house *h, const char *path);

#endif
