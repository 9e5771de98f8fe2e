/* A person's timeline, for oneself and for one's children: what was done, in which school, who wrote it; filtered by what stands in the address. */
#include "access/permission.h"
#include "base/ids.h"
#include "base/percent.h"
#include "generated/record_views.h"
#include "record/pages.h"
#include "record/said.h"
#include "record/views.h"

enum { PAGE = 50, KINDS_MOST = 80, SCHOOLS_MOST = 4 };

static const struct { const char *shape, *icon; } drawn[COMPONENT_COUNT + 1] = {
    [COMPONENT_PEOPLE] = { "people s", "users" }, [COMPONENT_KNOWLEDGE] = { "knowledge s", "book-open" }, [COMPONENT_TECHNOLOGY] = { "technology s", "cpu" },
    [COMPONENT_CONTEXT] = { "context s", "map-pin" }, [COMPONENT_CULTURE] = { "culture s", "landmark" },
};

/* ---- what was chosen */

struct choosing { struct timeline_wanted w; struct timeline_teller *teller; size_t tellers; };

static day month_begin(day d)
{
    int y, m, at;
    day_parts(d, &y, &m, &at);
    return (day){ d.n - at + 1 };
}

static day year_begin(day d)
{
    int y, m, at;
    day_parts(d, &y, &m, &at);
    return day_make(y, 1, 1, &d) ? d : (day){ 0 };
}

static const struct { const char *code, *words; } spans[] = { { "", N_("Tất cả") }, { "tuan", N_("Tuần này") }, { "thang", N_("Tháng này") }, { "nam", N_("Năm nay") } };

/* A day that cannot be read is as if it had not been written: the box shows it again. */
static void time_read(struct ctx *c, struct timeline_wanted *w, struct journey_filters *f)
{
    day from, to;
    f->when = query_text(c, "khi"), f->from = query_text(c, "tu"), f->to = query_text(c, "den");
    if (str_is(f->when, "tuan")) w->from = (opt_instant){ true, day_start((day){ c->today.n - day_weekday(c->today) + 1 }) };
    else if (str_is(f->when, "thang")) w->from = (opt_instant){ true, day_start(month_begin(c->today)) };
    else if (str_is(f->when, "nam")) w->from = (opt_instant){ true, day_start(year_begin(c->today)) };
    else f->when = "";
    if (day_read(f->from, &from) == DAY_OK) w->from = (opt_instant){ true, day_start(from) }, f->when = "";
    if (day_read(f->to, &to) == DAY_OK) w->to = (opt_instant){ true, day_start((day){ to.n + 1 }) }, f->when = "";
}

static void by_read(struct ctx *c, struct choosing *k, struct journey_filters *f)
{
    int64_t key;
    f->by = query_text(c, "ai");
    if (str_is(f->by, "nha")) k->w.by = BY_HOUSE;
    else if (id_read(f->by, &key)) k->w.by = BY_SYSTEM, k->w.key = key;
    else f->by = "";
}

/* "1795395600000-0saphf26bzzg0": where the last page ended. */
static bool place_read(const char *text, struct arena *a, instant *at, statement_id *id)
{
    struct span rest = span_of(text), part;
    return rest.n && span_cut(&rest, '-', &part) && span_int(part, &at->ms) && id_read(arena_text_n(a, rest.p, rest.n), &id->v);
}

static const char *place_text(struct arena *a, instant at, statement_id id)
{
    char text[ID_TEXT_SIZE];
    id_text(id.v, text);
    return arena_print(a, "%lld-%s", (long long)at.ms, text);
}

