/* /dev/parts: what the parts look like, in every state, with invented people and the longest names there are. */
#include "ui/dev.h"
#include "generated/ui_views.h"
#include "ui/ui.h"
#include "web/app.h"
#include <string.h>
#include <unistd.h>

#define LONG_NAME   "Công Tằng Tôn Nữ Nguyễn Khuất Hoàng Thùy Ngọc Diệp Linh"
#define LONG_SCHOOL "Trường Trung học cơ sở và Trung học phổ thông Mẫu 0999 – Nguyễn Bỉnh Khiêm – Tân Hội, cơ sở Liên Trung"
#define LONG_TEXT   N_("Gửi lại cho những gia đình chưa trả lời về chuyến trải nghiệm làng gốm Bát Tràng")
#define LIST(a) (a), sizeof (a) / sizeof *(a)

/* ---- lists ---- */

static const struct ui_link pages[] = {
    { "/dev/parts/nut", N_("Nút, nhãn, lời báo") }, { "/dev/parts/bieu-mau", N_("Biểu mẫu") },
    { "/dev/parts/danh-sach", N_("Danh sách và các phần để đọc") }, { "/dev/parts/bang", N_("Bảng") },
    { "/dev/parts/hinh", N_("Hình vẽ từ số") }, { "/dev/parts/hoc-sinh", N_("Màn hình của trẻ em") },
    { "/dev/parts/truong", N_("Trang của trường") }, { "/dev/parts/giay", N_("Trên giấy") },
    { "/dev/parts/hoi", N_("Hỏi trước khi làm") }, { "/dev/parts/ngoai-tuyen", N_("Khi không có mạng") }, { "/dev/parts/porch", N_("Vào xem thử") },
};
static const struct ui_work work[] = {
    { "people", "list-checks", N_("Điểm danh lớp 6A2"), N_("44 em đã được đặt sẵn là có mặt, 1 em có đơn nghỉ."), N_("Chưa ghi, quá 07:30."), "#", N_("Điểm danh") },
    { "knowledge", "message-circle", N_("12 bài “Quan sát cây sấu quanh trường” chờ phản hồi"), N_("Khoa học tự nhiên. Bài sớm nhất nộp 18/11."), NULL, "#", N_("Phản hồi") },
    { "technology", "cpu", LONG_NAME, LONG_SCHOOL, NULL, "#", N_("Xem và duyệt") },
    { "culture", "landmark", N_("Duyệt bản giá trị cốt lõi"), N_("Phó hiệu trưởng gửi hôm qua."), NULL, "#", N_("Xem và duyệt") },
    { "context", "map-pin", N_("Trải nghiệm làng gốm Bát Tràng"), NULL, NULL, NULL, NULL },
};
static const struct ui_choice choice[] = { { "6a1", "6A1", NULL }, { "6a2", "6A2", NULL }, { "12a10", "12A10", NULL } };
static const struct ui_choice way[] = {
    { "choi", N_("Học qua chơi"), N_("Trò chơi “Giọt nước phiêu lưu” cùng 3 bạn") },
    { "du-an", N_("Học qua dự án"), N_("Làm bình lọc nước cho Vườn trong phố") },
};
static const struct ui_child child[] = {
    { "#", "K", "Trần Lê Gia Khang", "6A2, Trường THCS Mẫu 0417 – Ngọc Hà", true, NULL },
    { "#", "L", LONG_NAME, LONG_SCHOOL, false, NULL },
};
static const struct ui_moment agenda[] = {
    { NULL, N_("Khoa học tự nhiên, Ngữ văn, Toán"), N_("Sáng"), false, false },
    { NULL, N_("Câu lạc bộ Vườn trong phố, tan lúc 16:10"), N_("Chiều"), false, true },
    { NULL, N_("Họp phụ huynh 6A2, phòng 204 hoặc trực tuyến"), "28/11", false, false },
};
static const struct ui_moment station[] = {
    { "lightbulb", N_("Ý tưởng"), NULL, true, false }, { "hammer", N_("Bản mẫu"), NULL, true, false },
    { "sprout", N_("Đưa vào dùng"), NULL, false, true }, { "package", N_("Sản phẩm"), NULL, false, false },
};
static const struct ui_moment moment[] = {
    { "hand", N_("Đón trẻ"), "07:30", true, false }, { "sun", N_("Thể dục sáng"), "08:00", true, false }, { "shapes", N_("Hoạt động học"), "08:30", true, false },
    { "blocks", N_("Chơi ở các góc"), "09:10", false, true }, { "footprints", N_("Chơi ngoài trời"), "10:00", false, false },
    { "soup", N_("Ăn trưa"), "10:45", false, false }, { "moon", N_("Ngủ"), "11:45", false, false }, { "house", N_("Trả trẻ"), "16:00", false, false },
};
static const struct ui_said_twice wrote[] = { { "Việc", "Họp tổ Toán", NULL }, { "Ngày", "12/12/2026", NULL }, { "Nơi", LONG_SCHOOL, NULL } };
static const struct ui_said_twice wrote_wrong[] = { { "Việc", "Họp tổ Toán", NULL }, { "Ngày", "31/02/2027", NULL } };
static const struct ui_said_twice both_wrote[] = { { "Việc", "Họp tổ Toán, dời sang chiều", "Họp tổ Toán" }, { "Từ giờ", "14:00", "08:00" }, { "Nơi", "", LONG_SCHOOL } };
static const struct ui_queued queued[] = {
    { "waits", N_("Thêm vào lịch riêng"), "Bạn bấm gửi lúc 07:12 hôm nay.", "", LIST(wrote) },
    { "old", N_("Thêm vào lịch riêng"), "Bạn bấm gửi lúc 07:12 ngày 20/10/2026.", "", LIST(wrote) },
    { "differs", N_("Đổi việc trong lịch riêng"), "Bạn bấm gửi lúc 07:12 hôm qua.", "", LIST(both_wrote) },
    { "wrong", N_("Thêm vào lịch riêng"), "Bạn bấm gửi lúc 07:12 hôm nay.", "Ngày: không có ngày này trong lịch.", LIST(wrote_wrong) },
    { "refused", N_("Đổi việc trong lịch riêng"), "Bạn bấm gửi lúc 07:12 hôm nay.", "Chỗ để ghi việc này không còn. Bạn chép lại những gì cần rồi bỏ.", LIST(wrote) },
};
static const char *const name[] = { "Nguyễn Hoàng Bảo Châu", "Đỗ Trí Dũng", LONG_NAME };
static const struct demo_card card[] = {
    { .role = "teacher", .user_name = "teacher", .name = "Nguyễn Thị Thu Hằng", .note = N_("Giáo viên chủ nhiệm 6A2") },
    { .role = "guardian", .user_name = "guardian", .name = "Trần Quốc Tuấn", .note = N_("Phụ huynh của 2 học sinh") },
    { .role = "clerk", .user_name = "clerk", .name = LONG_NAME, .note = LONG_SCHOOL },
};

