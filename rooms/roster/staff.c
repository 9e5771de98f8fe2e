/* What a OneRoster export says of the staff, beside who works here now. What stays true stands in staff.h. */
#include "base/hash.h"
#include "access/access.h"
#include "roster/staff.h"
#include "base/contact.h"
#include "base/viet.h"
#include <string.h>

/* ---- as it is staged: a line a duty, its parts parted by tabs; no cell holds either (read_text) */

const char *duties_pack(struct arena *a, const struct book_staff *s)
{
    const char *out = "";
    for (size_t i = 0; i < s->duties; i++) {
        const struct book_duty *d = &s->duty[i];
        out = arena_print(a, "%s%s\t%s\t%s\t%s\t%d%d\n", out, d->class_source, d->class_title, d->duty, d->subject, d->gone, d->scheduled);
    }
    return out;
}

const char *sessions_pack(struct arena *a, const struct roster *r)
{
    const char *out = NULL;
    for (size_t i = 0; i < r->sessions; i++) {
        const struct book_session *s = &r->session[i];
        out = arena_print(a, "%s%s\t%s\t%s\t%s\n", out ? out : "", s->type, s->title, s->from, s->to);
    }
    return out;
}

rc staff_stage(struct tx *t, roster_import_id id, const struct roster *r)
{
    for (size_t i = 0; i < r->staffs; i++) {
        const struct book_staff *s = &r->staff[i];
        try(staff_line_insert(t, id, (int64_t)i + 1, s->row, s->source, s->name, s->role, s->own, s->phone, duties_pack(t->ask->arena, s), seats_pack(t->ask->arena, s), s->gone, NULL));
    }
    return OK;
}

/* ---- the school of this moment */

struct reading_staff {
    struct ask *a;
    bool heads;
    struct staff_here_row *here; size_t heres;
    struct staff_ever_row *ever; size_t evers;      /* a row a place and telephone, today's first */
    struct duties_of_year_row *duty; size_t duties;
    struct persons_sourced_row *source; size_t sources;
    struct classes_sourced_of_row *class_source; size_t class_sources;
    struct class_line *class; size_t classes;
    bool *met;                               /* beside here: a row of the file is this one already */
    struct elsewhere { bool asked, away; } *elsewhere;       /* beside ever: of who left, asked when it matters */
    rc *broken;                              /* what asking it came to */
};

static rc school_read(struct reading_staff *k, school_year_id year)
{
    day today = day_of(k->a->now);
    try(staff_here(k->a, today, &k->here, &k->heres));
    try(staff_ever(k->a, today, &k->ever, &k->evers));
    try(duties_of_year(k->a, year, today, &k->duty, &k->duties));
    try(persons_sourced(k->a, &k->source, &k->sources));
    try(classes_sourced_of(k->a, &k->class_source, &k->class_sources));
    try(classes_of_year(k->a, year, &k->class, &k->classes));
    k->met = ARENA_MANY(k->a->arena, bool, k->heres + 1);
    k->elsewhere = ARENA_MANY(k->a->arena, struct elsewhere, k->evers + 1);
    return k->met && k->elsewhere ? OK : LIMIT;
}

static person_id person_sourced(const struct reading_staff *k, const char *source)
{
    size_t low = 0, high = k->sources;
    while (low < high && *source) {
        size_t mid = low + (high - low) / 2;
        if (strcmp(k->source[mid].source, source) < 0) low = mid + 1; else high = mid;
    }
    return *source && low < k->sources && str_is(k->source[low].source, source) ? k->source[low].person_id : (person_id){ 0 };
}

/* Has the person an id of that sender already, another one? "system/id": what stands before the last stroke is the sender. */
static bool sourced_otherwise(const struct reading_staff *k, person_id person, const char *source)
{
    const char *stroke = strrchr(source, '/');
    size_t n = stroke ? (size_t)(stroke - source) + 1 : 0;
    for (size_t i = 0; i < k->sources; i++)
        if (n && k->source[i].person_id.v == person.v && strncmp(k->source[i].source, source, n) == 0 && !str_is(k->source[i].source, source)) return true;
    return false;
}

