/* File-level declarations: where each begins and ends, and which are functions. */
#include "check.h"

/* The token after the directive that i stands in. */
static int after_directive(const struct file *f, int i)
{
    int directive = f->token[i].directive;
    while (i < f->tokens && f->token[i].directive == directive) i++;
    return i;
}

/* NAME(…) that begins an item and is no head of a function: a macro that needs no semicolon. */
static bool ends_there(const struct file *f, int close)
{
    static const char *const goes_on[] = { "{", ";", "=", ",", "__attribute__", NULL };
    for (int k = 0; goes_on[k]; k++)
        if (token_is(f, close + 1, goes_on[k])) return false;
    return true;
}

static void look_before_name(const struct file *f, struct item *it)
{
    for (int i = it->first; i < it->name; i++)
        if (token_is(f, i, "static")) it->is_static = true;
    it->gives_rc = it->name > it->first && token_is(f, it->name - 1, "rc");
}

/* Reads one item that begins at i; answers the token after it. */
static int read_item(const struct file *f, int i, struct item *it)
{
    *it = (struct item){ .kind = ITEM_OTHER, .first = i, .name = -1, .open = -1 };
    bool value = false;                              /* behind =: an initialiser */
    for (; i < f->tokens; i++) {
        it->last = i;
        int close = f->token[i].match;
        if (f->token[i].directive) { i = after_directive(f, i) - 1; continue; }
        if (token_is(f, i, ";")) return i + 1;
        if (token_is(f, i, "=")) value = true;
        if (token_is(f, i, "(") && close > i) {
            bool named = !value && it->name < 0 && i > it->first && f->token[i - 1].kind == TOKEN_NAME && !token_is(f, i - 1, "__attribute__");
            if (named) it->name = i - 1;
            if (named && it->first == i - 1 && ends_there(f, close)) { it->kind = ITEM_CALL; it->last = close; return close + 1; }
            if (named) it->kind = ITEM_PROTOTYPE;
        }
        if (token_is(f, i, "{") && it->kind == ITEM_PROTOTYPE && !value && close > i) {
            it->kind = ITEM_FUNCTION;
            it->open = i;
            it->last = close;
            return close + 1;
        }
        if (close > i) i = close;
    }
    return i;
}

void find_items(struct tree *t, struct file *f)
{
    int cap = 0;
    for (int i = 0; i < f->tokens;) {
        if (f->token[i].directive) { i = after_directive(f, i); continue; }
        struct item it;
        i = read_item(f, i, &it);
        if (it.last >= f->tokens) it.last = f->tokens - 1;
        if (it.name >= 0) look_before_name(f, &it);
        f->item = list_grow(t, f->item, f->items, &cap, sizeof *f->item);
        f->item[f->items++] = it;
    }
}

bool token_calls(const struct file *f, int i)
{
    if (f->token[i].kind != TOKEN_NAME || !token_is(f, i + 1, "(")) return false;
    return !token_is(f, i - 1, ".") && !token_is(f, i - 1, "->");
}

bool call_argument(const struct file *f, int open, int wanted, int *from, int *to)
{
    int close = f->token[open].match, at = 0;
    *from = open + 1;
    for (int i = open + 1; i < close; i++) {
        bool comma = token_is(f, i, ",");
        if (comma && at == wanted) { *to = i; return true; }
        if (comma) { at++; *from = i + 1; }
        if (f->token[i].match > i) i = f->token[i].match;
    }
    *to = close;
    return close > open + 1 && at == wanted;
}
