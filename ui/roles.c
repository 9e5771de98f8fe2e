/* The roles that a person may look at the house in, by their codes: those of who->role, "guardian", "admin", and what one is from outside.
** A role that somebody has in two schools is two: "teacher@thcs-mau-0417". */
#include "ui/ui.h"
#include "generated/enums.h"
#include <string.h>

static const struct { unsigned bit; const char *code, *label; } outside[] = {
    { OUTSIDE_MENTOR, "mentor", N_("Người hướng dẫn") }, { OUTSIDE_ALUMNUS, "alumnus", N_("Cựu học sinh") },
    { OUTSIDE_PARTNER, "partner", N_("Người liên hệ của đối tác") }, { OUTSIDE_OFFICER, "officer", N_("Cán bộ quản lí") },
    { OUTSIDE_PROGRAMME, "programme", N_("Văn phòng Chương trình") },
};

const char *ui_role_label(const char *role)
{
    enum member_role r;
    if (str_is(role, "guardian")) return _("Phụ huynh");
    if (str_is(role, "admin")) return _("Quản trị hệ thống");
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        if (str_is(role, outside[i].code)) return outside[i].label;
    return role && member_role_read(role, &r) ? member_role_label(r) : "";
}

/* The code of who->role[at]. */
static const char *code_at(const struct ctx *c, size_t at)
{
    const struct who *w = c->who;
    for (size_t i = 0; i < w->roles; i++)
        if (w->role[i].school.id.v != w->role[at].school.id.v && str_is(w->role[i].role, w->role[at].role))
            return arena_print(c->arena, "%s@%s", w->role[at].role, w->role[at].school.code);
    return w->role[at].role;
}

bool ui_role_is(const struct ctx *c, size_t at, const char *code)
{
    return str_is(c->who->role[at].role, code) || str_is(code_at(c, at), code);
}

bool ui_many_schools(const struct ctx *c)
{
    for (size_t i = 1; i < c->who->roles; i++)
        if (c->who->role[i].school.id.v != c->who->role[0].school.id.v) return true;
    return false;
}

const char *ui_role_bare(const struct ctx *c, const char *code)
{
    return code ? arena_text_n(c->arena, code, strcspn(code, "@")) : NULL;
}

const char *ui_role_said(const struct ctx *c, const char *code)
{
    const char *label = tr(c->lang, ui_role_label(ui_role_bare(c, code)));
    for (size_t i = 0; ui_many_schools(c) && i < c->who->roles; i++)
        if (str_is(code_at(c, i), code)) return say(c->arena, c->lang, _("{vai}, {truong}"), "vai", label, "truong", c->who->role[i].school.name, NULL);
    return label;
}

bool ui_grown(const struct ctx *c)
{
    const struct who *w = c->who;
    for (size_t i = 0; i < w->roles; i++) if (str_is(w->role[i].role, "pupil")) return false;
    return w->roles > 0 || w->children > 0 || w->outside || w->admin;
}

static size_t role_put(const char *role[UI_ROLES], size_t n, const char *code)
{
    for (size_t i = 0; i < n; i++) if (str_is(role[i], code)) return n;
    if (n < UI_ROLES) role[n++] = code;
    return n;
}

/* The chosen one to the front, if it is one of theirs. */
static void chosen_first(const char *chosen, const char *role[UI_ROLES], size_t n)
{
    for (size_t i = 1; chosen && i < n; i++) {
        if (!str_is(role[i], chosen)) continue;
        memmove(role + 1, role, i * sizeof *role);
        role[0] = chosen;
    }
}

size_t ui_roles(const struct ctx *c, const char *role[UI_ROLES])
{
    const struct who *w = c->who;
    size_t n = 0;
    for (size_t i = 0; i < w->roles; i++) n = role_put(role, n, code_at(c, i));
    if (w->children > 0) n = role_put(role, n, "guardian");
    if (w->admin) n = role_put(role, n, "admin");
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++)
        if (w->outside & outside[i].bit) n = role_put(role, n, outside[i].code);
    chosen_first(w->chosen_role, role, n);
    return n;
}
