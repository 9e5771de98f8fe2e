/* Headings: what a column's heading means, however it is spelled, and what a title says about the class. Pure text. */
#ifndef KHUE_ROOMS_ROSTER_READ_HEADING_H
#define KHUE_ROOMS_ROSTER_READ_HEADING_H

#include "roster/read/read.h"

/* MEANS_NOTHING when the words are not known. Marks, case, punctuation and order of words do not matter. */
enum meaning heading_means(struct arena *a, const char *label);
/* The two tiers of a heading together: "Mẹ" over "Điện thoại". Either may be "". *sex gets "Nam" or "Nữ" where a birth date
** stands in a column of its own for boys and girls, else NULL. */
enum meaning heading_pair_means(struct arena *a, const char *top, const char *sub, const char **sex);
/* A word that only makes sense over others: "Mẹ", "Thông tin học sinh". */
bool heading_is_group(struct arena *a, const char *label);
/* A word of headings, also one that we do not use ("Nghề nghiệp"): what a second tier is recognised by. */
bool heading_is_word(struct arena *a, const char *label);
/* The class in a title: "Danh sách học sinh lớp 7A - Năm học …" -> "7A". "" when there is none. */
const char *title_class(struct arena *a, const char *title);
/* The class in the name of a sheet: "7A", "Lớp 7A". "" when it is no class. */
const char *sheet_name_class(struct arena *a, const char *name);
/* Words under or between the pupils: totals, signatures. */
bool text_is_footer(struct arena *a, const char *text);
/* Folded, only letters and digits, single blanks, one blank before and after: " ho va ten ". "" stays "". */
const char *heading_key(struct arena *a, const char *label);

#endif
