#!/usr/bin/env python3
"""Writes Samples/: an hour of a small web shop as traces, in Jaeger JSON and OTLP JSON.

The same seed makes the same bytes. Run it in the repository's folder after a change:

    python3 Scripts/sample-traces.py
"""

import json
import pathlib
import random

SEED = 16686
# 2026-11-20T11:00:00Z
HOUR = 1_795_172_400_000_000

HOSTS = {
    "frontend": ("nodejs", "frontend-5d8c7"), "checkout": ("go", "checkout-7f9c4"),
    "cart": ("dotnet", "cart-6b5f2"), "catalog": ("python", "catalog-84d9b"),
    "payment": ("java", "payment-55c8d"), "shipping": ("rust", "shipping-79fd6"),
    "currency": ("cpp", "currency-6c7b9"), "recommendation": ("python", "recommendation-5f4d8"),
    "email": ("ruby", "email-7d6c5"), "fraud-detection": ("java", "fraud-66b9f"),
    "注文管理": ("java", "orders-jp-58c7b"),
}
KINDS = {"server": 2, "client": 3, "producer": 4, "consumer": 5, "internal": 1}
STACK = """com.shop.payment.CardDeclinedException: insufficient funds
\tat com.shop.payment.Gateway.authorize(Gateway.java:118)
\tat com.shop.payment.ChargeService.charge(ChargeService.java:64)
\tat com.shop.payment.PaymentGrpc$MethodHandlers.invoke(PaymentGrpc.java:271)
\tat io.grpc.stub.ServerCalls$UnaryServerCallHandler.onHalfClose(ServerCalls.java:182)
\tat java.base/java.lang.Thread.run(Thread.java:1583)
Caused by: java.io.IOException: bank replied 402 Payment Required
\tat com.shop.payment.BankClient.post(BankClient.java:203)
\t... 14 more"""
REPORT = (
    "SELECT o.id, o.placed_at, o.total_cents, c.name, c.country, a.line1, a.city, a.postcode, "
    "s.carrier, s.tracking_code, p.method, p.last_four FROM orders AS o "
    "JOIN customers AS c ON c.id = o.customer_id JOIN addresses AS a ON a.id = o.address_id "
    "LEFT JOIN shipments AS s ON s.order_id = o.id LEFT JOIN payments AS p ON p.order_id = o.id "
    "WHERE o.placed_at >= now() - interval '30 days' AND c.country IN ('DE', 'FR', 'NL', 'JP') "
    "AND NOT EXISTS (SELECT 1 FROM refunds AS r WHERE r.order_id = o.id AND r.state <> 'void') "
    "GROUP BY o.id, c.id, a.id, s.id, p.id HAVING sum(o.total_cents) > 5000 "
    "ORDER BY o.placed_at DESC, o.id LIMIT 500"
)
PRODUCTS = ["OLJCESPC7Z", "66VCHSJNUP", "1YMWWN1N4O", "L9ECAV7KIM", "2ZYFJ3GM2N", "LS4PSXUNUM"]


class Span:
    def __init__(self, trace, parent, service, name, kind, start, attributes):
        self.trace, self.parent, self.service = trace, parent, service
        self.name, self.kind, self.start, self.end = name, kind, start, start
        self.id = f"{trace.random.getrandbits(64):016x}"
        self.attributes, self.events, self.links = dict(attributes), [], []
        self.error = None

    def event(self, time, name, **attributes):
        self.events.append((int(time), name, {k.replace("_", "."): v for k, v in attributes.items()}))

    def fail(self, message):
        self.error = message


class Trace:
    """A trace that grows while a clock moves on: microseconds since the epoch."""

    def __init__(self, source, start):
        self.random, self.now, self.spans = source, float(start), []
        self.id = f"{source.getrandbits(128):032x}"

    def take(self, low, high):
        self.now += self.random.triangular(low, high, low + (high - low) / 4)

    def begin(self, parent, service, name, kind, **attributes):
        # A keyword's _ stands for a dot of the attribute's key, and __ for an underscore.
        clean = {key.replace("__", "\0").replace("_", ".").replace("\0", "_"): value
                 for key, value in attributes.items()}
        span = Span(self, parent, service, name, kind, int(self.now), clean)
        self.spans.append(span)
        return span

    def end(self, span):
        span.end = max(span.start + 1, int(self.now))
        return span

    def call(self, parent, caller, callee, name, body, **attributes):
        """A client span, and below it the server span that `body` fills."""
        client = self.begin(parent, caller, name, "client", rpc_system="grpc", rpc_method=name)
        self.take(200, 900)
        server = self.begin(client, callee, name, "server", rpc_system="grpc", **attributes)
        body(server)
        self.end(server)
        self.take(150, 700)
        if server.error:
            client.fail(server.error)
        return self.end(client)

    def query(self, parent, service, statement, low, high, system="postgresql"):
        verb = statement.split()[0]
        what = statement.split(" FROM ")[-1].split()[0] if " FROM " in statement else "cart"
        span = self.begin(parent, service, f"{verb} {what}", "client", db_system=system)
        span.attributes["db.query.text"] = statement
        self.take(low, high)
        return self.end(span)


