#include "base/log.h"
#include "base/str.h"
#include "test/harness/json.h"
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

/* One record as a JSON object, checked by a reader of the harness. */
static const struct json *object_of(struct test *t, const char *text)
{
    const struct json *j = json_read(t->arena, text);
    if (!j) fail(t, "not JSON: %s", text);
    return j;
}

TEST(a_log_record_as_json_is_one_object_a_line)
{
    char out[4096];
    log_set_level(LOG_INFO);
    log_set_json(true);
    log_request("7KQ2MX");
    catch_log(t, LOG_WARN, "a \"b\" \\ c\n why=\"x \"y\" z\" n=5", out, sizeof out);
    log_request(NULL);
    is_true(t, strchr(out, '\n') == out + strlen(out) - 1);
    const struct json *j = object_of(t, out);
    if (!j) return;
    is_text(t, "warn", json_text(j, "level"));
    is_text(t, "7KQ2MX", json_text(j, "req"));
    is_text(t, "7", json_text(j, "user"));
    is_text(t, "a \"b\" \\ c ", json_text(j, "value"));
    is_text(t, "x \"y\" z", json_text(j, "why"));
    is_text(t, "5", json_text(j, "n"));
}

TEST(a_long_record_with_vietnamese_letters_is_cut_between_them)
{
    char value[5000], out[6000];
    log_set_json(true);
    for (int shift = 0; shift < 4; shift++) {
        memset(value, 'x', (size_t)shift);
        for (size_t i = (size_t)shift; i + 4 < sizeof value; i += 3) memcpy(value + i, "\xE1\xBA\xBF", 4);
        catch_log(t, LOG_ERROR, value, out, sizeof out);
        object_of(t, out);
        is_true(t, utf8_valid(out, strlen(out)));
    }
}

TEST(names_of_requests_can_be_said_and_do_not_come_back_soon)
{
    enum { MANY = 2000 };
    static char name[MANY][REQUEST_NAME_SIZE];
    for (int i = 0; i < MANY; i++) {
        request_name(name[i]);
        if (strlen(name[i]) != 6 || strspn(name[i], "0123456789ABCDEFGHJKMNPQRSTVWXYZ") != 6) fail(t, "%s", name[i]);
        for (int k = 0; k < i; k++)
            if (strcmp(name[i], name[k]) == 0) fail(t, "%s twice", name[i]);
    }
    is_true(t, true);
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
