/* One-time codes on printed slips: 10 Crockford characters (50 bits), shown as K7QM2-XW9PD, typed in any case and with or
** without the hyphen. Only a keyed hash is kept. */
#include "access/codes.h"
#include "access/acts.h"
#include "generated/access_queries.h"
#include "people/people.h"
#include "web/token.h"
#include <ctype.h>
#include <string.h>

static void code_hash(const struct app *app, const char code[CODE_CHARS + 1], uint8_t hash[HASH_SIZE])
{
    token_hash(app->secret, "one-time code", code, hash);
}

const char *code_shown(struct arena *a, const char code[CODE_CHARS + 1])
{
    char *shown = arena_take(a, CODE_CHARS + 2);
    for (size_t i = 0, n = 0; shown && i < CODE_CHARS; i++) {
        if (i == CODE_CHARS / 2) shown[n++] = '-';
        shown[n++] = (char)toupper((unsigned char)code[i]);
    }
    return shown;
}

rc code_make(struct app *app, struct arena *arena, person_id person, struct fresh_code *out)
{
    char code[CODE_CHARS + 1];
    random_text(code, CODE_CHARS);
    out->person = person;
    code_hash(app, code, out->hash);
    out->shown = code_shown(arena, code);
    return out->shown ? OK : LIMIT;
}

bool code_chars(const char *typed, char out[CODE_CHARS + 1])
{
    size_t n = 0;
    for (const char *p = typed; *p; p++) {
        char ch = (char)tolower((unsigned char)*p);
        if (ch == '-' || ch == ' ' || ch == '.') continue;
        if (ch == 'o') ch = '0';
        if (ch == 'i' || ch == 'l') ch = '1';
        if (n == CODE_CHARS) return false;
        out[n++] = ch;
    }
    out[n] = 0;
    return token_text(out, CODE_CHARS);
}

bool code_read(const struct app *app, const char *typed, uint8_t hash[HASH_SIZE])
{
    char code[CODE_CHARS + 1];
    if (!code_chars(typed, code)) return false;
    code_hash(app, code, hash);
    return true;
}

bool code_typed(const struct app *app, const char *typed, uint8_t hash[HASH_SIZE]) { return code_read(app, typed, hash); }

rc code_store(struct tx *t, const struct fresh_code *code, person_id by, instant until)
{
    return code_store_on(t, code, by, until, (slip_sheet_id){ 0 });
}

rc code_store_on(struct tx *t, const struct fresh_code *code, person_id by, instant until, slip_sheet_id sheet)
{
    const char *name;
    try(codes_void(t, code->person, NULL));
    try(code_insert(t, (struct bytes){ code->hash, HASH_SIZE }, code->person, by, until, sheet, code->batch, NULL));
    if (t->bulk) return OK;
    try(person_name(t->ask, code->person, &name));
    return audit_add(t, &(struct change){ .act = &access_acts[ACT_SLIP], .kind = "account", .id = code->person.v, .name = name, .about = code->person });
}

rc account_ways_void(struct tx *t, person_id who)
{
    try(codes_void(t, who, NULL));
    return mail_links_void(t, who, MAIL_LINK_KIND_INVITE, NULL);
}
