/* See legacy.h. Tables: TCVN 5712:1993 VN3 and VN1, the VNI-Windows and Windows-1258 code pages, checked letter by letter in
** test/legacy.c. VNI and Windows-1258 write base letters followed by marks, so they decode to base + combining marks and
** NFC does the rest. */
#include "roster/read/legacy.h"
#include "base/buf.h"
#include "base/str.h"
#include "base/viet.h"
#include <string.h>

enum { BAD = 0xFFFD, GRAVE = 0x300, ACUTE = 0x301, CIRCUMFLEX = 0x302, TILDE = 0x303, BREVE = 0x306, HOOK = 0x309, DOT = 0x323 };
enum { SAMPLE_MAX = 64 * 1024 };

const char *legacy_name(enum legacy kind)
{
    static const char *const name[] = { "", "TCVN3 (ABC)", "VNI", "Windows-1258" };
    return name[kind];
}

/* 0x80 … 0xFF: the letters of the fonts (VN3), and in their gaps the capitals with tones that only VN1 has; 0x00 … 0x17: the rest of those. */
static const uint16_t tcvn3[128] = {
    0x00C0, 0x1EA2, 0x00C3, 0x00C1, 0x1EA0, 0x1EB6, 0x1EAC, 0x00C8, 0x1EBA, 0x1EBC, 0x00C9, 0x1EB8, 0x1EC6, 0x00CC, 0x1EC8, 0x0128,
    0x00CD, 0x1ECA, 0x00D2, 0x1ECE, 0x00D5, 0x00D3, 0x1ECC, 0x1ED8, 0x1EDC, 0x1EDE, 0x1EE0, 0x1EDA, 0x1EE2, 0x00D9, 0x1EE6, 0x0168,
    0x00A0, 0x0102, 0x00C2, 0x00CA, 0x00D4, 0x01A0, 0x01AF, 0x0110, 0x0103, 0x00E2, 0x00EA, 0x00F4, 0x01A1, 0x01B0, 0x0111, 0x1EB0,
    0, 0, 0, 0, 0, 0x00E0, 0x1EA3, 0x00E3, 0x00E1, 0x1EA1, 0x1EB2, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB4,
    0x1EAE, 0x1EA6, 0x1EA8, 0x1EAA, 0x1EA4, 0x1EC0, 0x1EB7, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD, 0x00E8, 0x1EC2, 0x1EBB, 0x1EBD,
    0x00E9, 0x1EB9, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7, 0x00EC, 0x1EC9, 0x1EC4, 0x1EBE, 0x1ED2, 0x0129, 0x00ED, 0x1ECB, 0x00F2,
    0x1ED4, 0x1ECF, 0x00F5, 0x00F3, 0x1ECD, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1, 0x1ED9, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3, 0x00F9,
    0x1ED6, 0x1EE7, 0x0169, 0x00FA, 0x1EE5, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1, 0x1EF3, 0x1EF7, 0x1EF9, 0x00FD, 0x1EF5, 0x1ED0
};
static const uint16_t tcvn_low[24] = {
    0, 0x00DA, 0x1EE4, 0, 0x1EEA, 0x1EEC, 0x1EEE, 0, 0, 0, 0, 0,
    0, 0, 0, 0, 0, 0x1EE8, 0x1EF0, 0x1EF2, 0x1EF6, 0x1EF8, 0x00DD, 0x1EF4
};

/* 0x80 … 0x9F of Windows-1258; above it Latin-1 holds but for the letters below. */
static const uint16_t windows_control[32] = {
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0, 0x2039, 0x0152, 0, 0, 0,
    0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0, 0x203A, 0x0153, 0, 0, 0x0178
};

static uint32_t windows_1258(unsigned char b)
{
    switch (b) {
    case 0xC3: return 0x102;  case 0xE3: return 0x103;  case 0xD0: return 0x110;  case 0xF0: return 0x111;
    case 0xD5: return 0x1A0;  case 0xF5: return 0x1A1;  case 0xDD: return 0x1AF;  case 0xFD: return 0x1B0;
    case 0xCC: return GRAVE;  case 0xEC: return ACUTE;  case 0xDE: return TILDE;  case 0xD2: return HOOK;
    case 0xF2: return DOT;    case 0xFE: return 0x20AB;
    default:   return b < 0xA0 ? windows_control[b - 0x80] : b;
    }
}

