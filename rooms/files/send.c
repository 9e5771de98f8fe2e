/* A file of a school goes out: GET /t/:truong/tep/:tep. The row of the route lets everybody in, since some uses are public; the
** rule of the file's use decides (files.h (2)), and who is not signed in hears DENIED and is sent to sign in. */
#include "base/ids.h"
#include "consent/consent.h"
#include "files/inside.h"
#include "generated/files_queries.h"

#include <string.h>

int64_t side_asked(struct ctx *c)
{
    int64_t side;
    return span_int(span_of(query_text(c, "rong")), &side) ? side : 0;
}

static rc face_of(struct ctx *c, const struct file_sent_row *row, struct file_face *out)
{
    *out = (struct file_face){ .id = row->id, .school = c->school->id, .use = file_use_find(c->app, row->use), .about = row->about, .child = row->child_id,
                               .type = row->type, .name = row->name, .alt = row->alt, .size = row->size, .rev = row->rev, .by = row->by_person, .at = row->at };
    return out->use ? OK : fault_detail(c->ask, BUG, "a file of the unknown use %s", row->use);
}

static bool belongs(const struct ctx *c)
{
    for (size_t i = 0; i < c->who->roles; i++)
        if (c->who->role[i].school.id.v == c->school->id.v) return true;
    return false;
}

/* Who is not signed in is never told whether a file is there, nor is a stranger to the school. */
static rc may_be_seen(struct ctx *c, const struct file_face *f)
{
    if (f->use->open && f->child.v == 0) return OK;
    if (!signed_in(c->who)) return DENIED;
    rc answer = f->use->see ? f->use->see(c, f) : NOT_FOUND;
    return answer == DENIED && !belongs(c) ? NOT_FOUND : answer;
}

static rc look_first(struct ctx *c, const struct file_face *f)
{
    if (f->child.v == 0 || f->use->look == 0) return OK;
    return look_write(c, f->child, (enum look_kind)f->use->look, "staff");
}

rc school_file(struct ctx *c, struct reply *r)
{
    struct file_sent_row row;
    struct file_face face;
    bool found;
    try(file_sent(c->ask, c->school->id, PATH_ID(c, "tep", file_id), side_asked(c), &row, &found));
    if (!found) return signed_in(c->who) ? NOT_FOUND : DENIED;
    try(face_of(c, &row, &face));
    try(may_be_seen(c, &face));
    try(look_first(c, &face));
    struct blob_out out = { row.hash, row.type, row.name, face.use->open && face.child.v == 0 };
    return send_blob(r, &out);
}

/* ---- what the journal names: "0saphf26bzzg0 97a1…" */

static bool content_file(const char *content, int64_t *file)
{
    char id[ID_TEXT_SIZE];
    size_t n = strcspn(content, " ");
    if (n + 1 > sizeof id) return false;
    memcpy(id, content, n);
    id[n] = 0;
    return id_read(id, file);
}

rc file_kept(struct ask *a, const char *content, bool *kept)
{
    struct picture_kept_row row;
    int64_t file;
    *kept = false;
    return content_file(content, &file) ? picture_kept(a, a->scope.school, file, SCENE_SMALL, &row, kept) : OK;
}

rc send_kept(struct ctx *c, struct reply *r, const char *content)
{
    struct picture_kept_row row;
    int64_t file;
    bool found;
    if (!content_file(content, &file)) return NOT_FOUND;
    try(picture_kept(c->ask, c->ask->scope.school, file, SCENE_SMALL, &row, &found));
    return found && *row.type ? send_blob(r, &(struct blob_out){ row.hash, row.type, "anh.jpg", false }) : NOT_FOUND;
}
