/* check [--law N | --note-migrations]: reads the tree in the current folder and prints every breach of the law of the house as
** `file:line: law N: what is wrong; what to do`. Exit status 1 when there is one. */
#include "check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct law { int number; const char *name; void (*look)(struct tree *t); };

static const struct law laws[LAWS] = {
    { 1,  "a file includes only what lies below it", law_include },
    { 2,  "SQL stands in .sql files", law_sql_in_c },
    { 3,  "every question says what it asks and of whom", law_questions },
    { 4,  "a closure touches nothing but the database", law_closure },
    { 5,  "what people read can be translated", law_words },
    { 6,  "every route has a test", law_route_tested },
    { 7,  "no dangerous call, no lost answer", law_danger },
    { 8,  "files and functions fit in the head", law_size },
    { 9,  "every room has the same shape", law_room_shape },
    { 10, "nothing names the place where it was made", law_workplace },
    { 11, "documents speak of what exists", law_docs },
    { 12, "a route row is complete", law_route_row },
    { 13, "what is kept is kept, and found by its index", law_kept },
    { 14, "a refusal has a number of its own", law_refusal },
    { 15, "a GET changes nothing", law_get },
    { 16, "a page needs nothing but us", law_page },
    { 17, "a migration that landed is never edited", law_migration },
    { 18, "a class that a page names is in the style sheet", law_class },
    { 19, "a test waits for the thing itself", law_wait },
};

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int usage(void)
{
    fprintf(stderr, "check [--law N]     looks at the tree in the current folder; the laws are in docs/laws.md\n");
    for (int i = 0; i < LAWS; i++) fprintf(stderr, "  %2d  %s\n", laws[i].number, laws[i].name);
    return 2;
}

static int summary(const struct tree *t, int breaches, double took)
{
    int lines = 0;
    for (int i = 0; i < t->files; i++) lines += t->file[i].lines;
    if (breaches) printf("check: %d %s of the law in %d files, %d lines (%.2f s); docs/laws.md says why and how to fix\n",
                         breaches, breaches == 1 ? "breach" : "breaches", t->files, lines, took);
    else printf("check: the law is kept in %d files, %d lines (%.2f s)\n", t->files, lines, took);
    return breaches > 0;
}

int main(int argc, char **argv)
{
    struct tree t = { 0 };
    double began = seconds();
    bool note = argc == 2 && strcmp(argv[1], "--note-migrations") == 0;
    if (argc == 3 && strcmp(argv[1], "--law") == 0) t.only = (int)strtol(argv[2], NULL, 10);
    if ((argc != 1 && argc != 3 && !note) || (argc == 3 && (t.only < 1 || t.only > LAWS))) return usage();
    arena_init(&t.arena, (size_t)2 << 30);
    tree_read(&t);
    if (note) return migrations_note(&t);
    for (int i = 0; i < LAWS; i++)
        if (t.only == 0 || t.only == laws[i].number) laws[i].look(&t);
    int answer = summary(&t, breaches_print(&t), seconds() - began);
    arena_finish(&t.arena);
    return answer;
}
