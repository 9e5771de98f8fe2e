/* What a browser asks for besides pages, so that Khuê can be installed and read without a network: the manifest, the worker, the page
** of what waits to be sent, and the page that stands in where there is no copy. What may be kept and what may wait is said by the rows
** of the routes (web/offline.h); from them the worker learns which paths to look at. */
#include "access/permission.h"
#include "generated/ui_views.h"
#include "ui/ui.h"
#include "web/app.h"
#include "web/offline.h"
#include "web/reply.h"
#include <string.h>

/* In the order in which they are laid in; the page that stands in comes with them. */
static const char *const laid_in[] = { "app.css", "icons.svg", "mark.svg", "page.js", "live.js", "offline-store.js", "offline.js", "queue.js" };
/* What the worker is made of. Another part of it is one more name here. */
static const char *const worker_parts[] = { "offline-store.js", "sw.js", "sw-push.js" };

enum { HOUR_S = 3600 };        /* browsers ask for both on every page they open; an update is seen within the hour */

#define LIST_OF(a) (sizeof (a) / sizeof *(a))

bool ui_keeps(const struct ctx *c) { return keep_tag(c) != NULL; }

bool ui_offline_script(const struct ctx *c)
{
    return ui_keeps(c) || (c->route && str_is(c->route->path, PATH_OFFLINE));
}

/* Pages that the worker asks for without a cookie carry their language in the address. */
static void language_asked(struct ctx *c)
{
    const char *lang = query_text(c, "lang");
    if (*lang) c->lang = str_is(lang, "en") ? LANG_EN : LANG_VI;
}

/* ---- the manifest ---- */

static void put_quoted(struct buf *b, const char *s)
{
    buf_char(b, '"');
    for (; *s; s++) {
        if (*s == '"' || *s == '\\') buf_char(b, '\\');
        buf_char(b, *s);
    }
    buf_char(b, '"');
}

static void put_member(struct buf *b, const char *name, const char *value)
{
    buf_print(b, "\"%s\":", name);
    put_quoted(b, value);
    buf_char(b, ',');
}

static void put_icon(struct buf *b, const char *file, const char *sizes, const char *type, const char *purpose)
{
    buf_print(b, "{\"src\":\"%s\",\"sizes\":\"%s\",\"type\":\"%s\",\"purpose\":\"%s\"}", asset(file), sizes, type, purpose);
}

static rc manifest_file(struct ctx *c, struct reply *r)
{
    struct buf *b = &r->body;
    language_asked(c);
    buf_clear(b);
    buf_char(b, '{');
    put_member(b, "id", "/");
    put_member(b, "name", tr(c->lang, _("Khuê, trường học kết nối")));
    put_member(b, "short_name", "Khuê");
    put_member(b, "description", tr(c->lang, _("Hôm nay, lớp học, lịch và lời nhắn của nhà trường, đọc được cả khi không có mạng.")));
    put_member(b, "lang", c->lang == LANG_EN ? "en" : "vi");
    put_member(b, "dir", "ltr");
    put_member(b, "start_url", PATH_TODAY);
    put_member(b, "scope", "/");
    put_member(b, "display", "standalone");
    put_member(b, "background_color", "#F6F4EC");       /* --paper and --lacquer of ui/static/tokens.css */
    put_member(b, "theme_color", "#A3231A");
    buf_text(b, "\"categories\":[\"education\"],\"icons\":[");
    put_icon(b, "icon-192.png", "192x192", "image/png", "any");
    buf_char(b, ',');
    put_icon(b, "icon-512.png", "512x512", "image/png", "any");
    buf_char(b, ',');
    put_icon(b, "icon-maskable-512.png", "512x512", "image/png", "maskable");
    buf_char(b, ',');
    put_icon(b, "mark.svg", "any", "image/svg+xml", "any");
    buf_text(b, "]}\n");
    r->type = "application/manifest+json";
    r->public_cache = true;
    r->keep_s = HOUR_S;
    return OK;
}

/* ---- the worker ---- */

