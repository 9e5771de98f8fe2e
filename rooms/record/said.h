/* Inside of record: what a statement from outside says, in few words. Its texts are foreign: every one is tidied, bounded and one line, and none is ever
** more than a text to be escaped.
** What stays true: (1) said_of() never fails but by a full arena, whatever the statement; (2) what said_text() wrote, said_read() reads again, the same;
** (3) a statement's sentence names nobody but the reader's own person: who else is in it stays unsaid. */
#ifndef KHUE_ROOMS_RECORD_SAID_H
#define KHUE_ROOMS_RECORD_SAID_H

#include "base/json.h"
#include "base/lang.h"
#include "record/record.h"

enum { SAID_VI, SAID_EN, SAID_OTHER, SAID_LANGS };              /* which of a statement's languages are kept */
struct said {
    const char *verb;                       /* IRI; the others NULL = not said */
    const char *did[SAID_LANGS];            /* its display */
    const char *thing[SAID_LANGS];          /* name of the object */
    const char *id, *type;                  /* IRIs of the object */
    const char *success, *completion;       /* "1", "0" */
    const char *raw, *max, *scaled;         /* numbers as written */
    const char *progress;                   /* of a hundred */
    const char *duration;                   /* ISO 8601 */
    const char *response;
};
enum { SAID_TEXT_MOST = 4096 };

void said_of(struct arena *a, const struct json *statement, struct said *out);
const char *said_text(struct arena *a, const struct said *s);
void said_read(struct arena *a, const char *text, struct said *out);

/* By what a line is filtered. */
struct said_sort { const char *thing /* code of a thing_word */; enum component component; const char *topic, *competence /* subject, competence; NULL = none */; enum told_kind kind; };
void said_sort(struct arena *a, const struct json *statement, const struct said *s, struct said_sort *out);
/* What the person did in it: 0 = did it, WITH = one of the group that did, ABOUT = named elsewhere. */
enum deed_part said_part(const struct json *statement, person_id person);

/* Kinds of things that other systems tell of; ends with code NULL. `types`: IRIs without scheme, a blank between. */
struct thing_word { const char *code; enum component component; const char *label; const char *types; };
extern const struct thing_word thing_words[];
const struct thing_word *thing_word_of(const char *code);       /* NULL when there is none */
/* Verbs of the vocabularies that record stores know. NULL = unknown. */
struct verb_word { const char *iri /* without scheme */, *label; bool trace /* how one moved in a program, no result */; };
const struct verb_word *verb_word_of(const char *iri);

/* ---- in words (sentence.c). `who`: the person's given name. */
void said_words(struct arena *a, enum lang lang, const struct said *s, const char *thing, enum deed_part part, const char *who, struct line_words *out);

#endif
