#define _GNU_SOURCE
#include "terminal_restore.h"
#include "state.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct guard_state guard = {.output = -1, .wake = -1, .errors = -1, .saved_output = -1, .saved_errors = -1};

static void write_all(int descriptor, const char *bytes, size_t length) {
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        bytes += written;
        length -= (size_t)written;
    }
}

/* The last 8 KiB of what was written to standard error, its control characters made harmless. */
static void replay_errors(void) {
    if (guard.errors < 0 || guard.saved_errors < 0) return;
    enum { tail = 8192 };
    off_t end = lseek(guard.errors, 0, SEEK_END);
    if (end <= guard.replayed) return;
    off_t start = end - guard.replayed > tail ? end - tail : guard.replayed;
    char bytes[512];
    unsigned char previous = 0;
    while (start < end) {
        ssize_t count = pread(guard.errors, bytes, sizeof bytes, start);
        if (count <= 0) break;
        for (ssize_t at = 0; at < count; at++) {
            unsigned char byte = (unsigned char)bytes[at];
            int control = (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7F;
            int c1 = previous == 0xC2 && byte >= 0x80 && byte < 0xA0;
            if (control || c1) bytes[at] = '?';
            previous = byte;
        }
        write_all(guard.saved_errors, bytes, (size_t)count);
        start += count;
    }
    guard.replayed = end;
}

static void restore(int with_sequence) {
    if (!atomic_exchange(&guard.active, 0)) return;
    int error = errno;
    if (with_sequence) write_all(guard.output, guard.sequence, guard.length);
    /* A background process that sets modes is stopped by SIGTTOU; on the way out it must not be. */
    sigset_t background, previous;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &background, &previous);
    tcsetattr(guard.output, TCSADRAIN, &guard.modes);
    pthread_sigmask(SIG_SETMASK, &previous, NULL);
    if (guard.saved_output >= 0) dup2(guard.saved_output, STDOUT_FILENO);
    if (guard.saved_errors >= 0) dup2(guard.saved_errors, STDERR_FILENO);
    replay_errors();
    errno = error;
}

void spoor_guard_restore(void) { restore(1); }

void spoor_guard_release(void) { restore(0); }

void spoor_guard_capture(void) {
    if (guard.errors < 0) return;
    if (guard.saved_output >= 0) dup2(guard.errors, STDOUT_FILENO);
    if (guard.saved_errors >= 0) dup2(guard.errors, STDERR_FILENO);
}

void spoor_guard_set_active(int active) { atomic_store(&guard.active, active); }

void spoor_guard_begin(
    int output, const struct termios *modes, const char *sequence, size_t length, int wake, int errors, int saved_output,
    int saved_errors
) {
    guard.output = output;
    guard.modes = *modes;
    guard.length = length < sizeof guard.sequence ? length : sizeof guard.sequence;
    memcpy(guard.sequence, sequence, guard.length);
    guard.wake = wake;
    guard.errors = errors;
    guard.saved_output = saved_output;
    guard.saved_errors = saved_errors;
    guard.replayed = 0;
    atomic_store(&guard.signals, 0);
    guard_install_handlers();
    static int at_exit;
    if (!at_exit) at_exit = atexit(spoor_guard_restore) == 0;
}

void spoor_guard_set_modes(const struct termios *modes) { guard.modes = *modes; }

void spoor_guard_end(void) {
    guard_remove_handlers();
    guard.output = guard.wake = guard.errors = guard.saved_output = guard.saved_errors = -1;
}
