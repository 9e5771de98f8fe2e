/* Pictures of the demo, drawn here: nobody's face, nobody's school. They go in by the same rules as any other. */
#include "classes/classes.h"
#include "files/files.h"
#include "main/demo.h"
#include "people/people.h"
#include "values/values.h"
#include <turbojpeg.h>

struct canvas { uint8_t *rgb; int w, h; };

static void dot(struct canvas *c, int x, int y, uint32_t colour)
{
    uint8_t *p = c->rgb + 3 * ((size_t)y * (size_t)c->w + (size_t)x);
    p[0] = (uint8_t)(colour >> 16), p[1] = (uint8_t)(colour >> 8), p[2] = (uint8_t)colour;
}

static void box(struct canvas *c, int left, int top, int right, int bottom, uint32_t colour)
{
    for (int y = top < 0 ? 0 : top; y < bottom && y < c->h; y++)
        for (int x = left < 0 ? 0 : left; x < right && x < c->w; x++) dot(c, x, y, colour);
}

static void oval(struct canvas *c, int cx, int cy, int rx, int ry, uint32_t colour)
{
    for (int y = 0; y < c->h; y++)
        for (int x = 0; x < c->w; x++) {
            int64_t dx = x - cx, dy = y - cy;
            if (dx * dx * ry * ry + dy * dy * rx * rx <= (int64_t)rx * rx * ry * ry) dot(c, x, y, colour);
        }
}

static bool canvas_make(struct arena *a, int w, int h, struct canvas *out)
{
    *out = (struct canvas){ arena_take(a, 3 * (size_t)w * (size_t)h), w, h };
    return out->rgb != NULL;
}

static void face_draw(struct canvas *c, int seed)
{
    static const uint32_t wall[] = { 0xd9e4dd, 0xf0dcc0, 0xd4dcec, 0xead5d2 }, shirt[] = { 0x2f4590, 0x985a00, 0x2c7d58, 0x8e1a14 };
    box(c, 0, 0, c->w, c->h, wall[seed % 4]);
    oval(c, c->w / 2, c->h, c->w * 2 / 5, c->h / 3, shirt[seed % 4]);
    oval(c, c->w / 2, c->h * 9 / 20, c->w * 9 / 40, c->h * 11 / 40, 0x2a211c);
    oval(c, c->w / 2, c->h / 2, c->w / 5, c->h / 4, 0xe6b58f);
    oval(c, c->w * 17 / 40, c->h * 19 / 40, c->w / 60, c->h / 60, 0x2a211c);
    oval(c, c->w * 23 / 40, c->h * 19 / 40, c->w / 60, c->h / 60, 0x2a211c);
    oval(c, c->w / 2, c->h * 24 / 40, c->w / 16, c->h / 50, 0x9b4a3f);
}

static void yard_draw(struct canvas *c, int seed)
{
    static const uint32_t house[] = { 0xe8c98a, 0xdfd3c0, 0xf0b9a0 };
    for (int y = 0; y < c->h; y++) box(c, 0, y, c->w, y + 1, 0x9cc3dd + (uint32_t)(y * 60 / c->h) * 0x010100);
    box(c, 0, c->h * 3 / 4, c->w, c->h, 0xc9b79a);
    box(c, c->w / 8, c->h / 3, c->w * 7 / 8, c->h * 3 / 4, house[seed % 3]);
    box(c, c->w / 10, c->h / 3 - c->h / 20, c->w * 9 / 10, c->h / 3, 0x8e3b2c);
    for (int i = 0; i < 18; i++) box(c, c->w / 6 + i % 9 * c->w / 13, c->h * 2 / 5 + i / 9 * c->h / 6, c->w / 6 + i % 9 * c->w / 13 + c->w / 26, c->h / 2 + i / 9 * c->h / 6, 0x35566b);
    oval(c, c->w / 9, c->h * 3 / 5, c->w / 11, c->h / 5, 0xc4412f);
    box(c, c->w / 9 - 8, c->h * 3 / 5, c->w / 9 + 8, c->h * 5 / 6, 0x5a4334);
    oval(c, c->w * 8 / 9, c->h * 3 / 5, c->w / 12, c->h / 5, 0x2f6b46);
    box(c, c->w * 8 / 9 - 8, c->h * 3 / 5, c->w * 8 / 9 + 8, c->h * 5 / 6, 0x5a4334);
}

