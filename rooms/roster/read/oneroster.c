/* The tables of a OneRoster export as one sheet: a row for each pupil, with the number of its line in users.csv. What goes by names of
** columns and sourcedIds; the order of anything means nothing. See oneroster.h. */
#include "roster/read/oneroster.h"
#include "base/str.h"
#include "base/time.h"
#include "roster/read/read.h"
#include <stdlib.h>
#include <string.h>

enum { LEFT_SHOWN = 40, GUARDIANS_IN = 3, SOURCE_MOST = 120 /* bytes of an id that is kept */ };

/* Lines of a table by a key of theirs. */
struct one_key { const char *key; const struct one_line *line; };
struct one_index { struct one_key *at; size_t n; };

struct one_user { const struct one_line *line, *demo; bool pupil, guardian, staff, ended /* a role of staff that is marked as gone */, told; const char *kind, *role, *own; const struct one_line *place; };
struct one_loose { const char *user; const struct one_line *line; };      /* of a delta: a place of somebody of whom nothing else has changed */
enum { COLUMN_NAME, COLUMN_CODE, COLUMN_BORN, COLUMN_SEX, COLUMN_CLASS, COLUMN_MOTHER, COLUMN_MOTHER_PHONE, COLUMN_FATHER, COLUMN_FATHER_PHONE, COLUMN_OTHER, COLUMN_OTHER_PHONE,
       COLUMN_RELATION, COLUMN_SOURCE, COLUMN_CLASS_SOURCE, COLUMNS_OUT };
static const enum meaning meanings_out[COLUMNS_OUT] = { MEANS_FULL_NAME, MEANS_MOET_ID, MEANS_BIRTH_DATE, MEANS_SEX, MEANS_CLASS, MEANS_MOTHER_NAME, MEANS_MOTHER_PHONE,
    MEANS_FATHER_NAME, MEANS_FATHER_PHONE, MEANS_GUARDIAN_NAME, MEANS_GUARDIAN_PHONE, MEANS_GUARDIAN_RELATION,
    MEANS_SOURCE_PERSON, MEANS_SOURCE_CLASS };

struct joining {
    struct one_archive *x;
    struct one_index users, classes;
    struct one_user *user;                   /* beside each line of users.csv */
    size_t id, given, family, middle, ids, phone, sms, agents, status;     /* columns of users.csv */
    struct one_duty *duty; size_t duties, duties_cap;
    struct one_loose *loose; size_t looses, looses_cap;
    size_t told[8];                          /* how many of each reason were listed */
};

static const char *cell(const struct one_line *line, size_t column) { return one_cell(line, column); }
static struct arena *arena_of(struct joining *j) { return j->x->r->a; }
static const struct one_table *table(const struct joining *j, enum one_file f) { return &j->x->table[f]; }

/* ---- what is no row */

enum left_why { LEFT_STAFF, LEFT_DELETED, LEFT_DANGLING, LEFT_SCHEDULED, LEFT_GUARDIAN };
static const char *const left_reason[] = { "oneroster_staff", "oneroster_deleted", "oneroster_dangling", "oneroster_scheduled", "oneroster_guardian" };

/* The first of a kind one by one, the rest by their number (lefts_end). */
static bool leave(struct joining *j, enum left_why why, uint32_t row, const char *text)
{
    return ++j->told[why] > LEFT_SHOWN || one_left(j->x->r, row, left_reason[why], text);
}

static bool lefts_end(struct joining *j)
{
    for (size_t i = 0; i < sizeof left_reason / sizeof *left_reason; i++)
        if (j->told[i] > LEFT_SHOWN && !one_left(j->x->r, 0, left_reason[i], arena_print(arena_of(j), "+ %zu", j->told[i] - LEFT_SHOWN))) return false;
    return true;
}

/* ---- keys */

static int by_key(const void *x, const void *y)
{
    const struct one_key *a = x, *b = y;
    int order = strcmp(a->key, b->key);
    return order ? order : (a->line->number > b->line->number) - (a->line->number < b->line->number);
}

