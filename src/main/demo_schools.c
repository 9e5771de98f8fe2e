/* The six schools of the demo and what they stand for. Everything is invented; phones lie in 0900000000-0900999999. */
#include "main/demo.h"

static const char *const lower_secondary[] = { "Ngữ văn", "Toán", "Tiếng Anh", "Khoa học tự nhiên", "Lịch sử và Địa lí", "Giáo dục công dân", "Tin học", NULL };
static const char *const primary[] = { "Tiếng Anh", "Tin học và Công nghệ", "Nghệ thuật", NULL };
static const char *const upper_secondary[] = { "Ngữ văn", "Toán", "Tiếng Anh", "Lịch sử", "Vật lí", "Hóa học", "Giáo dục kinh tế và pháp luật", NULL };
static const char *const first_to_ninth[] = { "Toán", "Tiếng Anh", "Giáo dục thể chất", NULL };
static const char *const sixth_to_twelfth[] = { "Ngữ văn", "Toán", "Tiếng Anh", "Giáo dục thể chất", NULL };
static const char *const none[] = { NULL };

const struct demo_school demo_schools[] = {
    { .code = "thcs-mau-0417", .name = "Trường THCS Mẫu 0417 – Ngọc Hà", .address = "Số 17, ngõ Mẫu Thử, phường Ngọc Hà", .phone = "+84900000417", .area_code = "00008",
      .ownership = OWNERSHIP_PUBLIC, .level = { [SCHOOL_LEVEL_LOWER_SECONDARY] = true }, .classes = "6A1 6A2 6A3 6A4 6A5 7A1 7A2 7A3 7A4 8A1 8A2 8A3 8A4 9A1 9A2 9A3 9A4",
      .pupils_least = 38, .pupils_most = 45, .subjects = lower_secondary,
      .before = { .culture = "Ai cũng có một việc, việc nào cũng có người cảm ơn.\nChào ở cổng: sáng nào cũng có một thầy cô và một em đứng đón.",
                  .strategy = "2024–2030: lớp học mở ra phố.\nHọc ngoài bốn bức tường: mỗi lớp mỗi học kì học ít nhất một buổi ở di sản, làng nghề hoặc doanh nghiệp.",
                  .motto = "Học từ phố.", .core = "Chính trực: nói thật, sửa thật.\nNhân ái: không em nào ăn trưa một mình nếu em không muốn thế." },
      .now = { .culture = "Ai cũng có một việc, việc nào cũng có người cảm ơn.\nChào ở cổng: sáng nào cũng có một thầy cô và một em đứng đón.\nTiết kể chuyện thứ Sáu: khách là người trong phường, từ nghệ nhân đến bác lái xe buýt.\nGóc lỗi hay: lỗi đã sửa được treo lên để người sau đỡ vấp.",
               .strategy = "2024–2030: lớp học mở ra phố, sản phẩm của lớp có người dùng.\nHọc ngoài bốn bức tường: đến năm 2030 có 30 điểm học tập mà lớp nào cũng đã đến.\nMỗi em một hành trình: mọi học sinh có kế hoạch học tập cá nhân do chính em viết và sửa.\nTrường học hạnh phúc: ít nhất 95% học sinh nói “em thấy an toàn ở trường”.",
               .motto = "Học từ phố, làm cho phố.\nChất lượng là khi việc học có người dùng. Mỗi học kì, mỗi lớp xin ít nhất một lời xác nhận từ ngoài cổng trường.",
               .core = "Chính trực: Điểm sửa thì có lí do, người sửa và ngày sửa. Ai liên quan đều xem được.\nNhân ái: Không em nào ăn trưa một mình nếu em không muốn thế.\nTò mò: Mỗi lớp mỗi tháng có một câu hỏi mà thầy cô chưa biết trả lời.\nCùng làm: Mỗi năm mỗi khối để lại cho phố một sản phẩm có người dùng." },
      .next = { .culture = "Ai cũng có một việc, việc nào cũng có người cảm ơn.\nChào ở cổng: sáng nào cũng có một thầy cô và một em đứng đón.\nTiết kể chuyện thứ Sáu: khách là người trong phường, từ nghệ nhân đến bác lái xe buýt.\nGóc lỗi hay: lỗi đã sửa được treo lên để người sau đỡ vấp.\nBuổi họp ba bên: mỗi học kì học sinh tự trình bày hành trình của mình với cha mẹ và thầy cô.",
                .strategy = "2024–2030: lớp học mở ra phố, sản phẩm của lớp có người dùng.\nHọc ngoài bốn bức tường: đến năm 2030 có 30 điểm học tập mà lớp nào cũng đã đến.\nMỗi em một hành trình: mọi học sinh có kế hoạch học tập cá nhân do chính em viết và sửa.\nTrường học hạnh phúc: ít nhất 95% học sinh nói “em thấy an toàn ở trường”.",
                .motto = "Học từ phố, làm cho phố.\nChất lượng là khi việc học có người dùng.",
                .core = "Chính trực: Điểm sửa thì có lí do, người sửa và ngày sửa. Ai liên quan đều xem được.\nNhân ái: Không em nào ăn trưa một mình nếu em không muốn thế.\nTò mò: Mỗi lớp mỗi tháng có một câu hỏi mà thầy cô chưa biết trả lời.\nCùng làm: Mỗi năm mỗi khối để lại cho phố một sản phẩm có người dùng." },
      .roster = "STT;Họ và tên;Ngày sinh;Giới tính;Lớp;Họ tên mẹ;SĐT mẹ\n1;Nghiêm Bảo An;14/03/2015;Nam;6A5;Nghiêm Thị Hoa;0900417001\n2;Khuất Diệu Linh;29/02/2015;Nữ;6A5;Khuất Thị Lan;0900417002\n"
                "3;Tôn Nữ Hoàng Thùy Linh;02/09/2015;Nữ;6A5;Hoàng Thị Nga;0900417003\n4;Đàm Quang Huy;11/10/2015;;6A5;Đàm Thị Thủy;09004170\n5;Lại Minh Châu;5/13/2015;Nữ;6A5;Lại Thị Hạnh;0900417005\n" },
    { .code = "th-mau-0123", .name = "Trường Tiểu học Mẫu 0123 – Thạch Thất", .address = "Thôn Mẫu Thử, xã Thạch Thất", .phone = "+84900000123", .area_code = "09955",
      .ownership = OWNERSHIP_PUBLIC, .level = { [SCHOOL_LEVEL_PRIMARY] = true }, .classes = "1A1 1A2 1A3 2A1 2A2 2A3 3A1 3A2 3A3 4A1 4A2 4A3 5A1 5A2 5A3",
      .pupils_least = 30, .pupils_most = 36, .subjects = primary,
      .before = { .culture = "Trường ở giữa làng, làng ở trong trường.", .strategy = "2023–2030: mỗi nghề của làng là một cuốn sách.", .motto = "Tay làm, đầu nghĩ.", .core = "Yêu thương: lời chào trước, lời nhắc sau." },
      .now = { .culture = "Trường ở giữa làng, làng ở trong trường.\nGiờ của ông bà: chiều thứ Tư ông bà đến dạy đan, dạy hát ru, kể chuyện làng.\nVườn của lớp: mỗi lớp có một luống, tự gieo, tự ghi nhật kí, tự mời bữa rau.",
               .strategy = "2023–2030: mỗi nghề của làng là một cuốn sách mở.\nLàng nghề vào bài học: khối nào cũng có chủ đề học với nghệ nhân mộc, nghệ nhân chuồn chuồn tre.\nĐọc mỗi ngày: mỗi em đọc 15 phút và có người nghe em kể lại.",
               .motto = "Tay làm, đầu nghĩ, lòng vui.\nMỗi tuần mỗi em làm ra một thứ và kể được vì sao.",
               .core = "Yêu thương: Lời chào trước, lời nhắc sau.\nAn toàn: Em sợ điều gì thì nói được với ít nhất hai người lớn.\nTôn trọng: Làm hỏng thì cùng sửa, không ai bị cười.\nChăm chỉ: Việc nhỏ làm đến nơi." } },
    { .code = "mn-mau-0082", .name = "Trường Mầm non Mẫu 0082 – Bát Tràng", .address = "Xóm Mẫu Thử, xã Bát Tràng", .phone = "+84900000082", .area_code = "00577",
      .ownership = OWNERSHIP_NON_PUBLIC, .level = { [SCHOOL_LEVEL_PRESCHOOL] = true }, .classes = "NT D1|MGB C1|MGB C2|MGN B1|MGN B2|MGL A1|MGL A2|MGL A3",
      .pupils_least = 18, .pupils_most = 28, .subjects = none,
      .before = { .culture = "Đất trong tay, trời trong mắt.", .strategy = "2025–2030: góc chơi nào cũng có đất, nước và ánh sáng.", .motto = "Chơi thật là học thật.", .core = "Yêu thương: bế lên trước, hỏi sau." },
      .now = { .culture = "Đất trong tay, trời trong mắt.\nBuổi sáng không vội: con vào lớp theo nhịp của con, cô đứng ngang tầm mắt con.\nGóc gốm: con nặn, cô ghi lời con, lò của làng nung giúp.",
               .strategy = "2025–2030: góc chơi nào cũng có đất, nước và ánh sáng.\nHọc qua chơi: mỗi ngày ít nhất ba giờ con tự chọn góc.\nCha mẹ vào lớp: mỗi tháng một buổi cha mẹ cùng chơi.",
               .motto = "Chơi thật là học thật.\nCon không bị so với bạn nào; con hôm nay được so với con hôm qua.",
               .core = "Yêu thương: Bế lên trước, hỏi sau.\nAn toàn: Cô đếm con ở mỗi lần đổi chỗ.\nTôn trọng: Con nói không, cô dừng lại." } },
    { .code = "thpt-mau-0705", .name = "Trường THPT Mẫu 0705 – Ba Đình", .address = "Số 5, phố Mẫu Thử, phường Ba Đình", .phone = "+84900000705", .area_code = "00004",
      .ownership = OWNERSHIP_PUBLIC, .level = { [SCHOOL_LEVEL_UPPER_SECONDARY] = true }, .classes = "10A1 11A1 12A1",
      .pupils_least = 40, .pupils_most = 45, .subjects = upper_secondary,
      .before = { .culture = "Hỏi được mọi điều, kể cả điều thầy cô chưa biết.", .strategy = "2025–2030: mỗi học sinh ra trường với một việc đã làm cho thành phố.", .motto = "Nghĩ kĩ, làm thật.", .core = "Trách nhiệm: việc đã nhận thì làm xong." },
      .now = { .culture = "Hỏi được mọi điều, kể cả điều thầy cô chưa biết.\nBàn tròn thứ Năm: học sinh nêu việc của trường, ban giám hiệu trả lời trong một tuần.\nHồ sơ mở: bài nào cũng có bản nháp đi cùng bản cuối.",
               .strategy = "2025–2030: mỗi học sinh ra trường với một việc đã làm cho thành phố.\nDự án lớp 11: mỗi nhóm giải một việc có thật của phường, có người của phường nghe.\nChọn nghề bằng việc: mỗi em đi làm thử ít nhất ba nơi trước lớp 12.",
               .motto = "Nghĩ kĩ, làm thật.\nĐiểm số nói một phần; việc làm được nói phần còn lại.",
               .core = "Trách nhiệm: Việc đã nhận thì làm xong.\nTrung thực: Nguồn nào cũng ghi, sai thì nói trước.\nTôn trọng: Cãi ý, không cãi người." } },
    { .code = "th-thcs-mau-0988", .name = "Trường TH&THCS Mẫu 0988 – Hòa Lạc", .address = "Thôn Mẫu Thử, xã Hòa Lạc", .phone = "+84900000988", .area_code = "09988",
      .ownership = OWNERSHIP_PUBLIC, .level = { [SCHOOL_LEVEL_PRIMARY] = true, [SCHOOL_LEVEL_LOWER_SECONDARY] = true }, .classes = "1A1 5A1 6A1 9A1",
      .pupils_least = 32, .pupils_most = 40, .subjects = first_to_ninth,
      .before = { .culture = "Anh chị lớp 9 dắt em lớp 1 qua cổng.", .strategy = "2024–2030: chín năm một mái trường, không em nào bỏ giữa chừng.", .motto = "Lớn lên cùng nhau.", .core = "Yêu thương: em nhỏ được nhường trước." },
      .now = { .culture = "Anh chị lớp 9 dắt em lớp 1 qua cổng.\nBạn đọc lớn: mỗi em lớp 6 đọc cho một em lớp 1 nghe, mỗi tuần một lần.\nNhà đa năng mở cho bà con sáng Chủ nhật.",
               .strategy = "2024–2030: chín năm một mái trường, không em nào bỏ giữa chừng.\nTừ lớp 5 sang lớp 6 không lạ: thầy cô hai cấp cùng dạy thử một tuần.\nHọc cùng làng và cùng khu công nghệ: mỗi khối một nơi đến mỗi học kì.",
               .motto = "Lớn lên cùng nhau.\nEm lớp 1 hôm nay là anh chị lớp 9 mai sau.",
               .core = "Yêu thương: Em nhỏ được nhường trước.\nChăm chỉ: Vườn trường có phiên, ai cũng tới phiên.\nAn toàn: Đường về nhà nào cũng có bạn đi cùng." } },
    { .code = "lien-cap-mau-0810", .name = "Trường THCS và THPT Mẫu 0810 – Cửa Nam", .address = "Số 10, ngõ Mẫu Thử, phường Cửa Nam", .phone = "+84900000810", .area_code = "00082",
      .ownership = OWNERSHIP_NON_PUBLIC, .level = { [SCHOOL_LEVEL_LOWER_SECONDARY] = true, [SCHOOL_LEVEL_UPPER_SECONDARY] = true }, .classes = "6A1 9A1 10A1 12A1",
      .pupils_least = 22, .pupils_most = 28, .subjects = sixth_to_twelfth,
      .before = { .culture = "Lớp nhỏ, ai cũng được gọi tên.", .strategy = "2026–2031: bảy năm học, một hồ sơ do chính em viết.", .motto = "Biết mình, biết người.", .core = "Tự chủ: em chọn, em giải thích." },
      .now = { .culture = "Lớp nhỏ, ai cũng được gọi tên.\nMỗi em một người lớn tin cậy, gặp nhau hai tuần một lần.\nKhông chuông: hết giờ bằng một bản nhạc do học sinh chọn.",
               .strategy = "2026–2031: bảy năm học, một hồ sơ do chính em viết.\nHọc phí công khai từng khoản, phụ huynh hỏi được từng khoản.\nXưởng chung của hai cấp: lớp 6 và lớp 12 cùng làm một sản phẩm.",
               .motto = "Biết mình, biết người.\nTrường tư mà việc công khai.",
               .core = "Tự chủ: Em chọn, em giải thích.\nTử tế: Lời nói ra thì người vắng mặt nghe được.\nSáng tạo: Thử trước, chỉnh sau." } },
};
const size_t demo_schools_n = sizeof demo_schools / sizeof *demo_schools;
