/* What the handlers need to know. Written before they are installed, read by them. */
#pragma once

#include <stdatomic.h>
#include <sys/types.h>
#include <termios.h>

struct guard_state {
    int output;
    struct termios modes;
    char sequence[1024];
    size_t length;
    int wake;
    int errors;
    int saved_output;
    int saved_errors;
    off_t replayed;
    _Atomic int active;
    _Atomic int signals;
    _Atomic int endings;
};

extern struct guard_state guard;

void guard_install_handlers(void);
void guard_remove_handlers(void);
