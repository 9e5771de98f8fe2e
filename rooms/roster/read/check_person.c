/* Sex, personal numbers, status (domain rule 2.10). */
#include "roster/read/check.h"
#include "roster/read/heading.h"
#include "base/contact.h"
#include "base/str.h"
#include "base/viet.h"
#include <string.h>

/* ---- sex */

static bool is_one_of(const char *key, const char *const *words)
{
    for (; *words; words++) if (!strcmp(key, *words)) return true;
    return false;
}

static enum sex sex_of(const char *key)
{
    static const char *const male[] = { " nam ", " m ", " male ", " trai ", " con trai ", " nam gioi ", NULL }, *const female[] = { " nu ", " f ", " female ", " gai ", " con gai ", " nu gioi ", NULL };
    return is_one_of(key, male) ? SEX_MALE : is_one_of(key, female) ? SEX_FEMALE : 0;
}

/* 0 and 1 mean whatever the school that made the list says: asked once. */
static void ask_code(struct checking *k, char digit)
{
    struct roster_problem *p = problem_at(k, MEANS_SEX, ROSTER_CHOICE, "sex_code_ambiguous", N_("Cột giới tính dùng mã “{value}”. Trong tệp này mã 1 nghĩa là gì?"));
    p->once = true;
    problem_option(p, "one_is_male", N_("1 là Nam, mã kia là Nữ"));
    problem_option(p, "one_is_female", N_("1 là Nữ, mã kia là Nam"));
    if (!p->answer) return;
    bool one_is_male = !strcmp(p->answer, "one_is_male");
    k->row->sex = (digit == '1') == one_is_male ? SEX_MALE : SEX_FEMALE;
}

static void ask_sex(struct checking *k, enum meaning m)
{
    struct roster_problem *p = problem_at(k, m, ROSTER_CHOICE, "sex_unrecognised", N_("Giới tính ghi “{value}” chưa rõ nghĩa. Hãy chọn Nam hoặc Nữ."));
    problem_option(p, "male", N_("Nam"));
    problem_option(p, "female", N_("Nữ"));
    if (p->answer) k->row->sex = !strcmp(p->answer, "female") ? SEX_FEMALE : SEX_MALE;
}

/* A column of marks: x for girls (or boys), blank for the others. */
static void read_mark(struct checking *k, enum meaning m, enum sex marked)
{
    static const char *const marks[] = { " x ", " nu ", " co ", " 1 ", " v ", " true ", NULL };
    const char *text = viet_tidy(k->a, cell_of(k, m)), *key = heading_key(k->a, text);
    enum sex other = marked == SEX_FEMALE ? SEX_MALE : SEX_FEMALE, said = sex_of(key);
    if (!*text || !strcmp(key, " false ") || !strcmp(text, "-")) k->row->sex = other;
    else if (said != 0) k->row->sex = said;
    else if (is_one_of(key, marks) || strstr("✓ ✔ × ● + *", text)) k->row->sex = marked;
    else ask_sex(k, m);
}

void check_sex(struct checking *k)
{
    const char *text = viet_tidy(k->a, cell_of(k, MEANS_SEX));
    if (*text) {
        k->row->sex = sex_of(heading_key(k->a, text));
        if (k->row->sex) return;
        if (strchr("012", text[0]) && !text[1]) ask_code(k, text[0]); else ask_sex(k, MEANS_SEX);
    } else if (sheet_has(k->sheet, MEANS_FEMALE_MARK)) read_mark(k, MEANS_FEMALE_MARK, SEX_FEMALE);
    else if (sheet_has(k->sheet, MEANS_MALE_MARK)) read_mark(k, MEANS_MALE_MARK, SEX_MALE);
    else if (sheet_has(k->sheet, MEANS_SEX))
        problem_at(k, MEANS_SEX, ROSTER_WARNING, "sex_missing", N_("Chưa ghi giới tính. Vẫn nhập được; hãy bổ sung sau."));
}

/* ---- numbers */

void check_numbers(struct checking *k)
{
    struct roster_row *r = k->row;
    const char *moet = viet_tidy(k->a, cell_of(k, MEANS_MOET_ID)), *text = viet_tidy(k->a, cell_of(k, MEANS_NATIONAL_ID));
    r->moet_id = *moet ? moet : viet_tidy(k->a, cell_of(k, MEANS_PUPIL_CODE));
    r->ethnicity = viet_tidy(k->a, cell_of(k, MEANS_ETHNICITY));
    if (!*text) return;
    if (*text == '\'') text++;
    struct contact_check c = personal_number_check(k->a, "cccd", text, r->sex == SEX_MALE ? 'M' : r->sex == SEX_FEMALE ? 'F' : 0, r->birth_date, k->ctx->today);
    if (!strcmp(c.status, "OK")) {
        r->national_id = c.normal;
        if (strstr(c.warnings, "W_SEX") || strstr(c.warnings, "W_BIRTH_YEAR") || strstr(c.warnings, "W_FUTURE"))
            problem_at(k, MEANS_NATIONAL_ID, ROSTER_WARNING, "national_id_mismatch", N_("Số định danh không khớp giới tính hoặc năm sinh trên dòng. Vẫn nhập được; hãy kiểm tra lại."));
    } else if (!strcmp(c.status, "E_LENGTH")) {
        problem_at(k, MEANS_NATIONAL_ID, ROSTER_WARNING, "national_id_length", N_("Số định danh cá nhân phải có 12 chữ số. Vẫn nhập học sinh, chưa lưu số này."));
    } else if (!strcmp(c.status, "E_OLD_CMND")) {
        problem_at(k, MEANS_NATIONAL_ID, ROSTER_WARNING, "national_id_old", N_("“{value}” là số chứng minh nhân dân cũ. Vẫn nhập học sinh, chưa lưu số này."));
    } else {
        problem_at(k, MEANS_NATIONAL_ID, ROSTER_WARNING, "national_id_invalid", N_("Số định danh “{value}” có kí tự lạ. Vẫn nhập học sinh, chưa lưu số này."));
    }
}

/* ---- status */

void check_status(struct checking *k)
{
    static const char *const here[] = { " dang hoc ", " hoc ", " dang theo hoc ", " binh thuong ", " chuyen den ", " moi chuyen den ", " hien dien ", " luu ban ", " dang hoc lai ", NULL };
    static const char *const gone[] = { " chuyen truong ", " chuyen di ", " da chuyen truong ", " da chuyen ", " chuyen di truong khac ", " thoi hoc ", " da thoi hoc ", " bo hoc ", " nghi hoc ", " da nghi hoc ",
        " bao luu ", " tot nghiep ", " da tot nghiep ", " hoc xong ", " da mat ", NULL };
    const char *text = viet_tidy(k->a, cell_of(k, MEANS_STATUS)), *key = heading_key(k->a, text);
    k->row->status = text;
    if (!*key || is_one_of(key, here)) return;
    if (!is_one_of(key, gone)) {
        problem_at(k, MEANS_STATUS, ROSTER_WARNING, "status_unrecognised", N_("Trạng thái “{value}” chưa rõ nghĩa; em được nhập như đang học. Hãy xem lại."));
        return;
    }
    struct roster_problem *p = problem_at(k, MEANS_STATUS, ROSTER_CHOICE, "pupil_not_active", N_("Trạng thái của em là “{value}”. Có nhập em này vào lớp không?"));
    problem_option(p, "skip", N_("Không nhập"));
    problem_option(p, "import", N_("Vẫn nhập"));
    if (p->answer && !strcmp(p->answer, "skip")) k->row->state = ROW_SKIPPED;
}
