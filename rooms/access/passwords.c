/* Which passwords are refused, and how their owner hears of a new one. What stays true: (1) length counts, and being hard to guess for who knows
** the person; no kinds of characters are asked for (NIST SP 800-63B 5.1.1.2); (2) what is looked at are letters without marks and digits, so
** "Mật khẩu 123" is "matkhau123"; (3) a password that was chosen before stays good; (4) nothing of a password is written anywhere.
** Sources: data/common_passwords.txt is a list of our own: what is typed most in Vietnamese and English, and what stands around us. */
#include "access/acts.h"
#include "access/links.h"
#include "base/viet.h"
#include "generated/access_queries.h"
#include "notices/notices.h"
#include "people/people.h"
#include "schools/schools.h"
#include "web/mail.h"
#include <string.h>

/* Whole into the program, with a 0 behind it. */
extern const char common_passwords_txt[];
__asm__(".section .rodata\n.global common_passwords_txt\ncommon_passwords_txt:\n.incbin \"rooms/access/data/common_passwords.txt\"\n.byte 0\n.previous\n");

enum { WORDS_MOST = 60, PIECES_MOST = 4, PERIOD_MOST = 6, LONE_DIGITS = 16, NAME_LEAST = 3 };

struct known { const char *word[WORDS_MOST]; size_t n; };           /* of the person: name, user name, school */

