/* Places in departments that a OneRoster export names, beside those of this moment; given and taken back. What stays true stands in staff.h. */
#include "base/viet.h"
#include "roster/roster.h"
#include "roster/staff.h"
#include <string.h>

enum { DEPARTMENTS_MOST = 60 /* of a school */, NAME_MOST = 120 };

const char *seats_pack(struct arena *a, const struct book_staff *s)
{
    const char *out = NULL;
    for (size_t i = 0; i < s->seats; i++) out = arena_print(a, "%s%s\t%d%d\n", out ? out : "", s->seat[i].name, s->seat[i].head, s->seat[i].gone);
    return out;
}

struct reading_seats {
    struct ask *a;
    struct department_line *department; size_t departments;
    struct department_seat *seat; size_t seats;
    const char *made[DEPARTMENTS_MOST]; size_t mades;        /* keys of those that the file brings */
    const char *led[2 * DEPARTMENTS_MOST]; size_t leds;      /* keys of those whom somebody of the file leads */
};

static bool among(const char *const *key, size_t n, const char *one)
{
    for (size_t i = 0; i < n; i++) if (str_is(key[i], one)) return true;
    return false;
}

static const struct department_line *department_named(const struct reading_seats *k, const char *key)
{
    for (size_t i = 0; i < k->departments; i++)
        if (str_is(search_key(k->a->arena, k->department[i].name), key)) return &k->department[i];
    return NULL;
}

static const struct department_seat *seat_of(const struct reading_seats *k, department_id id, member_id member)
{
    for (size_t i = 0; i < k->seats && member.v; i++)
        if (k->seat[i].department.v == id.v && k->seat[i].member.v == member.v) return &k->seat[i];
    return NULL;
}

static const char *head_of(const struct reading_seats *k, department_id id)
{
    for (size_t i = 0; i < k->seats; i++) if (k->seat[i].department.v == id.v && k->seat[i].head) return k->seat[i].name;
    return NULL;
}

/* Whoever leads it stays its head: a file makes one only where there is none. */
static void head_settle(struct reading_seats *k, struct staff_seat *s, const char *key, department_id id)
{
    const char *head = id.v ? head_of(k, id) : NULL;
    if (!s->head) return;
    if (head) s->note = say(k->a->arena, k->a->lang, _("Tổ đang do {ten} làm tổ trưởng nên ghi là thành viên."), "ten", head, NULL);
    else if (among(k->led, k->leds, key) || k->leds == sizeof k->led / sizeof *k->led) s->note = _("Tệp ghi hai tổ trưởng của tổ này nên ghi là thành viên.");
    else k->led[k->leds++] = key;
    if (s->note) s->head = false;
}

static void seat_settle(struct reading_seats *k, struct staff_seat *s, const struct staff_row *r, bool gone)
{
    const char *key = search_key(k->a->arena, s->name);
    const struct department_line *d = department_named(k, key);
    const struct department_seat *there = d ? seat_of(k, d->id, r->member) : NULL;
    if (d) s->name = d->name, s->department = d->id;
    if (there) s->id = there->id;
    s->state = gone ? (there ? SEAT_END : SEAT_NONE) : there ? SEAT_THERE : d ? SEAT_ADD : SEAT_MAKE;
    for (size_t i = 0; i < r->seats && s->state != SEAT_NONE; i++)
        if (str_is(search_key(k->a->arena, r->seat[i].name), key)) s->state = SEAT_NONE;       /* twice in the file */
    if (s->state == SEAT_MAKE && !among(k->made, k->mades, key)) {
        bool room = k->departments + k->mades < DEPARTMENTS_MOST && *key && strlen(s->name) <= NAME_MOST;
        if (room) k->made[k->mades++] = key;
        else s->state = SEAT_NONE, s->note = _("Không thêm được tổ này từ tệp. Thêm ở trang Tổ chuyên môn.");
    }
    if (s->state == SEAT_ADD || s->state == SEAT_MAKE) head_settle(k, s, key, s->department);
}

