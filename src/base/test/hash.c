/* Hashes that are kept: the values of the published test vectors, and what must differ. */
#include "base/hash.h"
#include "test/harness/test.h"

TEST(the_published_values_come_out)
{
    is_true(t, hash_bytes(HASH_BEGIN, "", 0) == UINT64_C(0xcbf29ce484222325));
    is_true(t, hash_bytes(HASH_BEGIN, "a", 1) == UINT64_C(0xaf63dc4c8601ec8c));
    is_true(t, hash_bytes(HASH_BEGIN, "foobar", 6) == UINT64_C(0x85944171f73967e8));
}

TEST(where_one_text_ends_and_the_next_begins_counts)
{
    is_true(t, hash_text(hash_text(HASH_BEGIN, "ab"), "c") != hash_text(hash_text(HASH_BEGIN, "a"), "bc"));
    is_true(t, hash_text(HASH_BEGIN, NULL) == hash_text(HASH_BEGIN, ""));
    is_true(t, hash_int(HASH_BEGIN, -1) != hash_int(HASH_BEGIN, 1));
    is_true(t, hash_print(UINT64_MAX) == INT64_C(0xFFFFFFFFFFFF));
}
