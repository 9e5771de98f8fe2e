#include "web/blob.h"
#include "base/log.h"
#include "web/app.h"
#include "web/image.h"
#include "web/kind.h"
#include "web/scan.h"
#include <sodium.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { OPEN_KEEP_S = 3600, MB = 1024 * 1024 };

const struct file_use *file_use_find(const struct app *app, const char *name)
{
    for (const struct file_table *t = app->file_tables; t && t->room; t++)
        for (const struct file_use *u = t->uses; u->name; u++)
            if (str_is(u->name, name)) return u;
    return NULL;
}

const struct file_use *file_use_at(const struct app *app, size_t i)
{
    for (const struct file_table *t = app->file_tables; t && t->room; t++)
        for (const struct file_use *u = t->uses; u->name; u++)
            if (i-- == 0) return u;
    return NULL;
}

int64_t quota_of_school(const struct app *app) { return (int64_t)(app->config.school_quota_mb > 0 ? app->config.school_quota_mb : 10240) * MB; }
int64_t quota_of_person(const struct app *app) { return (int64_t)(app->config.person_quota_mb > 0 ? app->config.person_quota_mb : 200) * MB; }

/* ---- in */

/* "ảnh JPEG, ảnh PNG, ảnh WebP" */
static const char *types_said(struct ask *a, const char *types)
{
    struct span rest = span_of(types), one;
    const char *said = "";
    while (rest.n && span_cut(&rest, ' ', &one)) {
        const char *words = tr(a->lang, kind_words(arena_text_n(a->arena, one.p, one.n)));
        said = arena_print(a->arena, "%s%s%s", said, *said ? ", " : "", words);
    }
    return said;
}

static rc size_check(struct ask *a, const struct blob_in *in)
{
    if (in->n == 0) return refuse_field(a, in->field, 2103, _("Tệp này trống. Chọn lại tệp."), NULL);
    if ((int64_t)in->n <= in->use->most) return OK;
    const char *most = arena_print(a->arena, "%lld", (long long)(in->use->most / MB));
    return refuse_field(a, in->field, 2104, _("Tệp lớn quá, ở đây nhận nhiều nhất {n} MB. Thu nhỏ rồi gửi lại."), "n", most, NULL);
}

static rc scan_check(struct app *app, struct ask *a, const struct blob_in *in)
{
    switch (scan_file(&app->config, (struct bytes){ in->p, in->n })) {
    case SCAN_CLEAN:
        return OK;
    case SCAN_INFECTED:
        return refuse_field(a, in->field, 2105, _("Chương trình diệt virus thấy tệp này có mã độc, nên không nhận. Quét lại máy của bạn rồi dùng tệp khác."), NULL);
    case SCAN_UNKNOWN:
        break;
    }
    if (app->config.scan_optional) return OK;
    return refuse(a, BUSY, 2112, _("Chưa kiểm tra được virus cho tệp này, nên chưa nhận. Chờ vài phút rồi gửi lại; nếu vẫn vậy, báo người quản trị."), NULL);
}

static rc size_keep(struct app *app, struct ask *a, const void *p, size_t n, struct blob_size size, struct blob_taken *out)
{
    try(store_put(&app->store, a, p, n, size.hash));
    size.bytes = (int64_t)n;
    out->bytes += size.bytes;
    out->size[out->sizes++] = size;
    return OK;
}

static rc picture_take(struct app *app, struct ask *a, const struct blob_in *in, struct blob_taken *out)
{
    static const struct image_want face = { true, { FACE_LARGE, FACE_SMALL } }, scene = { false, { SCENE_LARGE, SCENE_MIDDLE, SCENE_SMALL } };
    struct image_made made;
    rc kept = OK;
    try(image_make(a, in->field, out->type, (struct bytes){ in->p, in->n }, in->use->shape == FILE_FACE ? &face : &scene, &made));
    for (size_t i = 0; i < made.sizes && kept == OK; i++) {
        const struct image_size *s = &made.size[i];
        kept = size_keep(app, a, s->p, s->n, (struct blob_size){ .side = s->side, .width = s->width, .height = s->height }, out);
    }
    image_drop(&made);
    out->type = "image/jpeg";
    return kept;
}

