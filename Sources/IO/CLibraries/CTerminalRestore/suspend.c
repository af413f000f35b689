#define _GNU_SOURCE
#include "terminal_restore.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The parent of a process, from the fields of proc(5); 0 where it cannot be read. */
static pid_t parent_of(pid_t process) {
    char text[512];
    snprintf(text, sizeof text, "/proc/%d/stat", process);
    FILE *file = fopen(text, "re");
    if (file == NULL) return 0;
    size_t length = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[length] = 0;
    /* The name of the program may hold anything, so what follows it is looked for from the end. */
    const char *after = strrchr(text, ')');
    int parent = 0;
    if (after == NULL || sscanf(after, ") %*c %d", &parent) != 1) return 0;
    return parent;
}

int spoor_has_shell(void) {
    pid_t group = getpgrp(), session = getsid(0), process = getppid();
    while (process > 0 && getpgid(process) == group) process = parent_of(process);
    return process > 0 && getsid(process) == session;
}

void spoor_stop_group(void) {
    struct sigaction action, previous;
    memset(&action, 0, sizeof action);
    sigemptyset(&action.sa_mask);
    action.sa_handler = SIG_IGN;
    sigaction(SIGTSTP, &action, &previous);
    kill(0, SIGTSTP);
    /* To this thread, so that it does not go on before the process has stopped. The kernel ignores it where a process
       that stopped could not be continued. */
    action.sa_handler = SIG_DFL;
    sigaction(SIGTSTP, &action, NULL);
    raise(SIGTSTP);
    sigaction(SIGTSTP, &previous, NULL);
}
