/* The table itself, in the order of the sort key: blank, marks, digits, letters. Ranks of letters go by twos, which leaves
** room behind each for one foreign relative (ƀ behind b, ð behind d). */
#include "base/viet_letters.h"

enum { BLANK = 0x04, MARK = 0x05, DIGIT = 0x30, LETTER = 0x40 };

/* Place in the alphabet. */
enum { A, AW, AA, B, C, D, DD, E, EE, F, G, H, I, J, K, L, M, N, O, OO, OW, P, Q, R, S, T, U, UW, V, W, X, Y, Z };

#define ONE(cp, base, place, tone, upper)  [cp] = { (base), LETTER + 2 * (place), (tone), (upper) }
#define PAIR(base, place, small, capital)  ONE(small, base, place, 0, 0), ONE(capital, base, place, 0, 1)
#define ROW(base, place, upper, level, huyen, hoi, nga, sac, nang) \
    ONE(level, base, place, 0, upper), ONE(huyen, base, place, 1, upper), ONE(hoi, base, place, 2, upper), \
    ONE(nga, base, place, 3, upper), ONE(sac, base, place, 4, upper), ONE(nang, base, place, 5, upper)
#define SIGN(cp, base, place)  [cp] = { (base), MARK + (place), 0, 0 }
#define SPACE(cp)              [cp] = { ' ', BLANK, 0, 0 }

