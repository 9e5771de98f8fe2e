/* Accounts: user names, passwords, closing. */
#include "access/access.h"
#include "access/acts.h"
#include "access/links.h"
#include "base/viet.h"
#include "generated/access_queries.h"
#include "people/people.h"
#include <ctype.h>
#include <string.h>

const struct act access_acts[] = {
    [ACT_ACCOUNT]   = { "access.account", N_("mở tài khoản cho {vat}") },
    [ACT_USER_NAME] = { "access.user_name", N_("đổi tên đăng nhập của {vat}") },
    [ACT_PASSWORD]  = { "access.password", N_("đặt mật khẩu mới cho {vat}") },
    [ACT_SLIP]      = { "access.slip", N_("làm phiếu đăng nhập cho {vat}") },
    [ACT_SLIPS]     = { "access.slips", N_("làm phiếu đăng nhập cho cả lớp {vat}") },
    [ACT_CODE_USED] = { "access.code_used", N_("vào bằng mã trên phiếu; mật khẩu cũ của {vat} không còn dùng được") },
    [ACT_PASSWORD_OWN] = { "access.password_own", N_("đặt mật khẩu mới cho mình") },
    [ACT_SECOND_ON]     = { "access.second_on", N_("bật bước thứ hai cho tài khoản của mình") },
    [ACT_SECOND_OFF]    = { "access.second_off", N_("bỏ bước thứ hai của tài khoản mình") },
    [ACT_SECOND_RESET]  = { "access.second_reset", N_("bỏ bước thứ hai của {vat}") },
    [ACT_RECOVERY_NEW]  = { "access.recovery_new", N_("làm mã dự phòng mới cho mình") },
    [ACT_RECOVERY_USED] = { "access.recovery_used", N_("vào bằng một mã dự phòng") },
    [ACT_SHEETS]        = { "access.sheets", N_("làm phiếu đăng nhập cho cả trường") },
    [ACT_CARDS]         = { "access.cards", N_("làm thẻ đăng nhập cho cả lớp {vat}") },
    [ACT_CARD]          = { "access.card", N_("làm thẻ đăng nhập cho {vat}") },
    [ACT_CARD_END]      = { "access.card_end", N_("cho thẻ đăng nhập của {vat} thôi hiệu lực") },
    [ACT_CARD_SHUT]     = { "access.card_shut", N_("thẻ đăng nhập của {vat} tự khóa vì chọn sai hình nhiều lần") },
    [ACT_HAND]          = { "access.hand", N_("giao quyền cho {vat}") },
    [ACT_HAND_BACK]     = { "access.hand_back", N_("lấy lại quyền đã giao cho {vat}") },
    [ACT_PASSKEY_ON]    = { "access.passkey_on", N_("thêm khóa thiết bị cho tài khoản của mình") },
    [ACT_PASSKEY_OFF]   = { "access.passkey_off", N_("bỏ một khóa thiết bị của tài khoản mình") },
    [ACT_ODD]           = { "access.odd", N_("mở hoặc xuất bất thường trong một giờ: {vat}") },
    [ACT_STAFF_SLIPS]   = { "access.staff_slips", N_("làm phiếu đăng nhập cho thầy cô và nhân viên") },
    { NULL, NULL },
};

#define USER_NAME_MAX 32
#define TRIES 20

/* Nguyễn Thị Minh Anh -> anh + ntm + 4 digits: given name, then the initials of the rest; where a name is so common that
** six of those are taken, 6 digits, then 8. */
const char *user_name_make(struct arena *a, const char *full_name, int64_t seed, int attempt)
{
    static const struct { int width; uint64_t of; } digits[] = { { 4, 10000 }, { 6, 1000000 }, { 8, 100000000 } };
    size_t step = attempt < 6 ? 0 : attempt < 12 ? 1 : 2;
    const char *key = search_key(a, full_name), *given = strrchr(key, ' ');
    char out[USER_NAME_MAX + 1];
    size_t n = 0;
    for (const char *p = given ? given + 1 : key; *p && n < 16; p++)
        if (isalnum((unsigned char)*p)) out[n++] = *p;
    for (const char *p = key; given && p < given && n < 22; p++)
        if ((p == key || p[-1] == ' ') && isalpha((unsigned char)*p)) out[n++] = *p;
    if (n == 0) out[n++] = 'k';                       /* a name without any Latin letter */
    out[n] = 0;
    uint64_t mixed = ((uint64_t)(seed + attempt) * 0x9E3779B97F4A7C15u) >> 24;
    return arena_print(a, "%s%0*u", out, digits[step].width, (unsigned)(mixed % digits[step].of));
}

static bool user_name_fits(const char *s)
{
    size_t n = strlen(s);
    return n >= 3 && n <= USER_NAME_MAX && strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789.-") == n && isalnum((unsigned char)s[0]);
}

static rc user_name_free(struct ask *a, const char *name, bool *is_free)
{
    struct account_of_user_row row;
    bool found;
    try(account_of_user(a, name, &row, &found));
    *is_free = !found;
    return OK;
}

static rc account_told(struct tx *t, person_id person, const char *full_name, const char *user_name, bool admin, batch_id batch)
{
    return audit_add(t, &(struct change){ .act = &access_acts[ACT_ACCOUNT], .kind = "account", .id = person.v, .name = full_name, .about = person, .batch = batch,
        WAS({ N_("Tên đăng nhập"), NULL, user_name, KEPT_AS_IS }, { N_("Quyền"), NULL, admin ? N_("Quản trị hệ thống") : NULL, KEPT_AS_WORDS }) });
}

