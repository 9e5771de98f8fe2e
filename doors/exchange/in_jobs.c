/* The jobs that take statements in: from a file that was given, from another store by its API. Both go on where the run's row says. */
#include "access/access.h"
#include "base/ids.h"
#include "base/number.h"
#include "exchange/inside.h"
#include "base/percent.h"
#include "schools/schools.h"
#include <string.h>

enum { FILE_BYTES = 16 << 20, TAKE_BYTES = 512 << 10, ANSWER_BYTES = 17 << 20, STORE_WAIT_MS = 60000, PAGES_MOST = 50000 };

struct going { struct job *j; struct run_of_row run; struct taking_in k; struct aside aside; const char *path; int pages; };

/* Texts of the row outlive the pages. */
static rc going_begin(struct going *g, struct job *j)
{
    struct school_face face;
    char id[ID_TEXT_SIZE];
    exchange_run_id run = { job_arg(j, "run") };
    *g = (struct going){ .j = j };
    try(school_face(j->ask, j->school, &face));
    try(run_find(j->ask, run, &g->run));
    id_text(run.v, id);
    g->path = arena_print(j->arena, "/t/%s/kho-hanh-trinh/nhap?lan=%s", face.code, id);
    try(job_link(j, _("Mở lần nhập này"), g->path));
    taking_begin(&g->k, j->ask, job_address(j), &g->run);
    return OK;
}

static rc too_many_refused(struct going *g)
{
    return refuse(g->j->ask, INVALID, 5570, _("Đã có 10.000 dòng không nhận nên Khuê dừng lại. Tải bản kê lỗi, sửa ở nơi gửi rồi nhập lại: những gì đã nhận không bị nhập hai lần."), NULL);
}

static rc in_bounds(struct going *g)
{
    if (g->run.refused >= REFUSED_MOST) return too_many_refused(g);
    if (g->run.line >= RUN_MOST) return refuse(g->j->ask, LIMIT, 5571, _("Một lần nhập nhiều nhất 1.000.000 phát biểu. Nhập tiếp phần còn lại bằng một lần nhập khác."), NULL);
    return job_step(g->j, g->run.line, 0);
}

static rc stopped(struct going *g, rc why)
{
    bool over = why == INVALID || why == NOT_FOUND || why == CONFLICT || why == DENIED || (why == LIMIT && g->j->ask->fault->number);
    if (!over) return why;
    struct fault kept = *g->j->ask->fault;
    *g->j->ask->fault = (struct fault){ 0 };
    rc ended = run_close(g->j->ask, &g->run, EXCHANGE_STATE_STOPPED, NULL);
    *g->j->ask->fault = kept;
    return ended == OK || ended == CONFLICT ? (why == LIMIT ? INVALID : why) : ended;
}

static rc said(struct going *g)
{
    struct arena *a = g->j->arena;
    const struct run_of_row *r = &g->run;
    try(run_close(g->j->ask, r, r->trial ? EXCHANGE_STATE_LOOKED : EXCHANGE_STATE_DONE, NULL));
    const char *text = r->trial ? N_("Thử xong, chưa ghi gì: {moi} phát biểu mới, {co} đã có, {loi} không nhận được.") : N_("Đã nhập {moi} phát biểu mới; {co} đã có từ trước, {loi} không nhận được.");
    return job_says(g->j, say_kept(a, text, "moi", kept_number(a, r->fresh), "co", kept_number(a, r->known), "loi", kept_number(a, r->refused), NULL), g->path);
}

/* ---- from a file */

/* For one closure: fifty, or as many as an arena takes when they are as full as they may be. */
static size_t lines_next(struct span *rest, int64_t *line, struct come *come)
{
    size_t n = 0;
    for (size_t bytes = 0; n < TAKE && bytes < TAKE_BYTES && line_next(rest, line, &come[n].text); n++) {
        come[n].line = *line, come[n].said = NULL;
        bytes += come[n].text.n;
    }
    return n;
}

static rc lines_read(struct going *g, struct bytes text)
{
    struct span rest = { (const char *)text.p, text.n };
    struct come come[TAKE];
    struct run_of_row *r = &g->run;
    int64_t line = r->line;
    if (r->at_byte > (int64_t)text.n || r->at_byte < 0) return fault_detail(g->j->ask, BUG, "a run beyond its file");
    rest.p += r->at_byte, rest.n -= (size_t)r->at_byte;
    while (rest.n) {
        size_t n = lines_next(&rest, &line, come);
        struct place to = { "", rest.n ? rest.p - (const char *)text.p : (int64_t)text.n, line };
        aside_turn(&g->aside, g->j->ask);
        try(come_take(&g->k, come, n, &to));
        try(in_bounds(g));
    }
    return OK;
}

