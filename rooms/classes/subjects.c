/* Subjects of a school and duties in a class. What stays true: (1) a subject is one by its folded name, so "toán" is Toán; (2) a duty that
** names a subject bears its name; (3) a duty gives rights while it is open and not a day longer: it ends today or before, or on a day that was
** said when it began; (4) only adults of the school who teach have one; (5) a subject ends when nobody teaches it. */
#include "classes/classes.h"
#include "access/access.h"
#include "audit/audit.h"
#include "base/viet.h"
#include "classes/inside.h"
#include "generated/classes_queries.h"
#include <stdlib.h>
#include <string.h>

/* ---- subjects */

static int by_name(const void *a, const void *b)
{
    const struct subject_line *x = a, *y = b;
    return bytes_order(x->key, y->key);
}

rc subjects_here(struct ask *a, struct subject_line **rows, size_t *n)
{
    struct subjects_of_school_row *row;
    try(subjects_of_school(a, day_of(a->now), &row, n));
    if (!(*rows = ARENA_MANY(a->arena, struct subject_line, *n))) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct subject_line){ row[i].id, row[i].name, row[i].duties, row[i].rev, sort_key(a->arena, row[i].name) };
    qsort(*rows, *n, sizeof **rows, by_name);
    return OK;
}

/* 0 = none is called so, however it is written. */
static rc subject_called(struct ask *a, const char *name, struct subject_named_row *out)
{
    struct subjects_of_school_row *row;
    size_t n;
    bool found;
    try(subject_named(a, name, out, &found));
    if (found) return OK;
    *out = (struct subject_named_row){ 0 };
    try(subjects_of_school(a, day_of(a->now), &row, &n));
    for (size_t i = 0; i < n && out->id.v == 0; i++)
        if (str_is(search_key(a->arena, row[i].name), search_key(a->arena, name))) *out = (struct subject_named_row){ row[i].id, row[i].name };
    return OK;
}

static rc subject_told(struct tx *t, school_subject_id id, const char *before, const char *after)
{
    return audit_add(t, &(struct change){ .act = &classes_acts[ACT_SUBJECT], .kind = "subject", .id = id.v, .name = after ? after : before,
        WAS({ N_("Tên môn"), before, after, KEPT_AS_IS }) });
}

static rc subject_make(struct tx *t, const char *name, school_subject_id *out)
{
    *out = NEW_ID(t, school_subject_id);
    try(subject_insert(t, *out, name, NULL));
    return subject_told(t, *out, NULL, name);
}

rc subjects_add(struct tx *t, const char *names, int64_t *added)
{
    struct span rest = span_of(names), line;
    *added = 0;
    while (rest.n && span_cut(&rest, '\n', &line)) {
        struct subject_named_row known;
        school_subject_id id;
        const char *name = viet_tidy(t->ask->arena, arena_text_n(t->ask->arena, line.p, line.n));
        if (str_empty(name)) continue;
        if (strlen(name) > SUBJECT_BYTES)
            return refuse_field(t->ask, "mon", 5162, _("Tên môn dài quá. Mỗi dòng một môn, nhiều nhất 60 chữ."), NULL);
        try(subject_called(t->ask, name, &known));
        if (known.id.v) continue;
        try(subject_make(t, name, &id));
        ++*added;
    }
    if (*added == 0)
        return refuse_field(t->ask, "mon", 5163, _("Môn này đã có."), NULL);
    return OK;
}

static rc stale(struct tx *t)
{
    return refuse(t->ask, CONFLICT, 5164, _("Vừa có người sửa môn này. Tải lại trang để xem."), NULL);
}

rc subject_change(struct tx *t, school_subject_id id, const char *name, int64_t rev)
{
    struct subject_one_row was;
    struct subject_named_row known;
    int64_t changed = 0;
    bool found;
    try(subject_one(t->ask, id, &was, &found));
    if (!found) return NOT_FOUND;
    try(subject_called(t->ask, name, &known));
    if (known.id.v && known.id.v != id.v)
        return refuse_field(t->ask, "ten", 5163, _("Môn này đã có."), NULL);
    try(subject_rename(t, id, name, rev, &changed));
    if (changed == 0) return stale(t);
    try(duties_rename(t, id, name, day_of(t->now), NULL));
    return subject_told(t, id, was.name, name);
}

