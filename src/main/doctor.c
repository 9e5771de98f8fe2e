/* khue doctor: the checks of the folder, the machine and the settings; then those of every floor and room (web/doctor.h). 1 when
** something is wrong. With --json one object for programs, with --all also what takes long. It opens the folder if nobody has it, and is done by the server else. */
#include "base/str.h"
#include "main/backup.h"
#include "main/commands.h"
#include "web/doctor.h"
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>

enum { PATH_SIZE = 4096, ROOM_LEAST_MB = 1024, BACKUP_DAYS = 2, CLOCK_MS = 300000 };

struct visit_of_doctor {
    struct doctor d;
    struct errand *e;
    const struct options *o;
    struct session_of_work w;
    char why_closed[512]; bool held, opened;
    bool json, first_check, first_finding;
    const char *name;                    /* of the check that runs */
    int wrong;
};

static struct visit_of_doctor *visit_of(struct doctor *d) { return d->to; }
static const char *mb(struct doctor *d, int64_t bytes) { return arena_print(d->arena, "%lld", (long long)(bytes >> 20)); }

/* ---- the machine */

static void room_check(struct doctor *d, const char *folder)
{
    struct statvfs disk;
    if (str_empty(folder) || statvfs(folder, &disk) != 0) return;
    int64_t left = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
    if (left >> 20 < ROOM_LEAST_MB)
        doctor_wrong(d, _("Đĩa của {thu_muc} chỉ còn {mb} MB. Xóa bớt thứ không cần trên đĩa đó, hoặc chuyển thư mục sang đĩa lớn hơn."),
                     "thu_muc", folder, "mb", mb(d, left), NULL);
    if (disk.f_files && disk.f_favail < 1000)
        doctor_wrong(d, _("Đĩa của {thu_muc} hết chỗ cho tệp mới (inode). Xóa bớt tệp nhỏ trên đĩa đó."), "thu_muc", folder, NULL);
}

static rc disk_check(struct doctor *d)
{
    room_check(d, d->app->config.data);
    room_check(d, d->app->config.files_dir);
    room_check(d, d->app->config.backup_dir);
    return OK;
}

static rc clock_check(struct doctor *d)
{
    struct timex state = { 0 };
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (now.tv_sec < 1764547200)                                        /* 2025-12-01: no clock of this program is earlier */
        doctor_wrong(d, _("Đồng hồ của máy sai: máy đang cho là năm {nam}. Chỉnh giờ (timedatectl set-ntp true) rồi khởi động lại khue."),
                     "nam", arena_print(d->arena, "%d", 1970 + (int)(now.tv_sec / 31556952)), NULL);
    if (adjtimex(&state) == TIME_ERROR)
        doctor_note(d, _("Máy chưa chỉnh giờ theo mạng. Bật lên: timedatectl set-ntp true. Giờ sai làm hỏng hạn mã, lịch và nhật kí."), NULL);
    return OK;
}

/* ---- the folder */

static rc folder_check(struct doctor *d)
{
    struct stat st;
    const char *data = d->app->config.data;
    if (stat(data, &st) != 0) {
        doctor_wrong(d, _("Không thấy thư mục dữ liệu {thu_muc}. Xem lại --data, hoặc khôi phục từ bản sao lưu."), "thu_muc", data, NULL);
        return OK;
    }
    if (st.st_mode & (S_IRWXG | S_IRWXO))
        doctor_wrong(d, _("Người khác trên máy đọc được thư mục {thu_muc}. Chạy: chmod 700 {thu_muc}"), "thu_muc", data, NULL);
    if (st.st_uid != geteuid())
        doctor_wrong(d, _("Thư mục {thu_muc} là của tài khoản khác (số {so}). Chạy khue bằng tài khoản đó (sudo -u …), hoặc chown -R cho đúng."),
                     "thu_muc", data, "so", arena_print(d->arena, "%u", (unsigned)st.st_uid), NULL);
    return OK;
}

/* Where uploads lie: beside the database, or where files-dir says. */
static rc files_check(struct doctor *d)
{
    const char *root = d->app->store.root;
    if (!d->ask || !*root) return OK;
    if (access(root, R_OK | W_OK | X_OK) == 0) return OK;
    if (errno == ENOENT)
        doctor_wrong(d, _("Không thấy thư mục tệp {thu_muc}. Gắn lại đĩa của nó, xem lại files-dir, hoặc khôi phục từ bản sao lưu."), "thu_muc", root, NULL);
    else
        doctor_wrong(d, _("Tài khoản chạy khue không đọc, ghi được thư mục tệp {thu_muc}. Chỉnh lại quyền (chown -R) cho đúng tài khoản."), "thu_muc", root, NULL);
    return OK;
}