/* ---- the mark book ---- */

static const struct ui_register_column column[] = {
    { N_("TX"), N_("lần 1"), N_("Đánh giá thường xuyên 1") }, { N_("TX"), N_("lần 2"), N_("Đánh giá thường xuyên 2") },
    { N_("Giữa kì"), N_("hệ số 2"), N_("Đánh giá giữa kì, hệ số 2") }, { N_("Cuối kì"), N_("hệ số 3"), N_("Đánh giá cuối kì, hệ số 3") },
    { N_("ĐTB môn"), N_("học kì I"), N_("Điểm trung bình môn học kì I") },
};
static const struct ui_mark_cell cell[][5] = {
    { { "d-1-1", "7,0", false, false }, { "d-1-2", "7,5", false, false }, { "d-1-3", "7,7", false, false }, { "d-1-4", "8,2", false, false }, { NULL, "7,8", false, false } },
    { { "d-2-1", "8,0", false, false }, { "d-2-2", "10", true, false }, { "d-2-3", "9,7", false, false }, { "d-2-4", "8,2", false, false }, { NULL, "8,9", false, false } },
    { { "d-3-1", "7,0", false, false }, { "d-3-2", "7,5", false, false }, { "d-3-3", "8,5", false, false }, { "d-3-4", "", false, false }, { NULL, N_("chưa đủ"), false, false } },
    { { "d-4-1", "5,5", false, false }, { "d-4-2", "4,5", false, false }, { "d-4-3", "4,8", false, false }, { "d-4-4", "4,0", false, false }, { NULL, "4,5", false, true } },
    { { "d-5-1", "6,5", false, false }, { "d-5-2", "6,0", false, false }, { "d-5-3", "6,3", false, false }, { "d-5-4", "6,3", false, false }, { NULL, "6,3", false, false } },
    { { "d-6-1", "6,5", false, false }, { "d-6-2", "6,0", false, false }, { "d-6-3", "6,3", false, false }, { "d-6-4", "6,3", false, false }, { NULL, "6,3", false, false } },
};
static const struct ui_register_row mark_row[] = {
    { "Nguyễn Đức Anh", cell[0], NULL }, { "Nguyễn Ngọc Minh Anh", cell[1], NULL }, { "Trần Lê Gia Khang", cell[2], "Thiếu bài cuối kì, kiểm tra bù 06/01" },
    { "Phạm Quỳnh Anh", cell[3], NULL }, { LONG_NAME, cell[4], "Quan sát kĩ, hay đặt câu hỏi" }, { "Lê Gia Bảo", cell[5], NULL },
};
static const char *const level[] = { N_("Bắt đầu"), N_("Đang tiến"), N_("Vững"), N_("Vượt") };
static const char *const asks[] = { N_("Nêu được chủ đề"), N_("Nêu được câu hỏi"), N_("Câu hỏi đo được"), N_("Câu hỏi từ người dùng thật") };
static const char *const tries[] = { N_("Một lần thử"), N_("Sửa theo cảm giác"), N_("Sửa theo số đo"), N_("Có đối chứng") };
static const struct ui_rubric_row criterion[] = {
    { N_("Đặt vấn đề"), N_("Cô Hằng, nhóm 4"), asks, 3 }, { N_("Thử và sửa"), N_("Tự đánh giá"), tries, 1 }, { N_("Hợp tác"), NULL, tries, -1 },
};

