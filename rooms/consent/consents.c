/* Words of families. What stays true stands in consent.h. */
#include "consent/consent.h"
#include "generated/consent_queries.h"

const struct purpose purposes[] = {
    { "photo.class", N_("Ảnh hoạt động của lớp"),
      N_("Tôi đồng ý để thầy cô gửi ảnh hoạt động có con cho học sinh và phụ huynh trong lớp xem."),
      N_("Em đồng ý để thầy cô gửi ảnh có em cho các bạn và phụ huynh trong lớp xem.") },
    { "photo.page", N_("Ảnh trên trang công khai của trường"),
      N_("Tôi đồng ý để nhà trường đăng ảnh có con trên trang công khai. Người ngoài trường cũng xem được."),
      N_("Em đồng ý để trường đăng ảnh có em lên trang của trường. Người lạ cũng xem được ảnh đó.") },
    { "name.honour", N_("Tên trong danh sách khen"),
      N_("Tôi đồng ý để nhà trường đăng họ tên, lớp và thành tích của con trong danh sách khen trên trang công khai."),
      N_("Em đồng ý để trường đăng tên, lớp và thành tích khi em được khen. Người lạ cũng đọc được.") },
    { "work.publish", N_("Bài làm và sản phẩm"),
      N_("Tôi đồng ý để nhà trường đăng bài làm, sản phẩm của con trên trang công khai, có ghi tên con."),
      N_("Em đồng ý để trường đăng bài làm của em, có ghi tên em. Người lạ cũng xem được.") },
    { 0 }
};
_Static_assert(sizeof purposes / sizeof *purposes == PURPOSES + 1, "PURPOSES counts purposes[]");

const struct act consent_acts[] = { { "consent.word", N_("nói lời đồng ý hay không đồng ý về {vat}") },
                                    { "consent.paper", N_("ghi từ phiếu giấy lời đồng ý hay không đồng ý về {vat}") }, { 0 } };

const struct purpose *purpose_of(const char *code)
{
    for (const struct purpose *p = purposes; p->code; p++)
        if (str_is(p->code, code)) return p;
    return NULL;
}

struct consent_needs consent_needs(opt_day born, day on)
{
    int years = born.has ? day_age(born.v, on) : CHILD_SPEAKS;
    return (struct consent_needs){ .self = years >= CHILD_SPEAKS, .guardian = years < ADULT };
}

enum consent_now consent_weigh(struct consent_needs needs, const struct consent_said *said, size_t n)
{
    size_t own = 0, guardians = 0;
    for (size_t i = 0; i < n; i++) {
        bool counts = said[i].self ? needs.self : needs.guardian && said[i].decides;
        if (!counts) continue;
        if (!said[i].given) return CONSENT_REFUSED;
        if (said[i].self) own++;
        else guardians++;
    }
    if (own + guardians == 0) return CONSENT_NONE;
    return (needs.self && !own) || (needs.guardian && !guardians) ? CONSENT_HALF : CONSENT_GIVEN;
}

rc consent_of(struct ask *a, person_id subject, const struct purpose *p, enum consent_now *out)
{
    struct consent_subject_row who;
    struct consent_standing_row *row;
    size_t n;
    *out = CONSENT_NONE;
    try(consent_subject(a, subject, &who));
    try(consent_standing(a, subject, p->code, &row, &n));
    struct consent_said *said = ARENA_MANY(a->arena, struct consent_said, n);
    if (!said) return LIMIT;
    for (size_t i = 0; i < n; i++) said[i] = (struct consent_said){ row[i].voice == CONSENT_VOICE_SELF, row[i].given, row[i].decides };
    *out = consent_weigh(consent_needs(who.born, day_of(a->now)), said, n);
    return OK;
}

static const char *word_of(bool given) { return given ? N_("Đồng ý") : N_("Không đồng ý"); }

