/* How much is kept of each key, and the room that it has. What stays true: (1) the numbers change in the closure that keeps or forgets, or not at all; (2) a
** bound holds however many write at once: the row of the key is grown by a change that fits, or the whole closure is undone; (3) what makes it less is never refused. */
#include "generated/record_queries.h"
#include "record/inside.h"
#include <string.h>

static int number_order(int64_t a, int64_t b) { return (a > b) - (a < b); }

static int by_key(const void *at, const void *other)
{
    const struct kept_change *a = at, *b = other;
    int order = number_order(a->school.v, b->school.v);
    return order ? order : number_order(a->key, b->key);
}

static void merge(void *into, const void *other)
{
    struct kept_change *a = into;
    const struct kept_change *b = other;
    a->n += b->n, a->files += b->files, a->bytes += b->bytes, a->documents += b->documents, a->document_bytes += b->document_bytes;
    if (!a->most) a->most = b->most;
}

static bool over(int64_t most, int64_t had, int64_t more) { return most && more > 0 && had + more > most; }

/* What is full, and what to do. */
static rc full(struct tx *t, const struct kept_change *k)
{
    struct kept_of_row had;
    bool found;
    const struct told_room *m = k->most;
    try(kept_of(t->ask, k->key, &had, &found));
    if (!found) return BUG;
    if (over(m->files, had.files, k->files))
        return refuse(t->ask, LIMIT, 5831, _("Kho của khóa này không còn chỗ cho tệp kèm. Chưa ghi gì của lần gửi này. Nhà trường nới mức ở trang Khóa cho hệ thống khác."), NULL);
    if (over(m->documents, had.documents, k->documents))
        return refuse(t->ask, LIMIT, 5832, _("Kho của khóa này không còn chỗ cho tài liệu mới. Xóa tài liệu không dùng nữa, hoặc nhờ nhà trường nới mức ở trang Khóa cho hệ thống khác."), NULL);
    if (over(m->statements, had.n, k->n))
        return refuse(t->ask, LIMIT, 5830, _("Kho của khóa này không còn chỗ cho phát biểu mới. Chưa ghi gì của lần gửi này. Nhà trường nới mức ở trang Khóa cho hệ thống khác."), NULL);
    return refuse(t->ask, LIMIT, 5833, _("Kho của khóa này đã đầy dung lượng. Chưa ghi gì của lần gửi này. Nhà trường nới mức ở trang Khóa cho hệ thống khác."), NULL);
}

static rc write(struct tx *t, const void *item)
{
    const struct kept_change *k = item;
    int64_t grown;
    if (!k->n && !k->files && !k->bytes && !k->documents && !k->document_bytes) return OK;
    if (!k->most) return kept_more(t, k->school, k->key, k->n, k->files, k->bytes, k->documents, k->document_bytes, NULL);
    const struct told_room *m = k->most;
    for (int round = 0; round < 2; round++) {
        if (round) try(kept_begin(t, k->key, NULL));
        try(kept_grow(t, k->key, k->n, k->files, k->bytes, k->documents, k->document_bytes, m->statements, m->files, m->documents, m->bytes, &grown));
        if (grown) return OK;
    }
    return full(t, k);
}

static const struct late_kind kepts = { "record.9 outside kept", by_key, merge, write };

rc kept_add(struct tx *t, const struct kept_change *change)
{
    struct kept_change *k = ARENA_NEW(t->ask->arena, struct kept_change);
    if (!k) return LIMIT;
    *k = *change;
    if (!k->school.v) k->school = t->ask->scope.school;
    return before_commit(t, &kepts, k);
}

rc weight_told(struct tx *t, const struct told_batch *in, const struct told *s)
{
    struct kept_change k = { .key = in->key, .n = 1, .bytes = (int64_t)strlen(s->document), .most = in->room };
    for (size_t i = 0; i < s->files; i++) {
        bool again = false;
        for (size_t j = 0; j < i; j++) again = again || memcmp(s->file[j].hash, s->file[i].hash, FILE_HASH_SIZE) == 0;
        if (!again) k.files++, k.bytes += (int64_t)s->file[i].body.n;
    }
    return kept_add(t, &k);
}

rc weight_forget(struct tx *t, school_id school, statement_id id)
{
    struct outside_weight_row w;
    bool found;
    try(outside_weight(t->ask, school, id, &w, &found));
    if (!found) return OK;
    return kept_add(t, &(struct kept_change){ .school = school, .key = w.key_id, .n = -1, .files = -w.files, .bytes = -w.bytes - w.file_bytes });
}
