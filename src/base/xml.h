/* XML 1.0 as it is written: text between tags or quotation marks. What XML cannot hold (other control characters than tab and line ends) becomes U+FFFD. */
#ifndef KHUE_BASE_XML_H
#define KHUE_BASE_XML_H

#include "base/buf.h"

void xml_put(struct buf *b, const char *text);                                  /* UTF-8, escaped */
void xml_element(struct buf *b, const char *name, const char *text);            /* <name>text</name>; nothing for NULL */

#endif
