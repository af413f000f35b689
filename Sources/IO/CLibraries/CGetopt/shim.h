#pragma once
#include <getopt.h>

// getopt's state is global variables, which Swift 6 does not let us name.

/// Forget earlier scans, also of another argument list, and print no messages.
static inline void spoor_getopt_start(void) {
    optind = 0;
    opterr = 0;
}

/// The index of the argument that is read next.
static inline int spoor_getopt_index(void) { return optind; }

/// The value of the option that was read last, or NULL.
static inline const char *spoor_getopt_value(void) { return optarg; }

/// The letter or code of the option that could not be read.
static inline int spoor_getopt_culprit(void) { return optopt; }
