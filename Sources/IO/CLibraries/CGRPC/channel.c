#include "call.h"

#include <grpc/byte_buffer.h>
#include <grpc/grpc.h>
#include <grpc/grpc_security.h>
#include <grpc/slice.h>
#include <grpc/support/time.h>
#include <stdlib.h>
#include <string.h>

struct spoor_grpc_channel {
    grpc_channel *channel;
};

spoor_grpc_channel *spoor_grpc_channel_make(const char *target,
                                            const spoor_grpc_argument *arguments, size_t count,
                                            const spoor_grpc_tls *tls) {
    spoor_grpc_channel *channel = malloc(sizeof *channel);
    grpc_arg *list = calloc(count ? count : 1, sizeof *list);
    if (!channel || !list) abort();
    for (size_t i = 0; i < count; i++) spoor_grpc_fill(&list[i], &arguments[i]);
    grpc_channel_args all = {count, list};
    grpc_channel_credentials *credentials;
    if (tls) {
        grpc_ssl_pem_key_cert_pair pair = {tls->key, tls->certificate};
        credentials = grpc_ssl_credentials_create_ex(tls->authorities,
                                                     tls->certificate ? &pair : NULL, NULL, NULL);
    } else {
        credentials = grpc_insecure_credentials_create();
    }
    channel->channel = grpc_channel_create(target, credentials, &all);
    grpc_channel_credentials_release(credentials);
    free(list);
    return channel;
}

void spoor_grpc_channel_free(spoor_grpc_channel *channel) {
    grpc_channel_destroy(channel->channel);
    free(channel);
}

static gpr_timespec from_now(int64_t nanoseconds) {
    if (nanoseconds == INT64_MAX) return gpr_inf_future(GPR_CLOCK_MONOTONIC);
    return gpr_time_add(gpr_now(GPR_CLOCK_MONOTONIC),
                        gpr_time_from_nanos(nanoseconds, GPR_TIMESPAN));
}

spoor_grpc_call *spoor_grpc_channel_call(spoor_grpc_channel *channel, spoor_grpc_queue *queue,
                                         const char *method, int64_t nanoseconds) {
    spoor_grpc_call *call = spoor_grpc_call_make();
    grpc_slice path = grpc_slice_from_copied_string(method);
    call->call = grpc_channel_create_call(channel->channel, NULL, GRPC_PROPAGATE_DEFAULTS,
                                          spoor_grpc_core_queue(queue), path, NULL,
                                          from_now(nanoseconds), NULL);
    grpc_slice_unref(path);
    return call;
}

int spoor_grpc_call_await_status(spoor_grpc_call *call, void *tag) {
    grpc_op operation = {0};
    operation.op = GRPC_OP_RECV_STATUS_ON_CLIENT;
    operation.data.recv_status_on_client.status = &call->status;
    operation.data.recv_status_on_client.status_details = &call->reason;
    operation.data.recv_status_on_client.trailing_metadata = &call->trailing;
    return (int)grpc_call_start_batch(call->call, &operation, 1, tag, NULL);
}

int spoor_grpc_call_ask(spoor_grpc_call *call, const spoor_grpc_field *fields, size_t count,
                        spoor_grpc_text message, void *tag) {
    grpc_op operations[4];
    memset(operations, 0, sizeof operations);
    grpc_metadata *metadata = calloc(count ? count : 1, sizeof *metadata);
    if (!metadata) abort();
    for (size_t i = 0; i < count; i++) {
        metadata[i].key = spoor_grpc_slice(fields[i].key);
        metadata[i].value = spoor_grpc_slice(fields[i].value);
    }
    grpc_slice body = spoor_grpc_slice(message);
    call->sent = grpc_raw_byte_buffer_create(&body, 1);
    grpc_slice_unref(body);
    operations[0].op = GRPC_OP_SEND_INITIAL_METADATA;
    operations[0].data.send_initial_metadata.metadata = metadata;
    operations[0].data.send_initial_metadata.count = count;
    operations[1].op = GRPC_OP_SEND_MESSAGE;
    operations[1].data.send_message.send_message = call->sent;
    operations[2].op = GRPC_OP_SEND_CLOSE_FROM_CLIENT;
    operations[3].op = GRPC_OP_RECV_INITIAL_METADATA;
    operations[3].data.recv_initial_metadata.recv_initial_metadata = &call->fields;
    int fault = (int)grpc_call_start_batch(call->call, operations, 4, tag, NULL);
    /* The core has taken references of its own. */
    for (size_t i = 0; i < count; i++) {
        grpc_slice_unref(metadata[i].key);
        grpc_slice_unref(metadata[i].value);
    }
    free(metadata);
    return fault;
}

int spoor_grpc_call_status(const spoor_grpc_call *call) { return (int)call->status; }

spoor_grpc_text spoor_grpc_call_reason(const spoor_grpc_call *call) {
    return spoor_grpc_text_of(&call->reason);
}

size_t spoor_grpc_call_trailing_count(const spoor_grpc_call *call) { return call->trailing.count; }

spoor_grpc_field spoor_grpc_call_trailing(const spoor_grpc_call *call, size_t index) {
    return spoor_grpc_field_of(&call->trailing.metadata[index]);
}
