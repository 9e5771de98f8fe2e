/* Values as texts: what fits a row, how it is stored, how it is read by people. */
#include "base/number.h"
#include "base/viet.h"
#include "settings/inside.h"
#include <string.h>

bool clock_read(const char *text, int64_t *minutes)
{
    struct span rest = span_of(text), part;
    int64_t h, m;
    char sep = strchr(text, ':') ? ':' : 'h';
    if (!span_cut(&rest, sep, &part) || !span_int(span_trim(part), &h) || !span_int(span_trim(rest), &m)) return false;
    if (h < 0 || h > 23 || m < 0 || m > 59) return false;
    *minutes = h * 60 + m;
    return true;
}

static bool whole_read(struct ask *a, const struct setting *s, const char *text, const char **normal, const char **why)
{
    int64_t v;
    bool in = number_read_int(text, &v) == NUMBER_OK && v >= s->min && v <= s->max;
    *normal = in ? arena_print(a->arena, "%lld", (long long)v) : "";
    if (!in) *why = say(a->arena, a->lang, _("Ghi một số từ {it} đến {nhieu}."), "it", arena_print(a->arena, "%lld", (long long)s->min),
                        "nhieu", arena_print(a->arena, "%lld", (long long)s->max), NULL);
    return in;
}

static bool lines_read(struct ask *a, const struct setting *s, const char *text, const char **normal, const char **why)
{
    size_t n = utf8_count(text);
    bool one_line = s->type == SETTING_LONG || !strchr(text, '\n');
    *normal = text;
    if ((int64_t)n <= s->max && one_line) return true;
    *why = say(a->arena, a->lang, s->type == SETTING_LONG ? _("Ghi nhiều nhất {n} kí tự.") : _("Ghi một dòng, nhiều nhất {n} kí tự."),
               "n", arena_print(a->arena, "%lld", (long long)s->max), NULL);
    return false;
}

static bool choice_read(const struct setting *s, const char *text, const char **normal, const char **why)
{
    for (const struct setting_choice *c = s->choice; c->code; c++)
        if (str_is(c->code, text)) return *normal = c->code, true;
    *why = _("Chọn một trong các mục.");
    return false;
}

static bool day_text_read(struct ask *a, const char *text, const char **normal, const char **why)
{
    day on;
    char iso[DAY_TEXT_SIZE];
    if (day_read(text, &on) == DAY_OK) return *normal = arena_text(a->arena, day_iso(on, iso)), true;
    *why = _("Ghi ngày/tháng/năm, ví dụ 31/05/2027.");
    return false;
}

static bool time_read(struct ask *a, const char *text, const char **normal, const char **why)
{
    int64_t m;
    if (clock_read(text, &m)) return *normal = arena_print(a->arena, "%02d:%02d", (int)(m / 60), (int)(m % 60)), true;
    *why = _("Ghi giờ và phút, ví dụ 07:30.");
    return false;
}

bool setting_fits(struct ask *a, const struct setting *s, const char *text, const char **normal, const char **why)
{
    *normal = "";
    *why = NULL;
    switch (s->type) {
    case SETTING_BOOL:
        if (str_is(text, "1") || str_is(text, "0")) return *normal = text, true;
        *why = _("Chọn một trong các mục.");
        return false;
    case SETTING_INT:    return whole_read(a, s, text, normal, why);
    case SETTING_LINE: case SETTING_LONG: return lines_read(a, s, text, normal, why);
    case SETTING_CHOICE: return choice_read(s, text, normal, why);
    case SETTING_DAY:    return day_text_read(a, text, normal, why);
    case SETTING_TIME:   return time_read(a, text, normal, why);
    }
    return false;
}

const char *setting_words(struct ask *a, const struct setting *s, const char *text)
{
    day on;
    char dmy[DAY_TEXT_SIZE];
    if (s->type == SETTING_BOOL) return str_is(text, "1") ? N_("Có") : N_("Không");
    for (const struct setting_choice *c = s->type == SETTING_CHOICE ? s->choice : NULL; c && c->code; c++)
        if (str_is(c->code, text)) return c->label;
    if (s->type == SETTING_DAY && day_read_iso(text, &on) == DAY_OK) return arena_text(a->arena, day_dmy(on, dmy));
    return text;
}

/* ---- rule sets: from_year, grade_from, grade_to, value, source, by tabs; lines with # say more about the file */

static bool rule_read(struct span line, int64_t number[4], struct span *source)
{
    struct span part;
    for (int i = 0; i < 4; i++)
        if (!span_cut(&line, '\t', &part) || !span_int(part, &number[i])) return false;
    *source = span_trim(line);
    return true;
}

bool rule_value(struct arena *a, const struct rule_set *rules, int64_t year, int64_t grade, int64_t *value, const char **source)
{
    struct span rest = span_of(rules->tsv), line, from;
    int64_t n[4], newest = INT64_MIN;
    while (rest.n && span_cut(&rest, '\n', &line)) {
        if (line.n == 0 || *line.p == '#' || !rule_read(line, n, &from)) continue;
        if (n[0] > year || n[0] < newest || grade < n[1] || grade > n[2]) continue;
        newest = n[0];
        *value = n[3];
        if (source) *source = arena_text_n(a, from.p, from.n);
    }
    return newest != INT64_MIN;
}