/* ---- figures ---- */

static const char *const days[] = { N_("ngày 1"), N_("ngày 2"), N_("ngày 3"), N_("ngày 4"), N_("ngày 5"), N_("ngày 6"), N_("ngày 7"), N_("ngày 8"), N_("ngày 9"), N_("ngày 10") };
static const int64_t wet[] = { 18, 22, 21, 27, 33, 31, 36, 41, 40, 44 }, dry[] = { 18, 17, 15, 19, 16, 14, 18, 15, 16, 14 };
static const struct ui_bar mark_bar[] = { { N_("Dưới 5,0"), 1 }, { "5,0–6,4", 14 }, { "6,5–7,9", 15 }, { N_("Từ 8,0"), 12 } };
static const struct ui_bar form_bar[] = { { N_("Học qua chơi"), 412 }, { N_("Thực hành, trải nghiệm"), 1063 }, { N_("Học qua tình huống"), 288 }, { N_("Học qua dự án"), 0 } };
static const int64_t absent[] = { 0, 0, 1, 0, 1, 0, 0, 0, 3, 0, 0, 1, 0, 0, 1, 0, 0, 2, 5, -1 };
static const char *const school_day[] = { "02/11", "03/11", "04/11", "05/11", "06/11", "09/11", "10/11", "11/11", "12/11", "13/11", "16/11", "17/11", "18/11", "19/11", "20/11", "23/11", "24/11", "25/11", "26/11", "27/11" };
static const char *const week[] = { N_("Tuần 8"), N_("Tuần 9"), N_("Tuần 10"), N_("Tuần 11") };
static const int64_t spark[] = { 78, 80, 80, 84, 88, 88, 92, 94, 96 };
static const struct ui_ladder ladder[] = {
    { N_("Giải quyết vấn đề và sáng tạo"), N_("Mới lên bước 3 tuần trước"), 3, false },
    { N_("Tự chủ và tự học"), N_("Bước tới: tự đặt mục tiêu tuần"), 2, true }, { N_("Giao tiếp và hợp tác"), N_("Chưa có minh chứng nào"), 0, false },
};

/* ---- children ---- */

