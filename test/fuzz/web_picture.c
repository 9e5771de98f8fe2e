/* Pictures: the first byte chooses the kind, the rest is the file. Heads and Exif blocks of any size; whole decoding only of what the
** head says is small, so that a run finds broken code and not patience. */
#include "web/image.h"
#include "web/kind.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    static const char *const types[] = { "image/jpeg", "image/png", "image/webp" };
    static const struct image_want face = { true, { 320, 96 } };
    int w, h;
    if (n < 2) return 0;
    const char *type = types[p[0] % 3];
    uint8_t *file = malloc(n - 1);                     /* its own block, so that reading past its end is seen */
    if (!file) return 0;
    memcpy(file, p + 1, n - 1);
    struct bytes sent = { file, n - 1 };
    int way = image_orientation(type, sent);
    if (way < 1 || way > 8) abort();
    if (image_head(type, sent, &w, &h) == IMAGE_FINE && (int64_t)w * h <= 512 * 512) {
        struct arena arena;
        struct fault fault = { 0 };
        struct image_made made;
        arena_init(&arena, 1 << 20);
        struct ask a = { .arena = &arena, .fault = &fault };
        if (image_make(&a, "anh", type, sent, &face, &made) == OK) {
            if (made.sizes != 2) abort();
            for (size_t i = 0; i < made.sizes; i++)
                if (made.size[i].width > 320 || made.size[i].width != made.size[i].height) abort();
            image_drop(&made);
        }
        arena_finish(&arena);
    }
    free(file);
    return 0;
}
