/* See heading.h. A label is folded to " ho va ten me " and looked at in this order: whom is it about (mother, father, guardian,
** the pupil), and then what. Phrases are sought as whole words. */
#include "roster/read/heading.h"
#include "roster/read/class_spelling.h"
#include "base/viet.h"
#include <string.h>

enum { LABEL_MAX = 120 };                        /* bytes; a longer text is a sentence, not a heading */

const char *heading_key(struct arena *a, const char *label)
{
    const char *folded = search_key(a, label);
    char *out = arena_take(a, strlen(folded) + 3);
    if (!out || !*folded) return "";
    size_t n = 0;
    out[n++] = ' ';
    for (; *folded; folded++) {
        bool letter = (*folded >= 'a' && *folded <= 'z') || (*folded >= '0' && *folded <= '9');
        if (letter) out[n++] = *folded;
        else if (out[n - 1] != ' ') out[n++] = ' ';
    }
    if (out[n - 1] != ' ') out[n++] = ' ';
    return n > 1 ? out : "";
}

static bool has(const char *key, const char *word) { return strstr(key, word) != NULL; }

static bool has_any(const char *key, const char *const *words)
{
    for (; *words; words++) if (has(key, *words)) return true;
    return false;
}

static bool is_any(const char *key, const char *const *words)
{
    for (; *words; words++) if (!strcmp(key, *words)) return true;
    return false;
}

/* ---- whom is it about? */

enum person { PUPIL, MOTHER, FATHER, GUARDIAN };

/* "Bộ" (the ministry) and "bố" (father) fold alike. */
static bool says_ministry(struct arena *a, const char *label) { return strstr(viet_lower(a, label), "bộ") != NULL; }

static enum person person_of(struct arena *a, const char *label, const char *key)
{
    static const char *const both[] = { " cha me ", " bo me ", " me cha ", " ba me ", " cha hoac me ", " bo hoac me ", " bo hay me ", " cha va me ", NULL };
    static const char *const guardian[] = { " phu huynh ", " giam ho ", " ph ", " phhs ", " cmhs ", " nuoi duong ", " nguoi lien he ", " gia dinh ", NULL };
    if (has_any(key, both) || has_any(key, guardian)) return GUARDIAN;
    if (has(key, " me ")) return MOTHER;
    if (has(key, " cha ") || has(key, " ba ") || (has(key, " bo ") && !says_ministry(a, label))) return FATHER;
    return PUPIL;
}

static const char *const phone_words[] = { " dt ", " sdt ", " dien thoai ", " dtdd ", " di dong ", " phone ", " mobile ", " so dd ", " tel ", NULL };

static const char *const other_words[] = { " nam sinh ", " ngay sinh ", " nghe nghiep ", " nghe ", " noi lam viec ", " co quan ", " don vi ", " email ", " cccd ", " cmnd ", " dinh danh ",
    " can cuoc ", " dan toc ", " chuc vu ", " dia chi ", " trinh do ", " que quan ", " ma ", " lop ", " ngay ", " ngay thang ", NULL };

static enum meaning about_family(enum person who, const char *key)
{
    static const enum meaning name[] = { 0, MEANS_MOTHER_NAME, MEANS_FATHER_NAME, MEANS_GUARDIAN_NAME }, phone[] = { 0, MEANS_MOTHER_PHONE, MEANS_FATHER_PHONE, MEANS_GUARDIAN_PHONE };
    if (has(key, " quan he ")) return MEANS_GUARDIAN_RELATION;
    if (has_any(key, phone_words)) return phone[who];
    return has_any(key, other_words) ? MEANS_NOTHING : name[who];
}

/* ---- and what? */

static enum meaning which_number(struct arena *a, const char *label, const char *key)
{
    static const char *const person[] = { " cccd ", " cmnd ", " can cuoc ", " cmt ", " so dinh danh ", " dinh danh ca nhan ", NULL };
    static const char *const code[] = { " ma hoc sinh ", " ma hs ", " ma so hoc sinh ", " ma so hs ", " mhs ", " mshs ", NULL };
    if (has(key, " dinh danh ") && (says_ministry(a, label) || has(key, " moet ") || has(key, " nganh ") || has(key, " csdl "))) return MEANS_MOET_ID;
    if (has_any(key, person)) return MEANS_NATIONAL_ID;
    if (has(key, " dinh danh ")) return MEANS_MOET_ID;
    return has_any(key, code) ? MEANS_PUPIL_CODE : MEANS_NOTHING;
}

static enum meaning which_name(const char *key)
{
    static const char *const family[] = { " ho dem ", " ho va dem ", " ho ten dem ", " ho va ten dem ", " ho lot ", " ho va lot ", " ho chu lot ", " ho va chu lot ", " ho chu dem ", " ho va chu dem ", NULL };
    static const char *const middle[] = { " dem ", " ten dem ", " chu dem ", " chu lot ", " ten lot ", NULL };
    static const char *const full[] = { " ho va ten ", " ho ten ", " hoc va ten ", " ho vs ten ", " ten hoc sinh ", " ten hs ", " ten tre ", " full name ", NULL };
    static const char *const alone[] = { " hoc sinh ", " ten tre ", " hs ", " name ", NULL };
    if (has_any(key, family) || !strcmp(key, " ho ")) return MEANS_FAMILY_MIDDLE;
    if (is_any(key, middle)) return MEANS_MIDDLE;
    if (has_any(key, full) || is_any(key, alone)) return MEANS_FULL_NAME;
    return !strcmp(key, " ten ") || !strcmp(key, " hoc sinh ten ") || !strcmp(key, " thong tin hoc sinh ten ") ? MEANS_GIVEN : MEANS_NOTHING;
}

