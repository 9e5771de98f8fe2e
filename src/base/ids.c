/* Layout, high to low: 41 bits of milliseconds, 13 of node, 9 of sequence. When the clock stands still or goes back, the
** maker counts on from the last id it gave: sequence first, then the millisecond, so (2) of ids.h holds without waiting. */
#include "base/ids.h"

#include <string.h>

enum { SEQ_BITS = 9, NODE_BITS = 13, MS_SHIFT = SEQ_BITS + NODE_BITS, SEQ_MAX = (1 << SEQ_BITS) - 1 };

static int64_t id_pack(int64_t ms, int node, int seq)
{
    return ms << MS_SHIFT | (int64_t)(node & (ID_NODES - 1)) << SEQ_BITS | (seq & SEQ_MAX);
}

/* Milliseconds since our epoch, at least 1 so that no id is 0, at most what 41 bits hold (the year 2089). */
static int64_t id_clock(int64_t ms)
{
    const int64_t most = (1LL << 41) - 1;
    int64_t since = ms <= ID_EPOCH_MS ? 1 : ms - ID_EPOCH_MS;
    return since > most ? most : since;
}

void id_maker_init(struct id_maker *m, int node, int64_t last_issued)
{
    m->node = node & (ID_NODES - 1);
    int64_t last = last_issued > 0 ? last_issued : 0;
    if (last && ((last >> SEQ_BITS) & (ID_NODES - 1)) != m->node)   /* another node's: begin after its millisecond */
        last = id_pack(last >> MS_SHIFT, m->node, SEQ_MAX);
    atomic_store(&m->last, last);
}

int64_t id_next(struct id_maker *m, int64_t now_ms)
{
    int64_t now = id_clock(now_ms), last = atomic_load(&m->last), next;
    do {
        int64_t last_ms = last >> MS_SHIFT;
        if (now > last_ms)                    next = id_pack(now, m->node, 0);
        else if ((last & SEQ_MAX) < SEQ_MAX)  next = last + 1;
        else                                  next = id_pack(last_ms + 1, m->node, 0);
    } while (!atomic_compare_exchange_weak(&m->last, &last, next));
    return next;
}

int64_t id_at(int64_t ms, int node, int seq)
{
    return id_pack(id_clock(ms), node, seq);
}

int64_t id_ms(int64_t id)
{
    return (id >> MS_SHIFT) + ID_EPOCH_MS;
}

void id_text(int64_t id, char out[ID_TEXT_SIZE])
{
    static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
    uint64_t u = (uint64_t)id;
    out[ID_TEXT_SIZE - 1] = 0;
    for (int i = ID_TEXT_SIZE - 2; i >= 0; i--, u >>= 5) out[i] = letters[u & 31];
}

/* Value of a Crockford letter, or -1. */
static int letter_value(char ch)
{
    static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
    if (ch >= 'A' && ch <= 'Z') ch = (char)(ch - 'A' + 'a');
    if (ch == 'o') ch = '0';
    if (ch == 'i' || ch == 'l') ch = '1';
    const char *at = ch ? strchr(letters, ch) : NULL;
    return at ? (int)(at - letters) : -1;
}

bool id_read(const char *s, int64_t *id)
{
    uint64_t u = 0;
    for (int i = 0; i < ID_TEXT_SIZE - 1; i++) {
        int v = letter_value(s[i]);
        if (v < 0 || (i == 0 && v > 7)) return false;
        u = u << 5 | (unsigned)v;
    }
    if (s[ID_TEXT_SIZE - 1] || u == 0) return false;
    *id = (int64_t)u;
    return true;
}
