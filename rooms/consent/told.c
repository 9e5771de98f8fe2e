/* What a part tells, collected line by line. A failed arena is seen by whoever asked for the part. */
#include "consent/consent.h"

const char *instant_utc(struct arena *a, instant at)
{
    char date[DAY_TEXT_SIZE];
    int64_t second = at.ms / 1000, of_day = second % 86400;
    return arena_print(a, "%sT%02lld:%02lld:%02lldZ", day_iso((day){ (int32_t)(second / 86400) }, date), (long long)(of_day / 3600), (long long)(of_day / 60 % 60), (long long)(of_day % 60));
}

void told_line(struct part_out *o)
{
    struct part_line *line = ARENA_MANY(o->a->arena, struct part_line, 1);
    if (!line) return;
    *line = (struct part_line){ .end = &line->first };
    if (o->last) o->last->next = line;
    else o->first = line;
    o->last = line;
    o->lines++;
}

void told_many(struct part_out *o, size_t n) { o->cut = o->cut || n >= PART_MOST; }

static void value_put(struct part_out *o, struct part_value value)
{
    struct part_value *v = o->last ? ARENA_MANY(o->a->arena, struct part_value, 1) : NULL;
    if (!v) return;
    *v = value;
    *o->last->end = v;
    o->last->end = &v->next;
}

void told_text(struct part_out *o, const char *key, const char *label, const char *text)
{
    const char *said = str_empty(text) ? NULL : text;
    value_put(o, (struct part_value){ .key = key, .label = tr(o->a->lang, label), .shown = said ? said : "", .plain = said });
}

void told_words(struct part_out *o, const char *key, const char *label, const char *words)
{
    told_text(o, key, label, str_empty(words) ? NULL : tr(o->a->lang, words));
}

void told_day(struct part_out *o, const char *key, const char *label, opt_day on)
{
    char shown[DAY_TEXT_SIZE], plain[DAY_TEXT_SIZE];
    struct part_value v = { .key = key, .label = tr(o->a->lang, label), .shown = "" };
    if (on.has) {
        v.shown = arena_text(o->a->arena, day_dmy(on.v, shown));
        v.plain = arena_text(o->a->arena, day_iso(on.v, plain));
    }
    value_put(o, v);
}

void told_time(struct part_out *o, const char *key, const char *label, opt_instant at)
{
    char shown[DAY_TEXT_SIZE];
    struct part_value v = { .key = key, .label = tr(o->a->lang, label), .shown = "" };
    if (at.has) {
        v.shown = arena_text(o->a->arena, instant_show(at.v, shown));
        v.plain = instant_utc(o->a->arena, at.v);
    }
    value_put(o, v);
}

void told_yes(struct part_out *o, const char *key, const char *label, bool yes)
{
    value_put(o, (struct part_value){ .key = key, .label = tr(o->a->lang, label), .shown = tr(o->a->lang, yes ? _("có") : _("không")), .plain = yes ? "true" : "false", .bare = true });
}