rc consent_paper_add(struct tx *t, person_id subject, day signed_on, struct consent_paper *out)
{
    day today = day_of(t->now);
    if (signed_on.n > today.n)
        return refuse_field(t->ask, "ngay", 5246, _("Ngày kí không thể ở tương lai. Ghi đúng ngày trên phiếu."), NULL);
    if (signed_on.n < today.n - WORDS_PAPER_DAYS)
        return refuse_field(t->ask, "ngay", 5247, _("Phiếu kí đã quá một năm. In phiếu mới và hỏi lại gia đình."), NULL);
    *out = (struct consent_paper){ NEW_ID(t, consent_paper_id), signed_on };
    return consent_paper_insert(t, out->id, subject, t->ask->scope.school, signed_on, t->ask->me, NULL);
}

/* Whose word counts today; a signature counted only if it would have on its day. */
static rc voice_counts(struct tx *t, const struct consent_word *in, opt_day born)
{
    struct consent_needs needs = consent_needs(born, day_of(t->now));
    if (in->voice == CONSENT_VOICE_SELF && !needs.self)
        return refuse(t->ask, CONFLICT, 5300, _("Em chưa đủ 7 tuổi nên phụ huynh trả lời thay. Nhờ phụ huynh mở trang này."), NULL);
    if (in->voice == CONSENT_VOICE_GUARDIAN && !needs.guardian)
        return refuse(t->ask, CONFLICT, 5301, _("Em đã đủ 18 tuổi nên chỉ lời của em có giá trị. Nhờ em tự trả lời."), NULL);
    if (in->paper && in->voice == CONSENT_VOICE_SELF && !consent_needs(born, in->paper->signed_on).self)
        return refuse(t->ask, CONFLICT, 5252, _("Ngày kí phiếu em chưa đủ 7 tuổi nên chữ kí của em không tính. Bỏ trống phần của em, hoặc hỏi lại em."), NULL);
    return OK;
}

/* (7) of consent.h. */
static rc paper_yields(struct tx *t, const struct consent_word *in, const struct consent_last_row *was)
{
    if (was->given == in->given) return OK;
    if (!was->signed_on.has && (in->given || in->paper->signed_on.n < day_of(was->at).n))
        return refuse(t->ask, CONFLICT, 5248, _("Về “{muc}”, người kí đã tự trả lời trong Khuê; phiếu giấy không thay lời ấy. Nhờ chính người ấy đổi ở trang Lời đồng ý."), "muc", tr(t->ask->lang, in->purpose->label), NULL);
    if (was->signed_on.has && in->paper->signed_on.n < was->signed_on.v.n)
        return refuse(t->ask, CONFLICT, 5249, _("Về “{muc}” đã có một phiếu kí sau phiếu này. Chỉ ghi phiếu mới nhất."), "muc", tr(t->ask->lang, in->purpose->label), NULL);
    return OK;
}

rc consent_put(struct tx *t, const struct consent_word *in)
{
    struct consent_subject_row who;
    struct consent_last_row was;
    bool found;
    person_id by = in->paper ? in->by : t->ask->me;
    try(consent_subject(t->ask, in->subject, &who));
    try(voice_counts(t, in, who.born));
    try(consent_last(t->ask, in->subject, in->purpose->code, by, &was, &found));
    if (found && in->paper) try(paper_yields(t, in, &was));
    if (found && was.given == in->given && !was.others) return OK;
    try(consents_end(t, in->subject, in->purpose->code, by, NULL));
    try(consent_insert(t, NEW_ID(t, consent_id), in->subject, in->purpose->code, by, in->voice, in->given, in->words,
                       in->paper ? in->paper->id : (consent_paper_id){ 0 }, NULL));
    return audit_add(t, &(struct change){ .act = &consent_acts[in->paper ? 1 : 0], .kind = "person", .id = in->subject.v, .name = who.full_name, .about = in->subject,
        WAS({ in->purpose->label, found ? word_of(was.given) : NULL, word_of(in->given), KEPT_AS_WORDS }) });
}

rc consents_of(struct ask *a, person_id subject, struct consent_line **rows, size_t *n)
{
    struct consents_of_mine_row *row;
    try(consents_of_mine(a, subject, &row, n));
    *rows = ARENA_MANY(a->arena, struct consent_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct consent_line){ row[i].purpose, row[i].by_person, row[i].by_name, row[i].voice, row[i].given, row[i].at, row[i].ended_at,
                                            row[i].signed_on, row[i].entered_name };
    return OK;
}