rc blob_take(struct app *app, struct ask *a, const struct blob_in *in, struct blob_taken *out)
{
    const struct file_use *use = in->use;
    *out = (struct blob_taken){ .use = use };
    try(size_check(a, in));
    out->type = kind_of(in->p, in->n);
    if (!kind_listed(use->types, out->type))
        return refuse_field(a, in->field, 2100, _("Ở đây không nhận loại tệp này (xét theo nội dung, không theo tên). Nhận: {loai}."), "loai", types_said(a, use->types), NULL);
    ask_done(a);
    try(scan_check(app, a, in));
    if (use->shape == FILE_AS_SENT) try(size_keep(app, a, in->p, in->n, (struct blob_size){ 0 }, out));
    else try(picture_take(app, a, in, out));
    out->name = kind_name(a->arena, in->name, out->type);
    return OK;
}

/* ---- out */

rc send_blob(struct reply *r, const struct blob_out *what)
{
    struct ctx *c = r->c;
    char name[STORE_HASH_TEXT];
    int fd;
    if (what->hash.n != STORE_HASH) return fault_detail(c->ask, BUG, "a blob's name has %zu bytes", what->hash.n);
    store_name(what->hash.p, name);
    rc found = store_read(&c->app->store, c->ask, what->hash.p, &fd, &r->file_size);
    if (found == NOT_FOUND) {
        log_line(LOG_ERROR, "event=blob-missing hash=%s", name);
        return refuse(c->ask, DOWN, 2113, _("Tệp này đang không đọc được trên máy chủ. Báo người quản trị."), NULL);
    }
    try(found);
    r->has_file = true;
    r->fd = fd;
    r->type = what->type;
    r->etag = arena_print(c->arena, "\"%.32s\"", name);
    r->keep_s = what->open ? OPEN_KEEP_S : 0;
    if (!kind_is_picture(what->type)) r->download = str_empty(what->name) ? "tep" : what->name;
    return OK;
}

rc blob_bytes(struct ask *a, struct bytes hash, int64_t most, struct bytes *out)
{
    const struct store *s = db_store(a->db);
    int64_t size;
    int fd;
    if (!s || hash.n != STORE_HASH) return NOT_FOUND;
    ask_done(a);
    try(store_read(s, a, hash.p, &fd, &size));
    uint8_t *p = size <= most ? arena_take(a->arena, (size_t)size + 1) : NULL;
    ssize_t got = p ? pread(fd, p, (size_t)size, 0) : -1;
    close(fd);
    if (!p) return LIMIT;
    *out = (struct bytes){ p, (size_t)size };
    return got == size ? OK : fault_detail(a, DOWN, "a blob is shorter than it was");
}

/* ---- keeping house */

rc blobs_sweep(struct app *app, struct ask *a, rc (*known)(void *arg, const uint8_t hash[32], bool *known), void *arg, struct blob_swept *out)
{
    struct store_swept s;
    rc done = store_sweep(&app->store, a, time(NULL), known, arg, &s);
    *out = (struct blob_swept){ s.blobs, s.bytes, s.gone, s.temporary };
    return done;
}

bool blobs_here(struct ask *a)
{
    const struct store *s = db_store(a->db);
    return s && access(s->root, R_OK | X_OK) == 0;
}

rc blob_check(struct ask *a, struct bytes hash, int64_t size, bool whole)
{
    const struct store *s = db_store(a->db);
    int64_t there;
    int fd;
    if (!s) return fault_detail(a, BUG, "no store of files");
    if (hash.n != STORE_HASH) return CONFLICT;
    ask_done(a);
    try(store_read(s, a, hash.p, &fd, &there));
    close(fd);
    if (there != size) return CONFLICT;
    return whole ? store_verify(s, a, hash.p) : OK;
}
