/* The file that leaves: what is in it by name and column, what never is, who may ask for it and who may have it. */
#include "access/access.h"
#include "base/ids.h"
#include "consent/consent.h"
#include "oneroster/inside.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <string.h>
#include <zip.h>

#define NUMBER "001215009876"
#define PHONE "+84912345678"

struct home { struct city *s; bool order; };

static rc family_make(struct tx *t, const struct home *in, void *out)
{
    (void)out;
    try(contact_set(t, in->s->tuan, CONTACT_KIND_PHONE, PHONE));
    try(contact_set(t, in->s->hoa, CONTACT_KIND_PHONE, "+84987654321"));
    if (!in->order) return OK;
    return order_put(t, &(struct new_order){ .child = in->s->binh, .guardian = in->s->hoa, .issuer = "Tòa án", .issued = day_of(t->now) });
}
CLOSURE(family_make, struct home, void)

static struct city *city_with_family(struct test *t, bool order)
{
    struct city *s = city_open(t);
    struct home in = { s, order };
    const char *none;
    struct ask *a = as_staff(s, s->thcs.id);
    a->me = s->principal;
    is_rc(t, OK, transact(a, NULL, family_make, &in, NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE person SET national_id = '" NUMBER "', moet_id = '0123456789' WHERE id = %lld", (long long)s->an.v), &none));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE person SET moet_id = '" NUMBER "' WHERE id = %lld", (long long)s->binh.v), &none));
    return s;
}

static int64_t count(struct test *t, struct city *s, const char *sql)
{
    const char *first = "0";
    int64_t n = -1;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return span_int(span_of(first), &n) ? n : -1;
}

static const char *id_shown(struct test *t, int64_t id) { return path_to(t, "", id, ""); }

/* Asked for by the clerk, made by its job: where the newest file of the clerk is. */
static const char *make_file(struct test *t, struct city *s, const char *ticks)
{
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/xuat", arena_print(t->arena, "noi_nhan=N%%E1%%BB%%81n+t%%E1%%BA%%A3ng%s", ticks), &r));     /* POST /t/:truong/xuat */
    is_int(t, 1, jobs_run_all(&s->app));
    is_int(t, 200, city_get(t, s, s->clerk, arena_text(t->arena, r.location), &r));
    has_text(t, "href=\"/t/thcs/xuat\"", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/xuat", &r));
    const char *at = strstr(r.body, "/t/thcs/tep/");
    return is_true(t, at != NULL) ? arena_text_n(t->arena, at, strcspn(at, "\"")) : "/";
}

static zip_t *zip_of(struct test *t, struct city *s, const char *path)
{
    struct loop_reply r;
    zip_error_t error;
    zip_error_init(&error);
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    zip_source_t *source = zip_source_buffer_create(r.body, r.n, 0, &error);
    zip_t *z = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    is_true(t, z != NULL);
    return z;
}

static const char *text_of(struct test *t, zip_t *z, const char *name)
{
    zip_stat_t st;
    if (!is_int(t, 0, zip_stat(z, name, 0, &st))) return fail(t, "no %s", name), "";
    char *p = arena_take(t->arena, st.size + 1);
    zip_file_t *f = zip_fopen(z, name, 0);
    is_int(t, (int64_t)st.size, zip_fread(f, p, st.size));
    zip_fclose(f);
    return p;
}

static const char *whole_of(struct test *t, zip_t *z)
{
    const char *all = "";
    for (zip_int64_t i = 0; i < zip_get_num_entries(z, 0); i++) all = arena_print(t->arena, "%s%s", all, text_of(t, z, zip_get_name(z, (zip_uint64_t)i, 0)));
    return all;
}

TEST(the_files_and_columns_are_those_of_the_standard_in_its_order)
{
    static const struct { const char *file, *head; } heads[] = {
        { "academicSessions.csv", "sourcedId,status,dateLastModified,title,type,startDate,endDate,parentSourcedId,schoolYear\r\n" },
        { "orgs.csv", "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\r\n" },
        { "courses.csv", "sourcedId,status,dateLastModified,schoolYearSourcedId,title,courseCode,grades,orgSourcedId,subjects,subjectCodes\r\n" },
        { "classes.csv", "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\r\n" },
        { "users.csv", "sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,"
                       "userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns\r\n" },
        { "roles.csv", "sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId,metadata.khue.relation,metadata.khue.role,metadata.khue.head\r\n" },
        { "enrollments.csv", "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate,metadata.khue.subject\r\n" },
        { "demographics.csv", "sourcedId,status,dateLastModified,birthDate,sex,americanIndianOrAlaskaNative,asian,blackOrAfricanAmerican,nativeHawaiianOrOtherPacificIslander,white,"
                              "demographicRaceTwoOrMoreRaces,hispanicOrLatinoEthnicity,countryOfBirthCode,stateOfBirthAbbreviation,cityOfBirth,publicSchoolResidenceStatus\r\n" },
    };
    struct city *s = city_with_family(t, false);
    zip_t *z = zip_of(t, s, make_file(t, s, ""));
    if (z) {
        is_int(t, 1 + (int64_t)(sizeof heads / sizeof *heads), zip_get_num_entries(z, 0));
        for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) is_true(t, strncmp(heads[i].head, text_of(t, z, heads[i].file), strlen(heads[i].head)) == 0);
        const char *manifest = text_of(t, z, "manifest.csv");
        is_true(t, strncmp(manifest, "propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,1.2\r\n", 61) == 0);
        has_text(t, "file.users,bulk\r\n", manifest);
        has_text(t, "file.results,absent\r\n", manifest);
        has_text(t, "source.systemCode,thcs\r\n", manifest);
        zip_discard(z);
    }
    city_close(s);
}

