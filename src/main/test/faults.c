/* Everything fails once: for every POST of the program the n-th memory taken, the n-th statement of the database and the n-th write to
** the disk fail, n = 1, 2, 3 … until the post goes through without meeting its fault. What stays true:
** (1) a post that met a fault answers 503 (or 413 where memory was short) and never 500, 403 or 404: a fault is not a refusal;
** (2) nothing is half done: the same post, sent again with its key, is done once; at the end the tables hold as many rows as after
**     the same post without any fault;
** (3) every POST stands in the table below, or in the list of those that keep nothing. */
#include "access/access.h"
#include "access/test/world.h"
#include "base/ids.h"
#include "base/log.h"
#include "data/test/disk.h"
#include "src/web/test/pictures.h"
#include "main/commands.h"
#include "web/hash.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KEY "0123456789abcdefghjkmnpqrs"
#define PASSWORD "hoc-sang-tao-2026"
#define LIST "STT;Họ và tên;Ngày sinh;Lớp\n1;Nghiêm Bảo An;28/02/2015;6A1\n2;Nghiêm Bảo Bình;;6A1\n"

#define GOAL "muc_tieu=Doc&tu=23%2F11%2F2026&den=31%2F05%2F2027&chi_so_1=Sach&nguon_1=typed&dich_1=20&viec=gui"
#define POINT "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
#define PICTURE "a picture made on the spot"
#define ICS "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:a@x\r\nDTSTART:20261125T003000Z\r\nRRULE:FREQ=WEEKLY;COUNT=3\r\nSUMMARY:Tap\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
#define STATEMENTS "{\"actor\":{\"mbox\":\"mailto:x@x.vn\"},\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/o\"}}\n"

