/* How much a key may keep: what the school decides (settings), times what it gave the key; a trusted key as much as it likes. The numbers are those of
** rooms/record/kept.c, nothing is counted here. What stays true: (1) a batch that does not fit is refused whole, 413 with words that say what to do; (2) the heads see on the
** page of keys and on that of the record that a key has filled four fifths of its room. */
#include "access/access.h"
#include "data/verify.h"
#include "schools/schools.h"
#include "settings/settings.h"
#include "xapi/inside.h"
#include "xapi/pages.h"

enum { ROOM_STATEMENTS, ROOM_FILES, ROOM_DOCUMENTS, ROOM_MB };
enum { ROOM_NEAR = 80 /* of a hundred */, MB = 1 << 20 };
#define ROOM(key_, label_, unit_, otherwise_) { .key = "xapi.most_" key_, .levels = SETTING_APP | SETTING_SCHOOL, .type = SETTING_INT, .permission = SETTINGS_LEAD, \
      .group = N_("Kho hành trình: mỗi khóa được giữ"), .label = (label_), .hint = N_("0: không giới hạn. Nới riêng cho từng khóa ở trang Khóa cho hệ thống khác."), .unit = (unit_), \
      .otherwise = (otherwise_), .min = 0, .max = 1000000000 }

const struct setting xapi_settings[] = {
    [ROOM_STATEMENTS] = ROOM("statements", N_("Phát biểu, nhiều nhất"), N_("phát biểu"), "5000000"),
    [ROOM_FILES] = ROOM("files", N_("Tệp kèm phát biểu, nhiều nhất"), N_("tệp"), "200000"),
    [ROOM_DOCUMENTS] = ROOM("documents", N_("Tài liệu phần mềm giữ, nhiều nhất"), N_("tài liệu"), "200000"),
    [ROOM_MB] = ROOM("mb", N_("Dung lượng tất cả, nhiều nhất"), N_("MB"), "20000"),
    { 0 }
};

static int64_t times(int64_t n, opt_int by) { return by.has ? n * by.v : n; }

rc room_of(struct ask *a, bool unlimited, opt_int by, struct told_room *out)
{
    int64_t mb;
    *out = (struct told_room){ 0 };
    if (unlimited || (by.has && !by.v)) return OK;
    try(setting_int(a, &xapi_settings[ROOM_STATEMENTS], &out->statements));
    try(setting_int(a, &xapi_settings[ROOM_FILES], &out->files));
    try(setting_int(a, &xapi_settings[ROOM_DOCUMENTS], &out->documents));
    try(setting_int(a, &xapi_settings[ROOM_MB], &mb));
    out->statements = times(out->statements, by), out->files = times(out->files, by), out->documents = times(out->documents, by), out->bytes = times(mb, by) * MB;
    return OK;
}

bool room_bounds(const struct told_room *room) { return room->statements || room->files || room->documents || room->bytes; }

static int64_t share(int64_t n, int64_t of) { return of ? (n >= of ? 100 : n * 100 / of) : 0; }

int64_t room_filled(const struct told_room *room, const struct kept_line *k)
{
    const int64_t each[] = { share(k->n, room->statements), share(k->files, room->files), share(k->documents, room->documents), share(k->bytes, room->bytes) };
    int64_t most = 0;
    for (size_t i = 0; i < sizeof each / sizeof *each; i++) most = each[i] > most ? each[i] : most;
    return most;
}

bool room_near(int64_t filled) { return filled >= ROOM_NEAR; }

/* ---- on the page of keys */

struct room_in { xapi_key_id id; const char *room; };
static const struct field room_fields[] = {
    FIELD(struct room_in, id, FIELD_ID, REQUIRED, .name = "khoa"),
    FIELD(struct room_in, room, FIELD_CHOICE, REQUIRED, .name = "cho", .choices = "1 2 5 10 0", .label = N_("Được giữ nhiều nhất")), { 0 } };
const struct form_spec room_form = { room_fields };

struct giving_room { xapi_key_id id; int64_t room; };

static const char *room_words(struct arena *a, opt_int by)
{
    return !by.has ? N_("như mọi khóa") : by.v ? arena_print(a, "×%lld", (long long)by.v) : N_("không giới hạn");
}

static rc taken_meanwhile(struct ask *a)
{
    return refuse(a, CONFLICT, 5608, _("Khóa này đã thu hồi, hoặc vừa được đổi bí mật. Xem lại danh sách khóa."), NULL);
}

static rc room_store(struct tx *t, const struct giving_room *in, void *out)
{
    struct key_of_school_row row;
    opt_int now = { in->room != 1, in->room };
    bool found;
    int64_t changed;
    (void)out;
    try(access_recheck(t, DOOR_KEYS, NULL, 0));
    try(key_of_school(t->ask, in->id, &row, &found));
    if (!found) return NOT_FOUND;
    if (row.revoked) return taken_meanwhile(t->ask);
    try(key_room_put(t, in->id, now, row.rev, &changed));
    if (!changed) return taken_meanwhile(t->ask);
    return audit_add(t, &(struct change){ .act = &xapi_acts[ACT_KEY_ROOM], .kind = "xapi_key", .id = in->id.v, .name = row.name,
        WAS({ N_("Được giữ nhiều nhất"), room_words(t->ask->arena, row.room), room_words(t->ask->arena, now), KEPT_AS_WORDS }) });
}
CLOSURE(room_store, struct giving_room, void)

rc room_action(struct ctx *c, struct reply *r)
{
    struct room_in in;
    struct giving_room what = { .room = 1 };
    try(form_read(c, c->route->form, &in));
    what.id = in.id;
    if (!span_int(span_of(in.room), &what.room)) return INVALID;
    try(transact(c->ask, c->key, room_store, &what, NULL));
    return see_other_flash(r, arena_print(c->arena, "/t/%s/khoa-he-thong", c->school->code), _("Đã đổi mức chứa của khóa."), NULL);
}

/* ---- khue verify */

static rc documents_look(struct ask *a, struct verify_report *out, void *to)
{
    struct documents_off_row *row;
    size_t n;
    (void)to;
    try(documents_off(a, &row, &n));
    verify_looked(out, 1);
    for (size_t i = 0; i < n; i++)
        verify_wrong(out, "school %lld, key %lld: %lld documents, %lld bytes more are kept than are counted", (long long)a->scope.school.v, (long long)row[i].key_id, (long long)row[i].n,
                     (long long)row[i].bytes);
    return OK;
}

static rc documents_check(struct ask *a, struct verify_report *out) { return schools_verify(a, documents_look, out, NULL); }
const struct verify_check xapi_checks[] = { { "documents of keys", documents_check }, { NULL, NULL } };
