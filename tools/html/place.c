/* Where in the HTML a byte of the template stands. A small state machine over the part of HTML that the house writes:
** double-quoted attributes, no inline script or style, every element closed. */
#include "html.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

static bool one_of(const char *list, const char *name)
{
    size_t n = strlen(name);
    for (const char *p = strstr(list, name); p; p = strstr(p + 1, name))
        if (p > list && p[-1] == ' ' && p[n] == ' ') return true;
    return false;
}

static bool is_void(const char *tag) { return one_of(" area base br col embed hr img input link meta source track wbr ", tag); }

/* Tags around which white space is never seen. */
static bool is_block(const char *tag)
{
    return one_of(" html head body title meta link base header footer main nav section article aside div p ul ol li dl dt dd"
                  " h1 h2 h3 h4 h5 h6 hr br form fieldset legend table caption colgroup col thead tbody tfoot tr th td"
                  " details summary figure figcaption blockquote pre option optgroup select dialog"
                  " svg g defs symbol path circle rect line polyline polygon ellipse use ", tag) && strcmp(tag, "svg") != 0;
}

static bool is_svg_leaf(const char *tag) { return one_of(" path circle rect line polyline polygon ellipse use stop image ", tag); }
static bool is_url(const char *attr) { return one_of(" href src action formaction poster cite data xlink:href ", attr); }
static bool keeps_space(const char *tag) { return one_of(" pre textarea ", tag); }

bool place_is_translatable_attr(const char *name)
{
    return one_of(" title alt aria-label placeholder label aria-description aria-roledescription aria-valuetext ", name);
}

void place_start(struct place *p)
{
    memset(p, 0, sizeof *p);
    p->after_block = true;
}

static struct element *innermost(struct place *p) { return p->depth ? &p->open[p->depth - 1] : NULL; }

static void name_add(struct source *s, char name[NAME_MAX_LEN], char ch)
{
    size_t n = strlen(name);
    if (n + 1 >= NAME_MAX_LEN) refuse_at(s, "the name \"%s…\" is too long", name);
    name[n] = ch;
    name[n + 1] = 0;
}

static bool name_char(char ch) { return isalnum((unsigned char)ch) || ch == '-' || ch == '_' || ch == ':' || ch == '.'; }

/* White space beside a block is never seen; a line break beside a part is for the reader of the template. */
static bool gap_seen(const struct place *p)
{
    return p->gap && !p->after_block && !(p->gap == 2 && p->after_part);
}

void place_settle(struct place *p, struct buf *lit)
{
    if (p->state == IN_TEXT && gap_seen(p)) buf_char(lit, p->gap == 2 ? '\n' : ' ');
    if (p->state == IN_TAG && p->gap) buf_char(lit, ' ');
    if (p->state == ATTR_VALUE && p->gap) buf_char(lit, ' ');
    p->gap = 0;
}

/* ---- elements ---- */

/* A browser would close the <p> before these, and the page would not be what the template says. */
static void refuse_in_paragraph(const struct place *p, const struct source *s)
{
    if (!one_of(" address article aside blockquote details div dl fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr main"
                " menu nav ol p pre section table ul ", p->tag)) return;
    for (int i = 0; i < p->depth; i++)
        if (strcmp(p->open[i].name, "p") == 0) refuse_at(s, "<%s> inside the <p> of line %d", p->tag, p->open[i].line);
}

static void open_element(struct place *p, struct source *s)
{
    struct element *outer = innermost(p);
    if (p->depth == DEPTH_MAX) refuse_at(s, "elements are nested deeper than %d", DEPTH_MAX);
    struct element *e = &p->open[p->depth++];
    memcpy(e->name, p->tag, sizeof e->name);
    e->line = s->line;
    e->no_translate = p->says_no_translate || (outer && outer->no_translate);
    e->verbatim = keeps_space(p->tag) || (outer && outer->verbatim);
}

