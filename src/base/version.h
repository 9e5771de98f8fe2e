/* Which program this is. */
#ifndef KHUE_BASE_VERSION_H
#define KHUE_BASE_VERSION_H

extern const char khue_version[];       /* "0.2", and what the tree was when it was built: "0.2 (9b81bcb)" */

#endif