static void chosen_read(struct ctx *c, struct choosing *k, struct journey_view *v)
{
    struct journey_filters *f = &v->f;
    f->component = query_text(c, "phan"), f->kind = query_text(c, "loai"), f->topic = query_text(c, "mon"), f->competence = query_text(c, "nl");
    if (!component_read(f->component, &k->w.component)) f->component = "";
    if (object_kind_of(f->kind, NULL) || thing_word_of(f->kind)) k->w.kind = f->kind;
    else f->kind = "";
    if (*f->topic) k->w.topic = f->topic;
    if (*f->competence) k->w.competence = f->competence;
    time_read(c, &k->w, f);
    by_read(c, k, f);
    k->w.limit = PAGE;
    v->begun = place_read(query_text(c, "sau"), c->arena, &k->w.before, &k->w.before_id);
    f->open = *f->component || *f->kind || *f->topic || *f->competence || *f->by || *f->from || *f->to;
    f->any = f->open || *f->when;
}

/* ---- addresses */

static void part_add(struct buf *b, const char *name, const char *value)
{
    if (!value || !*value) return;
    buf_char(b, strchr(b->p, '?') ? '&' : '?');
    buf_text(b, name), buf_char(b, '=');
    percent_encode(b, value);
}

/* This page with what was chosen; `when` and `place` (NULL = none) instead of theirs. */
static const char *address(struct ctx *c, const struct journey_view *v, const char *when, const char *place)
{
    struct buf b;
    bool own = str_is(when, v->f.when);                     /* another span of time takes the place of days */
    buf_init(&b, 8192);
    buf_text(&b, v->path);
    if (v->mine) part_add(&b, "cua", "toi");
    part_add(&b, "khi", when);
    if (own) part_add(&b, "tu", v->f.from), part_add(&b, "den", v->f.to);
    part_add(&b, "phan", v->f.component), part_add(&b, "loai", v->f.kind), part_add(&b, "ai", v->f.by);
    part_add(&b, "mon", v->f.topic), part_add(&b, "nl", v->f.competence), part_add(&b, "sau", place);
    const char *text = b.failed ? v->path : arena_text_n(c->arena, b.p, b.n);
    buf_finish(&b);
    return text;
}

static rc spans_fill(struct ctx *c, struct journey_view *v)
{
    struct ui_tab *tab = ARENA_MANY(c->arena, struct ui_tab, sizeof spans / sizeof *spans);
    bool days = *v->f.from || *v->f.to;
    if (!tab) return LIMIT;
    for (; v->spans < sizeof spans / sizeof *spans; v->spans++) {
        struct journey_view without = *v;
        without.f.from = without.f.to = "";
        tab[v->spans] = (struct ui_tab){ address(c, &without, spans[v->spans].code, NULL), spans[v->spans].words, !days && str_is(v->f.when, spans[v->spans].code) };
    }
    v->span = tab;
    return OK;
}

/* ---- what can be chosen: only what there is */

static rc kinds_fill(struct ctx *c, struct journey_view *v)
{
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, KINDS_MOST);
    if (!choice) return LIMIT;
    for (const struct object_table *t = object_tables; t->room; t++)
        for (const struct object_kind *k = t->rows; k->code && v->f.kinds < KINDS_MOST; k++) choice[v->f.kinds++] = (struct ui_choice){ .code = k->code, .label = k->label };
    for (const struct thing_word *w = thing_words; v->f.tellers && w->code && v->f.kinds < KINDS_MOST; w++) choice[v->f.kinds++] = (struct ui_choice){ .code = w->code, .label = w->label };
    v->f.kind_choice = choice;
    return OK;
}

static const char *teller_name(struct ctx *c, const struct timeline_teller *t)
{
    return *t->name ? t->name : say(c->arena, c->lang, _("Một hệ thống của {truong}"), "truong", t->school, NULL);
}

static rc tellers_fill(struct ctx *c, struct choosing *k, struct journey_view *v)
{
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, k->tellers);
    if (!choice) return LIMIT;
    for (size_t i = 0; i < k->tellers; i++) {
        char id[ID_TEXT_SIZE];
        id_text(k->teller[i].key, id);
        choice[v->f.tellers++] = (struct ui_choice){ .code = arena_text(c->arena, id), .label = teller_name(c, &k->teller[i]) };
    }
    v->f.teller = choice;
    return kinds_fill(c, v);
}

