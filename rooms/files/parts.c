/* What this room holds of a person, for the copy that the person takes along (rooms/consent/consent.h): with the photo itself. */
#include "consent/consent.h"
#include "files/inside.h"
#include "files/photos.h"
#include "generated/files_queries.h"
#include "people/people.h"

enum { PHOTO_MOST = 4 << 20 };

static rc tell_files(struct ask *a, person_id person, struct part_out *o)
{
    struct files_told_row *row;
    size_t n;
    try(files_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "ten_tep", _("Tên tệp"), row[i].name);
        told_text(o, "mo_ta", _("Mô tả"), row[i].alt);
        told_text(o, "loai", _("Loại"), row[i].type);
        told_text(o, "truong", _("Trường"), row[i].school_name);
        told_time(o, "luc", _("Lúc"), told_at(row[i].at));
        told_time(o, "het_luc", _("Gỡ lúc"), row[i].ended_at);
    }
    return OK;
}

/* The one that is shown today, in its largest size. Its bytes are read last, since a disk may take its time. */
static rc photo_take(struct ask *a, person_id person, person_file_id id, struct part_out *o)
{
    struct photo_bytes_of_mine_row row;
    bool found;
    try(photo_bytes_of_mine(a, person, id, FACE_LARGE, &row, &found));
    if (!found) return OK;
    rc read = blob_bytes(a, row.hash, PHOTO_MOST, &o->bytes);
    if (read == NOT_FOUND) return OK;                          /* the store lacks it: khue verify says so; the copy goes without */
    o->file = str_is(row.type, "image/png") ? "anh.png" : str_is(row.type, "image/webp") ? "anh.webp" : "anh.jpg";
    return read;
}

static rc tell_photos(struct ask *a, person_id person, struct part_out *o)
{
    struct photos_told_row *row;
    size_t n;
    person_file_id shown = { 0 };
    try(photos_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_time(o, "luc", _("Lúc"), told_at(row[i].at));
        told_text(o, "nguoi_dua", _("Người đưa lên"), row[i].by_name);
        told_time(o, "go_luc", _("Gỡ lúc"), row[i].ended_at);
        told_time(o, "xoa_luc", _("Xóa hẳn lúc"), row[i].dropped_at);
        if (!row[i].ended_at.has) shown = row[i].id;
    }
    return shown.v ? photo_take(a, person, shown, o) : OK;
}

static rc tell_ticks(struct ask *a, person_id person, struct part_out *o)
{
    struct ticks_told_row *row;
    size_t n;
    try(ticks_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "nguoi_noi", _("Người nói"), row[i].by_name);
        told_text(o, "cau", _("Câu đã đọc"), row[i].words);
        told_time(o, "luc", _("Lúc"), told_at(row[i].at));
        told_time(o, "het_luc", _("Đổi ý lúc"), row[i].ended_at);
    }
    return OK;
}

/* The bytes go at night (files.tidy). */
static rc drop_photos(struct tx *t, person_id person)
{
    try(person_photo(t, person, (person_file_id){ 0 }));
    return photo_over(t, person, (person_id){ 0 }, NULL);
}

static rc drop_ticks(struct tx *t, person_id person) { return ticks_over_all(t, person, NULL); }

static rc drop_files_here(struct tx *t, person_id person, school_id school) { return files_over_child(t, person, school, NULL); }
static rc drop_files(struct tx *t, person_id person) { return drop_files_here(t, person, (school_id){ 0 }); }

const struct person_part files_parts[] = {
    { "files.photo", N_("Ảnh đại diện"),                "person_file.person_id", tell_photos, false, drop_photos, NULL },
    { "files.tick",  N_("Đồng ý dùng ảnh đại diện"),    "photo_tick.child_id", tell_ticks, false, drop_ticks, N_("Bằng chứng của lời đồng ý."), .law = &law_proof, .pupils = true },
    { "files.file",  N_("Tệp về người này"),            "file.child_id", tell_files, false, drop_files, NULL, .drop_here = drop_files_here, .pupils = true },
    { 0 }
};
