/* The demo's sign-in cards: DATA/demo.tsv, written by `khue demo`, one line a card: person, role, name, note, user name, school.
** Where the file is, the data is a demo: config.demo is set, and the first page lets anybody in as one of these people. */
#ifndef KHUE_MAIN_DEMO_CARDS_H
#define KHUE_MAIN_DEMO_CARDS_H

#include "web/app.h"
#include <stdio.h>

#define DEMO_PASSWORD "hoc-sang-tao-2026"      /* of every account of the demo */

void demo_cards_read(struct app *app);                  /* nothing where there is no such file */
void demo_cards_print(const struct app *app, FILE *out);        /* who can sign in, for the terminal */
bool demo_cards_write(const struct app *app, const struct demo_card *card, size_t n);

#endif
