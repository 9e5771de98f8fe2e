/* Restriction of processing. What stays true stands in people.h (7). */
#include "audit/audit.h"
#include "generated/people_queries.h"
#include "people/inside.h"
#include "people/people.h"

static rc told(struct tx *t, const struct act *act, person_id person, const char *reason)
{
    const char *name;
    try(person_name(t->ask, person, &name));
    return audit_add(t, &(struct change){ .act = act, .kind = "person", .id = person.v, .name = name, .about = person, .reason = reason });
}

/* What was done under a row that was folded into this one still stands under its number (rooms/record). */
static rc folded_put(struct tx *t, const struct new_restriction *in)
{
    struct folded_list_row *folded;
    size_t n;
    try(folded_list(t->ask, in->subject, &folded, &n));
    for (size_t i = 0; i < n; i++)
        try(restriction_insert(t, folded[i].id, NEW_ID(t, restriction_id), t->ask->scope.school, in->request, t->ask->me, in->reason, NULL));
    return OK;
}

rc restrict_put(struct tx *t, const struct new_restriction *in)
{
    struct restriction_stands_row row;
    bool found;
    try(persons_hold(t, in->subject, in->subject));
    try(restriction_stands(t->ask, in->subject, t->ask->scope.school, &row, &found));
    if (found)
        return refuse(t->ask, CONFLICT, 5325, _("Dữ liệu của người này đang được hạn chế sử dụng rồi. Tải lại trang để xem."), NULL);
    try(restriction_insert(t, in->subject, NEW_ID(t, restriction_id), t->ask->scope.school, in->request, t->ask->me, in->reason, NULL));
    try(folded_put(t, in));
    return told(t, &people_acts[ACT_RESTRICT_ON], in->subject, in->reason);
}

rc restrict_lift(struct tx *t, const struct restriction_end *in)
{
    int64_t changed;
    try(restriction_end(t, in->subject, in->id, t->ask->scope.school, t->ask->me, in->reason, in->rev, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 5326, _("Lần hạn chế này vừa được gỡ hoặc đã đổi. Tải lại trang để xem."), NULL);
    try(restriction_end_folded(t, in->subject, t->ask->scope.school, t->ask->me, in->reason, NULL));
    return told(t, &people_acts[ACT_RESTRICT_OFF], in->subject, in->reason);
}

rc restricted(struct ask *a, person_id person, bool *yes)
{
    struct restriction_stands_row row;
    return restriction_stands(a, person, a->scope.school, &row, yes);
}
