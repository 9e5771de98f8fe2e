/* What the parts take that only some rooms need: the pupil's week, preschool, a school's four parts, consent, paper. */
#ifndef KHUE_UI_SPECIAL_H
#define KHUE_UI_SPECIAL_H

#include "base/time.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ---- the pupil's week (dawn): each goal is a pane of the round window; a done goal lights its pane. No points, no streaks. ---- */
struct ui_goal { const char *icon, *text; const char *name; /* of its tick in the form */ bool done; };
struct ui_dawn {
    const char *title, *says;              /* "Chào Minh Anh!", "Tuần này ô cửa của em đã sáng 3 trên 5 ô." */
    const char *from, *thanks;             /* a thank-you from a real person; NULL = none */
    const struct ui_goal *goal; size_t goals;          /* 1 to UI_PANES; the first that is not done is shown as the next */
    const char *action;                    /* the ticks are sent there; NULL = to be read only */
    const char *change_href;               /* where the goals are changed, or NULL */
};

/* ---- preschool: six pictures at most, words second, no marks ---- */
struct ui_tile {
    const char *code, *label, *sub;        /* sub may be NULL */
    const char *picture;                   /* path of the school's own photograph, or NULL: then the drawing stands in */
    const char *drawing;                   /* building art book nature music shop */
};
struct ui_moment { const char *icon, *text, *time; /* "07:30" */ bool done, now; };

/* ---- what a school stands for, always in these four parts and under these names ---- */
struct ui_said { const char *name, *text; };           /* "Chính trực" and its words; name "" = words alone */
struct ui_four_part { const char *say; const struct ui_said *line; size_t n; };
struct ui_four { struct ui_four_part culture, strategy, motto, core; };

/* ---- consent: two equal buttons, no nudge, nothing chosen beforehand ---- */
struct ui_consent {
    const char *question, *says;           /* what for, who sees it, until when; that refusing has no consequence */
    const char *action, *name;             /* POST name=yes_value | no_value */
    const char *yes_value, *no_value;
    const char *yes_icon, *yes, *no_icon, *no;
};

/* ---- asking before what cannot be taken back lightly ---- */
struct ui_confirm {
    const char *title, *says;              /* "Thu hồi huy hiệu của 1 em?"; what follows, and whether it can be undone */
    const char *action;                    /* POST */
    const char *name, *value;              /* one hidden field, or NULL */
    const char *kind, *button;             /* "danger" or "do", and the verb */
    const char *back_href;
};

/* ---- an official letter, report or plan on paper (Nghị định 30/2020/NĐ-CP) ---- */
struct ui_letter {
    const char *over, *from;               /* cơ quan chủ quản (NULL = none), cơ quan ban hành */
    const char *number, *place_day;        /* "Số: 12/BC-THCS", "Hà Nội, ngày 05 tháng 9 năm 2026" */
    const char *kind, *about;              /* "BÁO CÁO", "Kết quả tuần 1"; kind NULL = a letter (công văn): about stands under the number */
    const char *const *receiver; size_t receivers;     /* "Sở GD&ĐT Hà Nội" … */
    const char *office, *name;             /* who signs: "HIỆU TRƯỞNG", the name under the room for the signature */
};

#endif
