/* Search over a whole city: 2,748 schools, 2,044,006 members by name, and a million texts, on the tables and rules of the program.
**     search FOLDER [URL]    FOLDER: empty; URL: an empty PostgreSQL database instead of SQLite. PART=4 in the environment: a fourth of
**                            the city, with schools of the same size
** Each question is asked RUNS times with all that a page does for it (folding, index, reading the hits again, ranking); what counts is
** the slowest of them. Prints a line a question, and figures: NAME VALUE UNIT bar BAR ok|short. */
#include "base/ids.h"
#include "base/viet.h"
#include "classes/classes.h"
#include "data/db.h"
#include "data/stmt.h"
#include "schools/schools.h"
#include "search/inside.h"
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { SCHOOLS = 2748, MEMBERS = 2044006, NOTES = 1000000, ROWS = 4000, RUNS = 25, TITLE_WORDS = 6 };
static int schools = SCHOOLS, members = MEMBERS, texts_n = NOTES;
#define NAME_BAR 20.0
#define BAR 50.0

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static _Noreturn void give_up(const char *what, const char *why)
{
    fprintf(stderr, "bench/search: %s: %s\n", what, why);
    exit(1);
}

/* ---- dice: the same city every time */

static uint64_t dice_state = 20261127;

static uint32_t dice(uint32_t n)
{
    uint64_t z = dice_state += 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return (uint32_t)(((z ^ (z >> 31)) >> 32) * n >> 32);
}

static double bell(void)
{
    double sum = -6;
    for (int i = 0; i < 12; i++) sum += dice(1000000) / 1e6;
    return sum;
}

struct word { const char *text; int weight; };
#define PICK(words) pick(words, sizeof words / sizeof *words)

static const char *pick(const struct word *w, size_t n)
{
    int sum = 0, at;
    for (size_t i = 0; i < n; i++) sum += w[i].weight;
    at = (int)dice((uint32_t)sum);
    for (size_t i = 0; i < n; i++)
        if ((at -= w[i].weight) < 0) return w[i].text;
    return w[0].text;
}

/* Weights in thousandths: families of the city; middle and given names of pupils. */
static const struct word family[] = {
    { "Nguyễn", 384 }, { "Trần", 110 }, { "Lê", 95 }, { "Phạm", 71 }, { "Hoàng", 40 }, { "Phan", 45 }, { "Vũ", 32 }, { "Võ", 7 }, { "Đặng", 21 }, { "Bùi", 20 },
    { "Đỗ", 19 }, { "Hồ", 6 }, { "Ngô", 15 }, { "Dương", 12 }, { "Lý", 3 }, { "Đào", 9 }, { "Đinh", 9 }, { "Trịnh", 9 }, { "Mai", 5 }, { "Lương", 5 }, { "Tạ", 5 },
    { "Chu", 5 }, { "Nghiêm", 2 }, { "Khuất", 2 }, { "Kiều", 4 }, { "Phùng", 6 }, { "Đàm", 3 }, { "Lại", 2 }, { "Quách", 2 }, { "Cấn", 2 }, { "Bạch", 2 }, { "Triệu", 2 } };
static const struct word boy_middle[] = { { "Đức", 10 }, { "Minh", 14 }, { "Quang", 8 }, { "Gia", 9 }, { "Tuấn", 7 }, { "Anh", 5 }, { "Hoàng", 8 }, { "Nhật", 7 }, { "Bảo", 8 },
    { "Đình", 5 }, { "Hữu", 4 }, { "Xuân", 3 }, { "Trọng", 4 }, { "Duy", 6 }, { "Văn", 4 } };
static const struct word girl_middle[] = { { "Thị", 15 }, { "Ngọc", 14 }, { "Thu", 7 }, { "Minh", 9 }, { "Phương", 9 }, { "Khánh", 8 }, { "Bảo", 8 }, { "Thùy", 6 }, { "Hà", 6 },
    { "Mai", 5 }, { "Diệu", 5 }, { "Quỳnh", 6 } };
