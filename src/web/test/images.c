/* Pictures made anew: sizes, upright, nothing of what was hidden in them; and those that are refused before they cost anything. */
#include "pictures.h"
#include "test/harness/db.h"
#include "web/image.h"
#include "web/kind.h"
#include <string.h>

static struct ask *asking(struct test *t)
{
    struct ask *a = arena_take(t->arena, sizeof *a);
    *a = (struct ask){ .arena = t->arena, .fault = arena_take(t->arena, sizeof(struct fault)) };
    return a;
}

static const struct image_want face = { true, { 320, 96 } }, scene = { false, { 1280, 320 } };

static struct bytes size_of(const struct image_made *m, size_t i) { return (struct bytes){ m->size[i].p, m->size[i].n }; }

TEST(a_picture_of_each_kind_becomes_jpeg_in_its_sizes)
{
    const struct { const char *type; struct bytes sent; } kinds[] = {
        { "image/jpeg", picture_jpeg(t, 2000, 1500) }, { "image/png", picture_png(t, 2000, 1500) }, { "image/webp", picture_webp(t, 2000, 1500) },
    };
    for (size_t i = 0; i < 3; i++) {
        struct image_made m;
        int w, h;
        is_text(t, kinds[i].type, kind_of(kinds[i].sent.p, kinds[i].sent.n));
        if (!is_rc(t, OK, image_make(asking(t), "anh", kinds[i].type, kinds[i].sent, &scene, &m))) continue;
        is_int(t, 2, m.sizes);
        is_text(t, "image/jpeg", kind_of(m.size[0].p, m.size[0].n));
        is_int(t, 'r', picture_colour(t, size_of(&m, 0), 1, 6, &w, &h));
        is_int(t, 1280, w), is_int(t, 960, h);
        is_int(t, 'b', picture_colour(t, size_of(&m, 1), 8, 6, &w, &h));
        is_int(t, 320, w), is_int(t, 240, h);
        is_int(t, 'g', picture_colour(t, size_of(&m, 1), 5, 0, &w, &h));
        image_drop(&m);
    }
}

TEST(a_face_is_square_and_a_small_picture_is_not_made_larger)
{
    struct image_made m;
    int w, h;
    if (!is_rc(t, OK, image_make(asking(t), "anh", "image/jpeg", picture_jpeg(t, 900, 1200), &face, &m))) return;
    picture_colour(t, size_of(&m, 0), 5, 5, &w, &h);
    is_int(t, 320, w), is_int(t, 320, h);
    picture_colour(t, size_of(&m, 1), 5, 5, &w, &h);
    is_int(t, 96, w), is_int(t, 96, h);
    image_drop(&m);
    if (!is_rc(t, OK, image_make(asking(t), "anh", "image/png", picture_png(t, 60, 80), &face, &m))) return;
    picture_colour(t, size_of(&m, 0), 5, 5, &w, &h);
    is_int(t, 60, w), is_int(t, 60, h);
    image_drop(&m);
}

/* Where the green strip of the picture lies once it is upright. */
TEST(a_camera_held_in_any_way_gives_an_upright_picture)
{
    static const struct { int orientation, x, y; bool turned; } cases[] = {
        { 1, 5, 0, false }, { 2, 5, 0, false }, { 3, 5, 9, false }, { 4, 5, 9, false }, { 5, 0, 5, true }, { 6, 9, 5, true }, { 7, 9, 5, true }, { 8, 0, 5, true },
    };
    struct bytes plain = picture_jpeg(t, 800, 600);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct image_made m;
        struct bytes sent = picture_with_exif(t, plain, cases[i].orientation);
        int w, h;
        is_int(t, cases[i].orientation, image_orientation("image/jpeg", sent));
        if (!is_rc(t, OK, image_make(asking(t), "anh", "image/jpeg", sent, &scene, &m))) continue;
        if (picture_colour(t, size_of(&m, 1), cases[i].x, cases[i].y, &w, &h) != 'g') fail(t, "orientation %d", cases[i].orientation);
        is_int(t, cases[i].turned ? 240 : 320, w);
        is_int(t, cases[i].turned ? 320 : 240, h);
        image_drop(&m);
    }
}

