/* Rules of people. What stays true stands in people.h. */
#include "people/people.h"
#include "audit/audit.h"
#include "base/viet.h"
#include "generated/people_queries.h"
#include "people/inside.h"

/* A person who is added is told by the row of the place that is given to them (schools), or by the bulk act. */
const struct act people_acts[] = {
    [ACT_PERSON]       = { "people.person", N_("sửa thông tin của {vat}") },
    [ACT_CONTACT]      = { "people.contact", N_("đổi cách liên hệ với {vat}") },
    [ACT_GUARDIAN_ON]  = { "people.guardian_on", N_("ghi người giám hộ của {vat}") },
    [ACT_GUARDIAN_OFF] = { "people.guardian_off", N_("ghi thôi giám hộ cho {vat}") },
    [ACT_ORDER_ON]     = { "people.order_on", N_("ghi quyết định không tiếp cận {vat}") },
    [ACT_ORDER_OFF]    = { "people.order_off", N_("gỡ quyết định không tiếp cận {vat}") },
    [ACT_RESTRICT_ON]  = { "people.restrict", N_("hạn chế sử dụng dữ liệu của {vat}") },
    [ACT_RESTRICT_OFF] = { "people.restrict_end", N_("gỡ hạn chế sử dụng dữ liệu của {vat}") },
    { NULL, NULL },
};

static day today_of(const struct tx *t) { return day_of(t->now); }

rc person_add(struct tx *t, const struct new_person *in, person_id *out)
{
    struct arena *a = t->ask->arena;
    if (str_empty(in->full_name))
        return refuse_field(t->ask, "ho_ten", 1101, _("Hãy ghi họ và tên."), NULL);
    *out = NEW_ID(t, person_id);
    return person_insert(t, *out, in->full_name, search_key(a, in->full_name), sort_key_person(a, in->full_name), in->born, in->sex,
                         in->national_id, in->moet_id, in->ethnicity, NULL);
}

static void brief_fill(struct arena *a, struct person_brief *out, person_id id, const char *name, opt_day born, enum sex sex)
{
    *out = (struct person_brief){ .id = id, .full_name = name, .given = name_given(a, name), .initial = name_initial(a, name), .born = born, .sex = sex };
}

rc person_mine(struct ask *a, person_id id, struct person_brief *out)
{
    struct person_of_mine_row row;
    try(person_of_mine(a, id, &row));
    brief_fill(a->arena, out, row.id, row.full_name, row.born, row.sex);
    return OK;
}