static const struct word boy_given[] = { { "Minh", 9 }, { "Anh", 8 }, { "Khang", 6 }, { "Bảo", 6 }, { "Phúc", 5 }, { "Khôi", 5 }, { "Đức", 5 }, { "Huy", 6 }, { "Nam", 5 },
    { "Long", 5 }, { "Quân", 4 }, { "Dũng", 4 }, { "Sơn", 3 }, { "Kiên", 4 }, { "Tùng", 3 }, { "Hiếu", 3 }, { "Phong", 4 }, { "Hải", 3 }, { "Thành", 3 }, { "Việt", 3 } };
static const struct word girl_given[] = { { "Anh", 12 }, { "Linh", 9 }, { "Chi", 8 }, { "Ngọc", 6 }, { "Hà", 5 }, { "Trang", 6 }, { "Thảo", 5 }, { "Vy", 4 }, { "Nhi", 5 },
    { "My", 4 }, { "An", 5 }, { "Hân", 4 }, { "Châu", 4 }, { "Mai", 4 }, { "Phương", 4 }, { "Hương", 3 }, { "Yến", 3 }, { "Giang", 3 }, { "Trâm", 2 }, { "Diệp", 2 } };

static const char *pupil_name(char out[96])
{
    bool boy = dice(1000) < 525;
    const char *middle = boy ? PICK(boy_middle) : PICK(girl_middle), *given = boy ? PICK(boy_given) : PICK(girl_given);
    if (dice(3) == 0) snprintf(out, 96, "%s %s %s %s", PICK(family), middle, boy ? PICK(boy_middle) : PICK(girl_middle), given);
    else snprintf(out, 96, "%s %s %s", PICK(family), middle, given);
    return out;
}

/* Syllables of school news in their order of frequency: the n-th comes with weight 1/(n+2). Further ones are made up. */
static const char common_text[] =
    "học sinh trường lớp của và các em được cho thầy cô giáo trong với năm ngày tổ chức hoạt động tham gia thi tập thể cuộc đội giải nhất nhà khối hai "
    "chương trình kết quả phụ huynh sách đọc thư viện khoa sáng tạo dự án làm việc nhóm bài môn toán văn ngữ tiếng anh lịch sử địa lí vật hóa sinh tin "
    "công nghệ nghệ thuật âm nhạc mĩ thể dục quốc phòng an ninh hướng nghiệp trải nghiệm tham quan bảo tàng di tích làng nghề gốm lụa nước rối trống kèn "
    "thông báo họp kì thời gian địa điểm đầu giờ sáng chiều tối tuần tháng kế hoạch lịch nghỉ tết lễ khai giảng bế mạc tổng kết khen thưởng tuyên dương "
    "gương điển hình vượt khó đạt thành tích cao thành phố quận huyện xã phường cấp quốc tế vòng chung khảo sơ khảo ban giám hiệu đoàn thanh niên "
    "thiếu nhi sao đỏ trực nhật vệ sinh môi trường cây xanh vườn hoa sân chơi bếp ăn bán trú dinh dưỡng sức khỏe y tế tiêm phòng răng mắt";

enum { VOCABULARY = 6000, VOCABULARY_BYTES = 64 * 1024 };
static struct { const char *text[VOCABULARY]; double until[VOCABULARY]; size_t n; char bytes[VOCABULARY_BYTES]; } vocabulary;

