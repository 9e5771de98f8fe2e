/* The picture of the public page. What stays true:
** (1) one at most is shown; a new one ends the former;
** (2) it has words that say what it shows, for whoever does not see it;
** (3) it shows the school: no child's file gets there (files.h (2)), and none is taken in here;
** (4) picture and words are shown to everybody by the principal's word alone; until then only the office sees what was offered;
** (5) at most one offer is open: it waits, or was returned with a reason;
** (6) taken down it is at once, by whoever writes the page: a picture that should not be there does not wait.
** Source: requirements R41; Luật 91/2025/QH15. */
#include "access/permission.h"
#include "consent/consent.h"
#include "generated/values_queries.h"
#include "schools/schools.h"
#include "values/edit.h"

static rc picture_see(struct ctx *c, const struct file_face *f)
{
    (void)c, (void)f;
    return OK;
}

/* (4) */
static rc waits_see(struct ctx *c, const struct file_face *f)
{
    (void)f;
    return may(c, VALUES_WRITE, NULL, 0) ? OK : DENIED;
}

const struct file_use values_files[] = {
    { VALUES_PICTURE, N_("Ảnh trang công khai"), FILE_SCENE, PICTURE_TYPES, 16 << 20, .open = true, .keep_days = 30, .see = picture_see },
    { VALUES_PICTURE_WAITS, N_("Ảnh trang công khai chờ duyệt"), FILE_SCENE, PICTURE_TYPES, 16 << 20, .keep_days = 7, .see = waits_see }, { 0 }
};

static rc stale(struct tx *t)
{
    return refuse(t->ask, CONFLICT, 4740, _("Vừa có người gửi, duyệt hoặc gỡ ảnh của trang này. Xem lại trang rồi làm tiếp."), NULL);
}

rc picture_shown(struct ask *a, struct file_line *out, bool *there)
{
    struct file_line *row;
    size_t n;
    try(files_of(a, VALUES_PICTURE, 0, &row, &n));
    *there = n > 0;
    if (n) *out = row[n - 1];
    return OK;
}

/* ---- what is told */

/* The picture as it is shown before and after, and its words. */
static rc written_down(struct tx *t, enum values_act act, file_id before, const char *said, file_id after, const char *says, const char *reason)
{
    const char *was, *is;
    try(file_content(t->ask, before, &was));
    try(file_content(t->ask, after, &is));
    return audit_add(t, &(struct change){ .act = &values_acts[act], .kind = "values_picture", .id = after.v ? after.v : before.v, .reason = reason,
        WAS({ N_("Ảnh"), was, is, KEPT_PICTURE }, { N_("Trong ảnh có gì"), said, says, KEPT_AS_IS },
            { N_("Quyết định"), NULL, act == ACT_PICTURE_PUBLISH ? picture_state_label(PICTURE_STATE_PUBLISHED) : NULL, KEPT_AS_WORDS }) });
}

static rc deed(struct tx *t, person_id actor, enum deed_verb verb, values_picture_id id)
{
    return deed_add(t, &(struct deed){ .actor = actor, .as = DEED_AS_STAFF, .verb = verb, .object = { "values_picture", id.v, "" } });
}

static rc page_path(struct ask *a, const char **path)
{
    struct school_face face;
    try(school_face(a, a->scope.school, &face));
    *path = arena_print(a->arena, "/t/%s/gia-tri/anh", face.code);
    return OK;
}

static rc one_hears(struct tx *t, person_id to, person_id by, const char *words)
{
    struct notice one = { .to = to, .kind = NOTICE_KIND_WORK, .words = words };
    if (to.v == 0 || to.v == by.v) return OK;
    try(page_path(t->ask, &one.path));
    return notice_add(t, &one);
}

static rc leaders_hear(struct tx *t, person_id but, const char *words)
{
    struct notice one = { .kind = NOTICE_KIND_WORK, .words = words };
    try(page_path(t->ask, &one.path));
    return principals_hear(t, but, &one);
}

/* ---- offers */