static enum meaning which_sex(struct arena *a, const char *label, const char *key)
{
    static const char *const sex[] = { " gt ", " phai ", " sex ", " gender ", " nam nu ", NULL };
    static const char *const female[] = { " nu ", " nu x ", " la nu ", " hoc sinh nu ", " hs nu ", " gioi tinh nu ", NULL };
    static const char *const male[] = { " nam ", " nam x ", " la nam ", " hoc sinh nam ", " hs nam ", NULL };
    if (is_any(key, female) || (has(key, " gioi tinh ") && has(key, " nu ") && has(key, " x ") && !has(key, " nam "))) return MEANS_FEMALE_MARK;
    if (is_any(key, male) && !strstr(viet_lower(a, label), "năm")) return MEANS_MALE_MARK;
    return has(key, " gioi tinh ") || is_any(key, sex) ? MEANS_SEX : MEANS_NOTHING;
}

static enum meaning which_else(const char *key)
{
    static const struct { const char *key; enum meaning means; } exact[] = {
        { " stt ", MEANS_NUMBER }, { " tt ", MEANS_NUMBER }, { " so tt ", MEANS_NUMBER }, { " so thu tu ", MEANS_NUMBER }, { " thu tu ", MEANS_NUMBER }, { " no ", MEANS_NUMBER },
        { " lop ", MEANS_CLASS }, { " ten lop ", MEANS_CLASS }, { " lop hoc ", MEANS_CLASS }, { " nhom lop ", MEANS_CLASS }, { " lop nhom ", MEANS_CLASS }, { " nhom tre lop ", MEANS_CLASS },
        { " lop hien tai ", MEANS_CLASS }, { " lop dang hoc ", MEANS_CLASS }, { " lop moi ", MEANS_CLASS }, { " ma lop ", MEANS_CLASS }, { " hoc lop ", MEANS_CLASS }, { " class ", MEANS_CLASS },
        { " khoi ", MEANS_GRADE }, { " khoi lop ", MEANS_GRADE }, { " trang thai ", MEANS_STATUS }, { " tinh trang ", MEANS_STATUS }, { " trang thai hoc sinh ", MEANS_STATUS },
        { " trang thai hoc ", MEANS_STATUS }, { " trang thai hoc tap ", MEANS_STATUS }, { " tinh trang hoc ", MEANS_STATUS }, { " ghi chu ", MEANS_NOTE },
        { " nam sinh ", MEANS_BIRTH_DATE }, { " ns ", MEANS_BIRTH_DATE }, { " ngay thang ", MEANS_BIRTH_DATE }, { " ngay thang nam ", MEANS_BIRTH_DATE },
        { " dob ", MEANS_BIRTH_DATE }, { " birthday ", MEANS_BIRTH_DATE }, { " date of birth ", MEANS_BIRTH_DATE }
    };
    static const struct { const char *phrase; enum meaning means; } within[] = {
        { " ngay sinh ", MEANS_BIRTH_DATE }, { " ngay thang nam sinh ", MEANS_BIRTH_DATE }, { " ngay thang sinh ", MEANS_BIRTH_DATE }, { " sinh ngay ", MEANS_BIRTH_DATE },
        { " ngay thg nam sinh ", MEANS_BIRTH_DATE }, { " dan toc ", MEANS_ETHNICITY }, { " noi sinh ", MEANS_BIRTH_PLACE }, { " dia chi ", MEANS_ADDRESS },
        { " thuong tru ", MEANS_ADDRESS }, { " noi o ", MEANS_ADDRESS }, { " cho o ", MEANS_ADDRESS }, { " ho khau ", MEANS_ADDRESS }, { " tam tru ", MEANS_ADDRESS }
    };
    for (size_t i = 0; i < sizeof exact / sizeof *exact; i++) if (!strcmp(key, exact[i].key)) return exact[i].means;
    for (size_t i = 0; i < sizeof within / sizeof *within; i++) if (has(key, within[i].phrase)) return within[i].means;
    return MEANS_NOTHING;
}

