/* Whom an order keeps from who asks: statements that name them anywhere are left out, behind the page, so that a cursor goes on. */
#include "base/ids.h"
#include "xapi/inside.h"

/* By the person's number, whatever the home page: the house may have had another address when that was told. */
static bool names_barred(struct ask *a, const struct json *agent)
{
    const struct json *name = json_get(json_get(agent, "account"), "name");
    int64_t person;
    if (!name || !name->text || !id_read(name->text, &person)) return false;
    for (size_t i = 0; i < a->scope.barred_n; i++)
        if (a->scope.barred[i].v == person) return true;
    return false;
}

/* Wherever it stands: actor, object, member of a group, instructor, team, inside of a statement within. JSON is 32 deep at most. */
static bool names_barred_within(struct ask *a, const struct json *part)
{
    if (names_barred(a, part)) return true;
    for (const struct json *each = part->first; each; each = each->next)
        if (names_barred_within(a, each)) return true;
    return false;
}

/* By an account of which a head said whose it is; where that cannot be asked, the statement is left out. */
static bool known_barred(struct ask *a, statement_id id)
{
    person_id *person;
    size_t n;
    if (known_of_statement(a, id, &person, &n) != OK) return true;
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < a->scope.barred_n; i++)
            if (a->scope.barred[i].v == person[k].v) return true;
    return false;
}

bool statement_barred(struct ask *a, const struct statement_line *line)
{
    struct document_open d;
    if (a->scope.barred_n == 0) return false;
    bool barred = !document_open(&d, line->document) || names_barred_within(a, d.said);
    document_close(&d);
    return barred || (!line->as && known_barred(a, line->id));
}

rc statements_find_all(struct ask *a, const struct statements_wanted *w, struct statement_line **row, size_t *n)
{
    size_t barred = a->scope.barred_n;
    a->scope.barred_n = 0;
    rc found = statements_find(a, w, row, n);
    a->scope.barred_n = barred;
    return found;
}
