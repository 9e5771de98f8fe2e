/* What the view of opendata shows. */
#ifndef KHUE_ROOMS_OPENDATA_VIEWS_H
#define KHUE_ROOMS_OPENDATA_VIEWS_H

#include "base/sheet.h"
#include "schools/schools.h"
#include "ui/ui.h"

struct set_view { const char *code, *title, *what, *csv, *json; const struct sheet_column *column; size_t columns; bool weekly; };
struct sets_view { const struct school_brief *school; const struct set_view *set; size_t n; day as_of; int64_t least; bool map; const char *licence, *licence_url /* or NULL */; };

#endif
