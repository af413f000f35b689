"""Makes calls whose messages are bytes; prints the answers.

grpc_calls.py, with lines of "HOST:PORT METHOD BASE64" in a file: grpc_calls.py FILE
"""

import base64
import json
import sys

import grpc

answers = {}
for number, line in enumerate(open(sys.argv[1], encoding="utf-8")):
    address, method, body = (line.rstrip("\n").split(" ") + [""])[:3]
    channel = grpc.insecure_channel(
        address, options=[("grpc.enable_http_proxy", 0), ("grpc.max_receive_message_length", -1)])
    messages = []
    try:
        for message in channel.unary_stream(method)(base64.b64decode(body), timeout=60):
            messages.append(base64.b64encode(message).decode())
        answers[str(number)] = {"code": "OK", "messages": messages}
    except grpc.RpcError as error:
        answers[str(number)] = {"code": error.code().name, "message": error.details(), "messages": messages}
print(json.dumps(answers))
