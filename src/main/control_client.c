/* The calling end of the control socket. */
#include "main/control.h"
#include "base/why_not.h"
#include "base/str.h"
#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

/* Whoever listens there is this user, root, or the folder's owner (when root calls). */
static bool server_trusted(int fd, const char *folder)
{
    struct ucred peer;
    struct stat st;
    socklen_t n = sizeof peer;
    if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &n) != 0 || stat(folder, &st) != 0) return false;
    return peer.uid == geteuid() || peer.uid == 0 || (geteuid() == 0 && peer.uid == st.st_uid);
}

static bool word_add(struct frame *f, const char *word)
{
    size_t n = strlen(word) + 1;
    if (n > FRAME_MAX - f->n) return false;
    memcpy(f->data + f->n, word, n);
    f->n += n;
    return true;
}

static bool words_send(int fd, struct frame *f, const char *name, const struct errand *e)
{
    char stands[4096];
    f->n = 0;
    bool fits = getcwd(stands, sizeof stands) && word_add(f, stands) && word_add(f, name);
    for (int i = 0; fits && i < e->argc; i++) fits = word_add(f, e->argv[i]);
    return fits && frame_send(fd, 'c', f->data, f->n);
}

/* (4) */
static bool named(const struct errand *e, const char *path)
{
    for (int i = 0; i < e->argc; i++)
        if (strcmp(e->argv[i], path) == 0) return true;
    return false;
}

/* One byte more than what is wanted is enough to be refused. */
static bool pieces_send(int fd, struct frame *f, FILE *in, size_t most)
{
    for (size_t left = most + 1; left > 0; left -= f->n) {
        f->n = fread(f->data, 1, left < FRAME_MAX ? left : FRAME_MAX, in);
        if (f->n == 0) break;
        if (!frame_send(fd, 'd', f->data, f->n)) return false;
    }
    return true;
}

static bool file_send(int fd, struct frame *f, const struct errand *e)
{
    char path[4096];
    int64_t most = 0;
    size_t n = strlen(f->data);
    if (n >= f->n || f->n - n > sizeof path || !span_int((struct span){ f->data, n }, &most) || most < 0) return false;
    memcpy(path, f->data + n + 1, f->n - n);
    bool mine = named(e, path), standard = strcmp(path, "-") == 0;
    FILE *in = !mine ? NULL : standard ? stdin : fopen(path, "rb");
    const char *why = !mine ? "not named by this command" : in ? "" : why_not(errno);
    bool sent = !in || pieces_send(fd, f, in, (size_t)most);
    if (in && ferror(in)) why = why_not(errno);
    if (in && !standard) fclose(in);
    return sent && frame_send(fd, 'z', why, strlen(why));
}

static int answer_take(int fd, struct frame *f, const struct errand *e)
{
    while (frame_read(fd, f, 0)) {
        switch (f->type) {
        case 'o': fwrite(f->data, 1, f->n, e->out); fflush(e->out); break;
        case 'e': fwrite(f->data, 1, f->n, e->err); break;
        case 'r': if (!file_send(fd, f, e)) return -1; break;
        case 's': return f->n == 1 ? (unsigned char)f->data[0] : -1;
        default:  return -1;
        }
    }
    return -1;
}

int control_call(const char *folder, const char *name, const struct errand *e)
{
    struct frame f;
    int fd = control_socket(folder, false);
    if (fd < 0) return -1;
    if (!server_trusted(fd, folder)) {
        fprintf(e->err, "khue: %s/control.sock belongs to somebody else; look who owns the folder\n", folder);
        close(fd);
        return 1;
    }
    int status = words_send(fd, &f, name, e) ? answer_take(fd, &f, e) : -1;
    if (status < 0)
        fprintf(e->err, "khue: the server of %s ended before it had answered; look at its log, then call the command again\n", folder);
    close(fd);
    return status < 0 ? 1 : status;
}