static rc index_make(struct joining *j, enum one_file f, struct one_index *out)
{
    const struct one_table *t = table(j, f);
    size_t id = one_column(t, "sourcedId");
    if (!t->there) return OK;                                           /* of a delta */
    out->at = ARENA_MANY(arena_of(j), struct one_key, t->lines + 1);
    if (!out->at) return read_full(j->x->r);
    if (id == SIZE_MAX) return read_refuse_with(j->x->r, INVALID, 5581, "column_missing", N_("{tep} thiếu cột sourcedId. Xuất lại bộ OneRoster 1.2 rồi tải lên."), "tep", arena_print(arena_of(j), "%s.csv", t->name));
    for (size_t i = 0; i < t->lines; i++) out->at[out->n++] = (struct one_key){ cell(&t->line[i], id), &t->line[i] };
    qsort(out->at, out->n, sizeof *out->at, by_key);
    for (size_t i = 1; i < out->n; i++)
        if (str_is(out->at[i].key, out->at[i - 1].key))
            return one_refuse_line(j->x->r, 5582, "id_twice", N_("Dòng {n} của {tep} dùng lại mã sourcedId của một dòng khác. Mỗi dòng cần một mã riêng."), t->name, out->at[i].line->number);
    return OK;
}

static const struct one_line *index_find(const struct one_index *x, const char *key)
{
    size_t low = 0, high = x->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (strcmp(x->at[mid].key, key) < 0) low = mid + 1; else high = mid;
    }
    return low < x->n && str_is(x->at[low].key, key) ? x->at[low].line : NULL;
}

static struct one_user *user_of(struct joining *j, const char *id)
{
    const struct one_line *line = *id ? index_find(&j->users, id) : NULL;
    return line ? &j->user[line - table(j, ONE_USERS)->line] : NULL;
}

/* ---- who is what */

static bool one_of(const char *word, const char *words)
{
    struct span rest = span_of(words), one;
    while (span_cut(&rest, ' ', &one)) if (span_is(one, word)) return true;
    return false;
}

static void role_note(struct one_user *u, const char *role, const char *kind, const char *own, bool gone)
{
    bool staff = *role && !str_is(role, "student") && !one_of(role, "parent guardian relative");
    if (staff && (gone || u->staff)) {                                  /* the first that stands counts */
        if (gone && !u->staff) u->ended = true, u->role = role, u->own = own;
        return;
    }
    if (gone) return;
    if (staff) u->role = role, u->own = own;
    if (str_is(role, "student")) u->pupil = true;
    else if (one_of(role, "parent guardian relative")) u->guardian = true, u->kind = *kind ? kind : role;
    else if (*role) u->staff = true;
}

/* Whether a line is marked as gone where it comes from. */
static bool deleted(const struct one_line *line, size_t status) { return str_is(cell(line, status), "tobedeleted"); }

static rc roles_read(struct joining *j)
{
    const struct one_table *t = table(j, ONE_ROLES), *users = table(j, ONE_USERS);
    size_t user = one_column(t, "userSourcedId"), role = one_column(t, "role"), kind = one_column(t, "metadata.khue.relation"), own = one_column(t, "metadata.khue.role"), status = one_column(t, "status"), plain = one_column(users, "role"), org = one_column(t, "orgSourcedId");
    for (size_t i = 0; plain != SIZE_MAX && i < users->lines; i++) role_note(&j->user[i], cell(&users->line[i], plain), "", "", false);      /* where a sender puts it here, as 1.1 did */
    for (size_t i = 0; i < t->lines; i++) {
        struct one_user *u = user_of(j, cell(&t->line[i], user));
        if (u && deleted(&t->line[i], status) && one_department(j->x, cell(&t->line[i], org))) continue;       /* out of a department is not out of the school */
        if (u) role_note(u, cell(&t->line[i], role), cell(&t->line[i], kind), cell(&t->line[i], own), deleted(&t->line[i], status));
        else if (!deleted(&t->line[i], status) && !leave(j, LEFT_DANGLING, 0, arena_print(arena_of(j), "roles.csv:%u · userSourcedId %s", t->line[i].number, cell(&t->line[i], user)))) return LIMIT;
    }
    return OK;
}

