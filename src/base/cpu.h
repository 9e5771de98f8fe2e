/* How long this thread has worked, for a bound on work whose size nobody can tell beforehand. */
#ifndef KHUE_BASE_CPU_H
#define KHUE_BASE_CPU_H

#include <stdint.h>

int64_t cpu_thread_ms(void);

#endif
