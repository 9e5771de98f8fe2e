/* One data folder, one holder: DATA/lock carries an flock for as long as the holder lives (the kernel lets go when it dies,
** so a stale file never blocks) and the holder's process id, for the message. */
#include "data/engine.h"
#include "base/why_not.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

enum { PATH_SIZE = 4096 };

static long holder(int fd)
{
    char text[32];
    int64_t pid = 0;
    ssize_t n = pread(fd, text, sizeof text, 0);
    if (n > 0 && !span_int(span_trim((struct span){ text, (size_t)n }), &pid)) pid = 0;
    return (long)pid;
}

static bool write_holder(int fd)
{
    char text[32];
    int n = snprintf(text, sizeof text, "%ld\n", (long)getpid());
    return ftruncate(fd, 0) == 0 && pwrite(fd, text, (size_t)n, 0) == n;
}

static rc refused(const char *folder, int fd, char *why, size_t why_size)
{
    long pid = holder(fd);
    close(fd);
    snprintf(why, why_size,
             "Thư mục dữ liệu %s đang được một khue khác dùng (tiến trình %ld). Hãy dừng tiến trình đó, hoặc chọn --data khác.\n"
             "The data folder %s is in use by another khue (process %ld). Stop it first, or choose another --data.",
             folder, pid, folder, pid);
    return BUSY;
}

rc lock_take(const char *folder, int *fd, char *why, size_t why_size)
{
    char path[PATH_SIZE];
    if (snprintf(path, sizeof path, "%s/lock", folder) >= PATH_SIZE) {
        snprintf(why, why_size, "%.80s…: path too long", folder);
        return INVALID;
    }
    int made = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (made >= 0 && flock(made, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK) return refused(folder, made, why, why_size);
    if (made < 0 || !write_holder(made)) {
        snprintf(why, why_size, "%s: %s", path, why_not(errno));
        if (made >= 0) close(made);
        return DOWN;
    }
    *fd = made;
    return OK;
}

void lock_release(int fd)
{
    if (fd >= 0) close(fd);
}
