/* Reads NNNN_name.sql: enums, tables, indexes, added columns, plain statements. Recursive descent, one function a form.
** After a mistake the parser goes on behind the next ';', so that one run shows many. */
#include "tools/sql/sql.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

struct reader { struct house *h; const struct room *room; struct migration *m; struct source src; size_t i; bool bad; };

static const struct tok *now(const struct reader *r) { return &r->src.tok[r->i]; }
static struct place here(const struct reader *r) { return (struct place){ r->src.file, now(r)->line }; }
static bool is(const struct reader *r, const char *s) { return tok_is(now(r), s); }

static const struct tok *take(struct reader *r)
{
    const struct tok *t = now(r);
    if (t->kind != TOK_END) r->i++;
    return t;
}

static bool took(struct reader *r, const char *s)
{
    if (!is(r, s)) return false;
    take(r);
    return true;
}

#define bad(r, ...) do { if (!(r)->bad) wrong(here(r), __VA_ARGS__); (r)->bad = true; } while (0)

static void expect(struct reader *r, const char *s)
{
    if (!r->bad && !took(r, s)) bad(r, "here should be '%s', not '%s'", s, now(r)->s);
}

static const char *word(struct reader *r, const char *what)
{
    if (now(r)->kind == TOK_WORD) return take(r)->s;
    bad(r, "here should be %s, not '%s'", what, now(r)->s);
    return "";
}

/* A new name of ours: small letters, digits and _, not over 50. */
static const char *new_name(struct reader *r, const char *what)
{
    struct place at = here(r);
    const char *s = word(r, what);
    if (strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(s) || strlen(s) > 50) {
        wrong(at, "'%s': write names in small letters, digits and _, at most 50", s);
        r->bad = true;
    }
    return s;
}

static const char *text_between(const struct reader *r, size_t first, size_t end)
{
    if (first >= end) return "";
    struct text b = { 0 };
    for (size_t i = first; i < end; i++) {
        const struct tok *t = &r->src.tok[i];
        if (i > first && t->p > t[-1].p + t[-1].n) text_char(&b, ' ');
        text_add(&b, t->p, t->n);
    }
    return b.p;
}

/* '(' … ')' with everything in it, as written, without the outer pair. */
static const char *in_parens(struct reader *r)
{
    expect(r, "(");
    size_t first = r->i;
    for (int depth = 1; now(r)->kind != TOK_END; take(r)) {
        if (is(r, "(")) depth++;
        if (is(r, ")") && --depth == 0) break;
    }
    const char *s = text_between(r, first, r->i);
    expect(r, ")");
    return s;
}

static struct key key_list(struct reader *r)
{
    struct key k = { 0 };
    expect(r, "(");
    do {
        if (k.n == MAX_KEY) { bad(r, "a key has at most %d columns", MAX_KEY); break; }
        k.column[k.n++] = word(r, "the name of a column");
    } while (!r->bad && took(r, ","));
    expect(r, ")");
    return k;
}

/* The comment above, joined; "scope: …" is taken out of it into *scope (may be NULL). */
static const char *doc_above(struct reader *r, int line, const char **scope)
{
    size_t n, first = comments_above(&r->src, line, &n);
    struct text b = { 0 };
    text_add(&b, "", 0);
    for (size_t i = first; i < first + n; i++) {
        const char *s = r->src.comment[i].s;
        s += strspn(s, " ");
        const char *found = scope ? strstr(s, "scope:") : NULL;
        size_t len = found ? (size_t)(found - s) : strlen(s);
        if (found) *scope = found + 6 + strspn(found + 6, " ");
        while (len && s[len - 1] == ' ') len--;
        if (b.n && len) text_char(&b, '\n');
        text_add(&b, s, len);
    }
    return b.p;
}

/* ---- types and columns ---- */

