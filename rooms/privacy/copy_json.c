/* The same for machines: keys that stay, times in UTC, null where nothing stands. */
#include "base/ids.h"
#include "privacy/copy.h"

static void text_put(struct buf *b, const char *s)
{
    if (!s) {
        buf_text(b, "null");
        return;
    }
    buf_char(b, '"');
    for (; *s; s++) {
        unsigned char ch = (unsigned char)*s;
        if (ch == '"' || ch == '\\') buf_char(b, '\\'), buf_char(b, (char)ch);
        else if (ch < ' ') buf_print(b, "\\u%04x", ch);
        else buf_char(b, (char)ch);
    }
    buf_char(b, '"');
}

static void pair_put(struct buf *b, const char *key, const char *value, const char *after)
{
    text_put(b, key);
    buf_char(b, ':');
    text_put(b, value);
    buf_text(b, after);
}

static void line_put(struct buf *b, const struct part_line *line)
{
    buf_char(b, '{');
    for (const struct part_value *v = line->first; v; v = v->next) {
        text_put(b, v->key);
        buf_char(b, ':');
        if (v->bare) buf_text(b, v->plain);
        else text_put(b, v->plain);
        if (v->next) buf_char(b, ',');
    }
    buf_char(b, '}');
}

static void part_put(struct buf *b, enum lang lang, const struct copy_part *p)
{
    text_put(b, p->part->code);
    buf_text(b, ":{");
    pair_put(b, "label", tr(lang, p->part->label), ",\"rows\":[");
    for (const struct part_line *l = p->out.first; l; l = l->next) {
        line_put(b, l);
        if (l->next) buf_text(b, ",\n");
    }
    buf_print(b, "],\"more\":%s,\"forThePersonAlone\":%s}", p->out.cut ? "true" : "false", p->others ? "true" : "false");
}

void copy_json(struct buf *b, struct arena *a, enum lang lang, const struct copy *k)
{
    char id[ID_TEXT_SIZE];
    id_text(k->subject.id.v, id);
    buf_text(b, "{");
    pair_put(b, "generatedAtTime", instant_utc(a, k->at), ",");
    pair_put(b, "wasAttributedTo", "Khuê", ",\n\"subject\":{");
    pair_put(b, "id", id, ",");
    pair_put(b, "name", k->subject.full_name, "},\n\"parts\":{\n");
    for (size_t i = 0; i < k->parts; i++) {
        part_put(b, lang, &k->part[i]);
        if (i + 1 < k->parts) buf_text(b, ",\n");
    }
    buf_text(b, "},\n\"leftOut\":[");
    for (const struct left_out *l = left_out; l->what; l++) {
        buf_char(b, '{');
        pair_put(b, "what", tr(lang, l->what), ",");
        pair_put(b, "why", tr(lang, l->why), l[1].what ? "},\n" : "}");
    }
    buf_text(b, "]}\n");
}
