/* The values: read, set, taken back. What stays true stands in settings.h. */
#include "settings/settings.h"
#include "base/viet.h"
#include "generated/settings_queries.h"
#include "settings/inside.h"

/* ---- what an ask keeps of one school */

struct settings_kept { school_id school; struct settings_for_row *row; size_t n; };

static rc kept_for(struct ask *a, school_id school, const struct settings_kept **out)
{
    const struct settings_kept *known = a->kept;
    if (known && known->school.v == school.v) return *out = known, OK;
    struct settings_kept *k = ARENA_NEW(a->arena, struct settings_kept);
    if (!k) return LIMIT;
    k->school = school;
    try(settings_for(a, school, day_of(a->now), &k->row, &k->n));
    a->kept = k;
    *out = k;
    return OK;
}

/* The text of one level, or NULL where none is set that fits. */
static const char *text_at(struct ask *a, const struct settings_kept *k, const struct setting *s, enum setting_level level, school_year_id year)
{
    const char *normal, *why;
    if (!(s->levels & level)) return NULL;
    for (size_t i = 0; i < k->n; i++) {
        const struct settings_for_row *r = &k->row[i];
        bool of_level = level == SETTING_APP ? r->of_school.v == 0 && r->year_id.v == 0
            : level == SETTING_SCHOOL ? r->of_school.v == k->school.v && r->of_school.v != 0 && r->year_id.v == 0
            : r->of_school.v == k->school.v && r->year_id.v != 0 && (year.v ? r->year_id.v == year.v : r->mine);
        if (of_level && r->text && str_is(r->key, s->key) && setting_fits(a, s, r->text, &normal, &why)) return normal;
    }
    return NULL;
}

/* ---- the default */

static int64_t year_number(const struct ask *a, const struct year_brief *year)
{
    int y, m, d;
    day_parts(year ? year->starts : day_of(a->now), &y, &m, &d);
    return !year && m < 6 ? y - 1 : y;
}

static void default_fill(struct ask *a, const struct setting *s, const struct year_brief *year, struct setting_value *out)
{
    int64_t v;
    out->from = 0;
    out->text = s->otherwise ? s->otherwise : "";
    if (s->rules && rule_value(a->arena, s->rules, year_number(a, year), s->grade, &v, &out->source)) out->text = arena_print(a->arena, "%lld", (long long)v);
}

static void value_typed(const struct setting *s, struct setting_value *out)
{
    day on;
    int64_t minutes;
    if (s->type == SETTING_BOOL) out->truth = str_is(out->text, "1");
    if (s->type == SETTING_INT && !span_int(span_of(out->text), &out->n)) out->n = 0;
    if (s->type == SETTING_DAY && day_read_iso(out->text, &on) == DAY_OK) out->on = (opt_day){ true, on };
    if (s->type == SETTING_TIME && clock_read(out->text, &minutes)) out->clock = (opt_int){ true, minutes };
}

rc setting_of(struct ask *a, school_id school, const struct year_brief *year, const struct setting *s, struct setting_value *out)
{
    static const enum setting_level nearest[] = { SETTING_YEAR, SETTING_SCHOOL, SETTING_APP };
    const struct settings_kept *k;
    *out = (struct setting_value){ 0 };
    try(kept_for(a, school, &k));
    for (size_t i = 0; i < sizeof nearest / sizeof *nearest && !out->text; i++) {
        out->text = text_at(a, k, s, nearest[i], year ? year->id : (school_year_id){ 0 });
        out->from = nearest[i];
    }
    if (!out->text) default_fill(a, s, year, out);
    value_typed(s, out);
    return OK;
}

rc setting_bool(struct ask *a, const struct setting *s, bool *out)
{
    struct setting_value v;
    try(setting_of(a, a->scope.school, NULL, s, &v));
    *out = v.truth;
    return OK;
}

rc setting_int(struct ask *a, const struct setting *s, int64_t *out)
{
    struct setting_value v;
    try(setting_of(a, a->scope.school, NULL, s, &v));
    *out = v.n;
    return OK;
}

rc setting_text(struct ask *a, const struct setting *s, const char **out)
{
    struct setting_value v;
    try(setting_of(a, a->scope.school, NULL, s, &v));
    *out = v.text;
    return OK;
}

static const struct setting *setting_keyed(const char *key)
{
    for (const struct setting_table *t = setting_tables; t->room; t++)
        for (const struct setting *s = t->rows; s->key; s++)
            if (str_is(s->key, key)) return s;
    return NULL;
}

