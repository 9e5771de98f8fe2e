/* Inside of record: how a statement is called outside, and days of weeks. */
#ifndef KHUE_ROOMS_RECORD_INSIDE_H
#define KHUE_ROOMS_RECORD_INSIDE_H

#include "base/buf.h"
#include "record/record.h"
#include "record/said.h"

enum { UUID_SIZE = 16, UUID_TEXT_SIZE = 37 };
/* The uuid of a deed of our own, always the same for it: version 7 (RFC 9562), so that it is ordered by time as the id is, and
** the B-tree of keys grows at its end. The bits that would be random come from school and id. */
void uuid_of(school_id school, statement_id id, uint8_t out[UUID_SIZE]);
void uuid_text(const uint8_t uuid[UUID_SIZE], char out[UUID_TEXT_SIZE]);

day monday_of(day d);

/* What a statement says of each whom it names, and how long it is kept (lines.c). */
struct line_of { instant at; const struct json *said; int64_t key; const char *teller; };
struct line { struct said_sort sort; const char *said; struct said words; };
void line_read(struct arena *a, const struct json *said, struct line *out);
/* Those of the persons who belong or belonged to the school; *tied: any. */
rc lines_write(struct tx *t, statement_id id, const struct line_of *of, const struct line *line, const person_id *person, size_t n, bool *tied);
/* Those whose accounts it names, as far as they stand and belong to the school; *tied becomes true where any was. */
rc known_write(struct tx *t, statement_id id, const struct line_of *of, const struct line *line, const struct known_account *known, size_t n, bool *tied);

/* k is the person's no longer (tie.c): the newest of what it told that names another account of theirs stays in their record, in this commit; a job does the rest. */
rc known_keep(struct tx *t, const struct known_account *k);

/* Sums of statements from outside (counted.c). Under which names each is counted: verb and thing are filled in, empty where it is one of many others. */
struct tally { const struct said *said; /* NULL = it is not counted */ uint8_t hash[2][TERM_SIZE]; struct bytes verb, thing; };
rc tallies_name(struct tx *t, struct tally *all, size_t n, int64_t key);
rc words_close(struct tx *t, const int *in, int64_t *closed);            /* a part of those that nobody tells of any more, where places are short */
struct count { school_id school; day on; int64_t key; enum component component; struct bytes verb, thing; int64_t class_ref; };
rc count_add(struct tx *t, const struct count *of, int64_t n);
rc count_class(struct tx *t, const struct count *of, int64_t n);         /* that of the class alone */
rc stored_add(struct tx *t, statement_id id, int64_t bytes);             /* how much came in, on the day on which it is stored */
/* That of a statement is taken back; nothing where it was not counted. forget: and the name of its activity, where nothing else bears it. */
rc count_back(struct tx *t, school_id school, statement_id id, bool forget);

/* outside.c: voids what one of its key voids, told since then, where the two were told at the same moment; a part of them. */
rc voids_again(struct tx *t, instant since, int64_t limit, int64_t *done);

/* kept.c: what a statement weighs is counted for its key, and given back. */
rc weight_told(struct tx *t, const struct told_batch *in, const struct told *s);
rc weight_forget(struct tx *t, school_id school, statement_id id);

/* Nothing of a statement from outside stays but its name; and it is found by nothing (forget.c). Which one: that of a school. */
struct forgotten { school_id school; statement_id id; struct bytes uuid, terms; int64_t *room; /* for so many of those that it finds; below 0 a job does the rest. NULL = for all */ };
rc statement_forget(struct tx *t, const struct forgotten *s);
rc statement_unfind(struct tx *t, const struct forgotten *s, int64_t *n);  /* a part of that: some thousand of what finds those that refer to it; n = 0: all are gone */
rc drop_outside_here(struct tx *t, person_id person, school_id school);
enum { JOB_TIDY, JOB_UNFIND };                            /* in record_jobs */
rc leftover_some(struct tx *t, int64_t *n);
rc drop_known_here(struct tx *t, person_id person, school_id school);
rc drop_known(struct tx *t, person_id person);
rc drop_outside(struct tx *t, person_id person);          /* erasure of a person: what was told of them alone goes, in what was told of others too they become nobody */
/* The document with other words in the place of each agent that has an account of that name; NULL: it cannot be done. */
const char *document_unnamed(struct arena *a, const char *document, const char *name, const char *nobody);

/* What follows a document's last member when it is given: when it was stored, and the timestamp where it said none. */
void stored_put(struct buf *b, instant stored, bool timed);
void instant_put(struct buf *b, instant at);      /* "2026-11-23T01:00:00.000Z", with quotation marks */

/* Does a document that is kept say the same? What a store adds by itself does not count. */
bool told_same(struct ask *a, const struct told *s, const char *document);

/* parts.c: how many agents stand in it, whatever by; a group counts as many. */
size_t named_in(const struct json *j);

/* ---- told.c: deeds as statements */

enum deed_verb deed_verb_of_iri(const char *iri);               /* 0 = none of ours */
/* A thing of the house: "https://khue.example/xapi/vat/news/0saphf26bzzg0". */
bool thing_of_iri(struct arena *a, const char *home, const char *iri, const char **kind, int64_t *id);

#endif
