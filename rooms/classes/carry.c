/* The change of the school year (carry.h): the plan, and doing it in one closure (docs/decisions/0063). */
#include "classes/carry.h"
#include "access/access.h"
#include "audit/audit.h"
#include "base/viet.h"
#include "classes/inside.h"
#include "generated/classes_queries.h"
#include "people/people.h"
#include <ctype.h>
#include <string.h>

/* ---- names of the next year */

bool carry_ends_level(int64_t grade) { return grade == -1 || grade == 5 || grade == 9 || grade == 12; }

/* Names of groups and of those that they grow into. */
struct grows { const char *group, *next; };
/* law 5: parts of names as people type them */
static const struct grows groups[] = {
    { "Mẫu giáo bé", "Mẫu giáo nhỡ" }, { "Mẫu giáo nhỡ", "Mẫu giáo lớn" }, { "Nhà trẻ", "Mẫu giáo bé" }, { "MGB", "MGN" }, { "MGN", "MGL" }, { "NT", "MGB" },
    { "Bé", "Nhỡ" }, { "Nhỡ", "Lớn" },
};

static const char *grown(struct arena *a, int64_t grade, const char *name, int64_t next)
{
    const char *rest = name;
    if (grade > 0) {
        while (isdigit((unsigned char)*rest)) rest++;
        return rest == name ? name : arena_print(a, "%lld%s", (long long)next, rest);
    }
    for (size_t i = 0; next < 0 && i < sizeof groups / sizeof *groups; i++)
        if (str_starts(name, groups[i].group)) return arena_print(a, "%s%s", groups[i].next, name + strlen(groups[i].group));
    if (next < 0) return name;
    while (*rest && !isdigit((unsigned char)*rest)) rest++;            /* MGL A3: 1A3 */
    return arena_print(a, "1A%s", *rest ? rest : "1");
}

bool carry_next(struct arena *a, const bool level[SCHOOL_LEVEL_COUNT + 1], int64_t grade, const char *name, const char **next_name, int64_t *next_grade)
{
    *next_grade = grade == -1 ? 1 : grade + 1;
    *next_name = NULL;
    if (grade >= 12 || !level[level_of_grade(*next_grade)]) return false;
    *next_name = grown(a, grade, name, *next_grade);
    return true;
}

/* ---- the plan */

static int64_t target_of(struct ask *a, struct carry_plan *p, const char *name, int64_t grade)
{
    struct class_name read;
    if (!class_name_of_grade(a->arena, name, grade, &read)) read.shown = read.key = name;
    for (size_t i = 0; i < p->targets; i++)
        if (str_is(p->target[i].key, read.key)) {
            p->target[i].clash = p->target[i].clash || p->target[i].grade != grade;
            p->clash = p->clash || p->target[i].clash;
            return (int64_t)i;
        }
    p->target[p->targets] = (struct carry_target){ .name = read.shown, .key = read.key, .grade = grade };
    return (int64_t)p->targets++;
}

/* Classes that the new year has already come first, in their order. */
static rc targets_begin(struct ask *a, struct carry_plan *p, size_t room)
{
    struct class_line *line = NULL;
    size_t n = 0;
    if (p->has_to) try(classes_of_year(a, p->to.id, &line, &n));
    if (!(p->target = ARENA_MANY(a->arena, struct carry_target, n + room))) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        int64_t at = target_of(a, p, line[i].name, line[i].grade);
        p->target[at].id = line[i].id;
        p->target[at].here = line[i].pupils;
    }
    return OK;
}

static rc sources_fill(struct ask *a, struct carry_plan *p, const struct carry_classes_row *row)
{
    struct school_face school;
    try(school_face(a, a->scope.school, &school));
    if (!(p->source = ARENA_MANY(a->arena, struct carry_source, p->sources))) return LIMIT;
    for (size_t i = 0; i < p->sources; i++) {
        const char *name;
        int64_t grade;
        struct carry_source *s = &p->source[i];
        *s = (struct carry_source){ row[i].id, row[i].name, row[i].grade, row[i].rev, .to = CARRY_NOWHERE, .written = row[i].rev > 0,
                                    .lead_member = row[i].lead_member, .lead_person = row[i].lead_person };
        if (carry_next(a->arena, school.level, s->grade, s->name, &name, &grade))
            s->to = target_of(a, p, row[i].to_name ? row[i].to_name : name, grade);
    }
    return OK;
}

