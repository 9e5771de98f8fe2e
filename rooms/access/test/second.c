/* The second step of a sign-in: set up, asked of every way in, codes that work once, who has to wait, and who must have one. */
#include "access/second.h"
#include "notices/notices.h"
#include "people/people.h"
#include "settings/settings.h"
#include "test/harness/city.h"
#include "web/hash.h"
#include <stdlib.h>
#include <string.h>

#define PASSWORD "mot cau ngan de nho"
#define TYPED    "mot+cau+ngan+de+nho"
#define IN       "ten=clerk&mat_khau=" TYPED
#define PAGE     "/tai-khoan/buoc-hai"
#define STEP     "/dang-nhap/buoc-hai"

static rc ready(struct tx *t, const struct city *in, const char **hash)
{
    try(account_rename(t, in->clerk, "clerk"));
    try(account_password_set(t, in->clerk, *hash));
    return account_password_set(t, in->principal, *hash);
}
CLOSURE(ready, struct city, const char *)

static struct city *city_ready(struct test *t)
{
    struct city *s = city_open(t);
    char hash[SECRET_HASH_SIZE];
    const char *kept = hash;
    is_rc(t, OK, secret_hash(&s->app, PASSWORD, hash));
    is_rc(t, OK, transact(s->ask, NULL, ready, s, &kept));
    return s;
}

static int post(struct test *t, struct loop_client *l, const char *path, const char *body, struct loop_reply *r)
{
    is_rc(t, OK, loop_send(l, t->arena, POST, path, body, r));
    return r->status;
}

static int get(struct test *t, struct loop_client *l, const char *path, struct loop_reply *r)
{
    is_rc(t, OK, loop_send(l, t->arena, GET, path, NULL, r));
    return r->status;
}

/* The body with the code that the person's telephone shows, its clock `off` steps from ours. */
static const char *code_now(struct test *t, struct city *s, person_id person, int off)
{
    struct second_key key = { 0 };
    bool found;
    ask_done(s->ask);
    is_rc(t, OK, second_key_of(&s->app, s->ask, person, &key, &found));
    is_true(t, found);
    return arena_print(t->arena, "ma=%06d", (int)totp_code(key.key, totp_step(db_now(s->app.db)) + off));
}

static const char *code_wrong(struct test *t, struct city *s, person_id person)
{
    long right = 0;
    const char *wrong = "ma=000000";
    for (int off = -1; off <= 1; off++) {
        right = atol(code_now(t, s, person, off) + 3);
        if (right == 0) wrong = "ma=000001";
    }
    return wrong;
}

static void later(struct city *s, int64_t ms) { db_set_clock(s->app.db, (opt_instant){ true, { db_now(s->app.db).ms + ms } }); }

static long count(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? atol(n) : -1;
}

/* As the person does it, on the device l; the code that was used is one of the step before. */
static void turn_on(struct test *t, struct city *s, struct loop_client *l, person_id person, struct loop_reply *r)
{
    is_int(t, 303, post(t, l, PAGE, "mat_khau=" TYPED, r));
    is_int(t, 200, post(t, l, PAGE "/xac-nhan", code_now(t, s, person, -1), r));       /* /tai-khoan/buoc-hai/xac-nhan */
}

/* The clerk with a second step that is on. */
static struct city *city_with_step(struct test *t, struct loop_reply *codes)
{
    struct city *s = city_ready(t);
    struct loop_client l;
    loop_open(&l, &s->app);
    is_rc(t, OK, loop_sign_in(&l, s->clerk));
    turn_on(t, s, &l, s->clerk, codes);
    loop_close(&l);
    return s;
}

static const char *recovery_of(struct test *t, const char *page, int number)
{
    const char *at = page;
    for (int i = 0; i <= number && at; i++) at = strstr(at + 1, "class=\"spell\" translate=\"no\">");
    return at ? arena_print(t->arena, "ma=%.11s", at + strlen("class=\"spell\" translate=\"no\">")) : (fail(t, "no code %d", number), "ma=");
}

static void open_at(struct loop_client *l, struct city *s, uint64_t address)
{
    loop_open(l, &s->app);
    l->address = address;
}

