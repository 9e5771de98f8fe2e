/* The service worker: one file at the top of the site, the same for everybody, that takes its parts in. */
#include "test/harness/city.h"
#include "ui/ui.h"

TEST(the_worker_lies_at_the_top_and_takes_in_the_part_that_shows_notices)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/sw.js", &r));
    has_text(t, "importScripts(\"/s/sw-push.", r.body);
    has_text(t, "Content-Type: text/javascript", r.head);
    has_text(t, "Content-Security-Policy: default-src 'self'", r.head);
    lacks_text(t, "immutable", r.head);
    city_close(s);
}