static void close_element(struct place *p, struct source *s)
{
    if (p->depth == 0) {
        if (!p->may_close) refuse_at(s, "</%s> closes what the view did not open", p->tag);
        if (p->closed_n == DEPTH_MAX) refuse_at(s, "too many closing tags");
        memcpy(p->closed[p->closed_n++], p->tag, NAME_MAX_LEN);
        return;
    }
    struct element *e = innermost(p);
    if (strcmp(e->name, p->tag) != 0)
        refuse_at(s, "</%s> stands where <%s> of line %d is still open", p->tag, e->name, e->line);
    p->depth--;
}

static void start_tag_ends(struct place *p, struct source *s)
{
    bool leaf = is_void(p->tag) || (p->closing && is_svg_leaf(p->tag));
    if (p->closing && !leaf && strcmp(p->tag, "svg") != 0 && strcmp(p->tag, "g") != 0)
        refuse_at(s, "<%s/> does not close itself in HTML; write <%s></%s>", p->tag, p->tag, p->tag);
    if (strcmp(p->tag, "img") == 0 && !p->saw_alt)
        refuse_at(s, "<img> without alt; say what it shows, or alt=\"\" when it only decorates");
    refuse_in_paragraph(p, s);
    if (strcmp(p->tag, "style") == 0) refuse_at(s, "<style> is forbidden: styles live in ui/static");
    p->state = IN_TEXT;
    if (!leaf && !p->closing) open_element(p, s);
    if (strcmp(p->tag, "script") == 0) p->state = IN_RAW;
    p->after_block = is_block(p->tag);
    p->after_part = false;
    p->gap = 0;
}

/* ---- attributes ---- */

static void attr_name_ends(struct place *p, struct source *s)
{
    const char *a = p->attr;
    if (strncmp(a, "on", 2) == 0) refuse_at(s, "%s= is forbidden: no script in pages (Content-Security-Policy)", a);
    if (strcmp(a, "style") == 0) refuse_at(s, "style= is forbidden: use a class of the sheets in ui/static");
    if (strcmp(a, "srcdoc") == 0) refuse_at(s, "srcdoc= is forbidden");
    if (strcmp(a, "alt") == 0) p->saw_alt = true;
}

static bool is_letter(uint32_t cp)
{
    if (cp < 128) return isalpha((int)cp);
    return (cp >= 0xC0 && cp <= 0x24F && cp != 0xD7 && cp != 0xF7) || (cp >= 0x300 && cp <= 0x36F) || (cp >= 0x1E00 && cp <= 0x1EFF);
}

/* Language must be marked for translation. `at` points at the byte in the source. */
static void refuse_bare_text(struct place *p, struct source *s, const char *at)
{
    struct element *e = innermost(p);
    if (e && e->no_translate) return;
    const char *q = at;
    if (!is_letter(utf8_next(&q, s->end))) return;
    const char *stop = at;
    while (stop < s->end && stop - at < 40 && *stop != '<' && *stop != '\n' && *stop != '"' && *stop != '{') stop++;
    refuse_at(s, "the text \"%.*s\" is not marked for translation; write {{_ \"…\"}}, or wrap what is not language in"
                 " <span translate=\"no\">", (int)(stop - at), at);
}

static void value_char(struct place *p, struct source *s, struct buf *lit, char ch)
{
    if (ch == '"') {
        if (p->gap == 1) place_settle(p, lit);
        p->gap = 0;
        buf_char(lit, ch);
        p->state = IN_TAG;
        return;
    }
    if (ch == '\n') { p->gap = 2; return; }
    if (ch == ' ' && p->gap) return;
    if (ch == ' ') { p->gap = 1; return; }
    place_settle(p, lit);
    if (ch == '<' && !is_url(p->attr)) refuse_at(s, "< in the value of %s=; is a quote missing?", p->attr);
    if (place_is_translatable_attr(p->attr) && ch != '&') refuse_bare_text(p, s, s->p - 1);
    if (!p->value_begun && is_url(p->attr) && strncmp(s->p - 1, "javascript:", 11) == 0) refuse_at(s, "javascript: is forbidden");
    if (!p->value_begun && strcmp(p->attr, "translate") == 0 && ch == 'n') p->says_no_translate = true;
    p->value_begun = true;
    buf_char(lit, ch);
}

