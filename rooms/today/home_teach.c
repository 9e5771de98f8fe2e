/* The home of teachers, assistants, heads of department, and of the librarian, the nurse and others of the staff. */
#include "base/ids.h"
#include "today/home.h"
#include <stdlib.h>

enum { TOLD_SHOWN = 8 };

static void class_rows(struct ctx *c, struct home *h, const struct staff_needs_row *row)
{
    char id[ID_TEXT_SIZE];
    id_text(row->class_id.v, id);
    const char *path = arena_print(c->arena, "/t/%s/lop/%s", h->school->code, id);
    if (row->strangers > 0)
        row_add(&h->now, (struct ui_work){ .component = "people", .icon = "users", .href = arena_print(c->arena, "%s/phieu", path), .action = _("In phiếu"),
            .what = say(c->arena, c->lang, _("{n} em lớp {lop} chưa vào lần nào"), "n", number_text(c, row->strangers), "lop", row->name, NULL),
            .sub = _("In phiếu đăng nhập, cắt rời và đưa tận tay từng em.") });
    if (row->lonely > 0)
        row_add(&h->now, (struct ui_work){ .component = "people", .icon = "users", .href = path, .action = _("Xem lớp"),
            .what = say(c->arena, c->lang, _("{n} em lớp {lop} chưa có phụ huynh"), "n", number_text(c, row->lonely), "lop", row->name, NULL),
            .sub = _("Báo văn thư bổ sung, để gia đình nhận được phiếu đăng nhập.") });
}

static void group_row(struct ctx *c, struct home *h, const struct staff_needs_row *row)
{
    char id[ID_TEXT_SIZE];
    id_text(row->group_id.v, id);
    row_add(&h->now, (struct ui_work){ .component = "people", .icon = "users", .href = arena_print(c->arena, "/t/%s/nhom/%s", h->school->code, id), .action = _("Trả lời"),
        .what = say(c->arena, c->lang, _("{n} em xin vào nhóm {nhom}"), "n", number_text(c, row->lonely), "nhom", row->name, NULL) });
}

/* A message of one's class or group that some families have not confirmed. */
static void told_one(struct ctx *c, struct home *h, const struct staff_needs_row *row)
{
    char id[ID_TEXT_SIZE], place[ID_TEXT_SIZE];
    id_text(row->announcement_id.v, id);
    id_text(row->class_id.v ? row->class_id.v : row->group_id.v, place);
    row_add(&h->now, (struct ui_work){ .component = "context", .icon = "mail", 
        .href = arena_print(c->arena, "/t/%s/%s/%s/loi-nhan/%s", h->school->code, row->class_id.v ? "lop" : "nhom", place, id), .action = _("Xem ai"),
        .what = say(c->arena, c->lang, _("{n} gia đình chưa xác nhận"), "n", number_text(c, row->lonely), NULL), .sub = row->name });
}

/* Those of classes before those of groups. */
static int newest_first(const void *x, const void *y)
{
    const struct staff_needs_row *a = *(const struct staff_needs_row *const *)x, *b = *(const struct staff_needs_row *const *)y;
    if (!a->class_id.v != !b->class_id.v) return a->class_id.v ? -1 : 1;
    return (a->announcement_id.v < b->announcement_id.v) - (a->announcement_id.v > b->announcement_id.v);
}

static rc told_rows(struct ctx *c, struct home *h, const struct staff_needs_row *row, size_t n)
{
    const struct staff_needs_row **told = ARENA_MANY(c->arena, const struct staff_needs_row *, n);
    size_t many = 0;
    if (!told) return LIMIT;
    for (size_t i = 0; i < n; i++)
        if (str_is(row[i].kind, "told")) told[many++] = &row[i];
    if (many) qsort(told, many, sizeof *told, newest_first);
    for (size_t i = 0; i < many && i < TOLD_SHOWN; i++) told_one(c, h, told[i]);
    return OK;
}

static void department_row(struct ctx *c, struct home *h, const struct staff_needs_row *row)
{
    char id[ID_TEXT_SIZE];
    id_text(row->department_id.v, id);
    row_add(&h->today, (struct ui_work){ .component = "people", .icon = "users", .href = arena_print(c->arena, "/t/%s/to-chuyen-mon/%s", h->school->code, id), .action = _("Xem phân công"),
        .what = say(c->arena, c->lang, _("Tổ {ten}"), "ten", row->name, NULL),
        .sub = row->strangers ? say(c->arena, c->lang, _("{n} thầy cô chưa có phân công"), "n", number_text(c, row->strangers), NULL) : NULL });
}