/* VNI: letters that are one byte. */
static uint32_t vni_single(unsigned char b)
{
    static const struct { unsigned char b; uint16_t cp; } map[] = {
        { 0xEC, 0xEC }, { 0xE6, 0x1EC9 }, { 0xF3, 0x129 }, { 0xED, 0xED }, { 0xF2, 0x1ECB }, { 0xEE, 0x1EF5 }, { 0xF1, 0x111 }, { 0xF4, 0x1A1 }, { 0xF6, 0x1B0 },
        { 0xCC, 0xCC }, { 0xC6, 0x1EC8 }, { 0xD3, 0x128 }, { 0xCD, 0xCD }, { 0xD2, 0x1ECA }, { 0xCE, 0x1EF4 }, { 0xD1, 0x110 }, { 0xD4, 0x1A0 }, { 0xD6, 0x1AF }
    };
    for (size_t i = 0; i < sizeof map / sizeof *map; i++) if (map[i].b == b) return map[i].cp;
    return 0;
}

/* VNI: the byte after a base letter; the capital's marks lie 0x20 lower. False: no mark of that letter. */
static bool vni_marks(unsigned char base, unsigned char b, uint32_t *hat, uint32_t *tone)
{
    static const struct { unsigned char b; uint16_t hat, tone; } map[] = {
        { 0xF8, 0, GRAVE }, { 0xFB, 0, HOOK }, { 0xF5, 0, TILDE }, { 0xF9, 0, ACUTE }, { 0xEF, 0, DOT },
        { 0xEA, BREVE, 0 }, { 0xE8, BREVE, GRAVE }, { 0xFA, BREVE, HOOK }, { 0xFC, BREVE, TILDE }, { 0xE9, BREVE, ACUTE }, { 0xEB, BREVE, DOT },
        { 0xE2, CIRCUMFLEX, 0 }, { 0xE0, CIRCUMFLEX, GRAVE }, { 0xE5, CIRCUMFLEX, HOOK }, { 0xE3, CIRCUMFLEX, TILDE }, { 0xE1, CIRCUMFLEX, ACUTE }, { 0xE4, CIRCUMFLEX, DOT }
    };
    unsigned char low = b >= 0xC0 ? (unsigned char)(b | 0x20) : b;
    for (size_t i = 0; i < sizeof map / sizeof *map; i++) {
        if (map[i].b != low) continue;
        *hat = map[i].hat;
        *tone = map[i].tone;
        if (*hat == BREVE) return strchr("aA", base) != NULL;
        if (*hat == CIRCUMFLEX) return strchr("aAeEoO", base) != NULL;
        return strchr("aAeEoOuUyY\xF4\xD4\xF6\xD6", base) != NULL;
    }
    return false;
}

static void put(struct buf *b, uint32_t cp)
{
    char utf8[4];
    buf_add(b, utf8, utf8_put(utf8, cp));
}

const char *legacy_decode(struct arena *a, enum legacy kind, const void *p, size_t n, bool *clean)
{
    const unsigned char *s = p;
    struct buf b;
    bool all = true;
    buf_init(&b, n * 5 + 8);
    for (size_t i = 0; i < n; i++) {
        uint32_t cp, hat = 0, tone = 0;
        if (kind == LEGACY_TCVN3 && s[i] < sizeof tcvn_low / sizeof *tcvn_low && tcvn_low[s[i]]) cp = tcvn_low[s[i]];
        else if (s[i] < 0x80) cp = s[i] ? s[i] : BAD;
        else if (kind == LEGACY_TCVN3) cp = tcvn3[s[i] - 0x80];
        else if (kind == LEGACY_VNI) cp = vni_single(s[i]);
        else cp = windows_1258(s[i]);
        if (!cp || cp == BAD) { cp = BAD; all = false; }
        if (kind == LEGACY_VNI && i + 1 < n && s[i + 1] >= 0xC0 && s[i] && vni_marks(s[i], s[i + 1], &hat, &tone)) i++;
        put(&b, cp);
        if (hat) put(&b, hat);
        if (tone) put(&b, tone);
    }
    if (b.failed) a->failed = true;
    const char *out = viet_nfc(a, b.failed ? "" : b.p);
    buf_finish(&b);
    if (clean) *clean = all;
    return out;
}

/* ---- does it read as Vietnamese? */

static const char *take_any(const char *s, const char *const *list)
{
    size_t best = 0;
    for (; *list; list++) if (str_starts(s, *list) && strlen(*list) > best) best = strlen(*list);
    return s + best;
}

