#pragma once

#include "spoor_grpc.h"

#include <grpc/grpc.h>

grpc_completion_queue *spoor_grpc_core_queue(const spoor_grpc_queue *queue);
void spoor_grpc_fill(grpc_arg *argument, const spoor_grpc_argument *from);
/* Copied, and to be let go of. */
grpc_slice spoor_grpc_slice(spoor_grpc_text text);
spoor_grpc_text spoor_grpc_text_of(const grpc_slice *slice);
spoor_grpc_field spoor_grpc_field_of(const grpc_metadata *metadata);

struct spoor_grpc_call {
    grpc_call *call;
    grpc_call_details details;
    grpc_metadata_array fields;
    /* The message that came last and has not been taken. */
    grpc_byte_buffer *received;
    /* The message that is being sent. */
    grpc_byte_buffer *sent;
    int cancelled;
    /* How the server says that it ended. */
    grpc_status_code status;
    grpc_slice reason;
    grpc_metadata_array trailing;
};
