/* Are the bytes there that rows name, are they what they were, and do the shelves say how much there is? khue verify reads them all;
** khue doctor some of them, or all with --all. */
#include "files/inside.h"
#include "generated/files_queries.h"
#include "data/verify.h"
#include "web/doctor.h"

enum { LOOK_AT = 500, WINDOWS = 10, IN_WINDOW = 30 };

struct walk { int64_t file, side; /* the last one looked at */ size_t most, n; int64_t looked, missing, damaged; };

/* A file may end, and its bytes go, between the look at its row and the look at the disk. */
static rc still_named(struct ask *a, const struct blobs_named_row *row, bool *named)
{
    struct blob_row_row now;
    return blob_row(a, row->file, row->side, &now, named);
}

/* OK with NOT_FOUND or CONFLICT in *state for what is missing or damaged. */
static rc one_looked(struct ask *a, const struct blobs_named_row *row, rc *state)
{
    bool named = true;
    *state = blob_check(a, row->hash, row->bytes, true);
    if (*state == OK) return OK;
    if (*state != NOT_FOUND && *state != CONFLICT) return *state;
    try(still_named(a, row, &named));
    if (!named) *state = OK;
    return OK;
}

/* The next `most` of them. `out` NULL: only counted. */
static rc some_looked(struct ask *a, struct verify_report *out, void *to)
{
    struct walk *w = to;
    struct blobs_named_row *row;
    rc state;
    try(blobs_named(a, w->file, w->side, (int64_t)w->most, &row, &w->n));
    for (size_t i = 0; i < w->n && !(out && verify_over(out)); i++) {
        try(one_looked(a, &row[i], &state));
        w->looked++;
        w->missing += state == NOT_FOUND, w->damaged += state == CONFLICT;
        if (out && state == NOT_FOUND) verify_wrong(out, "file %lld, size %lld: its bytes are not in the store", (long long)row[i].file, (long long)row[i].side);
        if (out && state == CONFLICT) verify_wrong(out, "file %lld, size %lld: its bytes are not what they were", (long long)row[i].file, (long long)row[i].side);
        w->file = row[i].file, w->side = row[i].side;
    }
    return OK;
}

static rc blobs_there(struct ask *a, struct verify_report *out)
{
    struct walk w = { .side = -1, .most = LOOK_AT };
    do {
        w.n = 0;
        try(verify_piece(a, some_looked, out, &w));
    } while (w.n == LOOK_AT && !verify_over(out));
    verify_looked(out, w.looked);
    return OK;
}

static rc shelves_right(struct ask *a, struct verify_report *out)
{
    struct shelves_wrong_row *school;
    struct person_shelves_wrong_row *person;
    size_t n;
    try(shelves_wrong(a, &school, &n));
    for (size_t i = 0; i < n; i++)
        verify_wrong(out, "school %lld: its files take %lld bytes, the shelf says %lld", (long long)school[i].school_id.v, (long long)school[i].is_so, (long long)school[i].said);
    verify_looked(out, (int64_t)n);
    try(person_shelves_wrong(a, &person, &n));
    for (size_t i = 0; i < n; i++)
        verify_wrong(out, "person %lld: files take %lld bytes, the shelf says %lld", (long long)person[i].person_id.v, (long long)person[i].is_so, (long long)person[i].said);
    verify_looked(out, (int64_t)n);
    return OK;
}

struct photo_walk { person_id after; bool more; };

static rc some_photos(struct ask *a, struct verify_report *out, void *to)
{
    struct photo_walk *w = to;
    struct photos_beside_persons_row *row;
    size_t n;
    try(photos_beside_persons(a, w->after, LOOK_AT, &row, &n));
    verify_looked(out, (int64_t)n);
    for (size_t i = 0; i < n; i++)
        if (!row[i].same) verify_wrong(out, "person %lld: the row shows another photo than there is", (long long)row[i].id.v);
    w->more = n == LOOK_AT;
    if (n) w->after = row[n - 1].id;
    return OK;
}

static rc photos_shown(struct ask *a, struct verify_report *out)
{
    struct photo_walk w = { .more = true };
    while (w.more && !verify_over(out)) try(verify_piece(a, some_photos, out, &w));
    return OK;
}

const struct verify_check files_checks[] = {
    { "bytes of files", blobs_there }, { "room taken by files", shelves_right }, { "photos of persons", photos_shown }, { NULL, NULL }
};

/* ---- khue doctor */

/* Ids go by time: windows all over the years, elsewhere each time. */
static rc sample_looked(struct ask *a, struct walk *w)
{
    struct blobs_span_row span;
    try(blobs_span(a, &span));
    int64_t step = (span.last - span.first) / WINDOWS, shift = step > 0 ? a->now.ms % step : 0;
    w->most = IN_WINDOW;
    for (int i = 0; i < WINDOWS; i++) {
        int64_t from = span.first - 1 + step * i + (i ? shift : 0);
        if (from > w->file) w->file = from, w->side = -1;
        try(some_looked(a, NULL, w));
    }
    return OK;
}

static rc all_looked(struct ask *a, struct walk *w)
{
    w->most = LOOK_AT;
    do try(some_looked(a, NULL, w));
    while (w->n == w->most);
    return OK;
}

static const char *count(struct doctor *d, int64_t n) { return arena_print(d->arena, "%lld", (long long)n); }

static rc bytes_check(struct doctor *d)
{
    struct walk w = { .side = -1 };
    if (!d->ask || !blobs_here(d->ask)) return OK;                      /* told by the checks of the folder */
    try(d->all ? all_looked(d->ask, &w) : sample_looked(d->ask, &w));
    if (w.missing + w.damaged)
        doctor_wrong(d, _("Xem {xem} tệp mọi người đã gửi: {thieu} tệp mất, {hong} tệp hỏng. Đừng dọn gì trong thư mục tệp; chạy khue verify để biết đó là "
                          "những tệp nào, rồi chép lại từ bản sao lưu."), "xem", count(d, w.looked), "thieu", count(d, w.missing), "hong", count(d, w.damaged), NULL);
    return OK;
}

const struct doctor_check files_doctor[] = { { "bytes", bytes_check }, { NULL, NULL } };
