#include "base/log.h"
#include "test/harness/test.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* What log_line writes to stderr, caught in a file of the test's folder. */
static void catch_log(struct test *t, enum log_level level, const char *value, char *out, size_t size)
{
    char path[600];
    snprintf(path, sizeof path, "%s/log", t->folder);
    fflush(stderr);
    int keep = dup(STDERR_FILENO);
    FILE *f = freopen(path, "w", stderr);
    if (f) log_line(level, "user=7 value=%s", value);
    dup2(keep, STDERR_FILENO);
    close(keep);
    f = fopen(path, "r");
    size_t n = f ? fread(out, 1, size - 1, f) : 0;
    out[n] = 0;
    if (f) fclose(f);
}

TEST(a_log_record_is_one_line_that_no_value_can_break)
{
    char out[4096];
    log_set_level(LOG_INFO);
    catch_log(t, LOG_WARN, "a\nlevel=error forged\r\x1b[31m", out, sizeof out);
    has_text(t, "Z level=warn user=7 value=a level=error forged  [31m\n", out);
    is_true(t, strchr(out, '\n') == out + strlen(out) - 1);
}

TEST(a_log_record_below_the_level_is_not_written)
{
    char out[4096];
    log_set_level(LOG_ERROR);
    catch_log(t, LOG_WARN, "quiet", out, sizeof out);
    is_text(t, "", out);
}

TEST(a_long_log_record_is_cut_and_still_ends_its_line)
{
    char long_value[5000], out[6000];
    memset(long_value, 'x', sizeof long_value - 1);
    long_value[sizeof long_value - 1] = 0;
    log_set_level(LOG_INFO);
    catch_log(t, LOG_ERROR, long_value, out, sizeof out);
    is_true(t, strlen(out) <= 2048 && out[strlen(out) - 1] == '\n');
}
