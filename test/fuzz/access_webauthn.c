/* What anybody sends as a passkey: whatever it is, it is read within its bounds and refused; nothing without a signature signs in. The
** first byte chooses the part, the rest is an attestation object, the data of an authenticator, what a browser says, or base64url. */
#include "base/base64url.h"
#include "access/webauthn.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static const struct webauthn_want want = { "thach-do", "https://khue.truong.vn", "khue.truong.vn" };
static const char made[] = "{\"type\":\"webauthn.create\",\"challenge\":\"dGhhY2gtZG8\",\"origin\":\"https://khue.truong.vn\",\"crossOrigin\":false}";
static const char used[] = "{\"type\":\"webauthn.get\",\"challenge\":\"dGhhY2gtZG8\",\"origin\":\"https://khue.truong.vn\",\"crossOrigin\":false}";
#define TEXT(s) ((struct bytes){ (const uint8_t *)(s), sizeof (s) - 1 })

static void must(bool held)
{
    if (!held) abort();
}

static void text_read(struct arena *a, const uint8_t *p, size_t n)
{
    struct bytes out;
    const char *text = arena_text_n(a, (const char *)p, n);
    if (text && base64url_read(a, text, WEBAUTHN_PART_MOST, &out)) must(str_is(base64url_text(a, out), text));
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct arena a;
    struct webauthn_made key;
    int64_t counter;
    if (n < 1 || n > WEBAUTHN_PART_MOST) return 0;
    uint8_t *sent = malloc(n);                         /* its own block, so that reading past its end is seen */
    if (!sent) return 0;
    memcpy(sent, p + 1, n - 1);
    struct bytes in = { sent, n - 1 };
    arena_init(&a, 1 << 20);
    switch (p[0] % 4) {
    case 0:
        if (webauthn_create(&a, &want, TEXT(made), in, &key) == WEBAUTHN_FINE) must(key.id.n > 0 && key.id.n <= WEBAUTHN_ID_MOST && key.spki.n <= WEBAUTHN_KEY_MOST);
        break;
    case 1: must(webauthn_get(&a, &want, TEXT(used), in, in, WEBAUTHN_ES256, in, &counter) != WEBAUTHN_FINE); break;
    case 2: must(webauthn_get(&a, &want, in, in, in, WEBAUTHN_RS256, in, &counter) != WEBAUTHN_FINE); break;
    case 3: text_read(&a, sent, n - 1); break;
    }
    arena_finish(&a);
    free(sent);
    return 0;
}
