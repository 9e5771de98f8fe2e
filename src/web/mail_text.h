/* From words to the bytes of a mail: addresses, encoded headers (RFC 2047), folding (RFC 5322), a body in base64. Pure.
** What stays true: every line ends in CRLF and is at most 78 bytes long but for an address or a word without a blank; no byte of
** a value becomes a header line of its own. */
#ifndef KHUE_WEB_MAIL_TEXT_H
#define KHUE_WEB_MAIL_TEXT_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/time.h"

/* No control character in it, and valid UTF-8. */
bool mail_line_fits(const char *s, size_t most);
/* "Subject: …" folded; what is not plain ASCII as encoded words of at most 75 characters. */
void mail_header(struct buf *b, const char *name, const char *value);

struct mail_parts { const char *from_name, *from, *to, *subject, *text; instant at; const char *message_id; /* without <> */ };
/* The whole message, CRLF lines, text/plain in UTF-8 as base64: 7 bits everywhere, whatever the servers between can do. */
void mail_compose(struct buf *b, const struct mail_parts *m);

#endif
