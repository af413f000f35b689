/* What the handlers need to know. Written before they are installed, read by them. */
#pragma once

#include <stdatomic.h>
#include <sys/types.h>
#include <termios.h>

struct guard_state {
    int output;
    /* The same terminal opened once more, so that writing to it never blocks; -1 where it cannot be. */
    int unblocked;
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
    /* The signal that asked to end, while the event loop has not. */
    _Atomic int ending;
};

extern struct guard_state guard;

void guard_install_handlers(void);
void guard_remove_handlers(void);

/* Puts the terminal back without waiting for one that does not read: what it has not read yet is thrown away. */
void guard_restore_at_once(void);
