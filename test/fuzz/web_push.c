/* What a browser, or anybody, sends as its address for notices: whatever it is, it is read within its bounds and refused, or it is a point of the curve
** to which words can be sealed. Three lines: endpoint, point, secret. */
#include "base/base64url.h"
#include "web/app.h"
#include "web/push.h"
#include "web/push_seal.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void must(bool held)
{
    if (!held) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    static const uint8_t scalar[PUSH_SCALAR] = { 1 }, salt[PUSH_SALT] = { 2 };
    static const struct app app = { .config = { .base_url = "https://khue.truong.vn" } };
    struct arena a;
    struct push_to to;
    struct bytes out;
    if (n > 4000) return 0;
    arena_init(&a, 1 << 20);
    struct span rest = { arena_text_n(&a, (const char *)p, n), 0 }, one, two;
    rest.n = strlen(rest.p);
    const char *endpoint = span_cut(&rest, '\n', &one) ? arena_text_n(&a, one.p, one.n) : "", *point = span_cut(&rest, '\n', &two) ? arena_text_n(&a, two.p, two.n) : "", *auth = arena_text_n(&a, rest.p, rest.n);
    if (base64url_read(&a, point, PUSH_ENDPOINT_MOST, &out)) must(str_is(base64url_text(&a, out), point));
    if (push_to_read(&app, &a, endpoint, point, auth, &to)) {
        must(to.point.n == PUSH_POINT && to.auth.n == PUSH_AUTH && strlen(to.endpoint) <= PUSH_ENDPOINT_MOST);
        must(push_seal(&a, &(struct push_seal){ to.point, to.auth, scalar, salt, { (const uint8_t *)"{}", 2 } }, &out));
    }
    arena_finish(&a);
    return 0;
}
