/* Orders about An's guardians, as a head writes them: for the tests of what they keep away and of the sight that they leave. */
#ifndef KHUE_ACCESS_TEST_ORDERS_H
#define KHUE_ACCESS_TEST_ORDERS_H

#include "test/harness/city.h"

#define ORDER "co_quan=T%C3%B2a+%C3%A1n+khu+v%E1%BB%B1c+1&so=12%2FQ%C4%90&ngay=01%2F09%2F2025&ghi_chu=ban+sao+o+van+thu"

int order_send(struct test *t, struct city *s, person_id by, person_id about);       /* the answer's status */
const char *order_page(struct test *t, struct city *s);                              /* where it is sent */
int64_t order_seen(struct test *t, struct city *s, person_id who, const char *path, const char *words);     /* 1: the page says them, 0: not; -1: no page */
int64_t guardians_said(struct test *t, struct city *s);      /* An's, as the row says; -1 where some row says another number than there are */
int64_t order_number(struct test *t, struct city *s, const char *sql);     /* the first value; -1: none */

#endif
