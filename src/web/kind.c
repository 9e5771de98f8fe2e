#include "web/kind.h"
#include "base/lang.h"
#include "base/str.h"
#include "base/viet.h"
#include <magic.h>
#include <pthread.h>
#include <string.h>
#include <strings.h>
#include <zip.h>

enum { ZIP_NAMES = 2000, NAME_MOST = 100 };
#define KIND_LINES "application/x-ndjson"             /* objects of JSON, one a line: a text that begins with a brace */

static const struct kind { const char *type, *ending, *words; bool picture; } kinds[] = {
    { "image/jpeg",      ".jpg",  N_("ảnh JPEG"), true },
    { "image/png",       ".png",  N_("ảnh PNG"), true },
    { "image/webp",      ".webp", N_("ảnh WebP"), true },
    { "application/pdf", ".pdf",  N_("PDF"), false },
    { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",         ".xlsx", N_("Excel (.xlsx)"), false },
    { "application/vnd.openxmlformats-officedocument.wordprocessingml.document",   ".docx", N_("Word (.docx)"), false },
    { "application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx", N_("PowerPoint (.pptx)"), false },
    { "text/csv",        ".csv",  N_("bảng CSV"), false },
    { "application/zip", ".zip",  N_("ZIP"), false },
    { "text/plain",      ".txt",  N_("văn bản thuần"), false },
    { KIND_LINES,        ".ndjson", N_("NDJSON"), false },
};
#define KINDS (sizeof kinds / sizeof *kinds)

static const struct kind *kind_find(const char *type)
{
    for (size_t i = 0; i < KINDS; i++)
        if (str_is(kinds[i].type, type)) return &kinds[i];
    return NULL;
}

/* ---- by content */

/* libmagic's cookie is not to be used by two threads; it is made at the first use and lives as long as the program. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static magic_t cookie;

static magic_t cookie_make(void)
{
    static const struct { int what; size_t most; } bounds[] = {
        { MAGIC_PARAM_INDIR_MAX, 15 }, { MAGIC_PARAM_NAME_MAX, 50 }, { MAGIC_PARAM_REGEX_MAX, 4096 }, { MAGIC_PARAM_BYTES_MAX, KIND_HEAD },
    };
    magic_t m = magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR | MAGIC_NO_CHECK_COMPRESS | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_TAR |
                           MAGIC_NO_CHECK_APPTYPE | MAGIC_NO_CHECK_TOKENS);
    if (m && magic_load(m, NULL) != 0) {
        magic_close(m);
        m = NULL;
    }
    for (size_t i = 0; m && i < sizeof bounds / sizeof *bounds; i++)
        magic_setparam(m, bounds[i].what, &bounds[i].most);
    return m;
}

static bool begins_with_brace(const char *p, size_t n)
{
    struct span text = { p, n };
    if (n >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0) text.p += 3, text.n -= 3;
    text = span_trim(text);
    return text.n && *text.p == '{';
}

static const char *type_by_magic(const void *p, size_t n)
{
    pthread_mutex_lock(&lock);
    if (!cookie) cookie = cookie_make();
    const char *said = cookie ? magic_buffer(cookie, p, n < KIND_HEAD ? n : KIND_HEAD) : NULL;
    if (said && begins_with_brace(p, n) && (strncmp(said, "text/", 5) == 0 || strstr(said, "json"))) said = KIND_LINES;
    const struct kind *k = said ? kind_find(said) : NULL;
    bool zip = said && (str_is(said, "application/zip") || str_starts(said, "application/vnd.openxmlformats"));
    pthread_mutex_unlock(&lock);
    return k ? k->type : zip ? "application/zip" : KIND_UNKNOWN;
}

/* An office document is told by what lies in it; one with macros, or two at once, is none of ours. */
static const char *office_type(zip_t *z)
{
    static const struct { const char *inside, *ending; } parts[] = { { "xl/workbook.xml", ".xlsx" }, { "word/document.xml", ".docx" }, { "ppt/presentation.xml", ".pptx" } };
    const char *ending = NULL;
    zip_int64_t n = zip_get_num_entries(z, 0);
    if (n > ZIP_NAMES) return KIND_UNKNOWN;
    for (zip_int64_t i = 0; i < n; i++) {
        const char *name = zip_get_name(z, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
        if (!name || strcasestr(name, "vbaproject") || strcasestr(name, "macrosheets") || strcasestr(name, "activex")) return KIND_UNKNOWN;
        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++) {
            if (strcasecmp(name, parts[k].inside) != 0) continue;
            if (ending) return KIND_UNKNOWN;
            ending = parts[k].ending;
        }
    }
    if (!ending) return "application/zip";
    for (size_t i = 0; i < KINDS; i++)
        if (str_is(kinds[i].ending, ending)) return kinds[i].type;
    return KIND_UNKNOWN;
}

static const char *type_of_zip(const void *p, size_t n)
{
    zip_error_t error;
    zip_error_init(&error);
    const char *type = KIND_UNKNOWN;
    zip_source_t *source = zip_source_buffer_create(p, n, 0, &error);
    zip_t *z = source ? zip_open_from_source(source, ZIP_RDONLY, &error) : NULL;
    if (z) type = office_type(z), zip_discard(z);
    else if (source) zip_source_free(source);
    zip_error_fini(&error);
    return type;
}

const char *kind_of(const void *p, size_t n)
{
    if (n == 0) return KIND_UNKNOWN;
    bool zip = n > 4 && memcmp(p, "PK\3\4", 4) == 0;
    const char *type = zip ? "application/zip" : type_by_magic(p, n);
    return str_is(type, "application/zip") ? type_of_zip(p, n) : type;
}

/* ---- what is known of a type */

const char *kind_ending(const char *type)
{
    const struct kind *k = kind_find(type);
    return k ? k->ending : "";
}

const char *kind_words(const char *type)
{
    const struct kind *k = kind_find(type);
    return k ? k->words : N_("loại khác");
}

bool kind_is_picture(const char *type)
{
    const struct kind *k = kind_find(type);
    return k && k->picture;
}

bool kind_listed(const char *types, const char *type)
{
    struct span rest = span_of(types), one;
    while (rest.n && span_cut(&rest, ' ', &one))
        if (span_is(one, type)) return true;
    return false;
}

/* ---- names */

/* Marks that turn the direction of writing hide an ending ("gnp.exe" shown as "exe.png"); others are not seen at all. */
static bool is_hidden(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0xad || (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x2028 && cp <= 0x202e) ||
           (cp >= 0x2060 && cp <= 0x206f) || cp == 0xfeff || cp == 0xfffd || (cp >= 0xe0000 && cp <= 0xe007f);
}

static bool is_reserved(uint32_t cp) { return cp < 0x80 && strchr("/\\:*?\"<>|", (int)cp); }

const char *kind_name(struct arena *a, const char *name, const char *type)
{
    const char *ending = kind_ending(type), *end = name + strlen(name), *slash;
    while ((slash = strpbrk(name, "/\\:"))) name = slash + 1;
    char *out = arena_take(a, 4 * NAME_MOST + 1), *o = out;
    int kept = 0;
    for (uint32_t cp; out && kept < NAME_MOST && (cp = utf8_next(&name, end));)
        if (!is_hidden(cp)) o += is_reserved(cp) ? utf8_put(o, '_') : utf8_put(o, cp), kept++;
    if (!out) return "tep";
    *o = 0;
    const char *tidy = viet_tidy(a, out);
    while (*tidy == '.' || *tidy == ' ') tidy++;
    size_t n = strlen(tidy), had = strlen(ending);
    if (n == 0) return arena_print(a, "tep%s", ending);
    if (had == 0 || (n > had && strcasecmp(tidy + n - had, ending) == 0)) return tidy;
    const char *dot = strrchr(tidy, '.');
    bool ends = dot && dot > tidy && strlen(dot) <= 6 && !strchr(dot, ' ');
    return arena_print(a, "%.*s%s", ends ? (int)(dot - tidy) : (int)n, tidy, ending);
}