TEST(classes_pupils_and_teachers_refer_to_each_other_by_ids)
{
    struct city *s = city_with_family(t, false);
    zip_t *z = zip_of(t, s, make_file(t, s, ""));
    if (z) {
        const char *an = id_shown(t, s->an.v), *a1 = id_shown(t, s->a1.v), *hang = id_shown(t, s->hang.v), *school = id_shown(t, s->thcs.id.v);
        const char *users = text_of(t, z, "users.csv"), *enrollments = text_of(t, z, "enrollments.csv"), *roles = text_of(t, z, "roles.csv");
        has_text(t, arena_print(t->arena, "%s,,,true,%s,{moet:0123456789},", an, an), users);
        has_text(t, arena_print(t->arena, ",%s,%s,%s,student,,", a1, school, an), enrollments);
        has_text(t, arena_print(t->arena, ",%s,%s,%s,teacher,true,", a1, school, hang), enrollments);
        has_text(t, ",teacher,false,", enrollments);
        has_text(t, arena_print(t->arena, ",%s,primary,student,", an), roles);
        has_text(t, arena_print(t->arena, ",%s,primary,teacher,", hang), roles);
        has_text(t, arena_print(t->arena, "%s,,,6A1,06,", a1), text_of(t, z, "classes.csv"));
        has_text(t, ",schoolYear,", text_of(t, z, "academicSessions.csv"));
        has_text(t, ",semester,", text_of(t, z, "academicSessions.csv"));
        has_text(t, arena_print(t->arena, "%s,,,", an), text_of(t, z, "demographics.csv"));
        lacks_text(t, id_shown(t, s->dung.v), whole_of(t, z));                     /* a pupil of another school */
        zip_discard(z);
    }
    city_close(s);
}

TEST(what_nobody_ticked_does_not_leave_and_the_number_for_life_never_does)
{
    struct city *s = city_with_family(t, false);
    zip_t *plain = zip_of(t, s, make_file(t, s, "")), *names = zip_of(t, s, make_file(t, s, "&phu_huynh=1")), *phones = zip_of(t, s, make_file(t, s, "&phu_huynh=1&dien_thoai=1"));
    if (plain && names && phones) {
        const char *tuan = id_shown(t, s->tuan.v);
        lacks_text(t, tuan, whole_of(t, plain));
        has_text(t, arena_print(t->arena, "\r\n%s,", tuan), text_of(t, names, "users.csv"));
        has_text(t, arena_print(t->arena, ",%s,primary,parent,", tuan), text_of(t, names, "roles.csv"));
        has_text(t, arena_print(t->arena, ",,,,,%s,06,", tuan), text_of(t, names, "users.csv"));         /* agentSourcedIds of An */
        lacks_text(t, PHONE, whole_of(t, names));
        has_text(t, PHONE, text_of(t, phones, "users.csv"));
        lacks_text(t, NUMBER, whole_of(t, phones));                                /* also where it was written as a pupil code */
        lacks_text(t, "@", whole_of(t, phones));
    }
    if (plain) zip_discard(plain);
    if (names) zip_discard(names);
    if (phones) zip_discard(phones);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM file WHERE use = 'oneroster.zip' AND ended_at IS NULL"));          /* the newest alone */
    city_close(s);
}

TEST(of_a_child_about_whom_an_order_stands_no_guardian_leaves)
{
    struct city *s = city_with_family(t, true);
    zip_t *z = zip_of(t, s, make_file(t, s, "&phu_huynh=1&dien_thoai=1"));
    if (z) {
        const char *all = whole_of(t, z);
        lacks_text(t, id_shown(t, s->hoa.v), all);
        lacks_text(t, "+84987654321", all);
        has_text(t, id_shown(t, s->binh.v), text_of(t, z, "users.csv"));
        has_text(t, id_shown(t, s->tuan.v), text_of(t, z, "users.csv"));
        zip_discard(z);
    }
    city_close(s);
}

/* The clerk is Bình's guardian too, and an order keeps her away: her work does not open what the order closed. */
struct barred { person_id child, clerk; };
static rc clerk_bar(struct tx *t, const struct barred *in, void *out)
{
    (void)out;
    try(guardian_link_open(t, in->child, in->clerk, GUARDIAN_KIND_MOTHER));
    return order_put(t, &(struct new_order){ .child = in->child, .guardian = in->clerk, .issuer = "Tòa án", .issued = day_of(t->now) });
}
CLOSURE(clerk_bar, struct barred, void)

