/* The ledger of looks as families read it. */
#include "access/permission.h"
#include "consent/consent.h"
#include "consent/views.h"
#include "generated/consent_views.h"
#include "web/reply.h"

#define PAGE 50

/* The capacity a viewer stood in, as the ledger keeps it. */
const char *look_as_words(const char *as)
{
    enum member_role role;
    if (str_is(as, "homeroom")) return _("giáo viên chủ nhiệm");
    if (str_is(as, "stand_in")) return _("giáo viên chủ nhiệm thay");
    if (str_is(as, "subject")) return _("giáo viên bộ môn");
    if (str_is(as, "slips")) return _("người in phiếu đăng nhập");
    if (str_is(as, "export")) return _("người xuất danh sách ra tệp");
    if (str_is(as, "teacher")) return _("giáo viên");
    if (str_is(as, "assistant")) return _("trợ giảng");
    if (str_is(as, "staff")) return _("nhân viên");
    if (str_is(as, "clerk")) return _("văn thư");
    if (str_is(as, "deputy")) return _("phó hiệu trưởng");
    if (str_is(as, "principal")) return _("hiệu trưởng");
    if (member_role_read(as, &role)) return member_role_label(role);
    return _("người của nhà trường");
}

/* A full page ends with a whole quarter hour, so that the next one, which begins by its slot, leaves nobody out. */
static int64_t page_end(const struct look_line *look, size_t *n)
{
    int64_t last = look[*n - 1].slot;
    size_t whole = *n;
    while (whole > 0 && look[whole - 1].slot == last) whole--;
    if (whole == 0) return last;                               /* 50 looks in one quarter hour */
    *n = whole;
    return last + 1;
}

static rc ledger_page(struct ctx *c, struct reply *r)
{
    person_id id = PATH_ID(c, "em", person_id);
    struct ledger_view v = { .self = id.v == c->who->person.v };
    struct look_line *look;
    struct program_line *program;
    int64_t before = 0;
    v.begun = span_int(span_of(query_text(c, "sau")), &before);
    try(person_mine(c->ask, id, &v.subject));
    try(looks_at(c->ask, id, before, PAGE, &look, &v.n));
    if (v.n == PAGE) v.next = arena_print(c->arena, "%lld", (long long)page_end(look, &v.n));
    v.look = look;
    try(ledger_programs(c, id, &program, &v.programs));
    v.program = program;
    v.may_ask = true;
    for (size_t i = 0; i < c->who->reads_n; i++) v.may_ask = v.may_ask && c->who->reads[i].v != id.v;
    return show(r, view_ledger, &v);
}

const struct route consent_routes[] = {
    { GET, "/ho-so/:em/so-ghi", MAY(PUPIL_OF_FAMILY, ON("em")), NULL, QUICK, ledger_page, N_("Sổ ghi lượt xem"), NULL },
    { 0 }
};
