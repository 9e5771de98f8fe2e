/* What a school decides about its classes. Class sizes are a rule set of level and year: data/class_sizes.tsv, a new regulation
** is a new line there. */
#include "access/permission.h"
#include "classes/classes.h"
#include "settings/settings.h"

#define EMBED(name, file) \
    __asm__(".section .rodata\n.global " #name "\n" #name ":\n.incbin \"rooms/classes/data/" file "\"\n.byte 0\n.previous\n"); \
    extern const char name[]
EMBED(class_sizes_tsv, "class_sizes.tsv");

static const struct rule_set class_sizes = { class_sizes_tsv };

#define SIZE(grade_, level_, label_) \
    { .key = "classes.size_" #grade_, .levels = SETTING_APP | SETTING_SCHOOL | SETTING_YEAR, .type = SETTING_INT, .permission = SETTINGS_CHANGE, .of_level = (level_), \
      .group = N_("Sĩ số lớp"), .label = (label_), .hint = N_("Lớp đông hơn thì nhắc khi nhập danh sách, không chặn."), .unit = N_("em"), \
      .min = 5, .max = 60, .rules = &class_sizes, .grade = CLASS_SIZE_##grade_ }
enum { CLASS_SIZE_NURSERY = -4, CLASS_SIZE_SMALL = -3, CLASS_SIZE_MIDDLE = -2, CLASS_SIZE_LARGE = -1, CLASS_SIZE_PRIMARY = 1, CLASS_SIZE_LOWER = 6, CLASS_SIZE_UPPER = 10 };

const struct setting classes_settings[] = {
    [CLASSES_MATES] = { .key = "classes.mates_seen", .levels = SETTING_SCHOOL, .type = SETTING_BOOL, .permission = SETTINGS_LEAD, .guards = true, .group = N_("Quyền riêng tư"),
                        .label = N_("Học sinh thấy tên các bạn cùng lớp"), .hint = N_("Trên trang lớp của học sinh. Phụ huynh không thấy tên của con người khác."), .otherwise = "1" },
    [CLASSES_CARRY_DAYS] = { .key = "classes.carry_days", .levels = SETTING_APP | SETTING_SCHOOL, .type = SETTING_INT, .permission = SETTINGS_LEAD, .guards = true, .group = N_("Chuyển năm học"),
                        .label = N_("Hoàn tác được trong"), .hint = N_("Tính từ lúc chuyển năm học, khi chưa em nào đổi lớp."), .unit = N_("ngày"), .otherwise = "14", .min = 1, .max = 60 },
    SIZE(NURSERY, SCHOOL_LEVEL_PRESCHOOL, N_("Nhà trẻ, nhiều nhất")),
    SIZE(SMALL, SCHOOL_LEVEL_PRESCHOOL, N_("Mẫu giáo bé, nhiều nhất")),
    SIZE(MIDDLE, SCHOOL_LEVEL_PRESCHOOL, N_("Mẫu giáo nhỡ, nhiều nhất")),
    SIZE(LARGE, SCHOOL_LEVEL_PRESCHOOL, N_("Mẫu giáo lớn, nhiều nhất")),
    SIZE(PRIMARY, SCHOOL_LEVEL_PRIMARY, N_("Lớp 1–5, nhiều nhất")),
    SIZE(LOWER, SCHOOL_LEVEL_LOWER_SECONDARY, N_("Lớp 6–9, nhiều nhất")),
    SIZE(UPPER, SCHOOL_LEVEL_UPPER_SECONDARY, N_("Lớp 10–12, nhiều nhất")),
    { 0 }
};

static const struct setting *size_of(int64_t grade)
{
    int64_t of = grade >= CLASS_SIZE_UPPER ? CLASS_SIZE_UPPER : grade >= CLASS_SIZE_LOWER ? CLASS_SIZE_LOWER : grade >= CLASS_SIZE_PRIMARY ? CLASS_SIZE_PRIMARY : grade;
    for (const struct setting *s = classes_settings; s->key; s++)
        if (s->rules && s->grade == of) return s;
    return NULL;
}

rc class_size_norm(struct ask *a, const struct year_brief *year, int64_t grade, int64_t *norm)
{
    const struct setting *s = size_of(grade);
    struct setting_value v = { 0 };
    *norm = 0;
    if (s) try(setting_of(a, a->scope.school, year, s, &v));
    *norm = v.n;
    return OK;
}