/* ---- who a row is */

static const struct staff_here_row *here_of(const struct reading_staff *k, person_id person)
{
    for (size_t i = 0; i < k->heres; i++)
        if (person.v && k->here[i].person_id.v == person.v) return &k->here[i];
    return NULL;
}

static const struct staff_here_row *here_called(const struct reading_staff *k, const char *key, size_t *n)
{
    const struct staff_here_row *found = NULL;
    *n = 0;
    for (size_t i = 0; i < k->heres; i++)
        if (str_is(k->here[i].search_key, key)) found = &k->here[i], ++*n;
    return found;
}

static void waits(struct staff_row *r, const char *why) { r->state = STAFF_WAITS, r->why = why; }

static void row_is(const struct reading_staff *k, struct staff_row *r, const struct staff_here_row *here)
{
    size_t at = (size_t)(here - k->here);
    if (k->met[at]) { waits(r, _("Một dòng khác của tệp đã là người này. Kiểm tra nơi gửi, hoặc phân công ở trang lớp.")); return; }
    k->met[at] = true;
    r->state = STAFF_KNOWN, r->person = here->person_id, r->member = here->member_id, r->rev = here->rev;
    if (!*r->name) r->name = here->name;
    if (r->role && r->role != here->role) r->note = say(k->a->arena, k->a->lang, _("Ở trường là {vai}; tệp ghi khác, vai giữ nguyên."), "vai", tr(k->a->lang, member_role_label(here->role)), NULL);
    r->role = here->role;
}

static void asks(struct staff_row *r, const char *why) { r->state = STAFF_ASKS, r->why = why; }

/* Left the school, and the account is in use elsewhere by now: the school cannot take them back by itself (may_come_back). */
static bool away_now(const struct reading_staff *k, const struct staff_ever_row *was)
{
    struct elsewhere *e = &k->elsewhere[was - k->ever];
    if (!e->asked && *k->broken == OK) {
        *k->broken = is_away(k->a, was->person_id, &e->away);
        e->asked = true;
    }
    return e->away;
}

/* Everybody who may be the one of the row, those of today first; `known`: whom its id was. */
static void alikes_find(const struct reading_staff *k, struct staff_row *r, const char *key, person_id known)
{
    for (size_t i = 0; i < k->evers; i++) {
        const struct staff_ever_row *e = &k->ever[i];
        bool phone = *r->phone && e->phone && str_is(e->phone, r->phone), was = known.v && known.v == e->person_id.v;
        size_t at = 0;
        if (!phone && !was && !names_alike(key, e->search_key)) continue;
        while (at < r->alikes && r->alike[at].person.v != e->person_id.v) at++;
        if (at == STAFF_ALIKE_MOST) continue;
        if (at == r->alikes) r->alike[r->alikes++] = (struct staff_alike){ e->name, e->role, e->title, e->member_id, e->person_id, e->over, e->over && e->shut, e->over && !e->shut && away_now(k, e), phone, str_is(e->search_key, key) };
        r->alike[at].same_phone = r->alike[at].same_phone || phone;
    }
}

/* Both sides say a telephone, and another one. */
static bool phone_differs(const struct reading_staff *k, const struct staff_row *r, person_id person)
{
    bool any = false;
    for (size_t i = 0; i < k->evers && *r->phone; i++) {
        if (k->ever[i].person_id.v != person.v || !k->ever[i].phone) continue;
        if (str_is(k->ever[i].phone, r->phone)) return false;
        any = true;
    }
    return any;
}

static bool phone_of_another(const struct staff_row *r, person_id person)
{
    for (size_t i = 0; i < r->alikes; i++) if (r->alike[i].same_phone && r->alike[i].person.v != person.v) return true;
    return false;
}

/* Somebody who left is the one of the row: one row and one account, a new place. Who is here again meanwhile is known; without an account it is asked anew. */
static bool row_returns(const struct reading_staff *k, struct staff_row *r, const struct staff_ever_row *was)
{
    const struct staff_here_row *here = here_of(k, was->person_id);
    if (here) return row_is(k, r, here), true;
    if (was->shut || away_now(k, was)) return r->choice = 0, false;
    r->state = STAFF_ADD, r->back = true, r->person = was->person_id, r->name = was->name;
    return true;
}

