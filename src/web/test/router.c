#include "web/router.h"
#include "test/harness/test.h"
#include "web/door.h"
#include <stdio.h>

static rc nothing(struct ctx *c, struct reply *r) { (void)c; (void)r; return OK; }

static rc build(const struct route *rows, struct router **r, char why[200])
{
    struct route_table tables[] = { { "test", rows }, { 0 } };
    why[0] = 0;
    return router_build(tables, r, why, 200);
}

TEST(words_win_over_ids_and_params_are_found_by_name)
{
    static const struct route rows[] = {
        { GET,  "/",                       { 0 }, NULL, QUICK, nothing },
        { GET,  "/t/:truong",              { 0 }, NULL, QUICK, nothing },
        { GET,  "/t/:truong/lop/:lop",     { 0 }, NULL, QUICK, nothing },
        { GET,  "/t/:truong/lop/moi",      { 0 }, NULL, QUICK, nothing },
        { POST, "/t/:truong/lop/:lop/sua", { 0, ON("lop") }, NULL, WRITE, nothing },
        { GET,  "/phieu/:ma",              { 0 }, NULL, QUICK, nothing },
        { 0 } };
    struct router *r;
    struct match m;
    char why[200];

    if (!is_rc(t, OK, build(rows, &r, why))) return;
    router_find(r, GET, "/", &m);
    is_true(t, m.route == &rows[0]);
    router_find(r, GET, "/t/abc/lop/moi", &m);
    is_true(t, m.route == &rows[3]);
    router_find(r, POST, "/t/abc/lop/000000000001A/sua", &m);
    is_true(t, m.route == &rows[4] && span_is(match_param(&m, "lop"), "000000000001A") && span_is(match_param(&m, "truong"), "abc"));
    is_int(t, 0, match_param(&m, "khac").n);
    router_find(r, GET, "/t/abc/lop/000000000001A/sua", &m);
    is_true(t, !m.route && m.post && !m.get);
    static const char *const none[] = { "//", "/t", "/t/", "/t/a/", "/t/a%20b", "/t/abc/lop/u000000000001", "/t/abc/lop/00000000000011", "/phieu/", "/phieu/a/b", "/x" };
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        router_find(r, GET, none[i], &m);
        if (m.route)
            fail(t, "%s matched %s", none[i], m.route->path);
    }
    router_drop(r);
}

static rc entered(struct ctx *c, struct reply *r) { (void)c; (void)r; return OK; }

TEST(what_lies_below_a_door_is_the_doors_and_one_slash_behind_its_rows_is_none)
{
    static const struct door door = { .enter = entered }, other = { .enter = entered };
    static const struct route rows[] = {
        { KEYED, "/kho/cau",          { 0 }, NULL, UPLOAD, nothing, .door = &door },
        { KEYED, "/kho/cau/trang",    { 0 }, NULL, UPLOAD, nothing, .door = &door },
        { GET,   "/kho/mo-ta",        { 0 }, NULL, QUICK, nothing },
        { GET,   "/khac",             { 0 }, NULL, QUICK, nothing },
        { 0 } };
    static const struct route two[] = { { KEYED, "/kho/a", { 0 }, NULL, UPLOAD, nothing, .door = &door }, { KEYED, "/kho/b", { 0 }, NULL, UPLOAD, nothing, .door = &other }, { 0 } };
    static const struct { enum method m; const char *path; int row; bool door; } cases[] = {
        { GET, "/kho/cau", 0, true }, { PUT, "/kho/cau/", 0, true }, { GET, "/kho/cau/trang/", 1, true }, { GET, "/kho/cau//", -1, true }, { GET, "/kho/cau/khac", -1, true },
        { GET, "/kho/khac", -1, true }, { GET, "/kho/", -1, true }, { GET, "/kho", -1, true }, { GET, "/kho/mo-ta", 2, true }, { GET, "/kho/mo-ta/", -1, true }, { POST, "/kho/mo-ta", -1, true },
        { GET, "/khac", 3, false }, { GET, "/khac/", -1, false }, { GET, "/khoa", -1, false }, { GET, "/", -1, false } };
    struct router *r;
    struct match m;
    char why[200];

    if (!is_rc(t, OK, build(rows, &r, why))) return;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        router_find(r, cases[i].m, cases[i].path, &m);
        if (m.route != (cases[i].row < 0 ? NULL : &rows[cases[i].row]) || m.door != (cases[i].door ? &door : NULL))
            fail(t, "%s leads to %s, %s", cases[i].path, m.route ? m.route->path : "nothing", m.door ? "below the door" : "below none");
    }
    router_drop(r);
    is_rc(t, INVALID, build(two, &r, why));
    has_text(t, "two doors", why);
}

TEST(a_row_is_found_by_the_path_that_it_is_written_with_and_no_other)
{
    static const struct route rows[] = {
        { GET,  "/",                       { 0 }, NULL, QUICK, nothing },
        { GET,  "/t/:truong/lop",          { 0 }, NULL, QUICK, nothing },
        { GET,  "/t/:truong/lop/:lop",     { 0 }, NULL, QUICK, nothing },
        { POST, "/t/:truong/lop/:lop/sua", { 0, ON("lop") }, NULL, WRITE, nothing },
        { 0 } };
    static const char *const none[] = { "/t", "/t/abc/lop", "/t/:truong/lop/0000000000001", "/t/:truong/lop/:em", "/t/:truong/lop/:lop/sua", "/t/:truong/lop/", "/lop" };
    struct router *r;
    char why[200];

    if (!is_rc(t, OK, build(rows, &r, why))) return;
    for (size_t i = 0; i < 3; i++)
        is_true(t, router_row(r, GET, rows[i].path) == &rows[i]);
    is_true(t, router_row(r, POST, rows[3].path) == &rows[3]);
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (router_row(r, GET, none[i]))
            fail(t, "%s gave %s", none[i], router_row(r, GET, none[i])->path);
    router_drop(r);
}

TEST(tables_that_overlap_are_refused_at_start)
{
    static const struct { const char *first, *second; } pairs[] = {
        { "/a/:lop", "/a/:lop" }, { "/a/:lop", "/a/:em" }, { "/t/:truong", "/t/moi" }, { "/t/moi", "/t/:truong" }, { "/t/:truong", "/t/:lop" },
        { "/p/:ma", "/p/:truong" }, { "/a/:lop", "/a/0000000000001" }, { "/a//b", "/x" }, { "khong", "/x" },
    };

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        struct route rows[] = { { GET, pairs[i].first, { 0 }, NULL, QUICK, nothing }, { GET, pairs[i].second, { 0 }, NULL, QUICK, nothing }, { 0 } };
        struct router *r;
        char why[200];
        if (build(rows, &r, why) == OK || !why[0])
            fail(t, "%s and %s stand together", pairs[i].first, pairs[i].second);
    }
    struct route wrong[][2] = {
        { { GET, "/a", { 0, ON("lop") }, NULL, QUICK, nothing }, { 0 } }, { { GET, "/a", { 0 }, NULL, WRITE, nothing }, { 0 } },
        { { POST, "/a", { 0 }, NULL, QUICK, nothing }, { 0 } }, { { GET, "/a", { 0 }, NULL, QUICK, NULL }, { 0 } } };
    for (size_t i = 0; i < 4; i++) {
        struct router *r;
        char why[200];
        is_rc(t, INVALID, build(wrong[i], &r, why));
    }
}
