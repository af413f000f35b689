#pragma once
#include <malloc.h>

// The names of malloc's settings are macros with a sign, which Swift does not take.

/// Use so many arenas at most.
static inline void spoor_malloc_arenas(int count) { mallopt(M_ARENA_MAX, count); }

/// Take blocks of so many bytes or more from the system one by one, to which they go back when freed.
static inline void spoor_malloc_map_from(int bytes) { mallopt(M_MMAP_THRESHOLD, bytes); }
