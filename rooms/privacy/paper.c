#include "privacy/paper.h"
#include "access/access.h"

rc paper_may_sign(struct ask *a, person_id child, const struct guardian_line *g, bool *yes)
{
    bool kept_away = g->limited;
    if (!kept_away) try(order_keeps(a, g->id, child, &kept_away));
    *yes = !kept_away;
    return OK;
}

static rc signer_check(struct tx *t, const struct paper_words *in, const char *field)
{
    struct guardian_line *line;
    size_t n;
    bool yes = false;
    if (in->guardian.v == 0) return OK;
    try(guardians_of(t->ask, in->subject, &line, &n));
    for (size_t i = 0; i < n; i++)
        if (line[i].id.v == in->guardian.v) try(paper_may_sign(t->ask, in->subject, &line[i], &yes));
    return yes ? OK : refuse_field(t->ask, field, 5250, _("Người này nay không còn quyết định thay em. Tải lại trang để xem ai kí được."), NULL);
}

static rc word_on(struct tx *t, const struct paper_words *in, const struct consent_paper *paper, size_t u, bool self)
{
    const char *word = self ? in->self[u] : in->kin[u];
    const struct purpose *p = &purposes[u];
    if (str_empty(word)) return OK;
    return consent_put(t, &(struct consent_word){ .subject = in->subject, .purpose = p, .voice = self ? CONSENT_VOICE_SELF : CONSENT_VOICE_GUARDIAN, .given = str_is(word, "co"),
                            .words = self ? p->words_child : p->words_guardian, .paper = paper, .by = self ? in->subject : in->guardian });
}

rc paper_write(struct tx *t, const struct paper_words *in, const char *field, struct consent_paper *out)
{
    try(access_recheck(t, CONSENT_PAPER, "em", in->subject.v));
    try(family_apart(t, in->subject));
    try(signer_check(t, in, field));
    try(consent_paper_add(t, in->subject, in->signed_on, out));
    for (size_t u = 0; u < PURPOSES; u++) {
        try(word_on(t, in, out, u, false));
        try(word_on(t, in, out, u, true));
    }
    return guardians_hear(t, in->subject, (person_id){ 0 }, _("{truong} vừa ghi lời đồng ý hay không đồng ý của gia đình theo một phiếu giấy đã kí. Nếu không đúng, đổi lại ở trang Lời đồng ý và báo nhà trường."));
}
