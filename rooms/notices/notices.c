/* Rules of notices. What stays true stands in notices.h. */
#include "notices/notices.h"
#include "base/buf.h"
#include "generated/notices_queries.h"
#include "people/people.h"
#include "web/live.h"
#include "web/mail.h"
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

/* For those who chose so, to their confirmed address, in the language in which they chose. */
static rc copy_by_mail(struct tx *t, const struct notice *n, const char *parts)
{
    struct choice_of_row choice;
    const char *address;
    bool chosen;
    try(choice_of(t->ask, n->to, n->kind, &choice, &chosen));
    if (!chosen) return OK;
    try(email_of(t->ask, n->to, &address));
    if (!*address) return OK;
    enum lang lang = (enum lang)choice.lang;
    struct mail m = { .to = address, .lang = lang, .link = n->path, .subject = say(t->ask->arena, lang, _("Khuê: {loai}"), "loai", tr(lang, notice_kind_label(n->kind)), NULL),
                      .text = notice_say(t->ask->arena, lang, n->words, parts) };
    return mail_add(t, &m);
}

rc notice_add(struct tx *t, const struct notice *n)
{
    const char *parts = parts_pack(t->ask->arena, n->with);
    int64_t same;
    if (n->to.v == 0 || n->kind == 0 || !parts || str_empty(n->words) || strlen(n->words) > WORDS_MOST || !leads_home(n->path))
        return fault_detail(t->ask, BUG, "notice out of bounds: %s", n->words ? n->words : "");
    try(notice_again(t, n->to, n->words, parts, n->path, &same));
    if (same == 0) try(notice_insert(t, NEW_ID(t, notice_id), n->to, n->kind, n->words, parts, n->path, NULL));
    live_tell(t, n->to, "notice", "new");
    return same == 0 ? copy_by_mail(t, n, parts) : OK;
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

static rc forget_some(struct tx *t, const instant *before, int64_t *changed) { return notices_drop(t, *before, FORGET_AT_ONCE, changed); }
CLOSURE(forget_some, instant, int64_t)

const struct keep notices_keeps[] = {
    { .what = N_("Thông báo ở chuông"), .why = N_("Hơn một năm học, để đọc lại."), .days = NOTICE_DAYS, .job = "notices.tidy" },
    { 0 }
};

static rc tidy_job(struct job *j)
{
    instant before = keep_before(&notices_keeps[0], j->ask->now);
    int64_t changed, all = 0;
    do {
        try(transact(j->ask, NULL, forget_some, &before, &changed));
        try(job_step(j, all += changed, 0));
    } while (changed == FORGET_AT_ONCE);
    return OK;
}

const struct job_kind notices_jobs[] = {
    { .name = "notices.tidy", .run = tidy_job, .words = N_("Bỏ thông báo đã quá hạn giữ"), .at_once = 1, .priority = JOB_LATER, .daily_at = "02:55" },
    { 0 }
};
