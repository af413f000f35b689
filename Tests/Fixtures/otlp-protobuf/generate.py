"""Writes complete.bin and random.bin with the official messages (pip install opentelemetry-proto)."""

import pathlib
import random
import struct

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, ArrayValue, KeyValue, KeyValueList

here = pathlib.Path(__file__).parent


def value(x):
    if x is None:
        return AnyValue()
    if isinstance(x, bool):
        return AnyValue(bool_value=x)
    if isinstance(x, int):
        return AnyValue(int_value=x)
    if isinstance(x, float):
        return AnyValue(double_value=x)
    if isinstance(x, str):
        return AnyValue(string_value=x)
    if isinstance(x, bytes):
        return AnyValue(bytes_value=x)
    if isinstance(x, list):
        return AnyValue(array_value=ArrayValue(values=[value(e) for e in x]))
    return AnyValue(kvlist_value=KeyValueList(values=[pair(k, v) for k, v in x]))


def pair(k, v):
    return KeyValue(key=k, value=value(v))


def complete():
    request = ExportTraceServiceRequest()
    rs = request.resource_spans.add(schema_url="https://opentelemetry.io/schemas/1.34.0")
    rs.resource.attributes.extend([pair("service.name", "checkout"), pair("host.cpus", 8)])
    rs.resource.dropped_attributes_count = 2
    ss = rs.scope_spans.add(schema_url="https://opentelemetry.io/schemas/1.30.0")
    ss.scope.name = "io.example.shop"
    ss.scope.version = "1.2.3"
    ss.scope.attributes.append(pair("scope.key", "scope value"))
    ss.scope.dropped_attributes_count = 3
    s = ss.spans.add(
        trace_id=bytes(range(1, 17)), span_id=bytes(range(17, 25)), trace_state="a=1,b=2",
        parent_span_id=bytes(range(25, 33)), name="POST /checkout", kind=2,
        start_time_unix_nano=1_795_000_000_000_000_321, end_time_unix_nano=1_795_000_001_000_000_999,
        dropped_attributes_count=4, dropped_events_count=5, dropped_links_count=6, flags=0x301)
    s.attributes.extend([
        pair("text", "Fährte → 足跡 🦌"), pair("text.empty", ""), pair("yes", True), pair("no", False),
        pair("zero", 0), pair("min", -(2 ** 63)), pair("max", 2 ** 63 - 1), pair("half", 0.5),
        pair("minus zero", -0.0), pair("infinite", float("inf")), pair("nan", float("nan")),
        pair("bytes", b"\x00\xff\x80"), pair("bytes.empty", b""), pair("nothing", None),
        pair("list", ["a", 1, True, None, [2.5, []]]), pair("map", (("k", "v"), ("k", 2), ("m", (("n", b"x"),)))),
        pair("twice", 1), pair("twice", 2), pair("", "empty key")])
    e = s.events.add(time_unix_nano=1_795_000_000_500_000_000, name="retry", dropped_attributes_count=7)
    e.attributes.append(pair("attempt", 2))
    s.events.add(time_unix_nano=1)
    l = s.links.add(trace_id=bytes(range(33, 49)), span_id=bytes(range(49, 57)), trace_state="c=3",
                    dropped_attributes_count=8, flags=0x100)
    l.attributes.append(pair("why", "batch"))
    s.links.add(trace_id=b"\x00" * 15 + b"\x01", span_id=b"\x00" * 7 + b"\x02")
    s.status.code = 2
    s.status.message = "card declined"
    ss.spans.add(trace_id=bytes(range(1, 17)), span_id=b"\x00" * 7 + b"\x09", name="bare")
    return request


def any_of(r, depth=0):
    kind = r.randrange(8 if depth < 3 else 6)
    if kind == 0: return None
    if kind == 1: return r.choice([True, False])
    if kind == 2: return r.randrange(-(2 ** 63), 2 ** 63) >> r.randrange(64)
    if kind == 3: return struct.unpack("<d", r.randbytes(8))[0]
    if kind == 4: return "".join(chr(r.choice([65, 90, 223, 8594, 129420])) for _ in range(r.randrange(300 if r.random() < .05 else 6)))
    if kind == 5: return r.randbytes(r.randrange(5))
    if kind == 6: return [any_of(r, depth + 1) for _ in range(r.randrange(4))]
    return tuple((r.choice("abc"), any_of(r, depth + 1)) for _ in range(r.randrange(4)))


def some(r, most):
    return [pair(r.choice(["a", "b", "http.route", "ß"]), any_of(r)) for _ in range(r.randrange(most))]


def maybe(r, x):
    return x if r.random() < 0.5 else type(x)()


def randomised(r):
    request = ExportTraceServiceRequest()
    for _ in range(r.randrange(3)):
        rs = request.resource_spans.add(schema_url=maybe(r, "urn:r"))
        rs.resource.SetInParent()
        if r.random() < 0.8: rs.resource.attributes.append(pair("service.name", r.choice(["web", "db", ""])))
        rs.resource.attributes.extend(some(r, 3))
        rs.resource.dropped_attributes_count = maybe(r, 9)
        ss = rs.scope_spans.add(schema_url=maybe(r, "urn:s"))
        ss.scope.name = "scope"
        ss.scope.version = maybe(r, "1")
        ss.scope.attributes.extend(some(r, 2))
        ss.scope.dropped_attributes_count = maybe(r, 1)
        for _ in range(1 + r.randrange(4)):
            s = ss.spans.add(
                trace_id=bytes([r.randrange(1, 4)] * 16), span_id=r.randbytes(7) + b"\x01",
                trace_state=maybe(r, "x=y"), parent_span_id=maybe(r, b"\x07" * 8), name=maybe(r, "name"),
                kind=r.randrange(6), start_time_unix_nano=r.getrandbits(64), end_time_unix_nano=r.getrandbits(64),
                dropped_attributes_count=maybe(r, r.getrandbits(32)), dropped_events_count=maybe(r, 2),
                dropped_links_count=maybe(r, 3), flags=maybe(r, r.getrandbits(32)))
            s.attributes.extend(some(r, 8))
            for _ in range(r.randrange(3)):
                s.events.add(time_unix_nano=r.getrandbits(64), name=maybe(r, "e"), attributes=some(r, 3),
                             dropped_attributes_count=maybe(r, 4))
            for _ in range(r.randrange(3)):
                s.links.add(trace_id=b"\x05" * 16, span_id=b"\x06" * 8, trace_state=maybe(r, "q=r"),
                            attributes=some(r, 3), dropped_attributes_count=maybe(r, 5), flags=maybe(r, 1))
            if r.random() < 0.5:
                s.status.code = r.randrange(1, 3)
                s.status.message = maybe(r, "message")
    return request


(here / "complete.bin").write_bytes(complete().SerializeToString(deterministic=True))
r = random.Random(7)
with open(here / "random.bin", "wb") as out:
    for _ in range(300):
        body = randomised(r).SerializeToString(deterministic=True)
        out.write(struct.pack("<I", len(body)) + body)
