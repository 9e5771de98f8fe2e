#include "data/verify.h"

#include "data/engine.h"
#include <stdarg.h>
#include <stdio.h>

void verify_looked(struct verify_report *r, int64_t n) { r->looked += n; }

void verify_wrong(struct verify_report *r, const char *fmt, ...)
{
    char words[512];
    va_list ap;
    if (r->wrong++ >= VERIFY_TOLD) return;
    va_start(ap, fmt);
    vsnprintf(words, sizeof words, fmt, ap);
    va_end(ap);
    r->line(r->to, words);
}

bool verify_over(const struct verify_report *r) { return r->over && r->over(r->to); }

void piece_over(struct ask *a)
{
    ask_done(a);
    arena_reset(a->arena);
}

static rc file_sound(struct ask *a, struct verify_report *out)
{
    char why[WHY_SIZE] = "";
    rc r = db_sound(a->db, true, out, why, sizeof why);
    return r == OK ? OK : fault_detail(a, r, "%s", why);
}

const struct verify_check data_checks[] = { { "database file", file_sound }, { NULL, NULL } };
