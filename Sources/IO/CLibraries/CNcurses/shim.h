/* What Swift cannot import of ncurses: macros, global variables and variadic functions, one line each, and the
   writing of a run of cells, which is one call instead of one a cell. */
#pragma once

#ifndef NCURSES_WIDECHAR
#define NCURSES_WIDECHAR 1
#endif
#include <langinfo.h>
#include <locale.h>
#include <curses.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <term.h>
#include <wchar.h>

/* Declared by hand: the feature macro that shows it would change types that other modules have, too. */
extern int wcwidth(wchar_t scalar);

enum {
    spoor_attribute_bold = (int)A_BOLD,
    spoor_attribute_dim = (int)A_DIM,
    spoor_attribute_underline = (int)A_UNDERLINE,
    spoor_attribute_reverse = (int)A_REVERSE,
    /* No description of a terminal has it, so that nothing is sent; but cells with it are others than those without. */
    spoor_attribute_link = (int)A_HORIZONTAL,
};

static inline WINDOW *spoor_standard_screen(void) { return stdscr; }
static inline WINDOW *spoor_current_screen(void) { return curscr; }
/* Where the terminal's own cursor stands after a doupdate. */
static inline int spoor_cursor_row(void) { return getcury(curscr); }
static inline int spoor_cursor_column(void) { return getcurx(curscr); }
static inline int spoor_rows(void) { return LINES; }
static inline int spoor_columns(void) { return COLS; }
static inline int spoor_colors(void) { return COLORS; }
static inline int spoor_pairs(void) { return COLOR_PAIRS; }
static inline int spoor_function_key(int number) { return KEY_F(number); }

/* The locale of the environment; whether it writes UTF-8. A server often lacks the locale that ssh forwards: where
   only its data is missing, C.UTF-8 stands in. */
static inline int spoor_use_locale(void) {
    if (setlocale(LC_CTYPE, "") == NULL) {
        const char *name = getenv("LC_ALL");
        if (name == NULL || *name == 0) name = getenv("LC_CTYPE");
        if (name == NULL || *name == 0) name = getenv("LANG");
        if (name != NULL && (strcasestr(name, "utf-8") != NULL || strcasestr(name, "utf8") != NULL))
            setlocale(LC_CTYPE, "C.UTF-8");
    }
    const char *codeset = nl_langinfo(CODESET);
    return codeset != NULL && strcmp(codeset, "UTF-8") == 0;
}

/* A capability by its terminfo name, or NULL: tigetstr marks a wrong kind with (char *)-1. */
static inline const char *spoor_capability(const char *name) {
    const char *value = tigetstr((char *)name);
    return value == (const char *)-1 ? NULL : value;
}

/* Reads a description of a terminal to ask for its capabilities before any screen exists. */
static inline int spoor_describe(const char *name, int output) {
    int result = 0;
    return setupterm((char *)name, output, &result) == OK;
}
static inline int spoor_described_colors(void) { return tigetnum("colors"); }
static inline void spoor_forget_description(void) { del_curterm(cur_term); }

/* How a style is drawn: attributes without colour, a colour pair, and whether it shows on a blank, as underlines and
   backgrounds do. */
typedef struct {
    uint32_t attributes;
    int32_t pair;
    int32_t shows_on_blank;
} spoor_look;

static inline uint32_t spoor_base(uint64_t cell) { return (uint32_t)(cell & 0x1FFFFF); }

/* Whether a cell of a width is drawn as it is, and not as a stand-in. */
static inline int spoor_is_drawn(uint64_t cell, int width, int utf8) {
    uint32_t base = spoor_base(cell);
    if (base == cell && base < 0x80) return base >= ' ';
    if (!utf8 || (base >= 0x80 && wcwidth((wchar_t)base) != width)) return 0;
    for (int shift = 21; shift <= 42; shift += 21) {
        wchar_t mark = (wchar_t)(cell >> shift & 0x1FFFFF);
        if (mark != 0 && wcwidth(mark) != 0) return 0;
    }
    return 1;
}

/* Writes one cell as one or two of ncurses'; returns how many.

   What ncurses would give another width than we do is drawn as a stand-in of our width, so that columns never drift. */
static inline int spoor_make_cell(uint64_t cell, int width, spoor_look look, int utf8, cchar_t *made) {
    uint32_t base = spoor_base(cell);
    wchar_t text[4] = {(wchar_t)base, 0, 0, 0};
    int count = 1;
    if (base >= 0x80 && !(utf8 && wcwidth((wchar_t)base) == width)) {
        text[0] = utf8 ? 0xFFFD : L'?';
        count = width;
    } else if (base != cell) {
        int length = 1;
        for (int shift = 21; shift <= 42; shift += 21) {
            wchar_t mark = (wchar_t)(cell >> shift & 0x1FFFFF);
            if (mark != 0 && utf8 && wcwidth(mark) == 0) text[length++] = mark;
        }
    }
    for (int at = 0; at < count; at++) setcchar(&made[at], text, look.attributes, 0, &look.pair);
    return count;
}

/* Puts the cells from `first` to `end` of a row of `width` on the standard screen; nothing reaches the terminal before
   doupdate.

   A cell holds a base scalar in bits 0-20 and two combining marks in bits 21-41 and 42-62; 0 is the right half of a wide
   character. `styles` index `looks`. The first blanks after a word take its look where that cannot be seen: it saves the
   terminal a change of colour and back. Longer gaps stay plain, since ncurses jumps over those. */
static inline void spoor_put_cells(
    int row, int first, int end, int width, const uint64_t *cells, const uint16_t *styles, const spoor_look *looks, int utf8
) {
    enum { longest = 256, gap = 12 };
    cchar_t run[longest];
    int blanks = 0, filled = 0, start = first, last = width - 1;
    while (last >= 0 && cells[last] == ' ') last--;
    spoor_look before = looks[styles[0]];
    for (int at = 0; at < end; at++) {
        if (spoor_base(cells[at]) == 0) continue;
        spoor_look look = looks[styles[at]];
        if (cells[at] != ' ' || look.shows_on_blank) {
            blanks = 0;
            before = look;
        } else {
            if (blanks == 0) {
                while (at + blanks < width && cells[at + blanks] == ' ') blanks++;
                if (blanks > gap || at + blanks > last) before = look;
            }
            if (!before.shows_on_blank) look = before;
        }
        if (at < first) continue;
        if (filled + 2 > longest) {
            mvwadd_wchnstr(stdscr, row, start, run, filled);
            start = at;
            filled = 0;
        }
        int taken = at + 1 < width && spoor_base(cells[at + 1]) == 0 ? 2 : 1;
        filled += spoor_make_cell(cells[at], taken, look, utf8, run + filled);
    }
    if (filled > 0) mvwadd_wchnstr(stdscr, row, start, run, filled);
}