rc file_job(struct job *j)
{
    struct going g;
    struct bytes text;
    try(going_begin(&g, j));
    if (g.run.state != EXCHANGE_STATE_GOING) return job_says(j, _("Lần nhập này đã xong."), g.path);
    try(blob_bytes(j->ask, g.run.hash, FILE_BYTES, &text));
    aside_begin(&g.aside, j->ask);
    rc done = aside_end(&g.aside, j->ask, lines_read(&g, text));
    return done == OK ? said(&g) : stopped(&g, done);
}

/* ---- from another store */

static const char *first_page(struct going *g)
{
    const struct run_of_row *r = &g->run;
    char at[DAY_TEXT_SIZE];
    struct buf b;
    size_t n = strlen(r->address);
    while (n && r->address[n - 1] == '/') n--;
    buf_init(&b, OUTGOING_URL_MOST);
    buf_add(&b, r->address, n);
    buf_print(&b, "/statements?ascending=true&attachments=true&limit=%d", TAKE);
    if (r->from_at.has) buf_text(&b, "&since="), percent_encode(&b, instant_iso(r->from_at.v, at));
    const char *url = arena_text_n(g->j->arena, b.p, b.n);
    buf_finish(&b);
    return url;
}

/* What an answer that is no page says to people: what will not change by waiting ends the run. */
static rc answer_fits(struct going *g, const struct incoming *in)
{
    struct ask *a = g->j->ask;
    const char *status = arena_print(a->arena, "%d", in->status);
    if (in->end == OUTGOING_INWARD || in->end == OUTGOING_TOO_LONG)
        return refuse(a, INVALID, 5572, _("Không nhập được: {vi_sao}"), "vi_sao", tr(a->lang, outgoing_words(in->end)), NULL);
    if (in->end != OUTGOING_ANSWERED) return refuse(a, DOWN, 5573, _("Kho bên kia chưa trả lời được ({vi_sao}). Khuê sẽ tự thử lại, tiếp từ chỗ đang dở."), "vi_sao", tr(a->lang, outgoing_words(in->end)), NULL);
    if (in->status == 200) return OK;
    if (in->status == 401 || in->status == 403) return refuse(a, INVALID, 5574, _("Kho bên kia không nhận khóa và bí mật này (mã {ma}). Xem lại rồi nhập lại."), "ma", status, NULL);
    if (in->status >= 300 && in->status < 400) return refuse(a, INVALID, 5575, _("Kho bên kia chuyển sang địa chỉ khác (mã {ma}). Khuê không đi theo: ghi thẳng địa chỉ cuối cùng của kho."), "ma", status, NULL);
    if (in->status >= 500 || in->status == 429 || in->status == 408)
        return refuse(a, DOWN, 5576, _("Kho bên kia đang bận hoặc hỏng (mã {ma}). Khuê sẽ tự thử lại, tiếp từ chỗ đang dở."), "ma", status, NULL);
    return refuse(a, INVALID, 5577, _("Kho bên kia từ chối (mã {ma}). Xem lại địa chỉ: thường kết thúc bằng /xapi hay /xAPI."), "ma", status, NULL);
}

static rc elsewhere(struct going *g)
{
    return refuse(g->j->ask, INVALID, 5578, _("Trang tiếp theo của kho bên kia dẫn tới nơi khác, hoặc lặp lại chính trang ấy. Khuê dừng lại; những gì đã nhận vẫn còn."), NULL);
}

/* A page is asked for as long as a closure takes; one that is longer goes fifty at a time, and with the last of them it is the next page's turn. After a stop the page is taken from its
** beginning: what it holds may have changed meanwhile, and those that were taken are known. */
static rc page_take(struct going *g, const struct store_page *page, const char *next)
{
    struct come come[TAKE];
    struct run_of_row *r = &g->run;
    const struct json *one = page->statements->first;
    int64_t line = r->line;
    bool *used = ARENA_MANY(g->j->ask->arena, bool, page->parts);
    if (!used) return LIMIT;
    g->k.as.part = page->part, g->k.as.parts = page->parts, g->k.as.used = used;
    do {
        size_t n = 0;
        for (; n < TAKE && one; one = one->next, n++) come[n] = (struct come){ .line = ++line, .said = one, .text = one->raw };
        struct place to = { one ? r->place : next, 0, line };
        try(come_take(&g->k, come, n, &to));
        try(in_bounds(g));
    } while (one);
    return OK;
}