/* `page`: the page whose form is sent, for its hidden fields; NULL = none. `first`: a post that must have been done. */
struct post { const char *path; char who; const char *page, *body, *first, *file; };
static const struct post posts[] = {
    { "/dang-nhap",                         'n', NULL, "ten=hangntt0000&mat_khau=mot-mat-khau-sai" },
    { "/ma",                                'n', NULL, "ma=K7QM2-XW9PD" },
    { "/the",                               'n', NULL, "ma=K7QM2-XW9PD&hinh-sun=1&hinh-moon=1&hinh-star=1" },
    { "/t/:truong/lop/:lop/the",            'H', NULL, "" },
    { "/t/:truong/lop/:lop/the/mot",        'H', NULL, "em={em}" },
    { "/t/:truong/lop/:lop/the/thoi",       'H', NULL, "em={em}", "/t/:truong/lop/:lop/the" },
    { "/ho-so/:em/the/thoi",                't', NULL, "", "/t/:truong/lop/:lop/the" },
    { "/t/:truong/uy-quyen",                'P', NULL, "nguoi={nguoi}&quyen-news=1&quyen-year=1&tu=23%2F11%2F2026&den=30%2F11%2F2026" },
    { "/t/:truong/uy-quyen/thoi",           'P', "/t/:truong/uy-quyen", "", "/t/:truong/uy-quyen" },
    { "/tai-khoan/khoa",                    'T', NULL, "mat_khau=" PASSWORD },
    { "/tai-khoan/khoa/them",               'T', NULL, "ten=a&thach=b&du_lieu=AQID&chung_nhan=AQID" },
    { "/tai-khoan/khoa/thoi",               'T', NULL, "khoa=0000000000001" },
    { "/dang-nhap/khoa",                    'n', NULL, "thach=b&khoa=AQID&du_lieu=AQID&xac_thuc=AQID&chu_ki=AQID" },
    { "/quen-mat-khau",                     'n', NULL, "ten=khong.co" },
    { "/mat-khau-moi/:ma",                  'n', NULL, "mat_khau=hoc-sang-tao-2026&nhac_lai=hoc-sang-tao-2026", "/t/:truong/nhan-su/:nguoi/moi" },
    { "/tai-khoan/thu",                     'T', NULL, "thu=toan%40x.vn&mat_khau=" PASSWORD },
    { "/tai-khoan/thu/bo",                  'T', NULL, "" },
    { "/xac-nhan/:ma",                      'n', NULL, "", "/tai-khoan/thu" },
    { "/thong-bao/cach-nhan",               'H', NULL, "thu_work=ngay&may_work=gop&yen_tu=1260&yen_den=360&gop_luc=1080" },
    { "/thong-bao/may",                     'H', NULL, "dia_chi=https%3A%2F%2Fpush.example%2Fa&bi_mat=BTBZMqHH6r4Tts7J_aSIgg&khoa=" POINT },
    { "/thong-bao/may/thoi",                'H', "/thong-bao/cach-nhan", "", "/thong-bao/may" },
    { "/thong-bao/so",                      'H', NULL, "so=0912345678" },
    { "/thong-bao/so/ma",                   'H', NULL, "ma=12", "/thong-bao/so" },
    { "/thong-bao/so/thoi",                 'H', NULL, "", "/thong-bao/so" },
    { "/t/:truong/nhan-su/:nguoi/moi",      'C', NULL, "thu=toan%40x.vn" },
    { "/mat-khau",                          'T', NULL, "mat_khau=hoc-sang-tao-2026&nhac_lai=hoc-sang-tao-2026" },
    { "/dang-nhap/buoc-hai",                'n', NULL, "ma=123456" },
    { "/tai-khoan/buoc-hai",                'T', NULL, "mat_khau=" PASSWORD },
    { "/tai-khoan/buoc-hai/xac-nhan",       'T', NULL, "ma=12", "/tai-khoan/buoc-hai" },
    { "/tai-khoan/buoc-hai/ma-du-phong",    'T', NULL, "mat_khau_ma=sai" },
    { "/tai-khoan/buoc-hai/bo",             'T', NULL, "mat_khau_bo=" PASSWORD },
    { "/tai-khoan/noi/:phien/thoi",         'T', NULL, "" },
    { "/tai-khoan/dang-xuat-het",           'T', NULL, "" },
    { "/dang-xuat",                         'T', NULL, "" },
    { "/vai-tro",                           'C', NULL, "vai=clerk" },
    { "/tai-khoan/anh",                     'T', NULL, "", NULL, PICTURE },
    { "/tai-khoan/anh/bo",                  'a', "/tai-khoan/anh", "" },
    { "/ho-so/:em/anh",                     't', NULL, "", NULL, PICTURE },
    { "/ho-so/:em/anh/bo",                  't', "/ho-so/:em/anh", "" },
    { "/ho-so/:em/anh/thoi",                't', "/ho-so/:em/anh", "" },
    { "/t/:truong/em/:em/doi-lop",          'C', "/t/:truong/em/:em/doi-lop", "lop={lop2}&ngay=23%2F11%2F2026" },
    { "/t/:truong/em/:em/roi-truong",       'C', NULL, "vi_sao=transferred&ngay=20%2F11%2F2026" },
    { "/t/:truong/trung-ten/gop",           'C', NULL, "mot={aunt}&hai={again}&giu={again}&li_do=x" },
    { "/t/:truong/trung-ten/hai-nguoi",     'C', NULL, "mot={aunt}&hai={again}" },
    { "/t/:truong/da-roi/nhan-lai",         'C', "/t/:truong/da-roi", "", "/t/:truong/em/:em/roi-truong" },
    { "/t/:truong/em/:em/giay-chuyen",      'C', NULL, "truong_den=THCS+X", "/t/:truong/em/:em/roi-truong" },
    { "/t/:truong/chuyen-den",              'C', NULL, "ma=K7QM2-XW9PD" },
    { "/t/:truong/chuyen-den/nhan",         'C', NULL, "ma=K7QM2-XW9PD" },
    { "/t/:truong/mon-hoc",                 'C', NULL, "mon=%C3%82m+nh%E1%BA%A1c" },
    { "/t/:truong/mon-hoc/sua",             'C', "/t/:truong/mon-hoc", "ten=To%C3%A1n+h%E1%BB%8Dc" },
    { "/t/:truong/mon-hoc/thoi",            'C', "/t/:truong/mon-hoc", "", "/t/:truong/mon-hoc" },
    { "/t/:truong/lop/:lop/phan-cong",      'C', NULL, "giao_vien={nguoi}&viec=assistant&tu_ngay=23%2F11%2F2026" },
    { "/t/:truong/lop/:lop/phan-cong/thoi", 'C', "/t/:truong/lop/:lop/phan-cong", "den_ngay=20%2F11%2F2026" },
    { "/t/:truong/nam-hoc/chuyen-nam",      'P', NULL, "dau=x" },      /* the year is not over here: rooms/classes/test/carry.c */
    { "/t/:truong/nam-hoc/chuyen-nam/:lop", 'C', "/t/:truong/nam-hoc/chuyen-nam/:lop", "den=7A1" },
    { "/ho-so/:em/dong-y",                  't', "/ho-so/:em/dong-y", "muc=photo.page&loi=co" },
    { "/t/:truong/em/:em/dong-y",           'H', NULL, "ngay=20%2F11%2F2026&phu_huynh={tuan}&ph_1=co&em_2=khong", NULL, PICTURE },
    { "/t/:truong/lop/:lop/dong-y/ghi",     'H', "/t/:truong/lop/:lop/dong-y/ghi", "ngay=20%2F11%2F2026&ph-{em}=co-{tuan}&em-{em}=co" },
    { "/t/:truong/em/:em/dong-y/bo-anh",    'H', "/t/:truong/em/:em/dong-y", "", "/t/:truong/em/:em/dong-y" },
    { "/t/:truong/em/:em/sua",              'C', "/t/:truong/em/:em/sua", "ho_ten=Tr%E1%BA%A7n+L%C3%AA+Ho%C3%A0i+An" },
    { "/t/:truong/em/:em/gia-dinh/:kin/sua", 'C', "/t/:truong/em/:em/gia-dinh/:kin/sua", "ho_ten=Tr%E1%BA%A7n+Qu%E1%BB%91c+Tu%E1%BA%A5n&dien_thoai=0900000555" },
    { "/t/:truong/nhan-su/:nguoi/sua",      'C', "/t/:truong/nhan-su/:nguoi/sua", "ho_ten=V%C5%A9+To%E1%BA%A3n&dien_thoai=0900000556" },
    { "/t/:truong/em/:em/gia-dinh/them",    'C', NULL, "ho_ten=L%C3%AA+Th%E1%BB%8B+Mai&la=mother&dien_thoai=0900000777" },
    { "/t/:truong/em/:em/gia-dinh/thoi",    'C', NULL, "phu_huynh={tuan}&li_do=x" },
    { "/ho-so/:em/thoi-phu-huynh",          't', NULL, "hieu=1" },
    { "/ho-so/:em/quyen-du-lieu",           't', "/ho-so/:em/quyen-du-lieu", "viec=copy&loi=xin" },
    { "/t/:truong/quyen-du-lieu/:yeu/han-che", 'P', NULL, "li_do=x" },
    { "/t/:truong/su-co-du-lieu",           'C', NULL, "chuyen=x&du_lieu=y&ngay=20%2F11%2F2026" },
    { "/t/:truong/su-co-du-lieu/viec",      'P', "/t/:truong/su-co-du-lieu", "viec=authority&loi=x", "/t/:truong/su-co-du-lieu" },
    { "/t/:truong/han-che/go",              'P', "/t/:truong/han-che", "li_do=x", "/t/:truong/quyen-du-lieu/:yeu/han-che" },
    { "/ho-so/:em/quyen-du-lieu/xoa",       't', "/ho-so/:em/quyen-du-lieu", "" },
    { "/t/:truong/quyen-du-lieu/:yeu/xoa",  'C', NULL, "li_do=x" },
    { "/t/:truong/quyen-du-lieu/:yeu/xoa/duyet", 'P', "/t/:truong/quyen-du-lieu/:yeu/xoa", "quyet=xoa&ho_ten=tran+le+binh+an", "/t/:truong/quyen-du-lieu/:yeu/xoa" },
    { "/ho-so/:em/ban-sao",                 't', NULL, "" },
    { "/t/:truong/xoa-du-lieu/:kin",        'C', "/t/:truong/xoa-du-lieu/:kin", "tu_dau=paper&loi=x" },
    { "/t/:truong/quyen-du-lieu/:yeu/tra-loi", 'P', "/t/:truong/quyen-du-lieu/:yeu", "viec=done&loi=xong" },
    { "/t/:truong/em/:em/gia-dinh/quyet-dinh", 'P', NULL, "phu_huynh={tuan}&co_quan=T%C3%B2a+%C3%A1n&ngay=01%2F09%2F2025" },
    { "/t/:truong/em/:em/gia-dinh/go",      'P', "/t/:truong/em/:em/gia-dinh", "li_do=h%E1%BA%BFt", "/t/:truong/em/:em/gia-dinh/quyet-dinh" },
    { "/t/:truong/em/:em/anh",              'H', NULL, "", NULL, PICTURE },
    { "/t/:truong/em/:em/anh/bo",           'H', "/t/:truong/em/:em/anh", "" },
    { "/t/:truong/gia-tri/anh",             'C', NULL, "mo_ta=San+truong", NULL, PICTURE },
    { "/t/:truong/gia-tri/anh/rut",         'C', "/t/:truong/gia-tri/anh", "", "/t/:truong/gia-tri/anh" },
    { "/t/:truong/gia-tri/anh/duyet",       'P', "/t/:truong/gia-tri/anh", "quyet=duyet", "/t/:truong/gia-tri/anh" },
    { "/t/:truong/gia-tri/anh/bo",          'C', "/t/:truong/gia-tri/anh", "", "/t/:truong/gia-tri/anh/duyet" },
    { "/thong-bao/doc-het",                 'H', NULL, "" },
    { "/thong-bao/:bao/mo",                 'H', NULL, "" },
    { "/tin/:tin/da-doc",                   'a', NULL, "" },
    { "/t/:truong/tin-bai/moi",             'C', "/t/:truong/tin-bai/moi", "tieu_de=H%E1%BB%8Dp&noi_dung=Th%E1%BB%A9+B%E1%BA%A3y&ai_doc=everybody" },
    { "/t/:truong/tin-bai/:tin",            'C', "/t/:truong/tin-bai/:tin", "tieu_de=H%E1%BB%8Dp&noi_dung=Ch%E1%BB%A7+nh%E1%BA%ADt&ai_doc=everybody" },
    { "/t/:truong/tin-bai/:tin/go",         'C', "/t/:truong/tin-bai/:tin", "li_do=nh%E1%BA%A7m" },
    { "/t/:truong/tin-bai/:tin/dang",       'C', "/t/:truong/tin-bai/:tin", "", "/t/:truong/tin-bai/:tin/go" },
    { "/lich/moi",                          'a', "/lich/moi", "viec=T%E1%BA%ADp+%C4%91%C3%A0n&tu_ngay=25%2F11%2F2026&tu_gio=07%3A30" },
    { "/lich/:lich",                        'a', "/lich/:lich", "viec=T%E1%BA%ADp+%C4%91%C3%A0n&tu_ngay=26%2F11%2F2026" },
    { "/lich/:lich/bo",                     'a', "/lich/:lich", "" },
    { "/lich/dia-chi",                      'a', NULL, "" },
    { "/lich/dia-chi/ngung",                'a', NULL, "", "/lich/dia-chi" },
    { "/lich/nhap",                         'a', NULL, "", NULL, ICS },
    { "/lich/nhap/:lan",                    'a', "/lich/nhap/:lan", "", "/lich/nhap" },
    { "/lich/nhap/:lan/hoan-tac",           'a', NULL, "", "/lich/nhap/:lan" },
    { "/t/:truong/lich/nhap",               'C', NULL, "ai_xem=everybody", NULL, ICS },
    { "/t/:truong/lich/nhap/:lan",          'C', "/t/:truong/lich/nhap/:lan", "", "/t/:truong/lich/nhap" },
    { "/t/:truong/lop/:lop/lich/nhap",      'H', NULL, "", NULL, ICS },
    { "/t/:truong/lop/:lop/lich/nhap/:lan", 'H', "/t/:truong/lop/:lop/lich/nhap/:lan", "", "/t/:truong/lop/:lop/lich/nhap" },
    { "/t/:truong/lop/:lop/lich/nhap/:lan/hoan-tac", 'H', NULL, "li_do=x", "/t/:truong/lop/:lop/lich/nhap/:lan" },
    { "/t/:truong/lich/moi",                'C', "/t/:truong/lich/moi", "viec=H%E1%BB%99i&tu_ngay=25%2F11%2F2026&ai_xem=inside" },
    { "/t/:truong/lich/:su",                'C', "/t/:truong/lich/:su", "viec=H%E1%BB%99i&tu_ngay=26%2F11%2F2026" },
    { "/t/:truong/lich/:su/huy",            'C', "/t/:truong/lich/:su", "li_do=m%C6%B0a" },
    { "/t/:truong/lop/:lop/lich/moi",       'H', "/t/:truong/lop/:lop/lich/moi", "viec=H%E1%BB%8Dp&tu_ngay=25%2F11%2F2026" },
    { "/t/:truong/lop/:lop/lich/:su",       'H', "/t/:truong/lop/:lop/lich/:su", "viec=H%E1%BB%8Dp&tu_ngay=26%2F11%2F2026" },
    { "/t/:truong/lop/:lop/lich/:su/huy",   'H', "/t/:truong/lop/:lop/lich/:su", "li_do=m%C6%B0a" },
    { "/loi-nhan/:nhan/da-doc",             't', NULL, "lan=1" },
    { "/t/:truong/lop/:lop/loi-nhan/moi",   'H', NULL, "tieu_de=H%E1%BB%8Dp&noi_dung=x&gui-families=1&xac_nhan=1" },
    { "/t/:truong/lop/:lop/loi-nhan/:nhan/sua", 'H', "/t/:truong/lop/:lop/loi-nhan/:nhan/sua", "tieu_de=H%E1%BB%8Dp&noi_dung=y&dinh_chinh=gi%E1%BB%9D" },
    { "/t/:truong/lop/:lop/loi-nhan/:nhan/gui", 'H', "/t/:truong/lop/:lop/loi-nhan/:nhan", "", "/t/:truong/lop/:lop/loi-nhan/moi" },
    { "/t/:truong/lop/:lop/loi-nhan/:nhan/hen", 'H', "/t/:truong/lop/:lop/loi-nhan/:nhan", "ngay=2026-11-24&gio=07%3A00", "/t/:truong/lop/:lop/loi-nhan/moi" },
    { "/t/:truong/lop/:lop/loi-nhan/:nhan/thoi-hen", 'H', "/t/:truong/lop/:lop/loi-nhan/:nhan", "", "/t/:truong/lop/:lop/loi-nhan/:nhan/hen" },
    { "/t/:truong/lop/:lop/loi-nhan/:nhan/thu-hoi", 'H', "/t/:truong/lop/:lop/loi-nhan/:nhan", "li_do=x" },
    { "/t/:truong/lop/:lop/loi-nhan/:nhan/nhac", 'H', NULL, "" },
    { "/t/:truong/lop/:lop/loi-nhan/:nhan/giay", 'H', NULL, "em-{em}=1&lan=1" },
    { "/t/:truong/lop/:lop/loi-nhan/:nhan/danh-sach", 'H', NULL, "" },
    { "/t/:truong/nhom/:nhom/loi-nhan/moi", 'T', NULL, "tieu_de=H%E1%BB%8Dp&noi_dung=x&gui-families=1&xac_nhan=1" },
    { "/t/:truong/nhom/:nhom/loi-nhan/:nhan/sua", 'T', "/t/:truong/nhom/:nhom/loi-nhan/:nhan/sua", "tieu_de=H%E1%BB%8Dp&noi_dung=y&dinh_chinh=gi%E1%BB%9D" },
    { "/t/:truong/nhom/:nhom/loi-nhan/:nhan/gui", 'T', "/t/:truong/nhom/:nhom/loi-nhan/:nhan", "", "/t/:truong/nhom/:nhom/loi-nhan/moi" },
    { "/t/:truong/nhom/:nhom/loi-nhan/:nhan/hen", 'T', "/t/:truong/nhom/:nhom/loi-nhan/:nhan", "ngay=2026-11-24&gio=07%3A00", "/t/:truong/nhom/:nhom/loi-nhan/moi" },
    { "/t/:truong/nhom/:nhom/loi-nhan/:nhan/thoi-hen", 'T', "/t/:truong/nhom/:nhom/loi-nhan/:nhan", "", "/t/:truong/nhom/:nhom/loi-nhan/:nhan/hen" },
    { "/t/:truong/nhom/:nhom/loi-nhan/:nhan/thu-hoi", 'T', "/t/:truong/nhom/:nhom/loi-nhan/:nhan", "li_do=x" },
    { "/t/:truong/nhom/:nhom/loi-nhan/:nhan/nhac", 'T', NULL, "" },
    { "/t/:truong/nhom/:nhom/loi-nhan/:nhan/giay", 'T', NULL, "em-{em}=1&lan=1" },
    { "/t/:truong/nhom/:nhom/loi-nhan/:nhan/danh-sach", 'T', NULL, "" },
    { "/t/:truong/loi-nhan/moi",            'C', NULL, "noi=truong&tieu_de=H%E1%BB%8Dp&noi_dung=x&gui-families=1&gui-staff=1" },
    { "/t/:truong/loi-nhan/:nhan/sua",      'C', "/t/:truong/loi-nhan/:nhan/sua", "tieu_de=H%E1%BB%8Dp&noi_dung=y&dinh_chinh=gi%E1%BB%9D" },
    { "/t/:truong/loi-nhan/:nhan/gui",      'C', "/t/:truong/loi-nhan/:nhan", "", "/t/:truong/loi-nhan/moi" },
    { "/t/:truong/loi-nhan/:nhan/hen", 'C', "/t/:truong/loi-nhan/:nhan", "ngay=2026-11-24&gio=07%3A00", "/t/:truong/loi-nhan/moi" },
    { "/t/:truong/loi-nhan/:nhan/thoi-hen", 'C', "/t/:truong/loi-nhan/:nhan", "", "/t/:truong/loi-nhan/:nhan/hen" },
    { "/t/:truong/loi-nhan/:nhan/thu-hoi",  'C', "/t/:truong/loi-nhan/:nhan", "li_do=x" },
    { "/t/:truong/loi-nhan/:nhan/nhac",     'C', NULL, "" },
    { "/t/:truong/loi-nhan/:nhan/danh-sach", 'C', NULL, "" },
    { "/t/:truong/nhan-su",                 'C', NULL, "ho_ten=V%C5%A9+Th%E1%BB%8B+Thu&vai=teacher&dien_thoai=0912345678" },
    { "/t/:truong/nhan-su/:nguoi/thoi",     'C', "/t/:truong/nhan-su", "rev=1" },
    { "/t/:truong/nhan-su/phieu",           'C', NULL, "" },
    { "/t/:truong/nhan-su/:nguoi/phieu",    'C', NULL, "" },
    { "/t/:truong/lop/:lop/phieu",          'H', NULL, "" },
    { "/t/:truong/lop/:lop/phieu/mot",      'H', NULL, "nguoi={em}" },
    { "/t/:truong/dia-chi",                 'P', "/t/:truong/dia-chi", "dia_chi=S%E1%BB%91+9" },
    { "/t/:truong/nam-hoc",                 'C', NULL, "ten=2027-2028&bat_dau=05/09/2027&ket_thuc=01/06/2028&tuan_1=06/09/2027&hoc_ki_2=17/01/2028" },
    { "/t/:truong/lop/:lop/chu-nhiem",      'C', "/t/:truong/lop/:lop", "chu_nhiem={nguoi}" },
    { "/t/:truong/gia-tri",                 'C', "/t/:truong/gia-tri", "van_hoa=a&chien_luoc=b&phuong_cham=c&gia_tri=d&viec=gui" },
    { "/t/:truong/gia-tri/duyet",           'P', "/t/:truong/gia-tri", "quyet=duyet", "/t/:truong/gia-tri" },
    { "/t/:truong/xuat",                    'C', NULL, "noi_nhan=S%E1%BB%9F&phu_huynh=1" },
    { "/t/:truong/khoa-he-thong",           'P', NULL, "ten=SCORM&quyen-write=1" },
    { "/t/:truong/khoa-he-thong/doi",       'P', "/t/:truong/khoa-he-thong", "", "/t/:truong/khoa-he-thong" },
    { "/t/:truong/kho-phat-bieu/so-lieu/luu",     'P', NULL, "ten=Theo+tuan&nhom=tuan" },
    { "/t/:truong/kho-phat-bieu/so-lieu/doi-ten", 'P', "/t/:truong/kho-phat-bieu/so-lieu", "ten_moi=Moi", "/t/:truong/kho-phat-bieu/so-lieu/luu" },
    { "/t/:truong/kho-phat-bieu/so-lieu/bo",      'P', "/t/:truong/kho-phat-bieu/so-lieu", "", "/t/:truong/kho-phat-bieu/so-lieu/luu" },
    { "/t/:truong/khoa-he-thong/cho",       'P', "/t/:truong/khoa-he-thong", "cho=5", "/t/:truong/khoa-he-thong" },
    { "/t/:truong/khoa-he-thong/muc",       'P', "/t/:truong/khoa-he-thong", "muc=60", "/t/:truong/khoa-he-thong" },
    { "/t/:truong/khoa-he-thong/trang",     'P', NULL, "goc=https://kho.example" },
    { "/t/:truong/khoa-he-thong/trang/bo",  'P', "/t/:truong/khoa-he-thong", "", "/t/:truong/khoa-he-thong/trang" },
    { "/t/:truong/khoa-he-thong/tai-khoan",    'P', NULL, "ma=33333333-2222-4333-8444-555555555501&nguoi={em}&ly_do=Em+khai" },
    { "/t/:truong/khoa-he-thong/tai-khoan/bo", 'P', "/t/:truong/khoa-he-thong/tai-khoan", "", "/t/:truong/khoa-he-thong/tai-khoan" },
    { "/t/:truong/khoa-he-thong/thoi",      'P', "/t/:truong/khoa-he-thong", "", "/t/:truong/khoa-he-thong" },
    { "/t/:truong/kho-hanh-trinh",          'P', NULL, "ly_do=Luu" },
    { "/t/:truong/kho-hanh-trinh/nhap",     'P', NULL, "ly_do=Luu", NULL, STATEMENTS },
    { "/t/:truong/kho-hanh-trinh/nhap/kho-khac", 'P', NULL, "dia_chi=https%3A%2F%2Flrs.example%2Fxapi&khoa=k&bi_mat=s&chuan=1&vi_sao=Luu" },
    { "/t/:truong/kho-hanh-trinh/nhap/lam", 'P', "/t/:truong/kho-hanh-trinh/nhap?lan={luot}", "", "/t/:truong/kho-hanh-trinh/nhap" },
    { "/t/:truong/bao-sang",                'P', NULL, "ten=Nhom&dia_chi=https%3A%2F%2Fbot.example%2Fkhue&bi_mat=sixteen-letters-1" },
    { "/t/:truong/bao-sang/thu",            'P', "/t/:truong/bao-sang", "", "/t/:truong/bao-sang" },
    { "/t/:truong/bao-sang/thoi",           'P', "/t/:truong/bao-sang", "", "/t/:truong/bao-sang" },
    { "/t/:truong/chuyen-tiep",             'P', NULL, "ten=Kho&ly_do=x&cach=store&dia_chi=https%3A%2F%2Flrs.example%2Fxapi&khoa=k&bi_mat=s&chuan=1&gi=everything&ai=anyone&tu=nay&da_doc=1" },
    { "/t/:truong/chuyen-tiep/doi",         'P', "/t/:truong/chuyen-tiep", "viec=dung", "/t/:truong/chuyen-tiep" },
    { "/t/:truong/gia-tri/muc-tieu",        'C', NULL, GOAL },
    { "/t/:truong/gia-tri/muc-tieu/duyet",  'P', "/t/:truong/gia-tri/muc-tieu?muc={muc}", "quyet=duyet", "/t/:truong/gia-tri/muc-tieu" },
    { "/t/:truong/gia-tri/muc-tieu/ket-thuc", 'P', "/t/:truong/gia-tri/muc-tieu?muc={muc}", "li_do=xong", "/t/:truong/gia-tri/muc-tieu/duyet" },
    { "/t/:truong/gia-tri/muc-tieu/do",     'C', "/t/:truong/gia-tri/muc-tieu?muc={muc}", "gia_tri=12&ngay=23%2F11%2F2026", "/t/:truong/gia-tri/muc-tieu/duyet" },
    { "/t/:truong/gia-tri/muc-tieu/minh-chung", 'C', "/t/:truong/gia-tri/muc-tieu?muc={muc}", "loi=bao", "/t/:truong/gia-tri/muc-tieu/duyet" },
    { "/t/:truong/gia-tri/muc-tieu/minh-chung/duyet", 'P', "/t/:truong/gia-tri/muc-tieu?muc={muc}", "", "/t/:truong/gia-tri/muc-tieu/minh-chung" },
    { "/t/:truong/gia-tri/muc-tieu/minh-chung/go", 'C', "/t/:truong/gia-tri/muc-tieu?muc={muc}", "", "/t/:truong/gia-tri/muc-tieu/minh-chung" },
    { "/t/:truong/nhap",                    'C', NULL, "nam={nam}", NULL, LIST },
    { "/t/:truong/nhap/:lan/sua",           'C', "/t/:truong/nhap/:lan", "o-1-birth_date=28/02/2015" },
    { "/t/:truong/nhap/:lan/nhap",          'C', "/t/:truong/nhap/:lan", "", "/t/:truong/nhap/:lan/sua" },
    { "/t/:truong/hoan-tac/:dot",           'C', NULL, "li_do=nh%E1%BA%A7m+t%E1%BB%87p" },
    { "/t/:truong/cai-dat",                 'P', "/t/:truong/cai-dat", "d-access.slip_days=20&d-access.slip_contact=102" },
    { "/quan-tri/cai-dat",                  'S', "/quan-tri/cai-dat", "d-access.shared_hours=8" },
    { "/t/:truong/nhap/:lan/danh-sach",    'C', NULL, "" },
    { "/t/:truong/lop/:lop/them-em",        'C', NULL, "ho_ten=Tr%E1%BA%A7n+Mi&ngay_sinh=1%2F2%2F2015&ngay=23%2F11%2F2026" },
    { "/t/:truong/lop/:lop/danh-sach",      'H', NULL, "kieu=dien-thoai" },
    { "/t/:truong/nhap/:lan/thay-co",       'C', "/t/:truong/nhap/:lan/thay-co", "" },
    { "/t/:truong/nhap/:lan/thay-co/ai",    'C', NULL, "dong=1&la=skip" },
    { "/t/:truong/nhap/:lan/bo",            'C', "/t/:truong/nhap/:lan", "" },
    { "/t/:truong/phieu",                   'C', NULL, "" },
    { "/t/:truong/phieu/tat-ca",            'C', NULL, "" },
    { "/t/:truong/phieu/:to",               'C', NULL, "" },
    { "/t/:truong/phieu/xong",              'C', NULL, "" },
    { "/t/:truong/to-chuyen-mon",           'C', NULL, "viec=lap&ten=To%C3%A1n" },
    { "/t/:truong/nhom",                    'C', NULL, "loai=club&ten=C%E1%BB%9D&vao=asks" },
    { "/t/:truong/nhom/:nhom/them",         'T', NULL, "em-{binh}=1" },
    { "/t/:truong/nhom/:nhom/tra-loi",      'T', "/t/:truong/nhom/:nhom", "" },
    { "/t/:truong/nhom/:nhom/sua",          'C', "/t/:truong/nhom/:nhom", "ten=X&vao=leader" },
    { "/t/:truong/nhom/:nhom/phu-trach",    'C', NULL, "nguoi={yen}" },
    { "/t/:truong/nhom/:nhom/phu-trach/thoi", 'C', "/t/:truong/nhom/:nhom", "" },
    { "/t/:truong/nhom/:nhom/thoi",         'C', "/t/:truong/nhom/:nhom", "" },
    { "/t/:truong/nhom/:nhom/dot",          'C', NULL, "ten_dot=H%C3%A8&tu=1%2F6%2F2027&den=30%2F6%2F2027" },
    { "/t/:truong/nhom/:nhom/dot/bo",       'C', "/t/:truong/nhom/:nhom", "", "/t/:truong/nhom/:nhom/dot" },
    { "/t/:truong/nhom/:nhom/lien-truong",  'P', NULL, "moi={truong2}" },
    { "/t/:truong/nhom/:nhom/lien-truong/thoi", 'P', "/t/:truong/nhom/:nhom/lien-truong", "", "/t/:truong/nhom/:nhom/lien-truong" },
    { "/t/:truong/nhom/:nhom/lien-truong/lien-he", 'C', "/t/:truong/nhom/:nhom/lien-truong", "lien_he=V%C4%83n+ph%C3%B2ng", "/t/:truong/nhom/:nhom/lien-truong" },
    { "/t/:truong/loi-moi-nhom",            'P', "/t/:truong/loi-moi-nhom", "ten=C%E1%BB%9D+chung" },
    { "/ho-so/:em/nhom",                    'a', NULL, "nhom={nhom2}" },
    { "/ho-so/:em/nhom/rut",                'a', "/ho-so/:em/nhom", "" },
    { "/t/:truong/doi-tac",                 'C', NULL, "ten=B%E1%BA%A3o+t%C3%A0ng&to_chuc=community&vai=host" },
    { "/t/:truong/doi-tac/gia-han",         'C', "/t/:truong/doi-tac", "den=01%2F12%2F2027" },
    { "/t/:truong/doi-tac/thoi",            'C', "/t/:truong/doi-tac", "" },
    { "/t/:truong/nguoi-ngoai-truong",      'C', NULL, "loai=mentor&ho_ten=L%C3%AA+V%C4%83n+Ngh%E1%BB%81&dien_thoai=0900000777" },
    { "/t/:truong/nguoi-ngoai-truong/xac-minh", 'C', "/t/:truong/nguoi-ngoai-truong?loai=mentor", "giay=Phi%E1%BA%BFu+2&den=01%2F06%2F2027" },
    { "/t/:truong/nguoi-ngoai-truong/thoi", 'C', "/t/:truong/nguoi-ngoai-truong?loai=mentor", "" },
    { "/t/:truong/nguoi-ngoai-truong/phieu", 'C', "/t/:truong/nguoi-ngoai-truong?loai=mentor", "" },
    { "/tai-khoan/mang-luoi",               'V', "/tai-khoan/mang-luoi", "" },
    { "/quan-tri/co-quan",                  'S', NULL, "ho_ten=L%C3%AA+Th%E1%BB%8B+S%E1%BB%9F&co_quan=department&vai=officer" },
    { "/quan-tri/co-quan/thoi",             'S', "/quan-tri/co-quan", "" },
    { "/quan-tri/co-quan/phieu",            'S', "/quan-tri/co-quan", "" },
    { "/t/:truong/viec/:viec/thoi",         'H', NULL, "" },
    { "/viec/:viec/thoi",                   'S', NULL, "" },
    { "/quan-tri/viec/lam-ngay",            'S', NULL, "loai=web.tidy" },
    { "/quan-tri/viec/:viec/thoi",          'S', NULL, "" },
    { "/quan-tri/viec/:viec/lai",           'S', NULL, "", "/quan-tri/viec/:viec/thoi" },
};
#define POSTS (sizeof posts / sizeof *posts)

