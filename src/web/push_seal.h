/* The inside of web push: points and signatures of P-256. What stays true stands in push.h. */
#ifndef KHUE_WEB_PUSH_SEAL_H
#define KHUE_WEB_PUSH_SEAL_H

#include "web/push.h"

/* The public point of a scalar; false for 0 and what is not below the order of the curve. */
bool push_point_of(const uint8_t scalar[PUSH_SCALAR], uint8_t point[PUSH_POINT]);
/* Is that a point of the curve? */
bool push_point_fits(struct bytes point);
bool push_sign(const uint8_t scalar[PUSH_SCALAR], struct bytes text, uint8_t out[2 * PUSH_SCALAR]);

#endif
