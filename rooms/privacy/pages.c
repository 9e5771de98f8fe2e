/* The page of consents: what for, in plain words, what was said, and two buttons. */
#include "access/access.h"
#include "consent/consent.h"
#include "generated/privacy_views.h"
#include "people/people.h"
#include "privacy/pages.h"
#include "privacy/privacy.h"
#include "privacy/views.h"

struct word_in { const char *purpose, *word; };
static const struct field word_fields[] = {
    FIELD(struct word_in, purpose, FIELD_TEXT, REQUIRED, .name = "muc", .max = 40, .label = N_("Việc dùng")),
    FIELD(struct word_in, word, FIELD_TEXT, REQUIRED, .name = "loi", .max = 10, .label = N_("Câu trả lời")), { 0 } };
const struct form_spec consent_word_form = { word_fields };

static const char *base_of(struct ctx *c) { return arena_print(c->arena, "/ho-so/%s/dong-y", path_text(c, "em")); }
static const char *sentence(const struct purpose *p, bool self) { return self ? p->words_child : p->words_guardian; }

static rc use_fill(struct ctx *c, struct consents_view *v, struct asked_use *use, const struct purpose *p)
{
    use->purpose = p;
    use->words = sentence(p, v->self);
    for (size_t i = 0; i < v->lines; i++)
        if (!v->line[i].ended_at.has && v->line[i].by.v == c->who->person.v && str_is(v->line[i].purpose, p->code)) use->said = true, use->yes = v->line[i].given;
    return consent_of(c->ask, v->subject.id, p, &use->now);
}

rc consents_page(struct ctx *c, struct reply *r)
{
    person_id id = PATH_ID(c, "em", person_id);
    struct consents_view v = { .self = id.v == c->who->person.v, .action = base_of(c) };
    struct consent_line *line;
    try(person_mine(c->ask, id, &v.subject));
    try(consents_of(c->ask, id, &line, &v.lines));
    v.line = line;
    struct consent_needs needs = consent_needs(v.subject.born, c->today);
    v.speaks = v.self ? needs.self : needs.guardian;
    v.both = needs.self && needs.guardian;
    for (size_t i = 0; i < PURPOSES; i++) try(use_fill(c, &v, &v.use[i], &purposes[i]));
    return show(r, view_consents, &v);
}

static rc word_store(struct tx *t, const struct consent_word *in, void *out)
{
    (void)out;
    try(access_recheck(t, CONSENT_GIVE, "em", in->subject.v));
    return consent_put(t, in);
}
CLOSURE(word_store, struct consent_word, void)

rc consents_action(struct ctx *c, struct reply *r)
{
    struct word_in in;
    try(form_read(c, c->route->form, &in));
    struct consent_word word = { .subject = PATH_ID(c, "em", person_id), .purpose = purpose_of(in.purpose), .given = str_is(in.word, "co") };
    bool self = word.subject.v == c->who->person.v;
    if (!word.purpose) return form_wrong(c, "muc", _("Việc dùng này không còn được hỏi. Xem lại trang rồi chọn."));
    if (!word.given && !str_is(in.word, "khong")) return form_wrong(c, "loi", _("Hãy chọn đồng ý hoặc không đồng ý."));
    word.voice = self ? CONSENT_VOICE_SELF : CONSENT_VOICE_GUARDIAN;
    word.words = tr(c->lang, sentence(word.purpose, self));
    try(transact(c->ask, c->key, word_store, &word, NULL));
    return see_other_flash(r, base_of(c), word.given ? _("Đã ghi lời đồng ý. Đổi ý lúc nào cũng được, ngay ở trang này.") : _("Đã ghi: không đồng ý. Từ lúc này nhà trường không được dùng vào việc đó."), NULL);
}