/* What a person has said of it holds while it can. */
static bool row_chosen(const struct reading_staff *k, const struct staff_lines_row *l, struct staff_row *r)
{
    r->choice = l->choice;
    if (l->choice == STAFF_CHOICE_SKIP) return r->state = STAFF_SKIP, true;
    if (l->choice == STAFF_CHOICE_ANOTHER && *r->name) return r->state = STAFF_ADD, true;
    for (size_t i = 0; l->choice == STAFF_CHOICE_SAME && i < k->heres; i++)
        if (k->here[i].member_id.v == l->choice_member) return row_is(k, r, &k->here[i]), true;
    for (size_t i = 0; l->choice == STAFF_CHOICE_SAME && i < k->evers; i++)
        if (k->ever[i].member_id.v == l->choice_member && k->ever[i].over) return row_returns(k, r, &k->ever[i]);
    return r->choice = 0, false;
}

static void row_find(const struct reading_staff *k, struct staff_row *r, bool gone)
{
    const char *key = search_key(k->a->arena, r->name);
    const struct staff_here_row *known = here_of(k, person_sourced(k, r->source)), *named;
    size_t n = 0;
    if (known && (!*r->name || str_is(known->search_key, key))) { row_is(k, r, known); return; }
    if (!*r->name) { waits(r, _("Tệp không ghi tên, và trường chưa có ai mang mã này.")); return; }
    alikes_find(k, r, key, person_sourced(k, r->source));
    named = here_called(k, key, &n);
    bool just = n == 1 && str_is(viet_tidy(k->a->arena, named->name), r->name);
    if (known) asks(r, say(k->a->arena, k->a->lang, _("Mã này trước đây là {ten}. Đã đổi tên, hay là người khác?"), "ten", known->name, NULL));
    else if (n == 1 && sourced_otherwise(k, named->person_id, r->source)) asks(r, _("Người cùng tên ở trường đã mang mã khác của nơi gửi này. Là một người hay hai người?"));
    else if (n > 1) asks(r, _("Trường có nhiều người tên như vậy. Là ai?"));
    else if (just && !phone_differs(k, r, named->person_id) && !phone_of_another(r, named->person_id)) r->by_name = !gone, row_is(k, r, named);
    else if (n == 1 && gone) row_is(k, r, named);
    else if (r->alikes) asks(r, _("Có thể người này đã ở trường dưới tên hay số khác. Là ai?"));
    else r->state = STAFF_ADD;
}

/* Roles of the standard; what our own export writes beside them is exact. 0: none of a school. */
static enum member_role role_read(const char *role, const char *own)
{
    static const struct { const char *code; enum member_role role; } known[] = {
        { "teacher", MEMBER_ROLE_TEACHER }, { "aide", MEMBER_ROLE_ASSISTANT }, { "proctor", MEMBER_ROLE_STAFF }, { "counselor", MEMBER_ROLE_STAFF },
        { "siteAdministrator", MEMBER_ROLE_DEPUTY }, { "principal", MEMBER_ROLE_PRINCIPAL } };
    enum member_role out = 0;
    if (member_role_read(own, &out) && out != MEMBER_ROLE_PUPIL) return out;
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (str_is(known[i].code, role)) return known[i].role;
    return 0;
}

static void newcomer_check(const struct reading_staff *k, struct staff_row *r)
{
    if (!r->role) waits(r, _("Vai này không thuộc một trường. Nếu cần thì thêm ở trang Thầy cô."));
    else if (r->role == MEMBER_ROLE_PRINCIPAL) waits(r, _("Hiệu trưởng do quản trị hệ thống ghi, không nhập từ tệp."));
    else if (role_is_office(member_role_code(r->role)) && !k->heads) waits(r, _("Phó hiệu trưởng và văn thư do ban giám hiệu nhập."));
    else if (!strchr(r->name, ' ')) waits(r, _("Tên chỉ có một chữ. Thêm ở trang Thầy cô với họ và tên đầy đủ."));
}