static const char *folded(struct arena *a, const char *text)
{
    const char *key = search_key(a, text);
    size_t n = 0;
    char *out = arena_take(a, strlen(key) + 1);
    if (!out) return "";
    for (const char *p = key; *p; p++)
        if ((*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9')) out[n++] = *p;
    out[n] = 0;
    return out;
}

/* ---- rows of keys, counting, the same again */

static bool beside(char x, char y)
{
    static const char *const rows[] = { "qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890" };
    if (x == y || x - y == 1 || y - x == 1) return true;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const char *p = strchr(rows[i], x), *q = strchr(rows[i], y);
        if (p && q && (p - q == 1 || q - p == 1)) return true;
    }
    return false;
}

static bool in_a_row(const char *s, size_t n)
{
    size_t breaks = 0;
    for (size_t i = 1; i < n; i++) breaks += !beside(s[i - 1], s[i]);
    return n > 1 && breaks <= n / 5;
}

static bool repeats(const char *s, size_t n)
{
    for (size_t p = 1; p <= PERIOD_MOST && 2 * p <= n; p++) {
        size_t i = p;
        while (i < n && s[i] == s[i - p]) i++;
        if (i == n) return true;
    }
    return false;
}

/* ---- words that everybody types, or that belong to the person */

static bool is_word(const char *s, size_t n, const struct known *of)
{
    for (size_t i = 0; i < of->n; i++)
        if (strlen(of->word[i]) == n && strncmp(of->word[i], s, n) == 0) return true;
    for (const char *p = common_passwords_txt; *p;) {
        size_t m = strcspn(p, "\n");
        if (m == n && strncmp(p, s, n) == 0) return true;
        p += m + (p[m] != 0);
    }
    return false;
}

/* Is it put together of a few such words and nothing else? */
static bool of_words(const char *s, size_t n, int pieces, const struct known *of)
{
    if (n == 0) return true;
    for (size_t k = n; pieces > 0 && k > 0; k--)
        if (is_word(s, k, of) && of_words(s + k, n - k, pieces - 1, of)) return true;
    return false;
}

static const char *letters_of(struct arena *a, const char *s)
{
    size_t n = 0;
    char *out = arena_take(a, strlen(s) + 1);
    if (!out) return "";
    for (; *s; s++)
        if (*s >= 'a' && *s <= 'z') out[n++] = *s;
    out[n] = 0;
    return out;
}

/* "p@ssw0rd" as it is meant. */
static const char *meant(struct arena *a, const char *typed)
{
    static const char from[] = "@$0134578!", to[] = "asoieastbi";
    const char *key = search_key(a, typed);
    char *out = arena_take(a, strlen(key) + 1);
    size_t n = 0;
    if (!out) return "";
    for (; *key; key++) {
        const char *at = strchr(from, *key);
        out[n++] = at ? to[at - from] : *key;
    }
    out[n] = 0;
    return letters_of(a, out);
}

static bool plain_ascii(const char *s)
{
    while (*s && (unsigned char)*s < 0x80) s++;
    return *s == 0;
}

/* ---- the person */

static void known_add(struct arena *a, struct known *k, const char *text)
{
    struct span rest = span_of(search_key(a, text)), word;
    const char *all = folded(a, text);
    const char *letters = letters_of(a, all);
    if (strlen(all) >= NAME_LEAST && k->n < WORDS_MOST) k->word[k->n++] = all;
    if (strlen(letters) >= NAME_LEAST && k->n < WORDS_MOST) k->word[k->n++] = letters;
    while (rest.n && span_cut(&rest, ' ', &word)) {
        const char *one = folded(a, arena_text_n(a, word.p, word.n));
        if (*one && k->n < WORDS_MOST) k->word[k->n++] = one;
    }
}

static bool has_birth(struct arena *a, opt_day born, const char *s)
{
    int y, m, d;
    if (!born.has) return false;
    day_parts(born.v, &y, &m, &d);
    const char *forms[] = { arena_print(a, "%02d%02d%04d", d, m, y), arena_print(a, "%04d%02d%02d", y, m, d), arena_print(a, "%02d%02d%02d", d, m, y % 100),
                            arena_print(a, "%d%d%04d", d, m, y) };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (strstr(s, forms[i])) return true;
    return false;
}

static rc person_fill(struct ask *a, person_id person, struct known *k, struct password_owner_row *owner, bool *reached, const char *typed)
{
    struct membership *place;
    struct contact_line *line;
    size_t n;
    bool found;
    *reached = false;
    *owner = (struct password_owner_row){ .wide = true };
    try(password_owner(a, person, day_of(a->now), owner, &found));
    if (!found) return OK;                              /* a link that is used by now: its repeat is answered as the first */
    known_add(a->arena, k, owner->full_name);
    known_add(a->arena, k, owner->user_name);
    try(memberships_of(a, person, &place, &n));
    for (size_t i = 0; i < n; i++) known_add(a->arena, k, place[i].school.name);
    try(contacts_of(a, person, &line, &n));
    for (size_t i = 0; i < n; i++) {
        size_t m = strlen(line[i].value);
        if (line[i].kind == CONTACT_KIND_PHONE && m > 9) *reached = *reached || strstr(typed, line[i].value + m - 9);
    }
    return OK;
}

/* NULL: nothing is wrong with it. */
static const char *easy(struct arena *a, const char *typed, const struct known *of, opt_day born, bool phone)
{
    const char *s = folded(a, typed);
    size_t n = strlen(s);
    const char *letters = letters_of(a, s), *other = meant(a, typed);
    if (in_a_row(s, n) || repeats(s, n) || (n == 0 && plain_ascii(typed)))
        return _("Mật khẩu này là dãy liền nhau hoặc lặp lại nên dễ đoán. Ghép vài từ không liên quan thành một câu ngắn.");
    if (phone || has_birth(a, born, s))
        return _("Mật khẩu có ngày sinh hoặc số điện thoại của bạn nên dễ đoán. Ghép vài từ không liên quan thành một câu ngắn.");
    if (n > 0 && (*letters == 0 ? n < LONE_DIGITS : of_words(letters, strlen(letters), PIECES_MOST, of) || of_words(other, strlen(other), PIECES_MOST, of)))
        return _("Mật khẩu này nhiều người dùng, hoặc chỉ gồm tên người, tên trường và số, nên dễ đoán. Ghép vài từ không liên quan thành một câu ngắn.");
    return NULL;
}

rc password_is_good(struct ctx *c, person_id person, const char *fresh, const char *again)
{
    struct setting_value least, wide;
    struct password_owner_row owner;
    struct known of = { .n = 0 };
    bool phone;
    const char *typed = folded(c->arena, fresh);
    try(person_fill(c->ask, person, &of, &owner, &phone, typed));
    try(setting_of(c->ask, (school_id){ 0 }, NULL, &access_settings[ACCESS_PASSWORD_LEAST], &least));
    try(setting_of(c->ask, (school_id){ 0 }, NULL, &access_settings[ACCESS_PASSWORD_STAFF], &wide));
    if (owner.wide && wide.n > least.n) least = wide;
    if ((int64_t)utf8_count(fresh) < least.n)
        return form_wrong(c, "mat_khau", say(c->arena, c->lang, _("Mật khẩu cần ít nhất {n} kí tự. Một câu ngắn dễ nhớ là tốt nhất."), "n", least.text, NULL));
    const char *why = easy(c->arena, fresh, &of, owner.born, phone);
    if (c->arena->failed) return LIMIT;
    if (why) return form_wrong(c, "mat_khau", why);
    return str_is(fresh, again) ? OK : form_wrong(c, "nhac_lai", _("Hai lần gõ chưa giống nhau."));
}

/* ---- told */

rc password_told(struct tx *t, person_id person, const char *words)
{
    const char *address;
    enum lang lang = t->ask->lang;
    try(notice_add(t, &(struct notice){ .to = person, .kind = NOTICE_KIND_ACCOUNT, .important = true, .path = "/tai-khoan/lich-su", .words = words }));
    try(email_of(t->ask, person, &address));
    if (!*address) return OK;
    return mail_add(t, &(struct mail){ .to = address, .lang = lang, .link = "/tai-khoan/lich-su", .subject = tr(lang, _("Mật khẩu Khuê của bạn vừa thay đổi")), .text = tr(lang, words) });
}
