/* Pages on which a message is read by those it goes to. */
#include "access/permission.h"
#include "announcements/inside.h"
#include "base/ids.h"
#include "generated/announcements_views.h"

enum { PAGE = 20, WAITING_MOST = 60, PARAGRAPHS_MOST = 200, CHILDREN_MOST = 8 };

struct read_in { int64_t edition; };
static const struct field read_fields[] = { FIELD(struct read_in, edition, FIELD_INT, REQUIRED, .name = "lan"), { 0 } };
const struct form_spec read_form = { read_fields };

/* Lines that are not empty, each a paragraph. */
rc paragraphs_of(struct arena *a, const char *body, const char *const **paragraph, size_t *n)
{
    const char **p = ARENA_MANY(a, const char *, PARAGRAPHS_MOST);
    struct span rest = span_of(body), line;
    *n = 0;
    if (!p) return LIMIT;
    while (rest.n && *n < PARAGRAPHS_MOST && span_cut(&rest, '\n', &line)) {
        line = span_trim(line);
        if (line.n) p[(*n)++] = arena_text_n(a, line.p, line.n);
    }
    return *paragraph = p, OK;
}

/* "lớp 6A1, Trường THCS …" */
static const char *from_words(struct ctx *c, const char *class_name, const char *group_name, const char *school)
{
    if (class_name) return say(c->arena, c->lang, _("Lớp {lop}, {truong}"), "lop", class_name, "truong", school, NULL);
    if (group_name) return say(c->arena, c->lang, _("{nhom}, {truong}"), "nhom", group_name, "truong", school, NULL);
    return school;
}

/* Names of children, never one's own. */
static const char *about_more(struct ctx *c, const char *before, person_id about, const char *name)
{
    if (about.v == c->who->person.v) return before;
    return before ? arena_print(c->arena, "%s, %s", before, name) : name;
}

/* What waits: a line a message, whatever the number of children. */
static rc waiting_fill(struct ctx *c, struct mine_view *v)
{
    struct mine_waiting_row *row;
    size_t n;
    try(mine_waiting(c->ask, c->who->person, c->today, WAITING_MOST, &row, &n));
    struct mine_line *line = ARENA_MANY(c->arena, struct mine_line, n);
    if (!line) return LIMIT;
    v->more = n == WAITING_MOST;
    for (size_t i = 0; i < n; i++) {
        if (v->waits && line[v->waits - 1].id.v == row[i].id.v) {
            line[v->waits - 1].about = about_more(c, line[v->waits - 1].about, row[i].about_id, row[i].about);
            continue;
        }
        struct mine_line *l = &line[v->waits++];
        *l = (struct mine_line){ .id = row[i].id, .title = row[i].title, .from = from_words(c, row[i].class_name, row[i].group_name, row[i].school_name),
                                 .about = about_more(c, NULL, row[i].about_id, row[i].about), .correction = row[i].correction, .last_day = row[i].last_day, .at = row[i].sent_at,
                                 .edition = row[i].edition, .must_confirm = row[i].must_confirm };
        try(paragraphs_of(c->arena, row[i].body, &l->paragraph, &l->paragraphs));
    }
    return v->waiting = line, OK;
}

/* ?sau=MS-ID: the last line of the page before; else from now on. */
static void page_from(struct ctx *c, instant *before, announcement_id *before_id, bool *begun)
{
    const char *text = query_text(c, "sau"), *dash = strchr(text, '-');
    int64_t ms, id;
    *before = (instant){ c->now.ms + 1 };
    *before_id = (announcement_id){ 0 };
    *begun = dash && span_int((struct span){ text, (size_t)(dash - text) }, &ms) && id_read(dash + 1, &id);
    if (*begun) *before = (instant){ ms }, *before_id = (announcement_id){ id };
}

static const char *page_after(struct ctx *c, const struct mine_told_row *row)
{
    char text[ID_TEXT_SIZE];
    id_text(row->id.v, text);
    return arena_print(c->arena, "%lld-%s", (long long)row->sent_at.ms, text);
}

/* What waits stands above, once. */
static void waiting_off(struct mine_view *v, struct mine_line *line)
{
    size_t kept = 0;
    for (size_t i = 0; i < v->n; i++)
        if (line[i].was_read || !line[i].open) line[kept++] = line[i];
    v->n = kept;
}

