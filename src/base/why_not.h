/* What a failed call of the system means for whoever runs the machine, in both languages. */
#ifndef KHUE_BASE_WHY_NOT_H
#define KHUE_BASE_WHY_NOT_H

/* What is wrong and what to do, for the errors that people can mend (a disk that is full, read-only or broken, rights, what is not there); else strerror's
** text. A constant, or valid until the next call of the thread. Put it behind the path: "%s: %s". */
const char *why_not(int error);

#endif