static struct type read_type(struct reader *r, const char *column)
{
    static const struct { const char *word; enum type_kind kind; } words[] = {
        { "id", TYPE_ID }, { "ref", TYPE_REF }, { "int", TYPE_INT }, { "real", TYPE_REAL }, { "text", TYPE_TEXT }, { "time", TYPE_TIME },
        { "date", TYPE_DATE }, { "bool", TYPE_BOOL }, { "bytes", TYPE_BYTES },
    };
    const char *w = word(r, "a type (id ref int real text time date bool bytes, or an enum)");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (!same(w, words[i].word)) continue;
        struct type t = { words[i].kind, NULL };
        if (t.kind == TYPE_ID && took(r, "(")) {
            t.of = word(r, "the table whose id this is");
            expect(r, ")");
        } else if (t.kind == TYPE_ID && ends(column, "_id"))
            t.of = keep_text(column, strlen(column) - 3);
        return t;
    }
    return (struct type){ TYPE_ENUM, w };
}

static const char *read_preset(struct reader *r)
{
    const struct tok *t = now(r);
    size_t first = r->i;
    if (is(r, "-")) { take(r); t = now(r); }
    if (t->kind != TOK_NUMBER && t->kind != TOK_STRING) { bad(r, "a default is a number or a 'text'"); return NULL; }
    take(r);
    return text_between(r, first, r->i);
}

static void read_column(struct reader *r, struct table *t, struct column *c)
{
    *c = (struct column){ .at = here(r), .nullable = true };
    c->name = new_name(r, "the name of a column");
    if (find_column(t, c->name)) bad(r, "the column %s is already in table %s", c->name, t->name);
    c->type = read_type(r, c->name);
    if (c->type.kind == TYPE_ID && same(c->name, "id") && !c->type.of) c->type.of = t->name, t->has_id = true;
    while (!r->bad && now(r)->kind == TOK_WORD) {
        if (took(r, "not")) expect(r, "null"), c->nullable = false;
        else if (took(r, "primary")) { expect(r, "key"); t->primary = (struct key){ { c->name }, 1 }; c->nullable = false; }
        else if (took(r, "unique")) c->unique = true;
        else if (took(r, "check")) c->check = in_parens(r);
        else if (took(r, "default")) c->preset = read_preset(r);
        else if (took(r, "references")) {
            c->ref_table = word(r, "the name of a table");
            struct key k = key_list(r);
            c->ref_column = k.n ? k.column[0] : "";
            if (k.n > 1) bad(r, "one column references one; write foreign key (…) references … for more");
        } else bad(r, "'%s' is not a word for a column: not null, primary key, unique, default, check (…), references t (c)", now(r)->s);
    }
    if (c->ref_table && !r->bad) {
        if (t->foreigns == MAX_FOREIGN) { bad(r, "over %d foreign keys", MAX_FOREIGN); return; }
        t->foreign[t->foreigns++] = (struct foreign){ { { c->name }, 1 }, { { c->ref_column }, 1 }, c->ref_table, c->at };
    }
}

/* A column's comment stands after it on its line; called when its ',' has been read. */
static void comment_of(struct reader *r, struct column *c)
{
    const char *s = comment_beside(&r->src, r->src.tok[r->i - 1].line);
    c->comment = s + strspn(s, " ");
}

/* ---- statements ---- */

static struct item *item_add(struct reader *r, enum item_kind kind, struct place at)
{
    struct item *it = keep(sizeof *it);
    it->kind = kind;
    it->at = at;
    if (r->m->last) r->m->last->next = it;
    else r->m->first = it;
    r->m->last = it;
    return it;
}

/* (code "label", …) behind those that the enum has. */
static void read_codes(struct reader *r, struct enumeration *e)
{
    expect(r, "(");
    do {
        if (e->codes == MAX_CODES) { bad(r, "over %d codes", MAX_CODES); return; }
        struct code *c = &e->code[e->codes];
        c->code = new_name(r, "a code");
        for (size_t i = 0; i < e->codes; i++)
            if (same(e->code[i].code, c->code)) bad(r, "the code %s is already in enum %s", c->code, e->name);
        if (now(r)->kind != TOK_LABEL) { bad(r, "after %s should stand its label in \"…\", in Vietnamese", c->code); return; }
        c->label = take(r)->s;
        e->codes++;
    } while (!r->bad && took(r, ","));
    expect(r, ")");
    expect(r, ";");
}

