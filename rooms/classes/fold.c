/* Two rows of one colleague become one, and two again: what the folded row does in classes and departments goes on under a place of the kept one.
** What stays true: (1) nothing is rewritten: the folded row's duties end by the batch, the kept one's begin by it; (2) a class has one homeroom teacher
** all the time; (3) back means: as before, but for what somebody has ended since. Source: docs/decisions/0061, 0125. */
#include "classes/classes.h"
#include "generated/classes_queries.h"

static rc duties_move(struct tx *t, const struct staff_fold *in, day today)
{
    struct duties_of_place_row *row;
    size_t n;
    try(duties_of_place(t->ask, in->folded, in->from, today, &row, &n));
    for (size_t i = 0; i < n; i++) {
        try(duty_over(t, row[i].id, today, in->batch, NULL));
        try(duty_carry(t, NEW_ID(t, teaching_id), row[i].id, in->kept, in->to, today, in->batch, NULL));
    }
    return OK;
}

/* Whoever leads a department under either row leads it under the kept one. */
static rc seats_move(struct tx *t, const struct staff_fold *in, day today)
{
    struct seats_of_place_row *row;
    size_t n;
    try(seats_of_place(t->ask, in->from, &row, &n));
    for (size_t i = 0; i < n; i++) {
        struct seat_there_row there;
        bool sits;
        try(seat_there(t->ask, row[i].department_id, in->kept, &there, &sits));
        try(seat_over(t, row[i].id, today, in->batch, NULL));
        if (sits && (there.head || !row[i].head)) continue;
        if (sits) try(seat_over(t, there.id, today, in->batch, NULL));
        try(seat_carry(t, NEW_ID(t, department_member_id), row[i].department_id, in->to, in->kept, row[i].head, today, in->batch, NULL));
    }
    return OK;
}

rc staff_duties_fold(struct tx *t, const struct staff_fold *in)
{
    day today = day_of(t->now);
    try(duties_move(t, in, today));
    return seats_move(t, in, today);
}

rc staff_duties_unfold(struct tx *t, batch_id batch, person_id kept)
{
    struct duties_to_go_back_row *duty;
    struct seats_to_go_back_row *seat;
    size_t duties, seats;
    day today = day_of(t->now);
    try(duties_to_go_back(t->ask, batch, kept, today, &duty, &duties));
    try(seats_to_go_back(t->ask, batch, kept, &seat, &seats));
    try(duties_carried_end(t, batch, today, NULL));
    try(seats_carried_end(t, batch, today, NULL));
    for (size_t i = 0; i < duties; i++) try(duty_back(t, duty[i].id, today, NULL));
    for (size_t i = 0; i < seats; i++) try(department_seat_reopen(t, seat[i].id, today, NULL));
    return OK;
}
