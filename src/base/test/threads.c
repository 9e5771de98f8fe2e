/* A server has some eighty threads, most of which wait: what each has of its own from the first moment must be little. */
#include "test/harness/test.h"
#include <link.h>

enum { OWN_MOST = 64 << 10 };

static int add_own(struct dl_phdr_info *part, size_t size, void *sum)
{
    (void)size;
    for (int i = 0; i < part->dlpi_phnum; i++)
        if (part->dlpi_phdr[i].p_type == PT_TLS) *(size_t *)sum += part->dlpi_phdr[i].p_memsz;
    return part->dlpi_name[0] == 0;                /* the program itself comes first; libraries are not ours to shrink */
}

TEST(what_every_thread_has_of_its_own_is_little)
{
    size_t sum = 0;
    dl_iterate_phdr(add_own, &sum);
    is_true(t, sum > 0);
    if (sum > OWN_MOST) fail(t, "%zu bytes of _Thread_local for each thread, at most %d", sum, OWN_MOST);
}