/* A page ends between two messages: one of a family of eight is read whole. */
static rc told_fill(struct ctx *c, struct mine_view *v)
{
    struct mine_told_row *row;
    instant before;
    announcement_id before_id;
    size_t n;
    page_from(c, &before, &before_id, &v->begun);
    try(mine_told(c->ask, c->who->person, before, before_id, PAGE * CHILDREN_MOST, &row, &n));
    struct mine_line *line = ARENA_MANY(c->arena, struct mine_line, PAGE);
    if (!line) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        if (v->n && line[v->n - 1].id.v == row[i].id.v) {
            line[v->n - 1].about = about_more(c, line[v->n - 1].about, row[i].about_id, row[i].about);
            line[v->n - 1].was_read = line[v->n - 1].was_read && row[i].read_edition >= row[i].edition;
            continue;
        }
        if (v->n == PAGE) {
            v->next = page_after(c, &row[i - 1]);
            break;
        }
        line[v->n++] = (struct mine_line){ .id = row[i].id, .title = row[i].title, .from = from_words(c, row[i].class_name, row[i].group_name, row[i].school_name),
                                           .about = about_more(c, NULL, row[i].about_id, row[i].about), .at = { true, row[i].sent_at }, .must_confirm = row[i].must_confirm,
                                           .was_read = row[i].read_edition >= row[i].edition, .back = row[i].state == ANNOUNCEMENT_STATE_BACK,
                                           .open = row[i].state == ANNOUNCEMENT_STATE_SENT && row[i].over_day.n > c->today.n };
    }
    if (!v->next && n == PAGE * CHILDREN_MOST) v->next = page_after(c, &row[n - 1]);
    return v->line = line, waiting_off(v, line), OK;
}

rc mine_page(struct ctx *c, struct reply *r)
{
    struct mine_view v = { 0 };
    try(told_fill(c, &v));
    if (!v.begun) try(waiting_fill(c, &v));
    return show(r, view_mine, &v);
}

static rc mine_find(struct ctx *c, struct mine_one_row **row, size_t *n)
{
    try(mine_one(c->ask, PATH_ID(c, "nhan", announcement_id), c->who->person, c->today, row, n));
    return *n ? OK : NOT_FOUND;
}

rc mine_one_page(struct ctx *c, struct reply *r)
{
    struct mine_one_row *row;
    struct mine_one_view v = { 0 };
    size_t n;
    try(mine_find(c, &row, &n));
    v.one = (struct mine_line){ .id = row[0].id, .title = row[0].title, .from = from_words(c, row[0].class_name, row[0].group_name, row[0].school_name), .correction = row[0].correction,
                                .last_day = row[0].last_day, .at = row[0].sent_at, .edition = row[0].edition, .must_confirm = row[0].must_confirm, .was_read = true,
                                .back = row[0].state == ANNOUNCEMENT_STATE_BACK };
    v.over = row[0].over_day.n <= c->today.n;
    v.corrected_at = row[0].corrected_at, v.back_at = row[0].back_at, v.reason = row[0].reason;
    for (size_t i = 0; i < n; i++) {
        v.one.about = about_more(c, v.one.about, row[i].about_id, row[i].about);
        v.one.was_read = v.one.was_read && row[i].read_edition >= row[i].edition;
        v.read_before = v.read_before || row[i].read_edition > 0;
        if (row[i].read_at.has) v.read_at = row[i].read_at;
    }
    try(paragraphs_of(c->arena, row[0].body, &v.one.paragraph, &v.one.paragraphs));
    return show(r, view_mine_one, &v);
}

static rc read_store(struct tx *t, const struct announcement_reading *in, void *out) { return (void)out, announcement_have_read(t, in); }
CLOSURE(read_store, struct announcement_reading, void)

rc mine_read_action(struct ctx *c, struct reply *r)
{
    struct mine_one_row *row;
    struct read_in in;
    size_t n;
    try(mine_find(c, &row, &n));
    try(form_read(c, &read_form, &in));
    struct announcement_reading what = { row[0].id, c->who->person, in.edition };
    try(transact(c->ask, c->key, read_store, &what, NULL));
    return see_other_flash(r, "/loi-nhan", row[0].must_confirm ? _("Đã xác nhận. Nhà trường thấy bạn đã đọc.") : _("Đã ghi là bạn đã đọc."), NULL);
}