/* ---- setting it up */

TEST(a_second_step_counts_from_its_first_code_and_ends_the_other_devices)
{
    struct city *s = city_ready(t);
    struct loop_client here, there;
    struct loop_reply r;
    loop_open(&here, &s->app), loop_open(&there, &s->app);
    loop_sign_in(&here, s->clerk), loop_sign_in(&there, s->clerk);
    is_int(t, 200, get(t, &here, PAGE, &r));
    lacks_text(t, "<svg viewBox=\"-4", r.body);
    is_int(t, 422, post(t, &here, PAGE, "mat_khau=sai", &r));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM second_step"));
    is_int(t, 303, post(t, &here, PAGE, "mat_khau=" TYPED, &r));
    is_int(t, 200, get(t, &here, PAGE, &r));
    has_text(t, "<svg viewBox=\"-4", r.body);
    struct second_key key;
    bool found;
    is_rc(t, OK, second_key_of(&s->app, s->ask, s->clerk, &key, &found));
    has_text(t, totp_key_text(t->arena, key.key), r.body);
    is_int(t, 422, post(t, &here, PAGE "/xac-nhan", code_wrong(t, s, s->clerk), &r));
    has_text(t, "08:00:00", r.body);                          /* the server's time, for a clock that is off */
    is_int(t, 422, post(t, &here, PAGE "/xac-nhan", "ma=12", &r));
    is_int(t, 200, get(t, &there, PAGE, &r));
    is_int(t, 200, post(t, &here, PAGE "/xac-nhan", code_now(t, s, s->clerk, 0), &r));
    for (int i = 0; i < RECOVERY_CODES; i++) is_int(t, 14, strlen(recovery_of(t, r.body, i)));
    is_int(t, RECOVERY_CODES, count(t, s, "SELECT count(*) FROM recovery_code WHERE void_at IS NULL"));
    is_int(t, 303, get(t, &there, PAGE, &r));                 /* signs in anew, with it */
    is_int(t, 200, get(t, &here, PAGE, &r));
    lacks_text(t, "<svg viewBox=\"-4", r.body);               /* the key is never shown again */
    lacks_text(t, totp_key_text(t->arena, key.key), r.body);
    is_int(t, 409, post(t, &here, PAGE, "mat_khau=" TYPED, &r));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'access.second_on'"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM notice WHERE path = '" PAGE "'"));
    loop_close(&here), loop_close(&there);
    city_close(s);
}

TEST(whoever_has_no_password_chooses_one_first)
{
    struct city *s = city_ready(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->toan, PAGE, &r));
    has_text(t, "Hãy đặt mật khẩu trước", r.body);
    is_int(t, 422, city_post(t, s, s->toan, PAGE, "mat_khau=" TYPED, &r));
    city_close(s);
}

TEST(the_key_lies_sealed_and_opens_for_nobody_else)
{
    struct loop_reply r;
    struct city *s = city_with_step(t, &r);
    struct second_key key, other;
    struct second_step_probe { const char *hex; } probe = { NULL };
    bool found;
    ask_done(s->ask);
    is_rc(t, OK, second_key_of(&s->app, s->ask, s->clerk, &key, &found));
    is_rc(t, OK, db_plain(s->app.db, t->arena, test_on_postgres() ? "SELECT encode(sealed, 'hex') FROM second_step" : "SELECT lower(hex(sealed)) FROM second_step", &probe.hex));
    char hex[2 * TOTP_KEY + 1];
    for (int i = 0; i < TOTP_KEY; i++) hex[2 * i] = "0123456789abcdef"[key.key[i] >> 4], hex[2 * i + 1] = "0123456789abcdef"[key.key[i] & 15];
    hex[2 * TOTP_KEY] = 0;
    is_int(t, 2 * (24 + TOTP_KEY + 16), strlen(probe.hex));
    lacks_text(t, hex, probe.hex);
    s->app.secret[0] ^= 1;                                     /* another secret: it still counts, and no code fits */
    is_rc(t, OK, second_key_of(&s->app, s->ask, s->clerk, &other, &found));
    is_true(t, found && other.counts && memcmp(other.key, key.key, TOTP_KEY) != 0);
    s->app.secret[0] ^= 1;
    city_close(s);
}

