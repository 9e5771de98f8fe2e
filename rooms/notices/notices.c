/* Rules of notices. What stays true stands in notices.h. */
#include "notices/inside.h"
#include "generated/notices_queries.h"
#include "people/people.h"
#include "web/live.h"
#include <string.h>

enum { WORDS_MOST = 400, VALUE_MOST = 400, PATH_MOST = 200 };

/* Lines "name<tab>value"; NULL when a part is out of bounds. */
static const char *parts_pack(struct arena *a, const char *const *with)
{
    const char *text = "";
    for (size_t i = 0; i < 2 * NOTICE_PARTS && with[i]; i += 2) {
        const char *value = with[i + 1];
        if (!value || strlen(value) > VALUE_MOST || strpbrk(value, "\t\n") || strpbrk(with[i], "\t\n{}")) return NULL;
        text = arena_print(a, "%s%s\t%s\n", text, with[i], value);
    }
    return text;
}

static bool leads_home(const char *path)
{
    return path && path[0] == '/' && path[1] != '/' && path[1] != '\\' && strlen(path) <= PATH_MOST;
}

static rc say_one(struct tx *t, const struct notice *n, const char *parts, struct notice_before_row *before)
{
    live_tell(t, n->to, "notice", "new");
    if (before->same) return notice_again(t, n->to, n->words, parts, n->path, NULL);
    before->same = 1;
    notice_id id = NEW_ID(t, notice_id);
    try(notice_insert(t, id, n->to, n->kind, n->words, parts, n->path, n->about, n->important, t->ask->scope.school, NULL));
    return send_queue(t, n, id, before);
}

rc notice_add_many(struct tx *t, const struct notice *n, const struct notice_to *to, size_t many)
{
    const char *parts = parts_pack(t->ask->arena, n->with);
    struct notice_before_row *before;
    struct notice one = *n;
    size_t known;
    person_id *id = ARENA_MANY(t->ask->arena, person_id, many);
    if (many && !id) return LIMIT;
    if (n->kind == 0 || !parts || str_empty(n->words) || strlen(n->words) > WORDS_MOST || !leads_home(n->path))
        return fault_detail(t->ask, BUG, "notice out of bounds: %s", n->words ? n->words : "");
    for (size_t i = 0; i < many; i++) id[i] = to[i].person;
    if (many) try(notice_before(t->ask, id, many, n->kind, n->words, parts, n->path, &before, &known));
    for (size_t i = 0; i < many; i++) {
        size_t k = 0;
        while (k < known && before[k].person_id.v != to[i].person.v) k++;
        if (k == known) return fault_detail(t->ask, BUG, "notice to nobody: %s", n->words);
        one.to = to[i].person;
        one.about = to[i].about;
        try(say_one(t, &one, parts, &before[k]));
    }
    return OK;
}

rc notice_add(struct tx *t, const struct notice *n)
{
    struct notice_to to = { n->to, n->about };
    return notice_add_many(t, n, &to, 1);
}

rc notices_shut(struct tx *t, person_id person)
{
    try(pushes_end(t, person, NULL));
    return choices_shut(t, person, NULL);
}

rc notice_once(struct tx *t, instant since, const struct notice *n)
{
    struct notice_said_row row;
    bool said;
    try(notice_said(t->ask, n->to, n->words, since, &row, &said));
    return said ? OK : notice_add(t, n);
}

rc notice_family(struct tx *t, person_id child, person_id but, const struct notice *n)
{
    struct notice one = *n;
    struct guardian_line *line;
    size_t lines;
    try(guardians_of(t->ask, child, &line, &lines));
    for (size_t i = 0; i < lines; i++) {
        bool kept_away;
        one.to = line[i].id;
        one.about = child;
        if (line[i].limited || one.to.v == but.v) continue;
        try(order_keeps(t->ask, one.to, child, &kept_away));
        if (!kept_away) try(notice_add(t, &one));
    }
    return OK;
}

