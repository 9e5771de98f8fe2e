#include "access/permission.h"
#include "programme/inside.h"
#include "programme/programme.h"

const struct route programme_routes[] = {
    { GET,  "/chuong-trinh",                  MAY(PROGRAMME_READ), NULL,           SLOW,  programme_page,       N_("Chương trình"), NULL },
    { GET,  "/chuong-trinh.csv",              MAY(PROGRAMME_READ), NULL,           SLOW,  programme_csv_file,   NULL, NULL },
    { GET,  "/chuong-trinh.json",             MAY(PROGRAMME_READ), NULL,           SLOW,  programme_json_file,  NULL, NULL },
    { 0 }
};
