#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* A standard stream that was closed when the program began is the null device from the start: else the next file, pipe or
   socket would take its number, and answers and complaints would be written into it. Runs before anything else can open
   a file. */
__attribute__((constructor)) static void open_standard_streams(void) {
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++) {
        if (fcntl(stream, F_GETFD) >= 0 || errno != EBADF) continue;
        /* The lowest free number is the stream itself, since those below are open by now. */
        if (open("/dev/null", O_RDWR) < 0) return;
    }
}
