/* Schools and their bulk acts. What stays true stands in schools.h. */
#include "schools/schools.h"
#include "audit/audit.h"
#include "base/viet.h"
#include "generated/schools_queries.h"
#include "schools/address.h"
#include "schools/found.h"
#include "schools/acts.h"
#include <string.h>

const struct act schools_acts[] = {
    [ACT_SCHOOL]     = { "schools.school", N_("lập {vat}") },
    [ACT_YEAR]       = { "schools.year", N_("đặt năm học {vat}") },
    [ACT_MEMBER_ON]  = { "schools.member_on", N_("thêm {vat} vào trường") },
    [ACT_MEMBER_OFF] = { "schools.member_off", N_("ghi {vat} thôi ở trường") },
    [ACT_PARTNER_ON]   = { "schools.partner_on", N_("thêm đối tác {vat}") },
    [ACT_PARTNER_TERM] = { "schools.partner_term", N_("đổi hạn thỏa thuận với {vat}") },
    [ACT_PARTNER_OFF]  = { "schools.partner_off", N_("kết thúc thỏa thuận với {vat}") },
    [ACT_OUTSIDER_ON]  = { "schools.outsider_on", N_("thêm {vat} ở ngoài trường") },
    [ACT_OUTSIDER_OFF] = { "schools.outsider_off", N_("ghi {vat} không còn bên cạnh trường") },
    [ACT_MENTOR_CHECK] = { "schools.mentor_check", N_("xác minh người hướng dẫn {vat}") },
    [ACT_ALUMNUS_IN]   = { "schools.alumnus_in", N_("{vat} tự vào mạng lưới cựu học sinh") },
    [ACT_ALUMNUS_OUT]  = { "schools.alumnus_out", N_("{vat} tự rút khỏi mạng lưới cựu học sinh") },
    [ACT_OFFICER_ON]   = { "schools.officer_on", N_("thêm cán bộ {vat}") },
    [ACT_OFFICER_OFF]  = { "schools.officer_off", N_("ghi {vat} thôi làm ở cơ quan") },
    [ACT_ADDRESS]      = { "schools.address", N_("sửa địa chỉ của {vat}") },
    [ACT_YEAR_DAYS]    = { "schools.year_days", N_("sửa ngày của năm học {vat}") },
    { NULL, NULL },
};

static bool code_fits(const char *code)
{
    size_t n = strlen(code);
    return n >= 3 && n <= 40 && strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-") == n && code[0] != '-' && code[n - 1] != '-';
}

static rc levels_add(struct tx *t, school_id id, const bool level[])
{
    bool any = false;
    for (int i = 1; i < SCHOOL_LEVEL_COUNT + 1; i++) {
        if (!level[i]) continue;
        any = true;
        try(school_level_insert(t, id, (enum school_level)i, NULL));
    }
    if (!any)
        return refuse_field(t->ask, "cap_hoc", 1201, _("Hãy chọn ít nhất một cấp học."), NULL);
    return OK;
}

/* The first row of the new school's own journal, wherever the asker stood. */
static rc school_told(struct tx *t, school_id id, const char *name)
{
    school_id here = t->ask->scope.school;
    t->ask->scope.school = id;
    rc told = audit_add(t, &(struct change){ .act = &schools_acts[ACT_SCHOOL], .kind = "school", .id = id.v, .name = name });
    t->ask->scope.school = here;
    return told;
}

rc school_add(struct tx *t, const struct new_school *in, school_id *out)
{
    struct ask *a = t->ask;
    struct commune_find_row area;
    struct school_of_code_row taken;
    bool found;
    if (!code_fits(in->code))
        return refuse_field(a, "ma_truong", 1202, _("Mã trường gồm 3 đến 40 chữ thường không dấu, chữ số và gạch nối."), NULL);
    rc known = school_of_code(a, in->code, &taken);
    if (known == OK)
        return refuse(a, CONFLICT, 1203, _("Đã có trường dùng mã {ma}. Hãy chọn mã khác."), "ma", in->code, NULL);
    if (known != NOT_FOUND) return known;
    try(commune_find(a, in->area_code, day_of(t->now), &area, &found));
    if (!found)
        return refuse_field(a, "dia_ban", 1204, _("Không có xã, phường nào mang mã {ma} hôm nay."), "ma", in->area_code, NULL);
    const char *key = search_key(a->arena, in->name);
    organisation_id organisation = NEW_ID(t, organisation_id);
    *out = NEW_ID(t, school_id);
    try(organisation_insert(t, organisation, ORGANISATION_KIND_SCHOOL, in->name, key, area.id, NULL));
    try(school_insert(t, *out, organisation, in->code, in->name, key, in->ownership, area.id, in->address, in->phone, NULL));
    try(levels_add(t, *out, in->level));
    try(school_be_found(t, *out, in->name, area.name, in->address, in->code));
    return school_told(t, *out, in->name);
}

