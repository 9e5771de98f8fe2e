/* The preview: what the file says, what is wrong, and what can be done about it on the page. Nothing here is stored; opening it
** is no look, since it shows only what this office uploaded itself. */
#include "base/contact.h"
#include "base/ids.h"
#include "base/number.h"
#include "generated/roster_views.h"
#include "access/permission.h"
#include "roster/pages.h"
#include "roster/roster.h"
#include <stdlib.h>

/* ---- rows counted */

static void rows_count(const struct opened *o, struct import_view *v)
{
    const struct roster *r = &o->roster;
    v->rows = (int64_t)r->rows;
    v->ready = (int64_t)r->good;
    v->waits = (int64_t)r->waiting;
    for (size_t i = 0; i < r->rows; i++) {
        const struct roster_row *row = &r->row[i];
        v->known += row->existing > 0;
        if (row->state == ROW_WAITING) *(row->problems && row->worst == ROSTER_ERROR ? &v->errors : &v->choices) += 1;
        else if (row->state == ROW_GOOD && row->problems) v->looks++;
    }
}

/* ---- said once */

struct notes { const char **text; size_t n, cap; };

static void note_add(struct notes *n, const char *text)
{
    if (n->n < n->cap) n->text[n->n++] = text;
}

/* Classes that would be larger than the norm: those of the file together with who is there. */
static rc sizes_note(struct ctx *c, const struct opened *o, struct notes *notes)
{
    struct arena *a = c->ask->arena;
    struct size { const char *name; int64_t pupils; } *size = ARENA_MANY(a, struct size, o->roster.rows);
    const struct year_brief year = { .id = o->face.year_id, .name = o->face.year_name, .starts = o->face.year_starts };
    size_t n = 0;
    if (!size) return LIMIT;
    for (size_t i = 0; i < o->roster.rows; i++) {
        const struct roster_row *row = &o->roster.row[i];
        if (row->state != ROW_GOOD || row->action == ROW_UPDATE) continue;
        size_t at = n;
        while (at > 0 && !str_is(size[at - 1].name, row->class_name)) at--;
        if (at == 0) {
            size[n] = (struct size){ row->class_name, 0 };
            for (size_t k = 0; k < o->classes; k++)
                if (str_is(o->class[k].name, row->class_name)) size[n].pupils = o->class[k].pupils;
            at = ++n;
        }
        size[at - 1].pupils++;
    }
    for (size_t i = 0; i < n; i++) {
        struct class_name read;
        int64_t norm = 0;
        if (class_name_read(a, size[i].name, &read)) try(class_size_norm(c->ask, &year, read.grade, &norm));
        if (norm && size[i].pupils > norm)
            note_add(notes, say(a, c->lang, _("Lớp {lop} sẽ có {n} em, hơn mức {muc} em của quy định. Vẫn nhập được."), "lop", size[i].name,
                                "n", number_in(a, c->lang, size[i].pupils), "muc", number_in(a, c->lang, norm), NULL));
    }
    return OK;
}

static rc twin_note(struct ctx *c, const struct opened *o, struct notes *notes)
{
    struct import_twin_row twin;
    bool found;
    char at[DAY_TEXT_SIZE];
    try(import_twin(c->ask, o->face.id, o->face.file_hash, &twin, &found));
    if (found)
        note_add(notes, say(c->ask->arena, c->lang, _("Đúng tệp này đã được tải lên lúc {luc}. Xem lần ấy trước, kẻo làm hai lần."), "luc",
                            instant_show(twin.at, at), NULL));
    return OK;
}

static rc notes_fill(struct ctx *c, const struct opened *o, struct import_view *v)
{
    struct arena *a = c->ask->arena;
    const struct roster *r = &o->roster;
    struct notes notes = { .cap = r->problems + o->roster.rows + 1 };
    notes.text = ARENA_MANY(a, const char *, notes.cap);
    if (!notes.text) return LIMIT;
    try(twin_note(c, o, &notes));
    for (size_t i = 0; i < r->problems; i++)
        if (r->problem[i].row == 0 && r->problem[i].options == 0) note_add(&notes, roster_problem_say(a, c->lang, &r->problem[i]));
    try(sizes_note(c, o, &notes));
    v->note = notes.text;
    v->notes = notes.n;
    return OK;
}

/* ---- questions of the whole file */