static rc demographics_read(struct joining *j)
{
    const struct one_table *t = table(j, ONE_DEMOGRAPHICS);
    size_t id = one_column(t, "sourcedId");
    for (size_t i = 0; i < t->lines; i++) {
        struct one_user *u = user_of(j, cell(&t->line[i], id));
        if (u) u->demo = &t->line[i];
        else if (!leave(j, LEFT_DANGLING, 0, arena_print(arena_of(j), "demographics.csv:%u · sourcedId %s", t->line[i].number, cell(&t->line[i], id)))) return LIMIT;
    }
    return OK;
}

/* Of several places in homeroom classes the one without an end counts, then the one that begins last. */
static bool later(const struct one_table *t, const struct one_line *was, const struct one_line *is)
{
    size_t from = one_column(t, "beginDate"), to = one_column(t, "endDate");
    bool was_open = !*cell(was, to), is_open = !*cell(is, to);
    return was_open != is_open ? is_open : strcmp(cell(is, from), cell(was, from)) > 0;
}

static bool is_homeroom(struct joining *j, const struct one_line *class_)
{
    size_t type = one_column(table(j, ONE_CLASSES), "classType");
    return !str_is(cell(class_, type), "scheduled");
}

/* Who teaches: with their class, or, of a delta, with its id alone. */
static rc duty_note(struct joining *j, const struct one_line *line, struct one_user *u, const struct one_line *class_, const char *user, bool gone)
{
    struct one_duty *d = list_add(arena_of(j), (void **)&j->duty, &j->duties, &j->duties_cap, sizeof *d);
    if (!d) return LIMIT;
    *d = (struct one_duty){ user, line, class_, gone };
    if (u && !u->staff && !u->pupil && !u->ended) u->staff = true, u->role = "teacher";
    return OK;
}

static rc loose_note(struct joining *j, const struct one_line *line, const char *user)
{
    struct one_loose *l = list_add(arena_of(j), (void **)&j->loose, &j->looses, &j->looses_cap, sizeof *l);
    if (!l) return LIMIT;
    *l = (struct one_loose){ user, line };
    return OK;
}

static rc enrollment_read(struct joining *j, const struct one_line *line, size_t class_at, size_t user_at, size_t role_at, bool gone)
{
    bool delta = j->x->r->book->delta;
    const struct one_table *t = table(j, ONE_ENROLLMENTS);
    struct one_user *u = user_of(j, cell(line, user_at));
    const struct one_line *class_ = index_find(&j->classes, cell(line, class_at));
    const char *text = arena_print(arena_of(j), "enrollments.csv:%u · %s → %s", line->number, cell(line, user_at), cell(line, class_at));
    bool pupil = str_is(cell(line, role_at), "student");
    if (gone && pupil) return OK;
    if ((!u || !class_) && !delta) return gone || leave(j, LEFT_DANGLING, 0, text) ? OK : LIMIT;
    if (one_of(cell(line, role_at), "teacher aide")) return duty_note(j, line, u, class_, cell(line, user_at), gone);
    if (!pupil) return OK;                                              /* who else has to do with a class is listed with the people */
    if (!u) return loose_note(j, line, cell(line, user_at));
    if (class_ && !is_homeroom(j, class_)) return leave(j, LEFT_SCHEDULED, 0, text) ? OK : LIMIT;
    u->pupil = true;
    if (u->place && !later(t, u->place, line)) return leave(j, LEFT_SCHEDULED, 0, text) ? OK : LIMIT;
    u->place = line;
    return OK;
}

static int by_line(const void *x, const void *y)
{
    const struct one_loose *a = x, *b = y;
    return (a->line->number > b->line->number) - (a->line->number < b->line->number);
}

static rc enrollments_read(struct joining *j)
{
    const struct one_table *t = table(j, ONE_ENROLLMENTS);
    size_t class_at = one_column(t, "classSourcedId"), user_at = one_column(t, "userSourcedId"), role_at = one_column(t, "role"), status = one_column(t, "status");
    for (size_t i = 0; i < t->lines; i++)
        try(enrollment_read(j, &t->line[i], class_at, user_at, role_at, deleted(&t->line[i], status)));
    return OK;
}

