/* Every POST of the program as somebody sends it, for tests that make it fail (faults.c). */
#ifndef KHUE_MAIN_TEST_POSTS_H
#define KHUE_MAIN_TEST_POSTS_H

#include <stdbool.h>
#include <stddef.h>

#define PASSWORD "hoc-sang-tao-2026"             /* of everybody in these tests */
#define PICTURE "a picture made on the spot"     /* a `file` that is made when it is sent */

/* `page`: the page whose form is sent, for its hidden fields; NULL = none. `first`: a post that must have been done. Names in braces: filled() of faults.c. */
struct post { const char *path; char who; const char *page, *body, *first, *file; };
extern const struct post posts[];
extern const size_t posts_n;
const struct post *post_of(const char *path);                  /* NULL: it stands there not */
bool keeps_nothing(const char *path);                           /* a POST that writes no table */

#endif
