#include "base/why_not.h"
#include "test/harness/test.h"
#include <errno.h>
#include <string.h>

TEST(what_people_can_mend_is_said_in_both_languages)
{
    static const int errors[] = { EROFS, EACCES, EPERM, ENOSPC, EDQUOT, EIO, ENOENT, ENOTDIR };
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++) {
        const char *words = why_not(errors[i]), *english = strstr(words, " / ");
        is_true(t, english != NULL);
        is_true(t, strcmp(words, strerror(errors[i])) != 0);
        for (size_t k = 0; k < i; k++) is_true(t, strcmp(words, why_not(errors[k])) != 0);
    }
    is_text(t, strerror(EXDEV), why_not(EXDEV));
}
