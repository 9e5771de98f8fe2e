/* multipart/mixed (RFC 2046): statements first, then their files. What stays true: (1) parts point into the body, nothing is copied but the few
** headers; (2) at most 257 parts, headers of 4 KB each; (3) every part behind the first says its hash and that it is binary, and has that hash. */
#include "xapi/inside.h"
#include <sodium.h>
#include <string.h>
#include <strings.h>

enum { PARTS_MOST = 257, HEAD_MOST = 4096, BOUNDARY_MOST = 70 };

static rc broken(struct ask *a)
{
    return refuse(a, INVALID, 5630, _("Nội dung multipart/mixed không đúng cú pháp, hoặc có quá nhiều phần."), NULL);
}

/* The parameter `boundary` of a content type. */
static const char *boundary_of(struct arena *a, const char *type)
{
    for (const char *p = strchr(type, ';'); p; p = strchr(p, ';')) {
        p += 1 + strspn(p + 1, " \t");
        if (strncasecmp(p, "boundary=", 9) != 0) continue;
        p += 9;
        bool quoted = *p == '"';
        size_t n = quoted ? strcspn(++p, "\"") : strcspn(p, "; \t");
        return n > 0 && n <= BOUNDARY_MOST && (!quoted || p[n] == '"') ? arena_text_n(a, p, n) : NULL;
    }
    return NULL;
}

/* "Name: value" lines; those that we know are put into the part. */
static bool head_read(struct arena *a, struct span head, struct mixed_part *part)
{
    struct span line, name;
    const struct { const char *name; const char **at; } known[] = { { "Content-Type", &part->type }, { "Content-Transfer-Encoding", &part->coding }, { "X-Experience-API-Hash", &part->hash } };
    while (head.n && span_cut(&head, '\n', &line)) {
        line = span_trim(line);
        if (line.n == 0) continue;
        span_cut(&line, ':', &name);
        if (!line.p) return false;
        line = span_trim(line);
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            if (name.n == strlen(known[i].name) && strncasecmp(name.p, known[i].name, name.n) == 0) *known[i].at = arena_text_n(a, line.p, line.n);
    }
    return true;
}

/* From behind a delimiter's line to before the next: head, empty line, body. */
static bool part_read(struct arena *a, const char *p, const char *end, struct mixed_part *part)
{
    size_t most = (size_t)(end - p) < HEAD_MOST ? (size_t)(end - p) : HEAD_MOST, gap = 4;
    const char *blank = most >= 2 && memcmp(p, "\r\n", 2) == 0 ? p - 2 : memmem(p, most, "\r\n\r\n", 4);
    if (!blank && (blank = memmem(p, most, "\n\n", 2))) gap = 2;
    *part = (struct mixed_part){ .type = NULL };
    if (!blank) return false;
    if (blank > p && !head_read(a, (struct span){ p, (size_t)(blank - p) }, part)) return false;
    part->body = (struct bytes){ (const uint8_t *)blank + gap, (size_t)(end - blank) - gap };
    return blank + gap <= end;
}

static rc part_fits(struct ask *a, const struct mixed_part *p)
{
    uint8_t said[FILE_HASH_SIZE], hash[FILE_HASH_SIZE];
    size_t n = 0;
    if (!p->hash || !p->coding || strcasecmp(p->coding, "binary") != 0)
        return refuse(a, INVALID, 5631, _("Mỗi tệp kèm cần X-Experience-API-Hash và Content-Transfer-Encoding: binary."), NULL);
    crypto_hash_sha256(hash, p->body.p, p->body.n);
    if (sodium_hex2bin(said, sizeof said, p->hash, strlen(p->hash), NULL, &n, NULL) != 0 || n != sizeof said || memcmp(said, hash, n) != 0)
        return refuse(a, INVALID, 5632, _("Tệp kèm không đúng với X-Experience-API-Hash của nó."), NULL);
    return OK;
}

rc mixed_read(struct ask *ask, const char *type, struct bytes body, struct mixed_part **part, size_t *n)
{
    struct arena *a = ask->arena;
    const char *boundary = boundary_of(a, type), *p = (const char *)body.p, *end = p + body.n;
    *n = 0;
    if (!boundary || !(*part = ARENA_MANY(a, struct mixed_part, PARTS_MOST))) return a->failed ? LIMIT : broken(ask);
    const char *mark = arena_print(a, "\r\n--%s", boundary);
    size_t mark_n = strlen(mark);
    if (body.n >= mark_n - 2 && memcmp(p, mark + 2, mark_n - 2) == 0) p += mark_n - 2;
    else if ((p = memmem(p, body.n, mark, mark_n))) p += mark_n;
    else return broken(ask);
    while (end - p < 2 || memcmp(p, "--", 2) != 0) {
        while (p < end && (*p == ' ' || *p == '\t')) p++;
        if (end - p < 2 || memcmp(p, "\r\n", 2) != 0) return broken(ask);
        const char *next = memmem(p, (size_t)(end - p), mark, mark_n);
        if (!next || *n == PARTS_MOST || !part_read(a, p + 2, next < p + 2 ? p + 2 : next, &(*part)[*n])) return broken(ask);
        if (*n > 0) try(part_fits(ask, &(*part)[*n]));
        ++*n;
        p = next + mark_n;
    }
    return *n ? OK : broken(ask);
}