/* ---- signing in */

TEST(a_password_alone_makes_no_session_and_a_code_works_once)
{
    struct loop_reply r;
    struct city *s = city_with_step(t, &r);
    struct loop_client l, second, stranger;
    open_at(&l, s, 1), open_at(&second, s, 2), open_at(&stranger, s, 3);
    is_int(t, 303, post(t, &l, "/dang-nhap", IN "&tiep=/t/thcs/quan-ly", &r));
    is_text(t, STEP, r.location);
    is_int(t, 303, get(t, &l, "/tai-khoan", &r));
    is_int(t, 200, get(t, &l, STEP, &r));
    lacks_text(t, "Thủy", r.body);                             /* who it is stays untold */
    is_int(t, 303, get(t, &stranger, STEP, &r));               /* another browser knows of no step */
    is_int(t, 303, post(t, &stranger, STEP, code_now(t, s, s->clerk, 0), &r));
    is_text(t, "/dang-nhap", r.location);
    is_int(t, 422, post(t, &l, STEP, code_wrong(t, s, s->clerk), &r));
    has_text(t, "08:00:00", r.body);
    is_int(t, 422, post(t, &l, STEP, code_now(t, s, s->clerk, -1), &r));       /* used when it was set up */
    has_text(t, "vừa dùng rồi", r.body);
    is_int(t, 422, post(t, &l, STEP, "ma=12345", &r));
    is_int(t, 303, post(t, &l, STEP, code_now(t, s, s->clerk, 0), &r));
    is_text(t, "/t/thcs/quan-ly", r.location);
    is_int(t, 200, get(t, &l, "/t/thcs/quan-ly", &r));
    is_int(t, 303, post(t, &second, "/dang-nhap", IN, &r));
    is_int(t, 422, post(t, &second, STEP, code_now(t, s, s->clerk, 0), &r));   /* the same code, somewhere else */
    is_int(t, 303, post(t, &second, STEP, code_now(t, s, s->clerk, 1), &r));   /* a clock that is a step ahead */
    is_int(t, 200, get(t, &second, "/tai-khoan", &r));
    is_int(t, 303, post(t, &second, STEP, code_now(t, s, s->clerk, 1), &r));   /* the step is over, too */
    loop_close(&l), loop_close(&second), loop_close(&stranger);
    city_close(s);
}

TEST(clocks_may_be_one_step_off_and_a_step_of_sign_in_lives_ten_minutes)
{
    struct loop_reply r;
    struct city *s = city_with_step(t, &r);
    static const struct { int off, status; } clocks[] = { { -2, 422 }, { 2, 422 }, { -1, 303 }, { 1, 303 }, { 0, 303 } };
    for (size_t i = 0; i < sizeof clocks / sizeof *clocks; i++) {
        struct loop_client l;
        later(s, 5 * 60000);
        open_at(&l, s, 10 + i);
        is_int(t, 303, post(t, &l, "/dang-nhap", IN, &r));
        is_int(t, clocks[i].status, post(t, &l, STEP, code_now(t, s, s->clerk, clocks[i].off), &r));
        loop_close(&l);
    }
    struct loop_client l;
    open_at(&l, s, 1);
    later(s, 60000);
    is_int(t, 303, post(t, &l, "/dang-nhap", IN, &r));
    later(s, STEP_MINUTES * 60000);
    is_int(t, 303, post(t, &l, STEP, code_now(t, s, s->clerk, 0), &r));
    is_text(t, "/dang-nhap", r.location);
    is_int(t, 303, get(t, &l, "/tai-khoan", &r));
    loop_close(&l);
    city_close(s);
}

