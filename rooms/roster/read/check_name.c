/* Names of pupils: order and case as typed; what looks wrong is asked or suggested, never changed in silence (domain rule 2.11). */
#include "roster/read/check.h"
#include "roster/read/legacy.h"
#include "base/str.h"
#include "base/viet.h"
#include <string.h>

enum { NAME_CHARACTERS_MAX = 100 };

/* One text of what may stand in two or three columns; a correction of the whole name goes before its parts. */
static void join_parts(struct checking *k)
{
    struct roster_row *r = k->row;
    if (!str_empty(r->cell[MEANS_FULL_NAME])) return;
    const char *joined = "";
    static const enum meaning parts[] = { MEANS_FAMILY_MIDDLE, MEANS_MIDDLE, MEANS_GIVEN };
    for (size_t i = 0; i < 3; i++) {
        const char *part = cell_of(k, parts[i]);
        if (*part) joined = *joined ? arena_print(k->a, "%s %s", joined, part) : part;
    }
    r->cell[MEANS_FULL_NAME] = joined;
}

static bool has_digit(const char *s) { return s[strcspn(s, "0123456789")] != '\0'; }

/* "Nguy?n", "Nguy�n": marks that a conversion lost */
static bool lost_letters(const char *s) { return strchr(s, '?') || strstr(s, "\xEF\xBF\xBD"); }

static bool odd_signs(const char *s) { return s[strcspn(s, "#$%&*+/\\<=>@[]^_{|}~\"!;:")] != '\0'; }

/* The first letter of each word as a capital; the rest as typed. The same text when nothing changes. */
static const char *capital_words(struct arena *a, const char *s)
{
    const char *out = "", *p = s, *end = s + strlen(s);
    while (p < end) {
        const char *from = p;
        utf8_next(&p, end);
        const char *first = viet_upper(a, arena_text_n(a, from, (size_t)(p - from)));
        size_t rest = strcspn(p, " ");
        out = arena_print(a, "%s%s%s%.*s", out, *out ? " " : "", first, (int)rest, p);
        p += rest;
        while (p < end && *p == ' ') p++;
    }
    return out;
}

/* Text of an old font among good text: a wrong name must not slip in, so it is asked. */
static const char *old_font(struct checking *k, const char *name)
{
    const char *meant = legacy_font_text(k->a, name);
    if (!meant) return name;
    struct roster_problem *p = problem_at(k, MEANS_FULL_NAME, ROSTER_CHOICE, "name_legacy_font", N_("Tên “{value}” gõ bằng phông chữ cũ, đọc ra là “{suggest}”. Có đúng không?"));
    problem_part(p, "suggest", meant);
    const char *chosen = problem_suggest(p, meant, meant);
    problem_option(p, name, name);
    return chosen;
}

static void warn_spelling(struct checking *k, const char *name)
{
    const char *suggest;
    if (!strchr(name, ' '))
        problem_at(k, MEANS_FULL_NAME, ROSTER_WARNING, "name_one_word", N_("Tên “{value}” chỉ có một từ. Nếu đúng với giấy tờ thì giữ nguyên."));
    if (odd_signs(name))
        problem_at(k, MEANS_FULL_NAME, ROSTER_WARNING, "name_odd_signs", N_("Tên “{value}” có dấu lạ. Hãy xem lại."));
    if (name_all_caps(name)) {
        struct roster_problem *p = problem_at(k, MEANS_FULL_NAME, ROSTER_WARNING, "name_all_caps", N_("Tên “{value}” viết hoa toàn bộ. Có muốn đổi thành cách viết gợi ý không?"));
        p->suggest = name_title_case(k->a, name);
    } else if (strcmp(suggest = capital_words(k->a, name), name)) {
        struct roster_problem *p = problem_at(k, MEANS_FULL_NAME, ROSTER_WARNING, "name_lowercase_initial",
            N_("Tên “{value}” có chữ đầu chưa viết hoa (thường gặp khi chuyển từ phông ABC). Có muốn đổi theo gợi ý không?"));
        p->suggest = suggest;
    }
}

static bool refuse_name(struct checking *k, const char *name)
{
    if (!*name) problem_at(k, MEANS_FULL_NAME, ROSTER_ERROR, "name_missing", N_("Dòng này chưa có họ và tên học sinh."));
    else if (has_digit(name)) problem_at(k, MEANS_FULL_NAME, ROSTER_ERROR, "name_has_digits", N_("Tên “{value}” có chữ số. Hãy sửa lại họ tên."));
    else if (lost_letters(name)) problem_at(k, MEANS_FULL_NAME, ROSTER_ERROR, "name_unreadable", N_("Tên “{value}” bị mất chữ có dấu. Hãy gõ lại họ tên."));
    else if (utf8_count(name) > NAME_CHARACTERS_MAX) problem_at(k, MEANS_FULL_NAME, ROSTER_ERROR, "name_unreadable", N_("Ô này quá dài so với một họ tên. Hãy gõ lại họ tên."));
    else return false;
    return true;
}

void check_name(struct checking *k)
{
    join_parts(k);
    const char *raw = cell_of(k, MEANS_FULL_NAME), *name = viet_tidy(k->a, raw);
    if (refuse_name(k, name)) return;
    if (strcmp(raw, name))
        problem_at(k, MEANS_FULL_NAME, ROSTER_WARNING, "name_spaces_collapsed", N_("Tên có khoảng trắng thừa hoặc xuống dòng; đã gom lại thành một khoảng trắng."));
    name = viet_tidy(k->a, old_font(k, name));
    warn_spelling(k, name);
    k->row->full_name = name;
    k->row->name_key = search_key(k->a, name);
}
