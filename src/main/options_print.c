/* khue config: every setting with its value, or the table of docs/deploy.md. */
#include "main/options_table.h"

static void value_print(const struct options *o, const struct setting *s, FILE *out)
{
    const void *at = (const char *)o + s->offset;
    const char *text = s->kind == KIND_INT || s->kind == KIND_BOOL ? NULL : *(const char *const *)at;      /* of a secret, its file */
    switch (s->kind) {
    case KIND_BOOL: fprintf(out, "%d", *(const bool *)at); break;
    case KIND_INT:  fprintf(out, "%d", *(const int *)at); break;
    case KIND_TEXT: case KIND_WORD: case KIND_SECRET: fputs(text ? text : "", out); break;
    }
}

static void takes_print(const struct setting *s, FILE *out)
{
    if (s->kind == KIND_BOOL) fputs("0, 1", out);
    else if (s->kind == KIND_INT) fprintf(out, "%lld … %lld %s", (long long)s->least, (long long)s->most, s->unit ? s->unit : "");
    else if (s->kind == KIND_WORD) for (const char *p = s->unit; *p; p++) *p == '|' ? fputs(", ", out) : fputc(*p, out);
    else fputs(s->unit ? s->unit : "", out);
}

void options_print(const struct options *o, FILE *out)
{
    for (const struct setting *s = settings; s->name; s++) {
        fprintf(out, "# %s (", s->words);
        takes_print(s, out);
        fprintf(out, ")\n%s = ", s->name);
        value_print(o, s, out);
        fputc('\n', out);
    }
}

void options_markdown(FILE *out)
{
    fputs("| setting | takes | otherwise | what | since |\n|---|---|---|---|---|\n", out);
    for (const struct setting *s = settings; s->name; s++) {
        fprintf(out, "| `%s` | ", s->name);
        takes_print(s, out);
        fprintf(out, " | %s | %s | %s |\n", s->otherwise ? s->otherwise : "", s->words, s->since ? s->since : "0.1");
    }
}
