/* Pupils who are named in full in words that everybody reads. A name is found however it is typed (with marks or without, large or small), but one of
** two words only as it is written, since such words come together by themselves; somebody of the staff who bears it may be meant instead. */
#include "consent/consent.h"
#include "base/viet.h"
#include "generated/consent_queries.h"
#include <string.h>

enum { MARKS = 1 << 14, SHOWN = 3 };

/* Words that stand in the text, roughly: a name with a word that does not stand there is not in it. */
struct marks { unsigned char bit[MARKS / 8]; };

static bool in_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80; }

static unsigned word_hash(const char *p, size_t n)
{
    unsigned h = 2166136261u;
    for (size_t i = 0; i < n; i++) h = (h ^ (unsigned char)p[i]) * 16777619u;
    return h % MARKS;
}

static size_t next_word(const char **p)
{
    size_t n = 0;
    while (**p && !in_word(**p)) (*p)++;
    while (in_word((*p)[n])) n++;
    return n;
}

static void marks_set(struct marks *m, const char *key)
{
    memset(m, 0, sizeof *m);
    for (size_t n; (n = next_word(&key)); key += n) {
        unsigned h = word_hash(key, n);
        m->bit[h / 8] |= (unsigned char)(1u << h % 8);
    }
}

static bool marked(const struct marks *m, const char *key, int *words)
{
    for (size_t n; (n = next_word(&key)); key += n, (*words)++) {
        unsigned h = word_hash(key, n);
        if (!(m->bit[h / 8] >> h % 8 & 1)) return false;
    }
    return *words > 1;
}

static bool stands_in(const char *text, const char *words, bool folded)
{
    size_t n = strlen(words);
    for (const char *p = text; (p = strstr(p, words)); p++) {
        bool before = p > text && (folded ? in_word(p[-1]) : (p[-1] != ' ' && in_word(p[-1]))), after = in_word(p[n]);
        if (!before && !after) return true;
    }
    return false;
}

static bool of_staff(const struct names_here_row *row, size_t n, const char *key)
{
    for (size_t i = 0; i < n; i++)
        if (row[i].role != MEMBER_ROLE_PUPIL && str_is(row[i].search_key, key)) return true;
    return false;
}

rc names_read(struct ask *a, struct school_names *out)
{
    struct names_here_row *row;
    try(names_here(a, day_of(a->now), &row, &out->n));
    out->row = row;
    return OK;
}

static bool known_already(const struct named_pupil *named, size_t n, person_id person)
{
    for (size_t i = 0; i < n; i++)
        if (named[i].person.v == person.v) return true;
    return false;
}

rc names_lacking(struct ask *a, const struct school_names *who, const struct purpose *p, const char *text, struct named_pupil **rows, size_t *n)
{
    struct marks m;
    const char *key = search_key(a->arena, text);
    *n = 0;
    *rows = ARENA_MANY(a->arena, struct named_pupil, NAMED_MOST);
    if (!*rows || a->arena->failed) return LIMIT;
    marks_set(&m, key);
    for (size_t i = 0; i < who->n && *n < NAMED_MOST; i++) {
        const struct names_here_row *one = &who->row[i];
        enum consent_now now;
        int words = 0;
        if (one->role != MEMBER_ROLE_PUPIL || !marked(&m, one->search_key, &words)) continue;
        if (words > 2 ? !stands_in(key, one->search_key, true) : !stands_in(text, one->name, false)) continue;
        if (of_staff(who->row, who->n, one->search_key) || known_already(*rows, *n, one->person_id)) continue;
        try(consent_of(a, one->person_id, p, &now));
        if (now != CONSENT_GIVEN || one->restricted) (*rows)[(*n)++] = (struct named_pupil){ one->person_id, one->name };
    }
    return OK;
}

rc names_allowed(struct ask *a, const struct purpose *p, const char *text)
{
    struct school_names who;
    struct named_pupil *row;
    size_t n;
    const char *names = "";
    try(names_read(a, &who));
    try(names_lacking(a, &who, p, text, &row, &n));
    if (n == 0) return OK;
    for (size_t i = 0; i < n && i < SHOWN; i++) names = arena_print(a->arena, "%s%s%s", names, i ? ", " : "", row[i].name);
    if (n > SHOWN) names = arena_print(a->arena, "%s …", names);
    return refuse(a, CONFLICT, 5322, _("Chưa công khai được vì có tên {ten} mà chưa đủ lời đồng ý “{muc}”. Bỏ họ tên ấy, hoặc hỏi gia đình và em trước."), "ten", names, "muc", tr(a->lang, p->label), NULL);
}
