/* Groups as a family sees them, and as the mentor who leads one sees it. Nobody here reads who else is in a group but the mentor, and the
** mentor reads names alone. */
#include "access/access.h"
#include "base/ids.h"
#include "generated/groups_views.h"
#include "groups/pages.h"
#include "groups/views.h"
#include "people/people.h"
#include "web/reply.h"

struct ask_in { study_group_id group; };
struct give_up_in { group_member_id id; int64_t rev; };
static const struct field ask_fields[] = { FIELD(struct ask_in, group, FIELD_ID, REQUIRED, .name = "nhom"), { 0 } };
static const struct field give_up_fields[] = {
    FIELD(struct give_up_in, id, FIELD_ID, REQUIRED, .name = "dong"),
    FIELD(struct give_up_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec ask_form = { ask_fields }, give_up_form = { give_up_fields };

static const char *page_of(struct ctx *c) { return arena_print(c->arena, "/ho-so/%s/nhom", path_text(c, "em")); }

static const char *leaders_of(struct ctx *c, const struct leaders_for_child_row *row, size_t n, study_group_id group)
{
    const char *names = "";
    for (size_t i = 0; i < n; i++)
        if (row[i].group_id.v == group.v) names = arena_print(c->arena, "%s%s%s", names, *names ? ", " : "", row[i].name);
    return names;
}

static const char *schools_of(struct ctx *c, const struct schools_beside_row *row, size_t n, study_group_id group)
{
    const char *names = "";
    for (size_t i = 0; i < n; i++)
        if (row[i].group_id.v == group.v) names = arena_print(c->arena, "%s%s%s", names, *names ? "; " : "", row[i].school_name);
    return names;
}

rc child_groups_page(struct ctx *c, struct reply *r)
{
    person_id child = PATH_ID(c, "em", person_id);
    struct child_groups_view v = { .base = page_of(c), .self = child.v == c->who->person.v, .can_ask = may(c, GROUP_ASK, "em", child.v) };
    struct groups_of_child_row *mine;
    struct groups_to_ask_row *open;
    struct leaders_for_child_row *leader;
    struct person_brief who;
    struct schools_beside_row *beside;
    struct terms_for_child_row *term;
    size_t leaders, besides, terms, groups = 0;
    try(person_mine(c->ask, child, &who));
    v.name = who.full_name;
    try(groups_of_child(c->ask, child, c->today, &mine, &v.n));
    try(groups_to_ask(c->ask, child, c->today, &open, &v.opens));
    try(leaders_for_child(c->ask, child, c->today, &leader, &leaders));
    study_group_id *group = ARENA_MANY(c->arena, study_group_id, v.n);
    if (!group) return LIMIT;
    for (size_t i = 0; i < v.n; i++)
        if (mine[i].state == GROUP_STATE_MEMBER || mine[i].state == GROUP_STATE_ASKED) group[groups++] = mine[i].group_id;
    try(schools_beside(c->ask, group, groups, &beside, &besides));
    try(terms_for_child(c->ask, group, groups, c->today, &term, &terms));
    struct child_group *line = ARENA_MANY(c->arena, struct child_group, v.n);
    struct open_group *other = ARENA_MANY(c->arena, struct open_group, v.opens);
    if (!line || !other) return LIMIT;
    for (size_t i = 0; i < v.n; i++) {
        line[i] = (struct child_group){ &mine[i], leaders_of(c, leader, leaders, mine[i].group_id), schools_of(c, beside, besides, mine[i].group_id), NULL, 0 };
        for (size_t k = 0; k < terms; k++)
            if (term[k].group_id.v == mine[i].group_id.v && line[i].terms++ == 0) line[i].term = &term[k];
    }
    for (size_t i = 0; i < v.opens; i++) other[i] = (struct open_group){ &open[i], leaders_of(c, leader, leaders, open[i].id) };
    v.line = line, v.open = other;
    return show(r, view_child_groups, &v);
}

struct wish { study_group_id group; group_member_id id; person_id child; int64_t rev; const char *next; };

static rc wish_store(struct tx *t, const struct wish *in, void *out)
{
    (void)out;
    try(access_recheck(t, GROUP_ASK, "em", in->child.v));
    try(in->group.v ? group_ask(t, in->group, in->child) : group_give_up(t, in->id, in->child, in->rev));
    return answer(t, "%s", in->next);
}
CLOSURE(wish_store, struct wish, void)

rc ask_action(struct ctx *c, struct reply *r)
{
    struct ask_in in;
    try(form_read(c, c->route->form, &in));
    struct wish now = { .group = in.group, .child = PATH_ID(c, "em", person_id), .next = page_of(c) };
    try(transact(c->ask, c->key, wish_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã gửi lời xin. Thầy cô phụ trách sẽ trả lời."), NULL);
}

rc give_up_action(struct ctx *c, struct reply *r)
{
    struct give_up_in in;
    try(form_read(c, c->route->form, &in));
    struct wish now = { .id = in.id, .child = PATH_ID(c, "em", person_id), .rev = in.rev, .next = page_of(c) };
    try(transact(c->ask, c->key, wish_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã ghi. Lúc nào cũng xin vào lại được."), NULL);
}

static bool kept_from(const struct who *w, person_id child)
{
    for (size_t i = 0; i < w->barred_n; i++)
        if (w->barred[i].v == child.v) return true;
    return false;
}

rc guided_page(struct ctx *c, struct reply *r)
{
    struct guided_view v = { 0 };
    struct group_brief *group;
    struct names_guided_row *name;
    size_t n;
    study_group_id id = PATH_ID(c, "nhom", study_group_id);
    try(groups_guided(c->ask, c->who->person, &group, &n));
    for (size_t i = 0; i < n; i++)
        if (group[i].id.v == id.v) v.group = group[i];
    if (v.group.id.v == 0) return NOT_FOUND;
    try(names_guided(c->ask, id, c->who->person, c->today, &name, &n));
    for (size_t i = 0; i < n; i++)
        if (!kept_from(c->who, name[i].person_id)) name[v.n++] = name[i];
    v.name = name;
    return show(r, view_guided, &v);
}
