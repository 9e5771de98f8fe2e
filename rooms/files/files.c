/* Rules of files of a school. What stays true stands in files.h. */
#include "files/files.h"
#include "base/ids.h"
#include "files/inside.h"
#include "generated/files_queries.h"

rc file_take(struct app *app, struct ask *a, const struct file_given *in, struct blob_taken *out)
{
    const struct file_use *use = file_use_find(app, in->use);
    if (!use) return fault_detail(a, BUG, "no use %s of files", in->use);
    struct blob_in blob = { .use = use, .field = in->field, .name = in->file.name, .p = in->file.p, .n = in->file.n };
    return blob_take(app, a, &blob, out);
}

rc blobs_write(struct tx *t, int64_t file, const struct blob_taken *taken)
{
    for (size_t i = 0; i < taken->sizes; i++) {
        const struct blob_size *s = &taken->size[i];
        try(file_blob_insert(t, file, s->side, (struct bytes){ s->hash, sizeof s->hash }, s->bytes, s->width, s->height, NULL));
    }
    return OK;
}

static rc shelf_full(struct tx *t)
{
    return refuse(t->ask, CONFLICT, 2120, _("Trường đã dùng hết chỗ dành cho tệp. Gỡ bớt tệp cũ, hoặc nhờ người quản trị nới chỗ."), NULL);
}

rc file_add(struct tx *t, const struct new_file *in, file_id *out)
{
    const struct blob_taken *b = in->taken;
    int64_t there;
    if (b->use->open && in->child.v) return fault_detail(t->ask, BUG, "%s: a file of a child is never public", b->use->name);
    if (b->bytes > in->quota) return shelf_full(t);
    try(shelf_take(t, b->bytes, in->quota, &there));
    if (there == 0) return shelf_full(t);
    int64_t days = in->days > 0 ? in->days : b->use->live_days;
    opt_day until = { .has = days > 0, .v = { day_of(t->now).n + days } };
    *out = NEW_ID(t, file_id);
    try(file_insert(t, *out, b->use->name, in->about, in->child, b->type, b->name, in->alt ? in->alt : "", b->bytes, in->by, until, NULL));
    return blobs_write(t, out->v, b);
}

static rc unless_stale(struct tx *t, int64_t changed)
{
    if (changed) return OK;
    return refuse(t->ask, CONFLICT, 2122, _("Vừa có người đổi hoặc gỡ tệp này. Xem lại trang rồi làm tiếp."), NULL);
}

rc file_end(struct tx *t, file_id id, int64_t rev, person_id by)
{
    int64_t changed;
    try(file_over(t, id, rev, by, &changed));
    return unless_stale(t, changed);
}

rc file_describe(struct tx *t, file_id id, int64_t rev, const char *alt)
{
    int64_t changed;
    try(file_alt_set(t, id, rev, alt, &changed));
    return unless_stale(t, changed);
}

rc file_turn(struct tx *t, file_id id, const char *use, const char *alt)
{
    struct file_one_row row;
    int64_t changed;
    bool found;
    try(file_one(t->ask, id, &row, &found));
    if (!found) return NOT_FOUND;
    if (row.child_id.v) return fault_detail(t->ask, BUG, "%s: a file of a child is never public", use);
    try(file_use_set(t, id, use, alt, &changed));
    return unless_stale(t, changed);
}

const char *content_id(struct arena *a, int64_t file, struct bytes hash)
{
    static const char digits[] = "0123456789abcdef";
    char text[17] = "", id[ID_TEXT_SIZE];
    if (hash.n == 0) return "";
    id_text(file, id);
    for (size_t i = 0; i < 8 && i < hash.n; i++) {
        text[2 * i] = digits[((const uint8_t *)hash.p)[i] >> 4];
        text[2 * i + 1] = digits[((const uint8_t *)hash.p)[i] & 15];
    }
    return arena_print(a, "%s %s", id, text);
}

rc file_content(struct ask *a, file_id id, const char **out)
{
    struct file_hash_row row;
    bool found;
    try(file_hash(a, id, &row, &found));
    *out = found ? content_id(a->arena, id.v, row.hash) : "";
    return OK;
}

rc files_end(struct tx *t, const char *use, int64_t about, person_id by)
{
    return files_over_about(t, use, about, by, NULL);
}

rc files_of(struct ask *a, const char *use, int64_t about, struct file_line **rows, size_t *n)
{
    struct files_about_row *row;
    try(files_about(a, use, about, &row, n));
    *rows = ARENA_MANY(a->arena, struct file_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct file_line){ .id = row[i].id, .type = row[i].type, .name = row[i].name, .alt = row[i].alt, .size = row[i].size, .rev = row[i].rev,
                                         .at = row[i].at, .until = row[i].until_day, .width = (int)row[i].width, .height = (int)row[i].height };
    return OK;
}

rc files_shown(const struct app *app, struct ask *a, school_id school, const char *use, int64_t about, struct file_line **rows, size_t *n)
{
    struct files_open_row *row;
    const struct file_use *u = file_use_find(app, use);
    if (!u || !u->open) return fault_detail(a, BUG, "files of %s are not for everybody", use);
    try(files_open(a, school, use, about, &row, n));
    *rows = ARENA_MANY(a->arena, struct file_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct file_line){ .id = row[i].id, .type = row[i].type, .name = row[i].name, .alt = row[i].alt, .size = row[i].size, .rev = row[i].rev,
                                         .at = row[i].at, .width = (int)row[i].width, .height = (int)row[i].height };
    return OK;
}

const char *file_path(struct arena *a, const char *school_code, file_id id, int side)
{
    char text[ID_TEXT_SIZE];
    id_text(id.v, text);
    return side ? arena_print(a, "/t/%s/tep/%s?rong=%d", school_code, text, side) : arena_print(a, "/t/%s/tep/%s", school_code, text);
}
