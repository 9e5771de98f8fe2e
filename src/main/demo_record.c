/* What another system told the first school before Khuê was there: lessons of an older store, taken in from a file by the principal. One line was broken. */
#include "base/buf.h"
#include "exchange/exchange.h"
#include "main/demo.h"

static const struct { const char *who, *verb, *lesson, *name, *more; } said[] = {
    { "hs01", "completed", "phan-so", "Phân số bằng nhau", ",\"result\":{\"completion\":true,\"score\":{\"scaled\":0.9}}" },
    { "hs02", "completed", "phan-so", "Phân số bằng nhau", ",\"result\":{\"completion\":true,\"score\":{\"scaled\":0.7}}" },
    { "hs03", "attempted", "te-bao", "Tế bào và cơ thể sống", "" },
    { "hs02", "attempted", "te-bao", "Tế bào và cơ thể sống", "" },
    { "hs01", "completed", "te-bao", "Tế bào và cơ thể sống", ",\"result\":{\"completion\":true,\"score\":{\"scaled\":8.5}}" },      /* of ten, where one of one is asked for */
};

rc demo_record_make(struct session_of_work *w, const struct demo_made made[])
{
    struct statements_came out;
    struct buf b;
    buf_init(&b, 64 * 1024);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        buf_print(&b, "{\"id\":\"0a7e5e1a-0417-4d3a-9c11-%012zu\",\"actor\":{\"account\":{\"homePage\":\"https://bai-giang.example\",\"name\":\"%s\"}},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/%s\"},"
                      "\"object\":{\"id\":\"https://bai-giang.example/bai/%s\",\"definition\":{\"name\":{\"vi\":\"%s\"}}}%s,\"timestamp\":\"2026-10-%02zuT08:00:00Z\"}\n",
                  i + 1, said[i].who, said[i].verb, said[i].lesson, said[i].name, said[i].more, i + 12);
    w->ask.scope = (struct scope){ .school = made[0].school };
    w->ask.me = made[0].principal;
    struct statements_in in = { .home = w->app->config.base_url, .name = "kho-bai-giang-cu.ndjson", .reason = "Kho bài giảng cũ của trường, trước khi dùng Khuê", .text = { (const uint8_t *)b.p, b.n } };
    rc done = b.failed ? LIMIT : statements_import(w->app, &w->ask, &in, &out);
    buf_finish(&b);
    w->ask.scope = (struct scope){ 0 };
    w->ask.me = (person_id){ 0 };
    return done;
}
