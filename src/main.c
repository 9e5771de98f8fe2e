/* khue: the list of rooms, the list of doors, the commands. Nothing else. */
#include "access/access.h"
#include "announcements/announcements.h"
#include "audit/audit.h"
#include "base/str.h"
#include "calendar/calendar.h"
#include "classes/classes.h"
#include "consent/consent.h"
#include "jobs/jobs.h"
#include "doubles/doubles.h"
#include "exchange/exchange.h"
#include "files/files.h"
#include "groups/groups.h"
#include "hooks/hooks.h"
#include "main/commands.h"
#include "news/news.h"
#include "main/demo.h"
#include "map/map.h"
#include "notices/notices.h"
#include "opendata/opendata.h"
#include "partners/partners.h"
#include "oneroster/oneroster.h"
#include "people/people.h"
#include "privacy/privacy.h"
#include "programme/programme.h"
#include "record/record.h"
#include "main/control.h"
#include "roster/roster.h"
#include "schools/schools.h"
#include "search/search.h"
#include "settings/settings.h"
#include "today/today.h"
#include "ui/ui.h"
#include "values/values.h"
#include "web/mail.h"
#include "xapi/xapi.h"
#include <stdio.h>
#include <sys/stat.h>

/* What files are for. */
const struct file_table file_tables[] = {
    { "files", files_files },
    { "privacy", privacy_files },
    { "values", values_files },
    { "oneroster", oneroster_files },
    { "exchange", exchange_files },
    { "roster", roster_files },
    { NULL, NULL },
};

const struct route_table route_tables[] = {
    { "web",     web_routes },
    { "access",  access_routes },
    { "today",   today_routes },
    { "schools", schools_routes },
    { "classes", classes_routes },
    { "groups",  groups_routes },
    { "consent", consent_routes },
    { "privacy", privacy_routes },
    { "partners", partners_routes },
    { "doubles", doubles_routes },
    { "map",     map_routes },
    { "map_public", map_public_routes },
    { "opendata", opendata_routes },
    { "programme", programme_routes },
    { "notices", notices_routes },
    { "record",  record_routes },
    { "jobs",    jobs_routes },
    { "files",   files_routes },
    { "values",  values_routes },
    { "goals",   goals_routes },
    { "search",  search_routes },
    { "news",    news_routes },
    { "calendar", calendar_routes },
    { "hooks",   hooks_routes },
    { "announcements", announcements_routes },
    { "oneroster", oneroster_routes },
    { "xapi",    xapi_routes },
    { "exchange", exchange_routes },
    { "roster",  roster_routes },
    { "audit",   audit_routes },
    { "settings", settings_routes },
    { "ui",      ui_dev_routes },
    { "ui",      ui_outbox_routes },
    { "ui",      ui_offline_routes },
    { NULL, NULL },
};

/* Kinds of jobs. */
const struct job_table job_tables[] = {
    { "web",     web_jobs },
    { "main",    main_jobs },
    { "search",  search_jobs },
    { "access",  access_jobs },
    { "oneroster", oneroster_jobs },
    { "exchange", exchange_jobs },
    { "roster",  roster_jobs },
    { "web",     mail_jobs },
    { "notices", notices_jobs },
    { "files",   files_jobs },
    { "news",    news_jobs },
    { "announcements", announcements_jobs },
    { "calendar", calendar_jobs },
    { "hooks",   hooks_jobs },
    { "privacy", privacy_jobs },
    { "values",  values_jobs },
    { "audit",   audit_jobs },
    { "record",  record_jobs },
    { "xapi",    xapi_jobs },
    { "programme", programme_jobs },
    { NULL, NULL },
};

/* Kinds of things that can be found. */
const struct search_kind *const search_tables[] = { classes_search, schools_search, values_search, news_search, groups_search, NULL };

/* How it goes where statements are sent on to, for the page of the store (doors/xapi/xapi.h). */
rc (*const record_streams)(struct ctx *c, struct stream_line **rows, size_t *n) = exchange_streams;

/* Which programs read or are sent a child's journey, for the family's ledger (rooms/consent/consent.h). */
rc (*const ledger_programs)(struct ctx *c, person_id person, struct program_line **rows, size_t *n) = exchange_programs;