rc account_add(struct tx *t, person_id person, const char *full_name, bool admin, batch_id batch, const char **user_name)
{
    bool is_free = false;
    for (int i = 0; i < TRIES && !is_free; i++) {
        *user_name = user_name_make(t->ask->arena, full_name, person.v, i);
        try(user_name_free(t->ask, *user_name, &is_free));
    }
    if (!is_free)
        return refuse(t->ask, CONFLICT, 1401, _("Chưa tìm được tên đăng nhập còn trống cho {ten}. Hãy đặt tay."), "ten", full_name, NULL);
    try(account_insert(t, person, *user_name, admin, batch, NULL));
    return account_told(t, person, full_name, *user_name, admin, batch);
}

static rc user_name_check(struct tx *t, const char *user_name)
{
    bool is_free;
    if (!user_name_fits(user_name))
        return refuse_field(t->ask, "ten_dang_nhap", 1402, _("Tên đăng nhập gồm 3 đến 32 chữ thường không dấu, chữ số, dấu chấm và gạch nối."), NULL);
    try(user_name_free(t->ask, user_name, &is_free));
    if (!is_free)
        return refuse_field(t->ask, "ten_dang_nhap", 1403, _("Đã có người dùng tên đăng nhập {ten}."), "ten", user_name, NULL);
    return OK;
}

rc account_add_named(struct tx *t, person_id person, const char *user_name, bool admin)
{
    const char *full_name;
    try(user_name_check(t, user_name));
    try(account_insert(t, person, user_name, admin, (batch_id){ 0 }, NULL));
    try(person_name(t->ask, person, &full_name));
    return account_told(t, person, full_name, user_name, admin, (batch_id){ 0 });
}

rc account_rename(struct tx *t, person_id person, const char *user_name)
{
    struct user_name_of_row was;
    const char *full_name;
    bool found;
    try(user_name_of(t->ask, person, &was, &found));
    try(user_name_check(t, user_name));
    try(account_user_name(t, person, user_name, NULL));
    try(person_name(t->ask, person, &full_name));
    return audit_add(t, &(struct change){ .act = &access_acts[ACT_USER_NAME], .kind = "account", .id = person.v, .name = full_name, .about = person,
        WAS({ N_("Tên đăng nhập"), found ? was.user_name : NULL, user_name, KEPT_AS_IS }) });
}

rc account_by_user_name(struct ask *a, const char *user_name, person_id *out)
{
    struct account_of_user_row row;
    bool found;
    try(account_of_user(a, user_name, &row, &found));
    *out = row.person_id;
    return found ? OK : NOT_FOUND;
}

rc account_password_set(struct tx *t, person_id person, const char *argon2id)
{
    const char *full_name;
    try(codes_void(t, person, NULL));
    try(links_void(t, person));
    try(steps_void(t, person, NULL));
    try(account_password(t, person, argon2id, NULL));
    try(person_name(t->ask, person, &full_name));
    return audit_add(t, &(struct change){ .act = &access_acts[t->ask->me.v == person.v ? ACT_PASSWORD_OWN : ACT_PASSWORD], .kind = "account", .id = person.v, .name = full_name, .about = person,
        WAS({ N_("Mật khẩu"), NULL, NULL, KEPT_NOT }) });
}

/* Coming into the house with a key of one's own is the first thing that everybody does here by oneself; further passwords and
** signing in are no deeds. */
const struct object_kind access_objects[] = {
    { "account", COMPONENT_TECHNOLOGY, N_("tài khoản"), "http://id.tincanapi.com/activitytype/user-profile" },
    { 0 }
};

rc account_begun(struct tx *t, person_id person, school_id school)
{
    bool known;
    struct deed d = { .school = school, .actor = person, .verb = DEED_VERB_BEGAN, .object = { "account", person.v, "Khuê" } };
    try(deed_known(t->ask, person, d.verb, d.object.kind, person.v, &known));
    return known ? OK : deed_add(t, &d);
}

rc account_close_batch(struct tx *t, batch_id batch)
{
    try(accounts_close_batch(t, batch, day_of(t->now), NULL));
    return codes_void_batch(t, batch, NULL);
}

/* A taken name changes nothing, so the next one is tried without a question between. */
static rc account_try(struct tx *t, struct new_account *row, batch_id batch)
{
    for (int i = 0; i < TRIES; i++) {
        int64_t added;
        row->user_name = user_name_make(t->ask->arena, row->full_name, row->person.v, i);
        try(account_of_batch_insert(t, row->person, row->user_name, batch, &added));
        if (added > 0) return OK;
    }
    return refuse(t->ask, CONFLICT, 1401, _("Chưa tìm được tên đăng nhập còn trống cho {ten}. Hãy đặt tay."), "ten", row->full_name, NULL);
}

rc accounts_add(struct tx *t, struct new_account *rows, size_t n, batch_id batch)
{
    for (size_t i = 0; i < n; i++)
        try(account_try(t, &rows[i], batch));
    return OK;
}

rc account_known(struct ask *a, person_id person, bool *known)
{
    struct account_find_row row;
    return account_find(a, person, &row, known);
}

rc access_changed(struct tx *t, person_id person)
{
    return account_touch(t, person, NULL);
}

rc account_close(struct tx *t, person_id person, bool *was)
{
    int64_t closed;
    try(account_shut(t, person, &closed));
    *was = closed > 0;
    try(codes_void(t, person, NULL));
    return session_end_all(t, person);
}

rc account_reopen(struct tx *t, person_id person) { return account_unshut(t, person, NULL); }
