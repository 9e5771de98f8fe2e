/* A paper that a family signed, one pupil's: the page, what was written from it, and its picture. What stays true: (1) nothing is chosen beforehand,
** and what was left empty on the paper is left empty here; (2) the picture of the paper is seen by those who may write papers down, each look on
** the ledger. What is written, and by whom: paper.h. docs/decisions/0100-words-on-paper.md */
#include "access/access.h"
#include "base/ids.h"
#include "classes/classes.h"
#include "consent/consent.h"
#include "files/files.h"
#include "generated/privacy_queries.h"
#include "generated/privacy_views.h"
#include "people/people.h"
#include "privacy/pages.h"
#include "privacy/paper.h"
#include "privacy/privacy.h"
#include "privacy/views.h"

#define PAPER_USE "privacy.paper"
#define ANSWERS .choices = "co khong"

static rc paper_see(struct ctx *c, const struct file_face *f)
{
    return may(c, CONSENT_PAPER, "em", f->child.v) ? OK : DENIED;
}

const struct file_use privacy_files[] = {
    { PAPER_USE, N_("Ảnh phiếu lời đồng ý đã kí"), FILE_SCENE, PICTURE_TYPES, 16 << 20, .look = LOOK_KIND_DOCUMENTS, .keep_days = 30, .see = paper_see }, { 0 }
};

struct paper_in { person_id guardian; day signed_on; const char *kin[PURPOSES], *self[PURPOSES]; struct upload file; };
static const struct field paper_fields[] = {
    FIELD(struct paper_in, signed_on, FIELD_DAY, REQUIRED, .name = "ngay", .label = N_("Ngày kí")),
    FIELD(struct paper_in, guardian, FIELD_ID, OPTIONAL, .name = "phu_huynh", .label = N_("Phụ huynh đã kí")),
    FIELD(struct paper_in, kin[0], FIELD_CHOICE, OPTIONAL, .name = "ph_1", ANSWERS), FIELD(struct paper_in, self[0], FIELD_CHOICE, OPTIONAL, .name = "em_1", ANSWERS),
    FIELD(struct paper_in, kin[1], FIELD_CHOICE, OPTIONAL, .name = "ph_2", ANSWERS), FIELD(struct paper_in, self[1], FIELD_CHOICE, OPTIONAL, .name = "em_2", ANSWERS),
    FIELD(struct paper_in, kin[2], FIELD_CHOICE, OPTIONAL, .name = "ph_3", ANSWERS), FIELD(struct paper_in, self[2], FIELD_CHOICE, OPTIONAL, .name = "em_3", ANSWERS),
    FIELD(struct paper_in, kin[3], FIELD_CHOICE, OPTIONAL, .name = "ph_4", ANSWERS), FIELD(struct paper_in, self[3], FIELD_CHOICE, OPTIONAL, .name = "em_4", ANSWERS),
    FIELD(struct paper_in, file, FIELD_FILE, OPTIONAL, .name = "tep", .label = N_("Ảnh chụp phiếu")), { 0 } };
const struct form_spec words_paper_form = { paper_fields };
_Static_assert(PURPOSES == 4, "paper_fields ask for each purpose");

struct paper_drop_in { file_id file; int64_t rev; };
static const struct field paper_drop_fields[] = {
    FIELD(struct paper_drop_in, file, FIELD_ID, REQUIRED, .name = "anh"), FIELD(struct paper_drop_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec words_paper_drop_form = { paper_drop_fields };

static const char *base_of(struct ctx *c) { return arena_print(c->arena, "/t/%s/em/%s/dong-y", c->school->code, path_text(c, "em")); }

/* ---- the page */

static rc signers_fill(struct ctx *c, struct paper_view *v)
{
    struct guardian_line *line;
    size_t n;
    try(guardians_of(c->ask, v->subject.id, &line, &n));
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, n);
    if (!choice) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        char id[ID_TEXT_SIZE];
        bool yes;
        try(paper_may_sign(c->ask, v->subject.id, &line[i], &yes));
        if (!yes) continue;
        id_text(line[i].id.v, id);
        choice[v->signers++] = (struct ui_choice){ .code = arena_text(c->arena, id), .label = line[i].full_name };
    }
    v->signer = choice;
    return OK;
}

static rc papers_fill(struct ctx *c, struct paper_view *v)
{
    struct papers_of_row *row;
    try(papers_of(c->ask, v->subject.id, PAPER_USE, &row, &v->papers));
    struct paper_line *line = ARENA_MANY(c->arena, struct paper_line, v->papers);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v->papers; i++)
        line[i] = (struct paper_line){ row[i].signed_on, row[i].entered_name, row[i].at, row[i].file_id.v ? file_path(c->arena, c->school->code, row[i].file_id, 0) : NULL,
                                       row[i].file_id, row[i].file_rev.has ? row[i].file_rev.v : 0 };
    v->paper = line;
    return OK;
}