const struct viet_letter viet_letters[VIET_LETTERS] = {
    SPACE(' '), SPACE('\t'), SPACE('\n'), SPACE('\v'), SPACE('\f'), SPACE('\r'), SPACE(0x85), SPACE(0xA0), SPACE(0x1680),
    SPACE(0x2002), SPACE(0x2003), SPACE(0x2004), SPACE(0x2005), SPACE(0x2006), SPACE(0x2007),
    SPACE(0x2008), SPACE(0x2009), SPACE(0x200A),

    /* Order of ICU 72; U+2010, U+2011 stand with the hyphen, U+2014 with the dash, U+2018 with the curly apostrophe. */
    SIGN('_', '_', 0), SIGN('-', '-', 1), SIGN(0x2010, '-', 1), SIGN(0x2011, '-', 1), SIGN(0x2013, '-', 2),
    [0x2014] = { 0, MARK + 2, 0, 0 }, SIGN(',', ',', 3), SIGN(';', ';', 4), SIGN(':', ':', 5), SIGN('!', '!', 6),
    SIGN('?', '?', 7), SIGN('.', '.', 8), SIGN('\'', '\'', 9), SIGN(0x2019, '\'', 10), SIGN(0x2018, '\'', 10),
    SIGN('"', '"', 11), SIGN('(', '(', 12), SIGN(')', ')', 13), SIGN('[', '[', 14), SIGN(']', ']', 15),
    SIGN('{', '{', 16), SIGN('}', '}', 17), SIGN('@', '@', 18), SIGN('*', '*', 19), SIGN('/', '/', 20),
    SIGN('\\', '\\', 21), SIGN('&', '&', 22), SIGN('#', '#', 23), SIGN('%', '%', 24), SIGN('`', '`', 25),
    SIGN('^', '^', 26), SIGN('+', '+', 27), SIGN('<', '<', 28), SIGN('=', '=', 29), SIGN('>', '>', 30),
    SIGN('|', '|', 31), SIGN('~', '~', 32), SIGN('$', '$', 33),

    ['0'] = { '0', DIGIT + 0, 0, 0 }, ['1'] = { '1', DIGIT + 1, 0, 0 }, ['2'] = { '2', DIGIT + 2, 0, 0 },
    ['3'] = { '3', DIGIT + 3, 0, 0 }, ['4'] = { '4', DIGIT + 4, 0, 0 }, ['5'] = { '5', DIGIT + 5, 0, 0 },
    ['6'] = { '6', DIGIT + 6, 0, 0 }, ['7'] = { '7', DIGIT + 7, 0, 0 }, ['8'] = { '8', DIGIT + 8, 0, 0 },
    ['9'] = { '9', DIGIT + 9, 0, 0 },

    ROW('a', A,  0, U'a', U'à', U'ả', U'ã', U'á', U'ạ'),
    ROW('a', A,  1, U'A', U'À', U'Ả', U'Ã', U'Á', U'Ạ'),
    ROW('a', AW, 0, U'ă', U'ằ', U'ẳ', U'ẵ', U'ắ', U'ặ'),
    ROW('a', AW, 1, U'Ă', U'Ằ', U'Ẳ', U'Ẵ', U'Ắ', U'Ặ'),
    ROW('a', AA, 0, U'â', U'ầ', U'ẩ', U'ẫ', U'ấ', U'ậ'),
    ROW('a', AA, 1, U'Â', U'Ầ', U'Ẩ', U'Ẫ', U'Ấ', U'Ậ'),
    ROW('e', E,  0, U'e', U'è', U'ẻ', U'ẽ', U'é', U'ẹ'),
    ROW('e', E,  1, U'E', U'È', U'Ẻ', U'Ẽ', U'É', U'Ẹ'),
    ROW('e', EE, 0, U'ê', U'ề', U'ể', U'ễ', U'ế', U'ệ'),
    ROW('e', EE, 1, U'Ê', U'Ề', U'Ể', U'Ễ', U'Ế', U'Ệ'),
    ROW('i', I,  0, U'i', U'ì', U'ỉ', U'ĩ', U'í', U'ị'),
    ROW('i', I,  1, U'I', U'Ì', U'Ỉ', U'Ĩ', U'Í', U'Ị'),
    ROW('o', O,  0, U'o', U'ò', U'ỏ', U'õ', U'ó', U'ọ'),
    ROW('o', O,  1, U'O', U'Ò', U'Ỏ', U'Õ', U'Ó', U'Ọ'),
    ROW('o', OO, 0, U'ô', U'ồ', U'ổ', U'ỗ', U'ố', U'ộ'),
    ROW('o', OO, 1, U'Ô', U'Ồ', U'Ổ', U'Ỗ', U'Ố', U'Ộ'),
    ROW('o', OW, 0, U'ơ', U'ờ', U'ở', U'ỡ', U'ớ', U'ợ'),
    ROW('o', OW, 1, U'Ơ', U'Ờ', U'Ở', U'Ỡ', U'Ớ', U'Ợ'),
    ROW('u', U,  0, U'u', U'ù', U'ủ', U'ũ', U'ú', U'ụ'),
    ROW('u', U,  1, U'U', U'Ù', U'Ủ', U'Ũ', U'Ú', U'Ụ'),
    ROW('u', UW, 0, U'ư', U'ừ', U'ử', U'ữ', U'ứ', U'ự'),
    ROW('u', UW, 1, U'Ư', U'Ừ', U'Ử', U'Ữ', U'Ứ', U'Ự'),
    ROW('y', Y,  0, U'y', U'ỳ', U'ỷ', U'ỹ', U'ý', U'ỵ'),
    ROW('y', Y,  1, U'Y', U'Ỳ', U'Ỷ', U'Ỹ', U'Ý', U'Ỵ'),

    PAIR('b', B, 'b', 'B'), PAIR('c', C, 'c', 'C'), PAIR('d', D, 'd', 'D'), PAIR('f', F, 'f', 'F'),
    PAIR('g', G, 'g', 'G'), PAIR('h', H, 'h', 'H'), PAIR('j', J, 'j', 'J'), PAIR('k', K, 'k', 'K'),
    PAIR('l', L, 'l', 'L'), PAIR('m', M, 'm', 'M'), PAIR('n', N, 'n', 'N'), PAIR('p', P, 'p', 'P'),
    PAIR('q', Q, 'q', 'Q'), PAIR('r', R, 'r', 'R'), PAIR('s', S, 's', 'S'), PAIR('t', T, 't', 'T'),
    PAIR('v', V, 'v', 'V'), PAIR('w', W, 'w', 'W'), PAIR('x', X, 'x', 'X'), PAIR('z', Z, 'z', 'Z'),
    PAIR('d', DD, U'đ', U'Đ'),

    /* Relatives: a typing error for đ, and a letter of Tây Nguyên (not folded: Unicode gives it no base). */
    [0xF0] = { 'd', LETTER + 2 * D + 1, 0, 0 }, [0xD0] = { 'd', LETTER + 2 * D + 1, 0, 1 },
    [0x180] = { 0, LETTER + 2 * B + 1, 0, 0 }, [0x243] = { 0, LETTER + 2 * B + 1, 0, 1 },
};
