#include "main/demo_cards.h"
#include "base/ids.h"
#include "base/str.h"
#include <stdio.h>
#include <string.h>

#define CARDS 32
#define FILE_SIZE 16384

static struct demo_card card[CARDS];
static char text[FILE_SIZE];

static bool card_read(char *line, struct demo_card *out)
{
    const char *part[6] = { "", "", "", "", "", "" };
    for (int i = 0; i < 6 && line; i++)
        part[i] = strsep(&line, "\t");
    int64_t id;
    if (!id_read(part[0], &id)) return false;
    *out = (struct demo_card){ .person = { id }, .role = part[1], .name = part[2], .note = part[3], .user_name = part[4], .school = part[5] };
    return true;
}

static const char *path_of(const struct app *app, char *path, size_t n)
{
    snprintf(path, n, "%s/demo.tsv", app->config.data);
    return path;
}

void demo_cards_read(struct app *app)
{
    char path[1024];
    FILE *f = fopen(path_of(app, path, sizeof path), "r");
    if (!f) return;
    size_t n = fread(text, 1, sizeof text - 1, f), cards = 0;
    fclose(f);
    text[n] = 0;
    char *save = NULL;
    for (char *line = strtok_r(text, "\n", &save); line && cards < CARDS; line = strtok_r(NULL, "\n", &save))
        if (card_read(line, &card[cards])) cards++;
    app->demo_card = card;
    app->demo_cards = cards;
    app->config.demo = true;
}

void demo_cards_print(const struct app *app, FILE *out)
{
    if (!app->demo_cards) return;
    fprintf(out, "Who can sign in (on the first page, or by user name with the password %s):\n", DEMO_PASSWORD);
    const char *school = NULL;
    for (size_t i = 0; i < app->demo_cards; i++) {
        const struct demo_card *one = &app->demo_card[i];
        if (!school || !str_is(school, one->school)) fprintf(out, "%s\n", *one->school ? one->school : "Of no school");
        school = one->school;
        fprintf(out, "  %-20s %s: %s\n", one->user_name, one->name, one->note);
    }
}

bool demo_cards_write(const struct app *app, const struct demo_card *cards, size_t n)
{
    char path[1024], id[ID_TEXT_SIZE];
    FILE *f = fopen(path_of(app, path, sizeof path), "w");
    if (!f) return false;
    for (size_t i = 0; i < n; i++) {
        id_text(cards[i].person.v, id);
        fprintf(f, "%s\t%s\t%s\t%s\t%s\t%s\n", id, cards[i].role, cards[i].name, cards[i].note, cards[i].user_name, cards[i].school);
    }
    return fclose(f) == 0;
}
