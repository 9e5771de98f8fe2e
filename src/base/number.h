/* Numbers as people in Việt Nam write and read them: dot groups thousands, comma is the decimal mark
** (domain rule 2.11; cases in test/vectors/numbers_fmt.tsv). Marks are in tenths, money in whole đồng. */
#ifndef KHUE_BASE_NUMBER_H
#define KHUE_BASE_NUMBER_H

#include "base/arena.h"
#include "base/lang.h"
#include <stdint.h>

enum number_error { NUMBER_OK = 0, NUMBER_EMPTY, NUMBER_CHAR, NUMBER_COMMA, NUMBER_GROUP, NUMBER_DECIMALS, NUMBER_RANGE, NUMBER_NEGATIVE };
const char *number_error_code(enum number_error e);         /* "E_EMPTY" … as in the vectors */

#define NUMBER_TEXT_SIZE 48
const char *number_show(int64_t v, char out[NUMBER_TEXT_SIZE]);            /* 2.044.006 */
const char *number_show_en(int64_t v, char out[NUMBER_TEXT_SIZE]);         /* 2,044,006 */
const char *number_in(struct arena *a, enum lang lang, int64_t v);         /* as that language writes it */
/* The other kinds of numbers_fmt.tsv (int, dec1, dec2, decmax2, mark, percent1, money_dong, money_sym, money_trieu, money_ti):
** `decimal` is an exact decimal with a point; "" for a kind or text it does not know. */
const char *number_format(struct arena *a, const char *kind, const char *decimal);
/* Reads text by kind (int, dec1, decmax2 = decimal, mark_tenths, money_dong); the answer is an exact decimal with a point,
** "" on error; a kind it does not know is NUMBER_CHAR. At most 15 digits before the comma. */
enum number_error number_read(struct arena *a, const char *kind, const char *text, const char **decimal);
enum number_error number_read_int(const char *text, int64_t *v);       /* *v untouched on error */

/* In words (cases in test/vectors/money_words.tsv): 1.000.005 is "một triệu không trăm linh năm"; below zero "âm …". */
const char *number_words(struct arena *a, int64_t v);
const char *money_words(struct arena *a, int64_t dong);    /* the sentence of a receipt: "Một triệu … đồng" */

#endif