TEST(a_recovery_code_works_once_and_is_told)
{
    struct loop_reply r, codes;
    struct city *s = city_with_step(t, &codes);
    const char *code = recovery_of(t, codes.body, 3);
    for (int i = 0; i < 2; i++) {
        struct loop_client l;
        open_at(&l, s, 1);
        is_int(t, 303, post(t, &l, "/dang-nhap", IN, &r));
        is_int(t, i ? 422 : 303, post(t, &l, STEP, code, &r));
        loop_close(&l);
    }
    is_int(t, 9, count(t, s, "SELECT count(*) FROM recovery_code WHERE used_at IS NULL"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'access.recovery_used'"));
    is_int(t, 200, city_get(t, s, s->clerk, "/thong-bao", &r));
    has_text(t, "một mã dự phòng của bạn. Còn 9 mã", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, "/tai-khoan/lich-su", &r));
    is_int(t, 422, city_post(t, s, s->clerk, PAGE "/ma-du-phong", "mat_khau_ma=sai", NULL));      /* /tai-khoan/buoc-hai/ma-du-phong */
    is_int(t, 200, city_post(t, s, s->clerk, PAGE "/ma-du-phong", "mat_khau_ma=" TYPED, &r));
    is_int(t, 10, count(t, s, "SELECT count(*) FROM recovery_code WHERE used_at IS NULL AND void_at IS NULL"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'access.recovery_new'"));
    const char *fresh = recovery_of(t, r.body, 0);
    struct loop_client l;
    open_at(&l, s, 1);
    is_int(t, 303, post(t, &l, "/dang-nhap", IN, &r));
    is_int(t, 422, post(t, &l, STEP, recovery_of(t, codes.body, 4), &r));      /* void */
    is_int(t, 303, post(t, &l, STEP, fresh, &r));
    loop_close(&l);
    is_int(t, 409, city_post(t, s, s->principal, PAGE "/ma-du-phong", "mat_khau_ma=" TYPED, NULL));
    city_close(s);
}

struct letting { person_id person; const char *address; const struct fresh_code *slip; };
static rc letting_in(struct tx *t, const struct letting *in, void *out)
{
    (void)out;
    try(email_confirm(t, in->person, in->address));
    return code_store(t, in->slip, in->person, (instant){ t->now.ms + 86400000 });
}
CLOSURE(letting_in, struct letting, void)

TEST(slips_and_letters_lead_to_the_second_step_too)
{
    struct loop_reply r;
    struct city *s = city_with_step(t, &r);
    struct fresh_code slip;
    struct loop_client l;
    is_rc(t, OK, code_make(&s->app, t->arena, s->clerk, &slip));
    const struct letting in = { s->clerk, "clerk@x.vn", &slip };
    is_rc(t, OK, transact(s->ask, NULL, letting_in, &in, NULL));
    is_int(t, 303, city_post(t, s, (person_id){ 0 }, "/quen-mat-khau", "ten=clerk", &r));
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/thu-mau", &r));
    const char *at = strstr(r.body, "class=\"btn\" href=\"/mat-khau-moi/");
    if (!is_true(t, at != NULL)) { city_close(s); return; }
    const char *link = arena_text_n(t->arena, at + 18, strcspn(at + 18, "\""));
    open_at(&l, s, 1);
    is_int(t, 303, post(t, &l, link, "mat_khau=mot+cau+moi+toanh&nhac_lai=mot+cau+moi+toanh", &r));     /* /mat-khau-moi/:ma */
    is_text(t, STEP, r.location);
    is_int(t, 303, get(t, &l, "/tai-khoan", &r));
    is_int(t, 303, post(t, &l, STEP, code_now(t, s, s->clerk, 0), &r));
    is_text(t, "/hom-nay", r.location);
    is_int(t, 200, get(t, &l, "/tai-khoan", &r));
    loop_close(&l);
    is_rc(t, OK, code_make(&s->app, t->arena, s->clerk, &slip));
    is_rc(t, OK, transact(s->ask, NULL, letting_in, &in, NULL));
    open_at(&l, s, 1);
    is_int(t, 303, post(t, &l, "/ma", arena_print(t->arena, "ma=%s", slip.shown), &r));
    is_text(t, STEP, r.location);
    is_int(t, 303, get(t, &l, "/mat-khau", &r));
    is_int(t, 303, post(t, &l, STEP, code_now(t, s, s->clerk, 1), &r));
    is_text(t, "/mat-khau", r.location);
    is_int(t, 200, get(t, &l, "/mat-khau", &r));
    loop_close(&l);
    city_close(s);
}

TEST(a_step_begun_with_a_former_password_leads_nowhere)
{
    struct loop_reply r;
    struct city *s = city_with_step(t, &r);
    struct loop_client l;
    open_at(&l, s, 1);
    is_int(t, 303, post(t, &l, "/dang-nhap", IN, &r));
    is_int(t, 303, city_post(t, s, s->clerk, "/mat-khau", "mat_khau_cu=" TYPED "&mat_khau=mot+cau+moi+toanh&nhac_lai=mot+cau+moi+toanh", &r));
    is_int(t, 303, post(t, &l, STEP, code_now(t, s, s->clerk, 0), &r));
    is_text(t, "/dang-nhap", r.location);
    is_int(t, 303, get(t, &l, "/tai-khoan", &r));
    loop_close(&l);
    city_close(s);
}

/* ---- guessing */

static int guess(struct test *t, struct loop_client *l, const char *body)
{
    struct loop_reply r;
    is_int(t, 303, post(t, l, "/dang-nhap", IN, &r));
    return post(t, l, STEP, body, &r);
}

TEST(ten_codes_end_a_sign_in_and_the_owner_is_warned)
{
    struct loop_reply r;
    struct city *s = city_with_step(t, &r);
    const char *wrong = code_wrong(t, s, s->clerk);
    struct loop_client l;
    open_at(&l, s, 1);
    is_int(t, 303, post(t, &l, "/dang-nhap", IN, &r));
    for (int i = 0; i < STEP_TRIES; i++) is_int(t, 422, post(t, &l, STEP, wrong, &r));
    is_int(t, 303, post(t, &l, STEP, code_now(t, s, s->clerk, 0), &r));        /* even the right one */
    is_text(t, "/dang-nhap", r.location);
    is_int(t, 303, get(t, &l, "/tai-khoan", &r));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM notice WHERE path = '/tai-khoan/lich-su'"));
    is_int(t, 10, count(t, s, "SELECT count(*) FROM sign_in WHERE how = 'second' AND ok = 0"));
    loop_close(&l);
    city_close(s);
}

TEST(whoever_guesses_locks_nobody_else_out)
{
    struct loop_reply r, codes;
    struct city *s = city_with_step(t, &codes);
    const char *wrong = code_wrong(t, s, s->clerk);
    struct loop_client own, l;
    open_at(&own, s, 1000);                                    /* a browser that the clerk knows, at the same address as the guesser */
    is_int(t, 303, guess(t, &own, code_now(t, s, s->clerk, 0)));
    is_int(t, 303, post(t, &own, "/dang-xuat", "", &r));
    s->app.config.rate_limits = true;
    static const int status[] = { 422, 422, 429 };             /* after 20 that address waits */
    for (size_t i = 0; i < 3; i++) {
        open_at(&l, s, 1000);
        is_int(t, status[i], guess(t, &l, wrong));
        loop_close(&l);
        if (i == 0) is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE sign_in_step SET tries = 19 WHERE known = 0 AND done_at IS NULL", NULL));
    }
    open_at(&l, s, 2000);
    is_int(t, 422, guess(t, &l, wrong));                    /* no other does */
    loop_close(&l);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE sign_in_step SET tries = 200 WHERE address = 2000 OR address = 1000", NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE sign_in_step SET tries = 90, address = 7 WHERE known = 0", NULL));
    open_at(&l, s, 3000);
    is_int(t, 429, guess(t, &l, wrong));                    /* all strange browsers of the world together, a day */
    is_int(t, 303, post(t, &l, STEP, recovery_of(t, codes.body, 0), &r));      /* but a recovery code opens */
    is_int(t, 200, get(t, &l, "/tai-khoan", &r));
    loop_close(&l);
    later(s, 60000);
    is_int(t, 303, guess(t, &own, code_now(t, s, s->clerk, 0)));            /* and so does the browser that they know */
    is_int(t, 200, get(t, &own, "/tai-khoan", &r));
    loop_close(&own);
    later(s, 25 * 3600000LL);
    open_at(&l, s, 3000);
    is_int(t, 303, guess(t, &l, code_now(t, s, s->clerk, 0)));              /* the next day */
    loop_close(&l);
    city_close(s);
}

/* ---- who must */

struct word { const struct setting *s; enum setting_level level; const char *text; };
static rc word_put(struct tx *t, const struct word *in, void *out)
{
    (void)out;
    return setting_put(t, &(struct setting_change){ in->s, in->level, { 0 }, in->text, 0 });
}
CLOSURE(word_put, struct word, void)

TEST(where_the_principal_requires_it_the_office_sets_it_up_before_anything_else)
{
    struct city *s = city_ready(t);
    struct loop_client l;
    struct loop_reply r;
    const struct word school = { &access_settings[ACCESS_SECOND_OFFICE], SETTING_SCHOOL, "1" }, system = { &access_settings[ACCESS_SECOND_ADMIN], SETTING_APP, "1" };
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, word_put, &school, NULL));
    loop_open(&l, &s->app);
    is_rc(t, OK, loop_sign_in(&l, s->clerk));
    static const char *const shut[] = { "/t/thcs/quan-ly", "/t/thcs/nhan-su", "/hom-nay", "/tim-kiem?q=an", "/quan-ly" };
    for (size_t i = 0; i < sizeof shut / sizeof *shut; i++) {
        is_int(t, 303, get(t, &l, shut[i], &r));
        is_text(t, PAGE, r.location);
    }
    is_int(t, 303, post(t, &l, "/t/thcs/nhan-su", "ho_ten=V%C5%A9+Th%E1%BB%8B+Thu&vai=teacher", &r));
    is_text(t, PAGE, r.location);
    is_int(t, 0, count(t, s, "SELECT count(*) FROM person WHERE full_name = 'Vũ Thị Thu'"));
    is_int(t, 200, get(t, &l, PAGE, &r));
    has_text(t, "yêu cầu bước thứ hai", r.body);
    is_int(t, 200, get(t, &l, "/mat-khau", &r));
    is_int(t, 200, get(t, &l, "/t/thcs", &r));                 /* what is open to everybody is */
    turn_on(t, s, &l, s->clerk, &r);
    is_int(t, 200, get(t, &l, "/t/thcs/quan-ly", &r));
    is_int(t, 422, post(t, &l, PAGE "/bo", "mat_khau_bo=" TYPED, &r));
    has_text(t, "không bỏ được", r.body);
    loop_close(&l);
    is_int(t, 200, city_get(t, s, s->hang, "/hom-nay", NULL));                 /* teachers may, and need not */
    is_int(t, 200, city_get(t, s, s->tuan, "/hom-nay", NULL));
    is_int(t, 200, city_get(t, s, s->th_principal, "/t/tieu-hoc/quan-ly", NULL));      /* another school's word */
    is_int(t, 404, city_get(t, s, s->th_principal, "/t/thcs/quan-ly", NULL));
    is_int(t, 200, city_get(t, s, s->admin, "/quan-tri/cai-dat", NULL));
    is_rc(t, OK, transact(as_staff(s, (school_id){ 0 }), NULL, word_put, &system, NULL));
    is_int(t, 303, city_get(t, s, s->admin, "/quan-tri/cai-dat", &r));
    is_text(t, PAGE, r.location);
    city_close(s);
}

