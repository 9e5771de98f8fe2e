/* Random texts, keyed hashes and signatures. Everything that a stranger could guess or forge goes through here.
** What stays true: (1) secrets are stored only as token_hash; (2) each use has its own purpose word, so that a value made
** for one use is worth nothing in another; (3) comparisons take the same time whatever differs. */
#ifndef KHUE_WEB_TOKEN_H
#define KHUE_WEB_TOKEN_H

#include "base/arena.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define TOKEN_CHARS 52          /* 260 random bits: session, visitor and kept-post cookies */
#define KEY_CHARS   26          /* request keys and CSRF tokens: 130 bits */
#define HASH_SIZE   32

/* `n` random lower-case Crockford base-32 characters (5 bits each) and NUL: out holds n + 1; n <= 1,000. */
void random_text(char *out, size_t n);
/* True for exactly n such characters. */
bool token_text(const char *s, size_t n);
/* Keyed BLAKE2b of purpose and token: for tokens, one-time codes, signatures. */
void token_hash(const uint8_t secret[HASH_SIZE], const char *purpose, const char *token, uint8_t out[HASH_SIZE]);
/* The same shortened to text: KEY_CHARS Crockford characters and NUL. */
void token_sign(const uint8_t secret[HASH_SIZE], const char *purpose, const char *token, char out[KEY_CHARS + 1]);
/* The same as 32 hex digits. */
void token_hex(const uint8_t secret[HASH_SIZE], const char *purpose, const char *token, char out[33]);

/* Text that a cookie carries: base64url of `text`, a dot, its signature. NULL when it was not signed by us. */
const char *signed_text(struct arena *a, const uint8_t secret[HASH_SIZE], const char *purpose, const char *text);
const char *signed_text_read(struct arena *a, const uint8_t secret[HASH_SIZE], const char *purpose, const char *value);

#endif