/* (3) */
static const struct { const char *path, *why; } kept_nothing[] = {
    { "/ngon-ngu",  "a cookie" },
    { "/giao-dien", "a cookie" },
    { "/demo/vao",  "only in the demo; a session as any other" },
};

/* Rows that may be more after faults, and why. */
static const struct { const char *path, *table, *why; } more_allowed[] = {
    { "/dang-nhap",       "sign_in_failure", "every try counts" },
    { "/ma",              "sign_in_failure", "every try counts" },
    { "/the",             "sign_in_failure", "every try counts" },
    { "/tai-khoan/buoc-hai/ma-du-phong", "sign_in_failure", "every try counts" },
    { "/tai-khoan/buoc-hai/ma-du-phong", "sign_in", "and its owner reads of each" },
    { "/t/:truong/chuyen-den",      "transfer_miss", "every try counts" },
    { "/t/:truong/chuyen-den/nhan", "transfer_miss", "every try counts" },
    { "/t/:truong/nhap",  "roster_import",   "a file is staged in pieces: what was not opened is seen by nobody and forgotten with its day" },
    { "/t/:truong/nhap",  "roster_line",     "as above" },
    { "/t/:truong/nhap",  "roster_sheet",    "as above" },
};

static bool may_be_more(const struct post *p, struct span row)
{
    for (size_t i = 0; i < sizeof more_allowed / sizeof *more_allowed; i++)
        if (str_is(more_allowed[i].path, p->path) && row.n > strlen(more_allowed[i].table) && memcmp(row.p, more_allowed[i].table, strlen(more_allowed[i].table)) == 0) return true;
    return false;
}

