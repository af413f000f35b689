#include "spoor_microhttpd.h"

#include <errno.h>
#include <gnutls/gnutls.h>
#include <stddef.h>

/* libmicrohttpd shows bodies without their framing and has no way to see it.  It is linked as an archive, and the linker's
   --wrap leads its calls of recv and gnutls_record_recv here (see Package.swift). */

ssize_t __real_recv(int descriptor, void *buffer, size_t size, int flags);
ssize_t __real_gnutls_record_recv(gnutls_session_t session, void *buffer, size_t size);

static spoor_received_hook received_hook;

void spoor_mhd_on_received(spoor_received_hook hook) { received_hook = hook; }

static enum spoor_received look(int descriptor, const void *bytes, size_t count) {
    return received_hook ? received_hook(descriptor, bytes, count) : spoor_received_pass;
}

ssize_t __wrap_recv(int descriptor, void *buffer, size_t size, int flags) {
    for (;;) {
        ssize_t count = __real_recv(descriptor, buffer, size, flags);
        if (count <= 0 || (flags & MSG_PEEK)) return count;
        switch (look(descriptor, buffer, (size_t)count)) {
        case spoor_received_pass: return count;
        case spoor_received_drop: continue;
        case spoor_received_end: errno = ECONNRESET; return -1;
        }
    }
}

ssize_t __wrap_gnutls_record_recv(gnutls_session_t session, void *buffer, size_t size) {
    for (;;) {
        ssize_t count = __real_gnutls_record_recv(session, buffer, size);
        if (count <= 0) return count;
        switch (look(gnutls_transport_get_int(session), buffer, (size_t)count)) {
        case spoor_received_pass: return count;
        case spoor_received_drop: continue;
        case spoor_received_end: return GNUTLS_E_PREMATURE_TERMINATION;
        }
    }
}

ssize_t spoor_mhd_send(int descriptor, void *session, const void *bytes, size_t count) {
    if (!session) return send(descriptor, bytes, count, MSG_NOSIGNAL);
    ssize_t sent = gnutls_record_send((gnutls_session_t)session, bytes, count);
    return sent < 0 ? -1 : sent;
}
