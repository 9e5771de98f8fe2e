/* What this room holds of a person, for the copy that the person takes along (rooms/consent/consent.h). */
#include "base/json.h"
#include "consent/consent.h"
#include "generated/record_queries.h"
#include "record/inside.h"
#include <string.h>

static void deed_tell(struct part_out *o, enum deed_verb verb, const char *kind, const char *object)
{
    const struct object_kind *k = object_kind_of(kind, NULL);
    told_words(o, "viec", _("Việc"), deed_verb_label(verb));
    told_words(o, "loai", _("Loại"), k ? k->label : kind);
    told_text(o, "vat", _("Tên"), object);
}

static rc tell_deeds(struct ask *a, person_id person, struct part_out *o)
{
    struct deeds_told_row *row;
    size_t n;
    try(deeds_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_time(o, "luc", _("Lúc"), told_at(row[i].at));
        deed_tell(o, row[i].verb, row[i].object_kind, row[i].object_name);
        told_text(o, "truong", _("Trường"), row[i].school_name);
        told_text(o, "ket_qua", _("Kết quả"), row[i].result);
        told_text(o, "hoan_canh", _("Hoàn cảnh"), row[i].context);
    }
    return OK;
}

static rc tell_with(struct ask *a, person_id person, struct part_out *o)
{
    struct deeds_with_told_row *row;
    size_t n;
    try(deeds_with_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_time(o, "luc", _("Lúc"), told_at(row[i].at));
        told_words(o, "phan", _("Có phần vì"), deed_part_label(row[i].part));
        deed_tell(o, row[i].verb, row[i].object_kind, row[i].object_name);
        told_text(o, "truong", _("Trường"), row[i].school_name);
    }
    return OK;
}

/* How many are named in it, whatever by; a group counts as many. */
size_t named_in(const struct json *j)
{
    static const char *const by[] = { "mbox", "mbox_sha1sum", "openid", "account", "member", NULL };
    size_t n = 0;
    for (const struct json *m = j ? j->first : NULL; m; m = m->next) {
        for (const char *const *one = by; j->kind == JSON_OBJECT && *one; one++) n += str_is(m->key, *one) ? (str_is(*one, "member") ? 2 : 1) : 0;
        n += named_in(m);
    }
    return n;
}

enum { ROWS = 20 /* read at once */, WORDS_MOST = 1 << 20 /* bytes word for word, of all of them */ };

/* Word for word only where nobody else is named: the copy of one person tells nothing of another. The second is who wrote it down, the key. */
static const char *words_of(struct ask *a, const char *document, size_t *bytes)
{
    struct document_open d;
    const struct json *said = document_open(&d, document);
    bool alone = said && named_in(said) <= 2;
    document_close(&d);
    if (!alone) return tr(a->lang, _("Điều được kể nói cả về người khác: hỏi nhà trường."));
    *bytes += strlen(document);
    return *bytes <= WORDS_MOST ? arena_text(a->arena, document) : tr(a->lang, _("Nguyên văn dài quá để in ở đây: hỏi nhà trường."));
}

/* The newest first; *n: 0 when there was nothing more. */
static rc tell_some(struct ask *a, person_id person, statement_id *before, size_t *n, size_t *bytes, struct part_out *o)
{
    struct outside_told_row *row;
    struct rows_aside aside;
    rows_aside_begin(&aside, a);
    rc read = outside_told(a, person, *before, ROWS, &row, n);
    rows_aside_leave(&aside);
    for (size_t i = 0; read == OK && i < *n; i++) {
        told_line(o);
        told_time(o, "luc", _("Lúc"), told_at(row[i].at));
        told_text(o, "truong", _("Trường"), arena_text(a->arena, row[i].school_name));
        told_text(o, "loi", _("Nguyên văn"), words_of(a, row[i].document, bytes));
        *before = row[i].id;
    }
    rows_aside_end(&aside);
    return read;
}

static rc tell_outside(struct ask *a, person_id person, struct part_out *o)
{
    statement_id before = { INT64_MAX };
    size_t all = 0, bytes = 0;
    for (size_t n = 1; n && all < PART_MOST; all += n) try(tell_some(a, person, &before, &n, &bytes, o));
    told_many(o, all);
    return OK;
}

static rc tell_known(struct ask *a, person_id person, struct part_out *o)
{
    struct known_told_row *row;
    size_t n;
    try(known_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        const char *where, *name = agent_words(a->arena, row[i].agent, &where);
        told_line(o);
        told_time(o, "luc", _("Lúc"), told_at(row[i].made_at));
        told_text(o, "tai_khoan", _("Tài khoản"), name);
        if (*where) told_text(o, "noi", _("Ở trang"), where);
        told_text(o, "ly_do", _("Lý do"), row[i].reason);
        if (row[i].ended_at.has) told_time(o, "bo_luc", _("Bỏ nối lúc"), told_at(row[i].ended_at.v));
        told_text(o, "truong", _("Trường"), row[i].school_name);
    }
    return OK;
}

/* One number for all that the person did, made up here and kept nowhere beside the person: people are counted as before. A deed stays true, it names
** nobody. */
static rc drop_deeds_here(struct tx *t, person_id person, school_id school)
{
    person_id nobody = NEW_ID(t, person_id);
    try(deeds_unname(t, person, nobody, school, NULL));
    return weeks_unname(t, person, nobody, NULL);                 /* where there are deeds of `nobody` now */
}
static rc drop_deeds(struct tx *t, person_id person) { return drop_deeds_here(t, person, (school_id){ 0 }); }

static rc drop_with_here(struct tx *t, person_id person, school_id school) { return parts_unname(t, person, NEW_ID(t, person_id), school, NULL); }
static rc drop_with(struct tx *t, person_id person) { return drop_with_here(t, person, (school_id){ 0 }); }

const struct person_part record_parts[] = {
    { "record.deeds", N_("Hành trình: việc đã làm"),        "statement.actor_id", tell_deeds, false, drop_deeds, N_("Số đếm của trường, không còn biết là của ai."), .drop_here = drop_deeds_here, .law = &law_counts },
    { "record.with",  N_("Hành trình: việc của người khác có mình trong đó"), "statement_with.person_id", tell_with, false, drop_with, N_("Số đếm của trường, không còn biết là của ai."), .drop_here = drop_with_here, .law = &law_counts },
    { "record.outside", N_("Hành trình: điều hệ thống khác kể"), "outside_person.person_id", tell_outside, false, drop_outside, NULL, .drop_here = drop_outside_here },
    { "record.known", N_("Tài khoản ở hệ thống khác mà nhà trường đã nối"), "outside_known.person_id", tell_known, false, drop_known, NULL, .drop_here = drop_known_here },
    { 0 }
};
