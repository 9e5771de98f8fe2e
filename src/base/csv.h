/* Comma separated values (RFC 4180), quoted where they have to be, that no spreadsheet runs: a cell that begins as a formula does gets an apostrophe (OWASP, CSV injection). */
#ifndef KHUE_BASE_CSV_H
#define KHUE_BASE_CSV_H

#include "base/buf.h"

#define CSV_BOM "\xef\xbb\xbf"                        /* before the first line, for spreadsheets that else guess the letters */
enum csv_after { CSV_MORE, CSV_LAST };
void csv_text(struct buf *b, const char *text, enum csv_after after);
void csv_number(struct buf *b, long long n, enum csv_after after);

#endif