/* Those that there are, and the one that was chosen. */
static rc words_choice(struct ctx *c, const char *const *word, size_t n, const char *now, const struct ui_choice **out, size_t *found)
{
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, n + 1);
    bool there = !*now;
    if (!choice) return LIMIT;
    *out = choice, *found = 0;
    for (size_t i = 0; i < n; i++) choice[(*found)++] = (struct ui_choice){ .code = word[i], .label = word[i] }, there = there || str_is(word[i], now);
    if (!there) choice[(*found)++] = (struct ui_choice){ .code = now, .label = now };
    return OK;
}

static rc topics_fill(struct ctx *c, person_id of, struct journey_view *v)
{
    struct timeline_topics t = { 0 };
    struct journey_filters *f = &v->f;
    if (f->tellers) try(timeline_topics(c->ask, of, &t));
    try(words_choice(c, t.topic, t.topics, f->topic, &f->topics, &f->topics_n));
    return words_choice(c, t.competence, t.competences, f->competence, &f->competences, &f->competences_n);
}

/* ---- lines */

static const char *day_words(struct ctx *c, day d)
{
    char text[DAY_TEXT_SIZE];
    return arena_text(c->arena, c->lang == LANG_EN ? day_with_weekday_en(d, text) : day_heading(d, text));
}

static const char *writer_words(struct ctx *c, const struct choosing *k, const struct timeline_line *l, const char *subject)
{
    for (size_t i = 0; !l->verb && i < k->tellers; i++)
        if (k->teller[i].key == l->key) return say(c->arena, c->lang, _("Hệ thống ghi: {ten}."), "ten", teller_name(c, &k->teller[i]), NULL);
    if (!l->verb) return tr(c->lang, _("Một hệ thống khác ghi."));
    if (l->by_oneself) return say(c->arena, c->lang, _("{ten} tự ghi."), "ten", subject, NULL);
    if (l->writer) return say(c->arena, c->lang, _("Người ghi: {ten}."), "ten", l->writer, NULL);
    return tr(c->lang, _("Nhà trường ghi."));
}

static void line_fill(struct ctx *c, const struct choosing *k, const struct journey_view *v, const struct timeline_line *l, struct journey_line *out)
{
    char text[DAY_TEXT_SIZE];
    *out = (struct journey_line){ .shape = drawn[l->component].shape, .icon = drawn[l->component].icon, .component = component_label(l->component), .at = l->at, .school = l->school,
                                  .clock = arena_text(c->arena, instant_clock(l->at, text)), .writer = writer_words(c, k, l, v->subject.given), .topic = l->topic, .competence = l->competence };
    timeline_words(c->arena, c->lang, l, v->subject.given, &out->words);
    struct journey_view of_topic = *v, of_competence = *v;
    if (l->topic) of_topic.f.topic = l->topic, out->topic_href = address(c, &of_topic, v->f.when, NULL);
    if (l->competence && str_is(l->competence, out->words.object)) out->competence = NULL;       /* the line says it already */
    if (out->competence) of_competence.f.competence = l->competence, out->competence_href = address(c, &of_competence, v->f.when, NULL);
    if (v->copy) out->mend = arena_print(c->arena, "%s?dong=%s#gui", v->copy, place_text(c->arena, l->at, l->id));
}

static rc days_fill(struct ctx *c, const struct choosing *k, struct journey_view *v, const struct timeline *t)
{
    struct journey_line *line = ARENA_MANY(c->arena, struct journey_line, t->n);
    struct journey_day *group = ARENA_MANY(c->arena, struct journey_day, t->n);
    if (!line || !group) return LIMIT;
    for (size_t i = 0; i < t->n; i++) {
        day on = day_of(t->line[i].at);
        if (i == 0 || on.n != day_of(t->line[i - 1].at).n) group[v->days++] = (struct journey_day){ .day = day_words(c, on), .line = &line[i] };
        group[v->days - 1].n++;
        line_fill(c, k, v, &t->line[i], &line[i]);
    }
    v->day = group;
    return OK;
}