/* Kinds of things that deeds are about. */
const struct object_table object_tables[] = {
    { "access", access_objects },
    { "values", values_objects },
    { "news",   news_objects },
    { "announcements", announcements_objects },
    { "groups", groups_objects },
    { NULL, NULL },
};

/* What rooms let a school decide, and the kinds of change that they write down (rooms/settings, rooms/audit). */
const struct setting_table setting_tables[] = {
    { "news", news_settings },
    { "notices", notices_settings },
    { "values", values_settings },
    { "partners", partners_settings },
    { "access",  access_settings },
    { "classes", classes_settings },
    { "roster",  roster_settings },
    { "privacy", privacy_settings },
    { "settings", few_settings },
    { "map",     map_settings },
    { "opendata", opendata_settings },
    { "xapi",    xapi_settings },
    { NULL, NULL },
};

/* Rooms that a school may switch off. */
const struct room_switch room_switches[] = {
    { "news",     "news.open" },
    { "goals",    "values.goals_open" },
    { "partners", "partners.open" },
    { "map_public", "map.public" },
    { NULL, NULL },
};

const struct act_table act_tables[] = {
    { "people",   N_("Người và gia đình"), people_acts },
    { "schools",  N_("Nhà trường"), schools_acts },
    { "classes",  N_("Lớp học"), classes_acts },
    { "groups",   N_("Nhóm"), groups_acts },
    { "consent",  N_("Lời đồng ý"), consent_acts },
    { "privacy",  N_("Quyền về dữ liệu"), privacy_acts },
    { "access",   N_("Tài khoản và phiếu"), access_acts },
    { "files",    N_("Ảnh"), files_acts },
    { "roster",   N_("Nhập danh sách"), roster_acts },
    { "doubles",  N_("Hồ sơ trùng"), doubles_acts },
    { "oneroster", N_("Xuất danh sách"), oneroster_acts },
    { "xapi",     N_("Khóa cho hệ thống khác"), xapi_acts },
    { "exchange", N_("Kho hành trình"), exchange_acts },
    { "values",   N_("Văn hóa, chiến lược"), values_acts },
    { "news",     N_("Tin"), news_acts },
    { "calendar", N_("Lịch"), calendar_acts },
    { "hooks",   N_("Báo sang hệ thống khác"), hooks_acts },
    { "announcements", N_("Lời nhắn"), announcements_acts },
    { "settings", N_("Cài đặt"), settings_acts },
    { "audit",    N_("Hoàn tác"), audit_acts },
    { "demo",     N_("Dữ liệu mẫu"), demo_acts },
    { NULL, NULL, NULL },
};

/* What each room holds of a person, in the order of a copy that somebody takes along (rooms/consent, rooms/privacy). */
const struct person_part_table person_part_tables[] = {
    { "people",  people_parts },
    { "schools", schools_parts },
    { "classes", classes_parts },
    { "groups",  groups_parts },
    { "roster",  roster_parts },
    { "files",   files_parts },
    { "record",  record_parts },
    { "xapi",    xapi_parts },
    { "consent", consent_parts },
    { "privacy", privacy_parts },
    { "audit",   audit_parts },
    { "news",    news_parts },
    { "calendar", calendar_parts },
    { "announcements", announcements_parts },
    { "notices", notices_parts },
    { "access",  access_parts },
    { NULL, NULL },
};

/* What is kept how long (web/job.h). */
const struct keep_table keep_tables[] = {
    { "access",  access_keeps },
    { "exchange", exchange_keeps },
    { "files",   files_keeps },
    { "notices", notices_keeps },
    { "announcements", announcements_keeps },
    { "calendar", calendar_keeps },
    { "hooks",   hooks_keeps },
    { "record",  record_keeps },
    { "roster",  roster_keeps },
    { "web",     web_keeps },
    { "web",     mail_keeps },
    { "xapi",    xapi_keeps },
    { NULL, NULL },
};

const struct doctor_table doctor_tables[] = {
    { "web", web_doctor },
    { "files", files_doctor },
    { NULL, NULL },
};

/* How bulk acts are taken back. */
const struct undoer_table undoer_tables[] = {
    { "roster", roster_undoers },
    { "doubles", doubles_undoers },
    { "classes", classes_undoers },
    { "access", access_undoers },
    { "calendar", calendar_undoers },
    { NULL, NULL },
};

