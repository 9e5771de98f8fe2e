/* A OneRoster 1.2 export as a sheet of pupils: what comes of it, what is refused, what is listed. Samples: test/rosters/oneroster. */
#include "roster/read/test/workbooks.h"
#include "base/str.h"
#include <string.h>

#define MANIFEST "propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,1.2\r\nfile.users,bulk\r\n"
#define CLASSES "sourcedId,status,title,classType\r\nc1,,6A1,homeroom\r\nc2,,Toán 6,scheduled\r\n"
#define ENROLLMENTS "sourcedId,classSourcedId,userSourcedId,role,beginDate,endDate\r\ne1,c1,u1,student,2026-09-05,\r\n"
#define USERS "sourcedId,status,enabledUser,userIds,givenName,familyName,middleName,phone,agentSourcedIds\r\nu1,,true,{moet:0123456789},Anh,Nguyễn,\"Thị, Minh\",,g1\r\n"
#define ROLES "sourcedId,userSourcedId,role,metadata.khue.relation\r\nr1,u1,student,\r\nr2,g1,parent,mother\r\n"
#define DEMOGRAPHICS "sourcedId,birthDate,sex\r\nu1,2015-09-05,female\r\n"

struct set { const char *manifest, *users, *roles, *classes, *enrollments, *demographics; const char *more, *more_text; };

static rc read_set(struct test *t, const struct set *in, struct workbook *w, struct read_fault *why)
{
    const struct made_part all[] = { { "manifest.csv", in->manifest, 0 }, { "users.csv", in->users, 0 }, { "roles.csv", in->roles, 0 }, { "classes.csv", in->classes, 0 },
                                     { "enrollments.csv", in->enrollments, 0 }, { "demographics.csv", in->demographics, 0 }, { in->more, in->more_text, 0 } };
    struct made_part part[7];
    size_t parts = 0, n;
    for (size_t i = 0; i < 7; i++)
        if (all[i].name && all[i].text) part[parts++] = all[i];
    const char *p = make_archive(t, part, parts, &n);
    return read_made(t, p, n, w, why);
}

static struct set whole(void)
{
    return (struct set){ MANIFEST, USERS "g1,,true,,Hà,Nguyễn,Thu,+84912345678,\r\ns1,,true,,Hằng,Trịnh,Thu,,\r\n", ROLES "r3,s1,teacher,\r\n", CLASSES, ENROLLMENTS, DEMOGRAPHICS, NULL, NULL };
}

static bool has_left(const struct roster *r, const char *reason, const char *text)
{
    for (size_t i = 0; i < r->ignored_n; i++)
        if (str_is(r->ignored[i].reason, reason) && strstr(r->ignored[i].text, text)) return true;
    return false;
}

static const struct roster_row *row_named(const struct roster *r, const char *name)
{
    for (size_t i = 0; i < r->rows; i++)
        if (str_is(r->row[i].full_name, name)) return &r->row[i];
    return NULL;
}

static bool checked(struct test *t, const struct set *in, struct roster *out)
{
    struct workbook w;
    struct read_fault why;
    struct roster_context ctx = { .grade_from = 6, .grade_to = 9 };
    day_make(2026, 11, 23, &ctx.today);
    if (!is_rc(t, OK, read_set(t, in, &w, &why))) return fail(t, "%s", read_fault_say(t->arena, LANG_VI, &why));
    is_int(t, SHEETS_ONEROSTER, w.kind);
    return is_rc(t, OK, roster_find(t->arena, &w, out, &why)) && is_rc(t, OK, roster_check(t->arena, out, &ctx));
}

TEST(a_pupil_comes_with_name_class_birth_date_code_and_mother)
{
    struct roster r;
    struct set in = whole();
    if (!checked(t, &in, &r)) return;
    is_int(t, 1, (int64_t)r.rows);
    is_int(t, 1, (int64_t)r.good);
    const struct roster_row *row = &r.row[0];
    is_text(t, "Nguyễn Thị, Minh Anh", row->full_name);
    is_int(t, 2, row->row);                                    /* the line of users.csv */
    is_text(t, "6A1", row->class_name);
    is_text(t, "0123456789", row->moet_id);
    is_int(t, SEX_FEMALE, row->sex);
    is_int(t, 1, (int64_t)row->guardians);
    is_int(t, GUARDIAN_KIND_MOTHER, row->guardian[0].relation);
    is_text(t, "Nguyễn Thu Hà", row->guardian[0].name);
    is_text(t, "+84912345678", row->guardian[0].phone);
    is_true(t, has_left(&r, "oneroster_staff", "Trịnh Thu Hằng"));      /* said, not lost */
}

