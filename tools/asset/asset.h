/* The files that the program serves itself: read from ui/static, joined, made small, named by their content, compressed. */
#ifndef KHUE_TOOLS_ASSET_H
#define KHUE_TOOLS_ASSET_H

#include "base/buf.h"
#include "base/str.h"
#include <stdbool.h>
#include <stddef.h>

enum { FILES_MAX = 200 };

struct file {
    char name[100];               /* "app.css": what asset() is asked for */
    char path[140];               /* "/s/app.1a2b3c4d.css" */
    const char *type;
    struct buf plain, gzip, brotli;   /* the compressed ones stay empty where they gain nothing */
};

struct files { struct file file[FILES_MAX]; size_t n; };

/* Comments and idle blanks out; strings stay. The rule behind the comment "@dark" is written twice: for
** :root[data-theme="dark"], the person's own choice, and for the system's setting unless the choice is light.
** url(fonts/x) becomes the hashed path of x, which must be among `files`. false: *why says what is wrong. */
bool css_small(const char *p, size_t n, const struct files *files, struct buf *out, char why[200]);

const struct file *file_named(const struct files *files, struct span name);

#endif
