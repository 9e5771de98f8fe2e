/* Rules of the calendar; the numbers are those of calendar.h. */
#include "calendar/inside.h"
#include "access/permission.h"
#include "generated/calendar_queries.h"
#include "notices/notices.h"

const struct act calendar_acts[] = {
    [ACT_ADD]    = { "calendar.add",    N_("xếp lịch {vat}") },
    [ACT_CHANGE] = { "calendar.change", N_("đổi lịch {vat}") },
    [ACT_OFF]    = { "calendar.off",    N_("hủy lịch {vat}") },
    [ACT_BRING]  = { "calendar.bring",  N_("nhập tệp lịch {vat}") },
    [ACT_UNBRING] = { "calendar.unbring", N_("hoàn tác tệp lịch {vat}") },
    { NULL, NULL },
};

static const char *day_said(struct arena *a, day x)
{
    char text[DAY_TEXT_SIZE];
    return arena_text(a, day_dmy(x, text));
}

static rc when_holds(struct tx *t, const struct when *w)
{
    if (w->to.n < w->from.n) return refuse_field(t->ask, "den_ngay", 5740, _("Ngày cuối đến trước ngày đầu. Sửa một trong hai ngày."), NULL);
    if (w->to.n - w->from.n >= EVENT_DAYS) return refuse_field(t->ask, "den_ngay", 5741, _("Một việc trong lịch dài nhất 62 ngày. Chia thành nhiều việc."), NULL);
    if (w->to_minute.has && !w->from_minute.has) return refuse_field(t->ask, "tu_gio", 5742, _("Có giờ kết thúc thì cần giờ bắt đầu."), NULL);
    if (w->to_minute.has && w->to_minute.v == 0) return refuse_field(t->ask, "den_gio", 5746, _("Việc hết lúc nửa đêm thì ghi 23:59 của ngày trước."), NULL);
    if (w->from_minute.has && w->to_minute.has && w->from.n == w->to.n && w->to_minute.v <= w->from_minute.v)
        return refuse_field(t->ask, "den_gio", 5743, _("Giờ kết thúc phải sau giờ bắt đầu."), NULL);
    return OK;
}

static rc stale(struct tx *t)
{
    return refuse(t->ask, CONFLICT, 5744, _("Vừa có người sửa hoặc hủy việc này. Xem lại bản mới rồi làm tiếp."), NULL);
}

rc event_add(struct tx *t, const struct new_event *in, calendar_event_id *out)
{
    const struct event_text *x = &in->text;
    try(when_holds(t, &x->when));
    *out = NEW_ID(t, calendar_event_id);
    try(event_insert(t, *out, in->class_id, x->audience, x->title, x->place, x->note, x->when.from, x->when.to, x->when.from_minute, x->when.to_minute, in->by, NULL));
    return audit_add(t, &(struct change){ .act = &calendar_acts[ACT_ADD], .kind = "calendar_event", .id = out->v, .name = x->title,
        WAS({ N_("Ngày"), NULL, day_said(t->ask->arena, x->when.from), KEPT_AS_IS }) });
}

/* NOT_FOUND also for what is of another class than the path says. */
static rc event_of(struct tx *t, calendar_event_id id, class_id class_, struct event_one_row *row)
{
    bool found;
    try(event_one(t->ask, id, row, &found));
    return found && (!class_.v || row->class_id.v == class_.v) ? OK : NOT_FOUND;
}

rc event_edit(struct tx *t, const struct event_edit *in)
{
    const struct event_text *x = &in->text;
    struct event_one_row was;
    int64_t changed;
    try(event_of(t, in->id, in->class_id, &was));
    try(when_holds(t, &x->when));
    try(event_change(t, in->id, was.class_id.v ? EVENT_AUDIENCE_INSIDE : x->audience, x->title, x->place, x->note, x->when.from, x->when.to, x->when.from_minute, x->when.to_minute,
                     in->rev, &changed));
    if (changed == 0) return stale(t);
    return audit_add(t, &(struct change){ .act = &calendar_acts[ACT_CHANGE], .kind = "calendar_event", .id = in->id.v, .name = x->title,
        WAS({ N_("Việc"), was.title, x->title, KEPT_AS_IS }, { N_("Ngày"), day_said(t->ask->arena, was.from_day), day_said(t->ask->arena, x->when.from), KEPT_AS_IS },
            { N_("Nơi"), was.place, x->place, KEPT_AS_IS }, { N_("Ghi chú"), was.note, x->note, KEPT_AS_IS },
            { N_("Ai xem được"), event_audience_label(was.audience), event_audience_label(was.class_id.v ? was.audience : x->audience), KEPT_AS_WORDS }) });
}

rc event_off(struct tx *t, const struct event_off *in)
{
    struct event_one_row was;
    int64_t changed;
    try(event_of(t, in->id, in->class_id, &was));
    try(event_call_off(t, in->id, in->reason, in->rev, &changed));
    if (changed == 0) return stale(t);
    return audit_add(t, &(struct change){ .act = &calendar_acts[ACT_OFF], .kind = "calendar_event", .id = in->id.v, .name = was.title, .reason = in->reason });
}

