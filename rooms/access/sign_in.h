/* Inside of access: the handlers, shared between its files, and what their forms hold. */
#ifndef KHUE_ROOMS_ACCESS_SIGN_IN_H
#define KHUE_ROOMS_ACCESS_SIGN_IN_H

#include "web/app.h"
#include "web/form.h"
#include "web/reply.h"

struct sign_in { const char *user, *secret, *next; bool shared; };
struct code_in { const char *code, *next; bool shared; };
struct demo_in { const char *user; };
struct password_in { const char *former, *fresh, *again; };
struct role_in { const char *role, *next; };

struct forgotten_in { const char *who; };
struct new_password_in { const char *fresh, *again; bool shared; };
struct address_in { const char *address, *secret; };
struct invite_in { const char *address; };

struct second_secret_in { const char *secret; };
struct second_code_in { const char *code; };

struct staff_in { const char *name, *role, *title, *phone, *email; bool another; member_id back /* a place that is over: that person comes back */; };
struct slip_in { person_id person; };
struct sheets_in { bool all; };
struct sheets_all_in { int64_t after; };
struct member_in { int64_t rev; };

extern const struct field sign_in_fields[], code_fields[], password_fields[], staff_fields[], member_fields[], slip_fields[], sheets_fields[], sheets_all_fields[],
                          forgotten_fields[], new_password_fields[], address_fields[], invite_fields[],
                          second_begin_fields[], second_end_fields[], second_codes_fields[], second_code_fields[];

/* Wrong codes, of slips and cards, counted by address alone. */
rc codes_left(struct ctx *c, struct reply *r);
rc code_wrong(struct ctx *c);

rc sign_in_page(struct ctx *c, struct reply *r);
rc sign_in_action(struct ctx *c, struct reply *r);
rc code_page(struct ctx *c, struct reply *r);
rc code_action(struct ctx *c, struct reply *r);
rc sign_out_action(struct ctx *c, struct reply *r);
rc demo_action(struct ctx *c, struct reply *r);

rc password_page(struct ctx *c, struct reply *r);
rc password_action(struct ctx *c, struct reply *r);
rc account_page(struct ctx *c, struct reply *r);
rc everywhere_out_action(struct ctx *c, struct reply *r);
rc one_out_action(struct ctx *c, struct reply *r);
rc history_page(struct ctx *c, struct reply *r);
rc second_page(struct ctx *c, struct reply *r);
rc second_begin_action(struct ctx *c, struct reply *r);
rc second_confirm_action(struct ctx *c, struct reply *r);
rc second_end_action(struct ctx *c, struct reply *r);
rc recovery_action(struct ctx *c, struct reply *r);
rc step_page(struct ctx *c, struct reply *r);
rc step_action(struct ctx *c, struct reply *r);
/* decide.c: must this person sign in with a second step, by the word of a principal or of the system? */
rc second_required(struct ctx *c, bool *yes);
rc role_action(struct ctx *c, struct reply *r);

rc forgotten_page(struct ctx *c, struct reply *r);
rc forgotten_action(struct ctx *c, struct reply *r);
rc new_password_page(struct ctx *c, struct reply *r);
rc new_password_action(struct ctx *c, struct reply *r);
rc address_page(struct ctx *c, struct reply *r);
rc address_action(struct ctx *c, struct reply *r);
rc address_drop_action(struct ctx *c, struct reply *r);
rc confirm_page(struct ctx *c, struct reply *r);
rc confirm_action(struct ctx *c, struct reply *r);
rc link_over(struct reply *r);             /* the page of a link that is over */
rc invite_page(struct ctx *c, struct reply *r);
rc invite_action(struct ctx *c, struct reply *r);

/* A colleague's link by mail; *sent = false when there were too many already. */
struct invitation { person_id person, by; const char *address, *name, *user_name, *school_name; };
rc invite_write(struct tx *t, const struct invitation *in, bool *sent);
/* May this school let that person in by a slip or a link? */
rc slip_allowed(struct ctx *c, person_id person);
rc account_way_in(struct ask *a, person_id who);           /* whose.c: DENIED in words where the account opens what is another's */
/* Would office_guarded and slip_allowed let the asker make a slip for somebody else of the school? Nothing is refused in words. *office: by the highest place here. */
rc slip_here(struct ctx *c, const struct member_line *line, bool *yes, bool *office);
rc staff_slips_action(struct ctx *c, struct reply *r);

/* sign_in.c: the password in use, asked for once more inside: wrong ones count as at the door. INVALID in words at that field when there were too many. */
rc own_tries_left(struct ctx *c, const char *field);
rc own_try_wrong(struct ctx *c);
/* Slips and invitations of the principal are their own; those of clerks and deputies are the heads. DENIED, with words for the latter. */
struct member_line;
rc office_guarded(struct ctx *c, const struct member_line *line);
rc heads_only(struct ctx *c);

rc slips_page(struct ctx *c, struct reply *r);
rc slips_action(struct ctx *c, struct reply *r);
rc slip_again_action(struct ctx *c, struct reply *r);

rc sheets_page(struct ctx *c, struct reply *r);
rc sheets_action(struct ctx *c, struct reply *r);
rc sheet_action(struct ctx *c, struct reply *r);
rc sheets_all_action(struct ctx *c, struct reply *r);
rc sheets_printed_action(struct ctx *c, struct reply *r);

rc staff_page(struct ctx *c, struct reply *r);
rc staff_action(struct ctx *c, struct reply *r);
rc staff_end_action(struct ctx *c, struct reply *r);
rc staff_slip_action(struct ctx *c, struct reply *r);

#endif