rc school_address_now(struct ask *a, school_id id, struct school_address *out)
{
    struct address_of_row row;
    try(address_of(a, id, &row));
    *out = (struct school_address){ row.address, row.rev };
    return OK;
}

rc school_address_put(struct tx *t, const struct school_address *in)
{
    struct school_face face;
    int64_t changed;
    school_id here = t->ask->scope.school;
    try(school_face(t->ask, here, &face));
    try(address_set(t, here, in->address, in->rev, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 5253, _("Vừa có người sửa địa chỉ của trường. Xem lại địa chỉ đang lưu rồi lưu tiếp."), NULL);
    try(school_be_found(t, here, face.name, face.area_name, in->address, face.code));
    return audit_add(t, &(struct change){ .act = &schools_acts[ACT_ADDRESS], .kind = "school", .id = here.v, .name = face.name,
        WAS({ N_("Địa chỉ"), face.address, in->address, KEPT_AS_IS }) });
}

rc school_by_code(struct ask *a, const char *code, struct school_brief *out)
{
    struct school_of_code_row row;
    try(school_of_code(a, code, &row));
    *out = (struct school_brief){ row.id, row.code, row.name };
    return OK;
}

rc school_first_way(struct ask *a, bool *out)
{
    struct slips_made_row row;
    try(slips_made(a, &row));
    *out = row.batches == 0;
    return OK;
}

rc school_face(struct ask *a, school_id id, struct school_face *out)
{
    struct school_shown_row row;
    struct levels_of_school_row *level;
    size_t n;
    try(school_shown(a, id, &row));
    try(levels_of_school(a, id, &level, &n));
    *out = (struct school_face){ .id = row.id, .code = row.code, .name = row.name, .address = row.address, .phone = row.phone,
                                 .area_name = row.area_name, .ownership = row.ownership, .multi_level = n > 1 };
    for (size_t i = 0; i < n; i++)
        out->level[level[i].level] = true;
    return OK;
}

rc schools_list(struct ask *a, const char *after, int64_t limit, struct school_brief **rows, size_t *n)
{
    struct schools_in_order_row *row;
    struct school_of_code_row last = { .name = "" };
    if (!str_empty(after)) try(school_of_code(a, after, &last));
    try(schools_in_order(a, search_key(a->arena, last.name), last.id, limit, &row, n));
    *rows = ARENA_MANY(a->arena, struct school_brief, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct school_brief){ row[i].id, row[i].code, row[i].name };
    return OK;
}

rc batch_open(struct tx *t, const char *act, person_id by, batch_id *out)
{
    *out = NEW_ID(t, batch_id);
    return batch_insert(t, *out, BATCH_KIND_OTHER, act, by, NULL);
}

rc batch_find(struct ask *a, batch_id id, struct batch_line *out)
{
    struct batch_one_row row;
    try(batch_one(a, id, &row));
    *out = (struct batch_line){ row.id, row.act, row.by_name, row.at, row.undone_at, row.undone_name, row.reason };
    return OK;
}

rc batches_since(struct ask *a, instant since, batch_id before, int64_t limit, struct batch_line **rows, size_t *n)
{
    struct batches_after_row *row;
    try(batches_after(a, since, before.v ? before : (batch_id){ INT64_MAX }, limit, &row, n));
    *rows = ARENA_MANY(a->arena, struct batch_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct batch_line){ row[i].id, row[i].act, row[i].by_name, row[i].at, row[i].undone_at, row[i].undone_name, row[i].reason };
    return OK;
}

rc batch_undo(struct tx *t, batch_id batch, person_id by, const char *reason)
{
    int64_t changed;
    try(batch_mark_undone(t, batch, by, reason, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 1205, _("Lần này đã được hoàn tác rồi."), NULL);
    return OK;
}