rc persons_mine(struct ask *a, struct person_brief **rows, size_t *n)
{
    struct persons_of_mine_row *row;
    try(persons_of_mine(a, &row, n));
    *rows = ARENA_MANY(a->arena, struct person_brief, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        brief_fill(a->arena, &(*rows)[i], row[i].id, row[i].full_name, row[i].born, row[i].sex);
    return OK;
}

rc person_name(struct ask *a, person_id id, const char **name)
{
    struct person_before_row row;
    bool found;
    try(person_before(a, id, &row, &found));
    *name = found ? row.full_name : "";
    return OK;
}

static const char *born_text(struct arena *a, opt_day born)
{
    char text[DAY_TEXT_SIZE];
    return born.has ? arena_text(a, day_dmy(born.v, text)) : NULL;
}

rc person_now(struct ask *a, person_id id, struct person_now *out)
{
    struct person_to_correct_row row;
    bool found;
    try(person_to_correct(a, id, &row, &found));
    if (!found) return NOT_FOUND;
    *out = (struct person_now){ .full_name = row.full_name, .phone = row.phone, .born = row.born, .sex = row.sex, .rev = row.rev };
    return OK;
}

rc person_change(struct tx *t, const struct person_change *in)
{
    struct arena *a = t->ask->arena;
    struct person_before_row was;
    int64_t changed;
    bool found;
    if (str_empty(in->full_name)) return refuse_field(t->ask, "ho_ten", 1101, _("Hãy ghi họ và tên."), NULL);
    if (in->born.has && in->born.v.n > today_of(t).n)
        return refuse_field(t->ask, "ngay_sinh", 1104, _("Ngày sinh không thể ở tương lai. Xem lại năm sinh."), NULL);
    try(person_before(t->ask, in->id, &was, &found));
    try(person_update(t, in->id, in->full_name, search_key(a, in->full_name), sort_key_person(a, in->full_name), in->born, in->sex, in->rev, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 1102, _("Vừa có người sửa thông tin này. Xem lại bản mới rồi sửa tiếp."), NULL);
    return audit_add(t, &(struct change){ .act = &people_acts[ACT_PERSON], .kind = "person", .id = in->id.v, .name = in->full_name, .about = in->id,
        WAS({ N_("Họ và tên"), was.full_name, in->full_name, KEPT_AS_IS }, { N_("Ngày sinh"), born_text(a, was.born), born_text(a, in->born), KEPT_AS_IS },
            { N_("Giới tính"), was.sex ? sex_label(was.sex) : NULL, in->sex ? sex_label(in->sex) : NULL, KEPT_AS_WORDS }) });
}

static rc contact_told(struct tx *t, person_id person, enum contact_kind kind, const char *before, const char *after)
{
    const char *name;
    if (t->bulk) return OK;
    try(person_name(t->ask, person, &name));
    return audit_add(t, &(struct change){ .act = &people_acts[ACT_CONTACT], .kind = "person", .id = person.v, .name = name, .about = person,
        WAS({ contact_kind_label(kind), before, after, KEPT_END }) });
}

rc contact_set(struct tx *t, person_id person, enum contact_kind kind, const char *value)
{
    struct contacts_open_row *row;
    size_t n;
    const char *before = NULL;
    bool known = false;
    try(contacts_open(t->ask, person, &row, &n));
    for (size_t i = 0; i < n; i++) {
        if (row[i].kind != kind) continue;
        if (str_is(row[i].value, value)) known = true;
        else before = row[i].value;
    }
    try(contacts_end(t, person, kind, value, today_of(t), NULL));
    if (!known && !str_empty(value)) try(contact_insert(t, NEW_ID(t, contact_id), person, kind, value, today_of(t), NULL));
    return known && !before ? OK : contact_told(t, person, kind, before, value);
}

rc contacts_of(struct ask *a, person_id person, struct contact_line **rows, size_t *n)
{
    struct contacts_open_row *row;
    try(contacts_open(a, person, &row, n));
    *rows = ARENA_MANY(a->arena, struct contact_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct contact_line){ row[i].kind, row[i].value };
    return OK;
}

rc email_confirm(struct tx *t, person_id person, const char *address)
{
    try(contact_set(t, person, CONTACT_KIND_EMAIL, address));
    return contact_confirm(t, person, address, NULL);
}

rc email_of(struct ask *a, person_id person, const char **address)
{
    struct email_confirmed_row row;
    bool found;
    try(email_confirmed(a, person, &row, &found));
    *address = found ? row.value : "";
    return OK;
}

rc persons_by_email(struct ask *a, const char *address, person_id **ids, size_t *n)
{
    struct persons_at_email_row *row;
    try(persons_at_email(a, address, &row, n));
    *ids = ARENA_MANY(a->arena, person_id, *n);
    if (!*ids) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*ids)[i] = row[i].person_id;
    return OK;
}

static rc guardian_told(struct tx *t, const struct act *act, person_id child, person_id guardian, const char *reason)
{
    const char *name, *stands;
    bool on = act == &people_acts[ACT_GUARDIAN_ON];
    if (t->bulk) return OK;
    try(person_name(t->ask, child, &name));
    try(person_name(t->ask, guardian, &stands));
    return audit_add(t, &(struct change){ .act = act, .kind = "person", .id = child.v, .name = name, .about = child, .reason = reason,
        WAS({ N_("Người giám hộ"), on ? NULL : stands, on ? stands : NULL, KEPT_AS_IS }) });
}

rc guardians_count(struct tx *t, person_id child)
{
    try(lock_person(t, child));
    return person_guardians_count(t, child, NULL);
}

rc guardian_link_open(struct tx *t, person_id child, person_id guardian, enum guardian_kind kind)
{
    struct guardian_link_find_row row;
    bool found;
    if (child.v == guardian.v)
        return refuse(t->ask, INVALID, 1103, _("Một người không thể là người giám hộ của chính mình."), NULL);
    try(guardian_link_find(t->ask, child, guardian, &row, &found));
    if (found) return OK;
    try(guardian_link_insert(t, NEW_ID(t, guardian_link_id), child, guardian, kind, today_of(t), NULL));
    try(guardians_count(t, child));
    return guardian_told(t, &people_acts[ACT_GUARDIAN_ON], child, guardian, NULL);
}

rc guardian_link_close(struct tx *t, person_id child, person_id guardian, const char *reason, bool *ended)
{
    int64_t links;
    try(guardian_link_end(t, child, guardian, today_of(t), &links));
    if (ended) *ended = links > 0;
    if (links == 0) return OK;
    try(guardians_count(t, child));
    return guardian_told(t, &people_acts[ACT_GUARDIAN_OFF], child, guardian, reason);
}

rc guardians_of(struct ask *a, person_id child, struct guardian_line **rows, size_t *n)
{
    struct guardians_open_row *row;
    try(guardians_open(a, child, &row, n));
    *rows = ARENA_MANY(a->arena, struct guardian_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct guardian_line){ row[i].id, row[i].full_name, row[i].kind, row[i].phone, row[i].limited != 0, row[i].limited == GUARDIAN_LIMIT_READ };
    return OK;
}

rc person_photo(struct tx *t, person_id person, person_file_id photo) { return person_photo_put(t, person, photo, NULL); }

static bool among(const person_id *list, size_t n, person_id one)
{
    for (size_t i = 0; i < n; i++)
        if (list[i].v == one.v) return true;
    return false;
}

rc family_of(struct ask *a, person_id person, struct family *out)
{
    struct family_open_row *row;
    size_t n, k = 0;
    *out = (struct family){ 0 };
    try(family_open(a, person, &row, &n));
    person_id *id = ARENA_MANY(a->arena, person_id, n);
    if (!id) return LIMIT;
    for (size_t i = 0; i < n; i++) id[i] = row[i].id;
    while (k < n && row[k].what == 0) k++;
    size_t also = k;
    while (also < n && row[also].what == 1) also++;
    size_t barred = also - k, reads = also;
    while (also < n && row[also].what == 2) also++;
    *out = (struct family){ .child = id, .barred = id + k, .barred_n = barred, .reads = id + reads, .reads_n = also - reads, .also = id + also, .also_n = n - also };
    for (size_t i = 0; i < k; i++)
        if (!among(out->barred, out->barred_n, id[i])) id[out->children++] = id[i];
    return OK;
}

rc guardian_by_phone(struct ask *a, const char *phone, const char *full_name, person_id *out)
{
    struct guardian_with_phone_row row;
    bool found;
    try(guardian_with_phone(a, phone, search_key(a->arena, full_name), &row, &found));
    *out = found ? row.id : (person_id){ 0 };
    return OK;
}

rc pupil_by_moet_id(struct ask *a, const char *moet_id, const char *full_name, opt_day born, person_id *out)
{
    struct person_of_moet_id_row row;
    bool found;
    try(person_of_moet_id(a, moet_id, search_key(a->arena, full_name), &row, &found));
    bool same = found && row.born.has == born.has && (!born.has || row.born.v.n == born.v.n);
    *out = same ? row.id : (person_id){ 0 };
    return OK;
}

/* ---- many at once */

struct ready_person person_ready(struct arena *a, const struct new_person *in)
{
    return (struct ready_person){ .as = *in, .search_key = search_key(a, in->full_name), .sort_key = sort_key_person(a, in->full_name) };
}

rc persons_add(struct tx *t, struct ready_person *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct new_person *p = &rows[i].as;
        rows[i].id = NEW_ID(t, person_id);
        try(person_insert(t, rows[i].id, p->full_name, rows[i].search_key, rows[i].sort_key, p->born, p->sex, p->national_id, p->moet_id,
                          p->ethnicity, NULL));
    }
    return OK;
}

