/* Pages of photos: my own (adults), my child's (guardians), a pupil's (homeroom teacher, office); and the pictures themselves. */
#include "access/access.h"
#include "base/ids.h"
#include "files/inside.h"
#include "files/photos.h"
#include "files/views.h"
#include "generated/files_queries.h"
#include "generated/files_views.h"
#include "people/people.h"
#include "schools/schools.h"
#include "web/reply.h"

/* ---- the picture */

static rc picture_send(struct reply *r, bool found, const char *type, struct bytes hash)
{
    struct blob_out out = { hash, type, "anh.jpg", false };
    return found ? send_blob(r, &out) : NOT_FOUND;
}

static rc picture_of_mine(struct ctx *c, struct reply *r, person_id person)
{
    struct photo_bytes_of_mine_row row;
    bool found;
    try(photo_bytes_of_mine(c->ask, person, PATH_ID(c, "anh", person_file_id), side_asked(c), &row, &found));
    return picture_send(r, found, row.type, row.hash);
}

rc photo_mine_file(struct ctx *c, struct reply *r) { return picture_of_mine(c, r, c->who->person); }
rc photo_child_file(struct ctx *c, struct reply *r) { return picture_of_mine(c, r, PATH_ID(c, "em", person_id)); }

rc photo_pupil_file(struct ctx *c, struct reply *r)
{
    struct photo_bytes_of_member_row row;
    bool found;
    try(photo_bytes_of_member(c->ask, PATH_ID(c, "em", person_id), PATH_ID(c, "anh", person_file_id), side_asked(c), c->today, &row, &found));
    return picture_send(r, found, row.type, row.hash);
}

/* ---- what the pages share */

static bool is_pupil(const struct who *w)
{
    for (size_t i = 0; i < w->roles; i++)
        if (str_is(w->role[i].role, "pupil")) return true;
    return false;
}

/* "/ho-so/0saph…/anh", where the form is and the pictures are below. */
static const char *base_of(struct ctx *c)
{
    if (c->school) return arena_print(c->arena, "/t/%s/em/%s/anh", c->school->code, path_text(c, "em"));
    return *path_text(c, "em") ? arena_print(c->arena, "/ho-so/%s/anh", path_text(c, "em")) : "/tai-khoan/anh";
}

static const char *picture_path(struct ctx *c, person_file_id id, int side)
{
    char text[ID_TEXT_SIZE];
    if (id.v == 0) return NULL;
    id_text(id.v, text);
    return arena_print(c->arena, "%s/%s?rong=%d", base_of(c), text, side);
}

static void photo_fill(struct ctx *c, struct photo_view *v, person_file_id id, const char *by_name, instant at)
{
    v->base = base_of(c);
    v->photo = id;
    v->picture = picture_path(c, id, FACE_LARGE);
    v->by_name = by_name;
    v->at = at;
}

static rc fill_of_mine(struct ctx *c, struct photo_view *v, person_id person)
{
    struct photo_of_mine_row row;
    bool found;
    try(person_mine(c->ask, person, &v->person));
    try(photo_of_mine(c->ask, person, &row, &found));
    photo_fill(c, v, found ? row.id : (person_file_id){ 0 }, found ? row.by_name : NULL, row.at);
    return OK;
}

/* ---- forms */
struct photo_in { struct upload file; bool agreed; };
static const struct field photo_fields[] = {
    FIELD(struct photo_in, file, FIELD_FILE, REQUIRED, .name = "tep", .label = N_("Ảnh")), { 0 } };
const struct form_spec photo_form = { photo_fields };
static const struct field photo_child_fields[] = {
    FIELD(struct photo_in, agreed, FIELD_TICK, OPTIONAL, .name = "dong_y"),
    FIELD(struct photo_in, file, FIELD_FILE, OPTIONAL, .name = "tep", .label = N_("Ảnh")), { 0 } };
const struct form_spec photo_child_form = { photo_child_fields };

struct drop_in { person_file_id photo; };
static const struct field photo_drop_fields[] = { FIELD(struct drop_in, photo, FIELD_ID, REQUIRED, .name = "anh"), { 0 } };
const struct form_spec photo_drop_form = { photo_drop_fields };

struct stop_in { photo_tick_id tick; };
static const struct field photo_stop_fields[] = { FIELD(struct stop_in, tick, FIELD_ID, REQUIRED, .name = "loi"), { 0 } };
const struct form_spec photo_stop_form = { photo_stop_fields };

/* Rights may end between the page and the commit. */
static rc still_may(struct tx *t, int permission, person_id owner)
{
    return permission ? access_recheck(t, permission, "em", owner.v) : OK;
}

static rc change_store(struct tx *t, const struct photo_change *in, void *out)
{
    (void)out;
    try(still_may(t, in->permission, in->owner));
    return photo_change(t, in);
}
CLOSURE(change_store, struct photo_change, void)

static rc end_store(struct tx *t, const struct photo_end *in, void *out)
{
    (void)out;
    try(still_may(t, in->permission, in->owner));
    return photo_end(t, in);
}
CLOSURE(end_store, struct photo_end, void)