static const struct ui_choice *choices_of(struct arena *a, const struct roster_problem *p)
{
    struct ui_choice *choice = ARENA_MANY(a, struct ui_choice, p->options);
    for (size_t i = 0; choice && i < p->options; i++)
        choice[i] = (struct ui_choice){ .code = p->option[i].code, .label = p->option[i].label };
    return choice;
}

static bool asked_already(const struct file_question *q, size_t n, const char *field)
{
    for (size_t i = 0; i < n; i++)
        if (str_is(q[i].field, field)) return true;
    return false;
}

static rc questions_fill(struct ctx *c, const struct opened *o, struct import_view *v)
{
    struct arena *a = c->ask->arena;
    const struct roster *r = &o->roster;
    struct file_question *q = ARENA_MANY(a, struct file_question, r->problems);
    if (!q) return LIMIT;
    for (size_t i = 0; i < r->problems; i++) {
        const struct roster_problem *p = &r->problem[i];
        if (p->once && str_is(p->code, "class_missing")) v->ask_class = true;
        if (!p->once || p->options == 0) continue;
        const char *field = field_of_answer(a, 0, p->code), *told = pairs_get(a, o->answers, p->code);
        if (asked_already(q, v->questions, field)) continue;
        q[v->questions] = (struct file_question){ .field = field, .id = arena_print(a, "hoi-%zu", v->questions + 1), .choice = choices_of(a, p),
                                                  .choices = p->options, .chosen = told ? told : "" };
        q[v->questions++].text = str_is(p->code, "already_in_school") ? _("Có em trong tệp đã có trong trường. Làm gì với các em ấy?")
                                                                      : roster_problem_say(a, c->lang, p);
    }
    v->class_for_all = pairs_get(a, o->answers, ANSWER_CLASS_FOR_ALL);
    v->ask_class = v->ask_class || v->class_for_all;
    v->question = q;
    return OK;
}

/* ---- rows */

/* What waits first, then what should be looked at, then what was answered; each in the order of the file. */
static int rank_of(const struct roster_problem *p)
{
    if (p->answer) return 2;
    return p->severity == ROSTER_WARNING;
}

static int by_need(const void *x, const void *y)
{
    const struct roster_problem *a = *(const struct roster_problem *const *)x, *b = *(const struct roster_problem *const *)y;
    int order = rank_of(a) - rank_of(b);
    return order ? order : (a < b ? -1 : a > b);          /* they lie in one array, in the order of the file */
}

static const struct staged *line_of(const struct opened *o, const struct roster_problem *p)
{
    for (size_t low = 0, high = o->roster.rows; low < high;) {
        size_t mid = low + (high - low) / 2;
        const struct roster_row *m = &o->roster.row[mid];
        if (m->sheet == p->sheet && m->row == p->row) return &o->line[mid];
        if (m->sheet < p->sheet || (m->sheet == p->sheet && m->row < p->row)) low = mid + 1; else high = mid;
    }
    return NULL;
}

/* Asked above the table for the whole file; a pupil who is there already may also be answered alone. */
static bool asked_above(const struct roster_problem *p)
{
    return p->once && !str_is(p->code, "already_in_school");
}

static bool field_used(const struct fix_line *line, size_t n, const char *field)
{
    for (size_t i = 0; i < n; i++)
        if ((line[i].cell_field && str_is(line[i].cell_field, field)) || (line[i].answer_field && str_is(line[i].answer_field, field))) return true;
    return false;
}

static void fix_line_fill(struct ctx *c, const struct opened *o, const struct roster_problem *p, struct fix_line *all, size_t n)
{
    struct arena *a = c->ask->arena;
    const struct staged *line = line_of(o, p);
    struct fix_line *f = &all[n];
    *f = (struct fix_line){ .row = p->row, .sheet = o->roster.sheets > 1 ? o->roster.sheet[p->sheet].name : NULL, .value = p->value,
                            .column = *p->header ? p->header : roster_meaning_label(p->means), .text = roster_problem_say(a, c->lang, p),
                            .kind = p->answer ? "ok" : p->severity == ROSTER_ERROR ? "bad" : "wait" };
    if (!line) return;
    f->name = cell_now(a, o, (size_t)(line - o->line), MEANS_FULL_NAME);
    if (str_empty(f->name)) f->name = o->roster.row[line - o->line].full_name;
    bool lists = p->options > 0, box = p->means != MEANS_NOTHING && (!lists || p->suggest);
    const char *answer = field_of_answer(a, line->number, p->code), *cell = field_of_cell(a, line->number, p->means);
    if (lists && !field_used(all, n, answer)) {
        f->answer_field = answer;
        f->choice = choices_of(a, p);
        f->choices = p->options;
        f->chosen = p->answer ? p->answer : "";
    }
    if (box && !field_used(all, n, cell)) {
        f->cell_field = cell;
        f->cell = p->value;
        if (!lists && p->suggest) f->suggest = str_starts(p->suggest, "+84") ? phone_show(a, p->suggest) : p->suggest;
    }
}

