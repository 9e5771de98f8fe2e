/* What this room holds of a person, for the copy that the person takes along (rooms/consent/consent.h). */
#include "consent/consent.h"
#include "generated/news_queries.h"
#include "news/news.h"

static rc tell_readings(struct ask *a, person_id person, struct part_out *o)
{
    struct readings_told_row *row;
    size_t n;
    try(readings_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "tin", _("Tin"), row[i].title);
        told_text(o, "truong", _("Trường"), row[i].school_name);
        told_time(o, "doc_luc", _("Đọc lúc"), told_at(row[i].read_at));
    }
    return OK;
}

static rc drop_readings_here(struct tx *t, person_id person, school_id school) { return readings_drop(t, person, school, NULL); }
static rc drop_readings(struct tx *t, person_id person) { return drop_readings_here(t, person, (school_id){ 0 }); }

const struct person_part news_parts[] = { { "news.read", N_("Tin đã xác nhận đọc"), "news_read.person_id", tell_readings, true, drop_readings, NULL, .drop_here = drop_readings_here }, { 0 } };
