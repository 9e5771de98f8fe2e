/* Rights handed over: what they are, whether one is in force, handing and taking back. The pages are in delegate_pages.c. */
#include "access/delegate.h"
#include "generated/access_queries.h"

const struct right rights[DELEGATED_RIGHT_COUNT] = {
    { DELEGATED_RIGHT_VALUES, N_("Viết, sửa, duyệt văn hóa, chiến lược và ảnh của trang công khai."), "/gia-tri", { VALUES_WRITE, VALUES_APPROVE } },
    { DELEGATED_RIGHT_SETTINGS, N_("Cài đặt của trường, cả mục của hiệu trưởng; trừ những mục giữ an toàn cho người khác: bước thứ hai, hạn phiếu, hạn hoàn tác, quyền riêng tư."), "/cai-dat", { SETTINGS_CHANGE, SETTINGS_LEAD } },
    { DELEGATED_RIGHT_NEWS, N_("Viết, đăng và gỡ tin."), "/tin-bai", { NEWS_WRITE } },
    { DELEGATED_RIGHT_ROSTER, N_("Nhập danh sách từ Excel, sửa các dòng chờ."), "/nhap", { ROSTER_IMPORT } },
    { DELEGATED_RIGHT_YEAR, N_("Đặt năm học và tuần học."), "/nam-hoc", { YEAR_CHANGE } },
    { DELEGATED_RIGHT_PARTNER, N_("Thêm, gia hạn, kết thúc đối tác và người ngoài trường."), "/doi-tac", { PARTNER_CHANGE } },
};

const struct right *right_of(enum delegated_right what)
{
    for (size_t i = 0; i < DELEGATED_RIGHT_COUNT; i++)
        if (rights[i].what == what) return &rights[i];
    return NULL;
}

bool right_gives(const struct right *r, int permission)
{
    for (size_t i = 0; r && i < RIGHT_PERMISSIONS; i++)
        if (r->permission[i] && r->permission[i] == permission) return true;
    return false;
}

bool right_follows(const struct right *r, unsigned relations)
{
    for (size_t i = 0; i < RIGHT_PERMISSIONS && r->permission[i]; i++)
        if (!(access_grants(r->permission[i]) & relations & ~(unsigned)IS_ACTING)) return false;
    return true;
}

rc handed_right(struct ask *a, school_id school, person_id person, int permission, bool *yes)
{
    struct delegations_now_row *row;
    size_t n;
    *yes = false;
    try(delegations_now(a, school, person, day_of(a->now), &row, &n));
    for (size_t i = 0; i < n; i++) *yes = *yes || right_gives(right_of(row[i].what), permission);
    return OK;
}

rc handed_right_held(struct tx *t, person_id person, int permission, bool *yes)
{
    struct delegations_held_row *row;
    size_t n;
    *yes = false;
    try(delegations_held(t, t->ask->scope.school, person, day_of(t->now), &row, &n));
    for (size_t i = 0; i < n && !*yes; i++) {
        *yes = right_gives(right_of(row[i].what), permission);
        if (*yes) t->ask->instead = row[i].by_name;
    }
    return OK;
}