rc subject_end(struct tx *t, school_subject_id id, int64_t rev)
{
    struct subject_one_row was;
    struct subjects_of_school_row *row;
    int64_t changed = 0;
    size_t n;
    bool found;
    try(subject_one(t->ask, id, &was, &found));
    if (!found) return NOT_FOUND;
    try(subjects_of_school(t->ask, day_of(t->now), &row, &n));
    for (size_t i = 0; i < n; i++)
        if (row[i].id.v == id.v && row[i].duties > 0)
            return refuse(t->ask, CONFLICT, 5165, _("Còn {n} phân công của môn {mon}. Ghi thôi các phân công ấy trước."),
                          "n", arena_print(t->ask->arena, "%lld", (long long)row[i].duties), "mon", was.name, NULL);
    try(subject_close(t, id, day_of(t->now), rev, &changed));
    if (changed == 0) return stale(t);
    return subject_told(t, id, was.name, NULL);
}

/* ---- duties */

static rc duty_told(struct tx *t, const struct act *act, class_id class_, person_id person, const struct was *field, size_t fields)
{
    struct class_face face;
    if (t->bulk) return OK;
    try(class_face(t->ask, class_, &face));
    return audit_add(t, &(struct change){ .act = act, .kind = "class", .id = class_.v, .name = face.name, .about = person, .field = field, .fields = fields });
}

static const char *duty_words(struct arena *a, const char *name, const char *subject)
{
    return subject ? arena_print(a, "%s, %s", name, subject) : name;
}

/* By the name of the subject: a list, the demo. */
rc batch_duty_add(struct tx *t, const struct batch_duty *in)
{
    struct subject_named_row known = { 0 };
    const char *name;
    teaching_id id = NEW_ID(t, teaching_id);
    if (in->subject) try(subject_called(t->ask, in->subject, &known));
    if (in->subject && known.id.v == 0) {
        try(subject_make(t, in->subject, &known.id));
        known.name = in->subject;
    }
    try(duty_insert(t, id, in->class_id, in->member, in->person, in->duty, known.id, known.name, in->from, (opt_day){ 0 }, NULL));
    if (in->batch.v) try(duty_batch_put(t, id, in->batch, NULL));
    if (t->bulk) return OK;
    try(person_name(t->ask, in->person, &name));
    return duty_told(t, &classes_acts[ACT_TEACH], in->class_id, (person_id){ 0 },
        (const struct was[]){ { duty_label(in->duty), NULL, duty_words(t->ask->arena, name, known.name), KEPT_AS_IS } }, 1);
}

rc teaching_add(struct tx *t, class_id class_, member_id member, person_id person, enum duty duty, const char *subject, day from)
{
    return batch_duty_add(t, &(struct batch_duty){ .class_id = class_, .member = member, .person = person, .duty = duty, .subject = subject, .from = from });
}

rc batch_duty_end(struct tx *t, teaching_id id, day to, batch_id batch) { return duty_batch_end(t, id, to, batch, NULL); }
rc batch_duties_end(struct tx *t, member_id member, day to, batch_id batch) { return duties_batch_end(t, member, to, batch, NULL); }

rc duties_undo(struct tx *t, batch_id batch)
{
    try(carry_duties_undo(t, batch, NULL));
    return carry_duties_reopen(t, batch, day_of(t->now), NULL);
}

static bool teaches(enum member_role role)
{
    return role == MEMBER_ROLE_TEACHER || role == MEMBER_ROLE_ASSISTANT || role == MEMBER_ROLE_DEPUTY || role == MEMBER_ROLE_PRINCIPAL;
}

static rc days_check(struct tx *t, const struct new_duty *in)
{
    int64_t today = day_of(t->now).n;
    if (in->from.n < today - 366 || in->from.n > today + 366)
        return refuse_field(t->ask, "tu_ngay", 5166, _("Ngày bắt đầu phải trong vòng một năm trước hoặc sau hôm nay."), NULL);
    if (in->last.has && (in->last.v.n < in->from.n || in->last.v.n > in->from.n + 731))
        return refuse_field(t->ask, "den_ngay", 5167, _("Ngày dạy cuối phải từ ngày bắt đầu trở đi, trong vòng hai năm."), NULL);
    return OK;
}

enum { STAND_IN_DAYS = 120 };

