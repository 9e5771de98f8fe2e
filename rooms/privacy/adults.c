/* Erasure of adults: who worked at the school, or stood for a pupil of it. What this school alone holds goes; what all schools share (contacts, photo,
** account …) goes only when nobody else uses the person; evidence stays, and the name as long as something bears it.
** docs/decisions/0123-erasure-of-adults.md */
#include "consent/consent.h"
#include "files/files.h"
#include "generated/privacy_queries.h"
#include "people/people.h"
#include "privacy/erase.h"

rc adult_look(struct ask *a, person_id person, struct adult *out)
{
    struct adult_was_row was;
    try(adult_was(a, person, a->scope.school, &was));
    bool grown = was.born.has && day_age(was.born.v, day_of(a->now)) >= ADULT;
    *out = (struct adult){ .is = (was.worked || was.stood) && (grown || !was.studied_here), .worked = was.worked > 0, .studied = was.studied > 0 };
    return OK;
}

/* The last birth date of somebody of age today: no child is taken for grown on a day that the calendar lacks. */
static day grown_by(day today)
{
    int y, m, d;
    day out = today;
    day_parts(today, &y, &m, &d);
    if (!day_make(y - ADULT, m, d, &out)) (void)day_make(y - ADULT, m, d - 1, &out);
    return out;
}

static rc uses_of(struct ask *a, person_id person, privacy_request_id request, struct adult_uses_row *out)
{
    day today = day_of(a->now);
    return adult_uses(a, person, a->scope.school, request, today, grown_by(today), out);
}

static rc here_may(struct ask *a, const struct adult_uses_row *u)
{
    if (u->heads)
        return refuse(a, CONFLICT, 5770, _("Người này đang là hiệu trưởng. Trường có hiệu trưởng khác và người này thôi làm rồi mới xóa được; hỏi quản trị hệ thống."), NULL);
    if (u->works)
        return refuse(a, CONFLICT, 5771, _("Người này còn học hay còn làm ở trường. Ghi thôi làm ở trang Thầy cô và nhân viên trước, rồi mới xóa được."), NULL);
    if (u->beside)
        return refuse(a, CONFLICT, 5772, _("Người này còn cộng tác với trường. Ghi thôi ở trang Người ngoài trường trước, rồi mới xóa được."), NULL);
    if (u->admin)
        return refuse(a, CONFLICT, 5773, _("Người này đang quản trị hệ thống. Nhờ người quản trị khác nhận việc và thôi quyền ấy trước."), NULL);
    return OK;
}

static rc family_may(struct ask *a, const struct adult_uses_row *u)
{
    if (u->sole)
        return refuse(a, CONFLICT, 5774, _("Một em chỉ còn người này đứng ra. Ghi thêm phụ huynh hay người giám hộ khác ở trang Gia đình của em trước, rồi mới xóa được."), NULL);
    if (u->children)
        return refuse(a, CONFLICT, 5775, _("Người này còn là phụ huynh của một em đang học ở trường. Người ấy tự thôi ở trang của con, hoặc văn phòng ghi thôi ở trang Gia đình của em, rồi mới xóa được."), NULL);
    if (u->asks)
        return refuse(a, CONFLICT, 5776, _("Người này còn một yêu cầu khác về dữ liệu đang chờ. Trả lời xong yêu cầu ấy rồi mới xóa được."), NULL);
    return OK;
}

rc adult_may(struct ask *a, person_id person, privacy_request_id request)
{
    struct adult_uses_row u;
    struct family family;
    bool ordered;
    try(order_about(a, person, &ordered));
    try(family_of(a, person, &family));                /* by whichever row of theirs */
    if (ordered || family.barred_n + family.reads_n)
        return refuse(a, CONFLICT, 5333, _("Một quyết định về việc tiếp cận còn hiệu lực: dữ liệu phải giữ cho đến khi gỡ quyết định."), NULL);
    try(uses_of(a, person, request, &u));
    try(here_may(a, &u));
    return family_may(a, &u);
}

rc adult_elsewhere(struct ask *a, person_id person, bool *yes)
{
    struct adult_uses_row u;
    try(uses_of(a, person, (privacy_request_id){ 0 }, &u));
    *yes = u.elsewhere > 0;
    return OK;
}

/* ---- what goes */

static rc parts_drop(struct tx *t, person_id person, bool shared)
{
    for (const struct person_part_table *k = person_part_tables; k->room; k++)
        for (const struct person_part *p = k->rows; p->code; p++) {
            if (p->drop_here) try(p->drop_here(t, person, t->ask->scope.school));
            else if (shared && p->drop) try(p->drop(t, person));
        }
    return OK;
}

/* Links to children whom no school uses them for any more: grown, or with somebody else, and at no school. */
static rc links_end(struct tx *t, person_id person)
{
    struct adult_children_row *row;
    size_t n;
    try(adult_children(t->ask, person, &row, &n));
    for (size_t i = 0; i < n; i++) {
        try(guardian_link_close(t, row[i].child_id, person, _("Xóa dữ liệu theo yêu cầu"), NULL));
        try(photo_word_ends(t, row[i].child_id, person));
    }
    return OK;
}

rc adult_hold(struct tx *t, person_id person)
{
    struct adult_children_row *row;
    size_t n;
    try(persons_hold(t, person, person));
    try(adult_children(t->ask, person, &row, &n));
    for (size_t i = 0; i < n; i++) try(persons_hold(t, person, row[i].child_id));
    return OK;
}

rc adult_drop(struct tx *t, person_id person, bool shared)
{
    struct adult_proofs_row proofs;
    struct adult was;
    try(adult_look(t->ask, person, &was));
    try(parts_drop(t, person, shared));
    if (!shared) return OK;
    try(links_end(t, person));
    try(adult_proofs(t->ask, person, &proofs));
    return person_unname(t, person, was.worked || was.studied || proofs.n, was.worked || was.studied);
}
