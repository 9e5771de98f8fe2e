/* Files of a school: in, out, who may, quota, and what the disk and the rows owe each other. */
#include "files/files.h"
#include "base/ids.h"
#include "consent/consent.h"
#include "src/web/test/pictures.h"
#include "test/harness/city.h"
#include "access/permission.h"
#include <stdio.h>
#include <string.h>

/* ---- uses of these tests alone */
static rc staff_see(struct ctx *c, const struct file_face *f)
{
    (void)f;
    return may(c, SCHOOL_INSIDE, NULL, 0) ? OK : DENIED;
}

static rc homeroom_see(struct ctx *c, const struct file_face *f)
{
    return may(c, PUPIL_READ, "em", f->child.v) ? OK : DENIED;
}

static const struct file_use uses[] = {
    { "test.scene",    N_("Ảnh"), FILE_SCENE, PICTURE_TYPES, 4 << 20, .open = true, .keep_days = 0, .see = staff_see },
    { "test.note",     N_("Tệp"), FILE_AS_SENT, "application/pdf text/plain", 1 << 20, .keep_days = 30, .see = staff_see },
    { "test.document", N_("Giấy tờ"), FILE_AS_SENT, "application/pdf", 1 << 20, .look = LOOK_KIND_DOCUMENTS, .keep_days = 30, .see = homeroom_see },
    { 0 }
};
static const struct file_table tables[] = { { "test", uses }, { NULL, NULL } };

static struct city *city_with_uses(struct test *t)
{
    struct city *s = city_open(t);
    s->app.file_tables = tables;
    return s;
}

#define QUOTA (1LL << 30)

static rc add(struct tx *t, const struct new_file *in, file_id *out) { return file_add(t, in, out); }
CLOSURE(add, struct new_file, file_id)

static rc put(struct city *s, const char *use, const char *name, struct bytes p, person_id child, int64_t quota, file_id *id)
{
    struct blob_taken taken;
    struct file_given in = { use, "tep", { name, "text/html", p.p, p.n } };
    struct ask *a = as_staff(s, s->thcs.id);
    *a->fault = (struct fault){ 0 };
    try(file_take(&s->app, a, &in, &taken));
    struct new_file file = { .taken = &taken, .child = child, .alt = "Sân trường", .by = s->clerk, .quota = quota };
    return transact(a, NULL, add, &file, id);
}

static const char pdf[] = "%PDF-1.7\n% giấy khai sinh\n1 0 obj\n<<>>\nendobj\n";
static struct bytes pdf_bytes(void) { return (struct bytes){ (const uint8_t *)pdf, sizeof pdf - 1 }; }

static const char *path_of(struct test *t, file_id id) { return path_to(t, "/t/thcs/tep/", id.v, ""); }      /* /t/:truong/tep/:tep */

TEST(a_file_is_seen_by_whom_its_use_lets_and_by_nobody_else)
{
    struct city *s = city_with_uses(t);
    struct loop_reply r;
    file_id id;
    if (!is_rc(t, OK, put(s, "test.note", "thông báo.html", pdf_bytes(), (person_id){ 0 }, QUOTA, &id))) return;
    is_int(t, 200, city_get(t, s, s->hang, path_of(t, id), &r));
    is_bytes(t, pdf, sizeof pdf - 1, r.body, r.n);
    has_text(t, "Content-Type: application/pdf\n", r.head);
    has_text(t, "Content-Disposition: attachment; filename=\"thng_bo.pdf\"; filename*=UTF-8''th%C3%B4ng%20b%C3%A1o.pdf\n", r.head);
    has_text(t, "X-Content-Type-Options: nosniff\n", r.head);
    has_text(t, "sandbox", r.head);
    has_text(t, "Cache-Control: private, no-cache\n", r.head);
    is_int(t, 403, city_get(t, s, s->an, path_of(t, id), NULL));
    is_int(t, 404, city_get(t, s, s->tuan, path_of(t, id), NULL));
    is_int(t, 404, city_get(t, s, s->lan, path_of(t, id), NULL));
    is_int(t, 404, city_get(t, s, s->lan, path_to(t, "/t/tieu-hoc/tep/", id.v, ""), NULL));
    is_int(t, 303, city_get(t, s, (person_id){ 0 }, path_of(t, id), NULL));
    is_int(t, 404, city_get(t, s, s->hang, path_to(t, "/t/thcs/tep/", id.v + 1, ""), NULL));
    is_int(t, 303, city_get(t, s, (person_id){ 0 }, path_to(t, "/t/thcs/tep/", id.v + 1, ""), NULL));       /* nobody learns whether it is there */
    city_close(s);
}