static void pupil_place(struct ask *a, struct carry_plan *p, const struct carry_pupils_row *row, struct carry_pupil *out)
{
    while (out->from < p->sources && p->source[out->from].id.v != row->class_id.v) out->from++;
    struct carry_source *s = &p->source[out->from];
    enum pupil_fate fate = row->fate ? row->fate : PUPIL_FATE_UP;
    out->member = row->member_id, out->person = row->person_id, out->member_rev = row->member_rev;
    out->to = CARRY_NOWHERE;
    s->pupils++;
    if (fate == PUPIL_FATE_STAYS) out->to = target_of(a, p, s->name, s->grade), s->stays++, p->stays++;
    else if (fate == PUPIL_FATE_GRADUATES || s->to == CARRY_NOWHERE) s->leaves++, p->leaves++;
    else out->to = s->to, s->up++, p->up++;
    if (out->to != CARRY_NOWHERE) p->target[out->to].pupils++;
}

static rc pupils_fill(struct ask *a, struct carry_plan *p, const struct carry_pupils_row *row)
{
    int64_t newest = 0, revs = 0, written = 0, here = 0;
    if (!(p->pupil = ARENA_MANY(a->arena, struct carry_pupil, p->pupils))) return LIMIT;
    for (size_t i = 0; i < p->pupils; i++) {
        p->pupil[i].from = i ? p->pupil[i - 1].from : 0;               /* both lists have one order */
        pupil_place(a, p, &row[i], &p->pupil[i]);
        if (row[i].id.v > newest) newest = row[i].id.v;
        revs += row[i].rev + row[i].member_rev;
    }
    for (size_t i = 0; i < p->sources; i++) written += p->source[i].rev;
    for (size_t i = 0; i < p->targets; i++) {
        p->fresh += p->target[i].id.v == 0 && p->target[i].pupils > 0;
        here += p->target[i].id.v != 0;
    }
    p->mark = arena_print(a->arena, "%lld.%zu.%lld.%lld.%lld.%lld.%lld", (long long)p->from.id.v, p->pupils, (long long)newest, (long long)revs, (long long)written,
                          (long long)p->to.id.v, (long long)here);
    return OK;
}

static rc norms_fill(struct ask *a, struct carry_plan *p)
{
    for (size_t i = 0; i < p->targets; i++)
        try(class_size_norm(a, p->has_to ? &p->to : &p->from, p->target[i].grade, &p->target[i].norm));
    return OK;
}

rc carry_plan_make(struct ask *a, struct carry_plan *out)
{
    struct carry_from_row from;
    struct carry_to_row to;
    struct carry_classes_row *class;
    struct carry_pupils_row *pupil;
    *out = (struct carry_plan){ .mark = "" };
    try(carry_from(a, &from, &out->has_from));
    if (!out->has_from) return OK;
    out->from = (struct year_brief){ .id = from.id, .name = from.name, .starts = from.starts, .ends = from.ends };
    out->over = day_of(a->now).n >= from.ends.n;
    try(carry_to(a, from.starts, &to, &out->has_to));
    if (out->has_to) out->to = (struct year_brief){ .id = to.id, .name = to.name, .starts = to.starts, .ends = to.ends };
    try(carry_classes(a, from.id, &class, &out->sources));
    try(targets_begin(a, out, 2 * out->sources));
    try(sources_fill(a, out, class));
    try(carry_pupils(a, from.id, &pupil, &out->pupils));
    try(pupils_fill(a, out, pupil));
    return norms_fill(a, out);
}

/* ---- what the office writes */

static rc name_check(struct ask *a, const struct carry_words *in)
{
    struct class_face face;
    struct school_face school;
    struct class_name read;
    const char *usual;
    int64_t grade;
    try(class_face(a, in->class_id, &face));
    try(school_face(a, a->scope.school, &school));
    if (!carry_next(a->arena, school.level, face.grade, face.name, &usual, &grade)) return OK;
    bool any = class_name_of_grade(a->arena, in->to_name, grade, &read), other = any && class_name_read(a->arena, in->to_name, &read) && read.grade != grade;
    if (!any || other || (grade > 0 && !class_name_read(a->arena, in->to_name, &read)))
        return refuse_field(a, "den", 5155, _("“{ten}” không phải tên lớp của khối kế tiếp. Viết như {vi_du}."), "ten", in->to_name, "vi_du", usual, NULL);
    return OK;
}

