/* The journal of a school, the history of a class and of a pupil, one entry with before and after. To open what was changed
** about somebody is a look at their data: it is on the ledger before the page goes out. */
#include "access/access.h"
#include "audit/views.h"
#include "base/ids.h"
#include "classes/classes.h"
#include "consent/consent.h"
#include "files/files.h"
#include "generated/audit_queries.h"
#include "generated/audit_views.h"
#include "web/reply.h"

#include <string.h>

enum { PAGE = 50, PEOPLE_MOST = 300 };

static const char *id_words(struct ctx *c, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_text(c->arena, text);
}

const char *quoted(struct out *o, const char *text)
{
    return text[strspn(text, "0123456789.,/:- ")] ? arena_print(o->c->arena, "“%s”", text) : text;
}

/* ---- filters: nguoi, phong (the room of the act), tu and den (days), sau (the last entry seen) */

static audit_id id_of_day(day x) { return (audit_id){ id_at(day_start(x).ms, 0, 0) }; }

static rc wanted_read(struct ctx *c, struct journal_wanted *w, struct journal_view *v)
{
    const char *after = query_text(c, "sau");
    day from, to;
    w->before = (audit_id){ INT64_MAX };
    if (day_read(query_text(c, "tu"), &from) == DAY_OK) w->after = id_of_day(from);
    if (day_read(query_text(c, "den"), &to) == DAY_OK) w->before = id_of_day((day){ to.n + 1 });
    if (*after && !id_read(after, &w->before.v)) return NOT_FOUND;
    v->begun = *after != 0;
    v->from = query_text(c, "tu");
    v->to = query_text(c, "den");
    return OK;
}

/* Which pictures of an entry are still kept, and where they are shown: of a pupil, below the pupil's own history. */
static rc pictures_fill(struct ctx *c, person_id pupil, struct journal_line *line)
{
    struct ask *a = c->ask;
    struct changed *field = ARENA_MANY(a->arena, struct changed, line->fields);
    const char *where = pupil.v ? arena_print(a->arena, "/t/%s/em/%s/lich-su", c->school->code, id_words(c, pupil.v)) : arena_print(a->arena, "/t/%s/nhat-ky", c->school->code);
    if (!field) return LIMIT;
    for (size_t i = 0; i < line->fields; i++) {
        field[i] = line->field[i];
        if (!field[i].picture) continue;
        line->pictures = arena_print(a->arena, "%s/%s/anh", where, id_words(c, line->id.v));
        try(file_kept(a, field[i].before, &field[i].was_there));
        try(file_kept(a, field[i].after, &field[i].is_there));
    }
    line->field = field;
    return OK;
}

/* looked_at: whose look is on the ledger, so that before and after may stand on this page. */
static rc lines_fill(struct ctx *c, const struct journal_wanted *w, person_id looked_at, struct journal_view *v)
{
    struct journal_line *line;
    try(journal_read(c->ask, w, PAGE, &line, &v->n));
    for (size_t i = 0; i < v->n; i++)
        if (line[i].about.v && line[i].about.v == looked_at.v) line[i].personal = false;
    for (size_t i = 0; i < v->n; i++)
        if (!line[i].personal) try(pictures_fill(c, looked_at, &line[i]));
    v->line = line;
    if (v->n == PAGE) v->next = id_words(c, line[PAGE - 1].id.v);
    return OK;
}

static rc people_fill(struct ctx *c, struct journal_view *v)
{
    struct journal_people_row *row;
    try(journal_people(c->ask, PEOPLE_MOST, &row, &v->persons));
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, v->persons);
    if (!choice) return LIMIT;
    for (size_t i = 0; i < v->persons; i++) choice[i] = (struct ui_choice){ .code = id_words(c, row[i].person_id.v), .label = row[i].name };
    v->person = choice;
    return OK;
}

static rc rooms_fill(struct ctx *c, struct journal_view *v)
{
    size_t n = 0;
    while (act_tables[n].room) n++;
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, n);
    if (!choice) return LIMIT;
    for (size_t i = 0; i < n; i++) choice[i] = (struct ui_choice){ .code = act_tables[i].room, .label = act_tables[i].label };
    v->room = choice;
    v->rooms = n;
    return OK;
}

static const struct ui_crumb *crumbs_make(struct ctx *c, const char *href, const char *name, const char *here)
{
    struct ui_crumb *crumb = ARENA_MANY(c->arena, struct ui_crumb, 2);
    if (!crumb) return NULL;
    crumb[0] = (struct ui_crumb){ href, name };
    crumb[1] = (struct ui_crumb){ NULL, here };
    return crumb;
}

