/* Old encodings against the vectors: every letter and phrase of TCVN3, VN1, VNI, Windows-1258 and NFD, in both directions of doubt. */
#include "roster/read/legacy.h"
#include "base/str.h"
#include "base/viet.h"
#include "test/harness/json.h"
#include "test/harness/test.h"
#include <string.h>

static size_t unhex(struct span hex, unsigned char *out)
{
    size_t n = 0;
    for (size_t i = 0; i + 1 < hex.n; i += 2) {
        static const char digits[] = "0123456789abcdef";
        out[n++] = (unsigned char)((strchr(digits, hex.p[i]) - digits) << 4 | (strchr(digits, hex.p[i + 1]) - digits));
    }
    return n;
}

static enum legacy kind_of(struct span name)
{
    bool tcvn = span_is(name, "TCVN3") || span_is(name, "TCVN5712-VN1");
    return tcvn ? LEGACY_TCVN3 : span_is(name, "VNI") ? LEGACY_VNI : span_is(name, "WINDOWS-1258") ? LEGACY_1258 : LEGACY_UNKNOWN;
}

/* Bytes as one reads them: in their encoding, or as Unicode whose marks may be apart and in any order. */
static const char *read_as(struct test *t, enum legacy kind, const unsigned char *bytes, size_t n, bool *clean)
{
    *clean = true;
    return kind == LEGACY_UNKNOWN ? viet_nfc(t->arena, arena_text_n(t->arena, (const char *)bytes, n)) : legacy_decode(t->arena, kind, bytes, n, clean);
}

TEST(every_letter_and_phrase_of_every_encoding_is_read_as_the_vectors_say)
{
    size_t n, lines = 0, by_font = 0;
    const char *text = file_text(t->arena, "test/vectors/encodings.tsv", &n);
    if (!is_true(t, text != NULL)) return;
    struct span rest = { text, n }, line, field[4], head;
    unsigned char bytes[1024];
    span_cut(&rest, '\n', &head);
    while (span_cut(&rest, '\n', &line)) {
        struct span left = line;
        bool whole = true, clean;
        if (line.n == 0) continue;
        for (size_t i = 0; i < 4; i++) whole = whole && span_cut(&left, '\t', &field[i]);
        enum legacy kind = whole ? kind_of(field[0]) : LEGACY_UNKNOWN;
        if (!whole || (kind == LEGACY_UNKNOWN && !span_is(field[0], "NFD"))) { fail(t, "nobody reads %.*s", (int)line.n, line.p); continue; }
        const char *got = read_as(t, kind, bytes, unhex(field[1], bytes), &clean), *want = arena_text_n(t->arena, field[2].p, field[2].n);
        if (field[3].n) {                                               /* the font alone makes it a capital: bytes tell the letter */
            by_font++;
            got = viet_lower(t->arena, got), want = viet_lower(t->arena, want);
        }
        if (!clean || strcmp(got, want)) fail(t, "%.*s %.*s: want %s, got %s", (int)field[0].n, field[0].p, (int)field[1].n, field[1].p, want, got);
        lines++;
    }
    is_int(t, 723, lines);
    is_int(t, 71, by_font);
}

TEST(an_encoding_is_only_guessed_when_the_words_are_vietnamese)
{
    is_int(t, LEGACY_TCVN3, legacy_guess("Nguy\xD4n V\xA8n H\xEFng, L\xAA Th\xDE Hoa", 28));
    is_int(t, LEGACY_VNI, legacy_guess("Nguye\xE3n Va\xEAn Hu\xF8ng, Le\xE2 Th\xF2 Hoa", 31));
    is_int(t, LEGACY_1258, legacy_guess("Nguy\xEA\xDEn V\xE3n H\xF9ng, L\xEA Thi\xF2 Hoa", 30));
    is_int(t, LEGACY_UNKNOWN, legacy_guess("Fran\xE7" "aise M\xFCller Gar\xE7on stra\xDF" "e", 27));
    is_int(t, LEGACY_UNKNOWN, legacy_guess("\xFF\xFE\x80\x81\x8D\x8F\x90", 7));
    is_int(t, LEGACY_UNKNOWN, legacy_guess("Nguyen Van Hung", 15));
}

TEST(an_old_font_inside_unicode_text_is_read)
{
    is_text(t, "Nguyễn Văn Hùng", legacy_font_text(t->arena, "NguyÔn V¨n Hïng"));
    is_text(t, NULL, legacy_font_text(t->arena, "Nguyễn Văn Hùng"));
    is_text(t, NULL, legacy_font_text(t->arena, "Lê Hà"));             /* good Unicode that happens to be Latin-1 */
    is_text(t, NULL, legacy_font_text(t->arena, "Hung"));
    is_text(t, NULL, legacy_font_text(t->arena, "Müller"));
}