rc own_put(struct tx *t, const struct own_edit *in)
{
    struct own_count_row count;
    int64_t changed;
    try(when_holds(t, &in->when));
    if (in->id.v) {
        try(own_change(t, in->me, in->id, in->title, in->place, in->note, in->when.from, in->when.to, in->when.from_minute, in->when.to_minute, in->rev, &changed));
        return changed ? OK : stale(t);
    }
    try(own_count(t->ask, in->me, &count));
    if (count.n >= OWN_MOST) return refuse(t->ask, LIMIT, 5745, _("Lịch riêng đã có 500 việc. Bỏ bớt việc đã qua rồi thêm."), NULL);
    return own_insert(t, in->me, NEW_ID(t, calendar_own_id), in->title, in->place, in->note, in->when.from, in->when.to, in->when.from_minute, in->when.to_minute, NULL);
}

rc own_gone(struct tx *t, const struct own_edit *in)
{
    int64_t changed;
    try(own_end(t, in->me, in->id, in->rev, &changed));
    return changed ? OK : stale(t);
}

/* Its owner hears of it: whoever holds somebody's telephone for a minute makes no address in silence. */
rc feed_make(struct tx *t, const struct feed_new *in)
{
    try(feed_put(t, in->me, in->hash, NULL));
    return notice_add(t, &(struct notice){ .to = in->me, .kind = NOTICE_KIND_ACCOUNT, .path = "/lich/dia-chi",
        .words = _("Vừa có địa chỉ mới để chương trình khác đọc lịch của bạn. Nếu không phải bạn tạo, mở trang này và bấm Ngừng địa chỉ.") });
}

rc feed_stop(struct tx *t, person_id me) { return feed_end(t, me, NULL); }

rc calendar_open(struct ask *a, school_id school, day from, day to, struct open_event **rows, size_t *n)
{
    struct events_open_row *row;
    try(events_open(a, school, from, to, (day){ from.n - EVENT_DAYS }, &row, n));
    *rows = ARENA_MANY(a->arena, struct open_event, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct open_event){ row[i].id, row[i].title, row[i].place, row[i].note, row[i].reason, { row[i].from_day, row[i].to_day, row[i].from_minute, row[i].to_minute }, row[i].called_off.has };
    return OK;
}

rc calendar_open_soon(struct ask *a, const school_id *schools, size_t schools_n, day today, int days, int64_t limit, struct open_soon **rows, size_t *n)
{
    struct events_open_soon_row *row;
    try(events_open_soon(a, schools, schools_n, today, (day){ today.n + days }, (day){ today.n - EVENT_DAYS }, limit, &row, n));
    *rows = ARENA_MANY(a->arena, struct open_soon, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct open_soon){ row[i].title, row[i].place, row[i].school_code, row[i].school_name, { row[i].from_day, row[i].to_day, row[i].from_minute, row[i].to_minute } };
    return OK;
}

/* ---- what the room holds of a person */

static rc tell_own(struct ask *a, person_id person, struct part_out *o)
{
    struct own_told_row *row;
    size_t n;
    try(own_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "viec", _("Việc"), row[i].title);
        told_text(o, "noi", _("Nơi"), row[i].place);
        told_text(o, "ghi_chu", _("Ghi chú"), row[i].note);
        told_text(o, "ngay", _("Ngày"), day_said(a->arena, row[i].from_day));
    }
    return OK;
}

static rc tell_feed(struct ask *a, person_id person, struct part_out *o)
{
    struct feed_of_row row;
    bool found;
    try(feed_of(a, person, &row, &found));
    told_many(o, found);
    if (!found) return OK;
    told_line(o);
    told_time(o, "tao_luc", _("Tạo lúc"), told_at(row.made_at));
    return OK;
}

static rc tell_imports(struct ask *a, person_id person, struct part_out *o)
{
    struct imports_told_row *row;
    size_t n;
    try(imports_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "tep", _("Tệp"), row[i].file_name);
        told_time(o, "tai_len_luc", _("Tải lên lúc"), told_at(row[i].made_at));
    }
    return OK;
}

static rc drop_imports(struct tx *t, person_id person)
{
    try(own_was_drop(t, person, NULL));
    return imports_drop(t, person, NULL);
}

static rc drop_own(struct tx *t, person_id person) { return own_drop(t, person, NULL); }
static rc drop_feed(struct tx *t, person_id person) { return feed_drop(t, person, NULL); }

const struct person_part calendar_parts[] = {
    { "calendar.own", N_("Lịch riêng"), "calendar_own.person_id", tell_own, true, drop_own, NULL },
    { "calendar.feed", N_("Địa chỉ lịch trong điện thoại"), "calendar_feed.person_id", tell_feed, true, drop_feed, NULL },
    { "calendar.import", N_("Tệp lịch đã tải lên"), "calendar_import.person_id calendar_own_was.person_id", tell_imports, true, drop_imports, NULL }, { 0 } };