static void read_enum(struct reader *r, struct place at)
{
    struct enumeration *e = keep(sizeof *e);
    e->comment = doc_above(r, at.line, NULL);
    e->room = r->room;
    e->at = at;
    e->name = new_name(r, "the name of the enum");
    read_codes(r, e);
    if (r->bad) return;
    const struct enumeration *twin = find_enum(r->h, e->name);
    if (twin) { wrong(at, "there is already an enum %s, at %s:%d", e->name, twin->at.file, twin->at.line); return; }
    if (r->h->enums == MAX_ENUMS) give_up("over %d enums", MAX_ENUMS);
    r->h->enumeration[r->h->enums++] = e;
    item_add(r, ITEM_ENUM, at);
}

/* alter enum book_kind add (map "Bản đồ"): new codes come behind the old ones. */
static void read_more_codes(struct reader *r, struct place at)
{
    const char *name = word(r, "the name of an enum");
    expect(r, "add");
    struct enumeration *e = (struct enumeration *)find_enum(r->h, name);
    if (r->bad) return;
    if (!e) { bad(r, "there is no enum %s yet", name); return; }
    if (e->room != r->room) bad(r, "enum %s belongs to room %s: change it there", name, e->room->name);
    size_t before = e->codes;
    read_codes(r, e);
    if (r->bad) return;
    struct item *it = item_add(r, ITEM_CODES, at);
    it->of = e;
    it->codes_before = before;
    it->codes_after = e->codes;
}

static enum table_scope scope_word(const char *s)
{
    if (starts(s, "school")) return TABLE_SCHOOL;
    if (starts(s, "person")) return TABLE_PERSON;
    if (starts(s, "system")) return TABLE_SYSTEM;
    if (starts(s, "public")) return TABLE_PUBLIC;
    return TABLE_NONE;
}

static void read_foreign(struct reader *r, struct table *t)
{
    struct foreign f = { .at = here(r) };
    expect(r, "key");
    f.from = key_list(r);
    expect(r, "references");
    f.table = word(r, "the name of a table");
    f.to = key_list(r);
    if (f.from.n != f.to.n) bad(r, "both sides of a foreign key need the same number of columns");
    if (t->foreigns == MAX_FOREIGN) { bad(r, "over %d foreign keys", MAX_FOREIGN); return; }
    t->foreign[t->foreigns++] = f;
}

static void read_element(struct reader *r, struct table *t)
{
    if (took(r, "primary")) { expect(r, "key"); t->primary = key_list(r); }
    else if (took(r, "foreign")) read_foreign(r, t);
    else if (is(r, "unique") && tok_is(now(r) + 1, "(")) {
        take(r);
        if (t->uniques == MAX_KEY) bad(r, "over %d unique keys", MAX_KEY);
        else t->unique[t->uniques++] = key_list(r);
    } else if (is(r, "check") && tok_is(now(r) + 1, "(")) {
        take(r);
        if (t->checks == MAX_KEY) bad(r, "over %d checks", MAX_KEY);
        else t->check[t->checks++] = in_parens(r);
    } else if (t->columns == MAX_COLUMNS) bad(r, "a table has at most %d columns", MAX_COLUMNS);
    else {
        read_column(r, t, &t->column[t->columns]);
        t->columns++;
    }
}

static void read_table(struct reader *r, struct place at)
{
    struct table *t = keep(sizeof *t);
    const char *scope = "";
    t->comment = doc_above(r, at.line, &scope);
    t->scope = scope_word(scope);
    t->room = r->room;
    t->at = at;
    t->name = new_name(r, "the name of the table");
    expect(r, "(");
    while (!r->bad) {
        size_t before = t->columns;
        read_element(r, t);
        bool more = took(r, ",");
        if (t->columns > before && !r->bad) comment_of(r, &t->column[before]);
        if (!more) break;
    }
    expect(r, ")");
    expect(r, ";");
    t->columns_at_birth = t->columns;
    if (r->bad) return;
    if (t->scope == TABLE_NONE) wrong(at, "say above table %s what it holds and `scope: school`, person, system or public", t->name);
    const struct table *twin = find_table(r->h, t->name);
    if (twin) { wrong(at, "there is already a table %s, at %s:%d", t->name, twin->at.file, twin->at.line); return; }
    if (r->h->tables == MAX_TABLES) give_up("over %d tables", MAX_TABLES);
    r->h->table[r->h->tables++] = t;
    item_add(r, ITEM_TABLE, at)->table = t;
}

