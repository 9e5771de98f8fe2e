/* Jobs that tie what was told to those who have come to belong to the school since (rooms/record/tie.c): new members every half hour; at night rows that
** were made one, and places that were taken back. What stays true: (1) they may be cut anywhere: how far the members of a school are looked up stands in a row, all
** else is asked anew; (2) a closure ties ten statements; (3) documents go with the statements. */
#include "base/ids.h"
#include "classes/classes.h"
#include "web/job.h"
#include "xapi/inside.h"
#include <string.h>

enum { ASIDE_BYTES = 64 << 20, PEOPLE = 100 /* looked up at once */,
       BEHIND_MS = 60000 /* who came this minute waits: what was told while they came may not be there yet */ };
struct tie { struct job *j; struct arena aside, *usual; int64_t done; char agent[KNOWN_AGENT_MOST + 1]; };

/* Each turn in an empty arena of its own, so that a city needs no more than one. */
static void aside_begin(struct tie *k) { k->usual = k->j->ask->arena; arena_init(&k->aside, ASIDE_BYTES); }

static void aside_turn(struct tie *k)
{
    arena_reset(&k->aside);
    k->j->ask->arena = &k->aside;
    k->j->ask->kept = NULL;
}

static void aside_leave(struct tie *k)
{
    k->j->ask->arena = k->usual;
    k->j->ask->kept = NULL;
}

static rc aside_end(struct tie *k, rc done)
{
    struct fault *f = k->j->ask->fault;
    aside_leave(k);
    if (f->message) f->message = arena_text(k->usual, f->message);
    if (f->detail) f->detail = arena_text(k->usual, f->detail);
    return done;
}

static rc tie_some(struct tx *t, const struct tying *in, int64_t *n) { return told_tie(t, in, n); }
CLOSURE(tie_some, struct tying, int64_t)

static rc tie_documents(struct tx *t, const person_id *in, void *out)
{
    struct belongs_here_row here;
    (void)out;
    try(belongs_here(t->ask, t->ask->scope.school, *in, &here));
    return here.n ? documents_tie(t, *in, NULL) : OK;
}
CLOSURE(tie_documents, person_id, void)

/* The class of that day, and what the office calls who told it. */
static rc placed(struct tie *k, struct untied *row, size_t n, const struct known_account *known)
{
    struct ask *a = k->j->ask;
    struct told *said = ARENA_MANY(a->arena, struct told, n);
    struct key_of_school_row key;
    bool found;
    if (!said) return LIMIT;
    for (size_t i = 0; i < n; i++) said[i] = (struct told){ .said = row[i].said, .at = { true, row[i].at }, .known = known, .knowns = known != NULL };
    try(statements_place(a, job_address(k->j), said, n));
    for (size_t i = 0; i < n; i++) {
        row[i].class_ref = said[i].class_ref;
        try(key_of_school(a, (xapi_key_id){ row[i].key }, &key, &found));
        row[i].teller = found ? key.name : "";
    }
    return OK;
}

/* Those that were written before it was kept whom they name. */
static rc person_states(struct tie *k, person_id person, const struct known_account *known)
{
    statement_id after = { 0 };
    size_t n;
    do {
        aside_turn(k);
        try(states_name(k->j->ask, job_address(k->j), person, known, &after, &n));
        try(job_step(k->j, k->done, 0));
    } while (n);
    return OK;
}

static rc person_tie(struct tie *k, person_id person)
{
    struct untied_after after = { 0 };
    for (;;) {
        struct untied *row;
        size_t n;
        int64_t tied;
        struct ask *a = k->j->ask;
        aside_turn(k);
        try(told_untied(a, job_address(k->j), person, &after, &row, &n));
        if (!n) break;
        try(placed(k, row, n, NULL));
        struct tying in = { person, row, n, NULL };
        try(transact(a, NULL, tie_some, &in, &tied));
        k->done += tied;
        try(job_step(k->j, k->done, 0));
    }
    try(person_states(k, person, NULL));
    return transact(k->j->ask, NULL, tie_documents, &person, NULL);
}

/* person: at most PEOPLE of them, not in the arena aside. */
static rc people_tie(struct tie *k, const person_id *person, size_t n)
{
    bool met[PEOPLE];
    struct documents_named_row *named;
    size_t documents;
    aside_turn(k);
    try(told_met(k->j->ask, job_address(k->j), person, n, met));
    try(profiles_name(k->j->ask, job_address(k->j), person, n));
    try(documents_named(k->j->ask, person, n, &named, &documents));
    for (size_t d = 0; d < documents; d++)
        for (size_t i = 0; i < n; i++) met[i] = met[i] || named[d].person_id.v == person[i].v;
    for (size_t i = 0; i < n; i++)
        if (met[i]) try(person_tie(k, person[i]));
    return OK;
}