/* Somebody else was faster: what was typed here stands beside what is there now, also where nothing is wrong any more. */
static void typed_lines(struct ctx *c, const struct opened *o, struct import_view *v, struct fix_line *line, size_t most)
{
    for (size_t i = 0; i < c->form.n && v->lines < most; i++) {
        const struct field_state *s = &c->form.state[i];
        enum meaning m;
        size_t row;
        if (!field_target(o, s->name, &row, &m)) continue;
        const char *now = cell_now(c->ask->arena, o, row, m);
        if (str_is(now, s->typed)) continue;
        line[v->lines++] = (struct fix_line){ .row = o->roster.row[row].row, .column = roster_meaning_label(m), .value = now, .kind = "wait",
                                              .sheet = o->roster.sheets > 1 ? o->roster.sheet[o->roster.row[row].sheet].name : NULL,
                                              .text = tr(c->lang, _("Chỗ vừa gõ, chưa lưu")), .cell_field = s->name, .cell = s->typed };
    }
}

static rc lines_show(struct ctx *c, const struct opened *o, struct import_view *v)
{
    struct arena *a = c->ask->arena;
    const struct roster *r = &o->roster;
    const struct roster_problem **p = ARENA_MANY(a, const struct roster_problem *, r->problems);
    size_t n = 0, typed = c->form.error ? c->form.n : 0;
    struct fix_line *line = ARENA_MANY(a, struct fix_line, typed + PROBLEMS_A_PAGE);
    int64_t after = 0;
    if (!p || !line) return LIMIT;
    for (size_t i = 0; i < r->problems; i++)
        if (r->problem[i].row > 0 && !asked_above(&r->problem[i])) p[n++] = &r->problem[i];
    if (n) qsort(p, n, sizeof *p, by_need);
    if (!span_int(span_of(query_text(c, "sau")), &after) || after < 0 || after >= (int64_t)n) after = 0;
    if (c->form.error) typed_lines(c, o, v, line, typed);
    size_t most = v->lines + PROBLEMS_A_PAGE, i = (size_t)after;
    for (; i < n && v->lines < most; i++)
        fix_line_fill(c, o, p[i], line, v->lines++);
    v->line = line;
    v->first = after + 1;
    v->last = (int64_t)i;
    v->all = (int64_t)n;
    v->next = i < n ? (int64_t)i : 0;
    return OK;
}

const char *ignored_words(const char *reason)
{
    static const struct { const char *reason, *words; } all[] = {
        { "title", N_("Tiêu đề") }, { "sheet_without_table", N_("Trang không có bảng học sinh") }, { "hidden_sheet", N_("Trang bị ẩn") },
        { "column_numbers", N_("Dòng đánh số cột") }, { "repeated_header", N_("Tiêu đề lặp lại") }, { "footer", N_("Dòng cuối bảng") },
        { "class_title", N_("Tên lớp giữa bảng") }, { "only_number", N_("Chỉ có số thứ tự") },
        { "oneroster_staff", N_("Không phải học sinh: xem Thầy cô trong tệp") }, { "oneroster_deleted", N_("Nơi gửi ghi đã xóa hoặc khóa: nếu em nghỉ học, ghi rời trường ở trang của em") },
        { "oneroster_dangling", N_("Trỏ tới một mã không có trong bộ tệp") }, { "oneroster_scheduled", N_("Lớp học phần, hoặc lớp cũ của em") },
        { "oneroster_guardian", N_("Phụ huynh thứ tư trở đi, hoặc không có con trong bộ tệp") }, { "oneroster_unused", N_("Tệp không dùng tới") } };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_is(all[i].reason, reason)) return all[i].words;
    return N_("Không phải học sinh");
}

/* ---- the page */