/* said: the role that the file marks as gone, 0 where it is the person. Whoever has two where the file comes from may have one of them here. */
static void leaver_check(const struct reading_staff *k, struct staff_row *r, enum member_role said)
{
    if (r->state == STAFF_ASKS) waits(r, _("Nơi gửi ghi đã thôi, nhưng không chắc là ai ở trường. Nếu thôi làm thì ghi ở trang Thầy cô."));
    else if (r->state == STAFF_ADD || r->state == STAFF_WAITS) r->state = STAFF_NONE, r->why = NULL;
    else if (r->role == MEMBER_ROLE_PRINCIPAL || r->person.v == k->a->me.v) waits(r, _("Nơi gửi ghi đã thôi. Hiệu trưởng và chính bạn thì không thôi làm bằng một tệp."));
    else if (said && said != r->role) waits(r, _("Tệp chỉ bỏ một vai khác với vai ở trường nên người này vẫn ở trường. Nếu thôi làm thì ghi ở trang Thầy cô."));
    else if (role_is_office(member_role_code(r->role)) && !k->heads) waits(r, _("Nơi gửi ghi đã thôi. Phó hiệu trưởng và văn thư do ban giám hiệu ghi thôi làm."));
    else r->state = STAFF_END;
}

/* ---- what they teach */

static const struct class_line *class_at(const struct reading_staff *k, class_id id)
{
    for (size_t i = 0; i < k->classes; i++)
        if (k->class[i].id.v == id.v) return &k->class[i];
    return NULL;
}

static const struct class_line *class_found(const struct reading_staff *k, const char *source, const char *title)
{
    struct class_name typed, own;
    for (size_t i = 0; i < k->class_sources && *source; i++)
        if (str_is(k->class_source[i].source, source)) {
            const struct class_line *known = class_at(k, k->class_source[i].class_id);
            if (known) return known;
        }
    bool reads = *title && class_name_read(k->a->arena, title, &typed);
    for (size_t i = 0; i < k->classes && *title; i++)
        if (str_is(k->class[i].name, title) || (reads && class_name_read(k->a->arena, k->class[i].name, &own) && str_is(own.key, typed.key))) return &k->class[i];
    return NULL;
}

static bool same_duty(struct arena *a, const struct duties_of_year_row *x, const struct staff_duty *d, member_id member)
{
    return x->class_id.v == d->class_id.v && x->member_id.v == member.v && x->duty == d->duty && str_is(search_key(a, x->subject ? x->subject : ""), search_key(a, d->subject));
}

static const struct duties_of_year_row *duty_there(const struct reading_staff *k, const struct staff_duty *d, member_id member)
{
    for (size_t i = 0; i < k->duties && member.v; i++)
        if (same_duty(k->a->arena, &k->duty[i], d, member)) return &k->duty[i];
    return NULL;
}

static const char *leads_already(const struct reading_staff *k, class_id id)
{
    for (size_t i = 0; i < k->duties; i++)
        if (k->duty[i].class_id.v == id.v && k->duty[i].duty == DUTY_HOMEROOM) return k->duty[i].name;
    return NULL;
}

static void duty_waits(struct staff_duty *d, const char *why) { d->state = DUTY_WAITS, d->why = why; }

static bool may_teach(enum member_role role) { return role != MEMBER_ROLE_STAFF && role != MEMBER_ROLE_CLERK; }

