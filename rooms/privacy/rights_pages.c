/* A family's page of its rights: what it asked, by when it is answered, what was said; and a form that asks. */
#include "access/access.h"
#include "base/ids.h"
#include "generated/privacy_queries.h"
#include "generated/privacy_views.h"
#include "privacy/pages.h"
#include "privacy/privacy.h"
#include "privacy/views.h"
#include "privacy/erase.h"
#include "record/record.h"
#include "schools/schools.h"

struct request_in { const char *kind, *words; school_id school; };
static const struct field request_fields[] = {
    FIELD(struct request_in, kind, FIELD_CHOICE, REQUIRED, .name = "viec", .choices = "see copy correct withdraw restrict object erase", .label = N_("Muốn nhà trường làm gì")),
    FIELD(struct request_in, words, FIELD_LONG, OPTIONAL, .name = "loi", .max = 2000, .label = N_("Lời nhắn")),
    FIELD(struct request_in, school, FIELD_ID, REQUIRED, .name = "truong", .label = N_("Trường")), { 0 } };
const struct form_spec request_form = { request_fields };

static const char *base_of(struct ctx *c) { return arena_print(c->arena, "/ho-so/%s/quyen-du-lieu", path_text(c, "em")); }

static rc asked_fill(struct ctx *c, struct rights_view *v)
{
    struct requests_of_mine_row *row;
    struct answers_of_mine_row *said;
    size_t n;
    try(requests_of_mine(c->ask, v->subject.id, c->who->person, &row, &v->n));
    try(answers_of_mine(c->ask, v->subject.id, c->who->person, &said, &n));
    struct asked_line *line = ARENA_MANY(c->arena, struct asked_line, v->n);
    struct said_line *answer = ARENA_MANY(c->arena, struct said_line, n);
    if (!line || !answer) return LIMIT;
    for (size_t i = 0, at = 0; i < v->n; i++) {
        line[i] = (struct asked_line){ row[i].id, row[i].kind, row[i].state, row[i].words, row[i].school_name, row[i].at, row[i].answer_due, row[i].done_due,
                                       row[i].answered_at.has, row[i].closed_at.has, &answer[at], 0 };
        for (size_t k = 0; k < n; k++)
            if (said[k].request_id.v == row[i].id.v) answer[at++] = (struct said_line){ said[k].did, said[k].words, NULL, said[k].at }, line[i].answers++;
    }
    v->line = line;
    return OK;
}

static rc schools_fill(struct ctx *c, struct rights_view *v)
{
    struct request_schools_row *row;
    size_t n;
    try(request_schools(c->ask, v->subject.id, &row, &n));
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, n);
    if (!choice) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        char id[ID_TEXT_SIZE];
        id_text(row[i].id.v, id);
        choice[v->schools++] = (struct ui_choice){ .code = arena_text(c->arena, id), .label = row[i].name };
    }
    v->school = choice;
    return OK;
}

static rc copied_fill(struct ctx *c, struct rights_view *v)
{
    struct copies_of_mine_row *row;
    size_t n;
    v->copy_action = arena_print(c->arena, "/ho-so/%s/ban-sao", path_text(c, "em"));
    try(copies_of_mine(c->ask, v->subject.id, c->who->person, 1, &row, &n));
    struct restrictions_of_mine_row *limit;
    size_t limits;
    try(restrictions_of_mine(c->ask, v->subject.id, &limit, &limits));
    if (limits) v->restricted_at = limit[0].school_name;
    if (n) v->copied_at = (opt_instant){ true, row[0].at };
    return OK;
}

/* Erasures that two of a school have decided and that wait for their day. */
static rc erasures_fill(struct ctx *c, struct rights_view *v)
{
    struct erasures_of_mine_row *row;
    try(erasures_of_mine(c->ask, v->subject.id, &row, &v->erasures));
    struct erasure_line *line = ARENA_MANY(c->arena, struct erasure_line, v->erasures);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v->erasures; i++) {
        line[i] = (struct erasure_line){ row[i].id, row[i].school_name, row[i].reason, { row[i].carry_on.v.n - 1 }, 0 };
        for (day d = c->today; d.n < line[i].last_day.n;) d.n++, line[i].days_left += workday_is(d);
    }
    v->erasure = line;
    if (v->erasures) try(erasure_time_is_theirs(c->ask, v->subject.id, c->who->person, &v->no_wait));
    v->erasure_action = arena_print(c->arena, "%s/xoa", base_of(c));
    return OK;
}

/* Who comes from a line of the timeline finds it named in the words that the office will read: "?dong=1795395600000-0saphf26bzzg0". */
static rc line_named(struct ctx *c, struct rights_view *v)
{
    struct span rest = span_of(query_text(c, "dong")), part;
    struct timeline_line line;
    struct line_words said;
    instant at;
    statement_id id;
    char when[DAY_TEXT_SIZE];
    if (!rest.n || !span_cut(&rest, '-', &part) || !span_int(part, &at.ms) || !id_read(arena_text_n(c->arena, rest.p, rest.n), &id.v)) return OK;
    rc found = timeline_line(c->ask, v->subject.id, at, id, &line);
    if (found == NOT_FOUND) return OK;
    try(found);
    timeline_words(c->arena, c->lang, &line, v->subject.given, &said);
    v->line_words = say(c->arena, c->lang, _("Dòng cần sửa trong hành trình: {luc}, {truong}: “{viec}” (số {so}).\nChỗ chưa đúng: "), "luc", instant_show(at, when), "truong", line.school,
                        "viec", arena_print(c->arena, "%s %s%s%s%s", said.sentence, said.object, said.after, *said.result ? ", " : "", said.result), "so", query_text(c, "dong"), NULL);
    id_text(line.in_school.v, when);
    v->line_school = arena_text(c->arena, when);
    return OK;
}

