/* What a browser is told about keeping: whose a page is, and whether a copy may lie on the device (web/offline.h). */
#include "web/test/floor.h"
#include "web/dispatch.h"
#include "web/offline.h"
#include <stdio.h>
#include <string.h>

/* The value of a header of the answer, in the test's arena; "" when it has none. */
static const char *header(struct test *t, const struct loop_reply *r, const char *name)
{
    const char *at = strstr(r->head, name);
    if (!at) return "";
    at += strlen(name) + 2;
    return arena_text_n(t->arena, at, strcspn(at, "\n"));
}

static const char *me_of(struct test *t, struct loop_client *l, const char *path)
{
    struct loop_reply r;
    is_rc(t, OK, loop_send(l, t->arena, GET, path, NULL, &r));
    return header(t, &r, HEADER_ME);
}

TEST(a_page_may_be_kept_only_where_its_row_says_so_and_by_whom_it_is_for)
{
    struct floor f;
    struct loop_client l, m;
    struct loop_reply r;

    if (!floor_open(t, &f)) return;
    loop_open(&l, &f.app);
    loop_open(&m, &f.app);
    loop_send(&l, t->arena, GET, "/ghi-chu", NULL, &r);
    is_text(t, "-", header(t, &r, HEADER_ME));
    lacks_text(t, HEADER_KEEP, r.head);
    is_rc(t, OK, loop_sign_in(&l, AN));
    is_rc(t, OK, loop_sign_in(&m, AN));
    loop_send(&l, t->arena, GET, "/rieng", NULL, &r);
    is_text(t, "7", header(t, &r, HEADER_KEEP));
    has_text(t, "Cache-Control: private, no-store", r.head);
    const char *an = header(t, &r, HEADER_ME);
    is_int(t, 53, (int)strlen(an));
    lacks_text(t, "1001", an);
    is_text(t, an, me_of(t, &m, "/ghi-chu"));                      /* another session, the same person */
    loop_send(&l, t->arena, GET, "/cua-an", NULL, &r);             /* signed in, and the row says nothing */
    is_int(t, 200, r.status);
    lacks_text(t, HEADER_KEEP, r.head);
    loop_send(&l, t->arena, GET, "/hong", NULL, &r);
    lacks_text(t, HEADER_KEEP, r.head);
    is_rc(t, OK, loop_sign_in(&m, BINH));
    is_true(t, strncmp(an, me_of(t, &m, "/rieng"), 26) != 0);
    loop_close(&l);
    loop_close(&m);
    floor_close(&f);
}

TEST(a_page_with_the_message_of_an_act_is_not_kept)
{
    struct floor f;
    struct loop_client l;
    struct loop_reply r;

    if (!floor_open(t, &f)) return;
    loop_open(&l, &f.app);
    is_rc(t, OK, loop_sign_in(&l, AN));
    loop_send(&l, t->arena, POST, "/loi-nhan", "", &r);
    loop_send(&l, t->arena, GET, "/rieng", NULL, &r);
    has_text(t, "flash=Đã lưu", r.body);
    lacks_text(t, HEADER_KEEP, r.head);
    loop_send(&l, t->arena, GET, "/rieng", NULL, &r);
    has_text(t, HEADER_KEEP ": 7", r.head);
    loop_close(&l);
    floor_close(&f);
}

TEST(a_device_of_many_hands_is_told_to_keep_nothing)
{
    struct floor f;
    struct loop_client l;
    struct loop_reply r;

    if (!floor_open(t, &f)) return;
    loop_open(&l, &f.app);
    is_rc(t, OK, loop_sign_in(&l, AN));
    is_int(t, 53, (int)strlen(me_of(t, &l, "/rieng")));
    is_rc(t, OK, db_plain(f.app.db, t->arena, "UPDATE session SET shared = 1", NULL));
    loop_send(&l, t->arena, GET, "/rieng", NULL, &r);
    is_int(t, 200, r.status);
    is_text(t, "-", header(t, &r, HEADER_ME));
    lacks_text(t, HEADER_KEEP, r.head);
    loop_close(&l);
    floor_close(&f);
}

/* POST /ghi-chu: the row may wait. */
TEST(a_form_that_waited_is_told_in_a_word_that_it_was_taken_and_counts_once)
{
    struct floor f;
    struct loop_client l;
    struct loop_reply r;
    const char *body = "ten=Nam&ngay=2026-09-05&_cho=1&_khoa=0123456789abcdefghjkmnpqrs";

    if (!floor_open(t, &f)) return;
    loop_open(&l, &f.app);
    loop_send(&l, t->arena, POST, "/ghi-chu", body, &r);           /* nobody: led to sign in, and not told that it was taken */
    is_int(t, 303, r.status);
    lacks_text(t, HEADER_DONE, r.head);
    is_rc(t, OK, loop_sign_in(&l, AN));
    for (int i = 0; i < 2; i++) {
        loop_send(&l, t->arena, POST, "/ghi-chu", body, &r);
        is_int(t, 200, r.status);
        is_text(t, "/xong?ten=Nam", header(t, &r, HEADER_DONE));
        is_true(t, r.location == NULL || *r.location == 0);
    }
    is_int(t, 1, atomic_load(&f.written));
    loop_send(&l, t->arena, POST, "/ghi-chu", "ten=Tr%C3%B9ng&ngay=2026-09-05&_cho=1", &r);
    is_int(t, 409, r.status);
    lacks_text(t, HEADER_DONE, r.head);
    loop_send(&l, t->arena, POST, "/ghi-chu", "ten=&ngay=2026-09-05&_cho=1", &r);
    is_int(t, 422, r.status);
    lacks_text(t, HEADER_DONE, r.head);
    loop_send(&l, t->arena, POST, "/ghi-chu", "ten=Nam&ngay=2026-09-05", &r);       /* a page sends it: the page goes on */
    is_int(t, 303, r.status);
    loop_close(&l);
    floor_close(&f);
}