static void duty_settle(const struct reading_staff *k, struct staff_duty *d, const struct staff_row *r, bool gone, bool scheduled)
{
    const struct duties_of_year_row *there = duty_there(k, d, r->member);
    const char *leads = d->duty == DUTY_HOMEROOM ? leads_already(k, d->class_id) : NULL;
    d->state = gone ? (there ? DUTY_END : DUTY_NONE) : there ? DUTY_THERE : DUTY_ADD;
    if (there) d->id = there->id;
    if (d->state != DUTY_ADD) return;
    if (scheduled && !d->class_id.v) duty_waits(d, _("Lớp học phần, Khuê không có."));
    else if (!d->class_id.v) duty_waits(d, _("Lớp chưa có trong năm học. Nhập học sinh của tệp trước."));
    else if (leads) duty_waits(d, say(k->a->arena, k->a->lang, _("Lớp đang do {ten} chủ nhiệm. Đổi ở trang lớp."), "ten", leads, NULL));
    else if (d->duty == DUTY_SUBJECT && !*d->subject) duty_waits(d, _("Tệp không ghi môn. Phân công ở trang lớp."));
    else if (!may_teach(r->role)) duty_waits(d, _("Nhân viên và văn thư không được phân công dạy."));
}

static rc duties_unpack(const struct reading_staff *k, const char *packed, struct staff_row *r)
{
    struct span rest = span_of(packed), line, part[5];
    size_t n = 0;
    for (const char *p = packed; *p; p++) n += *p == '\n';
    r->duty = ARENA_MANY(k->a->arena, struct staff_duty, n);
    if (!r->duty) return LIMIT;
    while (rest.n && span_cut(&rest, '\n', &line)) {
        struct staff_duty *d = &r->duty[r->duties];
        const char *text[5];
        for (size_t i = 0; i < 5; i++) {
            if (!span_cut(&line, '\t', &part[i])) part[i] = (struct span){ "", 0 };
            text[i] = arena_text_n(k->a->arena, part[i].p ? part[i].p : "", part[i].n);
        }
        const struct class_line *class_ = class_found(k, text[0], text[1]);
        *d = (struct staff_duty){ .class_name = class_ ? class_->name : text[1], .subject = viet_tidy(k->a->arena, text[3]), .class_id = class_ ? class_->id : (class_id){ 0 } };
        if (!duty_read(text[2], &d->duty)) continue;
        if (d->duty != DUTY_SUBJECT) d->subject = "";
        duty_settle(k, d, r, text[4][0] == '1', text[4][0] && text[4][1] == '1');
        r->duties++;
    }
    return OK;
}

/* Two of the file who would lead one class, or one line twice: the later one waits. */
static void duties_clash(struct arena *a, struct staff_list *out)
{
    for (size_t i = 0; i < out->n; i++)
        for (size_t k = 0; k < out->row[i].duties; k++) {
            struct staff_duty *d = &out->row[i].duty[k];
            if (d->state != DUTY_ADD) continue;
            for (size_t p = 0; p <= i && d->state == DUTY_ADD; p++)
                for (size_t q = 0; q < (p == i ? k : out->row[p].duties); q++) {
                    const struct staff_duty *e = &out->row[p].duty[q];
                    bool same = e->state == DUTY_ADD && e->class_id.v == d->class_id.v && e->duty == d->duty;
                    if (same && d->duty == DUTY_HOMEROOM) duty_waits(d, _("Tệp ghi hai người chủ nhiệm lớp này."));
                    else if (same && p == i && str_is(search_key(a, e->subject), search_key(a, d->subject))) d->state = DUTY_NONE;
                }
        }
}

/* Two lines of the file who would come back as one person: the later one waits. */
static void returns_clash(struct staff_list *out)
{
    for (size_t i = 0; i < out->n; i++)
        for (size_t k = 0; out->row[i].back && k < i; k++)
            if (out->row[k].back && out->row[k].state == STAFF_ADD && out->row[k].person.v == out->row[i].person.v)
                waits(&out->row[i], _("Một dòng khác của tệp đã là người này. Kiểm tra nơi gửi, hoặc phân công ở trang lớp."));
}

/* ---- all of it */

static const char *phone_read(const struct reading_staff *k, const char *said, struct staff_row *r)
{
    struct contact_check phone;
    if (!*said) return "";
    phone = phone_check(k->a->arena, said);
    if (!*phone.normal) r->note = say(k->a->arena, k->a->lang, _("Số điện thoại “{so}” không đọc được nên bỏ qua."), "so", said, NULL);
    return phone.normal;
}