/* ---- what fails */

enum fault_kind { MEMORY, STATEMENT, DISK, FAULTS };
static struct { enum fault_kind kind; long n; bool met; } now;

static void around(bool begins)
{
    if (begins) {
        if (now.kind == MEMORY) arena_fail_after(now.n);
        if (now.kind == STATEMENT) db_fail_after(now.n);
        if (now.kind == DISK) disk_fail_after(now.n, now.n % 2 ? ENOSPC : EIO);
        return;
    }
    now.met = now.n > 0 && !(now.kind == MEMORY ? arena_fail_armed() : now.kind == STATEMENT ? db_fail_armed() : disk_fail_armed());
    arena_fail_after(0);
    db_fail_after(0);
    disk_fail_after(0, 0);
}

/* ---- sending */

struct sending { struct test *t; struct world *w; struct loop_client client; const struct post *post; const char *path, *body; };

static person_id person_of(const struct world *w, char letter) { return w->who[strchr(ROLE_LETTERS, letter) - ROLE_LETTERS]; }

static int64_t newest(struct test *t, struct city *s, const char *table)
{
    const char *id = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT max(id) FROM %s", table), &id));
    return id ? atoll(id) : 0;
}

/* {em} {nguoi} {nam} {lop2} {muc} {luot}: ids of the small city, and of the goal, the import of statements that was written before. */
static const char *filled(struct test *t, struct world *w, const char *body)
{
    const struct { const char *name; int64_t id; } ids[] = { { "{em}", w->of[OWN].em }, { "{nguoi}", w->of[OWN].nguoi }, { "{tuan}", w->s->tuan.v }, { "{aunt}", w->aunt.v }, { "{again}", w->aunt_again.v }, { "{nam}", w->s->thcs.year.v }, { "{lop2}", w->s->a2.v },
                                                             { "{binh}", w->s->binh.v }, { "{yen}", w->s->m_yen.v }, { "{nhom2}", w->group[OTHER] }, { "{truong2}", w->s->mn.id.v }, { "{muc}", strstr(body, "{muc}") ? newest(t, w->s, "goal") : 0 },
                                                             { "{luot}", strstr(body, "{luot}") ? newest(t, w->s, "exchange_run") : 0 } };
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        const char *at = strstr(body, ids[i].name);
        if (at) body = arena_print(t->arena, "%.*s%s%s", (int)(at - body), body, path_to(t, "", ids[i].id, ""), at + strlen(ids[i].name));
    }
    return body;
}

