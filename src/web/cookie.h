/* Cookies of this floor. Names are Vietnamese without marks, as they are seen by people who look. */
#ifndef KHUE_WEB_COOKIE_H
#define KHUE_WEB_COOKIE_H

#include "web/ctx.h"
#include "web/reply.h"

#define COOKIE_SESSION  "khue"        /* sign-in */
#define COOKIE_VISITOR  "khach"       /* nobody signed in: what CSRF tokens and request keys of forms hang on */
#define COOKIE_FLASH    "loi_nhan"    /* message for the next page */
#define COOKIE_KEPT     "giu_lai"     /* a post that waits for sign-in */
#define COOKIE_STEP     "buoc_hai"    /* between the two steps of a sign-in */
#define COOKIE_BROWSER  "may_nay"     /* tells this browser from others, whoever signs in on it; says nothing about anybody */
#define COOKIE_LANG     "ngon_ngu"    /* vi, en */
#define COOKIE_THEME    "giao_dien"   /* light, dark; none: as the system */

/* The cookie's value in the arena, NULL when missing. With secure cookies only the __Host- name counts. */
const char *cookie_read(const struct ctx *c, const char *name);

#endif
