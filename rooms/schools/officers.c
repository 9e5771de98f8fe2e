/* Authorities over schools and who works in them. Written by who runs the system; what an officer sees is decided by access, from
** the area of the authority. Source: requirements R13, R19; domain rules 2.10. */
#include "audit/audit.h"
#include "base/viet.h"
#include "generated/schools_queries.h"
#include "schools/acts.h"
#include "schools/schools.h"

struct authority { area_id area; const char *name; };

static rc authority_of(struct tx *t, const struct new_officer *in, struct authority *out)
{
    struct arena *a = t->ask->arena;
    bool found;
    if (in->organisation == ORGANISATION_KIND_DEPARTMENT || in->organisation == ORGANISATION_KIND_PROGRAMME) {
        struct area_find_row province;
        try(area_find(t->ask, "01", AREA_KIND_PROVINCE, day_of(t->now), &province, &found));
        if (!found) return fault_detail(t->ask, BUG, "no province on file");
        const char *name = "Sở Giáo dục và Đào tạo Hà Nội";                                 /* law 5: the name of an authority */
        if (in->organisation == ORGANISATION_KIND_PROGRAMME) name = "Văn phòng Chương trình, Trường Đại học Thủ đô Hà Nội";       /* law 5: likewise */
        *out = (struct authority){ province.id, name };
        return OK;
    }
    struct commune_find_row commune;
    try(commune_find(t->ask, in->area_code, day_of(t->now), &commune, &found));
    if (!found)
        return refuse_field(t->ask, "dia_ban", 1204, _("Không có xã, phường nào mang mã {ma} hôm nay."), "ma", in->area_code, NULL);
    *out = (struct authority){ commune.id, arena_print(a, "UBND %s", commune.name) };
    return OK;
}

rc officer_add(struct tx *t, const struct new_officer *in, officer_id *out)
{
    struct authority authority = { .name = NULL };
    struct authority_of_area_row row;
    bool found;
    try(authority_of(t, in, &authority));
    try(authority_of_area(t->ask, in->organisation, authority.area, &row, &found));
    if (!found) {
        row.id = NEW_ID(t, organisation_id);
        try(organisation_insert(t, row.id, in->organisation, authority.name, search_key(t->ask->arena, authority.name), authority.area, NULL));
    }
    *out = NEW_ID(t, officer_id);
    try(officer_insert(t, *out, row.id, in->person, in->role, in->title, day_of(t->now), NULL));
    return audit_add(t, &(struct change){ .act = &schools_acts[ACT_OFFICER_ON], .kind = "officer", .id = out->v, .name = in->full_name, .about = in->person,
        WAS({ N_("Cơ quan"), NULL, authority.name, KEPT_AS_IS }, { N_("Vai trò"), NULL, office_role_label(in->role), KEPT_AS_WORDS }) });
}

rc officer_find(struct ask *a, officer_id id, struct officer_face *out)
{
    struct officer_one_row row;
    bool found;
    try(officer_one(a, id, &row, &found));
    if (!found) return NOT_FOUND;
    *out = (struct officer_face){ row.id, row.person_id, row.name, row.organisation, row.to_day, row.rev };
    return OK;
}

rc officer_end(struct tx *t, officer_id id, int64_t rev, person_id *person)
{
    struct officer_face was;
    int64_t changed = 0;
    try(officer_find(t->ask, id, &was));
    *person = was.person;
    try(officer_close(t, id, day_of(t->now), rev, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 5412, _("Vừa có người sửa dòng này. Tải lại trang để xem."), NULL);
    return audit_add(t, &(struct change){ .act = &schools_acts[ACT_OFFICER_OFF], .kind = "officer", .id = id.v, .name = was.name, .about = was.person,
        WAS({ N_("Cơ quan"), was.organisation, NULL, KEPT_AS_IS }) });
}

rc communes_now(struct ask *a, struct commune **rows, size_t *n)
{
    struct communes_in_order_row *row;
    try(communes_in_order(a, day_of(a->now), &row, n));
    *rows = ARENA_MANY(a->arena, struct commune, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = (struct commune){ row[i].code, row[i].name };
    return OK;
}

/* A department's schools are all of them: one province runs here. */
rc schools_overseen(struct ask *a, person_id officer, const char *after, int64_t limit, struct overseen *out)
{
    struct offices_of_person_row *office;
    struct schools_in_area_row *row;
    struct school_of_code_row last = { .name = "" };
    size_t n;
    *out = (struct overseen){ 0 };
    try(offices_of_person(a, officer, day_of(a->now), &office, &n));
    if (n == 0) return OK;
    out->office = office[0].name;
    if (office[0].area == AREA_KIND_PROVINCE) return schools_list(a, after, limit, &out->school, &out->n);
    if (!str_empty(after)) try(school_of_code(a, after, &last));
    try(schools_in_area(a, office[0].area_id, search_key(a->arena, last.name), last.id, limit, &row, &out->n));
    out->school = ARENA_MANY(a->arena, struct school_brief, out->n);
    if (!out->school) return LIMIT;
    for (size_t i = 0; i < out->n; i++) out->school[i] = (struct school_brief){ row[i].id, row[i].code, row[i].name };
    return OK;
}
