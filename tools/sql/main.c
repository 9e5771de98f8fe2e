/* sql OUT: makes OUT/generated/ and OUT/schema.sql from floors.txt of the folder it runs in.
** sql --plans: prints how SQLite would run each question. sql --sqlite and --postgres: print the tables (and the
** questions, prepared) for sqlite3 or psql. */
#include "tools/sql/sql.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static struct house house;

static void make_folder(const char *path)
{
    if (mkdir(path, 0777) != 0 && errno != EEXIST) give_up("cannot make %s: %s", path, strerror(errno));
}

static void write_all(const char *out)
{
    const char *dir = keep_print("%s/generated", out);
    make_folder(out);
    make_folder(dir);
    write_ids(&house, dir);
    write_enums(&house, dir);
    write_queries(&house, dir);
    write_migrations(&house, dir);
    write_schema(&house, keep_print("%s/schema.sql", out));
}

int main(int argc, char **argv)
{
    if (argc != 2) give_up("usage: sql OUT | --plans | --sqlite | --postgres");
    bool plans = same(argv[1], "--plans"), sqlite = same(argv[1], "--sqlite"), postgres = same(argv[1], "--postgres");
    read_floors(&house, "floors.txt");
    resolve_house(&house);
    if (wrongs()) return 1;
    add_locks(&house);
    make_ddl(&house);
    for (size_t i = 0; i < house.queries; i++) translate_query(house.query[i]);
    for (size_t i = 0; i < house.queries; i++) name_arguments(house.query[i]);
    check_tables(&house);
    for (size_t i = 0; i < house.queries; i++) check_scope(&house, house.query[i]);
    if (wrongs()) return 1;
    verify(&house, plans);
    if (wrongs()) return 1;
    if (sqlite || postgres) print_script(&house, postgres);
    else if (!plans) write_all(argv[1]);
    return 0;
}
