/* Codes that change, against the vectors of RFC 6238 (appendix B, SHA-1; there eight digits, of which these are the last six), base 32
** of RFC 4648, and the picture of a key. */
#include "access/totp.h"
#include "test/harness/test.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const uint8_t rfc_key[TOTP_KEY] = "12345678901234567890";

TEST(codes_are_those_of_rfc_6238)
{
    static const struct { int64_t s, code; } vectors[] = { { 59, 287082 }, { 1111111109, 81804 }, { 1111111111, 50471 }, { 1234567890, 5924 }, { 2000000000, 279037 }, { 20000000000, 353130 } };
    for (size_t i = 0; i < sizeof vectors / sizeof *vectors; i++)
        is_int(t, vectors[i].code, totp_code(rfc_key, totp_step((instant){ vectors[i].s * 1000 })));
}

TEST(a_clock_may_be_one_step_off_and_no_more)
{
    instant at = { 1111111111000 };
    for (int64_t off = -3; off <= 3; off++) {
        int64_t step = 0;
        bool right = totp_match(rfc_key, totp_code(rfc_key, totp_step(at) + off), at, &step);
        is_int(t, off >= -1 && off <= 1, right);
        if (right) is_int(t, totp_step(at) + off, step);
    }
    int64_t step = 0;
    is_true(t, totp_match(rfc_key, 50471, (instant){ 1111111140999 }, &step));      /* 29,999 ms and a step later */
    is_true(t, !totp_match(rfc_key, 50471, (instant){ 1111111170000 }, &step));
    is_true(t, !totp_match(rfc_key, -1, at, &step));
}

TEST(six_digits_are_read_with_or_without_blanks)
{
    int64_t code;
    is_true(t, totp_read("050471", &code)), is_int(t, 50471, code);
    is_true(t, totp_read(" 050 471 ", &code)), is_int(t, 50471, code);
    static const char *const wrong[] = { "", "05047", "0504711", "05047a", "-50471", "K7QM2-XW9PD", "０５０４７１" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) is_true(t, !totp_read(wrong[i], &code));
}

TEST(a_key_is_written_in_base_32_and_as_an_address)
{
    is_text(t, "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ", totp_key_text(t->arena, rfc_key));
    is_text(t, "otpauth://totp/Khu%C3%AA:hang.nt?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Khu%C3%AA&algorithm=SHA1&digits=6&period=30",
            totp_address(t->arena, "hang.nt", rfc_key));
}

/* The path is drawn into squares again: the three corners of every QR code must stand there. */
TEST(the_picture_of_a_key_is_a_qr_code)
{
    int64_t size;
    const char *path = qr_path(t->arena, totp_address(t->arena, "hang.nt", rfc_key), &size);
    if (!is_true(t, path != NULL)) return;
    is_true(t, size >= 41 && size <= 61 && size % 4 == 1);
    char *square = arena_take(t->arena, (size_t)(size * size));
    memset(square, 0, (size_t)(size * size));
    for (const char *p = path; *p == 'M';) {
        char *end;
        long x = strtol(p + 1, &end, 10), y = strtol(end + 1, &end, 10), n = strtol(end + 1, &end, 10);
        if (!is_true(t, x >= 0 && n > 0 && x + n <= size && y >= 0 && y < size)) return;
        memset(square + y * size + x, 1, (size_t)n);
        p = strchr(end, 'z') + 1;
    }
    static const char corner[7][8] = { "1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111" };
    for (int64_t i = 0; i < 7; i++)
        for (int64_t k = 0; k < 7; k++) {
            is_int(t, corner[i][k] - '0', square[i * size + k]);
            is_int(t, corner[i][k] - '0', square[i * size + size - 7 + k]);
            is_int(t, corner[i][k] - '0', square[(size - 7 + i) * size + k]);
        }
    is_int(t, 1, square[(size - 8) * size + 8]);                 /* the square that is always dark */
    int64_t none;
    char *long_text = arena_take(t->arena, 4001);
    memset(long_text, 'x', 4000);
    long_text[4000] = 0;
    is_true(t, qr_path(t->arena, long_text, &none) == NULL);
}
