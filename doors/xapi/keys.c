/* Keys of other systems: made, listed, revoked. What stays true stands in xapi.h. */
#include "audit/audit.h"
#include "base/ids.h"
#include "xapi/inside.h"
#include <string.h>

static const struct { const char *word; int64_t bit; } words[] = {
    { "statements/write", SCOPE_WRITE }, { "statements/read/mine", SCOPE_READ_MINE }, { "statements/read", SCOPE_READ }, { "state", SCOPE_STATE },
    { "profile", SCOPE_PROFILE }, { "define", SCOPE_DEFINE }, { "all", SCOPE_ALL },
};

const struct act xapi_acts[] = {
    [ACT_KEY_MADE] = { "xapi.key_made", N_("tạo khóa {vat} cho hệ thống khác") },
    [ACT_KEY_ENDED] = { "xapi.key_ended", N_("thu hồi khóa {vat} của hệ thống khác") },
    [ACT_KEY_ROTATED] = { "xapi.key_rotated", N_("đổi bí mật của khóa {vat}") },
    [ACT_KEY_RATE] = { "xapi.key_rate", N_("đổi mức gọi của khóa {vat}") },
    [ACT_KEY_ROOM] = { "xapi.key_room", N_("đổi mức chứa của khóa {vat}") },
    [ACT_ORIGIN_ADDED] = { "xapi.origin_added", N_("cho trang web {vat} gọi kho hành trình từ trình duyệt") },
    [ACT_ORIGIN_ENDED] = { "xapi.origin_ended", N_("thôi cho trang web {vat} gọi kho hành trình từ trình duyệt") },
    [ACT_VIEW_SAVED] = { "xapi.view_saved", N_("lưu cách xem số liệu {vat}") },
    [ACT_VIEW_RENAMED] = { "xapi.view_renamed", N_("đổi tên cách xem số liệu {vat}") },
    [ACT_VIEW_ENDED] = { "xapi.view_ended", N_("bỏ cách xem số liệu {vat}") },
    [ACT_KNOWN] = { "xapi.known", N_("nối một tài khoản ở hệ thống khác với hồ sơ của {vat}") },
    [ACT_KNOWN_ENDED] = { "xapi.known_ended", N_("bỏ nối một tài khoản ở hệ thống khác với hồ sơ của {vat}") },
    { NULL, NULL },
};

int64_t scopes_read(const char *text)
{
    struct span rest = span_of(text), part;
    int64_t scopes = 0;
    while (rest.n && span_cut(&rest, ' ', &part)) {
        int64_t bit = 0;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (span_is(part, words[i].word)) bit = words[i].bit;
        if (part.n && !bit) return 0;
        scopes |= bit;
    }
    return scopes;
}

const char *scopes_text(struct arena *a, int64_t scopes)
{
    const char *text = "";
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (scopes & words[i].bit) text = arena_print(a, "%s%s%s", text, *text ? " " : "", words[i].word);
    return text;
}

rc key_make(const struct app *app, struct arena *a, struct fresh_key *k)
{
    char secret[DOOR_SECRET_SIZE];
    uint8_t *hash = arena_take(a, DOOR_HASH_SIZE);
    if (!hash) return LIMIT;
    door_secret(secret);
    door_hash(app, secret, hash);
    k->shown = arena_text(a, secret);
    k->hash = (struct bytes){ hash, DOOR_HASH_SIZE };
    return a->failed ? LIMIT : OK;
}

rc key_store(struct tx *t, const struct fresh_key *k, xapi_key_id *out)
{
    struct keys_open_row open;
    try(keys_open(t->ask, &open));
    if (open.n >= KEYS_MOST) return refuse(t->ask, CONFLICT, 5660, _("Trường đã có 100 khóa đang mở. Thu hồi khóa không còn dùng rồi tạo khóa mới."), NULL);
    *out = NEW_ID(t, xapi_key_id);
    try(key_insert(t, *out, k->name, k->scopes, k->hash, k->unlimited, t->ask->me, NULL));
    return audit_add(t, &(struct change){ .act = &xapi_acts[ACT_KEY_MADE], .kind = "xapi_key", .id = out->v, .name = k->name,
        WAS({ N_("Quyền"), NULL, scopes_text(t->ask->arena, k->scopes), KEPT_AS_IS }) });
}

rc key_end(struct tx *t, xapi_key_id id)
{
    struct key_of_school_row row;
    bool found;
    int64_t changed;
    try(key_of_school(t->ask, id, &row, &found));
    if (!found) return NOT_FOUND;
    try(key_revoke(t, id, t->ask->me, &changed));
    if (!changed) return OK;
    return audit_add(t, &(struct change){ .act = &xapi_acts[ACT_KEY_ENDED], .kind = "xapi_key", .id = id.v, .name = row.name,
        WAS({ N_("Khóa"), N_("đang mở"), N_("đã thu hồi"), KEPT_AS_WORDS }) });
}

rc key_rotated(struct tx *t, xapi_key_id id, const struct fresh_key *k, instant until)
{
    struct key_of_school_row row;
    bool found;
    int64_t changed;
    try(key_of_school(t->ask, id, &row, &found));
    if (!found) return NOT_FOUND;
    try(key_rotate(t, id, k->hash, until, row.rev, &changed));
    if (!changed) return refuse(t->ask, CONFLICT, 5608, _("Khóa này đã thu hồi, hoặc vừa được đổi bí mật. Xem lại danh sách khóa."), NULL);
    return audit_add(t, &(struct change){ .act = &xapi_acts[ACT_KEY_ROTATED], .kind = "xapi_key", .id = id.v, .name = row.name,
        WAS({ N_("Bí mật cũ"), N_("đang mở"), until.ms > t->now.ms ? N_("còn dùng được 7 ngày") : N_("ngừng ngay"), KEPT_AS_WORDS }) });
}

rc keys_reading(struct ask *a, person_id person, struct program_line **rows, size_t *n)
{
    struct keys_of_schools_of_row *row;
    size_t all;
    try(keys_of_schools_of(a, person, &row, &all));
    *rows = ARENA_MANY(a->arena, struct program_line, all), *n = 0;
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < all; i++) {
        bool reads = (row[i].scopes & (SCOPE_READ | SCOPE_ALL)) != 0;
        if (!reads || (row[i].revoked_at.has && !row[i].read_hour.has)) continue;
        (*rows)[(*n)++] = (struct program_line){ .name = row[i].name, .school = row[i].school_name, .over = row[i].revoked_at.has, .at = { row[i].read_hour.has, { row[i].read_hour.v * 3600000 } } };
    }
    return OK;
}

rc keys_list(struct ask *a, struct key_line **rows, size_t *n)
{
    struct keys_of_school_row *row;
    try(keys_of_school(a, &row, n));
    *rows = ARENA_MANY(a->arena, struct key_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) {
        struct told_room room;
        struct kept_line kept = { .n = row[i].kept, .files = row[i].files, .documents = row[i].documents, .bytes = row[i].bytes, .mb = (row[i].bytes + (1 << 20) - 1) >> 20 };
        try(room_of(a, row[i].unlimited, row[i].room, &room));
        kept.filled = room_filled(&room, &kept), kept.near = room_near(kept.filled);
        (*rows)[i] = (struct key_line){ row[i].id, row[i].name, scopes_text(a->arena, row[i].scopes), row[i].unlimited, row[i].revoked_at.has, row[i].made_at, row[i].revoked_at, row[i].former_until, row[i].used_at, row[i].per_minute.has ? row[i].per_minute.v : 0,
                                        row[i].made_by_name, row[i].room, kept };
    }
    return OK;
}