static rc intakes_fill(struct ctx *c, struct import_view *v)
{
    struct intakes_of_import_row *row;
    struct intake_newest_row newest;
    int64_t hours;
    bool found;
    try(intakes_of_import(c->ask, v->face->id, &row, &v->intakes));
    try(intake_newest(c->ask, &newest, &found));
    v->intake = row;
    if (!found || newest.import_id.v != v->face->id.v) return OK;
    try(setting_int(c->ask, &roster_settings[UNDO_HOURS], &hours));
    v->undo_until.ms = newest.at.ms + hours * 3600000;
    if (c->now.ms <= v->undo_until.ms) v->undo = newest.batch_id;
    return OK;
}

/* While its job waits or runs the page only leads there. */
static rc going_fill(struct ctx *c, struct import_view *v)
{
    struct job_face job;
    if (v->face->job_id.v == 0) return OK;
    rc found = job_look(c, v->face->job_id, &job);
    if (found == NOT_FOUND) return OK;
    try(found);
    if (job.state == JOB_STATE_WAITING || job.state == JOB_STATE_RUNNING) v->going = job_path(c->arena, c->school->code, job.id);
    return OK;
}

static rc preview_fill(struct ctx *c, struct opened *o, struct import_view *v)
{
    roster_import_id id = PATH_ID(c, "lan", roster_import_id);
    try(opened_read(c->ask, id, o));
    v->face = &o->face;
    try(going_fill(c, v));
    v->open = !v->going && o->face.state == ROSTER_STATE_OPEN && o->face.until_day.n > c->today.n && o->roster.rows > 0;
    v->sheet = o->roster.sheet;
    v->ignored = o->roster.ignored;
    v->ignored_n = o->roster.ignored_n;
    try(intakes_fill(c, v));
    if (!v->open) return OK;
    rows_count(o, v);
    try(notes_fill(c, o, v));
    try(questions_fill(c, o, v));
    return lines_show(c, o, v);
}

static rc workbook_fill(struct ctx *c, struct import_view *v)
{
    struct file_line *row;
    size_t n;
    try(files_of(c->ask, ROSTER_WORKBOOK, path_id(c, "lan"), &row, &n));
    if (n) v->file = &row[0];
    return OK;
}

/* A year is the same where its days are; a term where the school's year begins or ends it (as our own export says them). */
static rc sessions_fill(struct ctx *c, struct import_view *v)
{
    struct roster_years_row *year;
    size_t years;
    struct span rest = span_of(v->face->sessions ? v->face->sessions : ""), line, part[4];
    struct year_said *out = ARENA_MANY(c->ask->arena, struct year_said, BOOK_SESSIONS_MOST);
    if (!out) return LIMIT;
    try(roster_years(c->ask, &year, &years));
    while (rest.n && v->sessions < BOOK_SESSIONS_MOST && span_cut(&rest, '\n', &line)) {
        struct year_said *s = &out[v->sessions];
        for (size_t i = 0; i < 4; i++) if (!span_cut(&line, '\t', &part[i])) part[i] = (struct span){ "", 0 };
        *s = (struct year_said){ .title = arena_text_n(c->ask->arena, part[1].p, part[1].n), .year = span_is(part[0], "schoolYear") };
        if (day_read_iso(arena_text_n(c->ask->arena, part[2].p, part[2].n), &s->from) != DAY_OK || day_read_iso(arena_text_n(c->ask->arena, part[3].p, part[3].n), &s->to) != DAY_OK) continue;
        for (size_t i = 0; i < years; i++) s->same = s->same || (s->year && year[i].starts.n == s->from.n && year[i].ends.n == s->to.n);
        v->sessions++;
    }
    v->session = out;
    return OK;
}

static rc beside_fill(struct ctx *c, struct import_view *v)
{
    struct staff_lines_count_row staff;
    try(staff_lines_count(c->ask, v->face->id, &staff));
    v->staff = staff.n;
    if (may(c, STAFF_CHANGE, NULL, 0)) v->staff_href = import_path(c, "/thay-co");
    return sessions_fill(c, v);
}

rc import_page(struct ctx *c, struct reply *r)
{
    struct import_view v = { .school_code = c->school->code, .path = import_path(c, "") };
    struct opened o;
    struct wide wide;
    wide_begin(&wide, c->ask);
    rc done = preview_fill(c, &o, &v);
    if (done == OK) done = workbook_fill(c, &v);
    if (done == OK) done = beside_fill(c, &v);
    if (done == OK) done = school_first_way(c->ask, &v.first_way);
    if (done == OK) done = show(r, view_import, &v);
    wide_end(&wide, c->ask);
    return done;
}
