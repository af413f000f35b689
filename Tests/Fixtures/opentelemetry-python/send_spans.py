"""Sends spans with the OpenTelemetry SDK; prints them as the query APIs must answer.

send_spans.py ENDPOINT COMPRESSION SEED

ENDPOINT is a URL for HTTP, or grpc:HOST:PORT.
"""

import json
import random
import sys

import grpc
from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter as GRPCSpanExporter
from opentelemetry.exporter.otlp.proto.http import Compression
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import (
    Link, NonRecordingSpan, SpanContext, SpanKind, StatusCode, TraceFlags, TraceState, set_span_in_context,
)

from answers import otlp_attributes, tag, without_empty

endpoint, compression, seed = sys.argv[1], sys.argv[2], int(sys.argv[3])
r = random.Random(seed)

# The SDK keeps attributes of these types.
VALUES = [
    "plain", "", "Fährte → 足跡 🦌", "line\nbreak\ttab \"quoted\" \\ \u0000 end", "x" * 5000,
    True, False, 0, 1, -1, 2**53 - 1, 2**53 + 1, -(2**53) - 1, 2**63 - 1, -(2**63),
    0.0, 0.5, -1.25, 3.0, 1e300, 5e-324, 0.1 + 0.2, float("inf"), float("-inf"), float("nan"),
    ["a", "", "ß"], [True, False], [1, -2, 2**62], [0.5, 2.25, -0.75], [],
]
BYTES = [b"", b"\x00\xff\x80 bytes"]


def attributes(most):
    chosen = r.sample(range(len(VALUES)), r.randrange(most + 1))
    return {f"key.{i}" if i % 7 else f"schlüssel {i}": VALUES[i] for i in chosen}


def exporter():
    if endpoint.startswith("grpc:"):
        codings = {"none": grpc.Compression.NoCompression, "gzip": grpc.Compression.Gzip,
                   "deflate": grpc.Compression.Deflate}
        return GRPCSpanExporter(endpoint=endpoint[len("grpc:"):], insecure=True, compression=codings[compression])
    codings = {"none": Compression.NoCompression, "gzip": Compression.Gzip, "deflate": Compression.Deflate}
    return OTLPSpanExporter(endpoint=endpoint, compression=codings[compression])


def provider(resource, schema):
    memory = InMemorySpanExporter()
    made = TracerProvider(resource=Resource.create(resource, schema))
    made.add_span_processor(BatchSpanProcessor(exporter()))
    made.add_span_processor(SimpleSpanProcessor(memory))
    return made, memory


providers = [
    provider({"service.name": "shop", "service.version": "1.2", "host.name": "a1", "cores": 8,
              "tags": ["x", "y"], "ratio": 0.25, "spot": True}, "https://opentelemetry.io/schemas/1.34.0"),
    provider({"service.name": "zählwerk", "process.pid": 2**40}, None),
    provider({"service.name": "queue"}, ""),
]
tracers = [
    tracer
    for made, _ in providers
    for tracer in (
        made.get_tracer("instrumentation.http", "0.9.1", "urn:scope", {"scope.key": "v", "scope.level": 3}),
        made.get_tracer("plain"),
    )
]

EPOCH = 1_795_000_000_000_000_000


def remote_parent():
    return set_span_in_context(NonRecordingSpan(SpanContext(
        r.getrandbits(128) | 1, r.getrandbits(64) | 1, is_remote=True, trace_flags=TraceFlags(1),
        trace_state=TraceState([("vendor", "t61rcWkgMzE"), ("other", "1")]))))


def grow(context, depth, start):
    tracer = r.choice(tracers)
    links = [Link(SpanContext(r.getrandbits(128) | 1, r.getrandbits(64) | 1, is_remote=r.random() < 0.5),
                  attributes(2)) for _ in range(r.randrange(3))]
    name = r.choice(["GET /users/{id}", "SELECT café", "publish", "λ", "n" * 300])
    span = tracer.start_span(name, context, r.choice(list(SpanKind)), attributes(12), links, start_time=start)
    for i in range(r.randrange(4)):
        span.add_event(r.choice(["retry", "cache miss ✗", "event"]), attributes(4), timestamp=start + 1 + i)
    if r.random() < 0.2:
        span.record_exception(ValueError("broken “glass”"), timestamp=start + 50)
    if r.random() < 0.3:
        span.set_attribute("bytes", r.choice(BYTES))
    choice = r.randrange(4)
    if choice == 0:
        span.set_status(StatusCode.ERROR, r.choice(["", "declined – später"]))
    elif choice == 1:
        span.set_status(StatusCode.OK)
    length = r.randrange(1, 10**9)
    if depth < 4:
        for _ in range(r.randrange(3)):
            grow(set_span_in_context(span), depth + 1, start + r.randrange(length))
    span.end(end_time=start + length)