TEST(what_has_no_row_is_listed)
{
    struct roster r;
    struct set in = whole();
    in.users = USERS "g1,,true,,Hà,Nguyễn,Thu,,\r\ng2,,true,,Hai,Lê,,,\r\nu2,tobedeleted,true,,Bình,Lê,,,\r\nu3,,true,,Chi,Lê,,,g1\r\n";
    in.roles = ROLES "r4,g2,guardian,\r\nr5,u2,student,\r\nr6,u3,student,\r\nr7,u9,student,\r\n";
    in.enrollments = ENROLLMENTS "e2,c2,u1,student,,\r\ne3,c9,u1,student,,\r\n";
    in.more = "results.csv", in.more_text = "sourcedId\r\n";
    if (!checked(t, &in, &r)) return;
    is_int(t, 2, (int64_t)r.rows);
    is_true(t, has_left(&r, "oneroster_deleted", "Lê Bình"));
    is_true(t, has_left(&r, "oneroster_guardian", "Lê Hai"));           /* of no child */
    is_true(t, has_left(&r, "oneroster_dangling", "u9"));
    is_true(t, has_left(&r, "oneroster_dangling", "c9"));
    is_true(t, has_left(&r, "oneroster_scheduled", "c2"));
    is_true(t, has_left(&r, "oneroster_unused", "results.csv"));
    const struct roster_row *chi = row_named(&r, "Lê Chi");             /* in no class: waits for a word */
    if (is_true(t, chi != NULL)) is_int(t, ROW_WAITING, chi->state);
}

TEST(a_wrong_day_is_a_problem_of_its_line_and_column)
{
    struct roster r;
    struct set in = whole();
    bool found = false;
    in.demographics = "sourcedId,birthDate,sex\r\nu1,2015-02-30,female\r\n";
    if (!checked(t, &in, &r)) return;
    for (size_t i = 0; i < r.problems; i++)
        found = found || (r.problem[i].means == MEANS_BIRTH_DATE && r.problem[i].row == 2 && r.problem[i].column == 3 && r.problem[i].severity == ROSTER_ERROR);
    is_true(t, found);
}

/* ---- staff, and deltas */

static const struct book_staff *staff_named(const struct roster *r, const char *name)
{
    for (size_t i = 0; i < r->staffs; i++)
        if (str_is(r->staff[i].name, name)) return &r->staff[i];
    return NULL;
}

TEST(who_works_there_comes_with_a_role_what_they_teach_and_what_has_ended)
{
    struct roster r;
    struct set in = whole();
    in.manifest = MANIFEST "source.systemCode,he\r\n";
    in.users = USERS "s1,,true,,Hằng,Trịnh,Thu,+84912345678,\r\ns2,,true,,Nam,Lê,Văn,,\r\ns3,tobedeleted,true,,Mai,Lê,Thị,,\r\ns4,,true,,Tư,Lê,Văn,,\r\n";
    in.roles = "sourcedId,status,userSourcedId,role,metadata.khue.role\r\nr1,,u1,student,\r\nr2,,s1,teacher,\r\nr3,,s2,aide,clerk\r\nr4,,s3,teacher,\r\nr5,tobedeleted,s4,aide,\r\n";
    in.enrollments = "sourcedId,status,classSourcedId,userSourcedId,role,primary,metadata.khue.subject\r\ne1,,c1,u1,student,,\r\ne2,,c1,s1,teacher,true,\r\ne3,tobedeleted,c1,s1,teacher,false,Ngữ văn\r\ne4,,c1,s2,aide,,\r\ne5,,c2,s1,teacher,true,Toán\r\n";
    in.more = "academicSessions.csv", in.more_text = "sourcedId,title,type,startDate,endDate\r\ny,2026-2027,schoolYear,2026-09-05,2027-05-31\r\n";
    if (!checked(t, &in, &r)) return;
    is_int(t, 1, (int64_t)r.rows);
    is_int(t, 4, (int64_t)r.staffs);
    const struct book_staff *hang = staff_named(&r, "Trịnh Thu Hằng"), *nam = staff_named(&r, "Lê Văn Nam"), *mai = staff_named(&r, "Lê Thị Mai"), *tu = staff_named(&r, "Lê Văn Tư");
    if (!is_true(t, hang && nam && mai && tu)) return;
    is_text(t, "he/s1", hang->source);
    is_text(t, "teacher", hang->role);
    is_text(t, "+84912345678", hang->phone);
    is_int(t, 3, (int64_t)hang->duties);
    is_text(t, "homeroom", hang->duty[0].duty);
    is_text(t, "6A1", hang->duty[0].class_title);
    is_text(t, "he/c1", hang->duty[0].class_source);
    is_true(t, hang->duty[1].gone && str_is(hang->duty[1].subject, "Ngữ văn"));
    is_true(t, hang->duty[2].scheduled && str_is(hang->duty[2].duty, "subject"));      /* nobody leads a subject's class */
    is_text(t, "clerk", nam->own);
    is_text(t, "assistant", nam->duty[0].duty);
    is_true(t, mai->gone && tu->gone && !hang->gone);
    is_int(t, 1, (int64_t)r.sessions);
    is_text(t, "2027-05-31", r.session[0].to);
}

