/* What other systems keep here about a person, for the copy that the person takes along (rooms/consent/consent.h). */
#include "consent/consent.h"
#include "generated/xapi_queries.h"
#include "xapi/xapi.h"

static rc tell_documents(struct ask *a, person_id person, struct part_out *o)
{
    struct documents_told_row *row;
    size_t n;
    try(documents_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_time(o, "luc", _("Lúc"), told_at(row[i].stored_at));
        told_text(o, "ten", _("Tên"), row[i].name);
        told_text(o, "loai", _("Loại"), row[i].type);
        told_text(o, "truong", _("Trường"), row[i].school_name);
    }
    return OK;
}

static rc drop_documents_here(struct tx *t, person_id person, school_id school) { return documents_erase(t, person, school, NULL); }
static rc drop_documents(struct tx *t, person_id person) { return drop_documents_here(t, person, (school_id){ 0 }); }

const struct person_part xapi_parts[] = {
    { "xapi.documents", N_("Tài liệu hệ thống khác giữ ở đây"), "xapi_document.person_id", tell_documents, false, drop_documents, NULL, .drop_here = drop_documents_here },
    { 0 }
};