static rc secret_check(struct doctor *d)
{
    struct stat st;
    const char *path = arena_print(d->arena, "%s/secret", d->app->config.data);
    if (stat(path, &st) != 0 && errno == ENOENT) {
        if (access(arena_print(d->arena, "%s/khue.db", d->app->config.data), F_OK) == 0)
            doctor_wrong(d, _("Thiếu tệp {tep}. Lấy lại từ bản sao lưu, nếu không mọi người phải đăng nhập lại và mã trên phiếu hết dùng được."), "tep", path, NULL);
        return OK;
    }
    if (st.st_mode & (S_IRWXG | S_IRWXO)) doctor_wrong(d, _("Người khác trên máy đọc được {tep}. Chạy: chmod 600 {tep}"), "tep", path, NULL);
    if (st.st_size != 32) doctor_wrong(d, _("Tệp {tep} bị hỏng (phải đủ 32 byte). Lấy lại từ bản sao lưu."), "tep", path, NULL);
    return OK;
}

static rc database_check(struct doctor *d)
{
    struct visit_of_doctor *v = visit_of(d);
    if (v->held)
        doctor_wrong(d, _("Một khue khác đang giữ thư mục dữ liệu mà không trả lời. Xem nó có đang chạy không (systemctl status khue), dừng hẳn rồi thử lại. {ly_do}"),
                     "ly_do", v->why_closed, NULL);
    else if (!v->opened && *v->why_closed)                             /* else the folder is not there, which was told */
        doctor_wrong(d, _("Không mở được cơ sở dữ liệu: {ly_do}"), "ly_do", v->why_closed, NULL);
    return OK;
}

static rc tables_check(struct doctor *d)
{
    int missing = 0;
    if (!d->ask) return OK;
    try(db_migrations_missing(d->app->db, &missing));
    if (missing > 0)
        doctor_wrong(d, _("Bảng dữ liệu cũ hơn chương trình ({n} bước). Dừng máy chủ rồi chạy khue upgrade; nó sao lưu trước khi đổi."),
                     "n", arena_print(d->arena, "%d", missing), NULL);
    return OK;
}

/* What the quick look of SQLite finds is counted, not told: its words are for those who mend files. */
static void unheard(void *to, const char *words) { (void)to, (void)words; }

static rc sound_check(struct doctor *d)
{
    char why[512] = "";
    struct verify_report report = { .line = unheard };
    if (!d->ask) return OK;
    rc r = db_sound(d->app->db, false, &report, why, sizeof why);
    if (r != OK || report.wrong)
        doctor_wrong(d, _("Tệp cơ sở dữ liệu bị hỏng ({n} chỗ). Đừng ghi thêm: dừng máy chủ, giữ nguyên thư mục này, khôi phục bản sao lưu mới nhất vào thư mục khác, kiểm tra đĩa."),
                     "n", arena_print(d->arena, "%lld", (long long)report.wrong), NULL);
    return OK;
}

static rc ids_check(struct doctor *d)
{
    if (d->ask && (db_node_high(d->app->db) >> 22) + 1577836800000LL > db_now(d->app->db).ms + CLOCK_MS)
        doctor_wrong(d, _("Đồng hồ của máy chạy lùi so với dữ liệu đã ghi. Chỉnh lại giờ cho đúng; dữ liệu không hỏng, nhưng giờ ghi sẽ lệch."), NULL);
    return OK;
}

