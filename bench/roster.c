/* A class list of 2,000 pupils of a lower secondary school (grades 6-9) as an .xlsx file, without a fault, always the same.
**   roster FILE YEAR         YEAR: the first year of the school year */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <xlsxwriter.h>

enum { PUPILS = 2000, CLASSES = 48 };

static const char *const family[] = { "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Đinh" };
static const char *const girl_middle[] = { "Thị Minh", "Thị Thu", "Ngọc", "Khánh", "Phương", "Thảo", "Bảo" };
static const char *const boy_middle[] = { "Văn", "Đức", "Minh", "Quang", "Gia", "Hữu", "Tuấn" };
static const char *const girl_given[] = { "Anh", "Chi", "Hà", "Hương", "Lan", "Linh", "Mai", "My", "Ngân", "Nhi", "Quỳnh", "Trang", "Vy", "Yến" };
static const char *const boy_given[] = { "An", "Bách", "Cường", "Dũng", "Đạt", "Hải", "Hùng", "Khang", "Long", "Nam", "Phúc", "Quân", "Sơn", "Việt" };

#define PICK(list, n) ((list)[(n) % (sizeof(list) / sizeof((list)[0]))])

static unsigned dice(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(*state >> 33);
}

static void text(lxw_worksheet *sheet, int row, int column, const char *value)
{
    worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, value, NULL);
}

static void write_pupil(lxw_worksheet *sheet, int i, int year, uint64_t *state)
{
    char name[96], born[32], class[16], phone[32];
    int place = i * CLASSES / PUPILS, grade = 6 + place / (CLASSES / 4);      /* twelve classes a grade */
    bool girl = dice(state) & 1;

    snprintf(name, sizeof name, "%s %s %s", PICK(family, dice(state)), girl ? PICK(girl_middle, dice(state)) : PICK(boy_middle, dice(state)),
             girl ? PICK(girl_given, dice(state)) : PICK(boy_given, dice(state)));
    snprintf(born, sizeof born, "%02u/%02u/%d", 1 + dice(state) % 28, 1 + dice(state) % 12, year - grade - 5);
    snprintf(class, sizeof class, "%dA%d", grade, 1 + place % (CLASSES / 4));
    worksheet_write_number(sheet, (lxw_row_t)(i + 1), 0, i + 1, NULL);
    text(sheet, i + 1, 1, name);
    text(sheet, i + 1, 2, born);
    text(sheet, i + 1, 3, girl ? "Nữ" : "Nam");
    text(sheet, i + 1, 4, class);
    snprintf(name, sizeof name, "%s Thị %s", PICK(family, dice(state)), PICK(girl_given, dice(state)));
    text(sheet, i + 1, 5, name);
    snprintf(phone, sizeof phone, "09%d%07d", 6 + i % 3, 1000000 + i * 37);
    text(sheet, i + 1, 6, phone);
}

int main(int argc, char **argv)
{
    static const char *const heading[] = { "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Lớp", "Họ tên mẹ", "SĐT mẹ" };
    uint64_t state = 20250905;
    if (argc != 3) return 2;
    lxw_workbook *book = workbook_new(argv[1]);
    lxw_worksheet *sheet = book ? workbook_add_worksheet(book, "Danh sách") : NULL;
    if (!sheet) return 1;
    for (int i = 0; i < 7; i++) text(sheet, 0, i, heading[i]);
    for (int i = 0; i < PUPILS; i++) write_pupil(sheet, i, atoi(argv[2]), &state);
    return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}
