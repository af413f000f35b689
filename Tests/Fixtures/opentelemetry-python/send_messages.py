"""Posts random requests made of the official messages; prints what the v3 API must answer.

send_messages.py ENDPOINT SEED COUNT
"""

import base64
import json
import random
import struct
import sys

import requests
from google.protobuf.json_format import MessageToDict
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import (
    ExportTraceServiceRequest, ExportTraceServiceResponse,
)
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, ArrayValue, KeyValue, KeyValueList

endpoint, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
r = random.Random(seed)
TEXTS = ["", "a", "ß→🦌", "\u0000\n\"", "long " * 60]


def double():
    return r.choice([0.0, 0.5, 1e308, float("inf"), float("-inf"), float("nan"),
                     struct.unpack("<d", r.randbytes(8))[0]])


def any_value(depth=0):
    kind = r.randrange(8 if depth < 5 else 6)
    if kind == 0: return AnyValue()
    if kind == 1: return AnyValue(string_value=r.choice(TEXTS))
    if kind == 2: return AnyValue(bool_value=r.random() < 0.5)
    if kind == 3: return AnyValue(int_value=r.choice([0, -1, 2**63 - 1, -(2**63), r.randrange(-10**9, 10**9)]))
    if kind == 4: return AnyValue(double_value=double())
    if kind == 5: return AnyValue(bytes_value=r.randbytes(r.randrange(6)))
    if kind == 6: return AnyValue(array_value=ArrayValue(values=[any_value(depth + 1) for _ in range(r.randrange(4))]))
    return AnyValue(kvlist_value=KeyValueList(values=pairs(3, depth + 1)))


def pairs(most, depth=0):
    keys = ["a", "b", "http.route", "ß", "", "n"]
    return [KeyValue(key=r.choice(keys), value=any_value(depth)) if r.random() < 0.95 else KeyValue(key="bare")
            for _ in range(r.randrange(most + 1))]


def maybe(x):
    return x if r.random() < 0.5 else type(x)()


def u32():
    return maybe(r.choice([1, 255, 2**32 - 1, r.getrandbits(32)]))


def request(trace_id):
    made = ExportTraceServiceRequest()
    for _ in range(1 + r.randrange(3)):
        rs = made.resource_spans.add(schema_url=maybe("urn:r"))
        rs.resource.attributes.append(KeyValue(key="service.name", value=AnyValue(string_value=r.choice(["web", "ß"]))))
        rs.resource.attributes.extend(pairs(3))
        rs.resource.dropped_attributes_count = u32()
        for _ in range(1 + r.randrange(2)):
            ss = rs.scope_spans.add(schema_url=maybe("urn:s"))
            if r.random() < 0.8:
                ss.scope.name, ss.scope.version = maybe("scope"), maybe("1")
                ss.scope.attributes.extend(pairs(2))
                ss.scope.dropped_attributes_count = u32()
            for _ in range(1 + r.randrange(4)):
                start = r.randrange(1, 2**62)
                s = ss.spans.add(
                    trace_id=trace_id, span_id=r.randbytes(7) + b"\x01", trace_state=maybe("x=y,z=1"),
                    parent_span_id=maybe(b"\x07" * 8), name=r.choice(["name", "ß→🦌"]), kind=r.randrange(6),
                    start_time_unix_nano=start, end_time_unix_nano=start + r.randrange(1, 2**62),
                    attributes=pairs(8), dropped_attributes_count=u32(), dropped_events_count=u32(),
                    dropped_links_count=u32(), flags=u32())
                for _ in range(r.randrange(3)):
                    s.events.add(time_unix_nano=r.getrandbits(64), name=maybe("e"), attributes=pairs(3),
                                 dropped_attributes_count=u32())
                for _ in range(r.randrange(3)):
                    s.links.add(trace_id=r.randbytes(15) + b"\x05", span_id=b"\x06" * 8, trace_state=maybe("q=r"),
                                attributes=pairs(3), dropped_attributes_count=u32(), flags=u32())
                if r.random() < 0.5:
                    s.status.code, s.status.message = r.randrange(3), maybe("message")
    return made


def varint(x):
    out = b""
    while x > 127:
        out, x = out + bytes([x & 127 | 128]), x >> 7
    return out + bytes([x])


def unknown():
    """A field that no version of the schema has."""
    number, kind = r.randrange(1000, 2**20), r.choice([0, 1, 2, 5])
    tag = varint(number << 3 | kind)
    if kind == 0: return tag + varint(r.getrandbits(64))
    if kind == 1: return tag + r.randbytes(8)
    if kind == 5: return tag + r.randbytes(4)
    body = r.randbytes(r.randrange(20))
    return tag + varint(len(body)) + body


def plant(message):
    """Puts unknown fields into the messages inside, as a newer SDK would."""
    for descriptor, value in message.ListFields():
        if descriptor.message_type:
            for part in value if descriptor.is_repeated else [value]:
                plant(part)
    if r.random() < 0.3:
        message.MergeFromString(unknown())


def ids(x):
    """google.protobuf writes ids in base64; OTLP's JSON has them in hexadecimal."""
    if isinstance(x, list):
        return [ids(e) for e in x]
    if not isinstance(x, dict):
        return x
    return {k: base64.b64decode(v).hex() if k in ("traceId", "spanId", "parentSpanId") else ids(v)
            for k, v in x.items()}


def as_answered(x, list_of=None):
    """The answer leaves out no scope, status, name of an event, nor key or value of an attribute."""
    defaults = {"scopeSpans": {"scope": {}}, "spans": {"status": {}}, "attributes": {"key": "", "value": {}},
                "events": {"name": "", "timeUnixNano": "0"}, "kvlistValue": {"key": "", "value": {}}}
    if isinstance(x, list):
        return [defaults.get(list_of, {}) | as_answered(e) for e in x]
    if not isinstance(x, dict):
        return x
    return {k: as_answered(v, list_of if k == "values" else k) for k, v in x.items()}


session, answers, spans = requests.Session(), {}, 0
session.trust_env = False
for i in range(count):
    trace_id = r.randbytes(15) + b"\x01"
    made = request(trace_id)
    plain = MessageToDict(made, use_integers_for_enums=True)
    plant(made)
    body = made.SerializeToString()
    answer = session.post(endpoint, body, headers={"Content-Type": "application/x-protobuf"}, timeout=30)
    if answer.status_code != 200:
        sys.exit(f"request {i} of seed {seed}: {answer.status_code} {answer.content!r}")
    response = ExportTraceServiceResponse.FromString(answer.content)
    if response.partial_success.rejected_spans:
        sys.exit(f"request {i} of seed {seed}: {response}")
    spans += sum(len(ss.spans) for rs in made.resource_spans for ss in rs.scope_spans)
    answers[trace_id.hex()] = {"v3": {"result": as_answered(ids(plain))}}
print(json.dumps({"spans": spans, "traces": answers}))
