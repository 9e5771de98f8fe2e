/* Uploading, taking in, undoing, dropping. Each change is prepared in the wide arena, written in one closure, answered by 303. */
#include "roster/pages.h"
#include "base/ids.h"
#include "base/number.h"
#include "generated/roster_views.h"

enum { IMPORTS_SHOWN = 50 };

static const struct field upload_fields[] = {
    FIELD(struct upload_in, year, FIELD_ID, REQUIRED, .name = "nam", .label = N_("Năm học")),
    FIELD(struct upload_in, file, FIELD_FILE, REQUIRED, .name = "tep", .label = N_("Tệp danh sách")), { 0 } };
static const struct field fix_fields[] = {
    FIELD(struct fix_in, rev, FIELD_INT, REQUIRED, .name = "rev"),
    FIELD(struct fix_in, cells, FIELD_MANY, OPTIONAL, .name = "o-"),
    FIELD(struct fix_in, answers, FIELD_MANY, OPTIONAL, .name = "c-"), { 0 } };
static const struct field intake_fields[] = {
    FIELD(struct intake_in, rev, FIELD_INT, REQUIRED, .name = "rev"),
    FIELD(struct intake_in, ready, FIELD_INT, REQUIRED, .name = "san_sang"),
    FIELD(struct intake_in, cells, FIELD_MANY, OPTIONAL, .name = "o-"),
    FIELD(struct intake_in, answers, FIELD_MANY, OPTIONAL, .name = "c-"), { 0 } };
