/* An archive, made in memory by libzip. */
#include "files/files.h"
#include <string.h>
#include <zip.h>

static bool entry_add(zip_t *z, const char *name, const void *p, size_t n)
{
    zip_source_t *s = zip_source_buffer(z, p, n, 0);
    if (!s) return false;
    zip_int64_t at = zip_file_add(z, name, s, ZIP_FL_ENC_UTF_8);
    if (at >= 0) return true;
    zip_source_free(s);
    return false;
}

static rc written(struct ask *a, zip_source_t *source, struct bytes *out)
{
    zip_stat_t st;
    if (zip_source_stat(source, &st) || !(st.valid & ZIP_STAT_SIZE) || zip_source_open(source)) return fault_detail(a, DOWN, "the archive cannot be read back");
    uint8_t *p = arena_take(a->arena, st.size);
    bool read = p && zip_source_read(source, p, st.size) == (zip_int64_t)st.size;
    zip_source_close(source);
    if (!p) return LIMIT;
    *out = (struct bytes){ p, st.size };
    return read ? OK : fault_detail(a, DOWN, "the archive cannot be read back");
}

rc zip_make(struct ask *a, const struct zip_entry *entry, size_t n, struct bytes *out)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *z = source ? zip_open_from_source(source, ZIP_CREATE | ZIP_TRUNCATE, &error) : NULL;
    zip_error_fini(&error);
    if (!z) {
        if (source) zip_source_free(source);
        return fault_detail(a, DOWN, "libzip makes no archive");
    }
    zip_source_keep(source);
    bool good = !a->arena->failed;
    for (size_t i = 0; i < n && good; i++) good = entry_add(z, entry[i].name, entry[i].body.p, entry[i].body.n);
    good = good && zip_close(z) == 0;
    if (!good) zip_discard(z);
    rc done = good ? written(a, source, out) : a->arena->failed ? LIMIT : fault_detail(a, DOWN, "libzip could not write");
    zip_source_free(source);
    return done;
}
