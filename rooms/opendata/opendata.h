/* Open data: what a school has made public already, as files for everybody. No table of its own.
** What stays true: (1) a set holds nothing that is not on a public page of the school; what that page hides, the file hides too; (2) what the school switched off is not
** listed and answers 404; (3) a set is the same for everybody, without a session; (4) a column that is there once stays. docs/open-data.md. */
#ifndef KHUE_ROOMS_OPENDATA_H
#define KHUE_ROOMS_OPENDATA_H

#include "settings/settings.h"
#include "web/route.h"

extern const struct route opendata_routes[];
extern const struct setting opendata_settings[];        /* under which licence */

#endif