/* initial + one to three vowels + final, over the folded letters */
static bool syllable(const char *folded)
{
    static const char *const initial[] = { "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "q", "r", "s", "t", "th", "tr", "v", "x", NULL };
    static const char *const final[] = { "c", "ch", "m", "n", "ng", "nh", "p", "t", "k", NULL };
    const char *s = take_any(folded, initial);
    size_t vowels = strspn(s, "aeiouy");
    if (!vowels && s > folded && s[-1] == 'i') { s--; vowels = 1; }     /* "gì" */
    if (!vowels || vowels > 3) return false;
    return *take_any(s + vowels, final) == '\0';
}

static bool plausible(struct arena *a, const char *word)
{
    /* law 5: letters */
    static const char *const toned = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ", *const plain = "ăâêôơưđ";
    const char *lower = viet_lower(a, word), *p = lower, *end = lower + strlen(lower), *w = word, *w_end = word + strlen(word);
    int tones = 0;
    bool small_seen = false;
    while (p < end) {
        const char *at = p, *was = w;
        uint32_t cp = utf8_next(&p, end);
        utf8_next(&w, w_end);
        bool capital = (size_t)(p - at) != (size_t)(w - was) || memcmp(at, was, (size_t)(p - at));
        if (capital && small_seen) return false;                        /* "NguyÔn" */
        small_seen |= !capital;
        if (cp < 0x80) continue;
        char letter[5] = { 0 };
        memcpy(letter, at, (size_t)(p - at));
        if (strstr(toned, letter)) tones++;
        else if (!strstr(plain, letter)) return false;
    }
    return tones <= 1 && syllable(search_key(a, word));
}

static bool in_word(uint32_t cp) { return cp >= 0x80 ? cp != 0xA0 : (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z'); }

bool vietnamese_words(struct arena *a, const char *s, size_t *good, size_t *bad)
{
    const char *p = s, *end = s + strlen(s);
    *good = *bad = 0;
    while (p < end) {
        const char *word = p;
        bool marked = false;
        uint32_t cp;
        const char *at = p;
        while (p < end && (at = p, cp = utf8_next(&p, end), in_word(cp))) { marked |= cp >= 0x80; at = p; }
        if (!marked || at == word) continue;
        if (plausible(a, arena_text_n(a, word, (size_t)(at - word)))) ++*good; else ++*bad;
    }
    return *good > 0 && *bad == 0;
}

/* 0 … 1000: the part of the marked words that reads well under this encoding */
static size_t score(enum legacy kind, const void *p, size_t n)
{
    struct arena a;
    size_t good, bad;
    arena_init(&a, 32 * 1024 * 1024);
    vietnamese_words(&a, legacy_decode(&a, kind, p, n, NULL), &good, &bad);
    bool failed = a.failed;
    arena_finish(&a);
    return failed || !good ? 0 : good * 1000 / (good + bad);
}

enum legacy legacy_guess(const void *p, size_t n)
{
    enum legacy best = LEGACY_UNKNOWN;
    size_t most = 799;                                                  /* four words of five must read well */
    for (enum legacy k = LEGACY_TCVN3; k <= LEGACY_1258; k++) {
        size_t s = score(k, p, n < SAMPLE_MAX ? n : SAMPLE_MAX);
        if (s > most) { most = s; best = k; }
    }
    return best;
}

/* ---- old fonts inside Unicode text */

bool legacy_font_possible(const char *s)
{
    bool beyond = false;
    for (const char *p = s, *end = s + strlen(s); p < end; ) {
        uint32_t cp = utf8_next(&p, end);
        if (cp > 0xFF) return false;
        beyond |= cp >= 0x80;
    }
    return beyond;
}

const char *legacy_font_decode(struct arena *a, enum legacy kind, const char *s)
{
    if (!legacy_font_possible(s)) return NULL;
    size_t n = 0;
    unsigned char *bytes = arena_take(a, strlen(s));
    if (!bytes) return NULL;
    for (const char *p = s, *end = s + strlen(s); p < end; ) bytes[n++] = (unsigned char)utf8_next(&p, end);
    bool clean;
    const char *out = legacy_decode(a, kind, bytes, n, &clean);
    return clean ? out : NULL;
}

const char *legacy_font_text(struct arena *a, const char *s)
{
    size_t good, bad;
    if (!legacy_font_possible(s)) return NULL;
    vietnamese_words(a, s, &good, &bad);
    if (!bad) return NULL;
    for (enum legacy k = LEGACY_TCVN3; k <= LEGACY_VNI; k++) {
        const char *meant = legacy_font_decode(a, k, s);
        if (meant && vietnamese_words(a, meant, &good, &bad)) return meant;
    }
    return NULL;
}
