"""What Jaeger's query APIs answer for a span, told by plain dictionaries."""

import base64
import json
import math


def number(x, infinity):
    """A double in JSON: those that JSON has no form for are words."""
    if math.isnan(x):
        return "NaN"
    return x if math.isfinite(x) else infinity if x > 0 else "-" + infinity


def otlp_value(x):
    if x is None:
        return {}
    if isinstance(x, bool):
        return {"boolValue": x}
    if isinstance(x, int):
        return {"intValue": str(x)}
    if isinstance(x, float):
        return {"doubleValue": number(x, "Infinity")}
    if isinstance(x, str):
        return {"stringValue": x}
    if isinstance(x, bytes):
        return {"bytesValue": base64.b64encode(x).decode()}
    if isinstance(x, dict) or hasattr(x, "items"):
        entries = otlp_attributes(x)
        return {"kvlistValue": {"values": entries} if entries else {}}
    values = [otlp_value(e) for e in x]
    return {"arrayValue": {"values": values} if values else {}}


def otlp_attributes(attributes):
    return [{"key": k, "value": otlp_value(v)} for k, v in attributes.items()]


def plain(x):
    """A list or map as JSON has it, for the legacy API's texts."""
    if isinstance(x, bytes):
        return base64.b64encode(x).decode()
    if isinstance(x, float):
        return int(x) if x == int(x) and abs(x) < 1e21 else x
    if isinstance(x, (str, bool, int)) or x is None:
        return x
    if hasattr(x, "items"):
        return {k: plain(v) for k, v in x.items()}
    return [plain(e) for e in x]


def tag(key, x):
    if isinstance(x, bool):
        return {"key": key, "type": "bool", "value": x}
    if isinstance(x, int):
        exact = abs(x) < 2**53
        return {"key": key, "type": "int64", "value": x if exact else str(x)}
    if isinstance(x, float):
        return {"key": key, "type": "float64", "value": number(x, "Inf")}
    if isinstance(x, str):
        return {"key": key, "type": "string", "value": x}
    if isinstance(x, bytes):
        return {"key": key, "type": "binary", "value": base64.b64encode(x).decode()}
    if x is None:
        return {"key": key, "type": "string", "value": ""}
    text = json.dumps(plain(x), separators=(",", ":"), ensure_ascii=False, sort_keys=hasattr(x, "items"))
    return {"key": key, "type": "string", "value": text}


def without_empty(fields):
    return {k: v for k, v in fields.items() if v not in (None, "", 0, [])}
