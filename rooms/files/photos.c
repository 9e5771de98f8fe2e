/* Photos of people. What stays true:
** (1) somebody has one photo at most that is shown; a new one ends the former;
** (2) a pupil's photo needs a guardian's tick that says what for, and ends with it; only a guardian ticks;
** (3) the photo of a pupil is given by a guardian, or by the homeroom teacher or the office while a tick holds; the pupil, too, may take
**     it away; an adult's is that adult's own business;
** (4) it is shown only to those who may open that person's page;
** (5) who gave it, put another in its place or took it away is in the journal, by what stands for the content. */
#include "files/photos.h"
#include "base/ids.h"
#include "files/inside.h"
#include "generated/files_queries.h"
#include "people/people.h"

const struct file_use files_files[] = {
    { PHOTO_USE, N_("Ảnh đại diện"), FILE_FACE, PICTURE_TYPES, 16 << 20, .keep_days = 0 },      /* who may see it: the rows of its routes */
    { 0 }
};

const char photo_tick_words[] = N_("Tôi đồng ý để nhà trường dùng ảnh này làm ảnh đại diện của con trong hệ thống: chỉ người mở được trang của con thấy, không đăng ra ngoài.");

enum { ACT_PHOTO, ACT_PHOTO_END, ACT_TICK, ACT_TICK_END };
const struct act files_acts[] = {
    [ACT_PHOTO]     = { "files.photo", N_("đưa lên ảnh đại diện của {vat}") },
    [ACT_PHOTO_END] = { "files.photo_end", N_("gỡ ảnh đại diện của {vat}") },
    [ACT_TICK]      = { "files.tick", N_("đồng ý để trường dùng ảnh của {vat}") },
    [ACT_TICK_END]  = { "files.tick_end", N_("thôi đồng ý để trường dùng ảnh của {vat}") },
    { NULL, NULL },
};

/* (5): the change has been made; `was` is how it stood before. */
static rc told(struct tx *t, int act, person_id owner, person_id by, const struct photo_told_row *was)
{
    struct photo_told_row is;
    struct arena *a = t->ask->arena;
    try(photo_told(t->ask, owner, &is));
    struct change ch = { .act = &files_acts[act], .kind = "photo", .id = owner.v, .name = is.full_name, .about = owner, .by = by,
                         WAS({ N_("Ảnh"), content_id(a, was->id, was->hash), content_id(a, is.id, is.hash), KEPT_PICTURE }) };
    if (act == ACT_TICK || act == ACT_TICK_END) ch.fields = was->hash.n == is.hash.n ? 0 : ch.fields;      /* a fact also without a picture */
    return audit_add(t, &ch);
}

rc tick_now(struct ask *a, person_id child, struct tick *out)
{
    struct tick_open_row row;
    *out = (struct tick){ 0 };
    try(tick_open(a, child, &row, &out->open));
    if (out->open) *out = (struct tick){ true, row.id, row.words, row.guardian_name, row.at };
    return OK;
}

/* (2) */
static rc tick_take(struct tx *t, const struct photo_change *in)
{
    struct tick_open_row row;
    struct photo_told_row was;
    bool open;
    try(tick_open(t->ask, in->owner, &row, &open));
    if (open) return OK;
    if (in->tick) {
        try(photo_told(t->ask, in->owner, &was));
        try(tick_insert(t, NEW_ID(t, photo_tick_id), in->owner, in->by, in->tick, NULL));
        return told(t, ACT_TICK, in->owner, in->by, &was);
    }
    return refuse(t->ask, CONFLICT, 2124, _("Gia đình chưa đồng ý dùng ảnh của em. Nhờ phụ huynh đánh dấu đồng ý ở trang ảnh của con trước."), NULL);
}

static rc photo_write(struct tx *t, const struct photo_change *in)
{
    person_file_id id = NEW_ID(t, person_file_id);
    struct photo_told_row was;
    int64_t there = 0;
    if (in->taken->bytes <= in->quota) try(person_shelf_take(t, in->owner, in->taken->bytes, in->quota, &there));
    if (there == 0)
        return refuse(t->ask, CONFLICT, 2121, _("Chỗ dành cho tệp của người này đã hết. Gỡ bớt tệp cũ, hoặc chờ đến mai khi tệp đã gỡ được xóa hẳn."), NULL);
    try(person_photo(t, in->owner, id));
    try(photo_told(t->ask, in->owner, &was));
    try(photo_over(t, in->owner, in->by, NULL));
    try(person_file_insert(t, id, in->owner, PHOTO_USE, in->taken->type, in->taken->bytes, in->by, NULL));
    try(blobs_write(t, id.v, in->taken));
    return told(t, ACT_PHOTO, in->owner, in->by, &was);
}

rc photo_change(struct tx *t, const struct photo_change *in)
{
    if (in->pupil) try(tick_take(t, in));
    return in->taken ? photo_write(t, in) : OK;
}

rc photo_end(struct tx *t, const struct photo_end *in)
{
    struct photo_told_row was;
    int64_t changed;
    try(person_photo(t, in->owner, (person_file_id){ 0 }));
    try(photo_told(t->ask, in->owner, &was));
    if (in->tick.v) try(tick_over(t, in->owner, in->tick, in->by, &changed));
    else try(photo_take_away(t, in->owner, in->photo, in->by, &changed));
    if (changed == 0) return refuse(t->ask, CONFLICT, 2122, _("Vừa có người đổi hoặc gỡ tệp này. Xem lại trang rồi làm tiếp."), NULL);
    if (in->tick.v) try(photo_over(t, in->owner, in->by, NULL));
    return told(t, in->tick.v ? ACT_TICK_END : ACT_PHOTO_END, in->owner, in->by, &was);
}

/* ---- for other rooms */

rc photo_word_ends(struct tx *t, person_id child, person_id guardian)
{
    struct tick_open_row row;
    bool open;
    try(tick_open(t->ask, child, &row, &open));
    if (!open || row.guardian_id.v != guardian.v) return OK;
    return photo_end(t, &(struct photo_end){ .owner = child, .tick = row.id, .by = t->ask->me });
}

rc photo_give(struct tx *t, const struct photo_given *in)
{
    struct photo_change change = { .owner = in->owner, .by = in->guardian, .taken = in->taken, .quota = in->quota };
    if (in->guardian.v) change.pupil = true, change.tick = photo_tick_words;
    else change.by = in->owner;
    return photo_change(t, &change);
}

const char *photo_path(struct arena *a, const char *school_code, person_id person, person_file_id photo, int side)
{
    char who[ID_TEXT_SIZE], what[ID_TEXT_SIZE];
    if (photo.v == 0) return NULL;
    id_text(person.v, who);
    id_text(photo.v, what);
    if (school_code) return arena_print(a, "/t/%s/em/%s/anh/%s?rong=%d", school_code, who, what, side);
    return arena_print(a, "/ho-so/%s/anh/%s?rong=%d", who, what, side);
}

rc photo_of_family(struct ask *a, person_id person, person_file_id *out)
{
    struct photo_of_mine_row row;
    bool found;
    *out = (person_file_id){ 0 };
    try(photo_of_mine(a, person, &row, &found));
    if (found) *out = row.id;
    return OK;
}

rc photo_here(struct ask *a, person_id person, person_file_id *out)
{
    struct photo_of_member_row row;
    bool found;
    *out = (person_file_id){ 0 };
    try(photo_of_member(a, person, day_of(a->now), &row, &found));
    if (found) *out = row.id;
    return OK;
}
