#include "roster/roster.h"

const struct route roster_routes[] = { { 0 } };
