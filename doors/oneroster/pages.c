/* The page that asks for the file, and gives it to who asked. */
#include "access/access.h"
#include "generated/oneroster_views.h"
#include "oneroster/inside.h"
#include "oneroster/views.h"
#include "schools/schools.h"
#include "web/form.h"
#include "web/reply.h"

struct out_in { const char *to; bool guardians, phones; };
static const struct field out_fields[] = {
    FIELD(struct out_in, to, FIELD_TEXT, REQUIRED, .name = "noi_nhan", .max = 120, .label = N_("Gửi cho ai")),
    FIELD(struct out_in, guardians, FIELD_TICK, OPTIONAL, .name = "phu_huynh"),
    FIELD(struct out_in, phones, FIELD_TICK, OPTIONAL, .name = "dien_thoai"), { 0 } };
static const struct form_spec out_form = { out_fields };

static rc out_page(struct ctx *c, struct reply *r)
{
    struct year_brief year;
    struct out_view v = { .school_code = c->school->code };
    struct file_line *file;
    rc found = year_at(c->ask, c->today, &year);
    if (found != OK && found != NOT_FOUND) return found;
    v.year = found == OK ? year.name : NULL;
    try(files_of(c->ask, ONEROSTER_ZIP, c->who->person.v, &file, &v.files));
    v.file = file;
    return show(r, view_roster_out, &v);
}

struct asking { const struct out_in *in; school_id school; person_id by; const char *school_code; };

static rc ask_store(struct tx *t, const struct asking *in, job_id *out)
{
    struct arena *a = t->ask->arena;
    struct new_job job = { .kind = &oneroster_jobs[JOB_OUT], .about = in->in->to, .school = in->school, .person = in->by,
                           .args = arena_print(a, "guardians=%d phones=%d", in->in->guardians, in->in->phones) };
    try(access_recheck(t, ROSTER_EXPORT, NULL, 0));
    try(job_add(t, &job, out));
    try(audit_add(t, &(struct change){ .act = &oneroster_acts[ACT_ASK], .kind = "job", .id = out->v, .name = in->in->to,
        WAS({ N_("Kèm phụ huynh"), NULL, in->in->guardians ? N_("có") : N_("không"), KEPT_AS_WORDS },
            { N_("Kèm số điện thoại"), NULL, in->in->phones ? N_("có") : N_("không"), KEPT_AS_WORDS }) }));
    return answer(t, "%s", job_path(a, in->school_code, *out));
}
CLOSURE(ask_store, struct asking, job_id)

static rc out_action(struct ctx *c, struct reply *r)
{
    struct out_in in;
    struct year_brief year;
    job_id id;
    try(form_read(c, c->route->form, &in));
    if (in.phones && !in.guardians) return refuse_field(c->ask, "dien_thoai", 5445, _("Muốn kèm số điện thoại thì chọn cả phụ huynh ở trên."), NULL);
    rc found = year_at(c->ask, c->today, &year);
    if (found == NOT_FOUND) return refuse(c->ask, CONFLICT, 5444, _("Trường chưa có năm học. Đặt năm học trước, rồi xuất danh sách."), NULL);
    try(found);
    struct asking asked = { .in = &in, .school = c->school->id, .by = c->who->person, .school_code = c->school->code };
    try(transact(c->ask, c->key, ask_store, &asked, &id));
    return see_other(r, c->key->answer);
}

const struct route oneroster_routes[] = {
    { GET,  "/t/:truong/xuat", MAY(ROSTER_EXPORT), NULL,      QUICK, out_page,   N_("Xuất danh sách"), NULL },
    { POST, "/t/:truong/xuat", MAY(ROSTER_EXPORT), &out_form, WRITE, out_action, NULL, out_page },
    { 0 }
};