static rc photo_store(struct ctx *c, struct photo_change *in, const struct upload *file)
{
    struct blob_taken taken;
    struct file_given given = { PHOTO_USE, "tep", *file };
    in->by = c->who->person;
    in->quota = quota_of_person(c->app);
    if (file->n) {
        try(file_take(c->app, c->ask, &given, &taken));
        in->taken = &taken;
    }
    return transact(c->ask, c->key, change_store, in, NULL);
}

static rc photo_drop(struct ctx *c, struct reply *r, person_id owner, int permission)
{
    struct drop_in in;
    try(form_read(c, c->route->form, &in));
    struct photo_end end = { .owner = owner, .by = c->who->person, .photo = in.photo, .permission = permission };
    try(transact(c->ask, c->key, end_store, &end, NULL));
    return see_other_flash(r, base_of(c), _("Đã gỡ ảnh. Tên sẽ hiện bằng chữ cái đầu."), NULL);
}

/* ---- my own */

rc photo_mine_page(struct ctx *c, struct reply *r)
{
    struct photo_view v = { .mine = true, .pupil = is_pupil(c->who), .can_give = !is_pupil(c->who) };
    try(fill_of_mine(c, &v, c->who->person));
    return show(r, view_photo, &v);
}

rc photo_mine_action(struct ctx *c, struct reply *r)
{
    struct photo_in in;
    struct photo_change change = { .owner = c->who->person };
    if (is_pupil(c->who)) return refuse(c->ask, DENIED, 2123, _("Ảnh của học sinh do phụ huynh hoặc nhà trường đưa lên. Em gỡ ảnh được, nhưng không tự đổi."), NULL);
    try(form_read(c, c->route->form, &in));
    try(photo_store(c, &change, &in.file));
    return see_other_flash(r, "/tai-khoan/anh", _("Đã lưu ảnh mới."), NULL);
}

rc photo_mine_drop_action(struct ctx *c, struct reply *r) { return photo_drop(c, r, c->who->person, 0); }

/* ---- my child's */

rc photo_child_page(struct ctx *c, struct reply *r)
{
    struct photo_view v = { .pupil = true, .can_give = true, .tick_words = photo_tick_words };
    person_id child = PATH_ID(c, "em", person_id);
    try(fill_of_mine(c, &v, child));
    try(tick_now(c->ask, child, &v.tick));
    return show(r, view_photo, &v);
}

rc photo_child_action(struct ctx *c, struct reply *r)
{
    struct photo_in in;
    struct tick tick;
    person_id child = PATH_ID(c, "em", person_id);
    try(form_read(c, c->route->form, &in));
    try(tick_now(c->ask, child, &tick));
    if (!tick.open && !in.agreed) return form_wrong(c, "dong_y", _("Hãy đánh dấu đồng ý; không đồng ý thì không cần gửi gì."));
    if (tick.open && in.file.n == 0) return form_wrong(c, "tep", _("Hãy chọn ảnh."));
    struct photo_change change = { .owner = child, .pupil = true, .permission = PHOTO_OF_CHILD, .tick = in.agreed ? tr(c->lang, photo_tick_words) : NULL };
    try(photo_store(c, &change, &in.file));
    return see_other_flash(r, base_of(c), change.taken ? _("Đã lưu ảnh mới.") : _("Đã ghi lời đồng ý. Thầy cô có thể đưa ảnh của con lên."), NULL);
}

rc photo_child_drop_action(struct ctx *c, struct reply *r) { return photo_drop(c, r, PATH_ID(c, "em", person_id), PHOTO_OF_CHILD); }

rc photo_child_stop_action(struct ctx *c, struct reply *r)
{
    struct stop_in in;
    try(form_read(c, c->route->form, &in));
    struct photo_end end = { .owner = PATH_ID(c, "em", person_id), .by = c->who->person, .tick = in.tick, .permission = PHOTO_OF_CHILD };
    try(transact(c->ask, c->key, end_store, &end, NULL));
    return see_other_flash(r, base_of(c), _("Đã thôi đồng ý. Ảnh đã gỡ và nhà trường không đưa ảnh lên nữa."), NULL);
}

/* ---- a pupil's, for the school */

rc photo_pupil_page(struct ctx *c, struct reply *r)
{
    struct photo_view v = { .pupil = true, .school_code = c->school->code };
    struct photo_of_member_row row;
    person_id pupil = PATH_ID(c, "em", person_id);
    bool found;
    try(person_here(c->ask, pupil, &v.person));
    try(tick_now(c->ask, pupil, &v.tick));
    try(photo_of_member(c->ask, pupil, c->today, &row, &found));
    photo_fill(c, &v, found ? row.id : (person_file_id){ 0 }, found ? row.by_name : NULL, row.at);
    v.can_give = v.tick.open;
    return show(r, view_photo, &v);
}

rc photo_pupil_action(struct ctx *c, struct reply *r)
{
    struct photo_in in;
    struct photo_change change = { .owner = PATH_ID(c, "em", person_id), .pupil = true, .permission = PHOTO_OF_PUPIL };
    try(form_read(c, c->route->form, &in));
    try(photo_store(c, &change, &in.file));
    return see_other_flash(r, base_of(c), _("Đã lưu ảnh mới."), NULL);
}

rc photo_pupil_drop_action(struct ctx *c, struct reply *r) { return photo_drop(c, r, PATH_ID(c, "em", person_id), PHOTO_OF_PUPIL); }
