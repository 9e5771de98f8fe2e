/* The home of a guardian, with the children to choose from, and of a pupil. */
#include "base/ids.h"
#include "base/viet.h"
#include "today/home.h"

enum { LOOKS_SHOWN = 5 };

static const char *place_words(struct ctx *c, const struct child_place *p)
{
    return say(c->arena, c->lang, _("{lop}, {truong}"), "lop", p->class_name, "truong", p->school.name, NULL);
}

static rc places_of(struct ctx *c, struct home *h, const struct child_place *all, size_t n)
{
    struct child_place *mine = ARENA_MANY(c->arena, struct child_place, n);
    if (!mine) return LIMIT;
    for (size_t i = 0; i < n; i++)
        if (all[i].person.v == h->subject.id.v) mine[h->places++] = all[i];
    h->place = mine;
    return OK;
}

/* The child of ?con=, else the eldest. */
static rc switch_fill(struct ctx *c, struct home *h, const struct family_now_row *person, size_t persons, const struct child_place *place, size_t places, int64_t wanted)
{
    struct ui_child *child = ARENA_MANY(c->arena, struct ui_child, persons);
    if (!child) return LIMIT;
    for (size_t i = 0; i < persons; i++) {
        char id[ID_TEXT_SIZE];
        if (person[i].id.v == c->who->person.v) continue;
        id_text(person[i].id.v, id);
        const char *sub = _("chưa xếp lớp");
        for (size_t k = places; k-- > 0;)
            if (place[k].person.v == person[i].id.v) sub = place_words(c, &place[k]);
        child[h->children++] = (struct ui_child){ .href = arena_print(c->arena, "/hom-nay?con=%s", id), .initial = name_initial(c->arena, person[i].full_name), .name = person[i].full_name,
                                                  .sub = sub, .current = person[i].id.v == wanted };
    }
    h->child = child;
    return OK;
}

/* Whose home: oneself, the child of ?con=, else the eldest. NULL = nobody. */
static const struct family_now_row *subject_of(struct ctx *c, const struct family_now_row *person, size_t n, bool self)
{
    const struct family_now_row *found = NULL;
    int64_t wanted = 0;
    id_read(query_text(c, "con"), &wanted);
    for (size_t i = 0; i < n; i++) {
        bool me = person[i].id.v == c->who->person.v;
        if (me == self && (!found || person[i].id.v == wanted)) found = &person[i];
    }
    return found;
}

/* A child of whom an order left the reader the sight: nothing waits for their word. */
static bool sees_alone(const struct ctx *c, person_id child)
{
    for (size_t i = 0; i < c->who->reads_n; i++)
        if (c->who->reads[i].v == child.v) return true;
    return false;
}

/* Uses of the child's data about which the reader has said nothing yet, where the reader's word counts. */
static void consent_row(struct ctx *c, struct home *h, int64_t said)
{
    char id[ID_TEXT_SIZE];
    struct consent_needs needs = consent_needs(h->subject.born, c->today);
    if (sees_alone(c, h->subject.id)) return;
    if (!(h->self ? needs.self : needs.guardian) || said >= PURPOSES) return;
    id_text(h->subject.id.v, id);
    row_add(&h->now, (struct ui_work){ .component = "technology", .icon = "shield-check", .href = arena_print(c->arena, "/ho-so/%s/dong-y", id), .action = _("Xem và trả lời"),
        .what = say(c->arena, c->lang, h->self ? _("{n} câu hỏi về dữ liệu của em chưa có câu trả lời") : _("{n} câu hỏi về dữ liệu của {ten} chưa có câu trả lời"), "n", number_text(c, PURPOSES - said),
                    "ten", h->subject.given, NULL),
        .sub = _("Chưa trả lời nghĩa là không. Đổi ý lúc nào cũng được.") });
}

/* Messages that wait for the reader's word, about whichever child: they come first. */
static void told_row(struct ctx *c, struct home *h, const struct family_now_row *person, size_t n)
{
    int64_t waits = 0;
    const char *title = NULL;
    for (size_t i = 0; i < n; i++)
        if (person[i].told && !sees_alone(c, person[i].id)) waits += person[i].told, title = person[i].told_title;
    told_waits(c, h, waits, title);
}

rc home_family(struct ctx *c, struct home *h, bool self)
{
    struct family_now_row *person;
    struct child_place *place;
    struct look_line *look;
    size_t persons, places;
    h->family = true;
    h->self = self;
    try(family_now(c->ask, c->who->person, c->today, &person, &persons));
    try(child_places(c->ask, &place, &places));
    const struct family_now_row *s = subject_of(c, person, persons, self);
    if (!s) return NOT_FOUND;
    h->subject = (struct person_brief){ .id = s->id, .full_name = s->full_name, .given = name_given(c->arena, s->full_name), .initial = name_initial(c->arena, s->full_name), .born = s->born };
    told_row(c, h, person, persons);
    if (!self) try(switch_fill(c, h, person, persons, place, places, s->id.v));
    try(places_of(c, h, place, places));
    if (!c->who->by_card) {                                   /* a young child has a few pages of its own, and nothing to decide */
        try(looks_at(c->ask, h->subject.id, 0, LOOKS_SHOWN, &look, &h->looks));
        h->look = look;
        consent_row(c, h, s->said);
        h->today_href = "/lop-hoc", h->today_more = self ? _("Lớp của em") : _("Lớp của con");
    }
    try(news_and_soon(c, h));
    h->greeting = say(c->arena, c->lang, self ? _("Chào {ten}!") : _("Hôm nay của {ten}"), "ten", h->subject.given, NULL);
    if (h->places) {                                          /* the place knows its year: one question less */
        struct year_brief year = { .name = h->place[0].year_name, .week = h->place[0].week };
        h->date = date_words(c, &year);
    }
    return OK;
}
