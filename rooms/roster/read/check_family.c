/* Guardians and their phones (domain rule 2.11). A number that can be read without doubt is put in order silently; one that
** can only be guessed is asked. */
#include "roster/read/check.h"
#include "roster/read/heading.h"
#include "base/contact.h"
#include "base/str.h"
#include "base/viet.h"
#include <string.h>

enum { NUMBERS_MAX = 4 };

static bool fine(const struct contact_check *c) { return !strcmp(c->status, "OK"); }

/* O, o for 0 and l, I for 1, when the rest is a number */
static const char *letters_as_digits(struct arena *a, const char *s)
{
    char *out = (char *)arena_text(a, s);
    bool changed = false;
    for (char *p = out; *p; p++) {
        char digit = *p == 'O' || *p == 'o' ? '0' : *p == 'l' || *p == 'I' ? '1' : 0;
        if (digit) { *p = digit; changed = true; }
    }
    return changed ? out : NULL;
}

/* 11-digit mobile numbers of before 15/9/2018, and 04 of Hà Nội's landlines of before 2017. */
static const char *renumbered(struct arena *a, const char *s)
{
    static const struct { const char *old, *now; } map[] = {
        { "0162", "032" }, { "0163", "033" }, { "0164", "034" }, { "0165", "035" }, { "0166", "036" }, { "0167", "037" }, { "0168", "038" }, { "0169", "039" }, { "0120", "070" }, { "0121", "079" },
        { "0122", "077" }, { "0126", "076" }, { "0128", "078" }, { "0123", "083" }, { "0124", "084" }, { "0125", "085" }, { "0127", "081" }, { "0129", "082" }, { "0186", "056" }, { "0188", "058" }, { "0199", "059" }
    };
    char digits[16];
    size_t n = 0;
    for (; *s; s++) if (*s >= '0' && *s <= '9' && n < sizeof digits - 1) digits[n++] = *s;
    digits[n] = '\0';
    if (n == 10 && str_starts(digits, "04")) return arena_print(a, "024%s", digits + 2);
    for (size_t i = 0; n == 11 && i < sizeof map / sizeof *map; i++)
        if (str_starts(digits, map[i].old)) return arena_print(a, "%s%s", map[i].now, digits + 4);
    return NULL;
}

/* Landlines of other provinces: 02xx and seven or eight more digits. base knows only Hà Nội's. */
static const char *other_province(struct arena *a, const char *s)
{
    char digits[16];
    size_t n = 0;
    for (; *s; s++) {
        if (*s >= '0' && *s <= '9' && n < sizeof digits - 1) digits[n++] = *s;
        else if (!strchr(" .()-", *s)) return NULL;
    }
    digits[n] = '\0';
    return n == 11 && str_starts(digits, "02") && !str_starts(digits, "024") ? arena_print(a, "+84%s", digits + 1) : NULL;
}

/* Takes the cell apart where people put several numbers into one. */
static size_t several(struct arena *a, const char *s, const char *number[NUMBERS_MAX])
{
    static const char word_or[] = "hoặc";                       /* law 5: words of imported files */
    size_t n = 0;
    while (*s && n < NUMBERS_MAX) {
        size_t part = strcspn(s, "/,;\n&");
        const char *dash = strstr(s, " - "), *or = strstr(s, word_or);
        if (dash && (size_t)(dash - s) < part) part = (size_t)(dash - s) + 1;
        if (or && (size_t)(or - s) < part) part = (size_t)(or - s);
        struct contact_check c = phone_check(a, arena_text_n(a, s, part));
        if (fine(&c)) number[n++] = c.normal;
        s += part;
        s += s == or ? strlen(word_or) : *s ? 1 : 0;
        while (*s == ' ' || *s == '-') s++;
    }
    return n;
}

static const char *ask(struct checking *k, enum meaning m, const char *suggest, const char *code, const char *text)
{
    struct contact_check c = phone_check(k->a, suggest);
    if (!fine(&c)) return NULL;
    struct roster_problem *p = problem_at(k, m, ROSTER_CHOICE, code, text);
    problem_part(p, "suggest", phone_show(k->a, c.normal));
    c = phone_check(k->a, problem_suggest(p, c.normal, phone_show(k->a, c.normal)));
    return c.normal;
}

static const char *ask_which(struct checking *k, enum meaning m, const char *const *number, size_t n)
{
    struct roster_problem *p = problem_at(k, m, ROSTER_CHOICE, "phone_multiple", N_("Ô có nhiều số điện thoại “{value}”. Chọn số chính để liên hệ."));
    for (size_t i = 0; i < n; i++) problem_option(p, number[i], phone_show(k->a, number[i]));
    struct contact_check c = phone_check(k->a, p->answer ? p->answer : number[0]);
    return c.normal;
}

static const char *doubtful(struct checking *k, enum meaning m, const char *s, const struct contact_check *c)
{
    const char *number[NUMBERS_MAX], *guess, *answer = NULL;
    size_t n = several(k->a, s, number);
    if (n > 1) return ask_which(k, m, number, n);
    guess = letters_as_digits(k->a, s);
    if (guess) answer = ask(k, m, guess, "phone_letter_o", N_("Số điện thoại “{value}” có chữ cái thay cho chữ số. Có phải số {suggest} không?"));
    guess = answer ? NULL : renumbered(k->a, s);
    if (guess) answer = ask(k, m, guess, "phone_old_prefix", N_("Số điện thoại “{value}” theo đầu số cũ. Có phải bây giờ là {suggest} không?"));
    if (answer) return answer;
    if (!strcmp(c->status, "E_FOREIGN"))
        problem_at(k, m, ROSTER_WARNING, "phone_foreign", N_("Số điện thoại “{value}” là số nước ngoài. Vẫn nhập học sinh, chưa lưu số này."));
    else
        problem_at(k, m, ROSTER_ERROR, "phone_invalid", N_("Số điện thoại “{value}” không đúng định dạng. Số di động có 10 chữ số, bắt đầu bằng 03, 05, 07, 08 hoặc 09."));
    return "";
}

