/* The plan of the synthetic city: which school has how many pupils. Sizes are drawn log-normally around the mean of their kind in the
** district, kept within what such schools have, and rescaled so that the district's total is met exactly (largest remainder). */
#include "main/demo_city.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

__asm__(".section .rodata\n.global city_districts_tsv\ncity_districts_tsv:\n.incbin \"src/main/data/hanoi_synthetic_districts.tsv\"\n.byte 0\n.previous\n");
extern const char city_districts_tsv[];

enum { KINDS = 8, FIRST_COUNT = 5, COLUMNS = 23, SCHOOLS_MOST = 3000 };
#define SIGMA 0.35

/* In the order of the columns: preschool public, non-public, primary public … */
static enum school_level level_of(int kind) { return (enum school_level)(SCHOOL_LEVEL_PRESCHOOL + kind / 2); }
static const struct { int least, most; } bounds[] = {
    [SCHOOL_LEVEL_PRESCHOOL] = { 80, 900 }, [SCHOOL_LEVEL_PRIMARY] = { 200, 2400 }, [SCHOOL_LEVEL_LOWER_SECONDARY] = { 200, 2000 }, [SCHOOL_LEVEL_UPPER_SECONDARY] = { 250, 2300 },
};

/* Normal by Box and Muller. */
static double normal(struct dice *d)
{
    double u = (dice_roll(d, 1000000) + 1) / 1000001.0, v = dice_roll(d, 1000000) / 1000000.0;
    return sqrt(-2 * log(u)) * cos(2 * 3.14159265358979323846 * v);
}

/* n sizes that add up to total; non-public schools and small districts may lie below the bounds. */
static void sizes_draw(struct dice *d, enum school_level level, int n, int64_t total, double *weight, int *size)
{
    double mean = (double)total / n, sum = 0;
    int64_t given = 0;
    for (int i = 0; i < n; i++) {
        weight[i] = mean * exp(SIGMA * normal(d));
        if (weight[i] < bounds[level].least) weight[i] = bounds[level].least;
        if (weight[i] > bounds[level].most) weight[i] = bounds[level].most;
        sum += weight[i];
    }
    for (int i = 0; i < n; i++) {
        weight[i] = weight[i] * (double)total / sum;
        size[i] = (int)weight[i];
        weight[i] -= size[i];
        given += size[i];
    }
    for (; given < total; given++) {
        int best = 0;
        for (int i = 1; i < n; i++) if (weight[i] > weight[best]) best = i;
        size[best]++;
        weight[best] -= 1;
    }
}

static int64_t number_at(struct span cell[], int column)
{
    int64_t v = 0;
    span_int(cell[column], &v);
    return v;
}

static rc district_plan(struct arena *a, struct dice *d, struct span cell[], struct city_plan *all, int *number)
{
    double weight[400];
    int size[400];
    const char *name = arena_text_n(a, cell[1].p, cell[1].n), *code = arena_text_n(a, cell[0].p, cell[0].n);
    for (int kind = 0; kind < KINDS; kind++) {
        int n = (int)number_at(cell, FIRST_COUNT + kind);
        if (n == 0) continue;
        if (n > 400 || all->n + (size_t)n > SCHOOLS_MOST) return LIMIT;
        sizes_draw(d, level_of(kind), n, number_at(cell, FIRST_COUNT + KINDS + kind), weight, size);
        for (int i = 0; i < n; i++) {
            all->school[all->n++] = (struct city_school){ .number = ++*number, .district = name, .district_code = code, .level = level_of(kind),
                                                          .ownership = kind % 2 ? OWNERSHIP_NON_PUBLIC : OWNERSHIP_PUBLIC, .pupils = size[i] };
            all->pupils += size[i];
        }
    }
    return OK;
}

static void keep_every(struct city_plan *plan, int of)
{
    size_t kept = 0;
    plan->pupils = 0;
    for (size_t i = 0; i < plan->n; i += (size_t)of) {
        plan->school[kept++] = plan->school[i];
        plan->pupils += plan->school[i].pupils;
    }
    plan->n = kept;
}

rc city_plan_make(struct arena *a, int of, struct city_plan *out)
{
    struct dice dice = { 20180308 };
    struct span rest = span_of(city_districts_tsv), line, cell[COLUMNS];
    int number = 0;
    *out = (struct city_plan){ .school = ARENA_MANY(a, struct city_school, SCHOOLS_MOST) };
    if (!out->school) return LIMIT;
    span_cut(&rest, '\n', &line);                                    /* the heading */
    while (rest.n && span_cut(&rest, '\n', &line)) {
        int n = 0;
        while (n < COLUMNS && span_cut(&line, '\t', &cell[n])) n++;
        if (n == COLUMNS) try(district_plan(a, &dice, cell, out, &number));
    }
    if (of > 1) keep_every(out, of);
    return OK;
}