TEST(who_makes_the_file_gets_no_child_that_an_order_keeps_from_them)
{
    struct city *s = city_with_family(t, false);
    struct barred in = { s->binh, s->clerk };
    struct ask *a = as_staff(s, s->thcs.id);
    a->me = s->principal;
    is_rc(t, OK, transact(a, NULL, clerk_bar, &in, NULL));
    zip_t *z = zip_of(t, s, make_file(t, s, "&phu_huynh=1&dien_thoai=1"));
    if (z) {
        lacks_text(t, id_shown(t, s->binh.v), whole_of(t, z));
        lacks_text(t, id_shown(t, s->hoa.v), whole_of(t, z));
        has_text(t, id_shown(t, s->an.v), whole_of(t, z));
        zip_discard(z);
    }
    city_close(s);
}

TEST(who_makes_the_file_gets_no_child_that_an_order_keeps_from_another_row_of_the_same_name_and_phone)
{
    struct city *s = city_with_family(t, false);
    city_bar(t, s, s->binh, s->clerk, "+84900000883");
    zip_t *z = zip_of(t, s, make_file(t, s, "&phu_huynh=1&dien_thoai=1"));
    if (z) {
        const char *all = whole_of(t, z);
        lacks_text(t, id_shown(t, s->binh.v), all);
        lacks_text(t, "Trí", all);
        lacks_text(t, id_shown(t, s->hoa.v), all);
        has_text(t, id_shown(t, s->an.v), all);
        zip_discard(z);
    }
    is_int(t, 0, count(t, s, arena_print(t->arena, "SELECT count(*) FROM look WHERE viewer_as = 'export' AND subject_id = %lld", (long long)s->binh.v)));
    city_close(s);
}

TEST(each_pupil_reads_that_it_left_and_the_journal_says_to_whom)
{
    struct city *s = city_with_family(t, false);
    struct loop_reply r;
    const char *all = "SELECT count(*) FROM look WHERE viewer_as = 'export' AND kind = 'profile'", *contact = "SELECT count(*) FROM look WHERE viewer_as = 'export' AND kind = 'contact'";
    make_file(t, s, "");
    is_int(t, 3, count(t, s, all));                                                /* An, Bình, Chi */
    is_int(t, 0, count(t, s, contact));
    make_file(t, s, "&phu_huynh=1&dien_thoai=1");
    is_int(t, 3, count(t, s, contact));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/so-ghi"), &r));
    has_text(t, "người xuất danh sách ra tệp", r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/nhat-ky", &r));
    has_text(t, "giao xuất danh sách cho", r.body);
    has_text(t, "Nền tảng", r.body);
    city_close(s);
}

TEST(only_who_made_the_file_gets_it_and_only_the_office_asks_for_one)
{
    struct city *s = city_with_family(t, false);
    const char *path = make_file(t, s, "");
    is_int(t, 403, city_get(t, s, s->principal, path, NULL));
    is_int(t, 403, city_get(t, s, s->hang, path, NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, path, NULL));
    is_int(t, 404, city_get(t, s, s->tuan, path, NULL));
    is_int(t, 403, city_get(t, s, s->hang, "/t/thcs/xuat", NULL));                 /* GET /t/:truong/xuat */
    is_int(t, 404, city_get(t, s, s->lan, "/t/thcs/xuat", NULL));
    is_int(t, 403, city_post(t, s, s->toan, "/t/thcs/xuat", "noi_nhan=x", NULL));
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/thcs/xuat", "noi_nhan=x", NULL));
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/xuat", &r));
    lacks_text(t, "/t/thcs/tep/", r.body);
    city_close(s);
}

TEST(phones_need_the_guardians_and_a_name_whom_it_is_for)
{
    struct city *s = city_with_family(t, false);
    struct loop_reply r;
    is_int(t, 422, city_post(t, s, s->clerk, "/t/thcs/xuat", "noi_nhan=x&dien_thoai=1", &r));
    has_text(t, "chọn cả phụ huynh ở trên", r.body);
    is_int(t, 422, city_post(t, s, s->clerk, "/t/thcs/xuat", "noi_nhan=&phu_huynh=1", &r));
    is_int(t, 0, jobs_run_all(&s->app));
    city_close(s);
}

TEST(a_name_of_one_word_and_one_with_marks_are_written_as_they_are)
{
    struct sheet_out s;
    sheet_begin(&s, ONEROSTER_USERS);
    line_put(&s, "givenName", "A \"B\", C");
    line_put(&s, "no such column", "x");
    line_end(&s);
    has_text(t, ",\"A \"\"B\"\", C\",", s.b.p);
    is_true(t, s.wrong);
    is_int(t, 1, (int64_t)s.lines);
    buf_finish(&s.b);
}