/* Papers come by the class: from one pupil to the next whose family has not answered. */
static rc class_fill(struct ctx *c, struct paper_view *v)
{
    struct place_now place;
    struct asked_pupil next;
    char id[ID_TEXT_SIZE];
    try(place_now(c->ask, v->subject.id, &place));
    if (!place.class_id.v) return OK;
    id_text(place.class_id.v, id);
    v->class_href = arena_print(c->arena, "/t/%s/lop/%s/dong-y", c->school->code, id);
    v->class_name = place.class_name;
    try(asked_next(c, place.class_id, v->subject.id, &next, &v->left));
    if (!v->left) return OK;
    id_text(next.person.v, id);
    v->next_href = arena_print(c->arena, "/t/%s/em/%s/dong-y", c->school->code, id);
    v->next_name = next.name;
    return OK;
}

rc paper_page(struct ctx *c, struct reply *r)
{
    struct paper_view v = { .school_code = c->school->code, .action = base_of(c) };
    try(person_here(c->ask, PATH_ID(c, "em", person_id), &v.subject));
    try(look_write(c, v.subject.id, LOOK_KIND_DOCUMENTS, looking_as(c)));
    struct consent_needs needs = consent_needs(v.subject.born, c->today);
    v.self = needs.self;
    v.guardian = needs.guardian;
    if (v.guardian) try(signers_fill(c, &v));
    try(papers_fill(c, &v));
    try(class_fill(c, &v));
    return show(r, view_paper, &v);
}

/* ---- written down */

struct paper_put { person_id subject; struct paper_in in; const struct blob_taken *taken; int64_t quota; const char *next; };

static rc paper_store(struct tx *t, const struct paper_put *in, void *out)
{
    struct consent_paper paper;
    struct paper_words words = { .subject = in->subject, .guardian = in->in.guardian, .signed_on = in->in.signed_on };
    file_id file;
    (void)out;
    for (size_t u = 0; u < PURPOSES; u++) words.kin[u] = in->in.kin[u], words.self[u] = in->in.self[u];
    try(paper_write(t, &words, "phu_huynh", &paper));
    if (in->taken) try(file_add(t, &(struct new_file){ .taken = in->taken, .about = paper.id.v, .child = in->subject, .by = t->ask->me, .quota = in->quota }, &file));
    return answer(t, "%s", in->next);
}
CLOSURE(paper_store, struct paper_put, void)

rc paper_action(struct ctx *c, struct reply *r)
{
    struct paper_put put = { .subject = PATH_ID(c, "em", person_id), .quota = quota_of_school(c->app), .next = base_of(c) };
    struct blob_taken taken;
    size_t kin = 0, all = 0;
    try(form_read(c, c->route->form, &put.in));
    for (size_t u = 0; u < PURPOSES; u++) kin += !str_empty(put.in.kin[u]), all += !str_empty(put.in.kin[u]) || !str_empty(put.in.self[u]);
    if (all == 0) return form_wrong(c, "ph_1", _("Ghi ít nhất một câu trả lời có trên phiếu."));
    if (kin && put.in.guardian.v == 0) return form_wrong(c, "phu_huynh", _("Chọn phụ huynh đã kí phiếu."));
    if (put.in.file.n) {
        struct file_given given = { PAPER_USE, "tep", put.in.file };
        try(file_take(c->app, c->ask, &given, &taken));
        put.taken = &taken;
    }
    try(transact(c->ask, c->key, paper_store, &put, NULL));
    return see_other_flash(r, put.next, _("Đã ghi theo phiếu. Phụ huynh của em được báo và đổi lại được lúc nào cũng được. Giữ phiếu giấy ở trường."), NULL);
}

/* ---- a wrong picture */

struct paper_drop { person_id subject; file_id file; int64_t rev; };

static rc paper_drop(struct tx *t, const struct paper_drop *in, void *out)
{
    struct paper_picture_row row;
    bool found;
    (void)out;
    try(access_recheck(t, CONSENT_PAPER, "em", in->subject.v));
    try(family_apart(t, in->subject));
    try(paper_picture(t->ask, in->subject, in->file, PAPER_USE, &row, &found));
    if (!found)
        return refuse(t->ask, CONFLICT, 5251, _("Ảnh này đã được gỡ. Tải lại trang để xem."), NULL);
    return file_end(t, in->file, in->rev, t->ask->me);
}
CLOSURE(paper_drop, struct paper_drop, void)

rc paper_drop_action(struct ctx *c, struct reply *r)
{
    struct paper_drop_in in;
    try(form_read(c, c->route->form, &in));
    struct paper_drop drop = { PATH_ID(c, "em", person_id), in.file, in.rev };
    try(transact(c->ask, c->key, paper_drop, &drop, NULL));
    return see_other_flash(r, base_of(c), _("Đã gỡ ảnh phiếu. Lời đã ghi vẫn còn."), NULL);
}