/* ---- a row */

static const char *name_of(struct joining *j, const struct one_line *line)
{
    const char *part[3] = { cell(line, j->family), cell(line, j->middle), cell(line, j->given) }, *name = "";
    for (size_t i = 0; i < 3; i++)
        if (*part[i] && !str_is(part[i], "-")) name = arena_print(arena_of(j), "%s%s%s", name, *name ? " " : "", part[i]);
    return name;
}

/* "{moet:0123456789}"; of several the ministry's. */
static const char *code_of(struct joining *j, const struct one_line *line)
{
    const char *ids = cell(line, j->ids), *at = strstr(ids, "{moet:");
    return at ? arena_text_n(arena_of(j), at + 6, strcspn(at + 6, "}")) : "";
}

static const char *day_shown(struct joining *j, const char *iso)
{
    day on;
    char text[DAY_TEXT_SIZE];
    return day_read_iso(iso, &on) == DAY_OK ? arena_text(arena_of(j), day_dmy(on, text)) : iso;
}

static const char *sex_shown(const char *sex)
{
    static const struct { const char *code, *word; } words[] = { { "male", "Nam" }, { "female", "Nữ" }, { "other", "" }, { "unspecified", "" } };      /* law 5: words of a class list, read and never shown */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(words[i].code, sex)) return words[i].word;
    return sex;
}

/* Mother, father or another, with the word that the check of families reads. */
static size_t guardian_column(struct joining *j, const struct one_user *g, const char **word)
{
    static const struct { const char *kind, *word; } words[] = { { "grandmother", "bà nội" }, { "grandfather", "ông" } };       /* law 5: as above */
    const char *sex = cell(g->demo, one_column(table(j, ONE_DEMOGRAPHICS), "sex"));
    *word = "";
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(g->kind, words[i].kind)) *word = words[i].word;
    if (str_is(g->kind, "mother") || (str_is(g->kind, "parent") && str_is(sex, "female"))) return COLUMN_MOTHER;
    if (str_is(g->kind, "father") || (str_is(g->kind, "parent") && str_is(sex, "male"))) return COLUMN_FATHER;
    return COLUMN_OTHER;
}

static bool guardian_put(struct joining *j, struct one_user *g, const struct one_line *child, const char *out[COLUMNS_OUT])
{
    const char *word, *relation[] = { [COLUMN_MOTHER] = "mẹ", [COLUMN_FATHER] = "bố" };      /* law 5: as above */
    const char *phone = *cell(g->line, j->phone) ? cell(g->line, j->phone) : cell(g->line, j->sms);
    size_t at = guardian_column(j, g, &word);
    g->told = true;
    if (at != COLUMN_OTHER && *out[at]) word = relation[at], at = COLUMN_OTHER;
    if (*out[at]) return leave(j, LEFT_GUARDIAN, child->number, arena_print(arena_of(j), "%s · %s", name_of(j, child), name_of(j, g->line)));
    out[at] = name_of(j, g->line);
    out[at + 1] = phone;
    if (at == COLUMN_OTHER) out[COLUMN_RELATION] = word;
    return true;
}

static bool guardians_put(struct joining *j, const struct one_line *child, const char *out[COLUMNS_OUT])
{
    struct span rest = span_of(cell(child, j->agents)), one;
    while (rest.n && span_cut(&rest, ',', &one)) {
        const char *id = arena_text_n(arena_of(j), one.p ? one.p : "", one.n);
        struct one_user *g = user_of(j, id + strspn(id, " "));
        if (one.n == 0) continue;
        if (!g) { if (!leave(j, LEFT_DANGLING, child->number, arena_print(arena_of(j), "users.csv · agentSourcedIds %s", id))) return false; }
        else if (!guardian_put(j, g, child, out)) return false;
    }
    return true;
}

/* An id with the system that gave it, so that two systems are never one; "" where it is none that anybody would write. */
static const char *source_of(struct joining *j, const char *id)
{
    const char *source = arena_print(arena_of(j), "%s/%s", j->x->system, id);
    return *id && strlen(source) <= SOURCE_MOST && !source[strcspn(source, "\r\n\t")] ? source : "";
}

