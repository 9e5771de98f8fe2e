#include "base/why_not.h"
#include <errno.h>
#include <stddef.h>
#include <string.h>

static const struct { int error; const char *words; } known[] = {
    { EROFS,  "đĩa chỉ đọc được, không ghi được: gắn lại cho ghi, hoặc chọn thư mục khác / the disk is read-only: mount it for writing, or choose another folder" },
    { EACCES, "tài khoản đang chạy khue không được đọc hoặc ghi ở đây: chạy bằng tài khoản chủ thư mục, hoặc sửa quyền (chown, chmod u+rwX) / "
              "the user that runs khue may not read or write here: run it as the owner of the folder, or mend the rights (chown, chmod u+rwX)" },
    { EPERM,  "tài khoản đang chạy khue không được làm việc này ở đây: xem chủ và quyền của thư mục / the user that runs khue may not do this here: look at owner and rights of the folder" },
    { ENOSPC, "đĩa đã đầy: dọn bớt chỗ rồi làm lại / the disk is full: make room, then try again" },
    { EDQUOT, "đã hết phần đĩa được dùng: dọn bớt chỗ rồi làm lại / the disk quota is used up: make room, then try again" },
    { EIO,    "đĩa hỏng hoặc đứt nối: xem nhật ký của máy (dmesg) / the disk fails: look into the machine's log (dmesg)" },
    { ENOTDIR, "đường dẫn đi qua một tệp, không phải thư mục / the path leads through a file, which is no folder" },
    { ENOENT, "không có ở đó / is not there" },
};

const char *why_not(int error)
{
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (known[i].error == error) return known[i].words;
    return strerror(error);
}
