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
};

static inline WINDOW *spoor_standard_screen(void) { return stdscr; }
static inline WINDOW *spoor_current_screen(void) { return curscr; }
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

/* How a style is drawn: attributes without colour, and a colour pair. */
typedef struct {
    uint32_t attributes;
    int32_t pair;
} spoor_look;

static inline int spoor_is_column_true(uint32_t scalar, int width, int utf8) {
    if (scalar < 0x80) return 1;
    return utf8 && wcwidth((wchar_t)scalar) == width;
}

/* Puts `count` cells at a place of the standard screen; nothing reaches the terminal before doupdate.

   A cell holds a base scalar in bits 0-20 and two combining marks in bits 21-41 and 42-62; 0 is the right half of a wide
   character. `styles` index `looks`. What ncurses would give another width than we do is drawn as a stand-in of our
   width, so that columns never drift. */
static inline void spoor_put_cells(
    int row, int column, const uint64_t *cells, const uint16_t *styles, int count, const spoor_look *looks, int utf8
) {
    enum { longest = 256 };
    cchar_t run[longest];
    int filled = 0, start = column;
    for (int at = 0; at < count; at++) {
        uint32_t base = (uint32_t)(cells[at] & 0x1FFFFF);
        if (base == 0) continue;
        int width = at + 1 < count && (cells[at + 1] & 0x1FFFFF) == 0 ? 2 : 1;
        if (filled + 2 > longest) {
            mvwadd_wchnstr(stdscr, row, start, run, filled);
            start = column + at;
            filled = 0;
        }
        spoor_look look = looks[styles[at]];
        wchar_t text[4] = {(wchar_t)base, 0, 0, 0};
        int halves = 1;
        if (!spoor_is_column_true(base, width, utf8)) {
            text[0] = utf8 ? 0xFFFD : L'?';
            halves = width;
        } else {
            int length = 1;
            for (int shift = 21; shift <= 42; shift += 21) {
                wchar_t mark = (wchar_t)(cells[at] >> shift & 0x1FFFFF);
                if (mark != 0 && utf8 && wcwidth(mark) == 0) text[length++] = mark;
            }
        }
        for (int half = 0; half < halves; half++)
            setcchar(&run[filled++], text, look.attributes, 0, &look.pair);
    }
    if (filled > 0) mvwadd_wchnstr(stdscr, row, start, run, filled);
}