/* *over: that was the last page. */
static rc page_get(struct going *g, const char *secret, bool *over)
{
    struct ask *a = g->j->ask;
    struct run_of_row *r = &g->run;
    struct incoming in;
    struct store_page page;
    const char *url = *r->place ? r->place : first_page(g), *next = "";
    struct outgoing out = { .method = GET, .url = url, .user = r->account, .password = secret, .most = ANSWER_BYTES, .wait_ms = STORE_WAIT_MS,
                            .headers = r->version == XAPI_1 ? "X-Experience-API-Version: 1.0.3" : "X-Experience-API-Version: 2.0.0" };
    rc sent = outgoing_send(g->j->app, a, &out, &in);
    if (sent == INVALID) return elsewhere(g);
    try(sent);
    try(answer_fits(g, &in));
    try(store_page_read(a, in.type, in.body, &page));
    if (*page.more && !(next = outgoing_follow(a->arena, r->address, page.more))) return elsewhere(g);
    if (*next && (str_is(next, url) || ++g->pages > PAGES_MOST)) return elsewhere(g);
    next = arena_text(g->aside.usual, next);
    *over = !*next;
    return page_take(g, &page, next);
}

static rc pages_read(struct going *g, const char *secret)
{
    bool over = false;
    while (!over) {
        aside_turn(&g->aside, g->j->ask);
        try(page_get(g, secret, &over));
    }
    return OK;
}

rc store_job(struct job *j)
{
    struct going g;
    try(going_begin(&g, j));
    if (g.run.state != EXCHANGE_STATE_GOING) return job_says(j, _("Lần nhập này đã xong."), g.path);
    const char *secret = secret_open(j->app, j->arena, secret_place(j->arena, j->school, g.run.address, g.run.account), g.run.sealed);
    if (!secret) return stopped(&g, refuse(j->ask, INVALID, 5579, _("Không mở được bí mật đã giữ của kho này. Nhập lại với khóa và bí mật."), NULL));
    aside_begin(&g.aside, j->ask);
    rc done = aside_end(&g.aside, j->ask, pages_read(&g, secret));
    return done == OK ? said(&g) : stopped(&g, done);
}

/* ---- for commands */

static rc opened(struct tx *t, const struct new_run *in, exchange_run_id *out) { return run_open(t, in, out); }
CLOSURE(opened, struct new_run, exchange_run_id)

static rc refusals_tell(struct ask *a, const struct run_of_row *run, const struct statements_in *in, int64_t *after)
{
    struct refused_of_row *row;
    size_t n;
    do {
        try(refused_of(a, run->id, *after, PAGE, &row, &n));
        for (size_t i = 0; i < n; i++) in->tell(in->to, row[i].line, (int)row[i].number, row[i].path, say_again(a->arena, a->lang, row[i].words)), *after = row[i].line;
    } while (n == PAGE);
    return OK;
}

static rc text_import(struct aside *x, struct taking_in *k, const struct statements_in *in)
{
    struct span rest = { (const char *)in->text.p, in->text.n };
    struct come come[TAKE];
    int64_t line = 0, told = 0;
    while (rest.n) {
        size_t n = lines_next(&rest, &line, come);
        struct place to = { "", rest.n ? rest.p - (const char *)in->text.p : (int64_t)in->text.n, line };
        aside_turn(x, k->a);
        try(come_take(k, come, n, &to));
        if (in->tell) try(refusals_tell(k->a, k->run, in, &told));
    }
    return OK;
}

rc statements_import(struct app *app, struct ask *a, const struct statements_in *in, struct statements_came *out)
{
    struct new_run first = { .kind = EXCHANGE_KIND_FILE, .trial = in->trial, .name = in->name, .reason = in->reason ? in->reason : "khue statements import", .version = XAPI_2 };
    struct run_of_row run;
    struct taking_in k;
    struct aside x;
    exchange_run_id id;
    (void)app;
    try(transact(a, NULL, opened, &first, &id));
    try(run_find(a, id, &run));
    taking_begin(&k, a, in->home, &run);
    aside_begin(&x, a);
    try(aside_end(&x, a, text_import(&x, &k, in)));
    *out = (struct statements_came){ run.line, run.fresh, run.known, run.refused };
    return run_close(a, &run, in->trial ? EXCHANGE_STATE_LOOKED : EXCHANGE_STATE_DONE, NULL);
}
