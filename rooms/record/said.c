/* A statement from outside, read into the few words that a timeline shows, and the tables of the verbs and things that it knows. */
#include "record/said.h"
#include "base/ids.h"
#include "base/viet.h"
#include <stddef.h>
#include <string.h>

enum { IRI_MOST = 300, NAME_MOST = 200, DID_MOST = 100, RESPONSE_MOST = 200, NUMBER_MOST = 24, DURATION_MOST = 40, TOPIC_MOST = 80, EXTENSIONS_MOST = 50 };

/* ---- what verbs and things are called */

#define ADL "adlnet.gov/expapi/verbs/"
#define AS "activitystrea.ms/schema/1.0/"
static const struct verb_word verbs[] = {
    { ADL "answered", N_("đã trả lời"), false },          { ADL "asked", N_("đã hỏi về"), false },            { ADL "attempted", N_("đã làm"), false },
    { ADL "attended", N_("đã dự"), false },               { ADL "commented", N_("đã góp ý cho"), false },     { ADL "completed", N_("đã hoàn thành"), false },
    { ADL "exited", N_("đã rời"), true },                 { ADL "experienced", N_("đã xem"), true },          { ADL "failed", N_("chưa đạt"), false },
    { ADL "imported", N_("đã đưa vào"), true },           { ADL "initialized", N_("đã mở"), true },           { ADL "interacted", N_("đã thao tác với"), true },
    { ADL "launched", N_("đã mở"), true },                { ADL "mastered", N_("đã nắm vững"), false },       { ADL "passed", N_("đã đạt"), false },
    { ADL "preferred", N_("đã chọn"), true },             { ADL "progressed", N_("đã làm thêm một phần"), true }, { ADL "registered", N_("đã ghi danh"), false },
    { ADL "responded", N_("đã trả lời"), false },         { ADL "resumed", N_("đã làm tiếp"), true },         { ADL "satisfied", N_("đã đáp ứng"), false },
    { ADL "scored", N_("đã được chấm"), false },          { ADL "shared", N_("đã chia sẻ"), false },          { ADL "suspended", N_("đã tạm dừng"), true },
    { ADL "terminated", N_("đã đóng"), true },            { ADL "voided", N_("đã rút lại"), true },           { ADL "waived", N_("được miễn"), false },
    { ADL "logged-in", N_("đã đăng nhập"), true },        { ADL "logged-out", N_("đã đăng xuất"), true },     { ADL "abandoned", N_("đã bỏ dở"), true },
    { "w3id.org/xapi/adl/verbs/satisfied", N_("đã đáp ứng"), false },      { "w3id.org/xapi/adl/verbs/waived", N_("được miễn"), false },
    { "w3id.org/xapi/adl/verbs/abandoned", N_("đã bỏ dở"), true },         { "w3id.org/xapi/adl/verbs/logged-in", N_("đã đăng nhập"), true },
    { "w3id.org/xapi/adl/verbs/logged-out", N_("đã đăng xuất"), true },
    { "w3id.org/xapi/video/verbs/played", N_("đã bật"), true },            { "w3id.org/xapi/video/verbs/paused", N_("đã tạm dừng"), true },
    { "w3id.org/xapi/video/verbs/seeked", N_("đã tua"), true },            { "id.tincanapi.com/verb/viewed", N_("đã xem"), true },
    { "id.tincanapi.com/verb/downloaded", N_("đã tải về"), true },         { "id.tincanapi.com/verb/reviewed", N_("đã xem lại"), true },
    { "id.tincanapi.com/verb/rated", N_("đã đánh giá"), false },           { "id.tincanapi.com/verb/bookmarked", N_("đã đánh dấu"), true },
    { "id.tincanapi.com/verb/evaluated", N_("đã đánh giá"), false },       { "id.tincanapi.com/verb/earned", N_("đã nhận"), false },
    { AS "author", N_("đã viết"), false },                { AS "read", N_("đã đọc"), true },                  { AS "watch", N_("đã xem"), true },
    { AS "listen", N_("đã nghe"), true },                 { AS "create", N_("đã làm ra"), false },            { AS "submit", N_("đã nộp"), false },
    { AS "like", N_("thích"), true },                     { AS "join", N_("đã tham gia"), false },            { AS "start", N_("đã bắt đầu"), true },
    { AS "complete", N_("đã hoàn thành"), false },        { AS "share", N_("đã chia sẻ"), false },            { AS "play", N_("đã bật"), true },
    { AS "attend", N_("đã dự"), false },                  { AS "confirm", N_("đã xác nhận"), false },         { AS "save", N_("đã lưu"), true },
};
#define ACT "adlnet.gov/expapi/activities/"
#define TIN "id.tincanapi.com/activitytype/"
const struct thing_word thing_words[] = {
    { "told_course",     COMPONENT_KNOWLEDGE,  N_("khóa học"),        ACT "course " "w3id.org/xapi/cmi5/activitytype/course" },
    { "told_lesson",     COMPONENT_KNOWLEDGE,  N_("bài học"),         ACT "lesson " ACT "module " ACT "unit " "w3id.org/xapi/cmi5/activitytype/block " TIN "lesson-plan" },
    { "told_assessment", COMPONENT_KNOWLEDGE,  N_("bài kiểm tra"),    ACT "assessment " ACT "performance" },
    { "told_question",   COMPONENT_KNOWLEDGE,  N_("câu hỏi"),         ACT "cmi.interaction " ACT "question " ACT "interaction " AS "question" },
    { "told_work",       COMPONENT_KNOWLEDGE,  N_("bài tập, dự án"),  TIN "school-assignment " TIN "project " TIN "essay " AS "task " TIN "step" },
    { "told_media",      COMPONENT_KNOWLEDGE,  N_("phim, âm thanh, hình"), ACT "media " "w3id.org/xapi/video/activity-type/video " AS "video " AS "audio " AS "image" },
    { "told_reading",    COMPONENT_KNOWLEDGE,  N_("tài liệu, sách"),  TIN "document " TIN "book " TIN "chapter " TIN "slide-deck " AS "article " AS "page " ACT "file " AS "file " ACT "link" },
    { "told_game",       COMPONENT_KNOWLEDGE,  N_("trò chơi, mô phỏng"), ACT "simulation " AS "game " TIN "game-level " "w3id.org/xapi/seriousgames/activity-types/serious-game" },
    { "told_competence", COMPONENT_KNOWLEDGE,  N_("năng lực, mục tiêu"), ACT "objective " "w3id.org/xapi/tla/activity-types/competency " TIN "competency " "w3id.org/xapi/scorm/activity-types/objective" },
    { "told_talk",       COMPONENT_PEOPLE,     N_("trao đổi"),        TIN "discussion " TIN "forum-topic " TIN "forum-reply " AS "comment " AS "note " TIN "chat-message" },
    { "told_meeting",    COMPONENT_PEOPLE,     N_("buổi gặp, sự kiện"), ACT "meeting " AS "event " TIN "conference-session" },
    { "told_group",      COMPONENT_PEOPLE,     N_("nhóm, người"),     AS "group " TIN "user-profile" },
    { "told_program",    COMPONENT_TECHNOLOGY, N_("ứng dụng, công cụ"), AS "application " AS "service " TIN "site" },
    { "told_place",      COMPONENT_CONTEXT,    N_("nơi chốn"),        AS "place" },
    { "told_award",      COMPONENT_CULTURE,    N_("huy hiệu, phần thưởng"), AS "badge " TIN "certificate " AS "goal" },
    { "told_thing",      COMPONENT_KNOWLEDGE,  N_("hoạt động"),       "" },
    { 0 }
};