def page(trace, method, route, status=200, **more):
    return trace.begin(
        None, "frontend", f"{method} {route}", "server", http_request_method=method,
        http_route=route, http_response_status__code=status, **more)


def browse(trace, slow=1):
    root = page(trace, "GET", "/product/{id}", app_product_id=trace.random.choice(PRODUCTS))
    trace.take(400, 1500)

    def product(server):
        trace.query(server, "catalog", "SELECT id, name, price FROM products WHERE id = $1",
                    900 * slow, 4000 * slow)

    def advice(server):
        trace.take(2000, 9000)
        server.event(trace.now, "model loaded", model_version="2026-11-02", items=24)
        trace.take(1000, 3000)

    trace.call(root, "frontend", "catalog", "Catalog/GetProduct", product)
    trace.call(root, "frontend", "recommendation", "Advice/List", advice)
    trace.take(500, 2500)
    trace.end(root)


def search(trace, text, slow=1):
    root = page(trace, "GET", "/search", url_query=f"q={text}", app_search_text=text)
    trace.take(400, 1200)

    def find(server):
        trace.query(server, "catalog", "SELECT id, name FROM products WHERE name ILIKE $1",
                    6000 * slow, 30000 * slow)

    trace.call(root, "frontend", "catalog", "Catalog/Search", find)
    trace.end(root)


def add_to_cart(trace):
    root = page(trace, "POST", "/cart", status=201, app_user_id=f"u-{trace.random.randrange(900)}")
    trace.take(300, 900)

    def add(server):
        trace.query(server, "cart", "HSET cart", 300, 1200, system="redis")

    trace.call(root, "frontend", "cart", "Cart/AddItem", add)
    trace.end(root)


def charge(trace, parent, tries, gives_up):
    for attempt in range(1, tries + 1):
        is_last = attempt == tries

        def body(server):
            server.attributes["app.payment.attempt"] = attempt
            trace.take(4000, 20000)
            bank = trace.begin(server, "payment", "POST /v2/charges", "client",
                               http_request_method="POST", server_address="bank.example")
            if not is_last:
                trace.take(248000, 252000)
                bank.fail("deadline exceeded after 250ms")
                server.fail("bank did not answer in time")
            elif gives_up:
                trace.take(60000, 140000)
                bank.attributes["http.response.status_code"] = 402
                bank.fail("402 Payment Required")
                server.fail("card declined: insufficient funds")
                server.event(trace.now, "exception",
                             exception_type="com.shop.payment.CardDeclinedException",
                             exception_message="insufficient funds", exception_stacktrace=STACK)
            else:
                trace.take(60000, 160000)
                bank.attributes["http.response.status_code"] = 201
            trace.end(bank)

        trace.call(parent, "checkout", "payment", "Payment/Charge", body,
                   app_payment_amount=round(trace.random.uniform(9, 240), 2))
        if not is_last:
            parent.event(trace.now, "retry", retry_attempt=attempt + 1, retry_delay__ms=20)
            trace.take(20000, 21000)