/* The form that goes there by its action or by one of its buttons. */
static const char *form_to(struct test *t, const char *page, const char *action)
{
    const char *at = strstr(page, arena_print(t->arena, "action=\"%s\"", action)), *form = NULL;
    for (const char *p = page; at && (p = strstr(p, "<form")) && p < at; p++) form = p;
    return form;
}

/* "&rev=3&san_sang=1": its hidden fields, but token and key. */
static const char *hidden_fields(struct test *t, const char *page, const char *action)
{
    const char *out = "", *form = form_to(t, page, action);
    const char *end = form ? strstr(form, "</form>") : NULL;
    for (const char *at = form; at && (at = strstr(at, "type=\"hidden\" name=\"")) && at < end;) {
        at += strlen("type=\"hidden\" name=\"");
        const char *name = arena_text_n(t->arena, at, strcspn(at, "\"")), *value = strstr(at, "value=\"") + strlen("value=\"");
        if (*name != '_') out = arena_print(t->arena, "%s&%s=%s", out, name, arena_text_n(t->arena, value, strcspn(value, "\"")));
    }
    return out;
}

static int send_now(struct sending *s)
{
    struct loop_reply r;
    bool picture = str_is(s->post->file, PICTURE);
    struct bytes file = picture ? picture_jpeg(s->t, 96, 96) : (struct bytes){ (const uint8_t *)s->post->file, s->post->file ? strlen(s->post->file) : 0 };
    rc done = s->post->file ? loop_upload(&s->client, s->t->arena, s->path, s->body, "tep", picture ? "anh.jpg" : "tay.csv", file.p, file.n, &r)
                            : loop_send(&s->client, s->t->arena, POST, s->path, s->body, &r);
    return done == OK ? r.status : fail(s->t, "%s: %s", s->path, rc_name(done)), r.status;
}

