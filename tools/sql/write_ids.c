/* generated/ids.h, put_ids.h, enums.h and enums.c. */
#include "tools/sql/sql.h"

static void ids_of_table(struct text *b, const struct table *t)
{
    text_print(b, "typedef struct { int64_t v; } %s_id;\n", t->name);
    text_print(b, "static inline %s_id %s_id_of(int64_t v) { return (%s_id){ v }; }\n", t->name, t->name, t->name);
}

/* `#define PUT_ID_CASES a_id: put_a_id, …` for a _Generic. */
static void cases(struct text *b, const struct house *h, const char *macro, const char *verb)
{
    text_print(b, "#define %s", macro);
    bool any = false;
    for (size_t i = 0; i < h->tables; i++) {
        if (!h->table[i]->has_id) continue;
        text_print(b, "%s \\\n    %s_id: %s_%s_id", any ? "," : "", h->table[i]->name, verb, h->table[i]->name);
        any = true;
    }
    text_print(b, "\n");
}

void write_ids(const struct house *h, const char *dir)
{
    struct text b = { 0 };
    text_print(&b, "/* A C type for the ids of each table; 0 is none. Made by tools/sql. */\n"
                   "#ifndef KHUE_GENERATED_IDS_H\n#define KHUE_GENERATED_IDS_H\n\n#include <stdint.h>\n\n");
    for (size_t i = 0; i < h->tables; i++)
        if (h->table[i]->has_id) ids_of_table(&b, h->table[i]);
    text_print(&b, "\n/* For a _Generic over everything that a view can put out; the functions are in generated/put_ids.h. */\n");
    cases(&b, h, "PUT_ID_CASES", "put");
    cases(&b, h, "PART_ID_CASES", "part");
    text_print(&b, "\n#endif\n");
    write_file(keep_print("%s/ids.h", dir), &b);

    struct text p = { 0 };
    text_print(&p, "/* Ids in views, in their short form. Made by tools/sql. */\n"
                   "#ifndef KHUE_GENERATED_PUT_IDS_H\n#define KHUE_GENERATED_PUT_IDS_H\n\n#include \"web/out.h\"\n\n");
    for (size_t i = 0; i < h->tables; i++) {
        const char *name = h->table[i]->name;
        if (!h->table[i]->has_id) continue;
        text_print(&p, "static inline void put_%s_id(struct out *o, %s_id x) { put_id(o, x.v); }\n", name, name);
        text_print(&p, "static inline const char *part_%s_id(struct out *o, %s_id x) { return part_id(o, x.v); }\n", name, name);
    }
    text_print(&p, "\n#endif\n");
    write_file(keep_print("%s/put_ids.h", dir), &p);
}

static void enum_header(struct text *b, const struct enumeration *e)
{
    const char *name = e->name, *big = upper(e->name);
    text_print(b, "/* %s%s%s:%d */\nenum %s {", e->comment, *e->comment ? " " : "", e->at.file, e->at.line, name);
    for (size_t i = 0; i < e->codes; i++) {
        text_print(b, "%s\n    %s_%s", i ? "," : "", big, upper(e->code[i].code));
        if (i == 0) text_print(b, " = 1");
    }
    text_print(b, "\n};\n#define %s_COUNT %zu\n", big, e->codes);
    text_print(b, "const char *%s_code(enum %s x);\nconst char *%s_label(enum %s x);\nbool %s_read(const char *code, enum %s *x);\n\n",
               name, name, name, name, name, name);
}

static void enum_table(struct text *b, const struct enumeration *e, const char *what, bool labels)
{
    text_print(b, "static const char *const %s_%s[] = {\n", e->name, what);
    text_print(b, "    [0] = \"\",\n");
    for (size_t i = 0; i < e->codes; i++) {
        text_print(b, "    [%s_%s] = ", upper(e->name), upper(e->code[i].code));
        text_c_string(b, labels ? e->code[i].label : e->code[i].code, "");
        text_print(b, ",\n");
    }
    text_print(b, "};\n");
}

static void enum_source(struct text *b, const struct enumeration *e)
{
    const char *name = e->name, *big = upper(e->name);
    enum_table(b, e, "codes", false);
    enum_table(b, e, "labels", true);
    text_print(b, "\nconst char *%s_code(enum %s x) { return (unsigned)x <= %s_COUNT ? %s_codes[x] : \"\"; }\n", name, name, big, name);
    text_print(b, "const char *%s_label(enum %s x) { return (unsigned)x <= %s_COUNT ? %s_labels[x] : \"\"; }\n\n", name, name, big, name);
    text_print(b, "bool %s_read(const char *code, enum %s *x)\n{\n"
                  "    for (int i = 1; i <= %s_COUNT; i++)\n"
                  "        if (strcmp(code, %s_codes[i]) == 0) { *x = (enum %s)i; return true; }\n"
                  "    return false;\n}\n\n", name, name, big, name, name);
}

void write_enums(const struct house *h, const char *dir)
{
    struct text b = { 0 }, c = { 0 };
    text_print(&b, "/* Lists of codes. 0 is none: its code and label are \"\". Labels are source texts: put them out through tr().\n"
                   "** _read answers false and leaves *x alone for a code that is not in the list. Made by tools/sql. */\n"
                   "#ifndef KHUE_GENERATED_ENUMS_H\n#define KHUE_GENERATED_ENUMS_H\n\n#include <stdbool.h>\n\n");
    text_print(&c, "/* Made by tools/sql. */\n#include \"generated/enums.h\"\n\n#include <string.h>\n\n");
    for (size_t i = 0; i < h->enums; i++) {
        enum_header(&b, h->enumeration[i]);
        enum_source(&c, h->enumeration[i]);
    }
    text_print(&b, "#endif\n");
    write_file(keep_print("%s/enums.h", dir), &b);
    write_file(keep_print("%s/enums.c", dir), &c);
}