static rc reset(struct tx *t, const person_id *in, bool *was) { return second_step_reset(t, *in, was); }
CLOSURE(reset, person_id, bool)

TEST(it_is_taken_off_by_oneself_or_by_the_administrators_command)
{
    struct loop_reply r, codes;
    struct city *s = city_with_step(t, &codes);
    struct loop_client l;
    bool was = false;
    struct loop_client there;
    loop_open(&there, &s->app);
    is_rc(t, OK, loop_sign_in(&there, s->clerk));
    is_int(t, 422, city_post(t, s, s->clerk, PAGE "/bo", "mat_khau_bo=sai", NULL));               /* /tai-khoan/buoc-hai/bo */
    is_int(t, 200, get(t, &there, "/tai-khoan", &r));
    is_int(t, 303, city_post(t, s, s->clerk, PAGE "/bo", "mat_khau_bo=" TYPED, &r));
    is_int(t, 303, get(t, &there, "/tai-khoan", &r));          /* every other device is out */
    loop_close(&there);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'access.second_off'"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM second_step WHERE sealed IS NOT NULL"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM recovery_code WHERE void_at IS NULL"));
    open_at(&l, s, 1);
    is_int(t, 303, post(t, &l, "/dang-nhap", IN, &r));
    is_text(t, "/", r.location);
    turn_on(t, s, &l, s->clerk, &r);                           /* and on again, with another key */
    loop_close(&l);
    is_rc(t, OK, transact(as_staff(s, (school_id){ 0 }), NULL, reset, &s->clerk, &was));
    is_true(t, was);
    is_int(t, 0, count(t, s, arena_print(t->arena, "SELECT count(*) FROM session WHERE person_id = %lld", (long long)s->clerk.v)));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'access.second_reset'"));
    open_at(&l, s, 1);
    is_int(t, 303, post(t, &l, "/dang-nhap", IN, &r));
    is_text(t, "/", r.location);
    is_int(t, 200, get(t, &l, "/thong-bao", &r));
    has_text(t, "Quản trị hệ thống đã bỏ bước thứ hai", r.body);
    loop_close(&l);
    is_rc(t, OK, transact(s->ask, NULL, reset, &s->clerk, &was));
    is_true(t, !was);
    city_close(s);
}