static void read_index(struct reader *r, struct place at, bool unique)
{
    struct index *x = keep(sizeof *x);
    x->at = at;
    x->unique = unique;
    x->name = new_name(r, "the name of the index");
    expect(r, "on");
    const char *table = word(r, "the name of a table");
    x->columns = in_parens(r);
    if (took(r, "where")) {
        size_t first = r->i;
        while (now(r)->kind != TOK_END && !is(r, ";")) take(r);
        x->where = text_between(r, first, r->i);
    }
    expect(r, ";");
    if (r->bad) return;
    x->table = find_table(r->h, table);
    if (!x->table) { wrong(at, "there is no table %s yet", table); return; }
    if (x->table->room != r->room) wrong(at, "table %s belongs to room %s: index it there", table, x->table->room->name);
    if (r->h->indexes == MAX_INDEXES) give_up("over %d indexes", MAX_INDEXES);
    r->h->index[r->h->indexes++] = x;
    item_add(r, ITEM_INDEX, at)->index = x;
}

/* drop index …; nothing asks by it any more. */
static void read_drop(struct reader *r, struct place at)
{
    expect(r, "index");
    const char *name = word(r, "the name of an index");
    struct index *x = NULL;
    expect(r, ";");
    if (r->bad) return;
    for (size_t i = 0; i < r->h->indexes; i++)
        if (same(r->h->index[i]->name, name) && !r->h->index[i]->dropped) x = r->h->index[i];
    if (!x) { wrong(at, "there is no index %s", name); return; }
    if (x->table && x->table->room != r->room) wrong(at, "index %s belongs to room %s: drop it there", name, x->table->room->name);
    x->dropped = ++r->h->drops;
    item_add(r, ITEM_DROP, at)->index = x;
}

/* A table that is made anew takes the place of the old one: nothing may hold on to that. */
static void check_unreferred(struct reader *r, struct place at, const struct table *t)
{
    for (size_t i = 0; i < r->h->tables; i++)
        for (size_t k = 0; k < r->h->table[i]->foreigns; k++)
            if (same(r->h->table[i]->foreign[k].table, t->name))
                wrong(at, "%s refers to %s by a foreign key: it cannot be made anew", r->h->table[i]->name, t->name);
}

/* alter table … cut by month of …; */
static void read_cut(struct reader *r, struct place at, struct table *t)
{
    expect(r, "by");
    expect(r, "month");
    expect(r, "of");
    const char *name = word(r, "the column whose milliseconds say the month");
    expect(r, ";");
    if (r->bad) return;
    const struct column *c = find_column(t, name);
    bool in_key = false;
    for (size_t i = 0; i < t->primary.n; i++) in_key |= same(t->primary.column[i], name);
    if (!c || !in_key || c->type.kind != TYPE_ID) wrong(at, "%s is no id in the primary key of %s: a table is cut by such a column", name, t->name);
    check_unreferred(r, at, t);
    struct item *it = item_add(r, ITEM_CUT, at);
    it->table = t;
    it->column = c;
    it->indexes_before = r->h->indexes;
    it->drops_before = r->h->drops;
}

/* alter table … long rows; */
static void read_long(struct reader *r, struct place at, struct table *t)
{
    expect(r, "rows");
    expect(r, ";");
    if (r->bad) return;
    check_unreferred(r, at, t);
    struct item *it = item_add(r, ITEM_LONG, at);
    it->table = t;
    it->columns_before = t->columns;
    it->indexes_before = r->h->indexes;
    it->drops_before = r->h->drops;
}