static const char *without_scheme(const char *iri)
{
    return str_starts(iri, "http://") ? iri + 7 : str_starts(iri, "https://") ? iri + 8 : iri;
}

const struct verb_word *verb_word_of(const char *iri)
{
    for (size_t i = 0; iri && i < sizeof verbs / sizeof *verbs; i++)
        if (str_is(verbs[i].iri, without_scheme(iri))) return &verbs[i];
    return NULL;
}

const struct thing_word *thing_word_of(const char *code)
{
    for (const struct thing_word *w = thing_words; code && w->code; w++)
        if (str_is(w->code, code)) return w;
    return NULL;
}

static const struct thing_word *thing_of_type(const char *type)
{
    const struct thing_word *w = thing_words;
    for (; w[1].code; w++) {
        struct span rest = span_of(w->types), one;
        while (type && rest.n && span_cut(&rest, ' ', &one))
            if (span_is(one, without_scheme(type))) return w;
    }
    return w;                                              /* the last: any other */
}

/* ---- foreign texts */

static bool turns_text(uint32_t cp) { return cp == 0x200E || cp == 0x200F || cp == 0x061C || (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069) || cp == 0xFEFF; }

/* Whole letters of it, `most` bytes at most. */
static size_t letters_within(const char *s, size_t n, size_t most)
{
    const char *p = s, *end = s + n, *last = s;
    while (p < end && (size_t)(p - s) <= most) last = p, utf8_next(&p, end);
    return (size_t)(p - s) <= most ? (size_t)(p - s) : (size_t)(last - s);
}

