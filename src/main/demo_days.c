/* The days of which news, messages and the calendar of the demo speak: they agree with each other, on whatever day the demo is made. */
#include "main/demo.h"
#include <string.h>

day demo_friday(day today)
{
    enum { FRIDAY = 5, LEAST = 2 };
    day first = { today.n + LEAST };
    return (day){ first.n + (FRIDAY - day_weekday(first) + 7) % 7 };
}

const char *demo_words(struct arena *a, const char *text, day today)
{
    static const struct { const char *mark; int after; } marks[] = { { "{t6}", 0 }, { "{t7}", 1 }, { "{t2}", 3 } };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        for (const char *at; (at = strstr(text, marks[i].mark)); ) {
            char on[DAY_TEXT_SIZE];
            day_dmy((day){ demo_friday(today).n + marks[i].after }, on);
            text = arena_print(a, "%.*s%.5s%s", (int)(at - text), text, on, at + strlen(marks[i].mark));
        }
    return text;
}
