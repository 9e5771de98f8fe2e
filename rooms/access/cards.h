/* Inside of access: cards of children who do not type yet (grades 1 and 2). What stays true (docs/decisions/0056-cards.md):
** (1) a card is a code to have (on paper, as a QR) and three of sixteen pictures to know (told by the teacher, not on the card);
** (2) only a pupil whose account knows no other way in has one, never a guardian, staff or a pupil with a password; one at a time;
** (3) who came by a card finds the few pages of decide_card.c, and nothing that a guardian sees or says;
** (4) wrong pictures are counted before anything is told; after CARD_TRIES the card is void, and its maker hears of it;
** (5) it ends with the child's place as a pupil, with its date, when somebody says that it is lost, when another is made, when an order
**     keeps a guardian from the child, and when the child chooses a password; every session that it opened ends with it. */
#ifndef KHUE_ROOMS_ACCESS_CARDS_H
#define KHUE_ROOMS_ACCESS_CARDS_H

#include "access/codes.h"
#include "web/ctx.h"
#include "web/form.h"
#include "web/reply.h"

enum { CARD_PICTURES = 3, CARD_OF = 16, CARD_TRIES = 5, CARD_GRADE_LAST = 2 };

struct card_picture { const char *icon, *word; };       /* of icons.svg; word: source text */
extern const struct card_picture card_picture[CARD_OF];

struct fresh_card { person_id person; const char *name, *shown; size_t picture[CARD_PICTURES]; uint8_t code_hash[32], pictures_hash[32]; };
rc card_make(struct app *app, struct arena *a, person_id person, const char *name, struct fresh_card *out);
/* The hashes of what was typed and chosen (CARD_PICTURES of them, ascending). false: it cannot be a code. */
bool card_read(const struct app *app, struct arena *a, const char *typed, const size_t *picture, uint8_t code_hash[32], uint8_t pictures_hash[32]);

/* Makes the account where there is none, and voids the older card; CONFLICT where the child has an account of another kind. */
rc card_store(struct tx *t, const struct fresh_card *card, instant until);
/* The card is void and whoever came by it is out. *was: there was one. Writes nothing into the journal. */
rc card_drop(struct tx *t, person_id child, bool *was);
/* The child signs in as everybody from now on. */
rc card_outgrown(struct tx *t, person_id person);

/* decide_card.c: may whoever came by a card open this route? */
bool card_opens(const struct ctx *c, const struct need *need);

struct cards_in { bool all; };
struct card_one_in { person_id person; };
struct card_try_in { const char *code; struct typed_list picked; };
extern const struct field cards_fields[], card_one_fields[], card_try_fields[];
rc cards_page(struct ctx *c, struct reply *r);
rc cards_action(struct ctx *c, struct reply *r);
rc card_again_action(struct ctx *c, struct reply *r);
rc card_end_action(struct ctx *c, struct reply *r);
rc by_card_page(struct ctx *c, struct reply *r);
rc by_card_action(struct ctx *c, struct reply *r);
rc child_card_page(struct ctx *c, struct reply *r);
rc child_card_end_action(struct ctx *c, struct reply *r);

#endif