/* One tidy line without marks that turn the direction of what stands beside it; what is too long ends in "…". NULL when nothing is left. */
static const char *line_of(struct arena *a, const char *s, size_t most)
{
    if (!s) return NULL;
    size_t n = strlen(s), first = letters_within(s, n, most * 4);
    struct buf b;
    buf_init(&b, most * 8 + 16);
    for (const char *p = s, *end = s + first; p < end;) {
        const char *from = p;
        if (!turns_text(utf8_next(&p, end))) buf_add(&b, from, (size_t)(p - from));
    }
    const char *tidy = b.failed ? "" : viet_tidy(a, b.p);
    buf_finish(&b);
    if (!*tidy) return NULL;
    size_t all = strlen(tidy);
    if (all <= most && first == n) return tidy;
    return arena_print(a, "%.*s…", (int)letters_within(tidy, all, most - 3), tidy);
}

/* An IRI has no blanks; one that is too long is none that we know. */
static const char *iri_of(struct arena *a, const struct json *j)
{
    if (!j || j->kind != JSON_STRING || strlen(j->text) > IRI_MOST) return NULL;
    return line_of(a, j->text, IRI_MOST);
}

static const char *text_of(struct arena *a, const struct json *j, size_t most) { return j && j->kind == JSON_STRING ? line_of(a, j->text, most) : NULL; }

/* As it is written, if it is a number of few digits. */
static const char *number_of(struct arena *a, const struct json *j)
{
    if (!j || j->kind != JSON_NUMBER || strlen(j->text) > NUMBER_MOST) return NULL;
    return strspn(j->text, "-0123456789.") == strlen(j->text) ? arena_text(a, j->text) : NULL;
}

static const char *yes_of(const struct json *j) { return !j ? NULL : j->kind == JSON_TRUE ? "1" : j->kind == JSON_FALSE ? "0" : NULL; }

static bool language_is(const char *key, const char *lang)
{
    return (key[0] | 32) == lang[0] && key[0] && (key[1] | 32) == lang[1] && (key[2] == 0 || key[2] == '-');
}

static void map_of(struct arena *a, const struct json *map, size_t most, const char *out[SAID_LANGS])
{
    if (!map || map->kind != JSON_OBJECT) return;
    for (const struct json *m = map->first; m; m = m->next) {
        const char **at = &out[language_is(m->key, "vi") ? SAID_VI : language_is(m->key, "en") ? SAID_EN : SAID_OTHER];
        if (!*at) *at = text_of(a, m, most);
    }
}

/* ---- the statement */

static const struct json *extension(const struct json *of, const char *tail)
{
    const struct json *all = json_get(of, "extensions");
    int seen = 0;
    for (const struct json *m = all && all->kind == JSON_OBJECT ? all->first : NULL; m && seen++ < EXTENSIONS_MOST; m = m->next) {
        size_t n = strlen(m->key), t = strlen(tail);
        if (n >= t && str_is(m->key + n - t, tail)) return m;
    }
    return NULL;
}

static void result_read(struct arena *a, const struct json *result, struct said *s)
{
    const struct json *score = json_get(result, "score");
    s->success = yes_of(json_get(result, "success"));
    s->completion = yes_of(json_get(result, "completion"));
    s->raw = number_of(a, json_get(score, "raw"));
    s->max = number_of(a, json_get(score, "max"));
    s->scaled = number_of(a, json_get(score, "scaled"));
    s->progress = number_of(a, extension(result, "/cmi5/result/extensions/progress"));
    s->duration = text_of(a, json_get(result, "duration"), DURATION_MOST);
    s->response = text_of(a, json_get(result, "response"), RESPONSE_MOST);
}

/* What it is about: of something planned, what is planned. */
static const struct json *object_of(const struct json *statement)
{
    const struct json *object = json_get(statement, "object");
    return json_is(json_get(object, "objectType"), "SubStatement") ? json_get(object, "object") : object;
}

void said_of(struct arena *a, const struct json *statement, struct said *s)
{
    const struct json *verb = json_get(statement, "verb"), *object = object_of(statement), *what = json_get(object, "definition"), *kind = json_get(object, "objectType");
    *s = (struct said){ .verb = iri_of(a, json_get(verb, "id")) };
    map_of(a, json_get(verb, "display"), DID_MOST, s->did);
    result_read(a, json_get(statement, "result"), s);
    if (kind && !json_is(kind, "Activity")) return;         /* people and statements are called by no name here */
    s->id = iri_of(a, json_get(object, "id"));
    s->type = iri_of(a, json_get(what, "type"));
    map_of(a, json_get(what, "name"), NAME_MOST, s->thing);
}

