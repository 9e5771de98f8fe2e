#include "base/rc.h"

const char *rc_name(rc kind)
{
    switch (kind) {
    case OK:        return "OK";
    case NOT_FOUND: return "NOT_FOUND";
    case DENIED:    return "DENIED";
    case INVALID:   return "INVALID";
    case CONFLICT:  return "CONFLICT";
    case LIMIT:     return "LIMIT";
    case BUSY:      return "BUSY";
    case DOWN:      return "DOWN";
    case BUG:       return "BUG";
    }
    return "?";
}