static bool row_put(struct joining *j, struct sheet_builder *b, const struct one_user *u, const char *id, uint32_t number)
{
    const struct one_table *demo = table(j, ONE_DEMOGRAPHICS), *classes = table(j, ONE_CLASSES);
    const char *out[COLUMNS_OUT];
    for (size_t i = 0; i < COLUMNS_OUT; i++) out[i] = "";
    out[COLUMN_NAME] = name_of(j, u->line);
    out[COLUMN_CODE] = code_of(j, u->line);
    out[COLUMN_BORN] = day_shown(j, cell(u->demo, one_column(demo, "birthDate")));
    out[COLUMN_SEX] = sex_shown(cell(u->demo, one_column(demo, "sex")));
    if (u->place) out[COLUMN_CLASS] = cell(index_find(&j->classes, cell(u->place, one_column(table(j, ONE_ENROLLMENTS), "classSourcedId"))), one_column(classes, "title"));
    out[COLUMN_SOURCE] = source_of(j, id);
    if (u->place) out[COLUMN_CLASS_SOURCE] = source_of(j, cell(u->place, one_column(table(j, ONE_ENROLLMENTS), "classSourcedId")));
    if (u->line && !guardians_put(j, u->line, out)) return false;
    for (size_t i = 0; i < COLUMNS_OUT; i++) {
        struct cell *c = *out[i] ? sheet_add(j->x->r, b, number, (unsigned)i + 1) : NULL;
        if (*out[i] && !c) return false;
        if (c) c->kind = CELL_TEXT, c->text = out[i];
    }
    return true;
}

static bool head_put(struct joining *j, struct sheet_builder *b)
{
    for (size_t i = 0; i < COLUMNS_OUT; i++) {
        struct cell *c = sheet_add(j->x->r, b, 1, (unsigned)i + 1);
        if (!c) return false;
        c->kind = CELL_TEXT, c->text = roster_meaning_label(meanings_out[i]);
    }
    return true;
}

/* ---- all of it */

static bool pupils_put(struct joining *j, struct sheet_builder *b)
{
    const struct one_table *t = table(j, ONE_USERS);
    size_t enabled = one_column(t, "enabledUser");
    for (size_t i = 0; i < t->lines; i++) {
        struct one_user *u = &j->user[i];
        if (!u->pupil) continue;
        if (deleted(u->line, j->status) || str_is(cell(u->line, enabled), "false")) {
            u->told = true;
            if (!leave(j, LEFT_DELETED, u->line->number, name_of(j, u->line))) return false;
        } else if (!row_put(j, b, u, cell(u->line, j->id), u->line->number)) {
            return false;
        }
    }
    return true;
}

/* Of a delta: pupils of whom only the place has changed, found again by their ids when they are checked. A sheet of its own: lines of another file. */
static int by_user(const void *x, const void *y)
{
    const struct one_loose *a = x, *b = y;
    int order = strcmp(a->user, b->user);
    return order ? order : (a->line->number > b->line->number) - (a->line->number < b->line->number);
}

static bool looses_put(struct joining *j, struct workbook *book)
{
    const struct one_table *t = table(j, ONE_ENROLLMENTS);
    struct sheet_builder b = { .sheet = &book->sheet[1] };
    if (!j->looses) return true;
    book->sheet[book->n++] = (struct sheet){ .name = "enrollments.csv" };
    if (!head_put(j, &b)) return false;
    qsort(j->loose, j->looses, sizeof *j->loose, by_user);
    struct one_loose *kept = ARENA_MANY(arena_of(j), struct one_loose, j->looses);
    size_t n = 0;
    if (!kept) return false;
    for (size_t i = 0; i < j->looses; i++) {
        bool again = n && str_is(kept[n - 1].user, j->loose[i].user);
        if (!again) kept[n++] = j->loose[i];
        else if (later(t, kept[n - 1].line, j->loose[i].line)) kept[n - 1] = j->loose[i];
    }
    qsort(kept, n, sizeof *kept, by_line);
    for (size_t i = 0; i < n; i++)
        if (!row_put(j, &b, &(struct one_user){ .place = kept[i].line }, kept[i].user, kept[i].line->number)) return false;
    return true;
}

