/* OneRoster exports: a whole archive (PK…), or one of its files. A file's input begins with a letter that says which one it takes the place
** of: m manifest, u users, r roles, c classes, e enrollments, d demographics, a academicSessions, o orgs; the archive round it is honest and stored unpacked. */
#include "test/fuzz/roster_list.h"
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct archived files[] = {
    { 'm', "manifest.csv", "propertyName,value\noneroster.version,1.2\n" },
    { 'u', "users.csv", "sourcedId,givenName,familyName,agentSourcedIds\nu1,An,Trần,g1\ng1,Tuấn,Trần,\ns1,Hằng,Trịnh,\n" },
    { 'r', "roles.csv", "sourcedId,userSourcedId,role,orgSourcedId,metadata.khue.head\nr1,u1,student,o0,\nr2,g1,parent,o0,\nr3,s1,teacher,o0,\nr4,s1,teacher,o1,true\n" },
    { 'c', "classes.csv", "sourcedId,title,classType\nc1,6A1,homeroom\n" },
    { 'e', "enrollments.csv", "sourcedId,classSourcedId,userSourcedId,role,primary\ne1,c1,u1,student,\ne2,c1,s1,teacher,true\n" },
    { 'd', "demographics.csv", "sourcedId,birthDate,sex\nu1,2015-09-05,female\n" },
    { 'a', "academicSessions.csv", "sourcedId,title,type,startDate,endDate\ny1,2026-2027,schoolYear,2026-09-05,2027-05-31\n" },
    { 'o', "orgs.csv", "sourcedId,name,type,parentSourcedId\no0,Trường,school,\no1,Tổ Toán,department,o0\n" }
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > 256 * 1024) return -1;
    if (!memcmp(data, "PK", 2)) roster_fuzz(data, size); else roster_fuzz_part(files, sizeof files / sizeof *files, data, size);
    return 0;
}
