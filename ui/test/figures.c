/* Where the figures put lines, bars and cells, and how numbers stand beside them. */
#include "test/harness/test.h"
#include "ui/figures.h"
#include "ui/ui.h"
#include "web/ctx.h"

static struct out out_of(struct test *t, struct ctx *c, enum lang lang)
{
    *c = (struct ctx){ .arena = t->arena, .lang = lang };
    return (struct out){ NULL, lang, c };
}

TEST(a_number_is_written_as_the_language_writes_it)
{
    struct ctx c;
    struct out vi = out_of(t, &c, LANG_VI);
    is_text(t, "18,4%", ui_number(&vi, 184, 1, "%"));
    is_text(t, "2.044.006", ui_number(&vi, 2044006, 0, NULL));
    is_text(t, "−0,05", ui_number(&vi, -5, 2, NULL));
    is_text(t, "7 ngày", ui_number(&vi, 7, 0, "ngày"));
    struct out en = out_of(t, &c, LANG_EN);
    is_text(t, "1,234.5", ui_number(&en, 12345, 1, NULL));
}

TEST(a_line_begins_at_zero_and_names_its_ends_apart)
{
    static const char *const at[] = { "T1", "T2", "T3" };
    static const int64_t value[] = { 0, 50, 100 }, plan[] = { 10, 20, 30 }, none[] = { 0, 0, 0 };
    struct ctx c;
    struct out o = out_of(t, &c, LANG_VI);
    struct ui_line_drawn d = ui_line_draw(&o, &(struct ui_line){ .at = at, .value = value, .plan = plan, .n = 3, .name = "A", .plan_name = "B" });
    is_text(t, "M40 150L274 92L508 34", d.line);
    is_text(t, "0", d.tick[0].text);
    is_text(t, "100", d.tick[d.ticks - 1].text);
    is_true(t, d.end.y < d.dot.y);                          /* the higher line is named above, the lower one below */
    is_true(t, d.plan_end.y > 114);
    is_text(t, "A 100", d.end.text);
    d = ui_line_draw(&o, &(struct ui_line){ .at = at, .value = none, .n = 3, .name = "A" });
    is_text(t, "M40 150L274 150L508 150", d.line);
    is_true(t, d.plan == NULL);
    is_int(t, 0, (int64_t)ui_line_draw(&o, &(struct ui_line){ .at = at, .value = none, .n = 0, .name = "A" }).n);
    d = ui_line_draw(&o, &(struct ui_line){ .at = at, .value = value + 2, .n = 1, .name = "A" });
    is_text(t, "M40 34", d.line);
}

TEST(axis_words_never_stand_closer_than_a_phone_can_show)
{
    static const char *at[12];
    static const int64_t value[12];
    struct ctx c;
    struct out o = out_of(t, &c, LANG_VI);
    for (size_t i = 0; i < 12; i++) at[i] = "ngày 10";
    for (size_t n = 1; n <= 12; n++) {
        struct ui_line_drawn d = ui_line_draw(&o, &(struct ui_line){ .at = at, .value = value, .n = n, .name = "A" });
        size_t shown = 0;
        int64_t before = -100;
        for (size_t i = 0; i < n; i++) {
            if (!d.at[i].opt && d.at[i].text) shown++;
            if (d.at[i].text) { is_true(t, d.at[i].x - before >= 45); before = d.at[i].x; }
        }
        is_true(t, shown <= 4 && shown >= (n < 3 ? n : 2));
        is_true(t, !d.at[0].opt && d.at[0].text);
        is_true(t, !d.at[n - 1].opt && d.at[n - 1].text);
    }
}

TEST(bars_with_a_long_name_carry_it_above)
{
    struct ctx c;
    struct out o = out_of(t, &c, LANG_VI);
    struct ui_bar shorts[] = { { "Dưới 5,0", 1 }, { "Từ 8,0", 0 } }, longs[] = { { "Thực hành, trải nghiệm", 4 }, { "Dự án", 2 } };
    struct ui_bars_drawn d = ui_bars_draw(&o, &(struct ui_bars){ .bar = shorts, .n = 2 });
    is_int(t, 70, d.bar[0].x);
    is_int(t, d.bar[0].room, d.bar[0].width);
    is_int(t, 0, d.bar[1].width);
    d = ui_bars_draw(&o, &(struct ui_bars){ .bar = longs, .n = 2 });
    is_int(t, 0, d.bar[0].x);
    is_true(t, d.bar[0].what.y < d.bar[0].y);
    is_int(t, d.bar[0].room / 2, d.bar[1].width);
}

TEST(the_worst_day_is_outlined_and_an_unknown_one_is_dashed)
{
    static const int64_t value[] = { 0, 1, 5, -1, 3, 0 };
    static const char *const week[] = { "Tuần 1", "Tuần 2" };
    struct ctx c;
    struct out o = out_of(t, &c, LANG_VI);
    struct ui_heat_drawn d = ui_heat_draw(&o, &(struct ui_heat){ .value = value, .n = 6, .each = 3, .group = week, .worst = UI_WORST_MOST });
    is_text(t, "h0", d.cell[0].kind);
    is_text(t, "hx", d.cell[2].kind);
    is_text(t, "hn", d.cell[3].kind);
    is_int(t, 2, (int64_t)d.groups);
    is_true(t, d.cell[3].x > d.cell[2].x + 14);             /* a gap between weeks */
    d = ui_heat_draw(&o, &(struct ui_heat){ .value = (int64_t[]){ 4, 4 }, .n = 2, .each = 2, .group = week, .worst = UI_WORST_LEAST });
    is_text(t, "h3", d.cell[0].kind);                       /* all alike: none is the worst */
}

TEST(the_window_has_a_pane_for_each_goal)
{
    struct ctx c;
    struct out o = out_of(t, &c, LANG_VI);
    for (size_t n = 1; n <= UI_PANES; n++) {
        const struct ui_pane *pane = ui_panes_draw(&o, n);
        is_int(t, 150 - 14, pane[0].x);                     /* the first stands at the top */
        is_true(t, pane[0].y < 166);
        for (size_t i = 0; i < n; i++) has_text(t, "Z", pane[i].path);
    }
}
