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

/* All of them, counted back; one that changes at this very moment is read once more. */
static rc drop_documents_here(struct tx *t, person_id person, school_id school)
{
    struct documents_of_person_row *row;
    size_t n;
    for (int round = 0; round < 1000; round++) {
        try(documents_of_person(t->ask, person, school, &row, &n));
        for (size_t i = 0; i < n; i++) {
            int64_t gone;
            try(document_erase(t, row[i].school_id, row[i].place, row[i].registration, row[i].name, row[i].rev, &gone));
            if (gone && row[i].there) try(kept_add(t, &(struct kept_change){ .school = row[i].school_id, .key = row[i].key_id.v, .documents = -1, .document_bytes = -row[i].bytes }));
        }
        if (!n) return OK;
    }
    return BUSY;
}
static rc drop_documents(struct tx *t, person_id person) { return drop_documents_here(t, person, (school_id){ 0 }); }

const struct person_part xapi_parts[] = {
    { "xapi.documents", N_("Tài liệu hệ thống khác giữ ở đây"), "xapi_document.person_id xapi_document.named_id", tell_documents, false, drop_documents, NULL, .drop_here = drop_documents_here },
    { 0 }
};
