#pragma once
#include <malloc.h>

// The name of the setting is a macro with a sign, which Swift does not take.

/// Use so many arenas at most.
static inline void spoor_malloc_arenas(int count) { mallopt(M_ARENA_MAX, count); }