static void tag_char(struct place *p, struct source *s, struct buf *lit, char ch)
{
    if (isspace((unsigned char)ch)) { p->gap = 1; return; }
    if (ch == '>') { if (p->closing) buf_char(lit, '/'); buf_char(lit, '>'); start_tag_ends(p, s); return; }
    if (p->closing) refuse_at(s, "/ inside <%s>", p->tag);
    if (ch == '/') { p->closing = true; return; }
    if (!name_char(ch)) refuse_at(s, "%c does not belong between the attributes of <%s>", ch, p->tag);
    if (!p->gap) refuse_at(s, "a blank is missing between the attributes of <%s>", p->tag);
    place_settle(p, lit);
    p->attr[0] = 0;
    name_add(s, p->attr, ch);
    buf_char(lit, ch);
    p->state = ATTR_NAME;
}

static void attr_char(struct place *p, struct source *s, struct buf *lit, char ch)
{
    if (p->state == ATTR_NAME && name_char(ch)) { name_add(s, p->attr, ch); buf_char(lit, ch); return; }
    if (p->state == ATTR_NAME) attr_name_ends(p, s);
    if (p->state == ATTR_NAME && ch == '=') { buf_char(lit, ch); p->state = ATTR_EQUALS; return; }
    if (p->state == ATTR_NAME) { p->state = IN_TAG; p->gap = 0; tag_char(p, s, lit, ch); return; }
    if (ch != '"') refuse_at(s, "the value of %s= must stand in double quotes", p->attr);
    buf_char(lit, ch);
    p->state = ATTR_VALUE;
    p->value_begun = false;
    p->gap = 0;
}

/* ---- tags ---- */

/* The name is known: now it is clear whether the white space before the tag is ever seen. */
static void tag_begins(struct place *p, struct buf *lit)
{
    bool block = is_block(p->tag);
    if (gap_seen(p) && !block) buf_char(lit, p->gap == 2 ? '\n' : ' ');
    p->gap = 0;
    buf_text(lit, p->state == END_NAME ? "</" : "<");
    buf_text(lit, p->tag);
}

static void end_tag_char(struct place *p, struct source *s, struct buf *lit, char ch)
{
    if (name_char(ch)) { name_add(s, p->tag, ch); return; }
    if (ch != '>') refuse_at(s, "</%s must be closed by >", p->tag);
    tag_begins(p, lit);
    buf_char(lit, '>');
    close_element(p, s);
    p->after_block = is_block(p->tag);
    p->after_part = false;
    p->state = IN_TEXT;
}

static void tag_start_char(struct place *p, struct source *s, struct buf *lit, char ch)
{
    if (ch == '/') { p->state = END_NAME; return; }
    if (ch == '!') {
        bool comment = strncmp(s->p, "--", 2) == 0;
        p->state = comment ? IN_COMMENT : IN_DOCTYPE;
        if (comment) s->p += 2; else buf_text(lit, "<!");
        return;
    }
    if (!isalpha((unsigned char)ch)) refuse_at(s, "< that begins no tag; write &lt;");
    name_add(s, p->tag, ch);
    p->state = TAG_NAME;
}

static void tag_name_char(struct place *p, struct source *s, struct buf *lit, char ch)
{
    if (name_char(ch)) { name_add(s, p->tag, ch); return; }
    p->closing = p->saw_alt = p->says_no_translate = false;
    tag_begins(p, lit);
    p->state = IN_TAG;
    tag_char(p, s, lit, ch);
}