/* ---- faults: whichever statement fails, nobody is half in and nothing is half on */

static long fail_at;
static bool met;
static void around(bool begins)
{
    if (begins) { db_fail_after(fail_at); return; }
    met = fail_at > 0 && !db_fail_armed();
    db_fail_after(0);
}

TEST(whichever_statement_fails_a_code_lets_in_or_changes_nothing)
{
    struct loop_reply r;
    struct city *s = city_ready(t);
    struct loop_client l;
    loop_open(&l, &s->app);
    is_rc(t, OK, loop_sign_in(&l, s->clerk));
    is_int(t, 303, post(t, &l, PAGE, "mat_khau=" TYPED, &r));
    const char *body = arena_print(t->arena, "%s&_khoa=0123456789abcdefghjkmnpqrs", code_now(t, s, s->clerk, -1));
    l.around = around;
    met = true;
    for (fail_at = 1; met && fail_at < 200; fail_at++) {
        post(t, &l, PAGE "/xac-nhan", body, &r);
        if (met && r.status != 503 && r.status != 200) fail(t, "statement %ld: %d", fail_at, r.status);
        long on = count(t, s, "SELECT count(*) FROM second_step WHERE confirmed_at IS NOT NULL"), codes = count(t, s, "SELECT count(*) FROM recovery_code WHERE void_at IS NULL");
        if (codes != on * RECOVERY_CODES) fail(t, "statement %ld: on %ld with %ld codes", fail_at, on, codes);
    }
    is_int(t, 200, r.status);
    l.around = NULL;
    loop_close(&l);
    later(s, 60000);
    open_at(&l, s, 1);
    is_int(t, 303, post(t, &l, "/dang-nhap", IN, &r));
    l.around = around;
    met = true;
    for (fail_at = 1; met && fail_at < 200; fail_at++) {
        long sessions = count(t, s, "SELECT count(*) FROM session"), used = count(t, s, "SELECT last_step FROM second_step");
        if (fail_at % 8 == 0) is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE sign_in_step SET tries = 0", NULL));
        post(t, &l, STEP, code_now(t, s, s->clerk, 0), &r);
        bool in = count(t, s, "SELECT count(*) FROM session") > sessions, spent = count(t, s, "SELECT last_step FROM second_step") > used;
        if (in != spent) fail(t, "statement %ld: %d, in %d, spent %d", fail_at, r.status, in, spent);
        if (met && r.status != 503 && r.status != 303) fail(t, "statement %ld: %d", fail_at, r.status);
        if (in) break;
    }
    is_int(t, 303, r.status);
    l.around = NULL;
    is_int(t, 200, get(t, &l, "/tai-khoan", &r));
    loop_close(&l);
    city_close(s);
}
