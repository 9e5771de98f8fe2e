/* Names of statements for other systems. */
#include "record/inside.h"
#include "base/ids.h"
#include <stdio.h>

/* splitmix64's last step: every bit of the answer depends on every bit of x. */
static uint64_t mixed(uint64_t x)
{
    x = (x ^ x >> 30) * 0xBF58476D1CE4E5B9u;
    x = (x ^ x >> 27) * 0x94D049BB133111EBu;
    return x ^ x >> 31;
}

static void put(uint8_t *out, int bytes, uint64_t v)
{
    while (bytes-- > 0) out[bytes] = (uint8_t)v, v >>= 8;
}

/* Milliseconds; 7 and the id's sequence in 9 of 12 bits, which keeps the order within a millisecond; then bits of both ids. */
void uuid_of(school_id school, statement_id id, uint8_t out[UUID_SIZE])
{
    uint64_t bits = mixed(mixed((uint64_t)school.v) ^ (uint64_t)id.v);
    put(out, 6, (uint64_t)id_ms(id.v));
    put(out + 6, 2, 0x7000u | (((uint64_t)id.v & 0x1FF) << 3) | (bits & 7));
    put(out + 8, 8, 0x8000000000000000u | bits >> 2);
}

void uuid_text(const uint8_t u[UUID_SIZE], char out[UUID_TEXT_SIZE])
{
    static const int ends[] = { 4, 6, 8, 10, 16 };
    char *p = out;
    for (int i = 0, part = 0; i < UUID_SIZE; i++) {
        if (i == ends[part]) *p++ = '-', part++;
        p += snprintf(p, 3, "%02x", u[i]);
    }
}

day monday_of(day d) { return (day){ d.n - (day_weekday(d) - 1) }; }
