/* The picture of the public page. What stays true: (1) one at most is shown; a new one ends the former; (2) it has words that say
** what it shows, for whoever does not see it; (3) it shows the school, and no use of it is a child's file (files.h (2)). */
#include "access/permission.h"
#include "generated/values_views.h"
#include "values/edit.h"
#include "values/views.h"
#include "web/reply.h"

static rc picture_see(struct ctx *c, const struct file_face *f)
{
    (void)c, (void)f;
    return OK;
}

const struct file_use values_files[] = {
    { VALUES_PICTURE, N_("Ảnh trang công khai"), FILE_SCENE, PICTURE_TYPES, 16 << 20, .open = true, .keep_days = 30, .see = picture_see }, { 0 }
};

rc values_picture_set(struct tx *t, const struct values_picture *in)
{
    file_id id;
    try(files_end(t, VALUES_PICTURE, 0, in->by));
    struct new_file file = { .taken = in->taken, .alt = in->alt, .by = in->by, .quota = in->quota };
    return file_add(t, &file, &id);
}

/* ---- the page where it is given */

static const char *page_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/gia-tri/anh", c->school->code); }

rc picture_page(struct ctx *c, struct reply *r)
{
    struct picture_view v = { .school_code = c->school->code };
    struct file_line *row;
    size_t n;
    try(files_of(c->ask, VALUES_PICTURE, 0, &row, &n));
    if (n) v.picture = row[n - 1], v.there = true;
    return show(r, view_picture, &v);
}

struct picture_in { struct upload file; const char *alt; file_id seen; int64_t rev; };
static const struct field picture_fields[] = {
    FIELD(struct picture_in, file, FIELD_FILE, OPTIONAL, .name = "tep", .label = N_("Ảnh")),
    FIELD(struct picture_in, alt, FIELD_TEXT, REQUIRED, .name = "mo_ta", .max = 200, .label = N_("Trong ảnh có gì")),
    FIELD(struct picture_in, seen, FIELD_ID, OPTIONAL, .name = "anh"),
    FIELD(struct picture_in, rev, FIELD_INT, OPTIONAL, .name = "rev"), { 0 } };
const struct form_spec picture_form = { picture_fields };

struct picture_drop_in { file_id seen; int64_t rev; };
static const struct field picture_drop_fields[] = {
    FIELD(struct picture_drop_in, seen, FIELD_ID, REQUIRED, .name = "anh"),
    FIELD(struct picture_drop_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec picture_drop_form = { picture_drop_fields };

struct picture_save { struct values_picture picture; file_id seen; int64_t rev; };

/* With a new picture the one that was seen ends first: somebody who was faster is not overwritten unseen. */
static rc picture_store(struct tx *t, const struct picture_save *in, void *out)
{
    (void)out;
    if (!in->picture.taken) return file_describe(t, in->seen, in->rev, in->picture.alt);
    if (in->seen.v) try(file_end(t, in->seen, in->rev, in->picture.by));
    return values_picture_set(t, &in->picture);
}
CLOSURE(picture_store, struct picture_save, void)

rc picture_action(struct ctx *c, struct reply *r)
{
    struct picture_in in;
    struct blob_taken taken;
    try(form_read(c, c->route->form, &in));
    struct picture_save save = { { NULL, in.alt, c->who->person, quota_of_school(c->app) }, in.seen, in.rev };
    if (in.file.n == 0 && in.seen.v == 0) return form_wrong(c, "tep", _("Hãy chọn ảnh."));
    if (in.file.n) {
        struct file_given given = { VALUES_PICTURE, "tep", in.file };
        try(file_take(c->app, c->ask, &given, &taken));
        save.picture.taken = &taken;
    }
    try(transact(c->ask, c->key, picture_store, &save, NULL));
    return see_other_flash(r, page_path(c), _("Đã lưu. Ảnh hiện ở trang công khai ngay."), NULL);
}

struct picture_end { file_id id; int64_t rev; person_id by; };
static rc picture_drop(struct tx *t, const struct picture_end *in, void *out)
{
    (void)out;
    return file_end(t, in->id, in->rev, in->by);
}
CLOSURE(picture_drop, struct picture_end, void)

rc picture_drop_action(struct ctx *c, struct reply *r)
{
    struct picture_drop_in in;
    try(form_read(c, c->route->form, &in));
    struct picture_end end = { in.seen, in.rev, c->who->person };
    try(transact(c->ask, c->key, picture_drop, &end, NULL));
    return see_other_flash(r, page_path(c), _("Đã gỡ ảnh khỏi trang công khai."), NULL);
}
