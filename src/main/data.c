/* Commands that change data: migrate, school, user, import. */
#include "access/access.h"
#include "base/viet.h"
#include "main/commands.h"
#include "people/people.h"
#include "roster/roster.h"
#include "schools/schools.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool line_printed(const char *line) { return puts(line) >= 0; }

int migrate_command(struct errand *e)
{
    struct options o;
    if (!options_read(&o, e, "i-have-a-backup!")) return 2;
    char why[512] = "";
    struct db *db = NULL;
    struct db_config config = options_database(&o, true);
    int missing = 0, all = 0;
    while (migrations[all].room) all++;
    rc done = db_open(&config, true, &db, why, sizeof why);
    if (done == OK) done = db_migrations_missing(db, &missing);
    if (done == OK && db_engine(db) == ENGINE_POSTGRES && missing > 0 && missing < all && !option(&o, "i-have-a-backup")) {
        snprintf(why, sizeof why, "back the database up (pg_dump), then say --i-have-a-backup");
        done = DENIED;
    }
    if (done == OK) done = db_migrate(db, line_printed, why, sizeof why);
    db_close(db);
    return done == OK ? 0 : wrong(e, 1, "%s", why);
}

/* ---- khue school */
static rc school_make(struct tx *t, const struct new_school *in, school_id *out)
{
    try(schools_load_areas(t));
    return school_add(t, in, out);
}
CLOSURE(school_make, struct new_school, school_id)

static bool levels_read(struct errand *e, const char *list, bool level[])
{
    struct span rest = span_of(list), word;
    while (rest.n && span_cut(&rest, ',', &word)) {
        char code[40];
        enum school_level one;
        snprintf(code, sizeof code, "%.*s", (int)word.n, word.p);
        if (!school_level_read(code, &one)) return wrong(e, 2, "unknown level \"%s\" (preschool, primary, lower_secondary, upper_secondary)", code), false;
        level[one] = true;
    }
    return true;
}

static int school_new(struct session_of_work *w, const struct options *o)
{
    struct new_school in = { .code = option(o, "code"), .name = option(o, "name"), .address = option(o, "address"), .phone = option(o, "phone"),
                             .area_code = option(o, "area"), .ownership = OWNERSHIP_PUBLIC };
    const char *owner = option(o, "ownership"), *levels = option(o, "level");
    if (!in.code || !in.name || !in.area_code || !levels) return wrong(w->errand, 2, "school new needs --code --name --level --area");
    if (!in.address) in.address = "";
    if (owner && !ownership_read(owner, &in.ownership)) return wrong(w->errand, 2, "ownership is public or non_public");
    if (!levels_read(w->errand, levels, in.level)) return 2;
    school_id id;
    rc done = transact(&w->ask, NULL, school_make, &in, &id);
    if (done == OK) fprintf(w->errand->out, "%s\n", in.code);
    return work_refused(w, done);
}

static int school_list(struct session_of_work *w)
{
    const char *after = "";
    for (;;) {
        struct school_brief *row;
        size_t n;
        rc done = schools_list(&w->ask, after, 200, &row, &n);
        if (done != OK) return work_refused(w, done);
        for (size_t i = 0; i < n; i++)
            fprintf(w->errand->out, "%s\t%s\n", row[i].code, row[i].name);
        if (n < 200) return 0;
        after = row[n - 1].code;
    }
}

int school_command(struct errand *e)
{
    struct options o;
    struct session_of_work w;
    if (!options_read(&o, e, "code name level area address phone ownership")) return 2;
    bool make = o.args == 1 && str_is(o.arg[0], "new");
    if (!make && !(o.args == 1 && str_is(o.arg[0], "list"))) return wrong(e, 2, "school new … or school list");
    if (!work_begin(&w, e, &o)) return 1;
    int status = make ? school_new(&w, &o) : school_list(&w);
    work_end(&w);
    return status;
}

/* ---- khue user */
struct user_in { const char *name, *user_name; enum member_role role; bool admin; struct fresh_code *code; struct app *app; day today; };
struct user_out { person_id person; const char *user_name; };

/* Person, membership and account together; the code follows, since it is hashed outside a closure. */
static rc user_make(struct tx *t, const struct user_in *in, struct user_out *out)
{
    member_id member;
    struct new_person person = { .full_name = in->name };
    try(person_add(t, &person, &out->person));
    if (in->role) {
        struct new_member place = { .person = out->person, .role = in->role, .full_name = in->name, .from = in->today };
        try(member_add(t, &place, &member));
    }
    if (!in->user_name) return account_add(t, out->person, in->name, in->admin, (batch_id){ 0 }, &out->user_name);
    out->user_name = in->user_name;
    return account_add_named(t, out->person, in->user_name, in->admin);
}
CLOSURE(user_make, struct user_in, struct user_out)

struct code_in { const struct fresh_code *code; person_id by; instant until; };
static rc code_keep(struct tx *t, const struct code_in *in, void *out)
{
    (void)out;
    return code_store(t, in->code, in->by, in->until);
}
CLOSURE(code_keep, struct code_in, void)

#define CODE_DAYS 14

