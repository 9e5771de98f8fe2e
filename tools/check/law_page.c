/* Law 16: a page needs nothing but us and no script inside it: no inline style or script, nothing fetched from elsewhere. The content
** security policy would stop it in the browser; here it is found before. */
#include "check.h"
#include <ctype.h>
#include <string.h>

static const struct { const char *text; bool attribute; const char *what; } refused[] = {
    { "style=",       true,  "an inline style is refused by the content security policy; write a class in ui/static" },
    { "onclick=",     true,  "an inline script is refused by the content security policy; write a small file in ui/static" },
    { "onchange=",    true,  "an inline script is refused by the content security policy; write a small file in ui/static" },
    { "onsubmit=",    true,  "an inline script is refused by the content security policy; write a small file in ui/static" },
    { "onload=",      true,  "an inline script is refused by the content security policy; write a small file in ui/static" },
    { "onerror=",     true,  "an inline script is refused by the content security policy; write a small file in ui/static" },
    { "<style",       false, "a style sheet inside a page is refused by the content security policy; write it in ui/static" },
    { "<script>",     false, "a script inside a page is refused by the content security policy; write a file in ui/static" },
    { "javascript:",  false, "a script in an address is refused by the content security policy" },
    { "src=\"http",   false, "what a page shows comes from us; put the file into ui/static" },
    { "src=\"//",     false, "what a page shows comes from us; put the file into ui/static" },
    { "url(http",     false, "what a page shows comes from us; put the file into ui/static" },
    { "url(//",       false, "what a page shows comes from us; put the file into ui/static" },
    { "@import",      false, "one style sheet a page: tools/asset joins the files of ui/static" },
};

static void look_at_line(struct tree *t, const struct file *f, int number, struct span line)
{
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        for (const char *p = line.p; (p = memmem(p, (size_t)(line.p + line.n - p), refused[i].text, strlen(refused[i].text))); p++) {
            if (refused[i].attribute && (p == line.p || !isspace((unsigned char)p[-1]))) continue;
            breach(t, 16, f, number, "%s", refused[i].what);
            break;
        }
}

void law_page(struct tree *t)
{
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        bool page = path_ends(f->path, ".html") || path_ends(f->path, ".css");
        if (!page || !f->place || f->is_test) continue;
        struct span rest = { f->text, f->n }, line;
        for (int number = 1; span_cut(&rest, '\n', &line); number++) look_at_line(t, f, number, line);
    }
}