static void vocabulary_make(void)
{
    static const char *const first[] = { "b", "ch", "d", "đ", "g", "h", "kh", "l", "m", "n", "ng", "nh", "ph", "qu", "r", "s", "t", "th", "tr", "v", "x" };
    static const char *const middle[] = { "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "oa", "uy", "iê", "uô", "ươ" };
    static const char *const last[] = { "", "c", "ch", "m", "n", "ng", "nh", "p", "t", "i", "u" };
    char *w = vocabulary.bytes;
    size_t size = sizeof common_text;
    memcpy(w, common_text, size);
    for (char *p = w, *rest; (p = strtok_r(p, " ", &rest)); p = NULL) vocabulary.text[vocabulary.n++] = p;
    w += size;
    while (vocabulary.n < VOCABULARY && w < vocabulary.bytes + VOCABULARY_BYTES - 32) {
        vocabulary.text[vocabulary.n++] = w;
        w += 1 + snprintf(w, 32, "%s%s%s", first[dice(21)], middle[dice(16)], last[dice(11)]);
    }
    double sum = 0;
    for (size_t i = 0; i < vocabulary.n; i++) vocabulary.until[i] = sum += 1.0 / (double)(i + 2);
}

static const char *some_word(void)
{
    double at = (dice(1u << 30) / (double)(1u << 30)) * vocabulary.until[vocabulary.n - 1];
    size_t low = 0, high = vocabulary.n - 1;
    while (low < high) {
        size_t mid = (low + high) / 2;
        if (vocabulary.until[mid] < at) low = mid + 1;
        else high = mid;
    }
    return vocabulary.text[low];
}

/* Half of the texts have one word, half another: two common words that no text has both of. */
static void some_text(char *out, size_t size, int64_t number)
{
    size_t n = (size_t)snprintf(out, size, "%s", number % 2 ? "chẵn" : "lẻ");
    for (uint32_t words = 12 + dice(50); words > 0 && n + 24 < size; words--)
        n += (size_t)snprintf(out + n, size - n, " %s", some_word());
}

/* ---- the city */

struct city {
    struct db *db;
    bool postgres;
    struct arena arena;
    struct fault fault;
    struct ask ask;
    school_id school[SCHOOLS];
    char code[SCHOOLS][24];
    double until[SCHOOLS];              /* share of the members up to this school */
    FILE *sql; char *text; size_t bytes;
};

static struct city city;

static rc schools_make(struct tx *t, const int *from, void *out)
{
    (void)out;
    static const enum school_level levels[] = { SCHOOL_LEVEL_PRESCHOOL, SCHOOL_LEVEL_PRIMARY, SCHOOL_LEVEL_LOWER_SECONDARY, SCHOOL_LEVEL_UPPER_SECONDARY };
    static const char *const words[] = { "Mầm non", "Tiểu học", "THCS", "THPT" }, *const area[] = { "00004", "00008", "00577", "09955" };
    try(schools_load_areas(t));
    for (int i = *from; i < *from + 100 && i < schools; i++) {
        int kind = i % 10 < 4 ? 0 : i % 10 < 7 ? 1 : i % 10 < 9 ? 2 : 3;
        snprintf(city.code[i], sizeof city.code[i], "mau-%04d", i);
        struct new_school in = { .code = city.code[i], .address = "Số 1, ngõ Mẫu", .area_code = area[i % 4], .ownership = OWNERSHIP_PUBLIC,
                                 .name = arena_print(t->ask->arena, "Trường %s Mẫu %04d – %s %s", words[kind], i, PICK(girl_middle), PICK(boy_given)) };
        in.level[levels[kind]] = true;
        try(school_add(t, &in, &city.school[i]));
    }
    return OK;
}
CLOSURE(schools_make, int, void)

static void sql_begin(void)
{
    city.sql = open_memstream(&city.text, &city.bytes);
    if (!city.sql) give_up("memory", "none");
    fputs(city.postgres ? "SELECT set_config('khue.reach', 'all', true);" : "", city.sql);
}

static void sql_end(void)
{
    const char *first = NULL;
    fclose(city.sql);
    rc r = db_plain(city.db, &city.arena, city.text, &first);
    if (r != OK) give_up("rows", rc_name(r));
    free(city.text);
    arena_reset(&city.arena);
}

static void sql_bytes(struct bytes b)
{
    fputs(city.postgres ? "'\\x" : "x'", city.sql);
    for (size_t i = 0; i < b.n; i++) fprintf(city.sql, "%02x", b.p[i]);
    fputc('\'', city.sql);
}

static int school_at(double share)
{
    int low = 0, high = schools - 1;
    while (low < high) {
        int mid = (low + high) / 2;
        if (city.until[mid] < share) low = mid + 1;
        else high = mid;
    }
    return low;
}

struct row { int64_t id; int school; char name[96]; const char *key, *words; struct bytes sort; char shelf[SHELF_SIZE]; };

/* Members of the schools one after the other, as the years brought them. */
static void members_make(int64_t from, int n)
{
    static struct row row[ROWS];
    const struct search_kind *person = search_kind_named("person");
    for (int i = 0; i < n; i++) {
        struct row *r = &row[i];
        r->id = id_at(1690000000000 + (from + i) / 200 * 10, 3, (int)((from + i) % 200) * 2);
        r->school = school_at((double)(from + i) / members);
        pupil_name(r->name);
        r->key = search_key(&city.arena, r->name);
        r->sort = sort_key_person(&city.arena, r->name);
        r->words = words_of(&city.arena, r->key, NULL);
        shelf_name(person, city.school[r->school], r->id, r->shelf);
    }
    sql_begin();
    fputs("INSERT INTO person (id, full_name, search_key, sort_key, added_at, rev) VALUES ", city.sql);
    for (int i = 0; i < n; i++)                    /* a search reads names where the school keeps them; here only the key must be there */
        fprintf(city.sql, "%s(%lld,'','',%s,0,1)", i ? "," : "", (long long)row[i].id, city.postgres ? "''" : "x''");
    fputs(";INSERT INTO member (school_id, id, person_id, role, display_name, search_key, sort_key, from_day, rev) VALUES ", city.sql);
    for (int i = 0; i < n; i++) {
        fprintf(city.sql, "%s(%lld,%lld,%lld,'pupil','%s','%s',", i ? "," : "", (long long)city.school[row[i].school].v, (long long)row[i].id + 1, (long long)row[i].id,
                row[i].name, row[i].key);
        sql_bytes(row[i].sort);
        fputs(",19000,1)", city.sql);
    }
    fputs(";INSERT INTO search_doc (shelf, object, words) VALUES ", city.sql);
    for (int i = 0; i < n; i++)
        fprintf(city.sql, "%s('%s',%lld,'%s')", i ? "," : "", row[i].shelf, (long long)row[i].id + 1, row[i].words);
    fputc(';', city.sql);
    sql_end();
}

/* ---- a million texts: four of ten for everybody, the others inside; the first school has 20,000 of its own */

static const unsigned char ids_kind[] = { PARAM_INTS };
static const struct query notes_read_query = {
    .name = "bench notes", .index = -15, .params = 1, .kinds = ids_kind, .scope = SCOPE_SYSTEM,
    .sqlite = "SELECT id, title FROM bench_note WHERE id IN (SELECT value FROM json_each(?1))",
    .postgres = "SELECT id, title FROM bench_note WHERE id = ANY($1::bigint[])" };

static rc notes_read(const struct searcher *s, const int64_t *object, size_t n, struct search_hit *hit)
{
    struct stmt *q;
    bool row = false;
    try(stmt_open(s->ask, &notes_read_query, &q));
    stmt_ints(q, 0, object, n);
    rc r;
    while ((r = stmt_step(q, &row)) == OK && row) {
        struct search_hit *h = search_hit_of(object, n, hit, col_int(q, 0));
        if (h) *h = (struct search_hit){ .title = col_text(q, 1), .path = "/" };
    }
    stmt_close(q);
    return r;
}

static const struct search_kind notes = { .name = "note", .shelf = 'z', .label = "note", .icon = "file-text", .how = "", .open = true, .inside = true, .texts = true,
                                          .read = notes_read };

static rc words_learnt(struct tx *t, const int *unused, void *out)
{
    (void)unused, (void)out;
    static const struct search_kind *const *table = search_tables;          /* through the rules: a published page with every word */
    (void)table;
    for (size_t i = 0; i < vocabulary.n; i += 400) {
        char text[8000];
        size_t n = 0;
        for (size_t k = i; k < i + 400 && k < vocabulary.n; k++) n += (size_t)snprintf(text + n, sizeof text - n, " %s", vocabulary.text[k]);
        try(search_put(t, &(struct search_doc){ .kind = "values", .object = city.school[i / 400 % (size_t)schools].v, .title = text, .text = "chẵn lẻ" }));
    }
    return OK;
}
CLOSURE(words_learnt, int, void)

static void notes_make(int64_t from, int n)
{
    static struct row row[ROWS];
    static char text[1200];
    for (int i = 0; i < n; i++) {
        struct row *r = &row[i];
        int64_t number = from + i;
        r->id = id_at(1577900000000 + number * (217000LL * NOTES / texts_n), 4, 7);                   /* one every 217 s: 2020 to 2026 */
        r->school = dice(10) < 4 ? -1 : number % 50 == 0 ? 0 : school_at(dice(1000000) / 1e6);
        some_text(text, sizeof text, number);
        size_t cut = 0;
        for (int words = 0; text[cut] && (text[cut] != ' ' || ++words < TITLE_WORDS);) cut++;
        snprintf(r->name, sizeof r->name, "%.*s", (int)(cut < 90 ? cut : 0), text);
        r->words = words_of(&city.arena, text, NULL);
        shelf_name(&notes, r->school < 0 ? (school_id){ 0 } : city.school[r->school], r->id, r->shelf);
    }
    sql_begin();
    fputs("INSERT INTO bench_note (id, title) VALUES ", city.sql);
    for (int i = 0; i < n; i++) fprintf(city.sql, "%s(%lld,'%s')", i ? "," : "", (long long)row[i].id, row[i].name);
    fputs(";INSERT INTO search_doc (shelf, object, words) VALUES ", city.sql);
    for (int i = 0; i < n; i++) fprintf(city.sql, "%s('%s',%lld,'%s')", i ? "," : "", row[i].shelf, (long long)row[i].id, row[i].words);
    fputc(';', city.sql);
    sql_end();
}

static void city_make(void)
{
    const char *first;
    double began = seconds(), sum = 0;
    vocabulary_make();
    for (int i = 0; i < schools; i += 100)
        if (transact(&city.ask, NULL, schools_make, &i, NULL) != OK) give_up("schools", city.fault.detail ? city.fault.detail : "?");
    for (int i = 0; i < schools; i++) city.until[i] = sum += exp(0.35 * bell());
    for (int i = 0; i < schools; i++) city.until[i] /= sum;
    printf("%d schools in %.1f s\n", schools, seconds() - began);
    began = seconds();
    for (int64_t i = 0; i < members; i += ROWS) members_make(i, (int)(members - i < ROWS ? members - i : ROWS));
    printf("%d members in %.1f s\n", members, seconds() - began);
    began = seconds();
    if (db_plain(city.db, &city.arena, city.postgres ? "CREATE TABLE bench_note (id BIGINT PRIMARY KEY, title TEXT NOT NULL)"
                                                     : "CREATE TABLE bench_note (id INTEGER PRIMARY KEY, title TEXT NOT NULL)", &first) != OK) give_up("notes", "no table");
    int unused = 0;
    if (transact(&city.ask, NULL, words_learnt, &unused, NULL) != OK) give_up("words", city.fault.detail ? city.fault.detail : "?");
    for (int64_t i = 0; i < texts_n; i += ROWS) notes_make(i, (int)(texts_n - i < ROWS ? texts_n - i : ROWS));
    printf("%d texts in %.1f s\n", texts_n, seconds() - began);
    if (city.postgres && db_plain(city.db, &city.arena, "ANALYZE", &first) != OK) give_up("analyze", "?");
    fflush(stdout);
}

/* ---- asking */

static int by_size(const void *a, const void *b) { return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b); }