rc settings_room_open(struct ask *a, school_id school, const char *room, bool *open)
{
    struct setting_value v = { .truth = true };
    for (const struct room_switch *w = room_switches; w->room; w++) {
        const struct setting *s = str_is(w->room, room) ? setting_keyed(w->key) : NULL;
        if (s) try(setting_of(a, school, NULL, s, &v));
    }
    *open = v.truth;
    return OK;
}

/* ---- setting one */

const struct act settings_acts[] = {
    { "settings.set", N_("đổi cài đặt “{vat}”") },
    { NULL, NULL },
};
enum { ACT_SET };

rc setting_without(struct ask *a, const struct setting *s, enum setting_level level, struct setting_value *out)
{
    struct setting upper = *s;
    upper.levels &= (unsigned)level - 1;                                  /* only levels above: they are smaller bits */
    return setting_of(a, level == SETTING_APP ? (school_id){ 0 } : a->scope.school, NULL, &upper, out);
}

static rc value_write(struct tx *t, const struct setting_change *in, school_id school, const char *text)
{
    int64_t changed;
    if (in->rev == 0) try(setting_insert(t, school, in->year, in->s->key, text, t->ask->me, &changed));
    else try(setting_update(t, school, in->year, in->s->key, text, t->ask->me, in->rev, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 2301, _("Vừa có người đổi cài đặt này. Xem lại giá trị mới rồi lưu tiếp."), NULL);
    t->ask->kept = NULL;
    return OK;
}

rc setting_put(struct tx *t, const struct setting_change *in)
{
    struct setting_one_row before;
    struct setting_value above;
    const char *normal = "", *why = NULL, *text;
    bool found;
    school_id school = in->level == SETTING_APP ? (school_id){ 0 } : t->ask->scope.school;
    if (!(in->s->levels & in->level) || (in->level == SETTING_YEAR) != (in->year.v != 0) || (in->level != SETTING_APP && school.v == 0))
        return fault_detail(t->ask, BUG, "%s is not set at level %d", in->s->key, (int)in->level);
    if (*in->text && !setting_fits(t->ask, in->s, in->text, &normal, &why))
        return refuse_field(t->ask, in->s->key, 2302, why, NULL);
    try(setting_without(t->ask, in->s, in->level, &above));
    text = *normal && !str_is(normal, above.text) ? normal : NULL;        /* (4) */
    try(setting_one(t->ask, school, in->year, in->s->key, &before, &found));
    if (!found && !text && in->rev == 0) return OK;
    try(value_write(t, in, school, text));
    return audit_add(t, &(struct change){ .act = &settings_acts[ACT_SET], .kind = "setting", .name = in->s->label,
        WAS({ N_("Giá trị"), setting_words(t->ask, in->s, before.text ? before.text : above.text), setting_words(t->ask, in->s, text ? text : above.text), KEPT_AS_WORDS }) });
}

/* ---- the doctor */

static const struct setting *setting_named(const char *key)
{
    for (const struct setting_table *t = setting_tables; t->room; t++)
        for (const struct setting *s = t->rows; s->key; s++)
            if (str_is(s->key, key)) return s;
    return NULL;
}

static bool fits_row(struct ask *a, const struct settings_all_row *r)
{
    const char *normal, *why;
    const struct setting *s = setting_named(r->key);
    unsigned level = r->of_school.v == 0 ? SETTING_APP : r->year_id.v == 0 ? SETTING_SCHOOL : SETTING_YEAR;
    return s && (s->levels & level) && setting_fits(a, s, r->text, &normal, &why);
}

rc settings_doctor(struct ask *a, void (*tell)(void *with, school_id school, const char *key, const char *text), void *with, int64_t *wrong)
{
    enum { AT_ONCE = 500 };
    struct settings_all_row *row, last = { .of_school = { -1 }, .key = "" };
    size_t n = AT_ONCE;
    *wrong = 0;
    while (n == AT_ONCE) {
        try(settings_all(a, last.of_school.v, last.year_id, last.key, AT_ONCE, &row, &n));
        for (size_t i = 0; i < n; i++) {
            if (!row[i].text || fits_row(a, &row[i])) continue;
            ++*wrong;
            if (tell) tell(with, row[i].of_school, row[i].key, row[i].text);
        }
        if (n > 0) last = row[n - 1];
    }
    return OK;
}

static void misfit_told(void *with, school_id school, const char *key, const char *text)
{
    (void)text;                                        /* what stands in a row is not told */
    verify_wrong(with, "school %lld: %s is not what its row allows; the default holds", (long long)school.v, key);
}

static rc settings_fit(struct ask *a, struct verify_report *out)
{
    int64_t wrong;
    try(settings_doctor(a, misfit_told, out, &wrong));
    verify_looked(out, 1);
    return OK;
}

const struct verify_check settings_checks[] = {
    { "settings fit their rows", settings_fit },
    { 0 }
};
