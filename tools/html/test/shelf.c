/* Made by tools/html from the templates of check; do not edit. */
#include "generated/check_views.h"
#include "generated/ui_views.h"
#include "web/app.h"
#include "web/put.h"

#line 2 "tools/html/test/shelf.html"
void view_shelf(struct out *o, const struct shelf_view *v)
{
#line 3 "tools/html/test/shelf.html"
    view_house_top(o, _("Thư viện"));
    put_raw(o, "<h1>", 4);
#line 4 "tools/html/test/shelf.html"
    put_said(o, "Thư viện", 11);
    put_raw(o, "</h1>", 5);
#line 5 "tools/html/test/shelf.html"
    if (v->n == 0) {
#line 6 "tools/html/test/shelf.html"
        view_empty(o, _("Chưa có sách nào."), (struct pair){ { 1, 2 } });
#line 7 "tools/html/test/shelf.html"
    } else if (v->n > 9) {
        put_raw(o, "<p>&nbsp;·&nbsp;</p>", 21);
#line 9 "tools/html/test/shelf.html"
    } else {
        put_raw(o, "<ul class=\"list wide\">", 22);
#line 12 "tools/html/test/shelf.html"
        for (size_t i = 0; i < v->n; i++) {
            put_raw(o, "<li><a href=\"/t/", 16);
#line 13 "tools/html/test/shelf.html"
            PUT_URL_PART(o, (v->school->code));
            put_raw(o, "/thu-vien/", 10);
#line 13 "tools/html/test/shelf.html"
            PUT_URL_PART(o, (v->book[i].id));
            put_raw(o, "\">", 2);
#line 13 "tools/html/test/shelf.html"
            PUT_TEXT(o, (v->book[i].title));
            put_raw(o, "</a>", 4);
#line 14 "tools/html/test/shelf.html"
            view_left(o, v->book[i].copies - v->book[i].lent);
            put_raw(o, " <b>", 4);
#line 14 "tools/html/test/shelf.html"
            PUT_TEXT(o, (v->book[i].lent));
            put_raw(o, "</b>\n<i>", 8);
#line 15 "tools/html/test/shelf.html"
            PUT_TEXT(o, (v->book[i].added));
            put_raw(o, "</i></li>", 9);
        }
        put_raw(o, "</ul>", 5);
    }
    put_raw(o, "<a href=\"", 9);
#line 19 "tools/html/test/shelf.html"
    PUT_URL(o, (v->path));
    put_raw(o, "?sau=", 5);
#line 19 "tools/html/test/shelf.html"
    PUT_URL_PART(o, (v->after));
    put_raw(o, "\" title=\"", 9);
#line 19 "tools/html/test/shelf.html"
    put_said(o, "Mở lớp", 10);
    put_raw(o, "\"", 1);
#line 19 "tools/html/test/shelf.html"
    if (v->on) {
        put_raw(o, " aria-current=\"page\"", 20);
    }
    put_raw(o, ">", 1);
#line 19 "tools/html/test/shelf.html"
    PUT_TEXT(o, (v->name));
    put_raw(o, "</a>\n<a href=\"", 14);
#line 20 "tools/html/test/shelf.html"
    PUT_URL(o, (v->path));
    put_raw(o, "\"", 1);
#line 20 "tools/html/test/shelf.html"
    if (v->n == 2) {
        put_raw(o, " title=\"", 8);
#line 20 "tools/html/test/shelf.html"
        put_message(o, "Lớp {n}",
        (struct msg_part[]){ { "n", PART(o, (v->n)) } }, 1);
        put_raw(o, "\" data-x=\"", 10);
#line 20 "tools/html/test/shelf.html"
        PUT_ATTR(o, (v->x));
        put_raw(o, "\"", 1);
    }
    put_raw(o, "><span translate=\"no\">Khuê</span></a>\n<input", 45);
#line 21 "tools/html/test/shelf.html"
    if (v->on) {
        put_raw(o, " checked", 8);
    }
    put_raw(o, " value=\"", 8);
#line 21 "tools/html/test/shelf.html"
    PUT_ATTR(o, (v->typed));
    put_raw(o, "\"", 1);
#line 22 "tools/html/test/shelf.html"
    if (v->bad) {
        put_raw(o, " aria-invalid=\"true\"", 20);
    }
    put_raw(o, " class=\"a", 9);
#line 25 "tools/html/test/shelf.html"
    PUT_ATTR(o, (v->on ? " b" : ""));
    put_raw(o, "\"><p>", 5);
#line 26 "tools/html/test/shelf.html"
    put_message(o, "Chào <b>{ten}</b>, có {n} việc",
        (struct msg_part[]){ { "ten", PART(o, (v->name)) }, { "n", PART(o, ((v->n + 1))) } }, 2);
    put_raw(o, "\n", 1);
#line 27 "tools/html/test/shelf.html"
    put_text(o, tr(o->lang, (role_label(v->role))));
    put_raw(o, "</p><textarea rows=\"3\">\n", 24);
#line 29 "tools/html/test/shelf.html"
    PUT_TEXT(o, (v->typed));
    put_raw(o, "</textarea>\n<svg class=\"icon\" aria-hidden=\"true\"><use href=\"", 60);
#line 30 "tools/html/test/shelf.html"
    PUT_URL(o, (asset("icons.svg")));
    put_raw(o, "#i-x\"/></svg>", 13);
#line 31 "tools/html/test/shelf.html"
    const char *x = "}}";
    put_raw(o, "<p>", 3);
#line 32 "tools/html/test/shelf.html"
    PUT_TEXT(o, (x));
    put_raw(o, "</p>", 4);
#line 33 "tools/html/test/shelf.html"
    view_house_end(o);
}