rc rights_page(struct ctx *c, struct reply *r)
{
    static const struct { enum privacy_kind kind; const char *hint; } kinds[] = {
        { PRIVACY_KIND_SEE,      N_("Nhà trường cho biết đang giữ gì, để làm gì, giữ bao lâu.") },
        { PRIVACY_KIND_COPY,     N_("Bản giấy, hay những gì trường giữ ngoài Khuê. Bản sao trong Khuê thì tải ngay ở trang này.") },
        { PRIVACY_KIND_CORRECT,  N_("Viết ở dưới chỗ nào sai và thế nào mới đúng.") },
        { PRIVACY_KIND_WITHDRAW, N_("Lời đã nói trên giấy. Lời nói trong Khuê thì tự rút ở trang Lời đồng ý, có hiệu lực ngay.") },
        { PRIVACY_KIND_RESTRICT, N_("Dữ liệu còn đó nhưng nhà trường chỉ dùng khi buộc phải dùng.") },
        { PRIVACY_KIND_OBJECT,   N_("Không muốn nhà trường dùng dữ liệu vào một việc nào đó.") },
        { PRIVACY_KIND_ERASE,    N_("Những gì luật buộc giữ thì nhà trường nói rõ là giữ gì và vì sao.") },
    };
    person_id id = PATH_ID(c, "em", person_id);
    struct rights_view v = { .self = id.v == c->who->person.v, .action = base_of(c), .today = c->today };
    _Static_assert(sizeof kinds / sizeof *kinds == RIGHTS, "RIGHTS counts kinds");
    try(person_mine(c->ask, id, &v.subject));
    try(asked_fill(c, &v));
    try(schools_fill(c, &v));
    try(copied_fill(c, &v));
    try(erasures_fill(c, &v));
    try(line_named(c, &v));
    for (size_t i = 0; i < RIGHTS; i++)
        v.kind[i] = (struct ui_choice){ .code = privacy_kind_code(kinds[i].kind), .label = privacy_kind_label(kinds[i].kind), .hint = tr(c->lang, kinds[i].hint) };
    return show(r, view_rights, &v);
}

static rc request_store(struct tx *t, const struct new_request *in, privacy_request_id *out)
{
    try(access_recheck(t, PRIVACY_ASK, "em", in->subject.v));
    return request_add(t, in, out);
}
CLOSURE(request_store, struct new_request, privacy_request_id)

rc rights_action(struct ctx *c, struct reply *r)
{
    struct request_in in;
    privacy_request_id id;
    try(form_read(c, c->route->form, &in));
    struct new_request fresh = { .subject = PATH_ID(c, "em", person_id), .school = in.school, .words = in.words };
    if (!privacy_kind_read(in.kind, &fresh.kind)) return INVALID;
    try(transact(c->ask, c->key, request_store, &fresh, &id));
    return see_other_flash(r, base_of(c), _("Đã gửi tới ban giám hiệu. Hạn trả lời ghi ở dưới."), NULL);
}

/* ---- a word about an erasure that waits */

struct erasure_word_in { const char *what, *words; privacy_erasure_id id; };
static const struct field erasure_word_fields[] = {
    FIELD(struct erasure_word_in, what, FIELD_CHOICE, REQUIRED, .name = "viec_xoa", .choices = "phan-doi khong-cho", .label = N_("Bạn muốn thế nào")),
    FIELD(struct erasure_word_in, id, FIELD_ID, REQUIRED, .name = "lan"),
    FIELD(struct erasure_word_in, words, FIELD_LONG, OPTIONAL, .name = "vi_sao", .max = 1000, .label = N_("Vì sao")), { 0 } };
const struct form_spec erasure_word_form = { erasure_word_fields };

struct concern_now { struct erasure_concern what; bool stops; };
static rc concern_store(struct tx *t, const struct concern_now *in, void *out)
{
    (void)out;
    try(access_recheck(t, PRIVACY_ASK, "em", in->what.subject.v));
    return in->stops ? erasure_object(t, &in->what) : erasure_no_wait(t, &in->what);
}
CLOSURE(concern_store, struct concern_now, void)

rc erasure_concern_action(struct ctx *c, struct reply *r)
{
    struct erasure_word_in in;
    try(form_read(c, c->route->form, &in));
    struct concern_now now = { { PATH_ID(c, "em", person_id), in.id, in.words }, str_is(in.what, "phan-doi") };
    try(transact(c->ask, c->key, concern_store, &now, (void *)NULL));
    return see_other_flash(r, base_of(c), now.stops ? _("Đã dừng lại và báo nhà trường. Không gì bị xóa.") : _("Đã ghi. Việc xóa làm vào sáng mai; cho đến lúc đó vẫn dừng lại được."), NULL);
}