static rc code_give(struct session_of_work *w, person_id person, const char *user_name)
{
    struct fresh_code code;
    try(code_make(w->app, &w->arena, person, &code));
    struct code_in in = { .code = &code, .by = person, .until = { w->ask.now.ms + CODE_DAYS * 86400000LL } };
    try(transact(&w->ask, NULL, code_keep, &in, NULL));
    fprintf(w->errand->out, "%s\t%s\n", user_name, code.shown);
    return OK;
}

static int user_new(struct session_of_work *w, const struct options *o)
{
    struct user_in in = { .name = option(o, "name"), .user_name = option(o, "user"), .admin = option(o, "admin") != NULL, .today = day_of(w->ask.now) };
    const char *role = option(o, "role"), *school = option(o, "school");
    if (!in.name || (!role && !in.admin)) return wrong(w->errand, 2, "user new needs --name, and --school with --role or --admin");
    if (role && !member_role_read(role, &in.role)) return wrong(w->errand, 2, "unknown role \"%s\"", role);
    in.name = viet_tidy(&w->arena, in.name);
    if (role) {
        struct school_brief at;
        rc found = school ? school_by_code(&w->ask, school, &at) : NOT_FOUND;
        if (found != OK) return wrong(w->errand, 1, "no school \"%s\"; see khue school list", school ? school : "");
        w->ask.scope.school = at.id;
    }
    struct user_out out = { 0 };
    rc done = transact(&w->ask, NULL, user_make, &in, &out);
    if (done == OK) done = code_give(w, out.person, out.user_name);
    return work_refused(w, done);
}

static int user_code(struct session_of_work *w, const struct options *o)
{
    const char *name = option(o, "user");
    person_id person = { 0 };
    if (!name) return wrong(w->errand, 2, "user code needs --user");
    rc done = account_by_user_name(&w->ask, name, &person);
    if (done == NOT_FOUND) return wrong(w->errand, 1, "no user \"%s\"", name);
    if (done == OK) done = code_give(w, person, name);
    return work_refused(w, done);
}

struct taken_off { bool was; };
static rc second_off(struct tx *t, const person_id *in, struct taken_off *out) { return second_step_reset(t, *in, &out->was); }
CLOSURE(second_off, person_id, struct taken_off)

/* For somebody who has lost telephone and recovery codes; who they are was seen to by whoever runs this. */
static int user_one_step(struct session_of_work *w, const struct options *o)
{
    const char *name = option(o, "user");
    person_id person = { 0 };
    struct taken_off out = { 0 };
    if (!name) return wrong(w->errand, 2, "user one-step needs --user");
    rc done = account_by_user_name(&w->ask, name, &person);
    if (done == NOT_FOUND) return wrong(w->errand, 1, "no user \"%s\"", name);
    if (done == OK) done = transact(&w->ask, NULL, second_off, &person, &out);
    if (done == OK) fprintf(w->errand->out, out.was ? "%s signs in with one step from now on\n" : "%s had no second step\n", name);
    return work_refused(w, done);
}

int user_command(struct errand *e)
{
    struct options o;
    struct session_of_work w;
    if (!options_read(&o, e, "school role name user admin!")) return 2;
    bool make = o.args == 1 && str_is(o.arg[0], "new");
    bool one_step = o.args == 1 && str_is(o.arg[0], "one-step");
    if (!make && !one_step && !(o.args == 1 && str_is(o.arg[0], "code"))) return wrong(e, 2, "user new …, user code --user U or user one-step --user U");
    if (!work_begin(&w, e, &o)) return 1;
    int status = make ? user_new(&w, &o) : one_step ? user_one_step(&w, &o) : user_code(&w, &o);
    work_end(&w);
    return status;
}

/* ---- khue import */
#define IMPORT_MAX ((size_t)16 << 20)

static void line_told(void *to, const char *text) { fprintf(to, "%s\n", text); }

static int import_run(struct session_of_work *w, const struct options *o)
{
    struct school_brief at;
    const char *school = option(o, "school"), *slash = strrchr(o->arg[0], '/');
    size_t n;
    if (!school || school_by_code(&w->ask, school, &at) != OK) return wrong(w->errand, 1, "no school \"%s\"; see khue school list", school ? school : "");
    const char *p = errand_file(w->errand, &w->arena, o->arg[0], IMPORT_MAX, &n);
    if (!p) return 1;
    w->ask.scope.school = at.id;
    struct roster_outcome out = { 0 };
    struct roster_told told = { line_told, w->errand->out };
    rc done = roster_import_file(w->app, &w->ask, (person_id){ 0 }, slash ? slash + 1 : o->arg[0], p, n, option(o, "check") == NULL, &told, &out);
    if (done != OK) return work_refused(w, done);
    fprintf(w->errand->out, "%lld rows ready, %lld waiting; %lld pupils, %lld guardians, %lld classes\n", (long long)out.good, (long long)out.waiting,
           (long long)out.pupils, (long long)out.guardians, (long long)out.classes);
    return 0;
}

int import_command(struct errand *e)
{
    struct options o;
    struct session_of_work w;
    if (!options_read(&o, e, "school check!")) return 2;
    if (o.args != 1) return wrong(e, 2, "import FILE --school CODE");
    if (!work_begin(&w, e, &o)) return 1;
    int status = import_run(&w, &o);
    work_end(&w);
    return status;
}
