"""Tries a gRPC server with the methods of the tests; prints what came of it.

grpc_peer.py HOST:PORT CASE
"""

import json
import socket
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import grpc
from google.rpc import error_details_pb2, status_pb2

address, case = sys.argv[1], sys.argv[2]
channel = grpc.insecure_channel(address, options=[
    ("grpc.enable_http_proxy", 0), ("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)])
GZIP = grpc.Compression.Gzip


def unary(method, body, **options):
    options.setdefault("timeout", 60)
    try:
        return {"code": "OK", "bytes": len(channel.unary_unary(method)(body, **options))}
    except grpc.RpcError as error:
        return {"code": error.code().name, "message": error.details()}


def echo():
    sizes = [0, 1, 5, 100_000, 3_000_000]
    same = []
    for size in sizes:
        body = bytes(i * 7 % 251 for i in range(size))
        for coding in (None, GZIP, grpc.Compression.Deflate):
            same.append(channel.unary_unary("/t.T/Echo")(body, compression=coding, timeout=60) == body)
    return {"same": all(same), "count": len(same)}


def metadata():
    call = channel.unary_unary("/t.T/Metadata")
    answer = call(b"", metadata=[("x-tenant", "acme"), ("raw-bin", b"\x00\xff")], timeout=5)
    return {"text": answer.decode()}


def status():
    try:
        channel.unary_unary("/t.T/Busy")(b"", timeout=5)
        return {"code": "OK"}
    except grpc.RpcError as error:
        trailing = {key: value for key, value in error.trailing_metadata()}
        details = status_pb2.Status.FromString(trailing["grpc-status-details-bin"])
        retry = error_details_pb2.RetryInfo()
        found = details.details[0].Unpack(retry)
        return {"code": error.code().name, "message": error.details(), "unpacked": found,
                "seconds": retry.retry_delay.seconds, "inner": details.message, "status": details.code}


def stream():
    messages = list(channel.unary_stream("/t.T/Count")(b"1000", timeout=20))
    gathered = b"".join(channel.stream_stream("/t.T/Upper")(iter([b"a", b"b", b"c"]), timeout=20))
    return {"messages": len(messages), "last": messages[-1].decode(), "upper": gathered.decode()}


def cancel():
    late = unary("/t.T/Slow", b"", timeout=0.2)
    future = channel.unary_unary("/t.T/Slow").future(b"")
    time.sleep(0.2)
    future.cancel()
    return {"late": late["code"]}


def limits():
    return {"long": unary("/t.T/Echo", bytes(5 << 20)),
            "bomb": unary("/t.T/Echo", bytes(200 << 20), compression=GZIP),
            "after": unary("/t.T/Echo", b"x")}


def many():
    with ThreadPoolExecutor(64) as pool:
        answers = list(pool.map(lambda i: unary("/t.T/Echo", bytes(i)), range(2000)))
    return {"right": sum(a == {"code": "OK", "bytes": i} for i, a in enumerate(answers))}


PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(3) + b"\x04" + bytes(5)


def headers(stream, path):
    block = b"\x83\x86" + b"\x04" + bytes([len(path)]) + path + b"\x01\x01x"
    for name, value in ((b"te", b"trailers"), (b"content-type", b"application/grpc")):
        block += b"\x00" + bytes([len(name)]) + name + bytes([len(value)]) + value
    return len(block).to_bytes(3, "big") + b"\x01\x04" + stream.to_bytes(4, "big") + block


def data(stream, payload):
    return len(payload).to_bytes(3, "big") + b"\x00\x00" + stream.to_bytes(4, "big") + payload


def hang_up():
    """Connections that end, or say nothing more, in the middle of a message."""
    host, port = address.rsplit(":", 1)
    silent = []
    for i in range(40):
        peer = socket.create_connection((host, int(port)))
        peer.sendall(PREFACE + headers(1, b"/t.T/Echo") + data(1, b"\x00\x00\x10\x00\x00abc"))
        if i % 2:
            peer.close()
        else:
            silent.append(peer)
    garbage = socket.create_connection((host, int(port)))
    garbage.sendall(b"GET / HTTP/1.1\r\n\r\n" + bytes(range(256)) * 16)
    answer = unary("/t.T/Echo", b"still there")
    late, end = 0, time.monotonic() + 30
    while late < len(silent) and time.monotonic() < end:
        late = int(channel.unary_unary("/t.T/Late")(b"", timeout=5))
        time.sleep(0.05)
    return {"answer": answer, "silent": len(silent), "late": late}


print(json.dumps({f.__name__: f for f in (echo, metadata, status, stream, cancel, limits, many, hang_up)}[case]()))
