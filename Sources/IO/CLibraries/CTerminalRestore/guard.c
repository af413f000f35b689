#define _GNU_SOURCE
#include "terminal_restore.h"
#include "state.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct guard_state guard = {.output = -1, .unblocked = -1, .wake = -1, .errors = -1, .saved_output = -1, .saved_errors = -1};

/* How long a terminal that does not read is waited for, and how often it is tried. */
enum { patience_ms = 2000, step_ms = 20 };

/* Writes all, or gives up after a while: a terminal that does not read must not keep the process alive. What waits in
   its buffer is thrown away when time is up, so that the bytes that put it back have room. */
static void write_bounded(int descriptor, const char *bytes, size_t length, int patience) {
    int waited = 0, flushed = 0;
    while (length > 0) {
        ssize_t written = write(descriptor, bytes, length);
        if (written > 0) {
            bytes += written;
            length -= (size_t)written;
            continue;
        }
        if (written < 0 && errno == EINTR) continue;
        if (written == 0 || errno != EAGAIN) return;
        if (waited >= patience) {
            /* Another thread may stand in the middle of a long write, which goes on when there is room. */
            if (flushed++ >= patience_ms / step_ms) return;
            tcflush(descriptor, TCOFLUSH);
        }
        struct pollfd state = {.fd = descriptor, .events = POLLOUT};
        poll(&state, 1, step_ms);
        if (state.revents & POLLOUT) poll(NULL, 0, 1);
        waited += step_ms;
    }
}

/* The last 8 KiB of what was written to standard error, its control characters made harmless. */
static void replay_errors(int patience) {
    if (guard.errors < 0 || guard.saved_errors < 0) return;
    enum { tail = 8192 };
    off_t end = lseek(guard.errors, 0, SEEK_END);
    if (end <= guard.replayed) return;
    off_t start = end - guard.replayed > tail ? end - tail : guard.replayed;
    char bytes[512];
    struct stat errors, terminal;
    int is_terminal = guard.unblocked >= 0 && fstat(guard.saved_errors, &errors) == 0
        && fstat(guard.unblocked, &terminal) == 0 && errors.st_rdev == terminal.st_rdev;
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
        write_bounded(is_terminal ? guard.unblocked : guard.saved_errors, bytes, (size_t)count, patience);
        start += count;
    }
    guard.replayed = end;
}

static void restore(int with_sequence, int patience) {
    if (!atomic_exchange(&guard.active, 0)) return;
    int error = errno;
    int terminal = guard.unblocked >= 0 ? guard.unblocked : guard.output;
    if (with_sequence) {
        /* CAN ends a sequence that was cut off in the middle. */
        if (patience == 0) write_bounded(terminal, "\030", 1, patience);
        write_bounded(terminal, guard.sequence, guard.length, patience);
    }
    /* A background process that sets modes is stopped by SIGTTOU; on the way out it must not be. */
    sigset_t background, previous;
    sigemptyset(&background);
    sigaddset(&background, SIGTTOU);
    pthread_sigmask(SIG_BLOCK, &background, &previous);
    tcsetattr(guard.output, with_sequence ? TCSANOW : TCSADRAIN, &guard.modes);
    pthread_sigmask(SIG_SETMASK, &previous, NULL);
    if (guard.saved_output >= 0) dup2(guard.saved_output, STDOUT_FILENO);
    if (guard.saved_errors >= 0) dup2(guard.saved_errors, STDERR_FILENO);
    replay_errors(patience);
    errno = error;
}

void spoor_guard_restore(void) { restore(1, patience_ms); }

void guard_restore_at_once(void) { restore(1, 0); }

void spoor_guard_release(void) { restore(0, patience_ms); }

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
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", output);
    guard.unblocked = open(path, O_WRONLY | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
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
    if (guard.unblocked >= 0) close(guard.unblocked);
    guard.unblocked = guard.output = guard.wake = guard.errors = guard.saved_output = guard.saved_errors = -1;
}