static rc canvas_take(struct session_of_work *w, const struct canvas *c, const char *use, struct blob_taken *out)
{
    unsigned long n = 0;
    uint8_t *p = NULL;
    tjhandle t = tjInitCompress();
    bool made = t && tjCompress2(t, c->rgb, c->w, 0, c->h, TJPF_RGB, &p, &n, TJSAMP_420, 90, 0) == 0;
    struct file_given given = { use, "tep", { "anh.jpg", "", p, n } };
    rc taken = made ? file_take(w->app, &w->ask, &given, out) : LIMIT;
    tjFree(p);
    if (t) tjDestroy(t);
    return taken;
}

/* ---- whose */

static rc photo_store(struct tx *t, const struct photo_given *in, void *out)
{
    (void)out;
    return photo_give(t, in);
}
CLOSURE(photo_store, struct photo_given, void)

static rc photo_of(struct session_of_work *w, person_id owner, person_id guardian, int seed)
{
    struct canvas c;
    struct blob_taken taken;
    if (owner.v == 0) return OK;
    if (!canvas_make(&w->arena, 480, 480, &c)) return LIMIT;
    face_draw(&c, seed);
    try(canvas_take(w, &c, "person.photo", &taken));
    struct photo_given in = { owner, guardian, &taken, quota_of_person(w->app) };
    return transact(&w->ask, NULL, photo_store, &in, (void *)NULL);
}

static rc scene_store(struct tx *t, const struct values_picture *in, void *out)
{
    (void)out;
    return values_picture_give(t, in);
}
CLOSURE(scene_store, struct values_picture, void)

static rc scene_of(struct session_of_work *w, const struct demo_made *made, int seed, struct values_picture in)
{
    struct canvas c;
    struct blob_taken taken;
    if (!canvas_make(&w->arena, 1280, 720, &c)) return LIMIT;
    yard_draw(&c, seed);
    w->ask.scope.school = made->school;
    try(canvas_take(w, &c, VALUES_PICTURE_WAITS, &taken));
    in.taken = &taken, in.quota = quota_of_school(w->app);
    return transact(&w->ask, NULL, scene_store, &in, (void *)NULL);
}

/* Every school shows one; the first one's office has offered a newer one, which waits. */
static rc scenes_of(struct session_of_work *w, const struct demo_made *made, int seed)
{
    try(scene_of(w, made, seed, (struct values_picture){ .alt = "Sân trường buổi sáng, cây phượng bên trái", .by = made->principal, .publish = true }));
    if (seed) return OK;
    return scene_of(w, made, seed + 1, (struct values_picture){ .alt = "Sân trường sau khi sơn lại tường, tháng 11", .by = made->clerk });
}

/* The first few of the list have one too: a class page begins with faces. */
static rc faces_of_class(struct session_of_work *w, const struct demo_class *at, int seed)
{
    struct pupil_line *pupil;
    size_t n;
    try(pupils_of_class(&w->ask, at->id, &pupil, &n));
    for (size_t i = 0; i < n && i < 3; i++) {
        struct guardian_line *guardian;
        size_t guardians;
        try(guardians_of(&w->ask, pupil[i].person, &guardian, &guardians));
        if (guardians && pupil[i].person.v != at->pupil.v) try(photo_of(w, pupil[i].person, guardian[0].id, seed + 7 + (int)i));
    }
    return OK;
}

rc demo_pictures_make(struct session_of_work *w, const struct demo_made *made, size_t schools)
{
    for (size_t i = 0; i < schools; i++) {
        try(scenes_of(w, &made[i], (int)i));
        for (size_t k = 0; k < made[i].classes && k < 4; k++) {
            const struct demo_class *at = &made[i].class_[k];
            if (at->guardian.v) try(photo_of(w, at->pupil, at->guardian, (int)(i + k)));
            if (k < 2) try(faces_of_class(w, at, (int)(i + k)));
            try(photo_of(w, at->teacher, (person_id){ 0 }, (int)(i + k + 1)));
        }
    }
    return OK;
}