TEST(place_and_camera_and_whatever_was_hidden_in_a_picture_are_gone)
{
    static const char page[] = "<html><script>alert(1)</script>";
    struct bytes sent = joined(t, picture_with_exif(t, picture_jpeg(t, 640, 480), 1), page, sizeof page);
    struct image_made m;
    is_true(t, memmem(sent.p, sent.n, "GPSMARK", 7) != NULL);
    is_text(t, "image/jpeg", kind_of(sent.p, sent.n));
    if (!is_rc(t, OK, image_make(asking(t), "anh", "image/jpeg", sent, &scene, &m))) return;
    for (size_t i = 0; i < m.sizes; i++) {
        is_true(t, memmem(m.size[i].p, m.size[i].n, "GPSMARK", 7) == NULL);
        is_true(t, memmem(m.size[i].p, m.size[i].n, "Exif", 4) == NULL);
        is_true(t, memmem(m.size[i].p, m.size[i].n, "script", 6) == NULL);
    }
    image_drop(&m);
}

TEST(a_picture_that_says_it_is_huge_is_refused_by_its_head)
{
    static const struct { uint32_t w, h; int number; } cases[] = {
        { 65000, 65000, 2107 }, { 16384, 16384, 2107 }, { 1000000, 1, 2107 }, { 7000, 7000, 2107 }, { 0, 64, 2106 }, { 0x7fffffff, 0x7fffffff, 2107 },
        { 10, 10, 2108 }, { 64, 47, 2108 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ask *a = asking(t);
        struct image_made m;
        if (image_make(a, "anh", "image/png", picture_bomb(t, cases[i].w, cases[i].h), &scene, &m) != INVALID || a->fault->number != cases[i].number)
            fail(t, "%u x %u: %d", cases[i].w, cases[i].h, a->fault->number);
        is_text(t, "anh", a->fault->field);
    }
}

TEST(a_broken_picture_is_refused_and_one_that_ends_early_is_shown_as_far_as_it_goes)
{
    struct image_made m;
    struct bytes jpeg = picture_jpeg(t, 640, 480), png = picture_png(t, 640, 480), webp = picture_webp(t, 640, 480);
    is_rc(t, INVALID, image_make(asking(t), "anh", "image/png", (struct bytes){ png.p, png.n / 2 }, &scene, &m));
    is_rc(t, INVALID, image_make(asking(t), "anh", "image/webp", (struct bytes){ webp.p, webp.n / 2 }, &scene, &m));
    is_rc(t, INVALID, image_make(asking(t), "anh", "image/jpeg", (struct bytes){ jpeg.p, 20 }, &scene, &m));
    is_rc(t, INVALID, image_make(asking(t), "anh", "image/jpeg", png, &scene, &m));
    if (is_rc(t, OK, image_make(asking(t), "anh", "image/jpeg", (struct bytes){ jpeg.p, jpeg.n * 3 / 4 }, &scene, &m))) image_drop(&m);
}

TEST(a_file_is_what_its_content_says)
{
    static const char html[] = "<!DOCTYPE html><html><body>xin chào</body></html>", svg[] = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>",
                      script[] = "#!/bin/sh\nrm -rf x\n", elf[] = "\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0>\0\1\0\0\0", gif[] = "GIF89a\1\0\1\0\200\0\0", pdf[] = "%PDF-1.7\n1 0 obj\n",
                      words[] = "Họ và tên;Lớp\nAn;6A1\n";
#define SAYS(want, text) is_text(t, want, kind_of(text, sizeof(text) - 1))
    SAYS(KIND_UNKNOWN, html);
    SAYS(KIND_UNKNOWN, svg);
    SAYS(KIND_UNKNOWN, script);
    SAYS(KIND_UNKNOWN, elf);
    SAYS(KIND_UNKNOWN, gif);
    SAYS("application/pdf", pdf);
    SAYS("text/plain", words);
    is_text(t, KIND_UNKNOWN, kind_of("", 0));
    is_text(t, KIND_UNKNOWN, kind_of("PK\3\4broken", 10));
}

TEST(a_name_is_for_display_only)
{
    static const struct { const char *name, *type, *want; } cases[] = {
        { "ảnh lớp.jpg", "image/jpeg", "ảnh lớp.jpg" },         { "ảnh.html", "image/jpeg", "ảnh.jpg" },              { "C:\\x\\danh sach.xlsx", "text/csv", "danh sach.csv" },
        { "../../etc/passwd", "image/png", "passwd.png" },      { "", "image/png", "tep.png" },                       { "...", "application/pdf", "tep.pdf" },
        { "anh\xe2\x80\xaegnp.exe", "image/png", "anhgnp.png" }, { "a\"b<c>.pdf", "application/pdf", "a_b_c_.pdf" },   { "BÀI.PDF", "application/pdf", "BÀI.PDF" },
        { "v1.2 bản cuối", "application/pdf", "v1.2 bản cuối.pdf" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) is_text(t, cases[i].want, kind_name(t->arena, cases[i].name, cases[i].type));
}
