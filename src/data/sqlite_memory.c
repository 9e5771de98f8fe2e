/* SQLite's memory. Debian builds SQLite without its lookaside memory, and malloc keeps seven blocks of a size at hand: a page asks for four hundred, and
** gives them back at the end of each question. So what a thread gives back stays on its shelves, one a size, and is handed out from there (docs/decisions/0157).
** What stays true: (1) a thread's shelves hold at most KEPT bytes; what is more, or bigger than the biggest size, is malloc's at once; (2) a block
** may be given back by another thread than the one that took it: it lies on that one's shelf then; (3) shelves are emptied when their thread ends;
** (4) under AddressSanitizer there are none, so that it sees each block come and go. */
#include "data/sqlite.h"

#include <stdlib.h>
#include <string.h>

#ifdef __has_feature
#  define HAS_FEATURE(x) __has_feature(x)
#else
#  define HAS_FEATURE(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || HAS_FEATURE(address_sanitizer)
enum { KEPT = 0 };
#else
enum { KEPT = 256 * 1024 };
#endif

enum { STEP = 64, SIZES = 80 };         /* the biggest is a page of a table in memory with its head */

/* In front of each block: how much room is behind it, a multiple of STEP. */
union head { struct { int room; } is; max_align_t aligns; };
struct kept { struct kept *next; };

static _Thread_local struct kept *shelf[SIZES + 1];
static _Thread_local int on_shelves;
static _Thread_local bool watched;      /* the thread's end is told to shelves_empty() */
static pthread_key_t at_end;

static union head *head_of(void *p) { return (union head *)p - 1; }
static int rounded(int n) { return (n + STEP - 1) / STEP * STEP; }

static void shelves_empty(void *unused)
{
    (void)unused;
    for (int i = 0; i <= SIZES; i++)
        for (struct kept *k; (k = shelf[i]);) {
            shelf[i] = k->next;
            free(head_of(k));
        }
    on_shelves = 0;
    watched = false;                    /* what is given back after this, by the end of another key, asks for it again */
}

static void *take(int n)
{
    int room = rounded(n), i = room / STEP;
    struct kept *k = i <= SIZES ? shelf[i] : NULL;
    if (k) {
        shelf[i] = k->next;
        on_shelves -= room;
        return k;
    }
    union head *h = malloc(sizeof *h + (size_t)room);
    if (!h) return NULL;
    h->is.room = room;
    return h + 1;
}

static void give(void *p)
{
    if (!p) return;
    int room = head_of(p)->is.room, i = room / STEP;
    if (i > SIZES || on_shelves + room > KEPT) {
        free(head_of(p));
        return;
    }
    if (!watched) watched = pthread_setspecific(at_end, shelf) == 0;
    struct kept *k = p;
    k->next = shelf[i];
    shelf[i] = k;
    on_shelves += room;
}

static int room_of(void *p) { return p ? head_of(p)->is.room : 0; }

static void *change(void *p, int n)
{
    if (rounded(n) == room_of(p)) return p;
    void *q = take(n);
    if (!q) return NULL;
    memcpy(q, p, (size_t)(n < room_of(p) ? n : room_of(p)));
    give(p);
    return q;
}

static int ready(void *unused) { (void)unused; return SQLITE_OK; }
static void over(void *unused) { (void)unused; }

void sqlite_memory(void)
{
    static const sqlite3_mem_methods ours = { take, give, change, room_of, rounded, ready, over, NULL };
    if (pthread_key_create(&at_end, shelves_empty) == 0) sqlite3_config(SQLITE_CONFIG_MALLOC, &ours);
}
