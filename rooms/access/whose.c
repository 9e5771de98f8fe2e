/* Whose is an account: which school may make a new way into it (a slip, a letter that invites), and correct by what it is known. One rule, asked by the
** slips of a class, by those of who works here, by invitations, by the slips of who comes from outside, and by the form that corrects a person.
** What stays true: (1) no school makes a way into an account that opens what is another school's: places, classes, figures, the system; (2) of a family that
** has children in several schools the one makes it that had the person first, by the list that brought them in or by a place here; (3) of who works, where they work,
** never by the teacher of their child. docs/decisions/0153. */
#include "access/access.h"
#include "access/sign_in.h"
#include "generated/access_queries.h"
#include "schools/schools.h"

static bool is_ours(const struct accounts_beyond_row *r, enum account_for why)
{
    if (r->over || r->away || r->child) return false;
    return why == ACCOUNT_BY_WORK || (why == ACCOUNT_BY_CLASS ? !r->works : !r->runs);
}

rc accounts_ours(struct ask *a, const person_id *who, size_t n, enum account_for why, bool *ours)
{
    struct accounts_beyond_row *row;
    size_t rows;
    try(accounts_beyond(a, who, n, a->scope.school, day_of(a->now), &row, &rows));
    for (size_t i = 0; i < n; i++) {
        size_t at = 0;
        while (at < rows && row[at].person_id.v != who[i].v) at++;
        ours[i] = at == rows || is_ours(&row[at], why);                          /* no account: nothing to open */
    }
    return OK;
}

rc account_ours(struct ask *a, person_id who, enum account_for why, bool *ours) { return accounts_ours(a, &who, 1, why, ours); }

rc account_way_in(struct ask *a, person_id who)
{
    bool ours;
    try(account_ours(a, who, ACCOUNT_BY_WORK, &ours));
    return ours ? OK : refuse(a, DENIED, 1423, _("Tài khoản của người này còn mở được việc ở nơi khác, nên không trường nào tự làm phiếu hay thư mời. "
                                                 "Người ấy dùng Quên mật khẩu, hoặc nhờ quản trị hệ thống làm phiếu."), NULL);
}
