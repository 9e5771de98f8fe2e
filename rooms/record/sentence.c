/* What was told, in plain words for a child and its parents. */
#include "base/buf.h"
#include "base/number.h"
#include "record/inside.h"
#include "record/said.h"
#include <string.h>

enum { DIGITS_MOST = 9, RESULT_MOST = 1024 };

/* In the reader's language, else in ours, else in whichever there is; `ours`: is it the reader's? */
static const char *in_language(enum lang lang, const char *const text[SAID_LANGS], bool *readers)
{
    int wanted = lang == LANG_EN ? SAID_EN : SAID_VI, other = lang == LANG_EN ? SAID_VI : SAID_EN;
    *readers = text[wanted] != NULL;
    return text[wanted] ? text[wanted] : text[other] ? text[other] : text[SAID_OTHER];
}

/* "https://x.vn/verbs/explored" -> "explored"; never "". */
static const char *last_part(struct arena *a, const char *iri)
{
    size_t n = iri ? strlen(iri) : 0, from;
    while (n && strchr("/#?:", iri[n - 1])) n--;
    for (from = n; from && !strchr("/#:", iri[from - 1]);) from--;
    return n ? arena_text_n(a, iri + from, n - from) : NULL;
}

static const char *quoted(struct arena *a, const char *text) { return arena_print(a, "“%s”", text); }

static const char *did_words(struct arena *a, enum lang lang, const struct said *s)
{
    const struct verb_word *known = verb_word_of(s->verb);
    bool readers;
    if (known) return tr(lang, known->label);
    const char *said = in_language(lang, s->did, &readers);
    if (said) return readers ? said : quoted(a, said);
    said = last_part(a, s->verb);
    return said ? quoted(a, said) : tr(lang, _("đã có phần trong"));
}

/* ---- results */

/* 8.50 -> "8,5" where that is how one writes. */
static const char *decimal(struct arena *a, enum lang lang, const char *number)
{
    size_t n = strlen(number);
    if (strchr(number, '.'))
        while (n > 1 && (number[n - 1] == '0' || number[n - 1] == '.'))
            if (number[--n] == '.') break;
    char *text = arena_take(a, n + 1);
    if (!text) return "";
    memcpy(text, number, n);
    for (size_t i = 0; i < n && lang == LANG_VI; i++)
        if (text[i] == '.') text[i] = ',';
    return text;
}

/* 0.857 -> 86; false: no number from 0 to 1. */
static bool percent_of(const char *scaled, int *out)
{
    const char *p = scaled;
    int whole = 0, digits[3] = { 0 };
    if (*p < '0' || *p > '1') return false;
    whole = *p++ - '0';
    if (*p && *p != '.') return false;
    for (int i = 0; *p && i < 3; i++)
        if (p[1] >= '0' && p[1] <= '9') digits[i] = *++p - '0';
        else break;
    *out = whole * 100 + digits[0] * 10 + digits[1] + (digits[2] >= 5);
    return *out <= 100;
}

struct words { struct arena *a; enum lang lang; struct buf b; };

static void word_add(struct words *w, const char *text)
{
    if (w->b.n) buf_text(&w->b, ", ");
    buf_text(&w->b, text);
}

static void score_add(struct words *w, const struct said *s)
{
    int percent;
    if (s->raw && s->max) word_add(w, say(w->a, w->lang, _("{diem}/{tren} điểm"), "diem", decimal(w->a, w->lang, s->raw), "tren", decimal(w->a, w->lang, s->max), NULL));
    else if (s->raw) word_add(w, say(w->a, w->lang, _("{diem} điểm"), "diem", decimal(w->a, w->lang, s->raw), NULL));
    else if (s->scaled && percent_of(s->scaled, &percent)) word_add(w, say(w->a, w->lang, _("đúng {n}%"), "n", arena_print(w->a, "%d", percent), NULL));
}

/* What the verb says already is not said again. */
static void outcome_add(struct words *w, const struct said *s)
{
    bool judged = s->verb && (strstr(s->verb, "passed") || strstr(s->verb, "failed") || strstr(s->verb, "mastered") || strstr(s->verb, "satisfied"));
    bool ended = s->verb && strstr(s->verb, "complete");
    if (s->success && !judged) {
        bool answer = s->verb && (strstr(s->verb, "answered") || strstr(s->verb, "responded")), yes = *s->success == '1';
        word_add(w, tr(w->lang, answer ? yes ? _("đúng") : _("chưa đúng") : yes ? _("đạt") : _("chưa đạt")));
    }
    if (s->completion && !ended && !s->success) word_add(w, tr(w->lang, *s->completion == '1' ? _("đã xong") : _("chưa xong")));
    if (s->progress && strlen(s->progress) <= 3) word_add(w, say(w->a, w->lang, _("đã đi được {n}%"), "n", s->progress, NULL));
}