/* One question, as a page asks it; answers the slowest in milliseconds. `kind` NULL: all that a page of staff asks. */
static double ask_it(const char *figure, const struct search_kind *kind, int school, const char *typed)
{
    double ms[RUNS];
    size_t hits = 0;
    bool more = false;
    struct school_brief brief = { school < 0 ? (school_id){ 0 } : city.school[school], school < 0 ? "" : city.code[school], "Trường" };
    struct who who = { .person = { 1 }, .name = "" };
    for (int i = 0; i < RUNS; i++) {
        ask_done(&city.ask);
        arena_reset(&city.arena);
        ask_init(&city.ask, city.db, &city.arena, &city.fault, db_now(city.db));
        struct searcher inside = { .ask = &city.ask, .who = &who, .school = school < 0 ? NULL : &brief, .role = school < 0 ? NULL : "clerk" };
        struct searcher open = { .ask = &city.ask, .who = &who };
        city.ask.scope.school = brief.id;
        double began = seconds();
        const struct search_query *q = search_read(&city.arena, typed);
        hits = 0;
        for (size_t k = 0;; k++) {
            const struct search_kind *one = kind ? kind : k == 0 ? &notes : search_kind_at(k - 1);
            struct search_found f;
            if (!one) break;
            for (int both = 0; both < (kind ? 1 : 2); both++) {
                rc r = search_find(both ? &open : &inside, one, q, 0, 50, &f);
                if (r != OK) give_up(typed, city.fault.detail ? city.fault.detail : rc_name(r));
                hits += f.n;
                more = more || f.more;
            }
            if (kind) break;
        }
        ms[i] = (seconds() - began) * 1000;
    }
    double worst = 0;
    for (int i = 0; i < RUNS; i++) if (ms[i] > worst) worst = ms[i];
    double first = ms[0];
    qsort(ms, RUNS, sizeof *ms, by_size);
    printf("  %-14s %-9s %-8s %-42s %3zu%s hits   median %7.2f  first %7.2f  worst %7.2f ms\n", figure, kind ? kind->name : "page",
           school < 0 ? "open" : school == 0 ? "big" : "school", typed, hits, more ? "+" : " ", ms[RUNS / 2], first, worst);
    return worst;
}

