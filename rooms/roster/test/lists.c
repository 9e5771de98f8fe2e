/* Lists of a class on paper and as a file: who gets which, what is on the ledger and in the journal.
** GET /t/:truong/lop/:lop/danh-sach
** POST /t/:truong/lop/:lop/danh-sach */
#include "people/people.h"
#include "test/harness/city.h"
#include <string.h>

struct calling { const struct city *s; bool order; };
static rc calling_store(struct tx *t, const struct calling *in, void *out)
{
    (void)out;
    try(contact_set(t, in->s->tuan, CONTACT_KIND_PHONE, "+84912345678"));
    try(contact_set(t, in->s->hoa, CONTACT_KIND_PHONE, "+84987654321"));
    if (!in->order) return OK;
    return order_put(t, &(struct new_order){ .child = in->s->binh, .guardian = in->s->hoa, .issuer = "Tòa án", .issued = day_of(t->now) });
}
CLOSURE(calling_store, struct calling, void)

static struct city *city_calling(struct test *t, bool order)
{
    struct city *s = city_open(t);
    struct calling in = { s, order };
    struct ask *a = as_staff(s, s->thcs.id);
    a->me = s->principal;
    is_rc(t, OK, transact(a, NULL, calling_store, &in, NULL));
    ask_done(s->ask);
    return s;
}

static const char *list(struct test *t, struct city *s, const char *kind) { return path_to(t, "/t/thcs/lop/", s->a1.v, arena_print(t->arena, "/danh-sach%s", kind)); }

static const char *number(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? n : "";
}

TEST(phones_are_for_the_homeroom_teacher_and_the_office_and_each_look_is_written)
{
    struct city *s = city_calling(t, false);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->toan, list(t, s, ""), &r));                     /* teaches there: names and birth dates */
    has_text(t, "Kí tên", r.body);
    lacks_text(t, "dien-thoai", r.body);
    is_int(t, 403, city_get(t, s, s->toan, list(t, s, "?kieu=dien-thoai"), NULL));
    is_int(t, 403, city_post(t, s, s->toan, list(t, s, ""), "kieu=dien-thoai", NULL));
    is_int(t, 403, city_get(t, s, s->yen, list(t, s, ""), NULL));
    is_text(t, "0", number(t, s, "SELECT count(*) FROM look WHERE kind = 'contact'"));
    is_int(t, 200, city_get(t, s, s->hang, list(t, s, "?kieu=dien-thoai"), &r));
    has_text(t, "0912 345 678", r.body);
    is_text(t, "2", number(t, s, "SELECT count(*) FROM look WHERE kind = 'contact' AND viewer_as <> 'export'"));       /* counted among the looks of the hour */
    is_int(t, 200, city_post(t, s, s->clerk, list(t, s, ""), "kieu=dien-thoai", NULL));
    is_text(t, "2", number(t, s, "SELECT count(*) FROM look WHERE kind = 'contact' AND viewer_as = 'export'"));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/so-ghi"), &r));
    has_text(t, "Hằng", r.body);
    city_close(s);
}

TEST(whom_an_order_keeps_from_a_child_stands_on_no_list_of_phones)
{
    struct city *s = city_calling(t, true);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->clerk, list(t, s, "?kieu=dien-thoai"), &r));
    has_text(t, "0912 345 678", r.body);
    lacks_text(t, "0987 654 321", r.body);
    city_close(s);
}

TEST(a_list_of_blank_columns_is_no_look_and_a_file_is_in_the_journal_once)
{
    struct city *s = city_calling(t, false);
    struct loop_client l;
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->toan, list(t, s, "?kieu=trong&cot=3"), &r));
    is_text(t, "0", number(t, s, "SELECT count(*) FROM look"));
    is_int(t, 422, city_post(t, s, s->toan, list(t, s, ""), "kieu=trong&cot=99", NULL));
    loop_open(&l, &s->app);
    is_rc(t, OK, loop_sign_in(&l, s->hang));
    for (int i = 0; i < 2; i++) {
        is_rc(t, OK, loop_send(&l, t->arena, POST, list(t, s, ""), "kieu=ky&_khoa=0123456789abcdefghjkmnpqrs", &r));
        is_int(t, 200, r.status);
        is_true(t, r.n > 1000 && memcmp(r.body, "PK", 2) == 0);
    }
    loop_close(&l);
    is_text(t, "1", number(t, s, "SELECT count(*) FROM audit WHERE act = 'roster.list'"));
    city_close(s);
}
