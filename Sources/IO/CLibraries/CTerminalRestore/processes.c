#define _GNU_SOURCE
#include "terminal_restore.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>


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