struct question { const char *figure, *typed; };
static const struct question texts[] = {
    { "common", "học" }, { "common", "sinh" }, { "common", "truong hoc" }, { "common", "hoc sinh truong lop" }, { "never-together", "chan le" },
    { "never-together", "hoc chan le" }, { "one-letter", "h" }, { "one-letter", "t" }, { "one-letter", "z" }, { "two-letters", "ho" }, { "two-letters", "qu" },
    { "three-letters", "hoc" }, { "three-letters", "tru" }, { "three-letters", "ngh" }, { "rare", "quyền" }, { "rare", "xyzzy" }, { "rare", "bảo tàng gốm lụa" },
    { "three-words", "khoa hoc sang" }, { "three-words", "di tích làng" }, { "eight-words", "hoc sinh truong lop cua va cac em" } };
static const struct question names[] = {
    { "name", "Nguyễn Thị Minh Anh" }, { "name", "nguyen thi minh anh" }, { "name", "anh nguyen" }, { "name", "nguyen" }, { "name", "khuất quỳnh chi" },
    { "name", "khuat" }, { "name", "minh" }, { "name", "n" }, { "name", "a" }, { "name", "ng" }, { "name", "tran ngoc h" }, { "name", "an an" }, { "name", "khong co ai" } };

static void figure(const char *name, double value, double bar)
{
    printf("%ssearch-%s %.2f ms bar %.0f %s\n", city.postgres ? "pg-" : "", name, value, bar, value <= bar ? "ok" : "short");
}

