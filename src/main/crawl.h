/* khue routes --crawl: follows the links of every page as each person of the demo (and as nobody), by the loopback client,
** and prints "role<TAB>path" once for each role and GET route. So a page that no link leads to is found out. */
#ifndef KHUE_MAIN_CRAWL_H
#define KHUE_MAIN_CRAWL_H

#include "main/commands.h"

/* false when a page answered 5xx, or a GET route was reached by nobody (told on e->err). */
bool crawl_print(struct session_of_work *w);

#endif
