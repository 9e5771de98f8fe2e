/* floors.txt and the files of each room, in the order of the floors. */
#include "tools/sql/sql.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void floor_line(struct house *h, struct place at, char *line)
{
    line[strcspn(line, "#")] = 0;
    char *rest, *kind = strtok_r(line, " \t\r", &rest);
    if (!kind) return;
    char *name = strtok_r(NULL, " \t\r", &rest), *folder = strtok_r(NULL, " \t\r", &rest);
    if (!folder || strtok_r(NULL, " \t\r", &rest)) { wrong(at, "write: kind name folder"); return; }
    if (h->rooms == MAX_ROOMS) give_up("over %d rooms", MAX_ROOMS);
    h->room[h->rooms] = (struct room){ .kind = kind, .name = name, .folder = folder, .rank = (int)h->rooms, .files = "" };
    h->rooms++;
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

/* Names in the folder, sorted; 0 when there is no such folder. */
static size_t list_folder(const char *folder, const char *name[MAX_FILES])
{
    DIR *d = opendir(folder);
    size_t n = 0;
    if (!d) return 0;
    for (struct dirent *e; (e = readdir(d)); ) {
        if (!ends(e->d_name, ".sql") || e->d_name[0] == '.') continue;
        if (n == MAX_FILES) give_up("over %d files in %s", MAX_FILES, folder);
        name[n++] = keep_text(e->d_name, strlen(e->d_name));
    }
    closedir(d);
    qsort(name, n, sizeof *name, by_name);
    return n;
}

static bool numbered(const char *s) { return strspn(s, "0123456789") == 4 && s[4] == '_'; }

static void read_room(struct house *h, struct room *room, bool questions)
{
    static const char *name[MAX_FILES];
    const char *folder = keep_print("%s/sql", room->folder);
    size_t n = list_folder(folder, name);
    int last = 0;
    for (size_t i = 0; i < n; i++) {
        const char *path = keep_print("%s/%s", folder, name[i]);
        if (numbered(name[i])) {
            int number = atoi(name[i]);
            if (questions) continue;
            if (number == last) wrong((struct place){ path, 1 }, "there are two files with number %04d", number);
            last = number;
            read_tables(h, room, path, number, keep_text(name[i] + 5, strlen(name[i]) - 5 - 4));
        } else if (starts(name[i], "queries")) {
            if (questions) read_questions(h, room, path);
        } else if (!questions)
            wrong((struct place){ path, 1 }, "call it NNNN_name.sql (tables) or queries.sql (questions)");
    }
}

void read_floors(struct house *h, const char *path)
{
    size_t n;
    const char *p = read_file(path, &n);
    if (!p) give_up("%s cannot be read", path);
    char *copy = (char *)keep_text(p, n), *rest;
    int line = 1;
    for (char *s = copy; s; s = rest, line++) {
        rest = strchr(s, '\n');
        if (rest) *rest++ = 0;
        floor_line(h, (struct place){ path, line }, s);
    }
    for (size_t i = 0; i < h->rooms; i++) read_room(h, &h->room[i], false);
    for (size_t i = 0; i < h->rooms; i++) read_room(h, &h->room[i], true);
}
