#define _GNU_SOURCE
#include "terminal_restore.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

void spoor_stop_group(void) { kill(0, SIGSTOP); }

int spoor_run_external(char *const arguments[], char *const environment[], int input) {
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    posix_spawn_file_actions_init(&actions);
    posix_spawnattr_init(&attributes);
    if (input >= 0) posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    static const int keyboard[] = {SIGINT, SIGQUIT, SIGTSTP};
    struct sigaction action, previous[3];
    sigset_t defaults;
    sigemptyset(&defaults);
    sigaddset(&defaults, SIGPIPE);
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    for (int at = 0; at < 3; at++) {
        /* Ctrl-C ends what runs in front of us, not us; Ctrl-Z must stop us with it. */
        action.sa_handler = keyboard[at] == SIGTSTP ? SIG_DFL : SIG_IGN;
        sigaction(keyboard[at], &action, &previous[at]);
        sigaddset(&defaults, keyboard[at]);
    }
    posix_spawnattr_setsigdefault(&attributes, &defaults);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    pid_t child;
    int status = -1;
    int error = posix_spawnp(&child, arguments[0], &actions, &attributes, arguments, environment);
    if (error == 0) {
        while (waitpid(child, &status, 0) < 0) {
            if (errno == EINTR) continue;
            error = errno;
            status = -1;
            break;
        }
    }
    for (int at = 0; at < 3; at++) sigaction(keyboard[at], &previous[at], NULL);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    errno = error;
    return status;
}

int spoor_private_file(const void *bytes, size_t length) {
    int file = memfd_create("spoor", MFD_CLOEXEC);
    if (file < 0) return -1;
    const char *at = bytes;
    while (length > 0) {
        ssize_t written = write(file, at, length);
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) {
            close(file);
            return -1;
        }
        at += written;
        length -= (size_t)written;
    }
    lseek(file, 0, SEEK_SET);
    return file;
}

int spoor_wake_pipe(int *read_end, int *write_end) {
    int ends[2];
    if (pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0) return -1;
    *read_end = ends[0];
    *write_end = ends[1];
    return 0;
}

void spoor_terminal_size(int terminal, int *rows, int *columns) {
    struct winsize size;
    memset(&size, 0, sizeof size);
    if (ioctl(terminal, TIOCGWINSZ, &size) != 0) memset(&size, 0, sizeof size);
    *rows = size.ws_row;
    *columns = size.ws_col;
}

int spoor_bytes_waiting(int terminal) {
    int count = 0;
    return ioctl(terminal, FIONREAD, &count) == 0 ? count : -1;
}

int spoor_thread(void) { return gettid(); }