/* The link of the newest mail, as it is shown where mails leave for nowhere. */
static const char *link_mailed(struct test *t, struct world *w)
{
    struct loop_reply r = { .body = "" };
    city_get(t, w->s, (person_id){ 0 }, "/thu-mau", &r);
    const char *mail = strstr(r.body, "<article"), *at = mail ? strstr(mail, "class=\"btn\" href=\"") : NULL;
    return at ? arena_text_n(t->arena, at + 18, strcspn(at + 18, "\"")) : (fail(t, "no mail"), "/");
}

/* What is sent is the draft, what is taken in the file, that was there before. */
static struct objects objects_of(struct test *t, struct world *w, const struct post *p)
{
    struct objects o = w->of[OWN];
    const char *id = NULL;
    if (strstr(p->path, "/lich/nhap/:lan")) o.lan = newest(t, w->s, "calendar_import");
    if (!strstr(p->path, "/loi-nhan/:nhan/gui") && !strstr(p->path, "/loi-nhan/:nhan/hen") && !strstr(p->path, "/loi-nhan/:nhan/thoi-hen")) return o;
    /* by what it says: a number given by another server may be higher than one given later */
    is_rc(t, OK, db_plain(w->s->app.db, t->arena, "SELECT max(id) FROM announcement WHERE state IN ('draft', 'waiting') AND title = 'Họp'", &id));
    o.nhan = o.nhan_lop = o.nhan_nhom = id ? atoll(id) : 0;
    return o;
}