static void idle_row(struct ctx *c, struct home *h, int64_t idle)
{
    if (idle > 0)
        row_add(&h->today, (struct ui_work){ .component = "people", .icon = "users", .href = arena_print(c->arena, "/t/%s/nguoi?vai=teacher", h->school->code), .action = _("Xem giáo viên"),
            .what = say(c->arena, c->lang, _("{n} giáo viên của trường chưa được phân công lớp nào"), "n", number_text(c, idle), NULL) });
}

/* Of whoever teaches nowhere here: what is there for all staff, at the places where teachers have their classes. */
static void school_rows(struct ctx *c, struct home *h, const struct staff_needs_row *row, const struct year_brief *year)
{
    day monday = { c->today.n - day_weekday(c->today) + 1 };
    if (year->week > 0)
        row_add(&h->today, (struct ui_work){ .component = "context", .icon = "calendar-days", .href = arena_print(c->arena, "/t/%s/hoat-dong", h->school->code), .action = _("Xem hoạt động"),
            .what = say(c->arena, c->lang, _("Tuần {tuan} của năm học"), "tuan", number_text(c, year->week), NULL),
            .sub = say(c->arena, c->lang, _("Từ {tu} đến {den}"), "tu", day_text(c, monday), "den", day_text(c, (day){ monday.n + 6 }), NULL) });
    if (row->strangers > 0)
        row_add(&h->today, (struct ui_work){ .component = "people", .icon = "school", .href = arena_print(c->arena, "/t/%s/lop", h->school->code), .action = _("Xem các lớp"),
            .what = say(c->arena, c->lang, _("{n} lớp trong năm học này"), "n", number_text(c, row->strangers), NULL) });
    if (row->lonely > 0)
        row_add(&h->today, (struct ui_work){ .component = "people", .icon = "users", .href = arena_print(c->arena, "/t/%s/nhom", h->school->code), .action = _("Xem các nhóm"),
            .what = say(c->arena, c->lang, _("{n} nhóm đang hoạt động"), "n", number_text(c, row->lonely), NULL) });
}

/* As schools write it: "Tổ trưởng Toán". */
static bool leads_department(const char *title) { return title && (str_starts(title, "Tổ trưởng") || str_starts(title, "tổ trưởng")); }

rc home_teach(struct ctx *c, struct home *h, size_t at)
{
    const struct role_at *role = &c->who->role[at];
    struct staff_needs_row *row;
    struct taught_line *line;
    struct year_brief year;
    size_t n;
    h->school = &role->school;
    try(year_fill(c, h, role->school.id, &year));
    try(staff_needs(c->ask, c->who->person, c->ask->scope.barred, c->ask->scope.barred_n, c->today, leads_department(role->title), year.id, &row, &n));
    for (size_t i = 0; i < n; i++)
        if (str_is(row[i].kind, "mine")) told_waits(c, h, row[i].lonely, row[i].name);
        else if (str_is(row[i].kind, "unsent")) unsent_row(c, h, row[i].lonely, row[i].strangers, row[i].name);
    try(told_rows(c, h, row, n));
    for (size_t i = 0; i < n; i++) {
        if (str_is(row[i].kind, "class")) class_rows(c, h, &row[i]);
        else if (str_is(row[i].kind, "department")) department_row(c, h, &row[i]);
        else if (str_is(row[i].kind, "group")) group_row(c, h, &row[i]);
        else if (str_is(row[i].kind, "school")) school_rows(c, h, &row[i], &year);
        else if (str_is(row[i].kind, "idle")) idle_row(c, h, row[i].strangers);
    }
    try(classes_i_teach(c->ask, c->who->person, &line, &h->lines));
    h->line = line;
    if (h->lines) h->today_href = "/lop-hoc", h->today_more = _("Lớp của tôi");
    else
        row_add(&h->today, (struct ui_work){ .component = "people", .icon = "users", .href = arena_print(c->arena, "/t/%s/nguoi", h->school->code), .action = _("Tìm theo tên"),
            .what = _("Mọi người của trường"), .sub = role->title });
    try(news_and_soon(c, h));
    greet(c, h);
    return OK;
}
