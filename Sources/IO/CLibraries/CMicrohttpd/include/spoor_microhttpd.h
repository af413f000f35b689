#pragma once
#include <sys/types.h>
#include <sys/socket.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <microhttpd.h>

/* What the hook makes of bytes that have been received. */
enum spoor_received {
    /* libmicrohttpd gets them. */
    spoor_received_pass,
    /* They are thrown away, and more are read. */
    spoor_received_drop,
    /* The connection ends. */
    spoor_received_end
};

/* Sees each piece that libmicrohttpd receives on any connection, decrypted, before libmicrohttpd does, on the thread of the
   connection. */
typedef enum spoor_received (*spoor_received_hook)(int descriptor,
                                                   const void *_Nonnull bytes, size_t count);

/* Sets the hook of the process; once, before the first daemon starts. */
void spoor_mhd_on_received(spoor_received_hook _Nonnull hook);

/* Writes to the connection beside libmicrohttpd, encrypted where it is; how many bytes were taken, or -1.  Only on the
   connection's thread, while no answer is under way. */
ssize_t spoor_mhd_send(int descriptor, void *_Nullable session, const void *_Nonnull bytes,
                       size_t count);

// MHD_get_connection_info is variadic, which Swift cannot call.

static inline int spoor_mhd_connection_socket(struct MHD_Connection *_Nonnull c) {
  const union MHD_ConnectionInfo *i =
      MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
  return i ? i->connect_fd : -1;
}
static inline void *_Nullable spoor_mhd_socket_context(struct MHD_Connection *_Nonnull c) {
  const union MHD_ConnectionInfo *i =
      MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return i ? i->socket_context : 0;
}

/* The TLS session of a connection, or null. */
static inline void *_Nullable spoor_mhd_session(struct MHD_Connection *_Nonnull c) {
  const union MHD_ConnectionInfo *i =
      MHD_get_connection_info(c, MHD_CONNECTION_INFO_GNUTLS_SESSION);
  return i ? i->tls_session : 0;
}