/* The two greatest parts of an ISO duration: "PT1H2M3.5S" -> "1 giờ 2 phút". Nothing of less than a second. */
static const char *duration_words(struct arena *a, enum lang lang, const char *iso)
{
    static const struct { char letter; bool time; const char *words; } unit[] = {
        { 'Y', false, N_("{n} năm") }, { 'M', false, N_("{n} tháng") }, { 'W', false, N_("{n} tuần") }, { 'D', false, N_("{n} ngày") },
        { 'H', true, N_("{n} giờ") }, { 'M', true, N_("{n} phút") }, { 'S', true, N_("{n} giây") } };
    const char *words = "";
    bool time = false;
    int parts = 0;
    for (const char *p = *iso == 'P' ? iso + 1 : ""; *p && parts < 2;) {
        if (*p == 'T') { time = true, p++; continue; }
        size_t n = strspn(p, "0123456789"), behind = n + strspn(p + n, ".,0123456789");
        char letter = p[behind];
        if (n == 0 || n > DIGITS_MOST || !letter) break;
        size_t zeros = strspn(p, "0");
        for (size_t i = 0; i < sizeof unit / sizeof *unit; i++)
            if (unit[i].letter == letter && unit[i].time == time && zeros < n) {
                const char *one = say(a, lang, unit[i].words, "n", arena_text_n(a, p + zeros, n - zeros), NULL);
                words = parts++ ? arena_print(a, "%s %s", words, one) : one;
            }
        p += behind + 1;
    }
    return words;
}

static const char *result_words(struct arena *a, enum lang lang, const struct said *s)
{
    struct words w = { a, lang, { 0 } };
    buf_init(&w.b, RESULT_MOST);
    score_add(&w, s);
    outcome_add(&w, s);
    const char *time = s->duration ? duration_words(a, lang, s->duration) : "";
    if (*time) word_add(&w, say(a, lang, _("trong {lau}"), "lau", time, NULL));
    if (s->response) word_add(&w, say(a, lang, _("trả lời: “{loi}”"), "loi", s->response, NULL));
    const char *text = w.b.failed ? "" : arena_text_n(a, w.b.p, w.b.n);
    buf_finish(&w.b);
    return text;
}

void said_words(struct arena *a, enum lang lang, const struct said *s, const char *thing, enum deed_part part, const char *who, struct line_words *out)
{
    const struct thing_word *kind = thing_word_of(thing);
    /* Of somebody else: neither how it went nor what another system calls it, which may hold a name, is ours to show. */
    bool theirs = part == DEED_PART_ABOUT;
    const char *did = theirs ? tr(lang, _("đã có phần trong")) : did_words(a, lang, s), *what = tr(lang, kind ? kind->label : _("hoạt động"));
    bool readers;
    const char *name = in_language(lang, s->thing, &readers);
    if (!name) name = last_part(a, s->id);
    out->object = name && !theirs ? name : "";
    out->after = theirs ? say(a, lang, _(", có nhắc tới {ten}"), "ten", who, NULL) : "";
    out->result = theirs ? "" : result_words(a, lang, s);
    if (part == DEED_PART_WITH) out->sentence = say(a, lang, _("Một nhóm có {ten} {da_lam} {loai}"), "ten", who, "da_lam", did, "loai", what, NULL);
    else out->sentence = say(a, lang, _("{ai} {da_lam} {loai}"), "ai", part ? tr(lang, _("Một người")) : who, "da_lam", did, "loai", what, NULL);
}

static void deed_words(struct arena *a, enum lang lang, const struct timeline_line *l, const char *subject, struct line_words *out)
{
    const struct object_kind *kind = object_kind_of(l->kind, NULL);
    const char *who = l->part ? l->actor ? l->actor : tr(lang, _("Một người của nhà trường")) : subject;
    const char *did = tr(lang, deed_verb_label(l->verb)), *what = kind ? tr(lang, kind->label) : "";
    if (l->part == DEED_PART_WITH) out->sentence = say(a, lang, _("{ai} cùng {ten} {da_lam} {loai}"), "ai", who, "ten", subject, "da_lam", did, "loai", what, NULL);
    else out->sentence = say(a, lang, _("{ai} {da_lam} {loai}"), "ai", who, "da_lam", did, "loai", what, NULL);
    out->object = l->object;
    out->after = l->part == DEED_PART_ABOUT ? say(a, lang, _(", có nhắc tới {ten}"), "ten", subject, NULL) : "";
    out->result = "";
}

void timeline_words(struct arena *a, enum lang lang, const struct timeline_line *l, const char *who, struct line_words *out)
{
    struct said s;
    if (l->verb) {
        deed_words(a, lang, l, who, out);
        return;
    }
    said_read(a, l->said, &s);
    said_words(a, lang, &s, l->kind, l->part, who, out);
}

void statement_words(struct arena *a, enum lang lang, const char *home, const struct json *statement, const char *who, struct line_words *out)
{
    struct said_sort sort;
    struct said s;
    int64_t id;
    said_of(a, statement, &s);
    struct timeline_line deed = { .verb = deed_verb_of_iri(s.verb), .object = s.thing[SAID_VI] ? s.thing[SAID_VI] : "" };
    if (deed.verb && s.id && thing_of_iri(a, home, s.id, &deed.kind, &id)) {
        deed_words(a, lang, &deed, who, out);
        return;
    }
    said_sort(a, statement, &s, &sort);
    said_words(a, lang, &s, sort.thing, 0, who, out);
}

const char *verb_words(struct arena *a, enum lang lang, const char *iri, const char *name)
{
    enum deed_verb deed = deed_verb_of_iri(iri);
    if (deed) return tr(lang, deed_verb_label(deed));
    return did_words(a, lang, &(struct said){ .verb = iri, .did = { [SAID_OTHER] = name && *name ? name : NULL } });
}