rc carry_write(struct tx *t, const struct carry_words *in)
{
    struct carry_class_one_row was;
    int64_t changed = 1;
    bool found;
    try(name_check(t->ask, in));
    try(carry_class_one(t->ask, in->class_id, &was, &found));
    rc put = OK;
    if ((found ? was.rev : 0) != in->rev) changed = 0;
    else if (found) put = carry_class_set(t, in->class_id, in->to_name, in->rev, &changed);
    else put = carry_class_insert(t, in->class_id, in->to_name, NULL);
    if (put == CONFLICT || (put == OK && changed == 0))
        return refuse(t->ask, CONFLICT, 5156, _("Vừa có người ghi về lớp này. Tải lại trang để xem rồi ghi tiếp."), NULL);
    try(put);
    for (size_t i = 0; i < in->pupils; i++)
        try(carry_line_put(t, in->class_id, in->pupil[i].member, in->pupil[i].fate, NULL));
    return OK;
}

/* ---- done */

static rc may_run(struct tx *t, const struct carry_plan *p, const char *mark)
{
    char ends[DAY_TEXT_SIZE];
    if (!str_is(p->mark, mark) || p->pupils == 0)
        return refuse(t->ask, CONFLICT, 5157, _("Danh sách lớp đã đổi từ lúc xem trước. Chưa có gì được ghi. Xem lại rồi chuyển năm."), NULL);
    if (!p->has_to)
        return refuse(t->ask, CONFLICT, 5158, _("Năm học mới chưa có. Đặt năm học trước."), NULL);
    if (!p->over)
        return refuse(t->ask, CONFLICT, 5159, _("Năm học {nam} đến ngày {ngay} mới hết. Từ ngày ấy mới chuyển được; xem trước thì lúc nào cũng được."),
                      "nam", p->from.name, "ngay", day_dmy(p->from.ends, ends), NULL);
    if (p->clash)
        return refuse(t->ask, CONFLICT, 5160, _("Có lớp mới nhận các em của hai khối. Sửa tên lớp đến rồi chuyển năm."), NULL);
    return OK;
}

static const char *number_of(struct tx *t, int64_t n) { return arena_print(t->ask->arena, "%lld", (long long)n); }

static rc told(struct tx *t, const struct carry_plan *p, batch_id batch)
{
    return audit_bulk(t, &(struct change){ .act = &classes_acts[ACT_CARRY], .kind = "school_year", .id = p->to.id.v, .name = p->to.name, .batch = batch,
        WAS({ N_("Năm học"), p->from.name, p->to.name, KEPT_AS_IS }, { N_("Lên lớp"), NULL, number_of(t, p->up), KEPT_AS_IS },
            { N_("Ở lại lớp"), NULL, number_of(t, p->stays), KEPT_AS_IS }, { N_("Ra trường"), NULL, number_of(t, p->leaves), KEPT_AS_IS },
            { N_("Lớp mới"), NULL, number_of(t, p->fresh), KEPT_AS_IS }) });
}

/* What was counted is what ends: whoever came or went in this moment makes the numbers differ. */
static rc year_ends(struct tx *t, const struct carry_plan *p, day today, batch_id batch)
{
    int64_t ended;
    try(carry_enrolments_end(t, p->from.id, today, batch, &ended));
    if (ended != (int64_t)p->pupils)
        return refuse(t->ask, CONFLICT, 5157, _("Danh sách lớp đã đổi từ lúc xem trước. Chưa có gì được ghi. Xem lại rồi chuyển năm."), NULL);
    return carry_duties_end(t, p->from.id, today, batch, NULL);
}

static rc classes_make(struct tx *t, const struct carry_plan *p, batch_id batch)
{
    for (size_t i = 0; i < p->targets; i++) {
        struct carry_target *to = &p->target[i];
        struct new_class in = { .year = p->to.id, .name = to->name, .batch = batch, .grade = to->grade };
        if (to->id.v == 0 && to->pupils > 0) try(class_add(t, &in, &to->id));
    }
    return OK;
}

static rc leaves(struct tx *t, const struct carry_plan *p, const struct carry_pupil *pupil, day today, batch_id batch)
{
    try(leaving_insert(t, NEW_ID(t, leaving_id), pupil->member, pupil->person, p->source[pupil->from].name, LEAVE_KIND_GRADUATED, today, NULL, t->ask->me, batch, NULL));
    try(member_end(t, pupil->member, today, pupil->member_rev));
    return access_changed(t, pupil->person);
}

