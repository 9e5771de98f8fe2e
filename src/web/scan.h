/* The antivirus hook: a program of the machine that gets each upload on its standard input. Setting scan-command, e.g.
**   /usr/bin/clamdscan --no-summary -
** Exit status 0 = clean, 1 = infected, anything else, a crash or no answer within scan-seconds = not known; then the upload is refused
** unless scan-optional is set.
** What stays true: (1) no shell: the words of the setting are the program and its arguments; (2) the child gets the file, nothing
** else: no other descriptor, no environment but PATH, its output goes nowhere; (3) it is killed with its whole group when its time is
** over, and always waited for. */
#ifndef KHUE_WEB_SCAN_H
#define KHUE_WEB_SCAN_H

#include "base/str.h"

struct config;
enum scan { SCAN_CLEAN, SCAN_INFECTED, SCAN_UNKNOWN };

/* SCAN_CLEAN at once when no program is set. Waits; not on a loop, and with the database given back. */
enum scan scan_file(const struct config *c, struct bytes file);

#endif
