/* khue doctor: would an SMS go out, as far as settings tell? Nothing is sent: a message costs money. */
#include "base/str.h"
#include "web/app.h"
#include "web/doctor.h"
#include "web/outgoing.h"
#include "web/sms.h"

rc sms_check(struct doctor *d)
{
    const struct config *c = &d->app->config;
    struct sms tried = { "+84912345678", "a", 1 };
    if (str_empty(c->sms_url)) return OK;
    if (!outgoing_address(d->app, c->sms_url)) doctor_wrong(d, _("sms-url không dùng được nên không tin nào đi: phải là một địa chỉ https://, không có mật khẩu trong đó."), NULL);
    if (!sms_body(c, d->arena, &tried)) doctor_wrong(d, _("sms-body không thành JSON nên không tin nào đi: đặt {phone}, {text} trong dấu ngoặc kép."), NULL);
    return OK;
}