def checkout(trace, items, tries=1, declined=False, n_plus_one=False, skew=0):
    root = page(trace, "POST", "/checkout", status=402 if declined else 200,
                app_user_id=f"u-{trace.random.randrange(900)}", session_id=f"{trace.random.getrandbits(48):012x}")
    trace.take(600, 2000)

    def place(server):
        server.attributes["app.order.items"] = items

        def get_cart(cart):
            trace.query(cart, "cart", "HGETALL cart", 300, 1500, system="redis")

        trace.call(server, "checkout", "cart", "Cart/GetCart", get_cart)
        prepare = trace.begin(server, "checkout", "prepare order", "internal")
        if n_plus_one:
            def every(catalog):
                for _ in range(items):
                    trace.query(catalog, "catalog",
                                "SELECT id, name, price FROM products WHERE id = $1", 1200, 4200)

            trace.call(prepare, "checkout", "catalog", "Catalog/GetProducts", every)
        else:
            def one(catalog):
                trace.query(catalog, "catalog",
                            "SELECT id, name, price FROM products WHERE id = ANY($1)", 1500, 5000)

            trace.call(prepare, "checkout", "catalog", "Catalog/GetProducts", one)
        trace.call(prepare, "checkout", "currency", "Currency/Convert",
                   lambda _: trace.take(200, 900), app_currency_from="USD", app_currency_to="EUR")
        trace.end(prepare)
        charge(trace, server, tries, declined)
        if declined:
            server.fail("could not charge the card: card declined: insufficient funds")
            return
        before = len(trace.spans)
        trace.call(server, "checkout", "shipping", "Shipping/ShipOrder",
                   lambda _: trace.take(9000, 26000), app_shipping_carrier="parcel-post")
        for span in trace.spans[before:]:
            if span.service == "shipping":
                span.start -= skew
        publish(trace, server)

    client = trace.call(root, "frontend", "checkout", "Checkout/PlaceOrder", place)
    if client.error:
        root.fail("")
    trace.take(900, 3000)
    trace.end(root)
    # The mail goes out when the answer is long gone.
    sent = [span for span in trace.spans if span.kind == "producer"]
    for span in sent:
        trace.take(30000, 80000)
        consumer = trace.begin(span, "email", "orders process", "consumer",
                               messaging_system="kafka", messaging_destination_name="orders")
        trace.take(12000, 60000)
        trace.end(consumer)


def publish(trace, parent):
    producer = trace.begin(parent, "checkout", "orders publish", "producer",
                           messaging_system="kafka", messaging_destination_name="orders")
    trace.take(700, 2400)
    trace.end(producer)


def batch(trace, linked):
    """One trace that points at others."""
    root = trace.begin(None, "fraud-detection", "score batch", "consumer", messaging_system="kafka",
                       messaging_batch_message__count=len(linked))
    root.links = [(span.trace.id, span.id, {"messaging.kafka.offset": 4100 + number})
                  for number, span in enumerate(linked)]
    for _ in linked:
        step = trace.begin(root, "fraud-detection", "score order", "internal")
        trace.take(8000, 30000)
        trace.end(step)
    trace.end(root)


def report(trace):
    root = page(trace, "GET", "/admin/orders", app_report_rows=500)
    trace.take(2000, 4000)
    trace.query(root, "frontend", REPORT, 900000, 1400000).attributes["db.response.returned_rows"] = 500
    render = trace.begin(root, "frontend", "render table", "internal")
    render.attributes["app.filter"] = json.dumps(
        {"countries": ["DE", "FR", "NL", "JP"], "minimum": 5000, "columns": [
            {"name": "total", "format": "0.00 €", "visible": True},
            {"name": "placed_at", "format": "relative", "visible": False}]}, ensure_ascii=False)
    trace.take(90000, 160000)
    trace.end(render)
    trace.end(root)


def abroad(trace):
    root = trace.begin(None, "注文管理", "注文を確定する 🛒", "server", http_request_method="POST",
                       http_route="/注文/{番号}", enduser_name="山田太郎")
    trace.take(2000, 5000)
    step = trace.begin(root, "注文管理", "在庫を確認する", "internal")
    trace.take(4000, 9000)
    trace.end(step)

    def find(server):
        server.attributes["app.search.text"] = "שולחן עבודה قهوة"
        server.attributes["http.request.header.x-note"] = "\x1b[31mred?\x1b[0m \u202egnp.exe"
        trace.query(server, "catalog", "SELECT id FROM products WHERE name = $1", 2000, 9000)

    trace.call(root, "注文管理", "catalog", "חיפוש מוצרים", find)
    trace.end(root)


def shop(source):
    """The hour: traces by the file that holds them."""
    jaeger, otlp = [], []

    def at(minute):
        return Trace(source, HOUR + (minute + source.random()) * 60_000_000)

    def add(where, minute, make, *arguments, **options):
        trace = at(minute)
        make(trace, *arguments, **options)
        where.append(trace)
        return trace

    for minute in range(0, 60, 5):
        slow = 4 if 30 <= minute <= 40 else 1
        add(jaeger, minute, browse, slow)
        add(jaeger, minute + 2, search, source.choice(["mug", "desk lamp", "tea", "gift"]), slow)
    for minute in range(3, 60, 15):
        add(jaeger, minute, add_to_cart)
    orders = [add(otlp, minute, checkout, source.randrange(1, 5)) for minute in (4, 17, 26, 48)]
    add(otlp, 33, checkout, 2, tries=3)
    add(otlp, 36, checkout, 3, tries=2, declined=True)
    add(otlp, 39, checkout, 1, declined=True)
    add(otlp, 21, checkout, 48, n_plus_one=True)
    add(jaeger, 52, checkout, 2, skew=7000)
    add(otlp, 12, report)
    add(otlp, 56, abroad)
    cut = add(jaeger, 44, checkout, 2)
    # Its way in was lost: what came hangs on a span that nobody has.
    cut.spans = [span for span in cut.spans if span.name != "Checkout/PlaceOrder"
                 or span.service == "checkout"]
    sent = [next(s for s in order.spans if s.kind == "producer") for order in orders]
    add(otlp, 49, batch, sent)
    return jaeger, otlp