static rc row_read(const struct reading_staff *k, const struct staff_lines_row *l, struct staff_row *r)
{
    *r = (struct staff_row){ .number = l->number, .at_row = l->at_row, .name = viet_tidy(k->a->arena, l->name), .source = l->source, .role = role_read(l->role, l->own) };
    r->phone = phone_read(k, l->phone, r);
    enum member_role said = r->role;
    const struct staff_here_row *came = l->gone ? NULL : here_of(k, l->came);      /* this very list brought them in */
    if (came) row_is(k, r, came);
    else if (l->gone || !row_chosen(k, l, r)) row_find(k, r, l->gone);
    if (l->gone) leaver_check(k, r, said);
    else if (r->state == STAFF_ADD) newcomer_check(k, r);
    if (r->state != STAFF_ADD && r->state != STAFF_KNOWN) return OK;
    return duties_unpack(k, l->duties, r);
}

static void count_up(struct staff_list *out)
{
    for (size_t i = 0; i < out->n; i++) {
        const struct staff_row *r = &out->row[i];
        out->adds += r->state == STAFF_ADD;
        out->backs += r->state == STAFF_ADD && r->back;
        out->ends += r->state == STAFF_END;
        out->waits += r->state == STAFF_WAITS;
        out->asks += r->state == STAFF_ASKS;
        for (size_t k = 0; k < r->seats; k++) {
            out->seats += r->seat[k].state == SEAT_ADD || r->seat[k].state == SEAT_MAKE;
            out->leaves += r->seat[k].state == SEAT_END;
        }
        out->office = out->office || (r->state == STAFF_ADD && role_is_office(member_role_code(r->role)));
        for (size_t d = 0; d < r->duties; d++) {
            out->gives += r->duty[d].state == DUTY_ADD;
            out->takes += r->duty[d].state == DUTY_END;
            out->waits += r->duty[d].state == DUTY_WAITS;
        }
    }
}

/* Of all that would be written, and of whom. */
static int64_t print_of(const struct staff_list *l)
{
    uint64_t h = HASH_BEGIN;
    for (size_t i = 0; i < l->n; i++) {
        const struct staff_row *r = &l->row[i];
        const int64_t said[] = { r->number, r->state, r->role, r->person.v, r->member.v, r->rev, (int64_t)r->duties, (int64_t)r->seats };
        h = hash_text(hash_text(h, r->name), r->phone);
        for (size_t k = 0; k < sizeof said / sizeof *said; k++) h = hash_int(h, said[k]);
        for (size_t k = 0; k < r->duties; k++) {
            const struct staff_duty *d = &r->duty[k];
            h = hash_int(hash_int(hash_int(hash_int(hash_text(h, d->subject), d->state), d->duty), d->class_id.v), d->id.v);
        }
    }
    for (size_t i = 0; i < l->n; i++)
        for (size_t k = 0; k < l->row[i].seats; k++) {
            const struct staff_seat *s = &l->row[i].seat[k];
            h = hash_int(hash_int(hash_int(hash_int(hash_text(h, s->name), s->state), s->head), s->department.v), s->id.v);
        }
    return hash_print(h);
}

rc staff_read(struct ask *a, roster_import_id id, school_year_id year, bool heads, struct staff_list *out)
{
    rc broken = OK;
    struct reading_staff k = { .a = a, .heads = heads, .broken = &broken };
    struct staff_lines_row *line;
    size_t n;
    *out = (struct staff_list){ 0 };
    try(staff_lines(a, id, &line, &n));
    try(school_read(&k, year));
    out->row = ARENA_MANY(a->arena, struct staff_row, n);
    if (!out->row) return LIMIT;
    for (size_t i = 0; i < n; i++) try(row_read(&k, &line[i], &out->row[out->n++]));
    try(broken);
    returns_clash(out);
    try(twins_ask(a->arena, out));
    for (size_t i = 0; i < out->n; i++) if (out->row[i].state == STAFF_ASKS) out->row[i].duties = 0;
    try(seats_read(a, line, out));
    duties_clash(a->arena, out);
    count_up(out);
    out->print = print_of(out);
    return a->arena->failed ? LIMIT : OK;
}
