/* Staff of the first school whom not every school has: equipment, counselling, accounts, an assistant in a class. Beside the dice, so that nobody else's name moves. */
#include "access/access.h"
#include "main/demo.h"

static rc staff_add(struct tx *t, const struct demo_made *made, const char *name, enum sex sex, const char *title, person_id *out, member_id *member)
{
    const char *user_name;
    try(person_add(t, &(struct new_person){ .full_name = name, .sex = sex }, out));
    try(member_add(t, &(struct new_member){ .person = *out, .role = MEMBER_ROLE_STAFF, .full_name = name, .title = title, .from = made->from }, member));
    return account_add(t, *out, name, false, (batch_id){ 0 }, &user_name);
}

/* With the class of the demo's teacher and pupil. */
static rc assistant_add(struct tx *t, const struct demo_made *made, person_id *out)
{
    const char *user_name, *name = "Bùi Ngọc Diệp";
    member_id member;
    try(person_add(t, &(struct new_person){ .full_name = name, .sex = SEX_FEMALE }, out));
    try(member_add(t, &(struct new_member){ .person = *out, .role = MEMBER_ROLE_ASSISTANT, .full_name = name, .from = made->from }, &member));
    try(account_add(t, *out, name, false, (batch_id){ 0 }, &user_name));
    return teaching_add(t, made->class_[1].id, member, *out, DUTY_ASSISTANT, NULL, made->from);
}

static rc staff_store(struct tx *t, const struct demo_made *made, struct demo_staff *out)
{
    person_id person;
    member_id member;
    t->ask->scope.school = made->school;
    t->ask->me = made->clerk;
    try(staff_add(t, made, "Chử Đức Thắng", SEX_MALE, N_("Thiết bị"), &out->equipment, &member));
    try(staff_add(t, made, "Lưu Thị Hạnh", SEX_FEMALE, N_("Tư vấn học đường"), &out->counsellor, &member));
    try(staff_add(t, made, "Kiều Thị Vân", SEX_FEMALE, N_("Kế toán"), &person, &out->accountant));
    return assistant_add(t, made, &out->assistant);
}
CLOSURE(staff_store, struct demo_made, struct demo_staff)

rc demo_staff_make(struct session_of_work *w, const struct demo_made made[], struct demo_staff *out)
{
    return transact(&w->ask, NULL, staff_store, &made[0], out);
}