const struct verify_table verify_tables[] = {
    { "data",    data_checks },
    { "search",  search_checks },
    { "people",  people_checks },
    { "schools", schools_checks },
    { "record",  record_checks },
    { "xapi",    xapi_checks },
    { "classes", classes_checks },
    { "groups",  groups_checks },
    { "announcements", announcements_checks },
    { "values",  values_checks },
    { "files",   files_checks },
    { "audit",   audit_checks },
    { "settings", settings_checks },
    { NULL, NULL },
};

static int help_command(struct errand *e);

const struct command commands[] = {
    { "serve",   serve_command,   ALONE,    "[--listen 127.0.0.1:8080]",                              "serve over HTTP until SIGTERM or SIGINT" },
    { "migrate", migrate_command, ALONE,    "[--i-have-a-backup]",                                    "bring the database to this program's tables" },
    { "school",  school_command,  BESIDE,   "new --code C --name N --level primary[,…] --area 00004 | list",  "make and list schools" },
    { "key",     key_command,     BESIDE,   "new --school C --scopes all [--name N] [--trusted] | list --school C | rotate --school C --key K [--at-once] | revoke --school C --key K", "make, renew and revoke keys with which other systems come in (xAPI)" },
    { "statements", statements_command, BESIDE, "export --school C --reason WHY [--from T] [--until T] [--after CURSOR] | import FILE --school C [--check]", "statements of a school's record as NDJSON, out and in" },
    { "user",    user_command,    BESIDE,   "new --school C --role principal --name N [--user U] [--admin] | code --user U | one-step --user U",   "make people who can sign in, and one-time codes" },
    { "import",  import_command,  BESIDE,   "FILE --school C [--check]",                              "read a class list from .xlsx or CSV" },
    { "search",  search_command,  BESIDE,   "rebuild [--from SCHOOL]",                                "make the index of the search what the tables say" },
    { "demo",    demo_command,    ALONE,    "[city [--of N] [--deeds N]]",                            "fill a new data folder with six invented schools, or with a whole invented city" },
    { "verify",  verify_command,  BESIDE,   "[--backup FOLDER]",                                      "does what is stored agree with itself? is a backup whole?" },
    { "backup",  backup_command,  BESIDE,   "--to FOLDER [--after BACKUP]",                           "copy everything while the server runs; --after: link files that BACKUP has" },
    { "restore", restore_command, ALONE,    "--from BACKUP --data NEW [--db postgres://…] [--files-dir NEW] [--without-damaged]", "put a backup into a new folder, or into PostgreSQL" },
    { "upgrade", upgrade_command, ALONE,    "[--back [--lose-what-came-after]]",                      "copy the database, then bring it to this program's tables; --back: undo that" },
    { "doctor",  doctor_command,  BESIDE,   "[--json] [--all]",                                       "what is wrong around the program, and what to do" },
    { "routes",  routes_command,  BESIDE,   "[--crawl]",                                              "every route; --crawl: real paths of the demo, by role" },
    { "who-may", who_may_command, ANYWHERE, "",                                                       "the whole table of permissions" },
    { "config",  config_command,  ANYWHERE, "--print",                                                "every setting with its value" },
    { "help",    help_command,    ANYWHERE, "",                                                       "this page" },
    { .name = NULL },
};

static int help_command(struct errand *e)
{
    fprintf(e->out, "khue COMMAND [--data DIR] [--db postgres://…] …\n\n");
    for (const struct command *c = commands; c->name; c++)
        fprintf(e->out, "  khue %-8s %s\n%16s%s\n", c->name, c->use, "", c->words);
    return 0;
}

int main(int argc, char **argv)
{
    umask(S_IRWXG | S_IRWXO);                  /* whatever is written holds children's data: for this user alone */
    struct errand e = { .argc = argc > 2 ? argc - 2 : 0, .argv = argv + 2, .out = stdout, .err = stderr, .wire = -1 };
    if (argc < 2) return help_command(&e), 2;
    for (const struct command *c = commands; c->name; c++)
        if (str_is(c->name, argv[1]))
            return c->where == BESIDE ? run_beside(c, &e) : c->run(&e);
    return wrong(&e, 2, "no command \"%s\"; see khue help", argv[1]);
}
