/* When two rows of one pupil become one, open wishes and places go over to the kept row, and back when they are two again. */
#include "generated/groups_queries.h"
#include "groups/groups.h"

rc group_places_fold(struct tx *t, person_id folded, person_id kept, batch_id batch)
{
    struct group_places_open_row *row;
    struct pupil_to_take_row to;
    size_t n;
    bool found;
    day today = day_of(t->now);
    try(group_places_open(t->ask, folded, &row, &n));
    for (size_t i = 0; i < n; i++) {
        try(group_place_over(t, row[i].id, today, batch, NULL));
        try(pupil_to_take(t->ask, kept, row[i].group_id, today, &to, &found));
        if (found && !to.there)
            try(group_place_carry(t, NEW_ID(t, group_member_id), row[i].group_id, to.member_id, kept, row[i].state, row[i].by_person, row[i].at, row[i].from_day, batch, NULL));
    }
    return OK;
}

rc group_places_unfold(struct tx *t, batch_id batch)
{
    try(group_places_carried_end(t, batch, day_of(t->now), NULL));
    return group_places_back(t, batch, NULL);
}

/* ---- a colleague: who leads by the place that ends leads by the one that stays */

rc group_leads_fold(struct tx *t, member_id from, member_id to, person_id kept, batch_id batch)
{
    struct leads_of_place_row *row;
    size_t n;
    day today = day_of(t->now);
    try(leads_of_place(t->ask, from, kept, &row, &n));
    for (size_t i = 0; i < n; i++) {
        try(lead_over(t, row[i].id, today, batch, NULL));
        if (row[i].too == 0) try(lead_carry(t, NEW_ID(t, group_leader_id), row[i].group_id, kept, to, today, batch, NULL));
    }
    return OK;
}

rc group_leads_unfold(struct tx *t, batch_id batch, person_id kept)
{
    struct leads_to_go_back_row *row;
    size_t n;
    try(leads_to_go_back(t->ask, batch, kept, &row, &n));
    try(leads_carried_end(t, batch, day_of(t->now), NULL));
    for (size_t i = 0; i < n; i++) try(lead_back(t, row[i].id, NULL));
    return OK;
}
