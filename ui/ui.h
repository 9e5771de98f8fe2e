/* The parts that every page is made of. They are views (ui/parts/, compiled by tools/html), so a page calls them:
**
**   {{> house_top(_("Lớp học"))}}
**   {{> page_head(_("Lớp học"), NULL)}}
**   {{> form_begin("/lop-hoc", false)}}
**   {{> field_text(&(struct ui_field){ .name = "ten", .label = _("Tên lớp"), .required = true })}}
**   {{> submit("do", _("Thêm lớp"))}}
**   {{> form_end()}}
**   {{> house_end()}}
**
** What stays true: (1) a text argument is a source text marked with _() or N_(), or one that is translated already, or a
** name; parts put it through tr(), escaped; NULL means "none" where the part says so; (2) a part that draws a control gives
** it its label, and a field its error and what was typed (form_error, form_typed); (3) no part needs a script; (4) the look
** is that of the sheets in ui/static, which name every class. /dev/parts shows all of them in every state. */
#ifndef KHUE_UI_H
#define KHUE_UI_H

#include "base/viet.h"
#include "data/ask.h"
#include "ui/figures.h"
#include "ui/special.h"
#include "web/ctx.h"
#include "web/offline.h"
#include "web/out.h"
#include "web/route.h"

/* Paths that the frame links to. A place, or a thing of the head, is shown when some room has a GET row for its path. */
#define PATH_TODAY       "/hom-nay"
#define PATH_CLASSES     "/lop-hoc"
#define PATH_JOURNEY     "/hanh-trinh"
#define PATH_SCHOOL      "/nha-truong"
#define PATH_MANAGE      "/quan-ly"
#define PATH_SEARCH      "/tim-kiem"
#define PATH_NOTICES     "/thong-bao"
#define PATH_SESSIONS    "/tai-khoan"
#define PATH_SIGN_IN     "/dang-nhap"
#define PATH_SIGN_OUT    "/dang-xuat"       /* POST */
#define PATH_ROLE        "/vai-tro"         /* POST: vai=CODE; the roles of who->role, "guardian", "admin" */
#define PATH_LANGUAGE    "/ngon-ngu"        /* POST: lang=vi|en, tiep=where to go back (web) */
#define PATH_QUEUE       "/cho-gui"         /* what waits in this browser to be sent */
#define PATH_OFFLINE     "/ngoai-tuyen"     /* stands in where there is neither a network nor a copy */
#define PATH_THEME       "/giao-dien"       /* POST: theme=light|dark, else the system's; tiep (web) */

/* ---- what parts take ---- */

/* One field of a form. Its id is "o-" and its name; errors and what was typed come from the form by its name. */
struct ui_field {
    const char *name, *label;
    const char *hint;              /* under the label, or NULL */
    const char *value;             /* what stands in the box when nothing was typed, or NULL */
    bool required;                 /* else the label says that it may stay empty */
    bool at_times;                 /* needed or not by another field, as the hint says: the label is silent */
    bool disabled;
    const char *type;              /* field_text: "text" unless given: email tel number search */
    const char *autocomplete;      /* "name", "username", "current-password" …, or NULL */
    const char *inputmode;         /* "numeric", "tel" …, or NULL */
    const char *accept;            /* field_file: ".xlsx,.csv" */
    int64_t rows;                  /* field_long: 0 = as the style says */
    const char *id;                /* where two forms of a page have the same names; NULL = "o-" and name */
};

struct ui_choice { const char *code, *label; const char *hint; /* field_radio; NULL = none */ };

/* A line of a worklist: what waits, who and when, one action. The first of a list is filled, the others outlined. */
struct ui_work {
    const char *component;         /* people knowledge technology context culture: its shape and colour */
    const char *icon;
    const char *what, *sub;        /* sub may be NULL */
    const char *late;              /* "Quá hạn hôm qua": red, before sub; or NULL */
    const char *href, *action;     /* href NULL = nothing to press; action NULL = the words themselves lead there */
};

/* What a link to a public page shows where it is shared; says and picture (a path of ours, with its words) may be NULL. */
struct ui_share { const char *title, *says, *picture, *alt; };

struct ui_crumb { const char *href, *text; };                   /* the last one is this page: href is not used */
struct ui_tab { const char *href, *text; bool current; };
struct ui_child { const char *href, *initial, *name, *sub; bool current; const char *picture; /* path, or NULL */ };
struct ui_link { const char *href, *text; };

/* The register: marks of a class. A cell that is sent has a name; its error and what was typed come from the form. */
struct ui_mark_cell { const char *name, *value; bool changed; bool low; /* of a sum: under the line */ };
struct ui_register_column { const char *text, *sub, *full; };   /* "TX", "lần 1", "Đánh giá thường xuyên 1" */
struct ui_register_row { const char *name; const struct ui_mark_cell *cell; const char *note; };
struct ui_register {
    const char *label, *caption;   /* of the region, of the table */
    const char *who, *note;        /* heads of the first and the last column; note NULL = none */
    const struct ui_register_column *column; size_t columns;
    const struct ui_register_row *row; size_t rows;
};