/* A picture that waits ends with its offer; words for the published one end nothing. */
static rc waiting_file_end(struct tx *t, file_id id, person_id by)
{
    struct file_line *row;
    size_t n;
    try(files_of(t->ask, VALUES_PICTURE_WAITS, 0, &row, &n));
    for (size_t i = 0; i < n; i++)
        if (row[i].id.v == id.v) try(file_end(t, id, row[i].rev, by));
    return OK;
}

/* Is what the page showed still so? */
static rc seen_check(struct tx *t, const struct picture_seen *seen, struct picture_open_row *open, bool *found)
{
    struct file_line shown;
    bool there;
    try(picture_open(t->ask, open, found));
    if (*found) return open->id.v == seen->offer.v && open->rev == seen->rev ? OK : stale(t);
    if (seen->offer.v) return stale(t);
    try(picture_shown(t->ask, &shown, &there));
    if (!there) return seen->shown.v ? stale(t) : OK;
    return shown.id.v == seen->shown.v && shown.rev == seen->rev ? OK : stale(t);
}

/* The row that waits; its picture is the one taken just now, else the one that was seen. */
struct offered { values_picture_id id; int64_t rev; file_id file; };

static rc offer_write(struct tx *t, const struct picture_offer *in, const struct picture_open_row *open, bool found, struct offered *out)
{
    int64_t changed;
    out->file = found ? open->file_id : in->seen.shown;
    if (in->taken) {
        struct new_file file = { .taken = in->taken, .alt = in->alt, .by = in->by, .quota = in->quota };
        if (found) try(waiting_file_end(t, open->file_id, in->by));
        try(file_add(t, &file, &out->file));
    }
    if (out->file.v == 0) return fault_detail(t->ask, BUG, "an offer without a picture");
    if (found) {
        out->id = open->id, out->rev = open->rev + 1;
        try(picture_again(t, open->id, out->file, in->alt, in->by, open->rev, &changed));
        return changed ? OK : stale(t);
    }
    out->id = NEW_ID(t, values_picture_id), out->rev = 1;
    return picture_insert(t, out->id, out->file, in->alt, in->by, NULL);
}

/* (1): read after the row was written, so that of two words at once the second sees what the first has shown. */
static rc put_up(struct tx *t, const struct offered *o, const char *alt, person_id by)
{
    struct file_line former = { 0 };
    bool there;
    int64_t changed;
    try(picture_decide(t, o->id, o->rev, PICTURE_STATE_PUBLISHED, by, NULL, &changed));
    if (changed == 0) return stale(t);
    try(names_allowed(t->ask, purpose_of("photo.page"), alt));
    try(picture_shown(t->ask, &former, &there));
    if (there && former.id.v == o->file.v) try(file_describe(t, former.id, former.rev, alt));
    else {
        if (there) try(file_end(t, former.id, former.rev, by));
        try(file_turn(t, o->file, VALUES_PICTURE, alt));
    }
    return written_down(t, ACT_PICTURE_PUBLISH, former.id, there ? former.alt : NULL, o->file, alt, NULL);
}

static rc forgo(struct tx *t, const struct picture_open_row *open, person_id by)
{
    int64_t changed;
    try(picture_forgo(t, open->id, open->rev, &changed));
    if (changed == 0) return stale(t);
    try(waiting_file_end(t, open->file_id, by));
    return written_down(t, ACT_PICTURE_BACK, open->file_id, open->alt, (file_id){ 0 }, NULL, NULL);
}

rc picture_give(struct tx *t, const struct picture_offer *in)
{
    struct picture_open_row open;
    struct offered o = { 0 };
    bool found;
    try(seen_check(t, &in->seen, &open, &found));
    if (found && in->publish && in->taken && open.offered_by.v != in->by.v) {                  /* another one was chosen */
        try(forgo(t, &open, in->by));
        try(one_hears(t, open.offered_by, in->by, _("Hiệu trưởng đã chọn ảnh khác cho trang công khai.")));
        found = false;
    }
    try(offer_write(t, in, &open, found, &o));
    if (in->publish) {
        try(put_up(t, &o, in->alt, in->by));
        return deed(t, in->by, DEED_VERB_PUBLISHED, o.id);
    }
    try(leaders_hear(t, in->by, _("Ảnh mới hoặc lời mô tả mới của trang công khai đang chờ thầy cô duyệt.")));
    try(written_down(t, ACT_PICTURE_SEND, (file_id){ 0 }, found ? open.alt : NULL, o.file, in->alt, NULL));
    return deed(t, in->by, DEED_VERB_PROPOSED, o.id);
}

