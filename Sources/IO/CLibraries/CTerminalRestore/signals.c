#define _GNU_SOURCE
#include "state.h"
#include "terminal_restore.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

static const struct {
    int number;
    int bit;
    int ends;
} watched[] = {
    {SIGWINCH, spoor_signal_resize, 0},   {SIGCONT, spoor_signal_continue, 0},
    {SIGTSTP, spoor_signal_suspend, 0},   {SIGINT, spoor_signal_interrupt, 1},
    {SIGQUIT, spoor_signal_quit, 1},      {SIGTERM, spoor_signal_terminate, 1},
    {SIGHUP, spoor_signal_hang_up, 1},
};
static const int crashes[] = {SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGSYS};
/* Signals that nobody sends for good, and that end a process which does not know them; all real-time ones too. */
static const int strays[] = {SIGALRM, SIGVTALRM, SIGPROF, SIGUSR1,   SIGUSR2,
                             SIGIO,   SIGPWR,    SIGXCPU, SIGXFSZ, SIGSTKFLT};
enum {
    watched_count = sizeof watched / sizeof *watched,
    crash_count = sizeof crashes / sizeof *crashes,
    stray_count = sizeof strays / sizeof *strays,
    signal_count = 65,
};

static struct sigaction previous_watched[watched_count];
static struct sigaction previous_crash[crash_count];
/* By number: those that ended the process before, and whose handler is ours now. */
static int is_guarded_stray[signal_count];
static struct sigaction previous_pipe;
static char handler_stack[64 * 1024];
static int installed;

/* How long the event loop has to end after it was asked to. */
enum { seconds_to_end = 4 };

/* The first asks the event loop to end; a second finds it stuck and does not wait, nor does the clock. */
static void on_watched(int number) {
    int error = errno;
    for (int at = 0; at < watched_count; at++) {
        if (watched[at].number != number) continue;
        if (watched[at].ends && atomic_fetch_add(&guard.endings, 1) > 0) {
            guard_restore_at_once();
            signal(number, SIG_DFL);
            raise(number);
            break;
        }
        if (watched[at].ends && is_guarded_stray[SIGALRM]) {
            atomic_store(&guard.ending, number);
            alarm(seconds_to_end);
        }
        atomic_fetch_or(&guard.signals, watched[at].bit);
    }
    char byte = 0;
    ssize_t ignored = write(guard.wake, &byte, 1);
    (void)ignored;
    errno = error;
}

/* Gives the terminal back and the signal to whom it belonged before. Returning repeats a faulting instruction, so the
   runtime's own report follows on the normal screen; a signal that was sent, or a trap that has passed its
   instruction, is raised again. */
static void on_crash(int number, siginfo_t *information, void *context) {
    (void)context;
    spoor_guard_restore();
    for (int at = 0; at < crash_count; at++) sigaction(crashes[at], &previous_crash[at], NULL);
    int repeats = information->si_code > 0
        && (number == SIGILL || number == SIGSEGV || number == SIGBUS || number == SIGFPE);
    if (!repeats) raise(number);
}

/* Gives the terminal back before the signal ends the process as it would have. */
static void on_stray(int number) {
    int ending = atomic_load(&guard.ending);
    if (number == SIGALRM && ending != 0) {
        guard_restore_at_once();
        number = ending;
    } else {
        spoor_guard_restore();
    }
    signal(number, SIG_DFL);
    raise(number);
}

static void guard_stray(int number) {
    struct sigaction current, action;
    if (sigaction(number, NULL, &current) != 0 || current.sa_handler != SIG_DFL) return;
    memset(&action, 0, sizeof action);
    sigfillset(&action.sa_mask);
    action.sa_handler = on_stray;
    is_guarded_stray[number] = sigaction(number, &action, NULL) == 0;
}

void guard_install_handlers(void) {
    if (installed) return;
    installed = 1;
    atomic_store(&guard.endings, 0);
    stack_t stack = {.ss_sp = handler_stack, .ss_size = sizeof handler_stack}, current;
    if (sigaltstack(NULL, &current) == 0 && (current.ss_flags & SS_DISABLE)) sigaltstack(&stack, NULL);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    sigfillset(&action.sa_mask);
    action.sa_handler = on_watched;
    action.sa_flags = SA_RESTART;
    for (int at = 0; at < watched_count; at++) sigaction(watched[at].number, &action, &previous_watched[at]);
    action.sa_handler = SIG_IGN;
    sigaction(SIGPIPE, &action, &previous_pipe);
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_sigaction = on_crash;
    action.sa_flags = SA_SIGINFO | SA_ONSTACK;
    for (int at = 0; at < crash_count; at++) sigaction(crashes[at], &action, &previous_crash[at]);
    for (int at = 0; at < stray_count; at++) guard_stray(strays[at]);
    for (int number = SIGRTMIN; number <= SIGRTMAX && number < signal_count; number++) guard_stray(number);
}

void guard_remove_handlers(void) {
    if (!installed) return;
    installed = 0;
    if (atomic_exchange(&guard.ending, 0) != 0) alarm(0);
    for (int at = 0; at < watched_count; at++) sigaction(watched[at].number, &previous_watched[at], NULL);
    for (int at = 0; at < crash_count; at++) sigaction(crashes[at], &previous_crash[at], NULL);
    sigaction(SIGPIPE, &previous_pipe, NULL);
    for (int number = 1; number < signal_count; number++) {
        if (is_guarded_stray[number]) signal(number, SIG_DFL);
        is_guarded_stray[number] = 0;
    }
}

int spoor_signals_taken(void) { return atomic_exchange(&guard.signals, 0); }