static const struct ui_goal goal[] = {
    { "book-open", "Đọc xong “Dế Mèn phiêu lưu kí”", "m-1", true }, { "sprout", "Đo độ ẩm vườn trường cả 5 ngày", "m-2", true },
    { "heart-handshake", "Giúp một bạn trong nhóm", "m-3", true }, { "pencil", "Viết nhật kí quan sát cây sấu", "m-4", false },
    { "message-circle", "Hỏi bác nghệ nhân một câu khó", "m-5", false },
};
static const struct ui_tile tile[] = {
    { "building", N_("Góc xây dựng"), N_("Con vừa chơi sáng nay"), NULL, "building" }, { "art", N_("Góc tạo hình"), N_("Bạn Khôi đang ở đây"), NULL, "art" },
    { "book", N_("Góc sách"), N_("Có sách mới về con voi"), NULL, "book" }, { "nature", N_("Góc thiên nhiên"), N_("Tưới cây cải của lớp"), NULL, "nature" },
    { "music", N_("Góc âm nhạc"), NULL, NULL, "music" }, { "shop", N_("Góc bán hàng"), N_("Chợ quê, gánh rau"), NULL, "shop" },
};
static const struct ui_said habit[] = { { "Chào ở cổng", "sáng nào cũng có một thầy cô và một em đứng đón." }, { "Góc lỗi hay", "lỗi đã sửa được treo lên để người sau đỡ vấp." } };
static const struct ui_said core[] = { { "Chính trực", "Điểm sửa thì có lí do, người sửa và ngày sửa." }, { "Nhân ái", "Không em nào ăn trưa một mình nếu em không muốn thế." }, { "Tò mò", "Mỗi tháng một câu hỏi mà thầy cô chưa biết trả lời." }, { "", "Cùng làm" } };
static const struct ui_said aim[] = { { "Học ngoài bốn bức tường", "19 điểm học tập, mục tiêu 30 năm 2030." } };
static const char *const receiver[] = { "Sở Giáo dục và Đào tạo Hà Nội", "Ủy ban nhân dân phường Ngọc Hà", "Lưu: VT" };

