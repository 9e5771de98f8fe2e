/* What this room holds of a person, for the copy that the person takes along (rooms/consent/consent.h). Acts are listed, not left out: what an
** order says, or what somebody else of the family asked, stands in the journal too and is nobody's to read who asks for a copy. */
#include "audit/inside.h"
#include "consent/consent.h"
#include "generated/audit_queries.h"

static const char *const told_acts[] = {
    "people.person", "people.contact", "people.guardian_on", "people.guardian_off", "people.restrict", "people.restrict_end", "schools.member_on", "schools.member_off",
    "classes.enrol", "classes.leave", "classes.return", "classes.transfer", "classes.taken", "files.photo", "files.photo_end", "files.tick", "files.tick_end",
    "access.account", "access.user_name", "access.password", "access.slip", "access.card", "access.card_end",
};

static bool is_told(const char *act)
{
    for (size_t i = 0; i < sizeof told_acts / sizeof *told_acts; i++)
        if (str_is(told_acts[i], act)) return true;
    return false;
}

static rc tell_changes(struct ask *a, person_id person, struct part_out *o)
{
    struct changes_told_row *row;
    size_t n;
    try(changes_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        if (!is_told(row[i].act)) continue;
        told_line(o);
        told_time(o, "luc", _("Lúc"), told_at(row[i].at));
        told_text(o, "viec", _("Việc"), say(a->arena, a->lang, act_words(row[i].act), "vat", tr(a->lang, _("người này")), NULL));
        told_text(o, "nguoi_lam", _("Người làm"), row[i].by_name);
        told_text(o, "truong", _("Trường"), row[i].school_name);
    }
    return OK;
}

const struct person_part audit_parts[] = { { "audit.about", N_("Những lần hồ sơ được sửa"), "audit.about", tell_changes, false, NULL, N_("Nhật kí được niêm phong, không ai sửa được; số điện thoại trong đó chỉ có ba số cuối."), .law = &law_journal }, { 0 } };
