/* The files of OneRoster 1.2 as the CSV binding lists them: data, compared by a test with what is written. */
#include "oneroster/inside.h"
#include <string.h>

const struct oneroster_kind oneroster_kinds[ONEROSTER_FILES] = {
    [ONEROSTER_SESSIONS] = { "academicSessions", "sourcedId status dateLastModified title type startDate endDate parentSourcedId schoolYear", "sourcedId" },
    [ONEROSTER_ORGS] = { "orgs", "sourcedId status dateLastModified name type identifier parentSourcedId", "sourcedId" },
    [ONEROSTER_COURSES] = { "courses", "sourcedId status dateLastModified schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes", "sourcedId" },
    [ONEROSTER_CLASSES] = { "classes", "sourcedId status dateLastModified title grades courseSourcedId classCode classType location schoolSourcedId termSourcedIds subjects "
                                       "subjectCodes periods", "sourcedId title" },
    [ONEROSTER_USERS] = { "users", "sourcedId status dateLastModified enabledUser username userIds givenName familyName middleName identifier email sms phone agentSourcedIds "
                                   "grades password userMasterIdentifier preferredGivenName preferredMiddleName preferredFamilyName primaryOrgSourcedId pronouns",
                          "sourcedId givenName familyName" },
    [ONEROSTER_ROLES] = { "roles", "sourcedId status dateLastModified userSourcedId roleType role beginDate endDate orgSourcedId userProfileSourcedId "
                                   ONEROSTER_METADATA_RELATION " " ONEROSTER_METADATA_ROLE " " ONEROSTER_METADATA_HEAD, "userSourcedId role" },
    [ONEROSTER_ENROLLMENTS] = { "enrollments", "sourcedId status dateLastModified classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate "
                                               ONEROSTER_METADATA_SUBJECT, "classSourcedId userSourcedId role" },
    [ONEROSTER_DEMOGRAPHICS] = { "demographics", "sourcedId status dateLastModified birthDate sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican "
                                                 "nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces hispanicOrLatinoEthnicity countryOfBirthCode "
                                                 "stateOfBirthAbbreviation cityOfBirth publicSchoolResidenceStatus", "sourcedId" },
};

/* All files that the manifest speaks of, ours and those that we do not write. */
static const char *const in_manifest[] = {
    "academicSessions", "categories", "classes", "classResources", "courses", "courseResources", "demographics", "enrollments", "lineItemLearningObjectiveIds", "lineItems",
    "lineItemScoreScales", "orgs", "resources", "resultLearningObjectiveIds", "results", "resultScoreScales", "roles", "scoreScales", "userProfiles", "userResources", "users"
};

static bool is_ours(const char *name)
{
    for (size_t i = 0; i < ONEROSTER_FILES; i++)
        if (str_is(oneroster_kinds[i].name, name)) return true;
    return false;
}

const char *manifest_text(struct arena *a, const char *school_code)
{
    const char *text = "propertyName,value\r\nmanifest.version,1.0\r\noneroster.version," ONEROSTER_VERSION "\r\n";
    for (size_t i = 0; i < sizeof in_manifest / sizeof *in_manifest; i++)
        text = arena_print(a, "%sfile.%s,%s\r\n", text, in_manifest[i], is_ours(in_manifest[i]) ? "bulk" : "absent");
    return arena_print(a, "%ssource.systemName,%s\r\nsource.systemCode,%s\r\n", text, "Khue", school_code);
}

size_t column_at(enum oneroster_file kind, const char *column)
{
    struct span rest = span_of(oneroster_kinds[kind].columns), one;
    for (size_t i = 0; span_cut(&rest, ' ', &one); i++)
        if (span_is(one, column)) return i;
    return ONEROSTER_COLUMNS_MOST;
}