enum meaning heading_means(struct arena *a, const char *label)
{
    if (strlen(label) > LABEL_MAX) return MEANS_NOTHING;
    const char *key = heading_key(a, label);
    if (!*key) return MEANS_NOTHING;
    if (str_is(key, " ma o he thong gui ")) return MEANS_SOURCE_PERSON;
    if (str_is(key, " ma lop o he thong gui ")) return MEANS_SOURCE_CLASS;
    enum person who = person_of(a, label, key);
    if (who != PUPIL) return about_family(who, key);
    if (has(key, " quan he ")) return MEANS_GUARDIAN_RELATION;
    enum meaning m = which_number(a, label, key);       /* before phones: "Bộ GD&ĐT" */
    if (m) return m;
    if (has_any(key, phone_words)) return has(key, " hoc sinh ") || has(key, " hs ") ? MEANS_NOTHING : MEANS_GUARDIAN_PHONE;
    m = which_sex(a, label, key);
    if (!m) m = which_else(key);
    return m ? m : which_name(key);
}

bool heading_is_word(struct arena *a, const char *label)
{
    return heading_means(a, label) != MEANS_NOTHING || (strlen(label) <= LABEL_MAX && has_any(heading_key(a, label), other_words));
}

bool heading_is_group(struct arena *a, const char *label)
{
    static const char *const pupil[] = { " hoc sinh ", " thong tin hoc sinh ", " thong tin ", " thong tin chung ", " thong tin lien he ", " lien he ", " thong tin ca nhan ", NULL };
    if (strlen(label) > LABEL_MAX) return false;
    const char *key = heading_key(a, label);
    return *key && (is_any(key, pupil) || (person_of(a, label, key) != PUPIL && about_family(person_of(a, label, key), key) != MEANS_NOTHING));
}

enum meaning heading_pair_means(struct arena *a, const char *top, const char *sub, const char **sex)
{
    *sex = NULL;
    if (!*sub) return heading_means(a, top);
    if (!*top) return heading_means(a, sub);
    enum meaning below = heading_means(a, sub), above = heading_means(a, top);
    if (above == MEANS_BIRTH_DATE && (below == MEANS_MALE_MARK || below == MEANS_FEMALE_MARK)) {
        /* law 5: what stands in a cell, to be read like one */
        *sex = below == MEANS_MALE_MARK ? "Nam" : "Nữ";
        return MEANS_BIRTH_DATE;
    }
    if (person_of(a, top, heading_key(a, top)) != PUPIL || below == MEANS_NOTHING) return heading_means(a, arena_print(a, "%s %s", top, sub));
    return below;
}

/* ---- titles, sheet names, footers */

/* The words after "lớp", as written. */
static const char *after_class_word(struct arena *a, const char *title, bool *first)
{
    struct span rest = span_of(viet_tidy(a, title)), word;
    *first = true;
    while (span_cut(&rest, ' ', &word)) {
        const char *key = heading_key(a, arena_text_n(a, word.p, word.n));
        if (!strcmp(key, " lop ")) return arena_text_n(a, rest.p ? rest.p : "", rest.n);
        if (*key) *first = false;
    }
    return "";
}

static const char *strip_marks(struct arena *a, struct span w)
{
    while (w.n && strchr(":-–.,;(\"", w.p[0])) { w.p++; w.n--; }
    while (w.n && strchr(":-.,;)\"", w.p[w.n - 1])) w.n--;
    return arena_text_n(a, w.p ? w.p : "", w.n);
}

const char *title_class(struct arena *a, const char *title)
{
    bool first;
    struct span rest = span_of(after_class_word(a, title, &first)), word = { 0 };
    const char *one = "";
    while (!*one && span_cut(&rest, ' ', &word)) one = strip_marks(a, word);
    if (*one >= '1' && *one <= '9') {
        bool digits_only = one[strspn(one, "0123456789")] == '\0';
        const char *two = digits_only && span_cut(&rest, ' ', &word) ? strip_marks(a, word) : "";
        const char *joined = *two && strlen(two) <= 3 ? arena_print(a, "%s%s", one, two) : one;
        if (class_spelling_read(a, joined).grade) return joined;
        return class_spelling_read(a, one).grade ? one : "";
    }
    if (!first || !*one) return "";
    const char *whole = after_class_word(a, title, &first), *stop = strstr(whole, " - ");
    return strip_marks(a, (struct span){ whole, stop ? (size_t)(stop - whole) : strlen(whole) });
}

const char *sheet_name_class(struct arena *a, const char *name)
{
    const char *from_title = title_class(a, name);
    if (*from_title) return from_title;
    struct class_spelling c = class_spelling_read(a, name);
    return c.grade && strlen(c.name) <= 6 && c.name[strspn(c.name, "0123456789")] ? c.name : "";
}

bool text_is_footer(struct arena *a, const char *text)
{
    static const char *const opening[] = { " tong so ", " tong cong ", " tong ", " cong ", " danh sach nay ", " danh sach co ", " danh sach gom ", " nguoi lap ", " hieu truong ", " pho hieu truong ",
        " giao vien chu nhiem ", " gvcn ", " thu truong ", " xac nhan ", " ha noi ngay ", " ban giam hieu ", " ghi chu ", " luu y ", " ky ten ", " ki ten ", " ky va ghi ro ", " trong do ", " si so ", NULL };
    const char *key = heading_key(a, text);
    for (const char *const *o = opening; *o; o++) if (str_starts(key, *o)) return true;
    return str_starts(key, " ngay ") && has(key, " thang ") && has(key, " nam ");
}
