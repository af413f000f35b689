#define _GNU_SOURCE
#include "terminal_restore.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

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

int spoor_run_quietly(
    char *const arguments[], char *const environment[], int input, int output, int milliseconds
) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    static const int streams[] = {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO};
    for (int at = 0; at < 3; at++) posix_spawn_file_actions_addopen(&actions, streams[at], "/dev/null", O_RDWR, 0);
    if (input >= 0) posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    if (output >= 0) posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    pid_t child;
    int status = -1, waited = 0;
    int error = posix_spawnp(&child, arguments[0], &actions, NULL, arguments, environment);
    posix_spawn_file_actions_destroy(&actions);
    while (error == 0) {
        pid_t ended = waitpid(child, &status, waited < milliseconds ? WNOHANG : 0);
        if (ended == child) break;
        if (ended < 0 && errno != EINTR) {
            error = errno;
            status = -1;
        } else if (ended == 0) {
            poll(NULL, 0, 5);
            waited += 5;
            if (waited >= milliseconds) kill(child, SIGKILL);
        }
    }
    errno = error;
    return status;
}