const char *notice_say(struct arena *a, enum lang lang, const char *words, const char *parts)
{
    const char *name[NOTICE_PARTS] = { "" }, *value[NOTICE_PARTS] = { "" };
    struct span rest = span_of(parts), line, key;
    size_t n = 0;
    while (n < NOTICE_PARTS && rest.n && span_cut(&rest, '\n', &line)) {
        if (!span_cut(&line, '\t', &key)) continue;
        name[n] = arena_text_n(a, key.p, key.n);
        value[n++] = say_again(a, lang, arena_text_n(a, line.p, line.n));
    }
    for (size_t i = n; i < NOTICE_PARTS; i++) name[i] = value[i] = "";
    return say(a, lang, words, n > 0 ? name[0] : NULL, value[0], n > 1 ? name[1] : NULL, value[1], n > 2 ? name[2] : NULL, value[2],
               n > 3 ? name[3] : NULL, value[3], n > 4 ? name[4] : NULL, value[4], n > 5 ? name[5] : NULL, value[5], NULL);
}

/* ---- retention */
enum { FORGET_AT_ONCE = 500 };

static rc forget_some(struct tx *t, const instant *before, int64_t *changed)
{
    int64_t sends, old;
    try(sends_drop(t, *before, FORGET_AT_ONCE, &sends));
    try(sends_drop_old(t, *before, FORGET_AT_ONCE, &old));
    try(notices_drop(t, *before, FORGET_AT_ONCE, changed));
    if (sends > *changed) *changed = sends;
    return OK;
}
CLOSURE(forget_some, instant, int64_t)

static rc forget_browsers(struct tx *t, const instant *before, int64_t *changed) { return pushes_drop(t, *before, FORGET_AT_ONCE, changed); }
CLOSURE(forget_browsers, instant, int64_t)

static rc forget_days(struct tx *t, const day *before, int64_t *changed) { return days_drop(t, *before, changed); }
CLOSURE(forget_days, day, int64_t)

const struct keep notices_keeps[] = {
    { .what = N_("Thông báo ở chuông, và đã gửi bằng cách nào"), .why = N_("Hơn một năm học, để đọc lại."), .days = NOTICE_DAYS, .job = "notices.tidy" },
    { .what = N_("Máy đã thôi nhận thông báo"), .why = N_("Để biết vì sao một thông báo không tới máy."), .days = PUSH_GONE_DAYS, .job = "notices.tidy" },
    { 0 }
};

static rc tidy_job(struct job *j)
{
    instant before = keep_before(&notices_keeps[0], j->ask->now), gone = keep_before(&notices_keeps[1], j->ask->now);
    int64_t changed, all = 0;
    do {
        try(transact(j->ask, NULL, forget_some, &before, &changed));
        try(job_step(j, all += changed, 0));
    } while (changed == FORGET_AT_ONCE);
    do {
        try(transact(j->ask, NULL, forget_browsers, &gone, &changed));
        try(job_step(j, all += changed, 0));
    } while (changed == FORGET_AT_ONCE);
    try(transact(j->ask, NULL, forget_days, &(day){ day_of(before).n }, &changed));
    return letters_settle(j);
}

const struct job_kind notices_jobs[] = {
    [SEND_JOB] = { .name = "notices.send", .run = notices_send_job, .outside = true, .words = N_("Gửi thông báo qua thư, tới máy, qua SMS"), .at_once = 3 /* the claims keep them apart */, .priority = JOB_SOON, .every_min = 5, .attempts = 3 },
    [CODE_JOB] = { .name = "notices.code", .run = notices_code_job, .outside = true, .words = N_("Gửi mã xác nhận số điện thoại"), .priority = JOB_SOON, .attempts = 3 },
    [TIDY_JOB] = { .name = "notices.tidy", .run = tidy_job, .words = N_("Bỏ thông báo đã quá hạn giữ"), .at_once = 1, .priority = JOB_LATER, .daily_at = "02:55" },
    { 0 }
};
