/* The office writes down that an adult's data are to be erased: it came on paper, or the school itself finds that nothing needs them any more. The adult
** hears at once; from there it goes the way of every request (erase.c): the heads answer, one proposes, another one decides. */
#include "access/access.h"
#include "base/ids.h"
#include "base/viet.h"
#include "consent/consent.h"
#include "generated/privacy_queries.h"
#include "generated/privacy_views.h"
#include "notices/notices.h"
#include "privacy/erase.h"
#include "privacy/pages.h"
#include "privacy/views.h"
#include "schools/schools.h"

enum { ADULTS_MOST = 100 };               /* rows, as the question says */
struct entered_in { const char *source, *words; };
static const struct field entered_fields[] = {
    FIELD(struct entered_in, source, FIELD_CHOICE, REQUIRED, .name = "tu_dau", .choices = "paper office", .label = N_("Yêu cầu từ đâu")),
    FIELD(struct entered_in, words, FIELD_LONG, REQUIRED, .name = "loi", .max = 2000, .label = N_("Nội dung")), { 0 } };
const struct form_spec entered_form = { entered_fields };

static const char *base_of(struct ctx *c) { return arena_print(c->arena, "/t/%s/xoa-du-lieu", c->school->code); }

static void line_add(struct arena *a, struct adult_line *line, const struct adults_here_row *row)
{
    if (row->works) line->works = true, line->here = line->here || !row->over;
    else line->children = arena_print(a, "%s%s%s", line->children, line->children[0] ? ", " : "", row->child);
}

/* A name begins so: all keys between the typed one and the first that cannot begin so. */
static rc found_fill(struct ctx *c, struct adults_view *v)
{
    struct adults_here_row *row;
    const char *from = search_key(c->arena, v->typed);
    size_t n;
    try(adults_here(c->ask, from, arena_print(c->arena, "%s\x7f", from), &row, &n));
    struct adult_line *line = ARENA_MANY(c->arena, struct adult_line, n);
    if (!line) return LIMIT;
    v->more = n == ADULTS_MOST;
    for (size_t i = 0; i < n; i++) {
        bool again = v->n && line[v->n - 1].id.v == row[i].id.v;
        if (!again) line[v->n++] = (struct adult_line){ .id = row[i].id, .name = row[i].name, .born = row[i].born, .children = "" };
        line_add(c->arena, &line[v->n - 1], &row[i]);
    }
    v->line = line;
    return OK;
}

rc adults_page(struct ctx *c, struct reply *r)
{
    struct adults_view v = { .school_code = c->school->code, .base = base_of(c), .typed = query_text(c, "ten") };
    try(found_fill(c, &v));
    return show(r, view_adults, &v);
}

static rc hurdle_of(struct ctx *c, person_id id, const char **why)
{
    struct fault before = *c->ask->fault;
    rc may = adult_may(c->ask, id, (privacy_request_id){ 0 });
    *why = may == CONFLICT ? c->ask->fault->message : NULL;
    if (may == CONFLICT) *c->ask->fault = before;
    return may == CONFLICT ? OK : may;
}

rc entered_page(struct ctx *c, struct reply *r)
{
    person_id id = PATH_ID(c, "kin", person_id);
    struct adult_here_row row;
    struct entered_view v = { .school_code = c->school->code, .base = base_of(c), .action = arena_print(c->arena, "%s/%s", base_of(c), path_text(c, "kin")) };
    bool found;
    try(adult_here(c->ask, id, &row, &found));
    if (!found) return NOT_FOUND;
    try(look_write(c, id, LOOK_KIND_PROFILE, looking_as(c)));
    if (!c->ask->fault->number) try(hurdle_of(c, id, &v.hurdle));      /* shown again with a fault of its own, that one stands alone */
    try(adult_elsewhere(c->ask, id, &v.elsewhere));
    v.name = row.name;
    return show(r, view_entered, &v);
}

struct entered_now { person_id subject; enum privacy_source source; const char *words; };

static rc entered_store(struct tx *t, const struct entered_now *in, void *out)
{
    struct adult_here_row row;
    privacy_request_id id;
    bool found;
    char text[ID_TEXT_SIZE];
    (void)out;
    try(access_recheck(t, ERASE_PROPOSE, NULL, 0));
    if (in->subject.v == t->ask->me.v)
        return refuse(t->ask, CONFLICT, 5777, _("Yêu cầu về dữ liệu của chính mình thì gửi ở trang Quyền về dữ liệu của tài khoản."), NULL);
    try(adult_here(t->ask, in->subject, &row, &found));
    if (!found) return NOT_FOUND;
    try(request_enter_for(t, &(struct new_request){ in->subject, t->ask->scope.school, PRIVACY_KIND_ERASE, in->words }, in->source, &id));
    id_text(id.v, text);
    struct school_face school;
    try(school_face(t->ask, t->ask->scope.school, &school));
    return answer(t, "/t/%s/quyen-du-lieu/%s", school.code, text);
}
CLOSURE(entered_store, struct entered_now, void)

rc entered_action(struct ctx *c, struct reply *r)
{
    struct entered_in in;
    struct entered_now now = { .subject = PATH_ID(c, "kin", person_id) };
    struct adult_here_row row;
    bool found;
    try(adult_here(c->ask, now.subject, &row, &found));
    if (!found) return NOT_FOUND;                                  /* a stranger, whatever the form says */
    try(form_read(c, c->route->form, &in));
    if (!privacy_source_read(in.source, &now.source)) return INVALID;
    now.words = in.words;
    try(transact(c->ask, c->key, entered_store, &now, NULL));
    return see_other_flash(r, c->key->answer, _("Đã ghi và báo cho người ấy. Ban giám hiệu trả lời, rồi hai người quyết định xóa."), NULL);
}