/* The class that most come from, first of all its own first pupil's, keeps who leads it; two that become one keep the first's. */
static rc homerooms_keep(struct tx *t, const struct carry_plan *p, day today, batch_id batch)
{
    bool *led = ARENA_MANY(t->ask->arena, bool, p->targets);
    if (!led) return LIMIT;
    for (size_t i = 0; i < p->sources; i++) {
        const struct carry_source *s = &p->source[i];
        if (s->to == CARRY_NOWHERE || s->up == 0 || s->lead_member.v == 0 || led[s->to] || p->target[s->to].here > 0) continue;
        led[s->to] = true;
        try(carry_homeroom_insert(t, NEW_ID(t, teaching_id), p->target[s->to].id, s->lead_member, s->lead_person, today, batch, NULL));
    }
    return OK;
}

rc carry_run(struct tx *t, const struct carry_press *in)
{
    struct carry_plan p;
    batch_id batch;
    day today = day_of(t->now);
    try(carry_plan_make(t->ask, &p));
    try(may_run(t, &p, in->mark));
    write_behind(t);
    try(batch_open(t, classes_undoers[0].act, t->ask->me, &batch));
    try(told(t, &p, batch));
    try(year_ends(t, &p, today, batch));
    try(classes_make(t, &p, batch));
    for (size_t i = 0; i < p.pupils; i++) {
        const struct carry_pupil *pupil = &p.pupil[i];
        if (pupil->to == CARRY_NOWHERE) try(leaves(t, &p, pupil, today, batch));
        else try(enrolment_insert(t, NEW_ID(t, enrolment_id), p.target[pupil->to].id, pupil->member, pupil->person, today, batch, NULL));
    }
    try(places_count_of_batch(t, batch));
    if (in->keep_homeroom) try(homerooms_keep(t, &p, today, batch));
    try(carry_insert(t, batch, p.from.id, p.to.id, p.up, p.stays, p.leaves, p.fresh, NULL));
    return answer(t, "%s", in->next);
}

/* ---- taken back (rooms/audit) */

static rc undo_hours(struct ask *a, int64_t *hours)
{
    try(setting_int(a, &classes_settings[CLASSES_CARRY_DAYS], hours));
    *hours *= 24;
    return OK;
}

static void line_add(struct ask *a, const char *lines[UNDO_LINES], size_t *n, int64_t count, const char *words)
{
    if (count > 0) lines[(*n)++] = say(a->arena, a->lang, words, "n", arena_print(a->arena, "%lld", (long long)count), NULL);
}

static rc undo_look(struct ask *a, batch_id batch, struct undo_view *out)
{
    struct carry_one_row k;
    try(carry_one(a, batch, &k));
    out->what = arena_print(a->arena, "%s → %s", k.from_name, k.to_name);
    if (k.undone_at.has) return OK;
    line_add(a, out->back, &out->backs, k.up + k.stays, N_("{n} em trở về lớp của năm học cũ"));
    line_add(a, out->back, &out->backs, k.leaves, N_("{n} em đã ra trường là học sinh của trường như trước"));
    line_add(a, out->back, &out->backs, k.classes, N_("{n} lớp mới, nếu chưa có em nào khác"));
    out->back[out->backs++] = say(a->arena, a->lang, N_("Phân công của năm học cũ, ai còn làm ở trường"), NULL);
    if (k.moved > 0)
        out->not_now = say(a->arena, a->lang, N_("{n} em đã đổi lớp, rời trường hoặc được nhận lại sau khi chuyển năm, nên không hoàn tác cả lần chuyển được."),
                           "n", arena_print(a->arena, "%lld", (long long)k.moved), NULL);
    return OK;
}

static rc undo_run(struct tx *t, batch_id batch)
{
    struct carry_one_row k;
    struct carry_left_row *left;
    size_t n;
    day today = day_of(t->now);
    try(carry_one(t->ask, batch, &k));
    if (k.moved > 0)
        return refuse(t->ask, CONFLICT, 5161, _("Không hoàn tác được: {n} em đã đổi lớp, rời trường hoặc được nhận lại sau khi chuyển năm."),
                      "n", number_of(t, k.moved), NULL);
    try(carry_left(t->ask, batch, &left, &n));
    for (size_t i = 0; i < n; i++) {
        try(member_reopen(t, left[i].member_id));
        try(access_changed(t, left[i].person_id));
    }
    try(carry_left_back(t, batch, t->ask->me, NULL));
    try(classes_undo(t, batch));
    try(carry_duties_undo(t, batch, NULL));
    try(carry_duties_of_closed_end(t, batch, today, NULL));
    return carry_duties_reopen(t, batch, today, NULL);
}

const struct undoer classes_undoers[] = {
    { "classes.carry", N_("Chuyển năm học"), CARRY_COMMIT, undo_hours, undo_look, undo_run },
    { 0 }
};
