/* DATA/control.sock: commands beside a running server. The caller sends the words of its command, the server runs it on its own
** open database in a thread of its own and sends back what it prints and its exit status.
**
** What stays true:
** (1) the socket is for the server's own user (0600), and the kernel says who calls (SO_PEERCRED): the same user or root;
** (2) a frame is at most FRAME_MAX bytes and must come within PATIENCE_MS; whoever sends anything else is cut off;
** (3) a caller that takes no output for PATIENCE_MS is cut off; nothing of the server waits for it but its own thread;
** (4) the server reads a file only by asking the caller, and the caller hands over only what its own words name;
** (5) at the end no new command begins, those that run are waited for, and only then is the database closed.
**
** A frame: one letter, four bytes of length (big end first), the bytes.
**   caller: c  working folder, name and words, each ended by a zero byte     d  a piece of a file     z  its end: "" or why not
**   server: o  output     e  errors     s  the end: the exit status, one byte
**           r  read this file for me: how many bytes at most, a zero byte, the path                                              */
#ifndef KHUE_MAIN_CONTROL_H
#define KHUE_MAIN_CONTROL_H

#include "main/errand.h"

enum { FRAME_MAX = 64 * 1024, PATIENCE_MS = 10000, COMMANDS_AT_ONCE = 8, WORDS_MOST = 64 };

struct frame { char type; size_t n; char data[FRAME_MAX + 1]; };       /* data ends with a zero byte that n does not count */
bool frame_send(int fd, char type, const void *p, size_t n);
bool frame_read(int fd, struct frame *f, int ms);                      /* false: closed, not whole after `ms` (0 = wait for ever), no frame */
bool send_limit(int fd, int ms);

/* Listens in the folder; a socket that a dead server left is replaced (the caller holds the folder's lock). */
struct control;
bool control_start(struct host *host, const char *folder, struct control **out, char *why, size_t why_size);
void control_stop(struct control *c);                                  /* (5); NULL is fine */

/* Has the running server of that folder do the command. -1: no server listens there. */
int control_call(const char *folder, const char *name, const struct errand *e);

/* Does the command in the folder's running server, or here when there is none. */
struct command;
int run_beside(const struct command *c, struct errand *e);

/* Connects or binds DATA/control.sock, however long the folder's path is; -1 with errno. */
int control_socket(const char *folder, bool listening);

#endif