static void read_alter(struct reader *r, struct place at)
{
    if (took(r, "enum")) { read_more_codes(r, at); return; }
    expect(r, "table");
    const char *name = word(r, "the name of a table");
    if (r->bad) return;
    struct table *t = find_table(r->h, name);
    if (!t) { bad(r, "there is no table %s yet", name); return; }
    if (t->room != r->room) bad(r, "table %s belongs to room %s: change it there", name, t->room->name);
    if (took(r, "cut")) { read_cut(r, at, t); return; }
    if (took(r, "long")) { read_long(r, at, t); return; }
    expect(r, "add");
    expect(r, "column");
    if (r->bad) return;
    if (t->columns == MAX_COLUMNS) { bad(r, "a table has at most %d columns", MAX_COLUMNS); return; }
    struct column *c = &t->column[t->columns];
    read_column(r, t, c);
    expect(r, ";");
    if (r->bad) return;
    c->added = true;
    comment_of(r, c);
    t->columns++;
    if (!c->nullable && !c->preset) wrong(c->at, "rows exist already: give %s a default, or leave out `not null`", c->name);
    if (c->unique) wrong(c->at, "an added column cannot be unique: add a unique index");
    struct item *it = item_add(r, ITEM_COLUMN, at);
    it->table = t;
    it->column = c;
}

/* insert, update, delete for both engines, or anything after `on sqlite` / `on postgres`. A trigger of SQLite has whole
** statements inside: it ends with `end`. */
static void read_plain(struct reader *r, struct place at, bool sqlite, bool postgres)
{
    size_t first = r->i;
    bool trigger = false, inside = false;
    for (; now(r)->kind != TOK_END && (inside || !is(r, ";")); take(r)) {
        if (is(r, "trigger")) trigger = sqlite;
        if (is(r, "begin")) inside = trigger;
        if (is(r, "end")) inside = false;
    }
    const char *s = text_between(r, first, r->i);
    expect(r, ";");
    if (r->bad) return;
    struct item *it = item_add(r, ITEM_PLAIN, at);
    it->plain = s;
    it->only_sqlite = sqlite;
    it->only_postgres = postgres;
}

static void read_statement(struct reader *r)
{
    struct place at = here(r);
    if (took(r, "enum")) read_enum(r, at);
    else if (took(r, "table")) read_table(r, at);
    else if (took(r, "index")) read_index(r, at, false);
    else if (took(r, "unique")) { expect(r, "index"); read_index(r, at, true); }
    else if (took(r, "drop")) read_drop(r, at);
    else if (took(r, "alter")) read_alter(r, at);
    else if (is(r, "insert") || is(r, "update") || is(r, "delete")) read_plain(r, at, false, false);
    else if (took(r, "on")) {
        if (took(r, "sqlite")) read_plain(r, at, true, false);
        else { expect(r, "postgres"); read_plain(r, at, false, true); }
    } else bad(r, "'%s' does not begin a statement: enum, table, index, unique index, drop index, alter table, alter enum, insert, update, delete, "
                  "on sqlite …, on postgres …", now(r)->s);
    if (!r->bad) return;
    while (now(r)->kind != TOK_END && !is(r, ";")) take(r);
    take(r);
    r->bad = false;
}

/* Of the tokens, so that a better comment does not make a migration another one. */
static const char *hash_of(const struct source *src)
{
    crypto_generichash_state state;
    unsigned char hash[16];
    char *hex = keep(2 * sizeof hash + 1);
    crypto_generichash_init(&state, NULL, 0, sizeof hash);
    for (size_t i = 0; i < src->toks; i++) {
        crypto_generichash_update(&state, (const unsigned char *)src->tok[i].p, src->tok[i].n);
        crypto_generichash_update(&state, (const unsigned char *)" ", 1);
    }
    crypto_generichash_final(&state, hash, sizeof hash);
    for (size_t i = 0; i < sizeof hash; i++) snprintf(hex + 2 * i, 3, "%02x", hash[i]);
    return hex;
}

void read_tables(struct house *h, struct room *room, const char *file, int number, const char *name)
{
    if (h->migrations == MAX_FILES) give_up("over %d migrations", MAX_FILES);
    struct migration *m = &h->migration[h->migrations];
    *m = (struct migration){ .room = room, .number = number, .name = name, .file = file };
    struct reader *r = keep(sizeof *r);
    *r = (struct reader){ .h = h, .room = room, .m = m };
    if (!lex(&r->src, file)) return;
    m->hash = hash_of(&r->src);
    while (now(r)->kind != TOK_END) read_statement(r);
    h->migrations++;
    room->has_tables = true;
}
