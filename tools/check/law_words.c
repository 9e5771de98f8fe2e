/* Law 5: every text that a person reads stands in _() or N_(), so that it can be translated. */
#include "check.h"
#include <string.h>

/* Functions that show a text to a person, and which argument it is (from 0). */
static const struct { const char *name; int argument; } shows[] = {
    { "refuse", 3 }, { "refuse_field", 3 }, { "form_wrong", 2 }, { "see_other_flash", 2 }, { NULL, 0 }
};

/* Functions that compare with what was read, from a file or a form, or measure: such a text is not shown. */
static const char *const compares[] = { "strlen", "sizeof", "str_is", "str_starts", "span_is", "strcmp", "strncmp", "strstr", "memcmp", "memmem", NULL };

/* Letters that only Vietnamese (or another language with marks) needs. */
static bool marked_letter(uint32_t cp)
{
    if (cp >= 0x00C0 && cp <= 0x00FF) return cp != 0x00D7 && cp != 0x00F7;
    static const uint32_t pairs[] = { 0x0102, 0x0110, 0x0128, 0x0168, 0x01A0, 0x01AF };
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (cp == pairs[i] || cp == pairs[i] + 1) return true;
    return cp >= 0x1EA0 && cp <= 0x1EF9;
}

/* The program's own name is the same in every language. */
static bool has_marked_letter(struct span s)
{
    static const char own_name[] = "Khuê";
    const char *p = s.p, *end = s.p + s.n;
    while (p < end) {
        bool named = (size_t)(end - p) >= strlen(own_name) && memcmp(p, own_name, strlen(own_name)) == 0;
        if (named) p += strlen(own_name);
        else if (marked_letter(utf8_next(&p, end))) return true;
    }
    return false;
}

/* Screens are made here. Demo data, the developer's page of parts and tables of data are not; tests say what they expect. */
static bool makes_screens(const struct file *f)
{
    if (!f->is_c || f->is_test || !f->place) return false;
    bool data_only = strncmp(path_base(f->path), "demo", 4) == 0 || str_is(path_base(f->path), "dev.c") || strstr(f->path, "/data/") || strstr(f->path, "/demo/");
    return !data_only && !str_is(f->place->name, "base") && !str_is(f->place->name, "data");
}

/* The brackets at `open` hold texts that are marked, or that are only compared. */
static bool holds_no_screen_text(const struct file *f, int open)
{
    if (!token_is(f, open, "(")) return false;
    for (int i = 0; compares[i]; i++)
        if (token_is(f, open - 1, compares[i])) return true;
    return token_is(f, open - 1, "_") || token_is(f, open - 1, "N_");
}

static void look_at_shown(struct tree *t, const struct file *f, int call)
{
    for (int i = 0; shows[i].name; i++) {
        int from, to;
        if (!token_is(f, call, shows[i].name) || !token_calls(f, call)) continue;
        if (call_argument(f, call + 1, shows[i].argument, &from, &to) && f->token[from].kind == TOKEN_STRING)
            breach(t, 5, f, f->token[from].line, "%s() shows a text that cannot be translated; write _(\"…\")", shows[i].name);
    }
}

static void look_at_file(struct tree *t, const struct file *f)
{
    for (int i = 0; i < f->tokens; i++) {
        const struct token *token = &f->token[i];
        if (holds_no_screen_text(f, i) && token->match > i) { i = token->match; continue; }
        if (token->kind == TOKEN_NAME) look_at_shown(t, f, i);
        if (token->kind == TOKEN_STRING && has_marked_letter(string_inside(f, i)))
            breach(t, 5, f, token->line, "a text in Vietnamese that cannot be translated; write _(\"…\"), or N_(\"…\") in a table");
    }
}

/* The text that stands in {{ }} itself, not as an argument of tr() or say(), is put out as it is: {{tr(o->lang, …)}} puts it out in the reader's language. */
static bool shows_source_text(const char *p, const char *end)
{
    int deep = 0;
    for (; p < end; p++) {
        if (deep == 0 && end - p > 3 && memcmp(p, "_(\"", 3) == 0) return true;
        deep += *p == '(';
        deep -= *p == ')';
    }
    return false;
}

static void look_at_template(struct tree *t, const struct file *f)
{
    const char *end = f->text + f->n, *stop;
    for (const char *p = f->text; (p = memmem(p, (size_t)(end - p), "{{", 2)) && (stop = memmem(p, (size_t)(end - p), "}}", 2)); p = stop) {
        if (p[2] == '_' && p[3] == ' ') continue;
        if (p[2] == '>' || p[2] == '?' || !shows_source_text(p + 2, stop)) continue;
        int line = 1;
        for (const char *q = f->text; q < p; q++) line += *q == '\n';
        breach(t, 5, f, line, "a text that stays Vietnamese on an English page; write {{tr(o->lang, …)}}");
    }
}

void law_words(struct tree *t)
{
    for (int i = 0; i < t->files; i++) {
        if (makes_screens(&t->file[i])) look_at_file(t, &t->file[i]);
        if (t->file[i].place && path_ends(t->file[i].path, ".html") && strncmp(path_base(t->file[i].path), "dev", 3) != 0) look_at_template(t, &t->file[i]);
    }
}
