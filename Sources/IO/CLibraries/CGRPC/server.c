#include "spoor_grpc.h"

#include "call.h"

#include <grpc/grpc.h>
#include <grpc/grpc_security.h>
#include <grpc/support/log.h>
#include <stdlib.h>

struct spoor_grpc_queue {
    grpc_completion_queue *queue;
};

struct spoor_grpc_server {
    grpc_server *server;
};

grpc_completion_queue *spoor_grpc_core_queue(const spoor_grpc_queue *queue) {
    return queue->queue;
}

void spoor_grpc_fill(grpc_arg *argument, const spoor_grpc_argument *from) {
    argument->key = (char *)from->name;
    if (from->text) {
        argument->type = GRPC_ARG_STRING;
        argument->value.string = (char *)from->text;
    } else {
        argument->type = GRPC_ARG_INTEGER;
        argument->value.integer = (int)from->value;
    }
}

/* The screen may be where standard error goes. */
static void say_nothing(gpr_log_func_args *arguments) { (void)arguments; }

void spoor_grpc_enter(void) {
    gpr_set_log_function(say_nothing);
    grpc_init();
}

void spoor_grpc_leave(void) { grpc_shutdown(); }

spoor_grpc_queue *spoor_grpc_queue_make(void) {
    spoor_grpc_queue *queue = malloc(sizeof *queue);
    if (!queue) abort();
    queue->queue = grpc_completion_queue_create_for_next(NULL);
    return queue;
}

spoor_grpc_event spoor_grpc_queue_next(spoor_grpc_queue *queue) {
    grpc_event event =
        grpc_completion_queue_next(queue->queue, gpr_inf_future(GPR_CLOCK_REALTIME), NULL);
    return (spoor_grpc_event){event.type == GRPC_OP_COMPLETE ? event.tag : NULL, event.success};
}

void spoor_grpc_queue_shut_down(spoor_grpc_queue *queue) {
    grpc_completion_queue_shutdown(queue->queue);
}

void spoor_grpc_queue_free(spoor_grpc_queue *queue) {
    grpc_completion_queue_destroy(queue->queue);
    free(queue);
}

spoor_grpc_server *spoor_grpc_server_make(const spoor_grpc_argument *arguments, size_t count,
                                          size_t memory, spoor_grpc_queue *queue) {
    spoor_grpc_server *server = malloc(sizeof *server);
    grpc_arg *list = calloc(count + 1, sizeof *list);
    if (!server || !list) abort();
    for (size_t i = 0; i < count; i++) spoor_grpc_fill(&list[i], &arguments[i]);
    grpc_resource_quota *quota = grpc_resource_quota_create("server");
    grpc_resource_quota_resize(quota, memory);
    list[count].type = GRPC_ARG_POINTER;
    list[count].key = (char *)GRPC_ARG_RESOURCE_QUOTA;
    list[count].value.pointer.p = quota;
    list[count].value.pointer.vtable = grpc_resource_quota_arg_vtable();
    grpc_channel_args all = {count + 1, list};
    server->server = grpc_server_create(&all, NULL);
    grpc_resource_quota_unref(quota);
    grpc_server_register_completion_queue(server->server, queue->queue, NULL);
    free(list);
    return server;
}

int spoor_grpc_server_listen(spoor_grpc_server *server, const char *address,
                             const char *certificate, const char *key,
                             const char *client_authority) {
    grpc_server_credentials *credentials;
    if (certificate) {
        grpc_ssl_pem_key_cert_pair pair = {key, certificate};
        credentials = grpc_ssl_server_credentials_create_ex(
            client_authority, &pair, 1,
            client_authority ? GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY
                             : GRPC_SSL_DONT_REQUEST_CLIENT_CERTIFICATE,
            NULL);
    } else {
        credentials = grpc_insecure_server_credentials_create();
    }
    int port = grpc_server_add_http2_port(server->server, address, credentials);
    grpc_server_credentials_release(credentials);
    return port;
}

void spoor_grpc_server_start(spoor_grpc_server *server) { grpc_server_start(server->server); }

int spoor_grpc_server_await(spoor_grpc_server *server, spoor_grpc_queue *queue,
                            spoor_grpc_call *call, void *tag) {
    return (int)grpc_server_request_call(server->server, &call->call, &call->details,
                                         &call->fields, queue->queue, queue->queue, tag);
}

void spoor_grpc_server_shut_down(spoor_grpc_server *server, spoor_grpc_queue *queue, void *tag) {
    grpc_server_shutdown_and_notify(server->server, queue->queue, tag);
}

void spoor_grpc_server_cancel_calls(spoor_grpc_server *server) {
    grpc_server_cancel_all_calls(server->server);
}

void spoor_grpc_server_free(spoor_grpc_server *server) {
    grpc_server_destroy(server->server);
    free(server);
}
