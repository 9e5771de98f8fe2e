/* What the view of oneroster shows. */
#ifndef KHUE_DOORS_ONEROSTER_VIEWS_H
#define KHUE_DOORS_ONEROSTER_VIEWS_H

#include "files/files.h"
#include "ui/ui.h"

struct out_view { const char *school_code, *year; /* NULL = the school has none */ const struct file_line *file; size_t files; };

#endif