/* Who moved on finds the lines of all schools here: say so, and which they are. */
static void schools_fill(struct ctx *c, struct journey_view *v, const struct timeline *t)
{
    school_id seen[SCHOOLS_MOST];
    size_t n = 0;
    const char *names = "";
    for (size_t i = 0; i < t->n && n < SCHOOLS_MOST; i++) {
        bool there = false;
        for (size_t j = 0; j < n; j++) there = there || seen[j].v == t->line[i].in_school.v;
        if (there) continue;
        names = n ? arena_print(c->arena, "%s, %s", names, t->line[i].school) : t->line[i].school;
        seen[n++] = t->line[i].in_school;
    }
    if (n > 1) v->schools = names;
}

/* Whose records this person may look at: children first, then oneself. */
static rc switch_fill(struct ctx *c, struct journey_view *v)
{
    struct person_brief *person;
    size_t n;
    if (c->who->children == 0) return OK;
    try(persons_mine(c->ask, &person, &n));
    struct ui_child *child = ARENA_MANY(c->arena, struct ui_child, n + 1);
    if (!child) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        char id[ID_TEXT_SIZE];
        if (person[i].id.v == c->who->person.v) continue;
        id_text(person[i].id.v, id);
        child[v->children++] = (struct ui_child){ .href = arena_print(c->arena, "/hanh-trinh/%s", id), .initial = person[i].initial, .name = person[i].full_name,
                                                  .sub = _("Con"), .current = person[i].id.v == v->subject.id.v };
    }
    child[v->children++] = (struct ui_child){ .href = "/hanh-trinh?cua=toi", .initial = c->who->initial, .name = c->who->name, .sub = _("Chính mình"), .current = v->self };
    v->child = child;
    v->mine = v->self;
    return OK;
}

static void turn_fill(struct ctx *c, struct journey_view *v, const struct timeline *t)
{
    char text[DAY_TEXT_SIZE];
    v->first = address(c, v, v->f.when, NULL);
    if (!t->more) return;
    v->next = address(c, v, v->f.when, place_text(c->arena, t->at, t->id));
    if (t->n == 0) v->looked_until = arena_text(c->arena, day_dmy(day_of(t->at), text));
}

static rc journey_show(struct ctx *c, struct reply *r, person_id of)
{
    struct journey_view v = { .self = of.v == c->who->person.v };
    struct choosing k = { .tellers = 0 };
    struct timeline t;
    char id[ID_TEXT_SIZE];
    id_text(of.v, id);
    v.path = v.self ? PATH_JOURNEY : arena_print(c->arena, "/hanh-trinh/%s", id);
    if (!c->who->by_card && may(c, PRIVACY_ASK, "em", of.v)) v.copy = arena_print(c->arena, "/ho-so/%s/quyen-du-lieu", id);
    chosen_read(c, &k, &v);
    try(person_mine(c->ask, of, &v.subject));
    try(switch_fill(c, &v));
    try(timeline_tellers(c->ask, of, &k.teller, &k.tellers));
    try(tellers_fill(c, &k, &v));
    try(topics_fill(c, of, &v));
    try(timeline_of(c->ask, of, &k.w, &t));
    try(spans_fill(c, &v));
    schools_fill(c, &v, &t);
    turn_fill(c, &v, &t);
    try(days_fill(c, &k, &v, &t));
    return show(r, view_journey, &v);
}

/* Who is here as a guardian comes for the eldest child. */
rc journey_page(struct ctx *c, struct reply *r)
{
    const struct who *w = c->who;
    bool guardian = w->children > 0 && (w->chosen_role ? str_is(w->chosen_role, "guardian") : w->roles == 0);
    return journey_show(c, r, guardian && !str_is(query_text(c, "cua"), "toi") ? w->child[0] : w->person);
}

rc child_journey_page(struct ctx *c, struct reply *r) { return journey_show(c, r, PATH_ID(c, "em", person_id)); }
