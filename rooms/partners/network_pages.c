/* One's own places beside schools: what is agreed and checked, and an alumnus's own word about the network. */
#include "generated/partners_views.h"
#include "partners/pages.h"
#include "partners/views.h"

#define BASE "/tai-khoan/mang-luoi"
struct word_in { int64_t id, rev; const char *word; };
static const struct field word_fields[] = {
    FIELD(struct word_in, id, FIELD_ID, REQUIRED, .name = "dong"),
    FIELD(struct word_in, rev, FIELD_INT, REQUIRED, .name = "rev"),
    FIELD(struct word_in, word, FIELD_CHOICE, REQUIRED, .name = "loi", .choices = "co khong", .label = N_("Câu trả lời")), { 0 } };
const struct form_spec word_form = { word_fields };

rc network_page(struct ctx *c, struct reply *r)
{
    struct network_view v = { 0 };
    struct outside_place *place;
    try(outside_places(c->ask, c->who->person, &place, &v.n));
    v.place = place;
    struct group_brief *group;
    try(groups_guided(c->ask, c->who->person, &group, &v.groups));
    v.group = group;
    return show(r, view_network, &v);
}

static rc word_store(struct tx *t, const struct alumnus_word *in, void *out)
{
    (void)out;
    try(access_recheck(t, GUEST_HOME, NULL, 0));
    try(alumnus_word(t, in));
    return answer(t, "%s", BASE);
}
CLOSURE(word_store, struct alumnus_word, void)

rc word_action(struct ctx *c, struct reply *r)
{
    struct word_in in;
    try(form_read(c, c->route->form, &in));
    struct alumnus_word word = { { in.id }, str_is(in.word, "co"), in.rev };
    try(transact(c->ask, c->key, word_store, &word, NULL));
    return see_other_flash(r, BASE, word.yes ? _("Bạn đã vào mạng lưới cựu học sinh của trường. Rút lúc nào cũng được, ngay ở trang này.")
                                             : _("Bạn đã rút khỏi mạng lưới cựu học sinh của trường."), NULL);
}
