/* Law 10: nothing names the machine, the folders or the servers where it was made: the tree must mean the same everywhere.
** The patterns are written in pieces, so that this file keeps the law too. */
#include "check.h"
#include <ctype.h>
#include <string.h>

/* `start`: what stands before it may be no letter, digit, or part of a longer path. */
struct pattern { const char *text; bool start; const char *what; };
static const struct pattern patterns[] = {
    { "/wo" "rk/",         true,  "a folder of the machine where this was written" },
    { "/ro" "ot/",         true,  "somebody's home folder" },
    { "/ho" "me/",         true,  "somebody's home folder" },
    { "../sha" "red",      false, "a folder outside the tree" },
    { "sha" "red/design",  true,  "a folder outside the tree" },
    { "sha" "red/domain",  true,  "a folder outside the tree" },
    { "sha" "red/mission", true,  "a folder outside the tree" },
    { "_auth" "Token",     false, "somebody's key to a registry" },
    { NULL, false, NULL }
};

/* Words in a host's name that mean a package registry or a mirror of one. */
static const char *const registry_words[] = { "registry", "artifactory", "nexus", "mirror", "pypi", "proxy", NULL };

static bool part_of_longer(const struct file *f, const char *at)
{
    unsigned char before = at > f->text ? (unsigned char)at[-1] : ' ';
    return isalnum(before) || strchr("_-./%}", before) || before >= 0x80;
}

static int line_of(const struct file *f, const char *at)
{
    int line = 1;
    for (const char *p = f->text; (p = memchr(p, '\n', (size_t)(at - p))); p++) line++;
    return line;
}

static void look_for_patterns(struct tree *t, const struct file *f)
{
    const char *end = f->text + f->n;
    for (const struct pattern *x = patterns; x->text; x++)
        for (const char *p = f->text; (p = memmem(p, (size_t)(end - p), x->text, strlen(x->text))); p++)
            if (!x->start || !part_of_longer(f, p))
                breach(t, 10, f, line_of(f, p), "`%s` is %s; say it without naming the place", x->text, x->what);
}

/* https://HOST/…: refuses hosts whose name says registry. */
static void look_for_registries(struct tree *t, const struct file *f)
{
    const char *end = f->text + f->n;
    for (const char *p = f->text; (p = memmem(p, (size_t)(end - p), "://", 3)); p++) {
        size_t n = 3;
        while (p + n < end && (isalnum((unsigned char)p[n]) || strchr(".-:@_", p[n]))) n++;
        for (int i = 0; registry_words[i]; i++) {
            if (!memmem(p, n, registry_words[i], strlen(registry_words[i]))) continue;
            breach(t, 10, f, line_of(f, p), "names a package registry; lockfiles carry no addresses, documents name the package");
            break;
        }
    }
}

/* A version that may become another one by itself: "^1.2.3", "~1.2.3", "*", "latest", in package.json. */
static void look_for_ranges(struct tree *t, const struct file *f)
{
    static const char *const loose[] = { ": \"^", ": \"~", ": \">", ": \"*\"", ": \"latest\"" };
    struct span rest = { f->text, f->n }, line;
    for (int number = 1; span_cut(&rest, '\n', &line); number++)
        for (size_t i = 0; i < sizeof loose / sizeof *loose; i++)
            if (memmem(line.p, line.n, loose[i], strlen(loose[i])) && !memmem(line.p, line.n, "\"node\"", 6))
                breach(t, 10, f, number, "a version that may become another by itself; write the exact one");
}

void law_workplace(struct tree *t)
{
    for (int i = 0; i < t->files; i++) {
        if (str_is(t->file[i].path, "package.json")) look_for_ranges(t, &t->file[i]);
        look_for_patterns(t, &t->file[i]);
        look_for_registries(t, &t->file[i]);
    }
}
