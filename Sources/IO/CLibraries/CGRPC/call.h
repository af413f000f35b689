#pragma once

#include "spoor_grpc.h"

#include <grpc/grpc.h>

struct spoor_grpc_call {
    grpc_call *call;
    grpc_call_details details;
    grpc_metadata_array fields;
    /* The message that came last and has not been taken. */
    grpc_byte_buffer *received;
    /* The message that is being sent. */
    grpc_byte_buffer *sent;
    int cancelled;
};
