/* Cards of young children: made, kept, ended. The pages are in card_pages.c and card_in.c. */
#include "access/cards.h"
#include "access/acts.h"
#include "generated/access_queries.h"
#include <sodium.h>

const struct card_picture card_picture[CARD_OF] = {
    { "sun", N_("Mặt trời") }, { "moon", N_("Mặt trăng") }, { "star", N_("Ngôi sao") }, { "house", N_("Ngôi nhà") },
    { "book-open", N_("Quyển sách") }, { "bell", N_("Cái chuông") }, { "camera", N_("Máy ảnh") }, { "footprints", N_("Dấu chân") },
    { "hand", N_("Bàn tay") }, { "lightbulb", N_("Bóng đèn") }, { "sprout", N_("Mầm cây") }, { "flag", N_("Lá cờ") },
    { "pencil", N_("Bút chì") }, { "soup", N_("Bát canh") }, { "hammer", N_("Cái búa") }, { "key-round", N_("Chìa khóa") },
};

static void picture_pick(size_t picture[CARD_PICTURES])
{
    bool taken[CARD_OF] = { false };
    size_t n = 0;
    for (size_t picked = 0; picked < CARD_PICTURES;) {
        size_t at = randombytes_uniform(CARD_OF);
        if (taken[at]) continue;
        taken[at] = true;
        picked++;
    }
    for (size_t i = 0; i < CARD_OF; i++)
        if (taken[i]) picture[n++] = i;
}

/* The code without its hyphen, as code_chars leaves it. */
static bool hashes(const struct app *app, struct arena *a, const char *code, const size_t *picture, uint8_t code_hash[HASH_SIZE], uint8_t pictures_hash[HASH_SIZE])
{
    const char *both = arena_print(a, "%s %zu %zu %zu", code, picture[0], picture[1], picture[2]);
    if (a->failed) return false;
    token_hash(app->secret, "card code", code, code_hash);
    token_hash(app->secret, "card pictures", both, pictures_hash);
    return true;
}

rc card_make(struct app *app, struct arena *a, person_id person, const char *name, struct fresh_card *out)
{
    char code[CODE_CHARS + 1];
    random_text(code, CODE_CHARS);
    *out = (struct fresh_card){ .person = person, .name = name, .shown = code_shown(a, code) };
    picture_pick(out->picture);
    return out->shown && hashes(app, a, code, out->picture, out->code_hash, out->pictures_hash) ? OK : LIMIT;
}

bool card_read(const struct app *app, struct arena *a, const char *typed, const size_t *picture, uint8_t code_hash[HASH_SIZE], uint8_t pictures_hash[HASH_SIZE])
{
    char code[CODE_CHARS + 1];
    return code_chars(typed, code) && hashes(app, a, code, picture, code_hash, pictures_hash);
}

static rc account_for(struct tx *t, const struct fresh_card *card)
{
    struct card_account_row row;
    const char *user_name;
    bool found;
    try(card_account(t->ask, card->person, &row, &found));
    if (found && row.by_card && !row.closed) return OK;
    if (found)
        return refuse(t->ask, CONFLICT, 5217, _("{ten} có tài khoản riêng nên không dùng thẻ. Tải lại trang để xem."), "ten", card->name, NULL);
    try(account_add(t, card->person, card->name, false, (batch_id){ 0 }, &user_name));
    return account_card_on(t, card->person, NULL);
}

rc card_store(struct tx *t, const struct fresh_card *card, instant until)
{
    bool was;
    try(account_for(t, card));
    try(card_drop(t, card->person, &was));
    return card_insert(t, NEW_ID(t, sign_in_card_id), card->person, (struct bytes){ card->code_hash, HASH_SIZE },
                       (struct bytes){ card->pictures_hash, HASH_SIZE }, t->ask->me, until, NULL);
}

rc card_drop(struct tx *t, person_id child, bool *was)
{
    struct card_account_row row;
    int64_t changed;
    bool found;
    try(card_void(t, child, &changed));
    *was = changed > 0;
    if (!*was) return OK;
    try(card_account(t->ask, child, &row, &found));
    return found && row.by_card ? session_end_all(t, child) : OK;
}

rc card_outgrown(struct tx *t, person_id person)
{
    int64_t changed;
    try(account_card_off(t, person, &changed));
    return changed ? card_void(t, person, NULL) : OK;
}
