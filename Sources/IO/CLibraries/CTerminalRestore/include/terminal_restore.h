/* What must work inside a signal handler, where Swift may not run: putting the terminal back as it was, and telling
   the event loop that a signal came. */
#pragma once

#include <stddef.h>
#include <termios.h>

/* Signals that came since the last spoor_signals_taken, as bits. */
enum {
    spoor_signal_resize = 1,
    spoor_signal_continue = 2,
    spoor_signal_suspend = 4,
    spoor_signal_interrupt = 8,
    spoor_signal_quit = 16,
    spoor_signal_terminate = 32,
    spoor_signal_hang_up = 64,
};

/* Begins to watch over the terminal `output`, whose modes are `modes` and which `sequence` (copied, at most 1024 bytes)
   puts back on its normal screen. `errors` is a file that stands in for standard error while the screen is ours, or -1;
   `saved_output` and `saved_errors` are where the real streams are kept, or -1. A byte goes to `wake` for every signal.
   Handlers are installed for what suspends, resizes, ends and crashes a process; SIGPIPE is ignored. */
void spoor_guard_begin(
    int output, const struct termios *modes, const char *sequence, size_t length, int wake, int errors, int saved_output,
    int saved_errors
);

/* Says whether the screen is ours now: only then is anything put back. */
void spoor_guard_set_active(int active);

/* Puts the terminal back once, if the screen is ours: sequence, modes, standard streams, and the tail of what was
   written to standard error meanwhile. Safe in signal handlers. */
void spoor_guard_restore(void);

/* The same for a screen that was already left: modes and streams only. */
void spoor_guard_release(void);

/* The modes to put back from now on. */
void spoor_guard_set_modes(const struct termios *modes);

/* Points standard error (and output, where kept) at the file that stands in for them. */
void spoor_guard_capture(void);

/* Gives signals back to whom they belonged. */
void spoor_guard_end(void);

/* Takes the bits of the signals that came. */
int spoor_signals_taken(void);

/* Whether someone would continue this process group if it stopped: the parent of its first process is in the same
   session and in another group, as a shell with job control is. Not so for the leader of a session, as `ssh -t`,
   `docker exec` and `xterm -e` start one. */
int spoor_has_shell(void);

/* Stops the whole process group, as the shell's Ctrl-Z does, and returns when it goes on; at once where the kernel sees
   that nobody would continue it. */
void spoor_stop_group(void);

/* Runs `arguments` on the terminal with `input` as its standard input (-1: ours) and waits; signals from the keyboard
   are its own meanwhile. It gets SIGHUP when we end, whatever ends us. Returns its wait status, or -1 with errno set. */
int spoor_run_external(char *const arguments[], char *const environment[], int input);

/* Runs `arguments` away from the terminal, with `input` and `output` as its streams (-1: the null device), and waits that
   long at most before it is killed. Returns its wait status, or -1 with errno set. */
int spoor_run_quietly(
    char *const arguments[], char *const environment[], int input, int output, int milliseconds
);

/* Starts `arguments` in a session of its own, with the null device as its streams, and leaves it alone: it does not end
   when we end. Returns 0, or why it could not be started, as errno has it. */
int spoor_start_detached(char *const arguments[], char *const environment[]);

/* A file in memory that nobody else can open, holding `bytes`, read from the start; -1 with errno set. */
int spoor_private_file(const void *bytes, size_t length);

/* A pipe whose ends never block and are closed in children; 0, or -1 with errno set. */
int spoor_wake_pipe(int *read_end, int *write_end);

/* Rows and columns of a terminal; 0 where unknown. */
void spoor_terminal_size(int terminal, int *rows, int *columns);

/* How many bytes can be read at once; -1 when the terminal is gone. */
int spoor_bytes_waiting(int terminal);

/* Which thread this is; unlike pthread_self the compiler may not assume that it never changes. */
int spoor_thread(void);