static struct dev_parts parts(void)
{
    struct dev_parts v = {
        LIST(pages), LONG_NAME, LONG_SCHOOL, LONG_TEXT,
        .confirm = { N_("Thu hồi huy hiệu của 1 em?"), N_("Em sẽ nhận được lí do. Có thể hoàn tác trong 24 giờ."), "/dev/parts", "rev", "1", "danger", N_("Thu hồi huy hiệu"), "/dev/parts/nut" },
        .mark_book = { N_("Bảng điểm 6 học sinh, cuộn được"), N_("6 học sinh, xếp theo tên. Góc vàng: vừa sửa."), N_("Học sinh"), N_("Nhận xét"), LIST(column), LIST(mark_row) },
        .rubric = { N_("Phiếu đánh giá, cuộn ngang được"), LIST(level), LIST(criterion) },
        .line = { N_("Độ ẩm đất sau 10 ngày: luống có bình tưới tăng từ 18 lên 44 phần trăm, luống đối chứng giảm từ 18 xuống 14 phần trăm"), N_("Độ ẩm đất, luống 2 và luống đối chứng, 20–29/10."), days, wet, dry, 10, 0, "%", N_("Có bình tưới"), N_("Đối chứng"), N_("Ngày") },
        .short_bars = { N_("Dưới 5: 1 em, 5,0 đến 6,4: 14 em, 6,5 đến 7,9: 15 em, từ 8,0: 12 em"), N_("Không dùng để xếp hạng học sinh."), LIST(mark_bar), 0, NULL, N_("Mức điểm"), N_("Số em") },
        .long_bars = { N_("Thực hành, trải nghiệm nhiều nhất với 1.063 lượt, học qua dự án chưa có lượt nào"), NULL, LIST(form_bar), 0, NULL, N_("Hình thức"), N_("Số lượt") },
        .heat = { N_("Vắng ở 6A2 bốn tuần: phần lớn không ai vắng, nhiều nhất 26/11 với 5 em"), N_("Mỗi ô một ngày học, ô viền đỏ là ngày vắng nhiều nhất."), school_day, absent, 20, 5, week, UI_WORST_MOST, 0, NULL, N_("Ngày"), N_("Vắng") },
        .way_to = { N_("61 phần trăm học sinh có kế hoạch học tập cá nhân, từ 8, mục tiêu 90"), 8, 61, 90, 100, 0, "%", "2024" },
        .dawn = { N_("Chào Minh Anh!"), N_("Tuần này ô cửa của em đã sáng 3 trên 5 ô. Hôm nay nộp nhật kí quan sát là sáng thêm một ô."), "Đỗ Trí Dũng", "“Cảm ơn Minh Anh giữ thang cho mình treo bình số 12.”", LIST(goal), "/dev/parts", "#" },
        .dawn_read = { N_("Tuần trước"), N_("Tuần này ô cửa của em đã sáng 3 trên 3 ô."), NULL, NULL, goal, 3, NULL, NULL },
        .consent = { N_("Cô dùng ảnh này trên bảng tin của lớp được không?"), N_("Chỉ gia đình trong lớp xem, đến 31/05/2027. Không đồng ý cũng không ảnh hưởng gì đến con. Đổi ý lúc nào cũng được."), "/dev/parts", "dong-y", "co", "khong", "image", N_("Đồng ý cho ảnh này"), "lock", N_("Chỉ gia đình xem") },
        .four = { { "Ai cũng có một việc, việc nào cũng có người cảm ơn.", LIST(habit) }, { "2024–2030: học từ phố, làm cho phố.", LIST(aim) }, { "Học từ phố, làm cho phố.", NULL, 0 }, { "", LIST(core) } },
        .letter = { "ỦY BAN NHÂN DÂN PHƯỜNG NGỌC HÀ", "TRƯỜNG THCS MẪU 0417 – NGỌC HÀ", "Số: 12/BC-THCS", "Ngọc Hà, ngày 12 tháng 9 năm 2026", "BÁO CÁO", "Kết quả tuần 1 năm học 2026-2027", LIST(receiver), "HIỆU TRƯỞNG", "Đặng Thị Minh Nguyệt" },
        .note = { NULL, "TRƯỜNG THCS MẪU 0417 – NGỌC HÀ", "Số: 13/THCS", "Ngọc Hà, ngày 12 tháng 9 năm 2026", NULL, "V/v họp phụ huynh đầu năm", NULL, 0, "HIỆU TRƯỞNG", "Đặng Thị Minh Nguyệt" },
    };
    v.choice = choice; v.choices = sizeof choice / sizeof *choice;
    v.way = way; v.ways = sizeof way / sizeof *way;
    v.work = work; v.works = sizeof work / sizeof *work;
    v.child = child; v.children = sizeof child / sizeof *child;
    v.agenda = agenda; v.agendas = sizeof agenda / sizeof *agenda;
    v.station = station; v.stations = sizeof station / sizeof *station;
    v.moment = moment; v.moments = sizeof moment / sizeof *moment;
    v.name = name; v.names = sizeof name / sizeof *name;
    v.ladder = ladder; v.ladders = sizeof ladder / sizeof *ladder;
    v.sparks = spark; v.spark_n = sizeof spark / sizeof *spark;
    v.tile = tile; v.tiles = sizeof tile / sizeof *tile;
    v.queued = queued; v.queued_n = sizeof queued / sizeof *queued;
    v.card = card; v.cards = sizeof card / sizeof *card;
    day_make(2015, 9, 5, &v.born);
    return v;
}

/* ---- pages ---- */

/* What the page of a refused action holds; by name, as web keeps it. */
static struct field_state wrong[] = {
    { "cach", "", N_("Chọn một cách học") },
    { "diem", "85", N_("85 nằm ngoài thang 0 đến 10") },
    { "lop", "", N_("Chọn ít nhất một lớp") },
    { "ngay", "29/02/2027", N_("Năm 2027 không có ngày 29/02") },
    { "nhom", "", N_("Chọn ít nhất một lớp") },
    { "ten", "", N_("Ghi tên để gia đình biết con đi đâu") },
    { "tep", "", N_("Tệp 31 MB, tối đa 16 MB. Chụp lại ở cỡ vừa là được") },
    { "thu", "hoang.nghiem.k52gmail.com", N_("Địa chỉ thư thiếu kí tự @, ví dụ ten@gmail.com") },
};
static struct field_state wrong_mark[] = { { "d-3-3", "85", N_("Trần Lê Gia Khang, giữa kì: 85 nằm ngoài thang 0 đến 10. Cô muốn ghi 8,5?") } };

/* Visitors of a school have no use for these pages, and should not learn from them. */
static bool for_makers(const struct ctx *c) { return c->app->config.dev || c->app->config.test; }

static rc page_of(struct ctx *c, struct reply *r, view_fn view, struct field_state *state, size_t n)
{
    struct dev_parts v = parts();
    if (!for_makers(c)) return NOT_FOUND;
    if (n) c->form = (struct form_state){ .state = state, .n = n, .any = true };
    return show_view(r, view, &v);
}

