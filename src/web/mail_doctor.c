/* khue doctor: would a letter go out? Tries the mail server as a batch of mails does, without a letter. */
#include "base/str.h"
#include "web/doctor.h"
#include "web/mail_send.h"
#include <string.h>
#include <unistd.h>

/* "mail.example.vn:587" of the URL, without anything that may stand before an @. */
static const char *host_of(struct arena *a, const char *url)
{
    const char *at = strstr(url, "://");
    at = at ? at + 3 : url;
    size_t n = strcspn(at, "/");
    for (size_t i = n; i-- > 0;)
        if (at[i] == '@') return arena_text_n(a, at + i + 1, n - i - 1);
    return arena_text_n(a, at, n);
}

static bool readable(const char *path) { return !str_empty(path) && access(path, R_OK) == 0; }

static void settings_told(struct doctor *d, const struct config *c)
{
    if (!str_empty(c->smtp_user) && !readable(c->smtp_password_file))
        doctor_wrong(d, _("Không đọc được mật khẩu của máy gửi thư (smtp-password-file = {tep}). Đặt đúng tệp, cho tài khoản chạy khue đọc được."),
                     "tep", str_empty(c->smtp_password_file) ? "" : c->smtp_password_file, NULL);
    else
        doctor_wrong(d, _("Cài đặt gửi thư không dùng được. smtp-url phải là smtp://MÁY:587 hoặc smtps://MÁY:465, mail-from là một địa chỉ thư."), NULL);
}

static void server_told(struct doctor *d, const struct config *c, enum mail_ears ears, int answer, const char *why)
{
    const char *host = host_of(d->arena, c->smtp_url), *code = arena_print(d->arena, "%d", answer);
    switch (ears) {
    case MAIL_EARS_OPEN:
        break;
    case MAIL_EARS_NONE:
        doctor_wrong(d, _("Máy gửi thư {may} không trả lời, thư nằm lại hàng chờ. Xem lại smtp-url, tường lửa và máy đó. ({ly_do})"), "may", host, "ly_do", why, NULL);
        break;
    case MAIL_EARS_NO_TLS:
        doctor_wrong(d, _("Máy gửi thư {may} không mở được TLS nên thư không đi. Cổng 587 dùng smtp:// (STARTTLS), cổng 465 dùng smtps://. ({ly_do})"),
                     "may", host, "ly_do", why, NULL);
        break;
    case MAIL_EARS_CERTIFICATE:
        doctor_wrong(d, _("Chứng chỉ của máy gửi thư {may} không đúng (sai tên, hết hạn hoặc không ai tin cậy kí) nên thư không đi. "
                          "Ghi smtp-url theo đúng tên trong chứng chỉ; nếu tự kí, đặt smtp-ca-file."), "may", host, NULL);
        break;
    case MAIL_EARS_CA_FILE:
        doctor_wrong(d, _("Không đọc được smtp-ca-file ({tep}). Đặt đúng tệp chứng chỉ gốc, dạng PEM."), "tep", str_empty(c->smtp_ca_file) ? "" : c->smtp_ca_file, NULL);
        break;
    case MAIL_EARS_LOGIN:
        doctor_wrong(d, _("Máy gửi thư {may} không nhận tên hoặc mật khẩu. Xem lại smtp-user và smtp-password-file. (mã {ma})"), "may", host, "ma", code, NULL);
        break;
    case MAIL_EARS_SETTINGS:
        settings_told(d, c);
        break;
    case MAIL_EARS_ODD:
        doctor_wrong(d, _("Máy gửi thư {may} trả lời lạ (mã {ma}, {ly_do}), thư nằm lại hàng chờ. Xem {may} có đúng là máy gửi thư không."),
                     "may", host, "ma", code, "ly_do", why, NULL);
        break;
    }
}

rc mail_check(struct doctor *d)
{
    const struct config *c = &d->app->config;
    const char *why;
    int answer;

    if (str_empty(c->smtp_url)) {
        if (!mails_shown(d->app))
            doctor_note(d, _("Chưa đặt máy gửi thư, nên khue không gửi thư nào và không mời đặt lại mật khẩu qua thư. Muốn gửi, ghi smtp-url và mail-from trong khue.conf."), NULL);
        return OK;
    }
    if (!mail_address(d->arena, c->mail_from ? c->mail_from : "")) {
        settings_told(d, c);
        return OK;
    }
    if (d->ask)
        ask_done(d->ask);                              /* a mail server may take its time */
    enum mail_ears ears = smtp_try(c, &answer, &why);
    server_told(d, c, ears, answer, why);
    return OK;
}
