/* What Swift needs of the core of gRPC, whose own header is made of unions and macros.

   An operation takes a tag: it comes out of the queue once, when the operation is over, and then belongs to who started it.
   Operations return 0, or what the core says against them; then no tag comes. */
#pragma once

#include <stddef.h>
#include <stdint.h>

typedef struct spoor_grpc_queue spoor_grpc_queue;
typedef struct spoor_grpc_server spoor_grpc_server;
typedef struct spoor_grpc_call spoor_grpc_call;

typedef struct spoor_grpc_channel spoor_grpc_channel;

/* An argument of a server or a channel; its value is a number, or `text` where that is not NULL. */
typedef struct {
    const char *name;
    int64_t value;
    const char *text;
} spoor_grpc_argument;

/* Bytes that somebody else owns. */
typedef struct {
    const uint8_t *bytes;
    size_t count;
} spoor_grpc_text;

typedef struct {
    spoor_grpc_text key;
    spoor_grpc_text value;
} spoor_grpc_field;

/* What came out of a queue: a tag, and whether its operation did what it was to do; NULL once the queue is shut down and empty. */
typedef struct {
    void *tag;
    int ok;
} spoor_grpc_event;

/* Before anything else; as often as spoor_grpc_leave. The core says nothing on standard error from then on. */
void spoor_grpc_enter(void);
void spoor_grpc_leave(void);

spoor_grpc_queue *spoor_grpc_queue_make(void);
/* Waits for the next event. */
spoor_grpc_event spoor_grpc_queue_next(spoor_grpc_queue *queue);
/* No operation may be started with the queue afterwards. */
void spoor_grpc_queue_shut_down(spoor_grpc_queue *queue);
/* Once an event without a tag has come. */
void spoor_grpc_queue_free(spoor_grpc_queue *queue);

/* `memory` is what the core may take for what it receives and sends, bytes; beyond it calls end with RESOURCE_EXHAUSTED. */
spoor_grpc_server *spoor_grpc_server_make(const spoor_grpc_argument *arguments, size_t count,
                                          size_t memory, spoor_grpc_queue *queue);
/* Listens on HOST:PORT, with TLS where there is a certificate (PEM), asking clients for theirs where there is an authority; the
   port, or 0 if it cannot. */
int spoor_grpc_server_listen(spoor_grpc_server *server, const char *address,
                             const char *certificate, const char *key,
                             const char *client_authority);
void spoor_grpc_server_start(spoor_grpc_server *server);
/* The tag comes with the next call, which `call` then is, or without one (ok is 0) when the server is shut down. */
int spoor_grpc_server_await(spoor_grpc_server *server, spoor_grpc_queue *queue,
                            spoor_grpc_call *call, void *tag);
/* Takes no more calls; the tag comes when the last call has ended. */
void spoor_grpc_server_shut_down(spoor_grpc_server *server, spoor_grpc_queue *queue, void *tag);
void spoor_grpc_server_cancel_calls(spoor_grpc_server *server);
/* Once the tag of the shutdown has come. */
void spoor_grpc_server_free(spoor_grpc_server *server);

/* PEM: who may sign the server's certificate, and what this side shows; NULL for none. */
typedef struct {
    const char *authorities;
    const char *certificate;
    const char *key;
} spoor_grpc_tls;

/* Connects to HOST:PORT when a call is made; with TLS unless `tls` is NULL. */
spoor_grpc_channel *spoor_grpc_channel_make(const char *target,
                                            const spoor_grpc_argument *arguments, size_t count,
                                            const spoor_grpc_tls *tls);
/* Once no call is under way. */
void spoor_grpc_channel_free(spoor_grpc_channel *channel);
/* A call of a method such as /package.Service/Method, which ends after so many nanoseconds; INT64_MAX for never. */
spoor_grpc_call *spoor_grpc_channel_call(spoor_grpc_channel *channel, spoor_grpc_queue *queue,
                                         const char *method, int64_t nanoseconds);
/* The tag comes when the call has ended; to be started before any other operation of the call. */
int spoor_grpc_call_await_status(spoor_grpc_call *call, void *tag);
/* Sends the one message that the client has; the tag comes when the server has begun to answer. */
int spoor_grpc_call_ask(spoor_grpc_call *call, const spoor_grpc_field *fields, size_t count,
                        spoor_grpc_text message, void *tag);
/* How the call ended; valid once the tag of its end has come. */
int spoor_grpc_call_status(const spoor_grpc_call *call);
spoor_grpc_text spoor_grpc_call_reason(const spoor_grpc_call *call);
size_t spoor_grpc_call_trailing_count(const spoor_grpc_call *call);
spoor_grpc_field spoor_grpc_call_trailing(const spoor_grpc_call *call, size_t index);

spoor_grpc_call *spoor_grpc_call_make(void);
void spoor_grpc_call_free(spoor_grpc_call *call);
/* Such as /package.Service/Method. */
spoor_grpc_text spoor_grpc_call_method(const spoor_grpc_call *call);
/* Nanoseconds until its deadline; INT64_MAX if it has none. */
int64_t spoor_grpc_call_time_left(const spoor_grpc_call *call);
size_t spoor_grpc_call_field_count(const spoor_grpc_call *call);
spoor_grpc_field spoor_grpc_call_field(const spoor_grpc_call *call, size_t index);
/* The client's address; for free(). */
char *spoor_grpc_call_peer(spoor_grpc_call *call);
/* From any thread. */
void spoor_grpc_call_cancel(spoor_grpc_call *call, int status, const char *reason);

/* The tag comes when the call has ended, well or not; to be started before any other operation of the call. */
int spoor_grpc_call_await_end(spoor_grpc_call *call, void *tag);
/* Whether it ended before its status was sent; valid once that tag has come. */
int spoor_grpc_call_was_cancelled(const spoor_grpc_call *call);
/* The tag comes with the next message, or at the end of messages. */
int spoor_grpc_call_receive(spoor_grpc_call *call, void *tag);

enum spoor_grpc_coding { spoor_grpc_plain, spoor_grpc_deflate, spoor_grpc_gzip };
/* The bytes of the message that came, as sent; -1 if none did. */
int64_t spoor_grpc_call_message_size(const spoor_grpc_call *call);
enum spoor_grpc_coding spoor_grpc_call_message_coding(const spoor_grpc_call *call);
/* Copies the message to `bytes`, which has room for it, and lets go of it. */
void spoor_grpc_call_take_message(spoor_grpc_call *call, uint8_t *bytes);

/* Sends what is there, in one step: the initial metadata if `is_first`, a message unless `message` is NULL, and the status with
   its trailing metadata if `has_status`. */
typedef struct {
    int is_first;
    const uint8_t *message;
    size_t message_count;
    int is_compressed;
    int has_status;
    int status;
    spoor_grpc_text reason;
    const spoor_grpc_field *trailing;
    size_t trailing_count;
} spoor_grpc_reply;
int spoor_grpc_call_send(spoor_grpc_call *call, const spoor_grpc_reply *reply, void *tag);