static rc dev_parts_page(struct ctx *c, struct reply *r)
{
    if (!c->flash) {
        c->flash = tr(c->lang, _("Đã gửi phản hồi cho Đỗ Trí Dũng."));
        c->flash_undo = "/dev/parts";
    }
    return page_of(c, r, (view_fn)view_dev_parts, NULL, 0);
}

static rc dev_marks_page(struct ctx *c, struct reply *r)  { return page_of(c, r, (view_fn)view_dev_marks, NULL, 0); }
static rc dev_form_page(struct ctx *c, struct reply *r)   { return page_of(c, r, (view_fn)view_dev_form, wrong, sizeof wrong / sizeof *wrong); }
static rc dev_list_page(struct ctx *c, struct reply *r)   { return page_of(c, r, (view_fn)view_dev_list, NULL, 0); }
static rc dev_table_page(struct ctx *c, struct reply *r)  { return page_of(c, r, (view_fn)view_dev_table, wrong_mark, 1); }
static rc dev_figure_page(struct ctx *c, struct reply *r) { return page_of(c, r, (view_fn)view_dev_figure, NULL, 0); }
static rc dev_pupil_page(struct ctx *c, struct reply *r)  { return page_of(c, r, (view_fn)view_dev_pupil, NULL, 0); }
static rc dev_school_page(struct ctx *c, struct reply *r) { return page_of(c, r, (view_fn)view_dev_school, NULL, 0); }
static rc dev_paper_page(struct ctx *c, struct reply *r)  { return page_of(c, r, (view_fn)view_dev_paper, NULL, 0); }
static rc dev_ask_page(struct ctx *c, struct reply *r)    { return page_of(c, r, (view_fn)view_dev_ask, NULL, 0); }
static rc dev_offline_page(struct ctx *c, struct reply *r) { return page_of(c, r, (view_fn)view_dev_offline, NULL, 0); }
static rc dev_porch_page(struct ctx *c, struct reply *r)  { return page_of(c, r, (view_fn)view_dev_porch, NULL, 0); }

/* Which process answers. Pages of `make dev` ask this (ui/static/dev.js) and load themselves again when it is another one. */
static rc dev_made_page(struct ctx *c, struct reply *r)
{
    if (!for_makers(c)) return NOT_FOUND;
    const char *made = arena_print(c->arena, "%ld\n", (long)getpid());
    return send_bytes(r, "text/plain; charset=utf-8", NULL, made, strlen(made));
}

const struct route ui_dev_routes[] = {
    { GET, "/dev/parts",           MAY(0), NULL, QUICK, dev_parts_page,  N_("Các phần của trang") },
    { GET, "/dev/parts/nut",       MAY(0), NULL, QUICK, dev_marks_page,  N_("Nút, nhãn, lời báo") },
    { GET, "/dev/parts/bieu-mau",  MAY(0), NULL, QUICK, dev_form_page,   N_("Biểu mẫu") },
    { GET, "/dev/parts/danh-sach", MAY(0), NULL, QUICK, dev_list_page,   N_("Danh sách và các phần để đọc") },
    { GET, "/dev/parts/bang",      MAY(0), NULL, QUICK, dev_table_page,  N_("Bảng") },
    { GET, "/dev/parts/hinh",      MAY(0), NULL, QUICK, dev_figure_page, N_("Hình vẽ từ số") },
    { GET, "/dev/parts/hoc-sinh",  MAY(0), NULL, QUICK, dev_pupil_page,  N_("Màn hình của trẻ em") },
    { GET, "/dev/parts/truong",    MAY(0), NULL, QUICK, dev_school_page, N_("Trang của trường") },
    { GET, "/dev/parts/giay",      MAY(0), NULL, QUICK, dev_paper_page,  N_("Trên giấy") },
    { GET, "/dev/parts/hoi",       MAY(0), NULL, QUICK, dev_ask_page,    N_("Hỏi trước khi làm") },
    { GET, "/dev/parts/ngoai-tuyen", MAY(0), NULL, QUICK, dev_offline_page, N_("Khi không có mạng") },
    { GET, "/dev/parts/porch",     MAY(0), NULL, QUICK, dev_porch_page,  N_("Vào xem thử") },
    { GET, "/dev/made",            MAY(0), NULL, QUICK, dev_made_page,   NULL },
    { 0 }
};
