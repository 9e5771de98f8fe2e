/* Papers that came back to a class, written down at once: for each pupil who has not answered all, what the guardian who signed says of all that is
** still asked, and what the pupil says. What stays true: (1) nothing is chosen beforehand; (2) a word goes to those purposes that the page showed as
** asked: where a family has answered since, nothing of it is written (what its paper says of that is for the page of the one pupil); (3) all that was chosen is
** written, or nothing is and the page says at which pupil. docs/decisions/0165-papers-of-a-class.md */
#include "access/access.h"
#include "base/ids.h"
#include "base/number.h"
#include "classes/classes.h"
#include "generated/privacy_queries.h"
#include "generated/privacy_views.h"
#include "privacy/pages.h"
#include "privacy/paper.h"
#include "privacy/views.h"
#include <string.h>

struct papers_in { day signed_on; struct typed_list kin, self, asked; };
static const struct field papers_fields[] = {
    FIELD(struct papers_in, signed_on, FIELD_DAY, REQUIRED, .name = "ngay", .label = N_("Ngày kí")),
    FIELD(struct papers_in, kin, FIELD_MANY, OPTIONAL, .name = "ph-"), FIELD(struct papers_in, self, FIELD_MANY, OPTIONAL, .name = "em-"),
    FIELD(struct papers_in, asked, FIELD_MANY, OPTIONAL, .name = "hoi-"), { 0 } };
const struct form_spec words_papers_form = { papers_fields };

static const char *path_of(struct ctx *c, const char *tail) { return arena_print(c->arena, "/t/%s/lop/%s%s", c->school->code, path_text(c, "lop"), tail); }

/* "124": the first, second and fourth purpose are still asked. */
static const char *asked_mark(struct arena *a, const struct asked_pupil *p)
{
    char mark[PURPOSES + 1] = "";
    for (size_t u = 0, n = 0; u < PURPOSES; u++)
        if (still_asked(p->now[u])) mark[n++] = (char)('1' + u);
    return arena_text(a, mark);
}

/* ---- the page */

static void choice_add(struct ctx *c, struct paper_row *row, const struct signers_asked_row *g)
{
    char id[ID_TEXT_SIZE];
    id_text(g->person_id.v, id);
    row->kin[row->kins++] = (struct ui_choice){ .code = arena_print(c->arena, "co-%s", id), .label = say(c->arena, c->lang, _("{ten}: đồng ý mọi việc"), "ten", g->name, NULL) };
    row->kin[row->kins++] = (struct ui_choice){ .code = arena_print(c->arena, "khong-%s", id), .label = say(c->arena, c->lang, _("{ten}: không đồng ý việc nào"), "ten", g->name, NULL) };
}

static rc signers_add(struct ctx *c, struct paper_row *row, const struct signers_asked_row *g, size_t n)
{
    row->kin = ARENA_MANY(c->arena, struct ui_choice, 2 * n);
    if (!row->kin) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        bool yes = true;
        if (g[i].ordered) try(paper_may_sign(c->ask, row->pupil->person, &(struct guardian_line){ .id = g[i].person_id }, &yes));
        if (yes) choice_add(c, row, &g[i]);
    }
    return OK;
}

static rc row_fill(struct ctx *c, struct paper_row *row, const struct signers_asked_row *g, size_t n)
{
    size_t from = 0, to;
    char id[ID_TEXT_SIZE];
    id_text(row->pupil->person.v, id);
    row->kin_field = arena_print(c->arena, "ph-%s", id);
    row->self_field = arena_print(c->arena, "em-%s", id);
    row->asked_field = arena_print(c->arena, "hoi-%s", id);
    row->asked = asked_mark(c->arena, row->pupil);
    while (from < n && g[from].child_id.v != row->pupil->person.v) from++;
    for (to = from; to < n && g[to].child_id.v == row->pupil->person.v; ) to++;
    return signers_add(c, row, g + from, to - from);
}

static rc papers_fill(struct ctx *c, struct papers_view *v)
{
    class_id id = PATH_ID(c, "lop", class_id);
    struct class_asked_row class;
    struct asked_pupil *pupil;
    struct signers_asked_row *signer;
    size_t signers;
    bool found;
    try(class_asked(c->ask, id, &class, &found));
    if (!found) return NOT_FOUND;
    try(asked_read(c->ask, id, &pupil, &v->pupils));
    try(signers_asked(c->ask, id, c->today, &signer, &signers));
    struct paper_row *row = ARENA_MANY(c->arena, struct paper_row, v->pupils);
    struct namesake *same = ARENA_MANY(c->arena, struct namesake, v->pupils);
    person_id *shown = ARENA_MANY(c->arena, person_id, v->pupils);
    if (!row || !same || !shown) return LIMIT;
    for (size_t i = 0; i < v->pupils; i++) {
        same[i] = (struct namesake){ &pupil[i].name, pupil[i].born };
        if (!pupil[i].open) continue;
        row[v->n].pupil = &pupil[i];
        shown[v->n] = pupil[i].person;
        try(row_fill(c, &row[v->n++], signer, signers));
    }
    v->row = row;
    v->class_name = class.name;
    try(namesakes_part(c->arena, c->lang, same, v->pupils));
    return v->n ? look_write_all(c, shown, v->n, LOOK_KIND_DOCUMENTS, looking_as(c)) : OK;
}

rc papers_page(struct ctx *c, struct reply *r)
{
    struct papers_view v = { .school_code = c->school->code, .class_path = path_of(c, ""), .action = path_of(c, "/dong-y/ghi") };
    try(papers_fill(c, &v));
    return show(r, view_papers, &v);
}