static rc postgres_check(struct doctor *d)
{
    struct db_role role;
    if (!d->ask || db_engine(d->app->db) != ENGINE_POSTGRES) return OK;
    try(db_role(d->app->db, d->arena, &role));
    if (role.over_the_wall)
        doctor_wrong(d, _("Tài khoản PostgreSQL của khue là superuser hoặc có BYPASSRLS, nên lớp ngăn giữa các trường không có hiệu lực. Chạy: ALTER ROLE … NOSUPERUSER NOBYPASSRLS"), NULL);
    if (role.owns && str_empty(d->app->config.db_owner))
        doctor_note(d, _("Tài khoản PostgreSQL của khue vừa giữ bảng vừa phục vụ, nên một lỗi của chương trình có thể đổi hoặc xóa bảng. Nên tách làm hai: db-owner giữ bảng, db phục vụ (docs/deploy.md)."), NULL);
    else if (role.owns)
        doctor_wrong(d, _("Tài khoản trong db vẫn đổi hoặc xóa được bảng. Ghi vào db một tài khoản khác với db-owner, không giữ bảng nào, rồi chạy khue upgrade."), NULL);
    if (role.shut_out)
        doctor_wrong(d, _("Tài khoản trong db chưa được đọc hoặc ghi đủ các bảng. Dừng máy chủ rồi chạy khue upgrade với db-owner; lệnh ấy cấp lại quyền."), NULL);
    if (role.open)
        doctor_wrong(d, _("Lớp ngăn giữa các trường bị tắt ở bảng {bang}. Chạy bằng tài khoản giữ bảng: ALTER TABLE … ENABLE ROW LEVEL SECURITY; ALTER TABLE … FORCE ROW LEVEL SECURITY. Nếu chính sách wall đã mất, khôi phục bản sao lưu."),
                     "bang", role.open, NULL);
    if (llabs(role.clock_off_ms) > CLOCKS_APART_MS * 2 / 5)
        doctor_wrong(d, _("Đồng hồ của máy này và của máy PostgreSQL lệch nhau {n} mili giây. Chỉnh giờ theo mạng ở cả hai (timedatectl set-ntp true): nhiều máy chủ khue chung một cơ sở dữ liệu chỉ được lệch nhau vài giây."),
                     "n", arena_print(d->arena, "%lld", llabs(role.clock_off_ms)), NULL);
    if (role.connections_most < d->app->config.db_connections + 10)
        doctor_wrong(d, _("PostgreSQL chỉ nhận {co} kết nối, khue cần tới {can}. Tăng max_connections, hoặc giảm db-connections trong khue.conf."),
                     "co", arena_print(d->arena, "%d", role.connections_most), "can", arena_print(d->arena, "%d", d->app->config.db_connections + 10), NULL);
    return OK;
}

/* ---- the settings */

static bool loopback(const char *host)
{
    return str_starts(host, "127.") || str_starts(host, "localhost") || str_starts(host, "[::1]");
}

static rc address_check(struct doctor *d)
{
    const struct config *c = &d->app->config;
    const char *host = strstr(c->base_url, "://");
    host = host ? host + 3 : c->base_url;
    if (!loopback(host) && !c->secure_cookies)
        doctor_wrong(d, _("Mọi người vào bằng http, nên mật khẩu đi trên mạng ai cũng đọc được. Đặt proxy có TLS ở trước (docs/deploy.md) và ghi base-url = https://… trong khue.conf."), NULL);
    if (loopback(host) && !c->dev && !c->demo && !c->test)
        doctor_note(d, _("Chưa ghi base-url, nên phiếu in ra mang địa chỉ {dia_chi}. Ghi base-url = https://… trong khue.conf."), "dia_chi", c->base_url, NULL);
    if (!loopback(c->listen))
        doctor_wrong(d, _("Khue nhận kết nối thẳng từ mạng ({dia_chi}). Để listen = 127.0.0.1:8080 và đặt proxy có TLS ở trước."), "dia_chi", c->listen, NULL);
    if (c->test || c->dev)
        doctor_wrong(d, _("Đang chạy với --test hoặc --dev: giới hạn đăng nhập bị tắt. Không dùng khi có người làm việc thật."), NULL);
    return OK;
}

static rc quiet_check(struct doctor *d)
{
    if (d->app->config.quiet)
        doctor_wrong(d, _("Đây là bản để thử (quiet = 1): thư, SMS, thông báo tới máy, dữ liệu sang hệ thống khác và sao lưu hằng đêm đều đang chờ. Khi nó thay máy chủ cũ, bỏ dòng quiet = 1 trong khue.conf rồi khởi động lại."), NULL);
    return OK;
}

static rc backups_check(struct doctor *d)
{
    const struct config *c = &d->app->config;
    if (!d->ask || c->demo) return OK;
    instant last = backup_last(d->app);
    int64_t days = (db_now(d->app->db).ms - last.ms) / 86400000;
    if (str_empty(c->backup_dir))
        doctor_note(d, _("Chưa đặt sao lưu hằng đêm. Ghi backup-dir = /thư/mục/ở/đĩa/khác trong khue.conf rồi khởi động lại."), NULL);
    if (last.ms == 0)
        doctor_wrong(d, _("Chưa có bản sao lưu nào. Chạy: khue backup --to THƯ-MỤC, rồi chép sang máy khác."), NULL);
    else if (days < -1)
        doctor_wrong(d, _("Bản sao lưu mới nhất mang ngày còn chưa tới: đồng hồ của máy đã có lúc chạy trước. Chạy khue backup --to THƯ-MỤC để có bản mang giờ đúng."), NULL);
    else if (days > BACKUP_DAYS)
        doctor_wrong(d, _("Bản sao lưu mới nhất đã {n} ngày tuổi. Chạy khue backup --to THƯ-MỤC, rồi xem vì sao sao lưu hằng đêm không chạy."),
                     "n", arena_print(d->arena, "%lld", (long long)days), NULL);
    return OK;
}

