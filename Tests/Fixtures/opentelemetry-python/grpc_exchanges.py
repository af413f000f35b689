"""Makes the calls of a file of recorded exchanges; prints the answers.

grpc_exchanges.py HOST:PORT FILE
"""

import base64
import json
import sys

import grpc

channel = grpc.insecure_channel(sys.argv[1], options=[("grpc.enable_http_proxy", 0)])
CODINGS = {None: None, "gzip": grpc.Compression.Gzip, "deflate": grpc.Compression.Deflate}
# A field of the resource's attributes, of which the request is made longer.
ATTRIBUTE = b"\x0a\x03pad\x12"


def field(number, payload):
    length, count = b"", len(payload)
    while count >= 128:
        length += bytes([count & 127 | 128])
        count >>= 7
    return bytes([number << 3 | 2]) + length + bytes([count]) + payload


def body(exchange):
    made_of = exchange.get("body_made_of", "")
    if "zero bytes" in made_of:
        return bytes(int(made_of.split(" ")[0]))
    if "attribute of" in made_of:
        count = int(made_of.split("attribute of ")[1].split(" ")[0])
        value = field(1, b"x" * count)
        attribute = field(1, b"pad") + field(2, value)
        span = (field(1, bytes(range(1, 17))) + field(2, bytes(range(1, 9))) + field(5, b"long")
                + field(9, attribute))
        return field(1, field(2, field(2, span)))
    if "body_base64" in exchange:
        return base64.b64decode(exchange["body_base64"])
    return exchange.get("body", "").encode()


answers = {}
for line in open(sys.argv[2], encoding="utf-8"):
    exchange = json.loads(line)
    call = channel.unary_unary(exchange["method"])
    try:
        response = call(body(exchange), compression=CODINGS[exchange.get("compression")], timeout=60)
        answers[exchange["name"]] = {"code": "OK", "response_base64": base64.b64encode(response).decode()}
    except grpc.RpcError as error:
        answers[exchange["name"]] = {"code": error.code().name, "message": error.details()}
print(json.dumps(answers))