/* ---- who works there */

static const char *source_for(void *to, const char *id) { return source_of(to, id); }

static rc staff_join(struct joining *j)
{
    const struct one_table *t = table(j, ONE_USERS);
    size_t enabled = one_column(t, "enabledUser");
    struct one_staffing s = { .x = j->x, .duty = j->duty, .duties = j->duties, .source = source_for, .to = j };
    struct one_seat *seat;
    size_t seats;
    s.teacher = ARENA_MANY(arena_of(j), struct one_teacher, t->lines + 1);
    if (!s.teacher) return LIMIT;
    try(one_seats_read(j->x, &seat, &seats));
    for (size_t i = 0; i < t->lines; i++) {
        const struct one_user *u = &j->user[i];
        bool left = deleted(u->line, j->status) || str_is(cell(u->line, enabled), "false"), gone = left || (u->ended && !u->staff);       /* who left, left every role */
        if (!u->staff && !u->ended) continue;
        s.teacher[s.teachers++] = (struct one_teacher){ source_of(j, cell(u->line, j->id)), name_of(j, u->line), left ? "" : u->role, left ? "" : u->own,
            *cell(u->line, j->phone) ? cell(u->line, j->phone) : cell(u->line, j->sms), u->line->number, gone, cell(u->line, j->id), NULL, 0 };
        one_seats_of(seat, seats, cell(u->line, j->id), &s.teacher[s.teachers - 1], arena_of(j));
    }
    return one_staff_put(&s);
}

static bool others_tell(struct joining *j)
{
    const struct one_table *t = table(j, ONE_USERS);
    for (size_t i = 0; i < t->lines; i++) {
        const struct one_user *u = &j->user[i];
        if (u->pupil || u->told) continue;
        if (!leave(j, u->guardian && !u->staff ? LEFT_GUARDIAN : LEFT_STAFF, u->line->number, name_of(j, u->line))) return false;
    }
    return true;
}

static rc join(struct joining *j)
{
    const struct one_table *t = table(j, ONE_USERS);
    struct workbook *book = j->x->r->book;
    j->id = one_column(t, "sourcedId"), j->given = one_column(t, "givenName"), j->family = one_column(t, "familyName"), j->middle = one_column(t, "middleName");
    j->ids = one_column(t, "userIds"), j->phone = one_column(t, "phone"), j->sms = one_column(t, "sms"), j->agents = one_column(t, "agentSourcedIds"), j->status = one_column(t, "status");
    j->user = ARENA_MANY(arena_of(j), struct one_user, t->lines + 1);
    book->sheet = ARENA_MANY(arena_of(j), struct sheet, 2);
    if (!j->user || !book->sheet) return LIMIT;
    for (size_t i = 0; i < t->lines; i++) j->user[i] = (struct one_user){ .line = &t->line[i], .kind = "", .role = "", .own = "" };
    try(one_departments_read(j->x));
    try(roles_read(j));
    try(demographics_read(j));
    try(enrollments_read(j));
    book->n = 1;
    book->sheet[0] = (struct sheet){ .name = "users.csv" };
    struct sheet_builder b = { .sheet = &book->sheet[0] };
    if (!head_put(j, &b) || !pupils_put(j, &b) || !looses_put(j, book) || !others_tell(j) || !lefts_end(j)) return LIMIT;
    try(staff_join(j));
    return one_sessions_put(j->x);
}

rc oneroster_read(struct reading *r, zip_t *zip)
{
    struct one_archive x = { .r = r, .zip = zip };
    struct joining j = { .x = &x };
    try(one_tables_read(&x));
    try(index_make(&j, ONE_USERS, &j.users));
    try(index_make(&j, ONE_CLASSES, &j.classes));
    rc done = join(&j);
    return r->a->failed || done == LIMIT ? (r->why->number ? LIMIT : read_full(r)) : done;
}