static const struct doctor_check own_checks[] = {
    { "disk", disk_check }, { "folder", folder_check }, { "files", files_check }, { "secret", secret_check }, { "clock", clock_check }, { "database", database_check },
    { "tables", tables_check }, { "file", sound_check }, { "ids", ids_check }, { "postgres", postgres_check }, { "address", address_check },
    { "quiet", quiet_check }, { "backups", backups_check }, { NULL, NULL },
};

/* ---- telling */

static void json_text(FILE *out, const char *p)
{
    fputc('"', out);
    for (; *p; p++)
        if ((unsigned char)*p < ' ') fprintf(out, "\\u%04x", *p);
        else if (*p == '"' || *p == '\\') fprintf(out, "\\%c", *p);
        else fputc(*p, out);
    fputc('"', out);
}

static const char *const state_name[] = { "fine", "note", "wrong" };

static void tell(void *to, enum doctor_state state, const char *vi, const char *en)
{
    struct visit_of_doctor *v = to;
    FILE *out = v->e->out;
    if (!v->json) {
        fprintf(out, "%s %s\n   %s\n   %s\n", state == DOCTOR_WRONG ? "!!" : " i", v->name, vi, en);
        return;
    }
    fprintf(out, "%s{\"state\":\"%s\",\"vi\":", v->first_finding ? "" : ",", state_name[state]);
    json_text(out, vi);
    fputs(",\"en\":", out);
    json_text(out, en);
    fputc('}', out);
    v->first_finding = false;
}

static void check_run(struct visit_of_doctor *v, const struct doctor_check *check)
{
    FILE *out = v->e->out;
    v->d.state = DOCTOR_FINE;
    v->name = check->name;
    v->first_finding = true;
    if (v->json) fprintf(out, "%s{\"check\":\"%s\",\"findings\":[", v->first_check ? "" : ",", check->name);
    v->first_check = false;
    v->w.fault = (struct fault){ 0 };
    if (check->run(&v->d) != OK)
        doctor_wrong(&v->d, _("Không kiểm tra được: {ly_do}"), "ly_do", v->w.fault.detail ? v->w.fault.detail : "?", NULL);
    if (v->d.ask) ask_done(v->d.ask);
    if (v->json) fprintf(out, "],\"state\":\"%s\"}", state_name[v->d.state]);
    else if (v->d.state == DOCTOR_FINE) fprintf(out, "ok %s\n", check->name);
    v->wrong += v->d.state == DOCTOR_WRONG;
}

/* ---- opening, as far as it opens */

static void app_open(struct visit_of_doctor *v)
{
    struct session_of_work *w = &v->w;
    w->errand = v->e;
    w->app = v->e->host ? v->e->host->app : &w->own;
    if (!v->e->host) {
        struct db_config config = options_database(v->o, false);
        w->own.config = v->o->config;
        app_hooks(&w->own);
        w->own.config.demo = access(arena_print(&w->arena, "%s/demo.tsv", config.folder), F_OK) == 0;
        rc r = access(config.folder, F_OK) != 0 ? NOT_FOUND : db_open(&config, true, &w->own.db, v->why_closed, sizeof v->why_closed);
        v->held = r == BUSY;
    }
    v->opened = w->app->db != NULL;
    if (v->opened && !v->e->host && files_root(&w->own.config, w->own.store.root, sizeof w->own.store.root)) db_set_store(w->own.db, &w->own.store);
    if (v->opened) ask_init(&w->ask, w->app->db, &w->arena, &w->fault, db_now(w->app->db));
    v->d = (struct doctor){ .app = w->app, .serving = v->e->host != NULL, .ask = v->opened ? &w->ask : NULL, .arena = &w->arena, .tell = tell, .to = v };
}

int doctor_command(struct errand *e)
{
    struct options o;
    struct visit_of_doctor v = { .e = e, .o = &o, .first_check = true };
    if (!options_read(&o, e, "json! all!")) return 2;
    v.json = option(&o, "json") != NULL;
    arena_init(&v.w.arena, 16 << 20);
    app_open(&v);
    v.d.all = option(&o, "all") != NULL;
    if (e->patient && v.held) {                                          /* a server may be starting: main tries again */
        e->held = true;
        arena_finish(&v.w.arena);
        return 1;
    }
    if (v.json) fputs("{\"checks\":[", e->out);
    for (const struct doctor_check *c = own_checks; c->name; c++) check_run(&v, c);
    for (const struct doctor_table *t = doctor_tables; t->room; t++)
        for (const struct doctor_check *c = t->checks; c->name; c++) check_run(&v, c);
    if (v.json) fprintf(e->out, "],\"wrong\":%d}\n", v.wrong);
    if (v.opened) db_thread_end(v.w.app->db);
    if (!e->host) db_close(v.w.own.db);
    arena_finish(&v.w.arena);
    return v.wrong ? 1 : 0;
}
