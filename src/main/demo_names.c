/* Names as they are in Hà Nội: weights of family names and given names after city.md 3.1. All people are invented. */
#include "main/demo.h"

uint32_t dice_roll(struct dice *d, uint32_t sides)
{
    d->state = d->state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((d->state >> 33) % sides);
}

static const struct { const char *name; uint32_t weight; } families[] = {
    { "Nguyễn", 384 }, { "Trần", 110 }, { "Lê", 95 }, { "Phạm", 71 }, { "Phan", 45 }, { "Hoàng", 40 }, { "Vũ", 32 }, { "Đặng", 21 }, { "Bùi", 20 },
    { "Đỗ", 19 }, { "Ngô", 15 }, { "Dương", 12 }, { "Đào", 9 }, { "Đinh", 9 }, { "Trịnh", 9 }, { "Võ", 7 }, { "Hồ", 6 }, { "Phùng", 6 }, { "Mai", 5 },
    { "Lương", 5 }, { "Tạ", 5 }, { "Chu", 5 }, { "Kiều", 4 }, { "Lý", 3 }, { "Đàm", 3 }, { "Nghiêm", 2 }, { "Khuất", 2 }, { "Quách", 2 }, { "Cấn", 2 },
};
static const char *const middle_boy[] = { "Đức", "Minh", "Quang", "Gia", "Tuấn", "Anh", "Hoàng", "Nhật", "Bảo", "Đình", "Hữu", "Xuân", "Trọng", "Duy", "Văn" };
static const char *const middle_girl[] = { "Ngọc", "Thu", "Minh", "Phương", "Khánh", "Bảo", "Thùy", "Hà", "Mai", "Diệu", "Quỳnh", "Thị", "Thị Minh", "Thị Ngọc" };
static const char *const given_boy[] = { "Minh", "Anh", "Khang", "Bảo", "Phúc", "Khôi", "Đức", "Huy", "Nam", "Long", "Quân", "Dũng", "Sơn", "Kiên", "Tùng", "Hiếu", "Phong", "Hải", "Thành", "Việt" };
static const char *const given_girl[] = { "Anh", "Linh", "Chi", "Ngọc", "Hà", "Trang", "Thảo", "Vy", "Nhi", "My", "An", "Hân", "Châu", "Mai", "Phương", "Hương", "Yến", "Giang", "Trâm", "Diệp" };
static const char *const given_woman[] = { "Hương", "Hằng", "Hoa", "Lan", "Thủy", "Nga", "Hạnh", "Tuyết", "Thanh", "Hiền", "Loan", "Yến" };
static const char *const given_man[] = { "Hùng", "Dũng", "Cường", "Tuấn", "Hải", "Thắng", "Toàn", "Chiến", "Sơn", "Bình", "Trung", "Quyết" };
#define PICK(d, list) ((list)[dice_roll((d), sizeof (list) / sizeof *(list))])

const char *family_name(struct dice *d)
{
    uint32_t all = 0;
    for (size_t i = 0; i < sizeof families / sizeof *families; i++) all += families[i].weight;
    uint32_t at = dice_roll(d, all);
    for (size_t i = 0;; i++) {
        if (at < families[i].weight) return families[i].name;
        at -= families[i].weight;
    }
}

const char *pupil_name(struct arena *a, struct dice *d, enum sex sex, const char *family)
{
    if (!family) family = family_name(d);
    if (sex == SEX_MALE) {
        const char *middle = PICK(d, middle_boy), *given = PICK(d, given_boy);
        if (str_is(middle, given)) given = "Khôi";
        return arena_print(a, "%s %s %s", family, middle, given);
    }
    const char *middle = PICK(d, middle_girl), *given = PICK(d, given_girl);
    if (str_is(middle, given)) given = "Anh";
    return arena_print(a, "%s %s %s", family, middle, given);
}

const char *adult_name(struct arena *a, struct dice *d, enum sex sex, const char *family)
{
    if (!family) family = family_name(d);
    if (sex == SEX_MALE) return arena_print(a, "%s Văn %s", family, PICK(d, given_man));
    const char *middle = dice_roll(d, 10) < 6 ? "Thị" : PICK(d, middle_girl);
    return arena_print(a, "%s %s %s", family, middle, PICK(d, given_woman));
}