/* "/t/:truong/lop/:lop" as a regular expression: "^/t/[^/]+/lop/[0-9a-z]{13}$". Words of paths hold no sign that would mean something there. */
const char *ui_path_pattern(struct arena *a, const char *path)
{
    struct buf b;
    buf_init(&b, 1024);
    buf_char(&b, '^');
    for (const char *p = path; *p; ) {
        size_t n = strcspn(p, ":");
        buf_add(&b, p, n);
        p += n;
        if (*p != ':') break;
        n = strcspn(p, "/");
        bool word = (n == 7 && memcmp(p, ":truong", n) == 0) || (n == 3 && memcmp(p, ":ma", n) == 0);
        buf_text(&b, word ? "[^/]+" : "[0-9a-z]{13}");
        p += n;
    }
    buf_char(&b, '$');
    const char *text = arena_text(a, b.p);
    buf_finish(&b);
    return text;
}

size_t ui_waits(const struct ctx *c, struct ui_wait *out, size_t most)
{
    size_t n = 0;
    for (const struct route_table *t = c->app->tables; t->room; t++)
        for (const struct route *row = t->rows; row->method; row++)
            if (row->method == POST && row->may_wait && n < most) out[n++] = (struct ui_wait){ ui_path_pattern(c->arena, row->path), row->may_wait };
    return n;
}

static void put_item(struct buf *b, size_t *n, const char *value)
{
    buf_print(b, "%s\"%s\"", (*n)++ ? "," : "", value);
}

static void put_kept(struct ctx *c, struct buf *b, bool with_ids)
{
    size_t n = 0;
    for (const struct route_table *t = c->app->tables; t->room; t++)
        for (const struct route *row = t->rows; row->method; row++)
            if (row->keep_offline && (strchr(row->path, ':') != NULL) == with_ids)
                put_item(b, &n, with_ids ? ui_path_pattern(c->arena, row->path) : row->path);
}

static void put_files(struct buf *b, const char *const *name, size_t names)
{
    size_t n = 0;
    for (size_t i = 0; i < names; i++) put_item(b, &n, asset(name[i]));
}

/* Made anew by every build that changes a file: their names carry what is in them. So the browser sees a new worker exactly when there is one. */
static rc worker_file(struct ctx *c, struct reply *r)
{
    struct buf *b = &r->body;
    struct ui_wait wait[UI_WAITS];
    size_t waits = ui_waits(c, wait, UI_WAITS), n = 0;
    buf_clear(b);
    buf_text(b, "self.khueHouse = {\n  files: [");
    put_files(b, laid_in, LIST_OF(laid_in));
    buf_text(b, "],\n  always: [");
    put_kept(c, b, false);
    buf_text(b, "],\n  keeps: [");
    put_kept(c, b, true);
    buf_text(b, "],\n  waits: [");
    for (size_t i = 0; i < waits; i++) put_item(b, &n, wait[i].pattern);
    buf_text(b, "],\n};\nimportScripts(");
    put_files(b, worker_parts, LIST_OF(worker_parts));
    buf_text(b, ");\n");
    r->type = "text/javascript; charset=utf-8";
    r->program = true;
    r->public_cache = true;
    r->keep_s = HOUR_S;
    return OK;
}

/* ---- pages ---- */

static rc stand_in_page(struct ctx *c, struct reply *r)
{
    language_asked(c);
    return show(r, view_stand_in, NULL);
}

static rc queue_page(struct ctx *c, struct reply *r)
{
    (void)c;
    return show(r, view_queue, NULL);
}

/* All four say nothing of anybody; what waits is filled in by the browser from what it holds itself. */
const struct route ui_offline_routes[] = {
    { GET, "/manifest.webmanifest", MAY(0), NULL, QUICK, manifest_file, NULL, .no_session = true },
    { GET, "/sw.js",                MAY(0), NULL, QUICK, worker_file,   NULL, .no_session = true },
    { GET, "/ngoai-tuyen",          MAY(0), NULL, QUICK, stand_in_page, N_("Đọc khi không có mạng") },
    { GET, "/cho-gui",              MAY(SIGNED_IN), NULL, QUICK, queue_page, N_("Đang chờ gửi"), .keep_offline = true },
    { 0 }
};