/* E.164, or "" when there is none that may be used. */
static const char *check_phone(struct checking *k, enum meaning m)
{
    const char *s = viet_tidy(k->a, cell_of(k, m)), *far;
    if (*s == '\'') s++;
    if (!*s) return "";
    struct contact_check c = phone_check(k->a, s);
    if (!fine(&c)) {
        if (!(far = other_province(k->a, s))) return doubtful(k, m, s, &c);
        problem_at(k, m, ROSTER_WARNING, "phone_other_province", N_("Số “{value}” là máy bàn ngoài Hà Nội: không nhắn tin được. Vẫn nhập được."));
        return far;
    }
    if (strstr(c.warnings, "W_LOST_ZERO")) {
        struct roster_problem *p = problem_at(k, m, ROSTER_WARNING, "phone_leading_zero_restored", N_("Số điện thoại “{value}” bị mất số 0 ở đầu (Excel lưu dạng số); đã thêm lại số 0."));
        p->suggest = c.normal;
    }
    return c.normal;
}

static enum guardian_kind read_relation(struct arena *a, const char *s)
{
    static const struct { const char *word; enum guardian_kind relation; } words[] = {
        { " ba noi ", GUARDIAN_KIND_GRANDMOTHER }, { " ba ngoai ", GUARDIAN_KIND_GRANDMOTHER }, { " ong ", GUARDIAN_KIND_GRANDFATHER }, { " ong noi ", GUARDIAN_KIND_GRANDFATHER }, { " ong ngoai ", GUARDIAN_KIND_GRANDFATHER },
        { " me ", GUARDIAN_KIND_MOTHER }, { " me de ", GUARDIAN_KIND_MOTHER }, { " ma ", GUARDIAN_KIND_MOTHER }, { " mother ", GUARDIAN_KIND_MOTHER }, { " bo ", GUARDIAN_KIND_FATHER }, { " bo de ", GUARDIAN_KIND_FATHER }, { " cha ", GUARDIAN_KIND_FATHER },
        { " cha de ", GUARDIAN_KIND_FATHER }, { " father ", GUARDIAN_KIND_FATHER }
    };
    const char *key = heading_key(a, s);
    if (!strcmp(key, " ba ")) return strstr(viet_lower(a, s), "bà") ? GUARDIAN_KIND_GRANDMOTHER : GUARDIAN_KIND_FATHER;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) if (!strcmp(key, words[i].word)) return words[i].relation;
    return GUARDIAN_KIND_GUARDIAN;
}

/* The guardian of a separate column is often the mother or father once more. */
static bool already(const struct checking *k, const struct roster_guardian *g)
{
    for (size_t i = 0; i < k->row->guardians; i++) {
        const struct roster_guardian *o = &k->row->guardian[i];
        bool same_name = !strcmp(search_key(k->a, o->name), search_key(k->a, g->name)), same_phone = !*g->phone || !strcmp(o->phone, g->phone);
        if ((same_name || !*g->name) && same_phone) return true;
    }
    return false;
}

static void add_guardian(struct checking *k, enum meaning name, enum meaning phone, enum guardian_kind relation, const char *said)
{
    struct roster_guardian g = { .name = viet_tidy(k->a, cell_of(k, name)), .phone = check_phone(k, phone), .relation = relation, .relation_said = said };
    if (!*g.name && !*g.phone) return;
    if (!*g.name && sheet_has(k->sheet, name))
        problem_at(k, name, ROSTER_WARNING, "guardian_name_missing", N_("Có số điện thoại nhưng chưa có tên phụ huynh. Vẫn nhập được."));
    if (k->row->guardians < ROSTER_GUARDIANS_MAX && !already(k, &g)) k->row->guardian[k->row->guardians++] = g;
}

void check_guardians(struct checking *k)
{
    static const enum meaning names[] = { MEANS_MOTHER_NAME, MEANS_FATHER_NAME, MEANS_GUARDIAN_NAME, MEANS_MOTHER_PHONE, MEANS_FATHER_PHONE, MEANS_GUARDIAN_PHONE };
    const char *said = viet_tidy(k->a, cell_of(k, MEANS_GUARDIAN_RELATION));
    add_guardian(k, MEANS_MOTHER_NAME, MEANS_MOTHER_PHONE, GUARDIAN_KIND_MOTHER, "");
    add_guardian(k, MEANS_FATHER_NAME, MEANS_FATHER_PHONE, GUARDIAN_KIND_FATHER, "");
    add_guardian(k, MEANS_GUARDIAN_NAME, MEANS_GUARDIAN_PHONE, read_relation(k->a, said), said);
    bool written = false;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) written |= *cell_of(k, names[i]) != '\0';
    for (size_t i = 0; !written && i < sizeof names / sizeof *names; i++) {
        if (!sheet_has(k->sheet, names[i])) continue;
        problem_at(k, names[i], ROSTER_WARNING, "guardian_missing", N_("Chưa có phụ huynh nào trên dòng này. Vẫn nhập được; sẽ chưa mời được gia đình."));
        return;
    }
}