static rc row_seats(struct reading_seats *k, const char *packed, struct staff_row *r)
{
    struct span rest = span_of(packed), line, name;
    r->seat = ARENA_MANY(k->a->arena, struct staff_seat, BOOK_SEATS_MOST);
    if (!r->seat) return LIMIT;
    while (rest.n && r->seats < BOOK_SEATS_MOST && span_cut(&rest, '\n', &line)) {
        if (!span_cut(&line, '\t', &name)) continue;
        struct staff_seat *s = &r->seat[r->seats];
        *s = (struct staff_seat){ .name = viet_tidy(k->a->arena, arena_text_n(k->a->arena, name.p, name.n)), .head = line.n > 0 && line.p[0] == '1' };
        seat_settle(k, s, r, line.n > 1 && line.p[1] == '1');
        r->seats++;
    }
    return OK;
}

rc seats_read(struct ask *a, const struct staff_lines_row *line, struct staff_list *out)
{
    struct reading_seats k = { .a = a };
    bool any = false;
    for (size_t i = 0; i < out->n; i++) any = any || line[i].departments;
    if (!any) return OK;
    try(departments_now(a, &k.department, &k.departments));
    try(department_seats(a, &k.seat, &k.seats));
    for (size_t i = 0; i < out->n; i++)
        if (line[i].departments && (out->row[i].state == STAFF_ADD || out->row[i].state == STAFF_KNOWN)) try(row_seats(&k, line[i].departments, &out->row[i]));
    out->makes = (int64_t)k.mades;
    return OK;
}

/* ---- in, and back */

struct made_department { const char *key; department_id id; };
struct seats_in { struct made_department made[DEPARTMENTS_MOST]; size_t n; };

struct seats_in *seats_begin(struct arena *a) { return ARENA_NEW(a, struct seats_in); }

static rc department_make(struct tx *t, struct seats_in *in, struct staff_seat *s, batch_id batch)
{
    const char *key = search_key(t->ask->arena, s->name);
    for (size_t i = 0; i < in->n; i++) if (str_is(in->made[i].key, key)) return s->department = in->made[i].id, OK;
    if (in->n == DEPARTMENTS_MOST) return LIMIT;
    try(batch_department_add(t, s->name, &s->department));
    in->made[in->n++] = (struct made_department){ key, s->department };
    return seat_insert(t, batch, s->department, s->department.v, SEAT_DID_MADE, NULL);
}

rc row_seats_in(struct tx *t, struct seats_in *in, const struct staff_row *r, batch_id batch)
{
    for (size_t i = 0; i < r->seats; i++) {
        struct staff_seat *s = &r->seat[i];
        if (s->state == SEAT_END) {
            try(batch_seat_end(t, s->id));
            try(seat_insert(t, batch, s->department, s->id.v, SEAT_DID_TAKEN, NULL));
        }
        if (s->state != SEAT_ADD && s->state != SEAT_MAKE) continue;
        if (s->state == SEAT_MAKE) try(department_make(t, in, s, batch));
        try(batch_seat_add(t, &(struct department_place){ s->department, r->member, s->head }, r->person, &s->id));
        try(seat_insert(t, batch, s->department, s->id.v, SEAT_DID_GIVEN, NULL));
    }
    return OK;
}

rc seats_undo(struct tx *t, batch_id batch)
{
    struct seats_of_batch_row *row;
    size_t n;
    try(seats_of_batch(t->ask, batch, &row, &n));
    for (size_t i = 0; i < n; i++) if (row[i].did == SEAT_DID_GIVEN) try(batch_seat_end(t, (department_member_id){ row[i].seat_id }));
    for (size_t i = 0; i < n; i++) if (row[i].did == SEAT_DID_TAKEN) try(batch_seat_back(t, (department_member_id){ row[i].seat_id }));
    for (size_t i = 0; i < n; i++) if (row[i].did == SEAT_DID_MADE) try(batch_department_back(t, row[i].department_id));
    return OK;
}