/* One at a time stands in for the homeroom teacher, for days that end by themselves: with the rights of the class, so never without an end. */
static rc stand_in_check(struct tx *t, const struct new_duty *in)
{
    struct duties_of_class_row *row;
    struct teacher_line *now;
    size_t n, teachers;
    if (!in->last.has || in->last.v.n > in->from.n + STAND_IN_DAYS)
        return refuse_field(t->ask, "den_ngay", 5560, _("Chủ nhiệm thay phải có ngày hết, nhiều nhất 120 ngày."), NULL);
    try(teachers_here(t->ask, in->class_id, &now, &teachers));
    if (teachers > 0 && now[0].duty == DUTY_HOMEROOM && now[0].member.v == in->member.v)
        return refuse_field(t->ask, "giao_vien", 5561, _("Người này đang chủ nhiệm lớp. Chọn người khác để thay."), NULL);
    try(duties_of_class(t->ask, in->class_id, day_of(t->now), &row, &n));
    for (size_t i = 0; i < n; i++)
        if (row[i].duty == DUTY_STAND_IN && !row[i].over && row[i].from_day.n <= in->last.v.n && (!row[i].to_day.has || row[i].to_day.v.n > in->from.n))
            return refuse(t->ask, CONFLICT, 5562, _("Lớp đã có người chủ nhiệm thay trong những ngày ấy."), NULL);
    return OK;
}

rc duty_add(struct tx *t, const struct new_duty *in, person_id *person)
{
    struct member_line member;
    struct subject_one_row subject = { 0 };
    struct duty_same_row same;
    char from[DAY_TEXT_SIZE];
    bool of_subject = in->duty == DUTY_SUBJECT, taught = !of_subject;
    rc found = member_find(t->ask, in->member, &member);
    if (found == NOT_FOUND || (found == OK && (!teaches(member.role) || (member.to_day.has && member.to_day.v.n <= day_of(t->now).n))))
        return refuse_field(t->ask, "giao_vien", 5168, _("Hãy chọn một thầy cô đang làm ở trường."), NULL);
    try(found);
    if (of_subject) try(subject_one(t->ask, in->subject, &subject, &taught));
    if (!taught)
        return refuse_field(t->ask, "mon", 5169, _("Hãy chọn môn. Môn chưa có thì thêm ở trang Môn học."), NULL);
    try(days_check(t, in));
    if (in->duty == DUTY_STAND_IN) try(stand_in_check(t, in));
    try(duty_same(t->ask, in->class_id, in->member, in->duty, of_subject ? in->subject : (school_subject_id){ 0 }, in->from, &same));
    if (same.n > 0)
        return refuse(t->ask, CONFLICT, 5170, _("Người này đã có việc ấy ở lớp rồi."), NULL);
    opt_day to = { in->last.has, { in->last.v.n + 1 } };
    try(duty_insert(t, NEW_ID(t, teaching_id), in->class_id, in->member, member.person, in->duty, of_subject ? in->subject : (school_subject_id){ 0 },
                    subject.name, in->from, to, NULL));
    *person = member.person;
    return duty_told(t, &classes_acts[ACT_TEACH], in->class_id, (person_id){ 0 },
        (const struct was[]){ { duty_label(in->duty), NULL, duty_words(t->ask->arena, member.name, subject.name), KEPT_AS_IS },
                              { N_("Từ ngày"), NULL, day_dmy(in->from, from), KEPT_AS_IS } }, 2);
}

rc duty_close(struct tx *t, const struct duty_end *in, person_id *person)
{
    struct duty_one_row was;
    int64_t changed = 0, today = day_of(t->now).n;
    char to[DAY_TEXT_SIZE];
    bool found;
    try(duty_one(t->ask, in->id, in->class_id, day_of(t->now), &was, &found));
    if (found && in->last.n > today)
        return refuse_field(t->ask, "den_ngay", 5171, _("Ngày thôi không thể ở tương lai. Ghi vào hôm thôi dạy."), NULL);
    /* The last day counts; one that is today ends now, or the right would outlive the word. Before it began: it never was. */
    int64_t end = in->last.n >= today ? today : in->last.n + 1;
    if (found && end < was.from_day.n) end = was.from_day.n;
    if (found) try(duty_end(t, in->id, (day){ end }, in->rev, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 5172, _("Phân công này vừa được người khác đổi. Tải lại trang để xem."), NULL);
    *person = was.person_id;
    return duty_told(t, &classes_acts[ACT_TEACH_STOP], in->class_id, (person_id){ 0 },
        (const struct was[]){ { duty_label(was.duty), duty_words(t->ask->arena, was.name, was.subject), NULL, KEPT_AS_IS },
                              { N_("Đến ngày"), NULL, day_dmy(in->last, to), KEPT_AS_IS } }, 2);
}

rc duties_here(struct ask *a, class_id id, struct duty_line **rows, size_t *n)
{
    struct duties_of_class_row *row;
    try(duties_of_class(a, id, day_of(a->now), &row, n));
    if (!(*rows = ARENA_MANY(a->arena, struct duty_line, *n))) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct duty_line){ row[i].id, row[i].name, row[i].subject, row[i].duty, row[i].from_day, row[i].to_day, row[i].rev, row[i].over > 0 };
    return OK;
}