static const struct field drop_fields[] = { FIELD(struct drop_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec upload_form = { upload_fields }, fix_form = { fix_fields }, intake_form = { intake_fields }, drop_form = { drop_fields };

const char *import_path(struct ctx *c, const char *tail)
{
    return arena_print(c->arena, "/t/%s/nhap/%s%s", c->school->code, path_text(c, "lan"), tail);
}

static const char *id_shown(struct arena *a, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_text(a, text);
}

/* ---- all imports and the upload form */

static rc years_fill(struct ctx *c, struct imports_view *v)
{
    struct roster_years_row *row;
    struct year_brief now;
    try(roster_years(c->ask, &row, &v->years));
    if (v->years == 0) return OK;
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, v->years);
    if (!choice) return LIMIT;
    for (size_t i = 0; i < v->years; i++)
        choice[i] = (struct ui_choice){ .code = id_shown(c->arena, row[i].id.v), .label = row[i].name };
    v->year = choice;
    try(year_at(c->ask, c->today, &now));
    v->year_chosen = id_shown(c->arena, now.id.v);
    return OK;
}

rc imports_page(struct ctx *c, struct reply *r)
{
    struct imports_of_school_row *row;
    struct imports_view v = { .school_code = c->school->code, .today = c->today };
    try(years_fill(c, &v));
    try(school_first_way(c->ask, &v.first_way));
    try(imports_of_school(c->ask, c->today, IMPORTS_SHOWN, &row, &v.n));
    v.line = row;
    for (size_t i = 0; i < v.n; i++) v.any |= row[i].taken > 0;
    return show(r, view_imports, &v);
}

rc upload_action(struct ctx *c, struct reply *r)
{
    struct upload_in in;
    struct opened o;
    struct read_fault why;
    struct wide wide;
    const char *next = NULL, *refused = NULL;
    try(form_read(c, c->route->form, &in));
    struct file_in file = { .name = in.file.name, .p = in.file.p, .n = in.file.n, .by = c->who->person, .year = in.year, .app = c->app };
    wide_begin(&wide, c->ask);
    rc done = file_stage(c->ask, c->key, arena_print(c->arena, "/t/%s/nhap", c->school->code), &file, &o, &why);
    if (done == OK) next = arena_text(c->arena, c->key->answer);
    else if (why.number) refused = read_fault_say(c->arena, c->lang, &why);
    wide_end(&wide, c->ask);
    if (refused) return form_wrong(c, "tep", refused);
    try(done);
    c->key->answer = next;
    return see_other(r, next);
}

/* ---- what is typed on the preview */

/* The page is shown again with 422, what was typed, and the reason above it. */
static rc preview_again(struct ctx *c, const char *why)
{
    c->form.any = true;
    c->form.error = why;
    return INVALID;
}

static rc typed_apply(struct ctx *c, struct opened *o, const struct typed_list *cells, const struct typed_list *answers, size_t *changed)
{
    struct fix *fix = ARENA_MANY(c->arena, struct fix, cells->n + answers->n);
    size_t n = 0;
    if (!fix) return LIMIT;
    for (size_t i = 0; i < cells->n; i++) fix[n++] = (struct fix){ cells->item[i].name, cells->item[i].value };
    for (size_t i = 0; i < answers->n; i++) fix[n++] = (struct fix){ answers->item[i].name, answers->item[i].value };
    return fixes_apply(c->ask->arena, o, fix, n, changed);
}

static const char *saved_words(struct ctx *c, const struct opened *o)
{
    return say(c->arena, c->lang, _("Đã lưu chỗ sửa. Nay có {n} dòng sẵn sàng, {m} dòng còn chờ."), "n", number_in(c->arena, c->lang, (int64_t)o->roster.good),
               "m", number_in(c->arena, c->lang, (int64_t)o->roster.waiting), NULL);
}

static const char stale_words[] = N_("Vừa có người khác sửa danh sách này. Chỗ vừa gõ còn nguyên ở dưới; xem lại rồi lưu lần nữa.");

static rc fix_in_wide(struct ctx *c, const struct fix_in *in, const char **words)
{
    struct opened o;
    size_t changed;
    try(opened_read(c->ask, PATH_ID(c, "lan", roster_import_id), &o));
    try(typed_apply(c, &o, &in->cells, &in->answers, &changed));
    *words = saved_words(c, &o);
    if (!changed) return OK;                           /* a second press, or somebody else typed the same */
    return o.face.rev == in->rev ? fixes_store(c->ask, c->key, &o, import_path(c, "")) : preview_again(c, stale_words);
}

rc fix_action(struct ctx *c, struct reply *r)
{
    struct fix_in in;
    struct wide wide;
    const char *words = NULL;
    try(form_read(c, c->route->form, &in));
    wide_begin(&wide, c->ask);
    rc done = fix_in_wide(c, &in, &words);
    c->key->answer = NULL;
    wide_end(&wide, c->ask);
    try(done);
    return see_other_flash(r, import_path(c, ""), words, NULL);
}

/* ---- taking in */

/* Is its job going, or did it take in just what this form shows? Then a press belongs to that job. */
static rc job_of(struct ctx *c, int64_t rev, const char **path)
{
    struct import_one_row face;
    struct job_face job;
    try(import_one(c->ask, PATH_ID(c, "lan", roster_import_id), &face));
    *path = NULL;
    if (face.job_id.v == 0) return OK;
    rc found = job_look(c, face.job_id, &job);
    if (found == NOT_FOUND) return OK;                 /* forgotten with its days */
    try(found);
    bool going = job.state == JOB_STATE_WAITING || job.state == JOB_STATE_RUNNING, just = job.state == JOB_STATE_DONE && face.rev == rev + 2;
    if (going || just) *path = job_path(c->arena, c->school->code, face.job_id);
    return OK;
}

static rc intake_in_wide(struct ctx *c, const struct intake_in *in, const char **words)
{
    struct opened o;
    size_t changed;
    job_id id;
    try(opened_read(c->ask, PATH_ID(c, "lan", roster_import_id), &o));
    try(typed_apply(c, &o, &in->cells, &in->answers, &changed));
    if (changed && o.face.rev != in->rev) return preview_again(c, stale_words);
    if (changed) {                                     /* the button named other numbers: save, and let them be seen first */
        *words = saved_words(c, &o);
        return fixes_store(c->ask, c->key, &o, import_path(c, ""));
    }
    if (o.roster.good == 0) return preview_again(c, _("Chưa có dòng nào sẵn sàng để nhập. Sửa các dòng ở dưới trước."));
    if ((int64_t)o.roster.good != in->ready)
        return preview_again(c, _("Danh sách của trường vừa thay đổi nên số dòng sẵn sàng cũng đổi. Xem lại số dòng rồi nhập."));
    struct intake_asked asked = { .import = o.face.id, .rev = o.face.rev, .ready = in->ready, .school = c->school->id, .school_code = c->school->code,
                                  .file_name = o.face.file_name, .by = c->who->person };
    return intake_ask(c->ask, c->key, &asked, &id);
}

rc intake_action(struct ctx *c, struct reply *r)
{
    struct intake_in in;
    struct wide wide;
    const char *words = NULL, *next;
    try(form_read(c, c->route->form, &in));
    try(job_of(c, in.rev, &next));
    if (next) return see_other(r, next);
    wide_begin(&wide, c->ask);
    rc done = intake_in_wide(c, &in, &words);
    next = arena_text(c->arena, c->key->answer);
    c->key->answer = NULL;
    wide_end(&wide, c->ask);
    try(done);
    return words ? see_other_flash(r, import_path(c, ""), words, NULL) : see_other(r, next);
}

rc drop_action(struct ctx *c, struct reply *r)
{
    struct drop_in in;
    struct import_one_row face;
    const char *next = arena_print(c->arena, "/t/%s/nhap", c->school->code);
    try(form_read(c, c->route->form, &in));
    try(import_one(c->ask, PATH_ID(c, "lan", roster_import_id), &face));
    try(drop_run(c->ask, c->key, PATH_ID(c, "lan", roster_import_id), in.rev, next));
    return see_other_flash(r, next, _("Đã bỏ tệp. Những gì đã nhập trước đó vẫn còn."), NULL);
}

/* ---- slips of the whole import */

rc import_slips_page(struct ctx *c, struct reply *r)
{
    struct import_one_row face;
    struct classes_of_import_row *row;
    struct import_slips_view v = { .school_code = c->school->code, .back = import_path(c, "") };
    roster_import_id id = PATH_ID(c, "lan", roster_import_id);
    try(import_one(c->ask, id, &face));
    try(classes_of_import(c->ask, id, &row, &v.n));
    v.file_name = face.file_name;
    v.class = row;
    return show(r, view_import_slips, &v);
}