/* ---- written down */

struct paper_typed { person_id child, guardian; bool kin, kin_yes, self, self_yes; const char *asked, *field; };
struct papers_put { class_id class_id; day signed_on; const struct paper_typed *row; size_t n; const char *next; };

/* What was typed at one pupil; its fields may come in any order. */
static struct paper_typed *row_of(struct paper_typed *row, size_t *n, int64_t child)
{
    for (size_t i = 0; i < *n; i++)
        if (row[i].child.v == child) return &row[i];
    row[*n] = (struct paper_typed){ .child = { child } };
    return &row[(*n)++];
}

/* "co-<guardian>", "khong-<guardian>"; the pupil's own: "co", "khong". */
static bool word_read(const char *value, bool *yes, person_id *guardian)
{
    *yes = str_starts(value, "co");
    if (!*yes && !str_starts(value, "khong")) return false;
    const char *rest = value + (*yes ? 2 : 5);
    if (!guardian) return *rest == 0;
    return *rest == '-' && id_read(rest + 1, &guardian->v);
}

static rc not_of_these(struct ctx *c, const char *field) { return form_wrong(c, field, _("Chọn một trong các mục có sẵn.")); }

/* Those at whom something was chosen, in the order in which it was sent. */
static rc typed_read(struct ctx *c, const struct papers_in *in, struct papers_put *put)
{
    struct paper_typed *row = ARENA_MANY(c->arena, struct paper_typed, in->kin.n + in->self.n);
    int64_t child;
    if (!row) return LIMIT;
    for (size_t i = 0; i < in->kin.n + in->self.n; i++) {
        bool own = i >= in->kin.n;
        const struct typed *f = own ? &in->self.item[i - in->kin.n] : &in->kin.item[i];
        if (str_empty(f->value)) continue;
        if (!id_read(f->name + 3, &child)) return not_of_these(c, f->name);
        struct paper_typed *k = row_of(row, &put->n, child);
        if (!k->field) k->field = f->name;
        if (!word_read(f->value, own ? &k->self_yes : &k->kin_yes, own ? NULL : &k->guardian)) return not_of_these(c, f->name);
        *(own ? &k->self : &k->kin) = true;
    }
    for (size_t i = 0; i < in->asked.n; i++)
        for (size_t k = 0; k < put->n; k++)
            if (id_read(in->asked.item[i].name + 4, &child) && row[k].child.v == child) row[k].asked = in->asked.item[i].value;
    put->row = row;
    return OK;
}

static rc row_write(struct tx *t, const struct papers_put *in, const struct paper_typed *k, const struct asked_pupil *p)
{
    static const char *const word[] = { "khong", "co" };
    struct paper_words words = { .subject = k->child, .guardian = k->guardian, .signed_on = in->signed_on };
    struct consent_paper paper;
    if (!p) return refuse(t->ask, CONFLICT, 6070, _("Em này nay không ở lớp. Tải lại trang."), NULL);
    if (!str_is(k->asked ? k->asked : "", asked_mark(t->ask->arena, p)))
        return refuse(t->ask, CONFLICT, 6071, _("Gia đình em này vừa trả lời thêm trong Khuê. Tải lại trang, rồi ghi phiếu của em ở trang riêng của em."), NULL);
    for (size_t u = 0; u < PURPOSES; u++) {
        if (!still_asked(p->now[u])) continue;
        if (k->kin) words.kin[u] = word[k->kin_yes];
        if (k->self) words.self[u] = word[k->self_yes];
    }
    return paper_write(t, &words, k->field, &paper);
}

static const struct asked_pupil *pupil_of(const struct asked_pupil *p, size_t n, person_id who)
{
    for (size_t i = 0; i < n; i++)
        if (p[i].person.v == who.v) return &p[i];
    return NULL;
}

/* Whatever is refused is refused at its row. */
static rc papers_store(struct tx *t, const struct papers_put *in, void *out)
{
    struct asked_pupil *pupil;
    size_t n;
    (void)out;
    try(access_recheck(t, CONSENT_PAPER, "lop", in->class_id.v));
    try(asked_read(t->ask, in->class_id, &pupil, &n));
    for (size_t i = 0; i < in->n; i++) {
        rc done = row_write(t, in, &in->row[i], pupil_of(pupil, n, in->row[i].child));
        if (done != OK && t->ask->fault->message && !t->ask->fault->field) t->ask->fault->field = in->row[i].field;
        try(done);
    }
    return answer(t, "%s", in->next);
}
CLOSURE(papers_store, struct papers_put, void)

rc papers_action(struct ctx *c, struct reply *r)
{
    struct papers_in in;
    struct papers_put put = { .class_id = PATH_ID(c, "lop", class_id), .next = path_of(c, "/dong-y/ghi") };
    try(form_read(c, c->route->form, &in));
    put.signed_on = in.signed_on;
    try(typed_read(c, &in, &put));
    if (put.n == 0) return form_wrong(c, "ngay", _("Chưa chọn gì ở em nào. Chọn lời trên phiếu của ít nhất một em rồi ghi."));
    try(transact(c->ask, c->key, papers_store, &put, NULL));
    return see_other_flash(r, put.next, say(c->arena, c->lang, _("Đã ghi phiếu của {n} em. Phụ huynh của các em được báo và đổi lại được lúc nào cũng được. Giữ phiếu giấy ở trường."),
                                            "n", number_in(c->arena, c->lang, (int64_t)put.n), NULL), NULL);
}
