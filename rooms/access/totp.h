/* Inside of access: codes of six digits that change every half minute (RFC 6238: HMAC-SHA1, 30 s, 6 digits), and the picture by
** which a telephone takes over the key. Pure. */
#ifndef KHUE_ROOMS_ACCESS_TOTP_H
#define KHUE_ROOMS_ACCESS_TOTP_H

#include "base/arena.h"
#include "base/time.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { TOTP_KEY = 20, TOTP_STEP_MS = 30000, TOTP_AROUND = 1 /* steps before and after that count, too */ };

int64_t totp_step(instant at);
/* The code of a step: 0 to 999,999. */
int64_t totp_code(const uint8_t key[TOTP_KEY], int64_t step);
/* "123 456": false when it is not six digits. */
bool totp_read(const char *typed, int64_t *code);
/* Whose step is it, of those around `at`? The newest wins. false: of none. Takes the same time whatever differs. */
bool totp_match(const uint8_t key[TOTP_KEY], int64_t code, instant at, int64_t *step);

/* Base 32 (RFC 4648) in groups of four: what is typed where no picture can be taken. */
const char *totp_key_text(struct arena *a, const uint8_t key[TOTP_KEY]);
/* otpauth://totp/… for that key. */
const char *totp_address(struct arena *a, const char *user_name, const uint8_t key[TOTP_KEY]);

/* A QR code (level M) as the path of an SVG whose unit is one square; *size: squares a side. NULL: out of memory, or too long. */
const char *qr_path(struct arena *a, const char *text, int64_t *size);

#endif