rc picture_word(struct tx *t, const struct picture_say *in)
{
    struct picture_open_row open;
    bool found;
    int64_t changed;
    try(seen_check(t, &in->seen, &open, &found));
    if (!found) return stale(t);
    if (in->publish) {
        try(put_up(t, &(struct offered){ open.id, open.rev, open.file_id }, open.alt, in->by));
        try(one_hears(t, open.offered_by, in->by, _("Hiệu trưởng đã duyệt ảnh của trang công khai; ai cũng xem được.")));
        return deed(t, in->by, DEED_VERB_APPROVED, open.id);
    }
    try(picture_decide(t, open.id, open.rev, PICTURE_STATE_RETURNED, in->by, in->reason, &changed));
    if (changed == 0) return stale(t);
    try(one_hears(t, open.offered_by, in->by, _("Hiệu trưởng trả lại ảnh của trang công khai, kèm lí do.")));
    try(audit_add(t, &(struct change){ .act = &values_acts[ACT_PICTURE_RETURN], .kind = "values_picture", .id = open.file_id.v, .reason = in->reason }));
    return deed(t, in->by, DEED_VERB_COMMENTED, open.id);
}

rc picture_take_back(struct tx *t, const struct picture_end *in)
{
    struct picture_open_row open;
    bool found;
    try(seen_check(t, &in->seen, &open, &found));
    return found ? forgo(t, &open, in->by) : stale(t);
}

/* (6); words that were offered for it have nothing to stand at any more. */
rc picture_take_down(struct tx *t, const struct picture_end *in)
{
    struct picture_open_row open;
    struct file_line shown;
    bool found, there;
    try(picture_shown(t->ask, &shown, &there));
    if (!there || shown.id.v != in->seen.shown.v || shown.rev != in->seen.rev) return stale(t);
    try(picture_open(t->ask, &open, &found));
    if (found && open.file_id.v == shown.id.v) try(forgo(t, &open, in->by));
    try(file_end(t, shown.id, shown.rev, in->by));
    try(leaders_hear(t, in->by, _("Ảnh của trang công khai vừa được gỡ.")));
    return written_down(t, ACT_PICTURE_DOWN, shown.id, shown.alt, (file_id){ 0 }, NULL, NULL);
}

/* ---- for others */

rc values_picture_give(struct tx *t, const struct values_picture *in)
{
    struct picture_offer offer = { in->taken, in->alt, { { 0 }, { 0 }, 0 }, in->by, in->quota, in->publish };
    struct picture_open_row open;
    struct file_line shown;
    bool found, there;
    try(picture_open(t->ask, &open, &found));
    try(picture_shown(t->ask, &shown, &there));
    if (found) offer.seen = (struct picture_seen){ .offer = open.id, .rev = open.rev };
    else if (there) offer.seen = (struct picture_seen){ .shown = shown.id, .rev = shown.rev };
    return picture_give(t, &offer);
}

/* (1), (3), (5), for khue verify. */
rc pictures_counted_check(struct ask *a, struct verify_report *out, void *to)
{
    struct pictures_counted_row row;
    (void)to;
    try(pictures_counted(a, &row));
    verify_looked(out, row.shown);
    if (row.shown > 1) verify_wrong(out, "school %lld: %lld pictures are shown", (long long)a->scope.school.v, (long long)row.shown);
    if (row.lost) verify_wrong(out, "school %lld: an open offer has no picture", (long long)a->scope.school.v);
    if (row.of_children) verify_wrong(out, "school %lld: %lld pictures of the public page are a child's files", (long long)a->scope.school.v, (long long)row.of_children);
    return OK;
}
