/* How results of a term and a year follow from marks: the two regimes of general education, as pure functions over a rule set.
** Rule sets are data: the room that keeps marks chooses one by level and school year; what the circulars leave open is a field.
** Marks are in tenths (85 = 8,5) and never real numbers; tests of primary school are whole numbers.
** Sources: Thông tư 22/2021/TT-BGDĐT Điều 6, 8, 9, 12-15 (lower and upper secondary); Thông tư 27/2020/TT-BGDĐT Điều 9, 13
** (primary); domain rules 2.2, 2.3, 2.14. Cases: test/vectors/tt22.tsv, tt27.tsv. There is no average over subjects and no rank. */
#ifndef KHUE_BASE_ASSESS_H
#define KHUE_BASE_ASSESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- Thông tư 22: levels of study (học tập) and of conduct (rèn luyện); ordered, 0 = not known */
enum tt22_level { TT22_NONE, TT22_CHUA_DAT, TT22_DAT, TT22_KHA, TT22_TOT };
enum tt22_title { TT22_NO_TITLE, TT22_GIOI, TT22_XUAT_SAC };
enum tt22_way { TT22_LEN_LOP, TT22_REN_LUYEN_HE, TT22_KIEM_TRA_LAI, TT22_O_LAI_LOP };

struct tt22_rules {
    int64_t tot_all, tot_many, kha_all, kha_many, dat_many, dat_all;   /* marks: every scored subject, and at least `many` of them */
    int64_t many;                      /* 6 subjects */
    int64_t dat_not_passed;            /* remark subjects that may be Chưa đạt for Đạt: 1 */
    bool lift_imagines_high;           /* Điều 9.2.đ: the one subject is imagined high; else it is left out */
    int64_t absent_most;               /* 45 sessions a year */
    bool both_retry;                   /* study and conduct Chưa đạt: a second chance in both; else the pupil stays */
    int64_t excellent;                 /* 90: `many` subjects for Học sinh Xuất sắc */
};
extern const struct tt22_rules tt22_2021;

struct tt22_result { enum tt22_level base, final; };       /* final: after the one-subject adjustment */

/* The mean of a term from n regular marks and the two periodic ones; half a tenth goes up. n = 0 and marks outside 0-100: -1. */
int64_t tt22_term(const int64_t *regular, size_t n, int64_t middle, int64_t final);
int64_t tt22_year(int64_t term1, int64_t term2);           /* from the rounded means; -1 outside 0-100 */
/* Of a term or a year. Scored: means in tenths; passed: remark subjects, true = Đạt. */
struct tt22_result tt22_study(const struct tt22_rules *r, const int64_t *scored, size_t n, const bool *passed, size_t passed_n);
enum tt22_level tt22_conduct(enum tt22_level term1, enum tt22_level term2);      /* of the year; Điều 8.2.b */
/* summer and again: conduct after the summer and study after the second test; TT22_NONE = not there yet. */
enum tt22_way tt22_promote(const struct tt22_rules *r, enum tt22_level conduct, enum tt22_level study, int64_t absent, enum tt22_level summer, enum tt22_level again);
enum tt22_title tt22_title(const struct tt22_rules *r, enum tt22_level conduct, enum tt22_level study, const int64_t *scored, size_t n);
/* Regular marks a term for a subject of so many lessons a year: 2, 3 or 4 (Điều 6). */
int64_t tt22_regular_marks(int64_t lessons_a_year);

/* ---- Thông tư 27: subjects T/H/C, qualities and competences T/D/C, whole-number tests at the end of the year */
enum tt27_result { TT27_E_MARK, TT27_CHUA_HOAN_THANH, TT27_HOAN_THANH, TT27_HT_TOT, TT27_HT_XUAT_SAC };
struct tt27_rules { int64_t excellent, good, enough; };    /* least mark of every test: 9, 7, 5 */
extern const struct tt27_rules tt27_2020;

/* Letters as above, one a subject and one a quality or competence. A test outside 0-10 is TT27_E_MARK; no tests count as met. */
enum tt27_result tt27_year(const struct tt27_rules *r, const char *subjects, const char *qualities, const int64_t *test, size_t n);

#endif