static void sending_open(struct test *t, struct world *w, const struct post *p, struct sending *s)
{
    const struct objects o = objects_of(t, w, p);
    *s = (struct sending){ .t = t, .w = w, .post = p, .path = path_with(t, p->path, &o) };
    if (strstr(p->path, ":ma")) s->path = link_mailed(t, w);
    struct loop_reply page = { .body = "" };
    person_id who = person_of(w, p->who);
    if (p->page) city_get(t, w->s, who, filled(t, w, path_with(t, p->page, &o)), &page);
    s->body = arena_print(t->arena, "%s%s&_khoa=" KEY, filled(t, w, p->body), hidden_fields(t, page.body, s->path));
    loop_open(&s->client, &w->s->app);
    if (who.v) is_rc(t, OK, loop_sign_in(&s->client, who));
}

static bool is_done(int status) { return status == 200 || status == 303 || status == 422; }

static const struct post *post_of(const char *path)
{
    for (size_t i = 0; i < POSTS; i++)
        if (str_is(posts[i].path, path)) return &posts[i];
    return NULL;
}

/* What must have been done before, under keys of its own. */
static void done_first(struct test *t, struct world *w, const struct post *p)
{
    struct sending s;
    if (!p->first) return;
    const struct post *before = post_of(p->first);
    done_first(t, w, before);
    sending_open(t, w, before, &s);
    s.body = arena_text_n(t->arena, s.body, strlen(s.body) - strlen("&_khoa=" KEY));
    int status = send_now(&s);
    if (status != 200) is_int(t, 303, status);                 /* 200: a page to print */
    loop_close(&s.client);
    jobs_run_all(&w->s->app);
}

/* ---- rows */

static const char *count_tables(struct test *t, struct city *s)
{
    const char *names = NULL, *out = "", *n;
    struct span name;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name)", &names));
    for (struct span rest = span_of(names); rest.n && span_cut(&rest, ' ', &name);) {
        is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT count(*) FROM \"%.*s\"", (int)name.n, name.p), &n));
        out = arena_print(t->arena, "%s%.*s %s\n", out, (int)name.n, name.p, n);
    }
    return out;
}

/* Names the tables that differ, not all of them. */
static void same_rows(struct test *t, const struct post *p, const char *wanted, const char *got)
{
    struct span a = span_of(wanted), b = span_of(got), x, y;
    while (a.n && b.n && span_cut(&a, '\n', &x) && span_cut(&b, '\n', &y))
        if ((x.n != y.n || memcmp(x.p, y.p, x.n) != 0) && !may_be_more(p, x))
            fail(t, "%s: %.*s rows, without faults %.*s", p->path, (int)y.n, y.p, (int)x.n, x.p);
}

/* ---- one post */

struct giving { person_id who; char hash[SECRET_HASH_SIZE]; };
static rc password_give(struct tx *t, const struct giving *in, void *out)
{
    (void)out;
    return account_password_set(t, in->who, in->hash);
}
CLOSURE(password_give, struct giving, void)

static struct world *world_ready(struct test *t, const struct post *p)
{
    struct world *w = world_open(t);
    struct giving in = { .who = strstr(p->path, "/mot") ? w->s->an : w->s->toan };
    if (strstr(p->path, "/mot") || str_is(p->path, "/tai-khoan/thu") || str_starts(p->path, "/tai-khoan/buoc-hai") || str_is(p->path, "/tai-khoan/khoa") || str_is(p->path, "/xac-nhan/:ma")) {
        is_rc(t, OK, secret_hash(&w->s->app, PASSWORD, in.hash));
        is_rc(t, OK, transact(w->s->ask, NULL, password_give, &in, NULL));
    }
    if (strstr(p->path, ":lop/the") || str_is(p->path, "/ho-so/:em/the/thoi"))              /* a class of six years */
        is_rc(t, OK, db_plain(w->s->app.db, t->arena, "UPDATE account SET card_only = 1 WHERE person_id IN (SELECT person_id FROM enrolment); UPDATE class SET grade = 1", NULL));
    if (strstr(p->path, ":yeu/xoa"))                                                             /* a pupil who left, and a request that was accepted */
        is_rc(t, OK, db_plain(w->s->app.db, t->arena, "UPDATE privacy_request SET kind = 'erase', state = 'answered'; UPDATE member SET to_day = from_day WHERE role = 'pupil'", NULL));
    if (strstr(p->path, "/thay-co"))                                                          /* as from a OneRoster export */
        is_rc(t, OK, db_plain(w->s->app.db, t->arena, "INSERT INTO roster_staff (school_id, import_id, number, at_row, source, name, role, own, phone, duties, gone, did) "
                              "SELECT i.school_id, i.id, 1, 2, 'he/1', 'Lê Thị Mai', 'teacher', '', '', '', 0, 'waiting' FROM roster_import i WHERE NOT EXISTS (SELECT 1 FROM roster_staff x WHERE x.import_id = i.id)", NULL));
    if (strstr(p->path, "/khoa-he-thong/tai-khoan")) {                                        /* something was told by an account that nobody knows */
        const char *uuid = test_bytes(t, "33333333222243338444555555555501"), *none = test_bytes(t, "00");
        is_rc(t, OK, db_plain(w->s->app.db, t->arena, arena_print(t->arena,
                              "INSERT INTO statement_key (school_id, uuid, statement_id) SELECT id, %1$s, 933 FROM school WHERE code = 'thcs'; "
                              "INSERT INTO outside_statement (school_id, id, uuid, key_id, at, timed, voids, terms, document, kind, counted, verb_term, thing_term, component) "
                              "SELECT id, 933, %1$s, 1, 0, 0, 0, %2$s, '{\"actor\":{\"mbox\":\"mailto:em@x.vn\"}}', 'stranger', 0, %2$s, %2$s, 'knowledge' FROM school WHERE code = 'thcs'", uuid, none), NULL));
    }
    done_first(t, w, p);
    return w;
}

/* The answer without any fault, and the rows after it. */
static const char *plain_run(struct test *t, const struct post *p, int *status)
{
    struct sending s;
    struct world *w = world_ready(t, p);
    sending_open(t, w, p, &s);
    *status = send_now(&s);
    const char *rows = test_on_postgres() ? "" : count_tables(t, w->s);
    loop_close(&s.client);
    city_close(w->s);
    return rows;
}

/* All n for a few, then in steps, unless KHUE_FAULTS asks for every one: memory is taken hundreds of times a request. */
static long next_n(long n)
{
    bool far = test_on_postgres();                          /* there a request takes ten times as long */
    return n < (far ? 4 : 8) || getenv("KHUE_FAULTS") ? n + 1 : n + 1 + n / (far ? 2 : 4);
}

static bool clear_refusal(int status, enum fault_kind kind)
{
    return status == 503 || (kind == MEMORY && (status == 413 || status == 500));
}

