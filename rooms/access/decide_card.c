/* What a card opens: the child's own day and journey, news and messages, and what is open to everybody. A list of what is, so that a page which is
** added to the house stays shut until somebody writes it here. Search shows to each what they may see, so it is no public page. */
#include "access/cards.h"

bool card_opens(const struct ctx *c, const struct need *need)
{
    static const char *const paths[] = { "/hom-nay", "/hanh-trinh", "/tin", "/tin/:tin", "/tin/:tin/da-doc", "/loi-nhan", "/loi-nhan/:nhan", "/loi-nhan/:nhan/da-doc", "/su-kien", "/dang-xuat", NULL };
    if (need->permission == NOBODY_YET) return true;
    if (need->permission == ANYBODY) return !str_is(c->route->path, "/tim-kiem");
    for (size_t i = 0; paths[i]; i++)
        if (str_is(c->route->path, paths[i])) return true;
    return false;
}
