#define _GNU_SOURCE
#include "terminal_restore.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* In the child: our handlers must not run in it, nor must it ignore what we ignore. */
static void use_usual_signals(void) {
    for (int number = 1; number < NSIG; number++) {
        struct sigaction action;
        if (sigaction(number, NULL, &action) != 0 || action.sa_handler == SIG_DFL) continue;
        int is_ours = number == SIGPIPE || number == SIGINT || number == SIGQUIT || number == SIGTSTP;
        if (action.sa_handler == SIG_IGN && !is_ours) continue;
        action.sa_handler = SIG_DFL;
        action.sa_flags = 0;
        sigaction(number, &action, NULL);
    }
}

/* Starts a program that gets the signal `at_our_end` when we end, whatever ends us. posix_spawn cannot ask for that.

   The kernel sends it at the end of the calling thread, so that must wait for the child. `streams` are its first three
   files, -1 for ours. Returns 0, or why it could not be started. */
static int start(
    char *const arguments[], char *const environment[], const int streams[3], int at_our_end, pid_t *child
) {
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) return errno;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t parent = getpid();
    *child = fork();
    if (*child == 0) {
        use_usual_signals();
        int failed = prctl(PR_SET_PDEATHSIG, at_our_end) != 0;
        if (getppid() != parent) _exit(127);
        for (int at = 0; at < 3 && !failed; at++) {
            if (streams[at] >= 0) failed = dup2(streams[at], at) < 0;
        }
        if (!failed) {
            pthread_sigmask(SIG_SETMASK, &before, NULL);
            execvpe(arguments[0], arguments, environment);
        }
        int reason = errno;
        ssize_t ignored = write(report[1], &reason, sizeof reason);
        (void)ignored;
        _exit(127);
    }
    int error = *child < 0 ? errno : 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    if (error == 0) {
        int reason;
        ssize_t count;
        do count = read(report[0], &reason, sizeof reason);
        while (count < 0 && errno == EINTR);
        if (count == sizeof reason) {
            error = reason;
            while (waitpid(*child, NULL, 0) < 0 && errno == EINTR) continue;
        }
    }
    close(report[0]);
    return error;
}

int spoor_run_external(char *const arguments[], char *const environment[], int input) {
    static const int keyboard[] = {SIGINT, SIGQUIT, SIGTSTP};
    struct sigaction action, previous[3];
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    for (int at = 0; at < 3; at++) {
        /* Ctrl-C ends what runs in front of us, not us; Ctrl-Z must stop us with it. */
        action.sa_handler = keyboard[at] == SIGTSTP ? SIG_DFL : SIG_IGN;
        sigaction(keyboard[at], &action, &previous[at]);
    }
    pid_t child;
    int status = -1;
    /* As if its terminal were gone: an editor keeps what was typed. */
    const int streams[] = {input, -1, -1};
    int error = start(arguments, environment, streams, SIGHUP, &child);
    if (error == 0) {
        while (waitpid(child, &status, 0) < 0) {
            if (errno == EINTR) continue;
            error = errno;
            status = -1;
            break;
        }
    }
    for (int at = 0; at < 3; at++) sigaction(keyboard[at], &previous[at], NULL);
    errno = error;
    return status;
}

int spoor_run_quietly(
    char *const arguments[], char *const environment[], int input, int output, int milliseconds
) {
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nothing < 0) return -1;
    const int streams[] = {input >= 0 ? input : nothing, output >= 0 ? output : nothing, nothing};
    pid_t child;
    int status = -1, waited = 0;
    int error = start(arguments, environment, streams, SIGKILL, &child);
    close(nothing);
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

int spoor_start_detached(char *const arguments[], char *const environment[]) {
    int report[2];
    if (pipe2(report, O_CLOEXEC) != 0) return errno;
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    pid_t child = fork();
    if (child == 0) {
        use_usual_signals();
        int failed = setsid() < 0;
        /* The program is nobody's child, so that nobody has to wait for it. */
        pid_t second = failed ? -1 : fork();
        if (second > 0) _exit(0);
        int nothing = second == 0 ? open("/dev/null", O_RDWR) : -1;
        failed = nothing < 0;
        for (int at = 0; at < 3 && !failed; at++) failed = dup2(nothing, at) < 0;
        if (nothing > 2) close(nothing);
        if (!failed) {
            pthread_sigmask(SIG_SETMASK, &before, NULL);
            execvpe(arguments[0], arguments, environment);
        }
        int reason = errno;
        ssize_t ignored = write(report[1], &reason, sizeof reason);
        (void)ignored;
        _exit(127);
    }
    int error = child < 0 ? errno : 0;
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    close(report[1]);
    if (error == 0) {
        while (waitpid(child, NULL, 0) < 0 && errno == EINTR) continue;
        int reason;
        ssize_t count;
        do count = read(report[0], &reason, sizeof reason);
        while (count < 0 && errno == EINTR);
        if (count == sizeof reason) error = reason;
    }
    close(report[0]);
    return error;
}
