/* A pupil's class is changed: from the page of the pupil, or from that of the class by a list of its names. For the office. */
#include "access/access.h"
#include "base/ids.h"
#include "classes/move.h"
#include "classes/pages.h"
#include "classes/views.h"
#include "generated/classes_views.h"
#include "web/reply.h"

struct move_in { class_id class_id; day from; enrolment_id place; int64_t rev; };
static const struct field move_fields[] = {
    FIELD(struct move_in, class_id, FIELD_ID, REQUIRED, .name = "lop", .label = N_("Lớp mới")),
    FIELD(struct move_in, from, FIELD_DAY, REQUIRED, .name = "ngay", .label = N_("Từ ngày")),
    FIELD(struct move_in, place, FIELD_ID, OPTIONAL, .name = "cho"),
    FIELD(struct move_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec move_form = { move_fields };

/* "6A2 (44 em)", and what the rules say where it is full. */
static rc choice_label(struct ctx *c, const struct year_brief *year, const struct class_line *line, const char **label)
{
    int64_t norm;
    try(class_size_norm(c->ask, year, line->grade, &norm));
    const char *n = arena_print(c->arena, "%lld", (long long)line->pupils), *most = arena_print(c->arena, "%lld", (long long)norm);
    *label = norm && line->pupils >= norm ? say(c->arena, c->lang, _("{lop} ({n} em, định mức {nhieu_nhat})"), "lop", line->name, "n", n, "nhieu_nhat", most, NULL)
                                          : say(c->arena, c->lang, _("{lop} ({n} em)"), "lop", line->name, "n", n, NULL);
    return OK;
}

static rc choices_fill(struct ctx *c, struct move_view *v)
{
    struct year_brief year;
    struct class_line *line;
    size_t n;
    rc found = year_at(c->ask, c->today, &year);
    if (found == NOT_FOUND) return OK;
    try(found);
    try(classes_of_year(c->ask, year.id, &line, &n));
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, n);
    if (!choice) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        char text[ID_TEXT_SIZE];
        if (line[i].id.v == v->now.class_id.v) continue;
        id_text(line[i].id.v, text);
        choice[v->choices].code = arena_text(c->arena, text);
        try(choice_label(c, &year, &line[i], &choice[v->choices++].label));
    }
    v->choice = choice;
    return OK;
}

rc move_page(struct ctx *c, struct reply *r)
{
    person_id pupil = PATH_ID(c, "em", person_id);
    const char *page = arena_print(c->arena, "/t/%s/em/%s", c->school->code, path_text(c, "em"));
    struct move_view v = { .back = page, .action = arena_print(c->arena, "%s/doi-lop", page), .today = c->today };
    struct place_had *had;
    try(person_here(c->ask, pupil, &v.pupil));
    try(place_now(c->ask, pupil, &v.now));
    try(choices_fill(c, &v));
    try(places_of_pupil(c->ask, pupil, &had, &v.n));
    v.had = had;
    return show(r, view_move, &v);
}

struct move_now { struct pupil_move move; const char *next; };

static rc move_store(struct tx *t, const struct move_now *in, void *out)
{
    (void)out;
    try(access_recheck(t, PUPIL_MOVE, "em", in->move.pupil.v));
    try(pupil_move(t, &in->move));
    try(access_changed(t, in->move.pupil));
    return answer(t, "%s", in->next);
}
CLOSURE(move_store, struct move_now, void)

/* What the class is by now: sizes only warn. */
static rc moved_words(struct ctx *c, class_id id, const char **out)
{
    struct class_face face;
    int64_t norm;
    *out = _("Đã đổi lớp cho em.");
    rc found = class_face(c->ask, id, &face);
    if (found == NOT_FOUND) return OK;
    try(found);
    try(class_size_norm(c->ask, NULL, face.grade, &norm));
    if (norm && face.pupils > norm)
        *out = say(c->arena, c->lang, _("Đã đổi lớp cho em. Lớp {lop} nay {n} em, nhiều hơn định mức {nhieu_nhat}."), "lop", face.name,
                   "n", arena_print(c->arena, "%lld", (long long)face.pupils), "nhieu_nhat", arena_print(c->arena, "%lld", (long long)norm), NULL);
    return OK;
}

rc move_action(struct ctx *c, struct reply *r)
{
    struct move_in in;
    const char *words;
    try(form_read(c, c->route->form, &in));
    struct move_now now = { { PATH_ID(c, "em", person_id), in.class_id, in.from, in.place, in.rev },
                            arena_print(c->arena, "/t/%s/em/%s", c->school->code, path_text(c, "em")) };
    try(transact(c->ask, c->key, move_store, &now, NULL));
    try(moved_words(c, in.class_id, &words));
    return see_other_flash(r, now.next, words, NULL);
}

rc move_pick_page(struct ctx *c, struct reply *r)
{
    class_id id = PATH_ID(c, "lop", class_id);
    struct move_pick_view v = { .school_code = c->school->code };
    struct pupil_line *pupil;
    try(class_face(c->ask, id, &v.face));
    try(pupils_of_class(c->ask, id, &pupil, &v.n));
    v.pupil = pupil;
    return show(r, view_move_pick, &v);
}