static void text_char(struct place *p, struct source *s, struct buf *lit, char ch)
{
    struct element *e = innermost(p);
    if (ch == '<') { p->state = TAG_START; p->tag[0] = 0; return; }
    if (isspace((unsigned char)ch) && !(e && e->verbatim)) {
        if (ch == '\n') p->gap = 2;
        else if (!p->gap) p->gap = 1;
        return;
    }
    if (ch == '\r') return;
    place_settle(p, lit);
    p->after_block = p->after_part = false;
    if (ch == '&') {                                          /* an entity is one sign, its name no text */
        const char *semi = memchr(s->p, ';', (size_t)(s->end - s->p) < 12 ? (size_t)(s->end - s->p) : 12);
        if (!semi) refuse_at(s, "& alone; write &amp;");
        buf_char(lit, ch);
        buf_add(lit, s->p, (size_t)(semi + 1 - s->p));
        s->p = semi + 1;
        return;
    }
    if (((unsigned char)ch & 0xC0) != 0x80) refuse_bare_text(p, s, s->p - 1);
    buf_char(lit, ch);
}

void place_char(struct place *p, struct source *s, struct buf *lit, char ch)
{
    switch (p->state) {
    case IN_TEXT:    text_char(p, s, lit, ch); break;
    case TAG_START:  tag_start_char(p, s, lit, ch); break;
    case TAG_NAME:   tag_name_char(p, s, lit, ch); break;
    case END_NAME:   end_tag_char(p, s, lit, ch); break;
    case IN_TAG:     tag_char(p, s, lit, ch); break;
    case ATTR_NAME:
    case ATTR_EQUALS: attr_char(p, s, lit, ch); break;
    case ATTR_VALUE: value_char(p, s, lit, ch); break;
    case IN_COMMENT:
        if (ch == '>' && strncmp(s->p - 3, "--", 2) == 0) p->state = IN_TEXT;
        break;
    case IN_DOCTYPE:
        buf_char(lit, ch);
        if (ch == '>') { p->state = IN_TEXT; p->after_block = true; }
        break;
    case IN_RAW:
        if (ch == '<') { p->state = TAG_START; p->tag[0] = 0; }
        else if (!isspace((unsigned char)ch)) refuse_at(s, "script in a page is forbidden: use a file of ui/islands");
        break;
    }
}

enum position place_value(struct place *p, struct source *s, struct buf *lit)
{
    switch (p->state) {
    case IN_TEXT: place_settle(p, lit); p->after_block = p->after_part = false; return AT_TEXT;
    case ATTR_VALUE: place_settle(p, lit); return is_url(p->attr) ? AT_URL : AT_ATTR;
    case TAG_START: case TAG_NAME: case END_NAME: refuse_at(s, "{{ in the name of a tag");
    case ATTR_NAME: refuse_at(s, "{{ in the name of an attribute");
    case ATTR_EQUALS: refuse_at(s, "the value of %s= must stand in double quotes", p->attr);
    case IN_TAG: refuse_at(s, "between attributes only {{? condition name=\"value\"}} may stand");
    case IN_COMMENT: refuse_at(s, "{{ in a comment");
    case IN_DOCTYPE: refuse_at(s, "{{ in the doctype");
    case IN_RAW: refuse_at(s, "{{ in a script");
    }
    refuse_at(s, "{{ where nothing may stand");
}

bool place_same(const struct place *a, const struct place *b)
{
    if (a->state != b->state || a->depth != b->depth || a->closed_n != b->closed_n) return false;
    if (a->state != IN_TEXT && strcmp(a->tag, b->tag) != 0) return false;
    for (int i = 0; i < a->depth; i++)
        if (strcmp(a->open[i].name, b->open[i].name) != 0) return false;
    return true;
}

const char *place_words(const struct place *p, char *out, size_t n)
{
    if (p->state != IN_TEXT) snprintf(out, n, "inside <%s", p->tag);
    else if (p->depth) snprintf(out, n, "in <%s> of line %d", p->open[p->depth - 1].name, p->open[p->depth - 1].line);
    else if (p->closed_n) snprintf(out, n, "behind </%s>", p->closed[p->closed_n - 1]);
    else snprintf(out, n, "outside all elements");
    return out;
}
