/* SMS: a text that fits 7 bits, a body that nothing typed breaks open, a code that is only known here. */
#include "web/sms.h"
#include "base/json.h"
#include "test/harness/city.h"
#include "web/app.h"
#include "web/doctor.h"
#include "web/test/neighbour.h"
#include <string.h>

TEST(marks_are_taken_off_and_what_gsm_does_not_have_becomes_a_question_mark)
{
    is_text(t, "Truong THCS Binh Minh: Dai hoi, Duoc?", sms_plain(t->arena, "Trường THCS Bình Minh: Đại hội, Được?"));
    is_text(t, "DUONG NGUYEN a e i o u y", sms_plain(t->arena, "ĐƯỜNG NGUYỄN ạ ể ĩ ỗ ự ỷ"));
    is_text(t, "Truong", sms_plain(t->arena, "Trường"));                /* marks of their own code points */
    is_text(t, "\"a\" - b ? ?c?", sms_plain(t->arena, "“a” – b 漢 {c}"));
}

TEST(a_text_is_cut_at_what_a_message_holds_and_never_within_a_letter)
{
    struct app app = { .config = { .sms_url = "https://x.vn/" } };
    char most[1000] = "";
    for (int i = 0; i < 200; i++) strcat(most, "ộ");
    is_int(t, SMS_PLAIN_MOST, (int)strlen(sms_text(&app, t->arena, most)));
    app.config.sms_accents = true;
    const char *marked = sms_text(&app, t->arena, most);
    is_int(t, SMS_MARKED_MOST * 3, (int)strlen(marked));
    is_true(t, utf8_valid(marked, strlen(marked)));
    is_text(t, "Được", sms_text(&app, t->arena, "Được"));
}

TEST(what_is_in_a_text_never_leaves_its_place_in_the_body)
{
    struct config c = { .sms_body = "{\"ApiKey\":\"{secret}\",\"Phone\":\"{phone0}\",\"To\":\"{phone84}\",\"Content\":\"{text}\",\"Id\":\"{id}\",\"Type\":{\"a\":2}}", .sms_secret = { .value = "k\"x" } };
    const char *body = sms_body(&c, t->arena, &(struct sms){ "+84912345678", "a\",\"Phone\":\"113\n{secret}\\", 7 });
    const struct json *j = body ? json_read(t->arena, body) : NULL;
    if (!is_true(t, j != NULL)) return;
    is_true(t, json_is(json_get(j, "ApiKey"), "k\"x"));
    is_true(t, json_is(json_get(j, "Phone"), "0912345678"));
    is_true(t, json_is(json_get(j, "To"), "84912345678"));
    is_true(t, json_is(json_get(j, "Content"), "a\",\"Phone\":\"113\n{secret}\\"));       /* a name in a text is no name of the template */
    is_true(t, json_is(json_get(j, "Id"), "0000000000007"));
    c.sms_body = "{\"a\":{text}}";
    is_text(t, NULL, sms_body(&c, t->arena, &(struct sms){ "+84912345678", "x y", 7 }));
}

TEST(the_gateways_answer_says_whether_to_try_again)
{
    static const struct { int status; enum sms_end end; } answers[] = { { 200, SMS_WENT }, { 202, SMS_WENT }, { 429, SMS_LATER }, { 500, SMS_LATER }, { 400, SMS_NEVER }, { 401, SMS_NEVER }, { 302, SMS_NEVER } };
    struct city *s = city_open(t);
    struct neighbour n = { .body = "{}" };
    struct sms_sent sent;
    s->app.config.test = true;
    if (!is_true(t, neighbour_open(&n))) return;
    s->app.config.sms_url = arena_print(t->arena, "http://127.0.0.1:%d/send", n.port);
    s->app.config.sms_header = "X-Key: {secret}";
    s->app.config.sms_secret.value = "chia-khoa";
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        n.status = answers[i].status;
        is_rc(t, OK, sms_send(&s->app, s->ask, &(struct sms){ "+84912345678", "Chào", 1 }, &sent));
        is_int(t, answers[i].end, sent.end);
    }
    has_text(t, "X-Key: chia-khoa", n.head);
    is_text(t, "{\"to\":\"+84912345678\",\"text\":\"Chao\"}", n.sent);
    neighbour_close(&n);
    is_rc(t, OK, sms_send(&s->app, s->ask, &(struct sms){ "+84912345678", "Chào", 1 }, &sent));
    is_int(t, SMS_LATER, sent.end);
    city_close(s);
}

static void finding(void *to, enum doctor_state state, const char *vi, const char *en) { (void)state, (void)vi, (void)en, ++*(int *)to; }

TEST(the_doctor_tells_of_settings_by_which_no_message_would_go)
{
    int found = 0;
    struct app app = { .config = { .sms_url = "" } };
    struct doctor d = { .app = &app, .arena = t->arena, .tell = finding, .to = &found };
    is_rc(t, OK, sms_check(&d));
    is_int(t, 0, found);
    app.config.sms_url = "https://gateway.example/send";
    is_rc(t, OK, sms_check(&d));
    is_int(t, 0, found);
    app.config.sms_url = "http://gateway.example/send";
    app.config.sms_body = "to={phone}";
    is_rc(t, OK, sms_check(&d));
    is_int(t, 2, found);
}

TEST(a_code_is_of_one_person_one_phone_one_moment)
{
    struct app app = { .secret = { 3 } };
    const char *code = sms_code(&app, t->arena, 5, "+84912345678", (instant){ 1000 });
    is_int(t, 6, (int)strlen(code));
    is_text(t, code, sms_code(&app, t->arena, 5, "+84912345678", (instant){ 1000 }));
    is_false(t, str_is(code, sms_code(&app, t->arena, 6, "+84912345678", (instant){ 1000 })) && str_is(code, sms_code(&app, t->arena, 5, "+84912345679", (instant){ 1000 })));
    is_false(t, str_is(code, sms_code(&app, t->arena, 5, "+84912345678", (instant){ 1001 })));
}