/* The office reads what it did itself; principal and deputies read everything. */
rc journal_page(struct ctx *c, struct reply *r)
{
    struct journal_view v = { .title = _("Nhật kí"), .lede = c->school->name, .crumbs = 2, .own = !may(c, AUDIT_READ, NULL, 0), .filters = true, .about_room = query_text(c, "viec"),
                              .path = arena_print(c->arena, "/t/%s/nhat-ky", c->school->code), .by = query_text(c, "nguoi"),
                              .undo = arena_print(c->arena, "/t/%s/hoan-tac", c->school->code) };
    struct journal_wanted w = { .room = v.about_room };
    try(wanted_read(c, &w, &v));
    if (v.own) w.by = c->who->person;
    else if (*v.by && !id_read(v.by, &w.by.v)) return NOT_FOUND;
    if (!v.own) try(people_fill(c, &v));
    try(rooms_fill(c, &v));
    try(lines_fill(c, &w, (person_id){ 0 }, &v));
    v.crumb = crumbs_make(c, arena_print(c->arena, "/t/%s/quan-ly", c->school->code), _("Quản lý"), v.title);
    if (!v.crumb) return LIMIT;
    v.query = arena_print(c->arena, "nguoi=%s&viec=%s&tu=%s&den=%s", v.by, v.about_room, v.from, v.to);
    return show(r, view_journal, &v);
}

rc system_journal_page(struct ctx *c, struct reply *r)
{
    struct journal_view v = { .title = _("Nhật kí hệ thống"), .path = "", .query = "", .crumbs = 2 };
    struct journal_wanted w = { 0 };
    struct journal_line *line;
    v.crumb = crumbs_make(c, PATH_TODAY, _("Hôm nay"), v.title);
    if (!v.crumb) return LIMIT;
    try(wanted_read(c, &w, &v));
    try(journal_of_system(c->ask, w.before, PAGE, &line, &v.n));
    v.line = line;
    if (v.n == PAGE) v.next = id_words(c, line[PAGE - 1].id.v);
    return show(r, view_journal, &v);
}

rc entry_page(struct ctx *c, struct reply *r)
{
    struct journal_line line;
    struct entry_view v = { .back = arena_print(c->arena, "/t/%s/nhat-ky", c->school->code), .line = &line };
    try(journal_one(c->ask, PATH_ID(c, "dong", audit_id), &line));
    if (line.by.v != c->who->person.v && !may(c, AUDIT_READ, NULL, 0)) return DENIED;
    if (line.about.v) try(look_write(c, line.about, LOOK_KIND_PROFILE, looking_as(c)));
    try(pictures_fill(c, (person_id){ 0 }, &line));
    return show(r, view_entry, &v);
}

/* The first picture of an entry, before (luc=truoc) or after. */
static rc picture_out(struct ctx *c, struct reply *r, const struct journal_line *line)
{
    bool before = str_is(query_text(c, "luc"), "truoc");
    for (size_t i = 0; i < line->fields; i++) {
        if (!line->field[i].picture) continue;
        if (line->about.v) try(look_write(c, line->about, LOOK_KIND_PROFILE, looking_as(c)));
        return send_kept(c, r, before ? line->field[i].before : line->field[i].after);
    }
    return NOT_FOUND;
}

/* For who may open the entry. */
rc entry_picture_file(struct ctx *c, struct reply *r)
{
    struct journal_line line;
    try(journal_one(c->ask, PATH_ID(c, "dong", audit_id), &line));
    if (line.by.v != c->who->person.v && !may(c, AUDIT_READ, NULL, 0)) return DENIED;
    return picture_out(c, r, &line);
}

/* For who may read the pupil's history, of that pupil alone. */
rc pupil_picture_file(struct ctx *c, struct reply *r)
{
    struct journal_line line;
    try(journal_one(c->ask, PATH_ID(c, "dong", audit_id), &line));
    return line.about.v == PATH_ID(c, "em", person_id).v ? picture_out(c, r, &line) : NOT_FOUND;
}

/* ---- of one object, linked from its page */

rc class_history_page(struct ctx *c, struct reply *r)
{
    struct class_face face;
    class_id id = PATH_ID(c, "lop", class_id);
    struct journal_view v = { .title = _("Lịch sử thay đổi"), .path = arena_print(c->arena, "/t/%s/nhat-ky", c->school->code), .query = "", .crumbs = 2 };
    struct journal_wanted w = { .kind = "class", .object = id.v };
    try(class_face(c->ask, id, &face));
    v.lede = say(c->arena, c->lang, _("Lớp {ten}"), "ten", face.name, NULL);
    v.crumb = crumbs_make(c, arena_print(c->arena, "/t/%s/lop/%s", c->school->code, path_text(c, "lop")), v.lede, v.title);
    if (!v.crumb) return LIMIT;
    try(wanted_read(c, &w, &v));
    try(lines_fill(c, &w, (person_id){ 0 }, &v));
    return show(r, view_journal, &v);
}

/* The whole page is about one child, with before and after in place: one look. */
rc pupil_history_page(struct ctx *c, struct reply *r)
{
    struct person_brief pupil;
    person_id id = PATH_ID(c, "em", person_id);
    struct journal_view v = { .title = _("Lịch sử thay đổi"), .path = "", .query = "", .crumbs = 2, .looked = true };
    struct journal_wanted w = { .about = id };
    try(person_here(c->ask, id, &pupil));
    try(look_write(c, id, LOOK_KIND_PROFILE, looking_as(c)));
    v.lede = pupil.full_name;
    v.crumb = crumbs_make(c, arena_print(c->arena, "/t/%s/em/%s", c->school->code, path_text(c, "em")), pupil.full_name, v.title);
    if (!v.crumb) return LIMIT;
    try(wanted_read(c, &w, &v));
    try(lines_fill(c, &w, id, &v));
    return show(r, view_journal, &v);
}