TEST(a_delta_of_places_alone_finds_the_pupil_by_the_id)
{
    struct roster r;
    struct workbook w;
    struct read_fault why;
    struct set in = { .manifest = "propertyName,value\r\noneroster.version,1.2\r\nfile.enrollments,delta\r\nsource.systemCode,he\r\n",
                      .enrollments = "sourcedId,status,classSourcedId,userSourcedId,role\r\ne1,,c7,u1,student\r\ne2,,c7,u8,student\r\ne3,,c7,s1,teacher\r\ne4,tobedeleted,c7,u9,student\r\n" };
    const struct roster_existing existing[] = { { "nguyen minh anh", { 0 }, "6A1", 1, "Nguyễn Minh Anh" } };
    const struct roster_source person[] = { { .id = "he/u1", .at = 0 } }, class_[] = { { .id = "he/c7", .class_name = "6A7" } };
    struct roster_context ctx = { .grade_from = 6, .grade_to = 9, .existing = existing, .existing_n = 1, .person = person, .persons = 1, .class_sourced = class_, .classes_sourced = 1 };
    day_make(2026, 11, 23, &ctx.today);
    if (!is_rc(t, OK, read_set(t, &in, &w, &why)) || !is_rc(t, OK, roster_find(t->arena, &w, &r, &why)) || !is_rc(t, OK, roster_check(t->arena, &r, &ctx))) return;
    is_true(t, r.delta);
    is_int(t, 2, (int64_t)r.rows);
    const struct roster_row *anh = row_named(&r, "Nguyễn Minh Anh"), *nobody = row_named(&r, "");
    if (is_true(t, anh != NULL)) is_text(t, "6A7", anh->class_name), is_int(t, 1, anh->existing);
    if (is_true(t, nobody != NULL)) is_int(t, ROW_WAITING, nobody->state);             /* whom nobody knows: asked for a name */
    is_int(t, 1, (int64_t)r.staffs);
    is_text(t, "he/s1", r.staff[0].source);
}

static void refused(struct test *t, const struct set *in, const char *code)
{
    struct workbook w;
    struct read_fault why;
    rc answer = read_set(t, in, &w, &why);
    is_true(t, answer == INVALID || answer == LIMIT);
    is_text(t, code, why.code ? why.code : "");
    is_true(t, *read_fault_say(t->arena, LANG_VI, &why) != 0);
}

TEST(what_is_not_whole_is_refused_with_the_file_and_the_line)
{
    struct set in = whole();
    in.users = NULL;
    refused(t, &in, "file_missing");
    in = whole(), in.manifest = "propertyName,value\r\noneroster.version,1.1\r\n";
    refused(t, &in, "version");
    in = whole(), in.manifest = "propertyName,value\r\noneroster.version,1.2\r\nfile.users,delta\r\n", in.users = in.enrollments = NULL;
    refused(t, &in, "delta_empty");
    in = whole(), in.users = USERS "u2,,true,,\"Bình\r\n";
    refused(t, &in, "line_broken");
    in = whole(), in.users = USERS "u2,,true\r\n";
    refused(t, &in, "cells_unlike_heading");
    in = whole(), in.users = USERS "u1,,true,,Bình,Lê,,,\r\n";
    refused(t, &in, "id_twice");
    in = whole(), in.users = "givenName,familyName\r\nAnh,Lê\r\n";
    refused(t, &in, "column_missing");
    in = whole(), in.users = "\xff\xfe";
    refused(t, &in, "not_utf8");
    in = whole(), in.more = "../evil.csv", in.more_text = "x";
    refused(t, &in, "strange_entry");
    in = whole(), in.more = "ảnh.png", in.more_text = "x";
    refused(t, &in, "strange_entry");
}

TEST(an_archive_that_unpacks_to_much_more_is_refused)
{
    struct set in = whole();
    size_t n = 8 << 20;
    char *many = arena_take(t->arena, n + 1);
    memset(many, 'x', n);
    memcpy(many, "sourcedId\n", 10);
    for (size_t i = 80; i < n; i += 80) many[i] = '\n';
    in.more = "courses.csv", in.more_text = many;                 /* not read: harmless however large */
    struct workbook w;
    struct read_fault why;
    is_rc(t, OK, read_set(t, &in, &w, &why));
    in = whole(), in.demographics = many;
    refused(t, &in, "unpacks_too_large");
}