int main(int argc, char **argv)
{
    char why[512];
    enum { MOST = 16 };
    struct { const char *name; double worst; } of[MOST] = { { 0 } };
    if (argc < 2) give_up("use", "search FOLDER [URL]");
    city.postgres = argc > 2;
    const char *part = getenv("PART");
    int64_t by = 1;
    if (part && span_int(span_of(part), &by) && by > 0 && by <= 100) schools /= (int)by, members /= (int)by, texts_n /= (int)by;
    struct db_config config = { .folder = argv[1], .url = argc > 2 ? argv[2] : NULL, .node = 1, .durable = false };
    if (db_open(&config, true, &city.db, why, sizeof why) != OK || db_migrate(city.db, NULL, why, sizeof why) != OK) give_up("database", why);
    arena_init(&city.arena, (size_t)256 << 20);
    ask_init(&city.ask, city.db, &city.arena, &city.fault, db_now(city.db));
    city_make();
    int typical = schools / 2;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        double worst = 0;
        for (int place = 0; place < 3; place++) {
            double one = ask_it(texts[i].figure, &notes, place == 0 ? -1 : place == 1 ? 0 : typical, texts[i].typed);
            if (one > worst) worst = one;
        }
        double page = ask_it(texts[i].figure, NULL, typical, texts[i].typed);
        size_t k = 0;
        while (of[k].name && !str_is(of[k].name, texts[i].figure)) k++;
        of[k].name = texts[i].figure;
        if (worst > of[k].worst) of[k].worst = worst;
        if (page > of[MOST - 1].worst) of[MOST - 1].worst = page;
    }
    double name = 0, anywhere = 0;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        double one = ask_it("name", search_kind_named("person"), typical, names[i].typed), whole = ask_it("name", NULL, typical, names[i].typed);
        if (one > name) name = one;
        if (whole > anywhere) anywhere = whole;
    }
    for (size_t k = 0; k < MOST - 1 && of[k].name; k++) figure(of[k].name, of[k].worst, BAR);
    figure("name", name, NAME_BAR);
    figure("page", of[MOST - 1].worst > anywhere ? of[MOST - 1].worst : anywhere, BAR);
    ask_done(&city.ask);
    db_close(city.db);
    return 0;
}
