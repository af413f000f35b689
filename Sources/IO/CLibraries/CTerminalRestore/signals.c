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
enum { watched_count = sizeof watched / sizeof *watched, crash_count = sizeof crashes / sizeof *crashes };

static struct sigaction previous_watched[watched_count];
static struct sigaction previous_crash[crash_count];
static struct sigaction previous_pipe;
static char handler_stack[64 * 1024];
static int installed;

/* The first asks the event loop to end; a second finds it stuck and does not wait. */
static void on_watched(int number) {
    int error = errno;
    for (int at = 0; at < watched_count; at++) {
        if (watched[at].number != number) continue;
        if (watched[at].ends && atomic_fetch_add(&guard.endings, 1) > 0) {
            spoor_guard_restore();
            signal(number, SIG_DFL);
            raise(number);
            break;
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
}

void guard_remove_handlers(void) {
    if (!installed) return;
    installed = 0;
    for (int at = 0; at < watched_count; at++) sigaction(watched[at].number, &previous_watched[at], NULL);
    for (int at = 0; at < crash_count; at++) sigaction(crashes[at], &previous_crash[at], NULL);
    sigaction(SIGPIPE, &previous_pipe, NULL);
}

int spoor_signals_taken(void) { return atomic_exchange(&guard.signals, 0); }