def resource(service):
    language, host = HOSTS[service]
    return {"host.name": host, "telemetry.sdk.language": language,
            "deployment.environment.name": "demo"}


def jaeger_tag(key, value):
    kind = {bool: "bool", int: "int64", float: "float64"}.get(type(value), "string")
    return {"key": key, "type": kind, "value": value}


def jaeger_span(trace, span):
    tags = [jaeger_tag("span.kind", span.kind)]
    tags += [jaeger_tag(*item) for item in span.attributes.items()]
    if span.error is not None:
        tags += [jaeger_tag("error", True), jaeger_tag("otel.status_code", "ERROR")]
        if span.error:
            tags.append(jaeger_tag("otel.status_description", span.error))
    references = []
    if span.parent:
        references.append({"refType": "CHILD_OF", "traceID": trace.id, "spanID": span.parent.id})
    return {
        "traceID": trace.id, "spanID": span.id, "operationName": span.name,
        "references": references, "startTime": span.start, "duration": span.end - span.start,
        "tags": tags, "processID": span.service,
        "logs": [{"timestamp": time, "fields": [jaeger_tag("event", name)]
                  + [jaeger_tag(*item) for item in attributes.items()]}
                 for time, name, attributes in span.events],
    }


def otlp_attributes(attributes):
    def value(value):
        if isinstance(value, bool):
            return {"boolValue": value}
        if isinstance(value, int):
            return {"intValue": str(value)}
        if isinstance(value, float):
            return {"doubleValue": value}
        return {"stringValue": value}

    return [{"key": key, "value": value(item)} for key, item in attributes.items()]


def otlp_span(trace, span):
    made = {
        "traceId": trace.id, "spanId": span.id, "name": span.name, "kind": KINDS[span.kind],
        "startTimeUnixNano": str(span.start * 1000), "endTimeUnixNano": str(span.end * 1000),
        "attributes": otlp_attributes(span.attributes),
    }
    if span.parent:
        made["parentSpanId"] = span.parent.id
    if span.events:
        made["events"] = [{"timeUnixNano": str(time * 1000), "name": name,
                           "attributes": otlp_attributes(attributes)}
                          for time, name, attributes in span.events]
    if span.links:
        made["links"] = [{"traceId": id, "spanId": span, "attributes": otlp_attributes(attributes)}
                         for id, span, attributes in span.links]
    if span.error is not None:
        made["status"] = {"code": 2, **({"message": span.error} if span.error else {})}
    return made


def write(path, head, lines, tail):
    """A span or process a line, so that changes can be reviewed."""
    path.write_text(head + ",\n".join(lines) + tail + "\n", encoding="utf-8")


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def write_jaeger(path, traces):
    lines = []
    for trace in traces:
        services = dict.fromkeys(span.service for span in trace.spans)
        processes = {service: {"serviceName": service,
                               "tags": [jaeger_tag(*item) for item in resource(service).items()]}
                     for service in services}
        spans = ",\n".join(compact(jaeger_span(trace, span)) for span in trace.spans)
        lines.append(f'{{"traceID":"{trace.id}","spans":[\n{spans}],\n'
                     f'"processes":{compact(processes)}}}')
    write(path, '{"data":[\n', lines, ']}')


def write_otlp(path, traces):
    lines = []
    for service in HOSTS:
        spans = [compact(otlp_span(trace, span)) for trace in traces for span in trace.spans
                 if span.service == service]
        if spans:
            owner = compact({"attributes": otlp_attributes({"service.name": service,
                                                           **resource(service)})})
            scope = compact({"name": f"shop/{service}", "version": "1.4.0"})
            body = ",\n".join(spans)
            lines.append(f'{{"resource":{owner},"scopeSpans":[{{"scope":{scope},"spans":[\n{body}]}}]}}')
    write(path, '{"resourceSpans":[\n', lines, ']}')


def main():
    folder = pathlib.Path("Samples")
    folder.mkdir(exist_ok=True)
    jaeger, otlp = shop(random.Random(SEED))
    write_jaeger(folder / "browsing.jaeger.json", jaeger)
    write_otlp(folder / "orders.otlp.json", otlp)


if __name__ == "__main__":
    main()