rc contacts_add(struct tx *t, const struct new_contact *rows, size_t n, batch_id batch)
{
    for (size_t i = 0; i < n; i++)
        try(contact_of_batch_insert(t, NEW_ID(t, contact_id), rows[i].person, rows[i].kind, rows[i].value, today_of(t), batch, NULL));
    return OK;
}

static rc guardians_count_of_batch(struct tx *t, batch_id batch)
{
    struct children_of_batch_row *child;
    size_t n;
    try(children_of_batch(t, batch, &child, &n));
    return n ? guardians_of_batch_count(t, batch, NULL) : OK;
}

rc guardian_links_add(struct tx *t, const struct new_link *rows, size_t n, batch_id batch)
{
    for (size_t i = 0; i < n; i++) {
        const struct new_link *l = &rows[i];
        int64_t added;
        if (l->child.v == l->guardian.v) continue;
        try(guardian_link_of_batch_insert(t, NEW_ID(t, guardian_link_id), l->child, l->guardian, l->kind, today_of(t), batch, &added));
        if (added == 0) try(guardian_link_keep(t, l->child, l->guardian, batch, NULL));
    }
    if (batch.v) return guardians_count_of_batch(t, batch);
    for (size_t i = 0; i < n; i++)                            /* of no batch: all such links are of none, so it says nothing about these */
        if (i + 1 == n || rows[i + 1].child.v != rows[i].child.v) try(guardians_count(t, rows[i].child));
    return OK;
}

rc people_undo(struct tx *t, batch_id batch)
{
    try(guardian_links_of_batch_undo(t, batch, NULL));
    try(guardians_count_of_batch(t, batch));
    try(guardian_links_hand_over(t, batch, NULL));
    try(guardian_links_let_go(t, batch, NULL));
    return contacts_of_batch_undo(t, batch, NULL);
}