TEST(an_open_picture_is_seen_by_everybody_in_the_size_asked_for)
{
    struct city *s = city_with_uses(t);
    struct loop_reply r;
    file_id id;
    int w, h;
    if (!is_rc(t, OK, put(s, "test.scene", "sân.png", picture_png(t, 1600, 900), (person_id){ 0 }, QUOTA, &id))) return;
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, path_of(t, id), &r));
    has_text(t, "Content-Type: image/jpeg\n", r.head);
    has_text(t, "Cache-Control: public, max-age=3600\n", r.head);
    lacks_text(t, "Content-Disposition", r.head);
    picture_colour(t, (struct bytes){ (const uint8_t *)r.body, r.n }, 5, 5, &w, &h);
    is_int(t, 1280, w), is_int(t, 720, h);
    is_int(t, 200, city_get(t, s, s->tuan, arena_print(t->arena, "%s?rong=320", path_of(t, id)), &r));
    picture_colour(t, (struct bytes){ (const uint8_t *)r.body, r.n }, 5, 5, &w, &h);
    is_int(t, 320, w), is_int(t, 180, h);
    is_rc(t, BUG, put(s, "test.scene", "con.png", picture_png(t, 100, 100), s->an, QUOTA, &id));             /* a child's picture is never public */
    city_close(s);
}

TEST(a_look_at_a_document_of_a_child_is_on_the_ledger_first)
{
    struct city *s = city_with_uses(t);
    const person_id family[] = { s->an };
    struct look_line *look;
    file_id id;
    size_t n;
    if (!is_rc(t, OK, put(s, "test.document", "khai sinh.pdf", pdf_bytes(), s->an, QUOTA, &id))) return;
    is_int(t, 200, city_get(t, s, s->hang, path_of(t, id), NULL));
    is_int(t, 403, city_get(t, s, s->yen, path_of(t, id), NULL));
    is_int(t, 404, city_get(t, s, s->lan, path_of(t, id), NULL));
    is_rc(t, OK, looks_at(as_family(s, family, 1), s->an, 0, 10, &look, &n));
    is_int(t, 1, n);
    is_int(t, LOOK_KIND_DOCUMENTS, look[0].kind);
    is_int(t, s->hang.v, look[0].viewer.v);
    city_close(s);
}

TEST(what_lies_about_its_kind_is_not_taken)
{
    static const struct { const char *use, *name, *text; } lies[] = {
        { "test.scene", "anh.jpg", "<html><script>alert(1)</script></html>" },
        { "test.scene", "anh.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"></svg>" },
        { "test.scene", "anh.png", "%PDF-1.7\n1 0 obj\n" },
        { "test.note",  "thu.pdf", "<!DOCTYPE html><title>x</title>" },
        { "test.note",  "thu.txt", "#!/bin/sh\nrm -rf /\n" },
    };
    struct city *s = city_with_uses(t);
    file_id id;
    for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
        struct bytes p = { (const uint8_t *)lies[i].text, strlen(lies[i].text) };
        if (put(s, lies[i].use, lies[i].name, p, (person_id){ 0 }, QUOTA, &id) != INVALID || s->ask->fault->number != 2100) fail(t, "%s was taken", lies[i].name);
        is_text(t, "tep", s->ask->fault->field);
    }
    is_rc(t, INVALID, put(s, "test.note", "trống.pdf", (struct bytes){ (const uint8_t *)"", 0 }, (person_id){ 0 }, QUOTA, &id));
    is_int(t, 2103, s->ask->fault->number);
    is_rc(t, INVALID, put(s, "test.note", "lớn.pdf", joined(t, pdf_bytes(), arena_take(t->arena, 1 << 20), 1 << 20), (person_id){ 0 }, QUOTA, &id));
    is_int(t, 2104, s->ask->fault->number);
    city_close(s);
}

TEST(the_quota_of_a_school_holds_and_a_refused_file_leaves_no_row)
{
    struct city *s = city_with_uses(t);
    file_id id;
    int64_t one = sizeof pdf - 1;
    is_rc(t, OK, put(s, "test.note", "a.pdf", pdf_bytes(), (person_id){ 0 }, 2 * one, &id));
    is_rc(t, OK, put(s, "test.note", "b.pdf", pdf_bytes(), (person_id){ 0 }, 2 * one, &id));
    is_rc(t, CONFLICT, put(s, "test.note", "c.pdf", pdf_bytes(), (person_id){ 0 }, 2 * one, &id));
    is_int(t, 2120, s->ask->fault->number);
    struct file_line *row;
    size_t n;
    is_rc(t, OK, files_of(as_staff(s, s->thcs.id), "test.note", 0, &row, &n));
    is_int(t, 2, n);
    is_text(t, "a.pdf", row[0].name);
    is_rc(t, OK, files_of(as_staff(s, s->th.id), "test.note", 0, &row, &n));
    is_int(t, 0, n);
    city_close(s);
}

struct ending { file_id id; int64_t rev; person_id by; };
static rc end(struct tx *t, const struct ending *in, void *out)
{
    (void)out;
    return file_end(t, in->id, in->rev, in->by);
}
CLOSURE(end, struct ending, void)

TEST(a_file_that_ended_is_seen_by_nobody_and_ends_once)
{
    struct city *s = city_with_uses(t);
    file_id id;
    if (!is_rc(t, OK, put(s, "test.note", "a.pdf", pdf_bytes(), (person_id){ 0 }, QUOTA, &id))) return;
    struct ending e = { id, 1, s->clerk };
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, end, &e, NULL));
    is_int(t, 404, city_get(t, s, s->hang, path_of(t, id), NULL));
    is_rc(t, CONFLICT, transact(as_staff(s, s->thcs.id), NULL, end, &e, NULL));
    is_int(t, 2122, s->ask->fault->number);
    city_close(s);
}
