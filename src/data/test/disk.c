#include "data/test/disk.h"
#include <errno.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stddef.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long left;
static atomic_int error_number;

void disk_fail_after(long n, int error)
{
    atomic_store(&error_number, error);
    atomic_store(&left, n);
}

bool disk_fail_armed(void) { return atomic_load(&left) > 0; }

static bool fails_now(void)
{
    if (atomic_load(&left) <= 0 || atomic_fetch_sub(&left, 1) != 1) return false;
    errno = atomic_load(&error_number);
    return true;
}

static ssize_t write_or_fail(int fd, const void *p, size_t n)                      { return fails_now() ? -1 : write(fd, p, n); }
static ssize_t pwrite_or_fail(int fd, const void *p, size_t n, off_t at)           { return fails_now() ? -1 : pwrite(fd, p, n, at); }
static int truncate_or_fail(int fd, off_t n)                                       { return fails_now() ? -1 : ftruncate(fd, n); }

void disk_watch(void)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    vfs->xSetSystemCall(vfs, "write", (sqlite3_syscall_ptr)write_or_fail);
    vfs->xSetSystemCall(vfs, "pwrite", (sqlite3_syscall_ptr)pwrite_or_fail);
    vfs->xSetSystemCall(vfs, "pwrite64", (sqlite3_syscall_ptr)pwrite_or_fail);
    vfs->xSetSystemCall(vfs, "ftruncate", (sqlite3_syscall_ptr)truncate_or_fail);
}