static bool person_is(const struct json *agent, const char *id) { return json_is(json_get(json_get(agent, "account"), "name"), id); }

enum deed_part said_part(const struct json *statement, person_id person)
{
    const struct json *actor = json_get(statement, "actor"), *members = json_get(actor, "member");
    char id[ID_TEXT_SIZE];
    id_text(person.v, id);
    if (person_is(actor, id)) return 0;
    for (const struct json *m = members ? members->first : NULL; m; m = m->next)
        if (person_is(m, id)) return DEED_PART_WITH;
    return DEED_PART_ABOUT;
}

static const char *competence_name(struct arena *a, const struct json *activity)
{
    const struct json *what = json_get(activity, "definition"), *type = json_get(what, "type");
    const char *name[SAID_LANGS] = { NULL };
    if (!type || type->kind != JSON_STRING || !str_is(thing_of_type(type->text)->code, "told_competence")) return NULL;
    map_of(a, json_get(what, "name"), TOPIC_MOST, name);
    return name[SAID_VI] ? name[SAID_VI] : name[SAID_EN] ? name[SAID_EN] : name[SAID_OTHER];
}

/* The competence that it is about, else the first among the activities of the context. */
static const char *competence_of(struct arena *a, const struct json *statement, const struct json *context)
{
    const char *name = competence_name(a, object_of(statement));
    if (name) return name;
    const struct json *lists = json_get(context, "contextActivities");
    int seen = 0;
    for (const struct json *list = lists ? lists->first : NULL; list; list = list->next)
        for (const struct json *one = list->kind == JSON_ARRAY ? list->first : list; one && seen++ < EXTENSIONS_MOST; one = list->kind == JSON_ARRAY ? one->next : NULL) {
            if ((name = competence_name(a, one))) return name;
        }
    return NULL;
}

void said_sort(struct arena *a, const struct json *statement, const struct said *s, struct said_sort *out)
{
    const struct json *context = json_get(statement, "context"), *kind = json_get(json_get(statement, "object"), "objectType");
    const struct json *component = extension(json_get(object_of(statement), "definition"), EXTENSION_COMPONENT);
    const struct verb_word *verb = verb_word_of(s->verb);
    const struct thing_word *thing = json_is(kind, "Agent") || json_is(kind, "Group") ? thing_word_of("told_group") : thing_of_type(s->type);
    bool trace = verb && verb->trace && !s->success && !s->raw && !s->scaled && !str_is(s->completion, "1");
    *out = (struct said_sort){ .thing = thing->code, .component = thing->component, .kind = trace ? TOLD_KIND_TRACE : TOLD_KIND_RESULT };
    if (component && component->kind == JSON_STRING && !component_read(component->text, &out->component)) out->component = thing->component;
    out->topic = text_of(a, extension(context, EXTENSION_SUBJECT), TOPIC_MOST);
    out->competence = competence_of(a, statement, context);
}

/* ---- kept as lines "letters=text" */

struct kept { const char *key; size_t at; };
#define KEPT(k, member) { k, offsetof(struct said, member) }
static const struct kept kept[] = { KEPT("v", verb), KEPT("dv", did[SAID_VI]), KEPT("de", did[SAID_EN]), KEPT("d", did[SAID_OTHER]), KEPT("nv", thing[SAID_VI]), KEPT("ne", thing[SAID_EN]),
    KEPT("n", thing[SAID_OTHER]), KEPT("i", id), KEPT("t", type), KEPT("s", success), KEPT("c", completion), KEPT("r", raw), KEPT("x", max), KEPT("p", scaled),
    KEPT("g", progress), KEPT("u", duration), KEPT("a", response) };

static const char **member_of(struct said *s, size_t i) { return (const char **)((char *)s + kept[i].at); }

const char *said_text(struct arena *a, const struct said *s)
{
    struct said copy = *s;
    struct buf b;
    buf_init(&b, SAID_TEXT_MOST);
    for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
        if (*member_of(&copy, i)) buf_print(&b, "%s=%s\n", kept[i].key, *member_of(&copy, i));
    const char *text = b.failed ? "" : arena_text_n(a, b.p, b.n);
    buf_finish(&b);
    return text;
}

void said_read(struct arena *a, const char *text, struct said *out)
{
    struct span rest = span_of(text), line, key;
    *out = (struct said){ 0 };
    while (rest.n && span_cut(&rest, '\n', &line)) {
        if (!memchr(line.p, '=', line.n) || !span_cut(&line, '=', &key)) continue;
        for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
            if (span_is(key, kept[i].key)) *member_of(out, i) = arena_text_n(a, line.p, line.n);
    }
}