for trace in range(40):
    grow(remote_parent() if trace % 5 == 0 else None, 0, EPOCH + r.randrange(10**12))

spans = []
for made, memory in providers:
    if not made.force_flush(30_000):
        sys.exit("the exporter did not get rid of its spans in 30 seconds")
    made.shutdown()
    spans += memory.get_finished_spans()


def hex_trace(x):
    return f"{x:032x}"


def hex_span(x):
    return f"{x:016x}"


def state(trace_state):
    return ",".join(f"{k}={v}" for k, v in trace_state.items()) if trace_state else ""


def flags(context):
    return 0x300 if context and context.is_remote else 0x100


def v3(span):
    context = span.get_span_context()
    status = {"code": span.status.status_code.value, "message": span.status.description}
    events = [without_empty({"attributes": otlp_attributes(e.attributes)})
              | {"timeUnixNano": str(e.timestamp), "name": e.name} for e in span.events]
    links = [without_empty({"attributes": otlp_attributes(l.attributes), "flags": flags(l.context),
                            "traceId": hex_trace(l.context.trace_id), "spanId": hex_span(l.context.span_id)})
             for l in span.links]
    return {"status": without_empty(status), "name": span.name} | without_empty({
        "traceId": hex_trace(context.trace_id), "spanId": hex_span(context.span_id),
        "parentSpanId": hex_span(span.parent.span_id) if span.parent else None,
        "traceState": state(context.trace_state), "flags": flags(span.parent),
        # The API's numbers begin with internal = 0, the protocol's with internal = 1.
        "kind": span.kind.value + 1,
        "startTimeUnixNano": str(span.start_time), "endTimeUnixNano": str(span.end_time),
        "attributes": otlp_attributes(span.attributes), "events": events, "links": links,
    })


def v3_answer(spans):
    groups = []
    for span in spans:
        scope = span.instrumentation_scope
        groups.append(without_empty({
            "schemaUrl": span.resource.schema_url,
            "resource": {"attributes": otlp_attributes(span.resource.attributes)},
            "scopeSpans": [without_empty({
                "schemaUrl": scope.schema_url,
                "scope": without_empty({"name": scope.name, "version": scope.version,
                                        "attributes": otlp_attributes(scope.attributes or {})}),
                "spans": [v3(span)],
            })],
        }))
    return {"result": {"resourceSpans": groups}}


def legacy(span, process):
    context, parent, scope = span.get_span_context(), span.parent, span.instrumentation_scope
    trace = hex_trace(context.trace_id)
    tags = [tag("otel.scope.name", scope.name)]
    if scope.version:
        tags.append(tag("otel.scope.version", scope.version))
    tags += [tag(k, v) for k, v in span.attributes.items()]
    tags.append(tag("span.kind", span.kind.name.lower()))
    if span.status.status_code == StatusCode.ERROR:
        tags += [tag("otel.status_code", "ERROR"), tag("error", True)]
    if span.status.status_code == StatusCode.OK:
        tags.append(tag("otel.status_code", "OK"))
    if span.status.description:
        tags.append(tag("otel.status_description", span.status.description))
    if state(context.trace_state):
        tags.append(tag("w3c.tracestate", state(context.trace_state)))
    references = []
    if parent:
        references.append({"refType": "CHILD_OF", "traceID": trace, "spanID": hex_span(parent.span_id)})
    references += [{"refType": "FOLLOWS_FROM", "traceID": hex_trace(l.context.trace_id),
                    "spanID": hex_span(l.context.span_id)} for l in span.links]
    logs = [{"timestamp": e.timestamp // 1000,
             "fields": [tag("event", e.name)] + [tag(k, v) for k, v in e.attributes.items()]}
            for e in span.events]
    return {
        "traceID": trace, "spanID": hex_span(context.span_id), "operationName": span.name,
        "references": references, "startTime": span.start_time // 1000,
        "duration": (span.end_time - span.start_time) // 1000, "tags": tags, "logs": logs,
        "processID": process, "warnings": None,
    }


def legacy_answer(spans):
    trace = {"traceID": hex_trace(spans[0].get_span_context().trace_id), "spans": [], "processes": {},
             "warnings": None}
    for i, span in enumerate(spans):
        resource = dict(span.resource.attributes)
        name = resource.pop("service.name")
        trace["processes"][f"p{i}"] = {"serviceName": name, "tags": [tag(k, v) for k, v in resource.items()]}
        trace["spans"].append(legacy(span, f"p{i}"))
    return {"data": [trace], "total": 0, "limit": 0, "offset": 0, "errors": None}


traces = {}
for span in spans:
    traces.setdefault(hex_trace(span.get_span_context().trace_id), []).append(span)
print(json.dumps({"spans": len(spans), "traces": {
    id: {"v3": v3_answer(spans), "legacy": legacy_answer(spans)} for id, spans in traces.items()}}))
