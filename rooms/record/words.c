/* What verbs are called by other systems, and where the rooms' kinds of things are found. */
#include "base/str.h"
#include "record/record.h"

/* From the vocabularies that record stores know: Activity Streams 1.0 and ADL. */
static const char *const iris[DEED_VERB_COUNT + 1] = {
    [DEED_VERB_WROTE]     = "http://activitystrea.ms/schema/1.0/author",
    [DEED_VERB_PUBLISHED] = "http://adlnet.gov/expapi/verbs/shared",
    [DEED_VERB_READ]      = "http://activitystrea.ms/schema/1.0/read",
    [DEED_VERB_CONFIRMED] = "http://activitystrea.ms/schema/1.0/confirm",
    [DEED_VERB_PROPOSED]  = "http://activitystrea.ms/schema/1.0/submit",
    [DEED_VERB_APPROVED]  = "http://activitystrea.ms/schema/1.0/approve",
    [DEED_VERB_COMMENTED] = "http://adlnet.gov/expapi/verbs/commented",
    [DEED_VERB_JOINED]    = "http://activitystrea.ms/schema/1.0/join",
    [DEED_VERB_BEGAN]     = "http://activitystrea.ms/schema/1.0/start",
};

const char *deed_verb_iri(enum deed_verb verb)
{
    return verb > 0 && verb <= DEED_VERB_COUNT ? iris[verb] : NULL;
}

const struct object_kind *object_kind_of(const char *code, const char **room)
{
    for (const struct object_table *t = object_tables; t->room; t++)
        for (const struct object_kind *k = t->rows; k->code; k++)
            if (str_is(k->code, code)) {
                if (room) *room = t->room;
                return k;
            }
    return NULL;
}
