/* The synthetic city: 2,748 schools and 2,044,006 pupils with their classes, staff and families, by the tables of
** src/main/data (who drew them up and from what: src/main/data/README.md). Everything is invented; the totals are those that the
** decision names (R2). For measuring at the size of the city and for showing it; never beside real data. */
#ifndef KHUE_MAIN_DEMO_CITY_H
#define KHUE_MAIN_DEMO_CITY_H

#include "main/demo.h"

/* One school to be made. */
struct city_school {
    int number;                        /* 1 …, in the order of the tables: part of its code and name */
    const char *district;              /* former district: Ba Đình */
    const char *district_code;
    enum school_level level;
    enum ownership ownership;
    int pupils;
};

/* Every `of`-th school of the city's plan (1 = all); lives in the arena. The sizes of all add up to those of the districts. */
struct city_plan { struct city_school *school; size_t n; int64_t pupils; };
rc city_plan_make(struct arena *a, int of, struct city_plan *out);

struct city_counts { int64_t schools, classes, pupils, staff, guardians, links, deeds; };
/* Makes one school with everybody in it. `deeds`: how many to write there, spread over the weeks of the year so far. */
rc city_school_make(struct session_of_work *w, const struct city_school *s, struct dice *d, int deeds, struct city_counts *sum);

/* `khue demo city [--of N] [--deeds N]` */
int city_command_run(struct errand *e);

#endif