static void post_under_faults(struct test *t, const struct post *p, enum fault_kind kind)
{
    struct sending s;
    int wanted, status = 0;
    const char *rows = plain_run(t, p, &wanted);
    if (!is_done(wanted)) { fail(t, "%s answers %d without any fault", p->path, wanted); return; }
    struct world *w = world_ready(t, p);
    sending_open(t, w, p, &s);
    s.client.around = around;
    now.kind = kind, now.met = true;
    for (now.n = 1; now.met && now.n < 5000; now.n = next_n(now.n)) {
        status = send_now(&s);
        if (getenv("FAULT_TRACE")) fprintf(stderr, "%s kind %d n %ld met %d status %d cookies %zu\n", p->path, kind, now.n, now.met, status, s.client.cookies_n);
        if (now.met && !is_done(status) && !clear_refusal(status, kind)) fail(t, "%s: fault %ld answers %d", p->path, now.n, status);
    }
    s.client.around = NULL;
    if (!is_done(status)) fail(t, "%s: %d after all faults", p->path, status);
    if (!test_on_postgres()) same_rows(t, p, rows, count_tables(t, w->s));
    loop_close(&s.client);
    city_close(w->s);
}

/* As many tests a kind of fault, so that both cores have something to do and none takes long. */
enum { SHARES = 8 };
static void share_of(struct test *t, enum fault_kind kind, size_t share)
{
    if (kind == MEMORY && test_on_postgres() && !getenv("KHUE_FAULTS")) { skip(t, "memory on PostgreSQL takes minutes: make test-long"); return; }
    if (kind == DISK && test_on_postgres()) { skip(t, "PostgreSQL writes its own disk"); return; }
    if (kind == DISK) disk_watch();
    log_set_level(LOG_ERROR + 1);
    size_t step = test_on_postgres() && !getenv("KHUE_FAULTS") ? 3 * SHARES : SHARES;      /* what a post does then is C; there each third shows that the engine follows */
    for (size_t i = share; i < POSTS; i += step) post_under_faults(t, &posts[i], kind);
}

TEST(whichever_memory_is_missing_no_post_is_half_done_1) { share_of(t, MEMORY, 0); }
TEST(whichever_memory_is_missing_no_post_is_half_done_2) { share_of(t, MEMORY, 1); }
TEST(whichever_memory_is_missing_no_post_is_half_done_3) { share_of(t, MEMORY, 2); }
TEST(whichever_memory_is_missing_no_post_is_half_done_4) { share_of(t, MEMORY, 3); }
TEST(whichever_memory_is_missing_no_post_is_half_done_5) { share_of(t, MEMORY, 4); }
TEST(whichever_memory_is_missing_no_post_is_half_done_6) { share_of(t, MEMORY, 5); }
TEST(whichever_memory_is_missing_no_post_is_half_done_7) { share_of(t, MEMORY, 6); }
TEST(whichever_memory_is_missing_no_post_is_half_done_8) { share_of(t, MEMORY, 7); }
TEST(whichever_statement_fails_no_post_is_half_done_1) { share_of(t, STATEMENT, 0); }
TEST(whichever_statement_fails_no_post_is_half_done_2) { share_of(t, STATEMENT, 1); }
TEST(whichever_statement_fails_no_post_is_half_done_3) { share_of(t, STATEMENT, 2); }
TEST(whichever_statement_fails_no_post_is_half_done_4) { share_of(t, STATEMENT, 3); }
TEST(whichever_statement_fails_no_post_is_half_done_5) { share_of(t, STATEMENT, 4); }
TEST(whichever_statement_fails_no_post_is_half_done_6) { share_of(t, STATEMENT, 5); }
TEST(whichever_statement_fails_no_post_is_half_done_7) { share_of(t, STATEMENT, 6); }
TEST(whichever_statement_fails_no_post_is_half_done_8) { share_of(t, STATEMENT, 7); }
TEST(whichever_write_fails_no_post_is_half_done_1) { share_of(t, DISK, 0); }
TEST(whichever_write_fails_no_post_is_half_done_2) { share_of(t, DISK, 1); }
TEST(whichever_write_fails_no_post_is_half_done_3) { share_of(t, DISK, 2); }
TEST(whichever_write_fails_no_post_is_half_done_4) { share_of(t, DISK, 3); }
TEST(whichever_write_fails_no_post_is_half_done_5) { share_of(t, DISK, 4); }
TEST(whichever_write_fails_no_post_is_half_done_6) { share_of(t, DISK, 5); }
TEST(whichever_write_fails_no_post_is_half_done_7) { share_of(t, DISK, 6); }
TEST(whichever_write_fails_no_post_is_half_done_8) { share_of(t, DISK, 7); }

/* ---- pages */

/* Signs somebody in who gets a page there; false: nobody does in this city. */
static bool reader_of(struct test *t, struct world *w, const char *path, struct loop_client *l)
{
    for (const char *letter = ROLE_LETTERS; *letter; letter++) {
        struct loop_reply r;
        loop_open(l, &w->s->app);
        person_id who = person_of(w, *letter);
        if (who.v) is_rc(t, OK, loop_sign_in(l, who));
        if (loop_send(l, t->arena, GET, path, NULL, &r) == OK && r.status == 200) return true;
        loop_close(l);
    }
    return false;
}

static void page_under_faults(struct test *t, struct world *w, const char *path, enum fault_kind kind)
{
    struct loop_client l;
    struct loop_reply r = { 0 };
    if (!reader_of(t, w, path, &l)) return;
    l.around = around;
    now.kind = kind, now.met = true;
    for (now.n = 1; now.met && now.n < 20000; now.n = next_n(now.n)) {
        struct arena own;
        arena_init(&own, (size_t)64 << 20);
        is_rc(t, OK, loop_send(&l, &own, GET, path, NULL, &r));
        if (now.met && kind == STATEMENT && r.status != 503) fail(t, "GET %s: statement %ld fails and it answers %d", path, now.n, r.status);
        if (now.met && kind == MEMORY && r.status != 500 && r.status != 503 && r.status != 200) fail(t, "GET %s: fault %ld answers %d", path, now.n, r.status);
        arena_finish(&own);
    }
    if (r.status != 200) fail(t, "GET %s: %d after all faults", path, r.status);
    loop_close(&l);
}

static void pages_under_faults(struct test *t, enum fault_kind kind)
{
    struct world *w = world_open(t);
    log_set_level(LOG_ERROR + 1);
    for (const struct route_table *table = route_tables; table->room; table++)
        for (const struct route *r = table->rows; r->method; r++)
            if (r->method == GET && !str_is(r->path, "/so-lieu"))              /* figures for machines: it says what it can */
                page_under_faults(t, w, path_with(t, r->path, &w->of[OWN]), kind);
    city_close(w->s);
}

/* A statement that fails is never a page with something missing. */
TEST(whichever_statement_fails_no_page_is_shown_as_if_it_were_whole) { pages_under_faults(t, STATEMENT); }
TEST(whichever_memory_is_missing_every_page_says_so_and_works_again) { pages_under_faults(t, MEMORY); }

/* (3) */
TEST(every_post_is_tried_under_faults)
{
    for (const struct route_table *table = route_tables; table->room; table++)
        for (const struct route *r = table->rows; r->method; r++) {
            bool known = r->method != POST || post_of(r->path);          /* KEYED rows: doors/xapi/test/people.c */
            for (size_t i = 0; i < sizeof kept_nothing / sizeof *kept_nothing; i++) known |= str_is(kept_nothing[i].path, r->path);
            if (!known) fail(t, "POST %s is not tried under faults; give it a line in posts[] of src/main/test/faults.c", r->path);
        }
    is_true(t, POSTS > 10);
}
