#include "call.h"

#include <grpc/byte_buffer.h>
#include <grpc/byte_buffer_reader.h>
#include <grpc/slice.h>
#include <grpc/support/alloc.h>
#include <grpc/support/time.h>
#include <stdlib.h>
#include <string.h>

spoor_grpc_call *spoor_grpc_call_make(void) {
    spoor_grpc_call *call = calloc(1, sizeof *call);
    if (!call) abort();
    grpc_call_details_init(&call->details);
    grpc_metadata_array_init(&call->fields);
    grpc_metadata_array_init(&call->trailing);
    call->reason = grpc_empty_slice();
    return call;
}

void spoor_grpc_call_free(spoor_grpc_call *call) {
    if (call->received) grpc_byte_buffer_destroy(call->received);
    if (call->sent) grpc_byte_buffer_destroy(call->sent);
    grpc_call_details_destroy(&call->details);
    grpc_metadata_array_destroy(&call->fields);
    grpc_metadata_array_destroy(&call->trailing);
    grpc_slice_unref(call->reason);
    if (call->call) grpc_call_unref(call->call);
    free(call);
}

spoor_grpc_text spoor_grpc_text_of(const grpc_slice *slice) {
    return (spoor_grpc_text){GRPC_SLICE_START_PTR(*slice), GRPC_SLICE_LENGTH(*slice)};
}

grpc_slice spoor_grpc_slice(spoor_grpc_text text) {
    return grpc_slice_from_copied_buffer((const char *)text.bytes, text.count);
}

spoor_grpc_field spoor_grpc_field_of(const grpc_metadata *metadata) {
    return (spoor_grpc_field){spoor_grpc_text_of(&metadata->key),
                              spoor_grpc_text_of(&metadata->value)};
}

spoor_grpc_text spoor_grpc_call_method(const spoor_grpc_call *call) {
    return spoor_grpc_text_of(&call->details.method);
}

int64_t spoor_grpc_call_time_left(const spoor_grpc_call *call) {
    gpr_timespec deadline = call->details.deadline;
    if (gpr_time_cmp(deadline, gpr_inf_future(deadline.clock_type)) == 0) return INT64_MAX;
    gpr_timespec left = gpr_time_sub(deadline, gpr_now(deadline.clock_type));
    if (left.tv_sec > INT64_MAX / 1000000000 - 1) return INT64_MAX;
    return left.tv_sec * 1000000000 + left.tv_nsec;
}

size_t spoor_grpc_call_field_count(const spoor_grpc_call *call) { return call->fields.count; }

spoor_grpc_field spoor_grpc_call_field(const spoor_grpc_call *call, size_t index) {
    return spoor_grpc_field_of(&call->fields.metadata[index]);
}

char *spoor_grpc_call_peer(spoor_grpc_call *call) {
    char *peer = grpc_call_get_peer(call->call);
    char *copy = strdup(peer ? peer : "");
    gpr_free(peer);
    return copy;
}

void spoor_grpc_call_cancel(spoor_grpc_call *call, int status, const char *reason) {
    grpc_call_cancel_with_status(call->call, (grpc_status_code)status, reason, NULL);
}

int spoor_grpc_call_await_end(spoor_grpc_call *call, void *tag) {
    grpc_op operation = {0};
    operation.op = GRPC_OP_RECV_CLOSE_ON_SERVER;
    operation.data.recv_close_on_server.cancelled = &call->cancelled;
    return (int)grpc_call_start_batch(call->call, &operation, 1, tag, NULL);
}

int spoor_grpc_call_was_cancelled(const spoor_grpc_call *call) { return call->cancelled; }

int spoor_grpc_call_receive(spoor_grpc_call *call, void *tag) {
    grpc_op operation = {0};
    operation.op = GRPC_OP_RECV_MESSAGE;
    operation.data.recv_message.recv_message = &call->received;
    return (int)grpc_call_start_batch(call->call, &operation, 1, tag, NULL);
}

int64_t spoor_grpc_call_message_size(const spoor_grpc_call *call) {
    return call->received ? (int64_t)grpc_byte_buffer_length(call->received) : -1;
}

enum spoor_grpc_coding spoor_grpc_call_message_coding(const spoor_grpc_call *call) {
    if (!call->received) return spoor_grpc_plain;
    switch (call->received->data.raw.compression) {
    case GRPC_COMPRESS_DEFLATE: return spoor_grpc_deflate;
    case GRPC_COMPRESS_GZIP: return spoor_grpc_gzip;
    default: return spoor_grpc_plain;
    }
}

void spoor_grpc_call_take_message(spoor_grpc_call *call, uint8_t *bytes) {
    grpc_byte_buffer_reader reader;
    if (call->received && grpc_byte_buffer_reader_init(&reader, call->received)) {
        grpc_slice *piece;
        while (grpc_byte_buffer_reader_peek(&reader, &piece)) {
            memcpy(bytes, GRPC_SLICE_START_PTR(*piece), GRPC_SLICE_LENGTH(*piece));
            bytes += GRPC_SLICE_LENGTH(*piece);
        }
        grpc_byte_buffer_reader_destroy(&reader);
    }
    grpc_byte_buffer_destroy(call->received);
    call->received = NULL;
}

int spoor_grpc_call_send(spoor_grpc_call *call, const spoor_grpc_reply *reply, void *tag) {
    grpc_op operations[3];
    memset(operations, 0, sizeof operations);
    size_t count = 0;
    grpc_metadata *trailing = NULL;
    grpc_slice reason = spoor_grpc_slice(reply->reason);
    if (reply->is_first) {
        grpc_op *operation = &operations[count++];
        operation->op = GRPC_OP_SEND_INITIAL_METADATA;
        operation->data.send_initial_metadata.maybe_compression_level.is_set = 1;
        operation->data.send_initial_metadata.maybe_compression_level.level =
            reply->is_compressed ? GRPC_COMPRESS_LEVEL_LOW : GRPC_COMPRESS_LEVEL_NONE;
    }
    if (reply->message) {
        grpc_slice message =
            grpc_slice_from_copied_buffer((const char *)reply->message, reply->message_count);
        if (call->sent) grpc_byte_buffer_destroy(call->sent);
        call->sent = grpc_raw_byte_buffer_create(&message, 1);
        grpc_slice_unref(message);
        grpc_op *operation = &operations[count++];
        operation->op = GRPC_OP_SEND_MESSAGE;
        operation->data.send_message.send_message = call->sent;
    }
    if (reply->has_status) {
        size_t fields = reply->trailing_count;
        trailing = calloc(fields ? fields : 1, sizeof *trailing);
        if (!trailing) abort();
        for (size_t i = 0; i < fields; i++) {
            trailing[i].key = spoor_grpc_slice(reply->trailing[i].key);
            trailing[i].value = spoor_grpc_slice(reply->trailing[i].value);
        }
        grpc_op *operation = &operations[count++];
        operation->op = GRPC_OP_SEND_STATUS_FROM_SERVER;
        operation->data.send_status_from_server.status = (grpc_status_code)reply->status;
        operation->data.send_status_from_server.status_details = &reason;
        operation->data.send_status_from_server.trailing_metadata = trailing;
        operation->data.send_status_from_server.trailing_metadata_count = fields;
    }
    int fault = (int)grpc_call_start_batch(call->call, operations, count, tag, NULL);
    /* The core has taken references of its own. */
    if (trailing) {
        for (size_t i = 0; i < reply->trailing_count; i++) {
            grpc_slice_unref(trailing[i].key);
            grpc_slice_unref(trailing[i].value);
        }
        free(trailing);
    }
    grpc_slice_unref(reason);
    return fault;
}