/* Criteria by levels; reached counts from 0, -1 = not yet. */
struct ui_rubric_row { const char *name, *by; const char *const *says; int64_t reached; };
struct ui_rubric { const char *label; const char *const *level; size_t levels; const struct ui_rubric_row *row; size_t rows; };

/* The page of mails that leave for nowhere (demo and tests): lines of a text. */
struct ui_mail { const char *to, *subject, *link; instant at; const char *const *line; size_t lines; };
struct ui_outbox { const struct ui_mail *mail; size_t n; };

struct demo_card;                  /* web/app.h */
struct dev_parts;                  /* ui/dev.h */

/* ---- what the views ask (ui.c) ---- */

/* The steps of a school's first way: what each is and where, below /t/:truong. */
enum { UI_WAY_STEPS = 5 };
extern const struct ui_way_step { const char *what, *tail; } ui_way[UI_WAY_STEPS];

struct ui_place { const char *path, *icon, *text; const char *current; /* "page", "true" or NULL */ bool spare; /* on a phone it is in the account menu: the bar has five */ };
enum { UI_PLACES = 6 };
size_t ui_places(struct ctx *c, struct ui_place place[UI_PLACES]);
/* Somebody serves this path (GET), and whoever is here may look for it. */
bool ui_has(const struct ctx *c, const char *path);
/* The name under ours in the head: the page's school, else that of the person's first role; NULL = none. */
const char *ui_school_name(const struct ctx *c);
/* That school; NULL = none: a chosen role of a family, of the system, from outside. */
const struct school_brief *ui_school(const struct ctx *c);
/* Has who asks places in more than one school? Then what is of one says of which. */
bool ui_many_schools(const struct ctx *c);
/* One role in words: "Giáo viên"; guardians and administrators have words of their own. "" when unknown. */
const char *ui_role_label(const char *role);
/* Is `code` that of who->role[at]: the bare role, or the role and the school where it is had in two? */
bool ui_role_is(const struct ctx *c, size_t at, const char *code);
const char *ui_role_bare(const struct ctx *c, const char *code);         /* "teacher@thcs" -> "teacher"; NULL -> NULL */
const char *ui_feed(const struct ctx *c);         /* the address of the news feed that a feed reader should find on this page, or NULL */
const char *ui_role_said(const struct ctx *c, const char *code);         /* in the reader's language: "Giáo viên", or with the school where it is had in two */
/* No pupil anywhere: words for a child, and what only a child is asked, are not for them. */
bool ui_grown(const struct ctx *c);
/* The roles that a person may look at the house in, the current one first (ui/roles.c). */
enum { UI_ROLES = 12 };
size_t ui_roles(const struct ctx *c, const char *role[UI_ROLES]);
const char *ui_id(struct out *o, const struct ui_field *f);
const char *ui_describedby(struct out *o, const struct ui_field *f);     /* NULL when there is neither hint nor error */
/* Fields that are wrong, in the order of the form (its spec), those that it does not name last. */
size_t ui_errors(const struct ctx *c, const struct field_state ***list);
bool ui_form_sent(const struct ctx *c, const char *action);      /* false: another form of the page was sent, and what is wrong is said there */
bool ui_kept(const struct ctx *c);       /* is anything that was typed still there; passwords and codes never are */
const char *ui_count(struct out *o, int64_t n, int64_t most);           /* "7", or "99+" past most */
bool ui_ticked(const struct ctx *c, const struct ui_field *f, const char *code);    /* a box of field_ticks */
const char *ui_plain(struct out *o, int64_t v);                          /* 4103, where 4.103 would be wrong */
const char *ui_status_icon(const char *kind);                            /* of notices and chips; NULL = none */

/* The page of an error status (hooks.error_page). Never fails; needs nothing but o->c. */
void ui_error_page(struct out *o, const struct fault *fault, int status);
struct ui_error {
    int status, number;            /* number 0 = none */
    const char *title, *message, *next;
    const char *href, *action;     /* the way out */
    const char *request;           /* when the fault is ours: the name under which the log knows it, or NULL */
};

/* ---- without a network (ui/offline.c, web/offline.h) ---- */

bool ui_keeps(const struct ctx *c);                  /* may this browser keep anything of this person */
bool ui_offline_script(const struct ctx *c);
struct ui_wait { const char *pattern, *text; };      /* a regular expression of paths that may wait, and what that is called */
enum { UI_WAITS = 40 };
size_t ui_waits(const struct ctx *c, struct ui_wait *out, size_t most);
const char *ui_path_pattern(struct arena *a, const char *path);
/* One form that waits. state: "waits", "old", "wrong", "differs", "refused". In the templates of the page the texts are "", and the browser
** fills them in (ui/static/queue.js). */
struct ui_said_twice { const char *field, *mine, *theirs; };
struct ui_queued { const char *state, *what, *when, *says; const struct ui_said_twice *row; size_t rows; };
extern const struct route ui_offline_routes[];

/* /dev/parts: every part in every state. 404 but under --dev and --test. */
extern const struct route ui_dev_routes[];
/* /thu-mau: mails of a demo or a test. 404 where mails are sent, or people are real. */
extern const struct route ui_outbox_routes[];

#endif
