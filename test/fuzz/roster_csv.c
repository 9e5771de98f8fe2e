/* Class lists that are no archive: CSV in every encoding. */
#include "test/fuzz/roster_list.h"
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size > 64 * 1024) return -1;
    roster_fuzz(data, size);
    return 0;
}