/* ---- every half hour: who is new */

static rc looked(struct tx *t, const member_id *in, void *out) { return (void)out, told_looked(t, *in); }
CLOSURE(looked, member_id, void)

static rc school_tie(struct tie *k, instant upto)
{
    person_id *person, here[PEOPLE];
    member_id last = { 0 };
    size_t n;
    for (;;) {
        aside_turn(k);
        try(told_newcomers(k->j->ask, upto, &person, &n, &last));
        if (!n) return OK;
        if (n > PEOPLE) return fault_detail(k->j->ask, BUG, "more newcomers than were asked for");
        for (size_t i = 0; i < n; i++) here[i] = person[i];
        try(people_tie(k, here, n));
        try(transact(k->j->ask, NULL, looked, &last, NULL));
        try(job_step(k->j, k->done, 0));
    }
}

typedef rc (*schools_behind_of)(struct ask *a, instant upto, school_id after, school_id **rows, size_t *n);

/* Where documents are kept, though nothing was told. */
static rc documents_behind(struct ask *a, instant upto, school_id after, school_id **rows, size_t *n)
{
    struct schools_behind_row *row;
    try(schools_behind(a, after, (member_id){ id_at(upto.ms, 0, 0) }, &row, n));
    *rows = ARENA_MANY(a->arena, school_id, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = row[i].id;
    return OK;
}

static rc newcomers(struct tie *k, schools_behind_of behind)
{
    school_id *school, after = { 0 };
    instant upto = { ask_settled(k->j->ask).ms - BEHIND_MS };
    size_t n;
    do {
        aside_leave(k);
        try(behind(k->j->ask, upto, after, &school, &n));
        for (size_t i = 0; i < n; i++) {
            job_enter_school(k->j, after = school[i]);
            try(school_tie(k, upto));
        }
        job_enter_school(k->j, (school_id){ 0 });
    } while (n);
    return OK;
}

static rc all_newcomers(struct tie *k)
{
    try(newcomers(k, told_schools_behind));
    return newcomers(k, documents_behind);
}

rc tie_job(struct job *j)
{
    struct tie k = { .j = j };
    aside_begin(&k);
    rc done = aside_end(&k, all_newcomers(&k));
    arena_finish(&k.aside);
    job_enter_school(j, (school_id){ 0 });
    return done;
}

/* ---- by what a head said of an account */

/* Such as are told behind `after`, and documents that lie at that account. */
static rc known_tie(struct tie *k, const struct known_account *known, statement_id after)
{
    bool after_all = after.v != 0;                            /* documents are looked up once */
    for (;;) {
        struct untied *row;
        size_t n;
        int64_t tied;
        aside_turn(k);
        try(known_untied(k->j->ask, known, &after, &row, &n));
        if (!n) break;
        try(placed(k, row, n, known));
        struct tying in = { known->person, row, n, known };
        try(transact(k->j->ask, NULL, tie_some, &in, &tied));
        k->done += tied;
        try(job_step(k->j, k->done, 0));
    }
    if (after_all) return OK;
    aside_turn(k);
    try(profile_name_known(k->j->ask, known));
    try(person_states(k, known->person, known));
    return transact(k->j->ask, NULL, tie_documents, &known->person, NULL);
}

static rc unknow_some(struct tx *t, const struct known_account *in, int64_t *n)
{
    try(documents_unknow(t, in->person, in->id.v, NULL));
    return known_untie(t, in, n);
}
CLOSURE(unknow_some, struct known_account, int64_t)

static rc known_untie_all(struct tie *k, const struct known_account *known)
{
    for (int64_t some = 1; some; k->done += some) {
        aside_turn(k);
        try(transact(k->j->ask, NULL, unknow_some, known, &some));
        try(job_step(k->j, k->done, 0));
    }
    return OK;
}

static rc known_turn(struct tie *k, outside_known_id id, statement_id after)
{
    struct known_account known;
    bool open;
    aside_turn(k);
    try(known_find(k->j->ask, id, &known, &open));
    if (!known.agent || strlen(known.agent) > KNOWN_AGENT_MOST) return OK;      /* erased */
    memcpy(k->agent, known.agent, strlen(known.agent) + 1);        /* it outlives the turns */
    known.agent = k->agent;
    if (open) return known_tie(k, &known, after);
    int64_t before = k->done;
    try(known_untie_all(k, &known));
    return k->done > before ? person_tie(k, known.person) : OK;     /* what names our number too is theirs by that */
}

rc known_job(struct job *j)
{
    struct tie k = { .j = j };
    aside_begin(&k);
    rc done = aside_end(&k, known_turn(&k, (outside_known_id){ job_arg(j, "known") }, (statement_id){ 0 }));
    arena_finish(&k.aside);
    return done;
}

/* What was told while somebody said whose it is, or took it back: of the last three days. */
static rc known_again(struct tie *k)
{
    enum { BACK_MS = 3 * 86400000 };
    struct known_place *place, at = { { 0 }, { 0 } };
    statement_id since = { id_at(k->j->ask->now.ms - BACK_MS, 0, 0) };
    size_t n;
    do {
        aside_leave(k);
        try(known_after_list(k->j->ask, at.school, at.id, &place, &n));
        for (size_t i = 0; i < n; i++) {
            at = place[i];
            job_enter_school(k->j, at.school);
            try(known_turn(k, at.id, since));
        }
        job_enter_school(k->j, (school_id){ 0 });
    } while (n);
    return OK;
}

/* ---- at night: rows that were made one, and what holds no more */

static rc pair_tie(struct tie *k, const struct folded_pair *pair)
{
    person_id both[2] = { pair->folded, pair->kept };
    school_id *school;
    size_t n;
    aside_leave(k);
    try(schools_of_pair(k->j->ask, pair, &school, &n));
    for (size_t i = 0; i < n; i++) {
        job_enter_school(k->j, school[i]);
        try(people_tie(k, both, 2));
    }
    job_enter_school(k->j, (school_id){ 0 });
    return job_step(k->j, k->done, 0);
}

static rc folded(struct tie *k)
{
    struct folded_pair *pair;
    person_id after = { 0 };
    size_t n;
    do {
        aside_leave(k);
        try(folded_after(k->j->ask, after, &pair, &n));
        for (size_t i = 0; i < n; i++) {
            after = pair[i].folded;
            try(pair_tie(k, &pair[i]));
        }
    } while (n);
    return OK;
}

static rc untie_some(struct tx *t, const person_id *in, int64_t *n)
{
    try(documents_untie(t, *in, NULL));
    return told_untie(t, in, n);
}
CLOSURE(untie_some, person_id, int64_t)

static rc person_untie(struct tie *k, person_id person)
{
    for (int64_t some = 1; some; k->done += some) {
        aside_turn(k);
        try(transact(k->j->ask, NULL, untie_some, &person, &some));
        try(job_step(k->j, k->done, 0));
    }
    return OK;
}

static rc school_untie(struct tie *k)
{
    person_id *person, after = { 0 };
    size_t n;
    do {
        aside_leave(k);
        try(told_strangers(k->j->ask, after, &person, &n));
        for (size_t i = 0; i < n; i++) {
            after = person[i];
            try(person_untie(k, after));
        }
    } while (n);
    return OK;
}

static rc taken_back(struct tie *k)
{
    school_id *school, after = { 0 };
    size_t n;
    do {
        aside_leave(k);
        try(told_schools(k->j->ask, after, &school, &n));
        for (size_t i = 0; i < n; i++) {
            job_enter_school(k->j, after = school[i]);
            try(school_untie(k));
        }
        job_enter_school(k->j, (school_id){ 0 });
    } while (n);
    return OK;
}

/* Of whom only documents are kept. */
static rc documents_taken_back(struct tie *k)
{
    struct documents_no_longer_row *row;
    size_t n;
    person_id after = { 0 };
    do {
        aside_leave(k);
        try(documents_no_longer(k->j->ask, after, &row, &n));
        for (size_t i = 0; i < n; i++) {
            job_enter_school(k->j, row[i].school_id);
            try(person_untie(k, row[i].person_id));
            after.v = row[i].person_id.v - 1;               /* in further schools too: what is untied comes no more */
        }
        job_enter_school(k->j, (school_id){ 0 });
    } while (n);
    return OK;
}

static rc night(struct tie *k)
{
    try(folded(k));
    try(taken_back(k));
    try(documents_taken_back(k));
    return known_again(k);
}

rc tie_night_job(struct job *j)
{
    struct tie k = { .j = j };
    aside_begin(&k);
    rc done = aside_end(&k, night(&k));
    arena_finish(&k.aside);
    job_enter_school(j, (school_id){ 0 });
    return done;
}
