/* What other systems told the first school, taken in by the principal from files: lessons of an older store before Khuê was there, by accounts that nobody has joined
** yet, one line broken; and what a pupil of class 6A2 did in the school's own store of lessons, by the account that Khuê gave. */
#include "base/buf.h"
#include "base/ids.h"
#include "exchange/exchange.h"
#include "main/demo.h"

static const struct { const char *who, *verb, *lesson, *name, *more; } said[] = {
    { "hs01", "completed", "phan-so", "Phân số bằng nhau", ",\"result\":{\"completion\":true,\"score\":{\"scaled\":0.9}}" },
    { "hs02", "completed", "phan-so", "Phân số bằng nhau", ",\"result\":{\"completion\":true,\"score\":{\"scaled\":0.7}}" },
    { "hs03", "attempted", "te-bao", "Tế bào và cơ thể sống", "" },
    { "hs02", "attempted", "te-bao", "Tế bào và cơ thể sống", "" },
    { "hs01", "completed", "te-bao", "Tế bào và cơ thể sống", ",\"result\":{\"completion\":true,\"score\":{\"scaled\":8.5}}" },      /* of ten, where one of one is asked for */
};

static rc take_in(struct session_of_work *w, const struct demo_made *made, const char *name, const char *reason, struct buf *b)
{
    struct statements_came out;
    struct statements_in in = { .home = w->app->config.base_url, .name = name, .reason = reason, .text = { (const uint8_t *)b->p, b->n } };
    w->ask.scope = (struct scope){ .school = made->school };
    w->ask.me = made->principal;
    rc done = b->failed ? LIMIT : statements_import(w->app, &w->ask, &in, &out);
    buf_finish(b);
    w->ask.scope = (struct scope){ 0 };
    w->ask.me = (person_id){ 0 };
    return done;
}

#define VERBS "http://adlnet.gov/expapi/verbs/"
#define KINDS "http://adlnet.gov/expapi/activities/"
static const struct { int days; const char *verb, *kind, *name, *subject, *competence, *more; } learned[] = {
    { 16, "completed",   "lesson",          "Phân số và hỗn số",                       "Toán",               "Tư duy và lập luận toán học",   ",\"result\":{\"score\":{\"raw\":8.5,\"max\":10},\"duration\":\"PT24M10S\"}" },
    { 16, "answered",    "cmi.interaction", "Câu 3: số đối của −7 là số nào?",         "Toán",               "Giải quyết vấn đề toán học",    ",\"result\":{\"success\":true,\"response\":\"7\"}" },
    { 11, "experienced", "media",           "Ánh sáng đi như thế nào?",                "Khoa học tự nhiên",  "Tìm hiểu tự nhiên",             "" },
    { 9,  "passed",      "assessment",      "Đọc hiểu văn bản thông tin",              "Ngữ văn",            "Năng lực ngôn ngữ",             ",\"result\":{\"score\":{\"scaled\":0.86}}" },
    { 4,  "attempted",   "assessment",      "Từ vựng Unit 4",                          "Tiếng Anh",          "Năng lực ngôn ngữ",             ",\"result\":{\"score\":{\"raw\":6,\"max\":10}}" },
    { 2,  "mastered",    "objective",       "Tự chủ và tự học",                        NULL,                 NULL,                            "" },
};

static void learned_put(struct session_of_work *w, struct buf *b, size_t i, const char *pupil)
{
    char at[DAY_TEXT_SIZE];
    const char *home = w->app->config.base_url;
    instant_iso((instant){ day_start((day){ day_of(w->ask.now).n - learned[i].days }).ms + (8 + (int64_t)i) * 3600000 + (int64_t)i * 7 * 60000 }, at);      /* within school hours */
    buf_print(b, "{\"id\":\"0a7e5e1a-0417-4d3a-9c12-%012zu\",\"actor\":{\"account\":{\"homePage\":\"%s\",\"name\":\"%s\"}},\"verb\":{\"id\":\"" VERBS "%s\"},"
                 "\"object\":{\"id\":\"https://kho.example/hoc/%zu\",\"definition\":{\"type\":\"" KINDS "%s\",\"name\":{\"vi\":\"%s\"}}}%s", i + 1, home, pupil, learned[i].verb, i + 1, learned[i].kind, learned[i].name, learned[i].more);
    if (learned[i].subject)
        buf_print(b, ",\"context\":{\"extensions\":{\"%s" EXTENSION_SUBJECT "\":\"%s\"},\"contextActivities\":{\"other\":[{\"id\":\"https://kho.example/nang-luc/%zu\",\"definition\":{\"type\":\"" KINDS "objective\",\"name\":{\"vi\":\"%s\"}}}]}}",
                  home, learned[i].subject, i + 1, learned[i].competence);
    buf_print(b, ",\"timestamp\":\"%s\"}\n", at);
}

rc demo_record_make(struct session_of_work *w, const struct demo_made made[])
{
    char pupil[ID_TEXT_SIZE];
    struct buf b;
    buf_init(&b, 64 * 1024);
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        buf_print(&b, "{\"id\":\"0a7e5e1a-0417-4d3a-9c11-%012zu\",\"actor\":{\"account\":{\"homePage\":\"https://bai-giang.example\",\"name\":\"%s\"}},\"verb\":{\"id\":\"" VERBS "%s\"},"
                      "\"object\":{\"id\":\"https://bai-giang.example/bai/%s\",\"definition\":{\"name\":{\"vi\":\"%s\"}}}%s,\"timestamp\":\"2026-10-%02zuT08:00:00Z\"}\n",
                  i + 1, said[i].who, said[i].verb, said[i].lesson, said[i].name, said[i].more, i + 12);
    try(take_in(w, made, "kho-bai-giang-cu.ndjson", "Kho bài giảng cũ của trường, trước khi dùng Khuê", &b));
    buf_init(&b, 64 * 1024);
    id_text(made->class_[1].pupil.v, pupil);
    for (size_t i = 0; i < sizeof learned / sizeof *learned; i++) learned_put(w, &b, i, pupil);
    return take_in(w, made, "Kho bài giảng số của trường", "Những gì các em học ở kho bài giảng số", &b);
}
