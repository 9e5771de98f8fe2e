/* What the views of access show. */
#ifndef KHUE_ROOMS_ACCESS_VIEWS_H
#define KHUE_ROOMS_ACCESS_VIEWS_H

#include "access/cards.h"
#include "access/delegate.h"
#include "generated/access_queries.h"
#include "generated/enums.h"
#include "people/people.h"
#include "base/contact.h"
#include "base/ids.h"
#include "ui/ui.h"
#include "web/app.h"

struct sign_in_view { const char *next; bool demo, mail_works; const char *challenge, *rp_id; /* of passkeys; NULL = not here */ };
struct password_view { bool first; const char *user_name; };

struct forgotten_view { bool works, asked; int minutes; };
struct new_password_view { const char *action, *user_name; bool invited; };
struct address_view { const char *address, *waiting; instant until; bool no_password; };
struct confirm_view { const char *action, *address, *user_name; };

struct account_view { const char *user_name, *address; bool mail_works; const struct session_line *device; size_t n; };

struct history_view { const struct sign_ins_mine_row *line; size_t n; const char *next; bool begun; int64_t days, here; /* this network */ };

/* One's second step: on; or off, and then perhaps a key that waits for its first code. */
struct second_view { bool on, required, no_password, key_first; instant since; int64_t left; const char *key, *address, *qr; int64_t squares; };
struct recovery_view { const char *const *code; size_t n; };

/* One slip: cut out and handed over. */
struct slip { const char *name, *user_name, *code, *whose; /* "Học sinh 6A1", "Mẹ của Nguyễn Minh Anh" */ };
struct slips_class { const char *name; day until; const struct slip *slip; size_t n; };
struct slips_view {
    const char *contact, *note, *school_name, *class_name /* NULL = of somebody without one, or of several classes */, *address, *back;
    const char *qr; int64_t squares;                        /* of the page for codes, the same on all slips: no code is in it */
    const struct slips_class *class_; size_t classes;
    bool sheet;                                             /* of the whole school: may be opened again until printed */
    const char *school_code; size_t rest; slip_sheet_id last;      /* of all sheets: so many did not fit after that one */
};
rc slips_words(struct ctx *c, struct slips_view *v);       /* slips.c: contact and note, as the school set them; the QR code of the page */
struct slips_ask_view {
    const char *class_name, *action, *back, *only_here;     /* only_here: as in sheets_view */
    bool preschool;                                         /* slips are the guardians' alone: a child of preschool has neither account nor card */
    int64_t fresh, known, elsewhere;                        /* elsewhere: a child in the school that brought them in */
    const struct ui_choice *forgetful; size_t forgetfuls;   /* who may get a slip alone */
    const char *again;                                      /* where a new slip for one of them is asked */
};

struct sheets_view {
    const char *school_code;
    bool first_way;
    const char *only_here;                                  /* the address on the slips, when only the server itself can open it; NULL = fine */
    int64_t people, with_code;                              /* without a password; of those with a code that is good */
    const struct sheets_waiting_row *sheet; size_t n, shown;
};

/* Cards of young children (cards.h). */
struct cards_view { const char *class_name, *action, *back; const struct cards_of_class_row *line; size_t n; int64_t own, with, without; bool fits; };
struct card_shown { const char *name, *code, *qr; int64_t squares; const struct card_picture *picture[CARD_PICTURES]; };
struct cards_print_view { const char *school_name, *class_name, *address, *back; day until; const struct card_shown *card; size_t n; };
struct by_card_view { const char *code; bool somebody; const struct card_picture *picture; size_t pictures; };
struct child_card_view { struct person_brief child; const char *back; bool has; instant made_at; day until; opt_instant used_at; };

/* Passkeys (passkey.h). */
struct passkeys_view { bool works, no_password, full; const char *address; const struct passkeys_mine_row *line; size_t n; };
struct passkey_add_view { const char *challenge, *rp_id, *handle, *user_name, *name; const char *const *known; size_t n; };

/* Rights handed over (delegate.h). */
struct hands_view { const char *school_code, *action; day today; const struct delegations_here_row *line; size_t n; const struct ui_choice *choice, *right; size_t choices, rights; };
struct my_hands_view { day today; const struct delegations_mine_row *line; size_t n; };

struct staff_line { member_id id; const char *name; enum member_role role; const char *title, *user_name; bool has_password, myself, beyond /* the account opens what is another's: no slip from here */; int64_t rev; };
struct invite_view { const char *name, *action, *back; };
struct correct_view { struct person_now now; const char *action, *back; };
struct guardian_leave_view { struct person_brief child; const char *action, *back; };
struct family_view {
    struct person_brief child; const char *base, *back;
    person_id me; bool leads, may_add;                                    /* sees the orders; may write down a guardian */
    const struct guardian_line *guardian; size_t guardians;
    const struct order_line *order; size_t orders;
    const char **held_by;                                   /* per order: the school that alone may lift it, or NULL: this one may */
    const struct ui_choice *choice; size_t choices;         /* about whom an order may be written */
};
struct staff_view { const struct school_brief *school; bool mail_works, can_import, heads; const struct staff_line *line; size_t n; int64_t waiting /* have not come in yet, and get a slip from who looks */; const char *only_here; struct staff_alike_row *alike; size_t alikes; };

#endif
