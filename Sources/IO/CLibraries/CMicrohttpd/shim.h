#pragma once
#include <sys/types.h>
#include <sys/socket.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <microhttpd.h>

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
