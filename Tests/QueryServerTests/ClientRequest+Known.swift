/// The forms are those of the clients' sources: jaeger-ui `api/jaeger.js` and `api/v3/client.ts`, grafana
/// `plugins/datasource/jaeger/datasource.ts` and `pkg/tsdb/jaeger/client.go`.
extension ClientRequest {
    static let all = jaegerUI + newJaegerUI + grafana

    private static let trace = "c1e01312f5de65d4e23f7d455f4172ce"
    private static let other = "f252dec8e66347862d84c41f1d7d00a7"

    private static let envelope = [
        "data:l", "total:n", "limit:n", "offset:n", "errors:0",
    ]

    /// What is read of traces in Jaeger's own JSON.
    private static let traces =
        envelope + [
            "data[].traceID:s", "data[].processes:o", "data[].spans[].traceID:s",
            "data[].spans[].spanID:s", "data[].spans[].operationName:s",
            "data[].spans[].references:l", "data[].spans[].startTime:n",
            "data[].spans[].duration:n", "data[].spans[].tags[].key:s",
            "data[].spans[].tags[].type:s", "data[].spans[].logs:l",
            "data[].spans[].processID:s",
        ]

    private static let metrics = [
        "name:s", "type:s", "help:s", "metrics[].labels[].name:s", "metrics[].labels[].value:s",
        "metrics[].metricPoints[].timestamp:s", "metrics[].metricPoints[].gaugeValue:o",
    ]

    private static let window = "end=1795259000000000"
    private static let start = "start=1795250000000000"

    /// Until 2.14, and what newer ones still ask so.
    private static let jaegerUI: [ClientRequest] =
        [
            ("/api/services", envelope),
            ("/api/services/frontend/operations", envelope),
            (
                "/api/operations?service=frontend&spanKind=server",
                envelope + ["data[].name:s", "data[].spanKind:s"]
            ),
            (
                "/api/traces?\(window)&limit=20&lookback=1h&maxDuration&minDuration"
                    + "&service=frontend&\(start)",
                traces
            ),
            (
                "/api/traces?\(window)&limit=20&lookback=2d&maxDuration=10s&minDuration=1us"
                    + "&operation=GET%20%2Fdispatch&service=frontend&\(start)"
                    + "&tags=%7B%22http.status_code%22%3A%22200%22%7D",
                envelope
            ),
            ("/api/traces?traceID=\(trace)&traceID=\(other)", traces),
            ("/api/traces/\(trace)", traces),
            ("/api/traces/\(trace)?prettyPrint=true", traces),
            ("/api/traces/\(trace)?raw=true&prettyPrint=true", traces),
            (
                "/api/dependencies?endTs=1795259000000&lookback=604800000",
                envelope + ["data[].parent:s", "data[].child:s", "data[].callCount:n"]
            ),
        ].map { ClientRequest(client: "Jaeger UI", target: $0.0, reads: $0.1) }
        + [
            "latencies?service=frontend&quantile=0.95&", "calls?service=frontend&",
            "errors?service=frontend&",
        ]
        .flatMap { start in
            ["", "groupByOperation=true&"].map { group in
                ClientRequest(
                    client: "Jaeger UI",
                    target: "/api/metrics/\(start)endTs=1795259000000&\(group)"
                        + "lookback=3600000&ratePer=3600000&spanKind=server&step=60000",
                    reads: metrics
                )
            }
        }
        + [
            ClientRequest(
                client: "Jaeger UI",
                method: "POST",
                target: "/api/transform",
                body: #"{"resourceSpans":[{"resource":{"attributes":[]},"scopeSpans":[{"spans":[{"#
                    + #""traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","#
                    + #""name":"a","startTimeUnixNano":"1","endTimeUnixNano":"2000","attributes":["#
                    + #"{"key":"k","value":{"stringValue":"v"}}]}]}]}]}"#,
                reads: traces
            ),
            ClientRequest(
                client: "Jaeger UI",
                method: "POST",
                target: "/api/archive/\(trace)",
                reads: ["total:n", "errors:l"]
            ),
            ClientRequest(
                client: "Jaeger UI",
                target: "/api/traces/00000000000000000000000000000123",
                reads: ["errors[].code:n", "errors[].msg:s"],
                status: 404,
                contentType: "text/plain; charset=utf-8"
            ),
        ]

    private static let newJaegerUI: [ClientRequest] = [
        ("/api/v3/services", ["services:l"]),
        (
            "/api/v3/operations?service=frontend",
            ["operations[].name:s", "operations[].spanKind:s"]
        ),
        (
            "/api/v3/trace-summaries?query.service_name=frontend"
                + "&query.start_time_min=2026-11-21T08%3A00%3A00.000Z"
                + "&query.start_time_max=2026-11-21T12%3A00%3A00.000Z&query.num_traces=20"
                + "&query.duration_min=1us&query.duration_max=10s",
            [
                "summaries[].traceId:s", "summaries[].rootServiceName:s",
                "summaries[].rootOperationName:s", "summaries[].minStartTimeUnixNano:s",
                "summaries[].maxEndTimeUnixNano:s", "summaries[].spanCount:n",
                "summaries[].services[].name:s", "summaries[].services[].spanCount:n",
            ]
        ),
        (
            "/api/v3/trace-summaries?query.service_name=frontend"
                + "&query.start_time_min=2026-11-21T08%3A00%3A00.000Z"
                + "&query.start_time_max=2026-11-21T12%3A00%3A00.000Z&query.num_traces=20"
                + "&query.attributes=%7B%22no.such%22%3A%22key%22%7D",
            ["summaries:l"]
        ),
        (
            "/api/v3/traces/\(trace)",
            [
                "result.resourceSpans[].resource.attributes[].key:s",
                "result.resourceSpans[].resource.attributes[].value:o",
                "result.resourceSpans[].scopeSpans[].scope:o",
                "result.resourceSpans[].scopeSpans[].spans[].traceId:s",
                "result.resourceSpans[].scopeSpans[].spans[].spanId:s",
                "result.resourceSpans[].scopeSpans[].spans[].name:s",
                "result.resourceSpans[].scopeSpans[].spans[].kind:n",
                "result.resourceSpans[].scopeSpans[].spans[].startTimeUnixNano:s",
                "result.resourceSpans[].scopeSpans[].spans[].endTimeUnixNano:s",
                "result.resourceSpans[].scopeSpans[].spans[].status:o",
            ]
        ),
    ].map { ClientRequest(client: "new Jaeger UI", target: $0.0, reads: $0.1) }

    private static let grafana: [ClientRequest] = [
        // The frontend's form, then that of the plugin in Go, which sorts.
        (
            "/api/traces?service=frontend&operation=GET%20%2Fdispatch&minDuration=1us"
                + "&maxDuration=10s&limit=20&\(start)&\(window)&lookback=custom",
            traces
        ),
        (
            "/api/traces?service=frontend&tags=%7B%22error%22%3A%22true%22%7D&limit=20&\(start)"
                + "&\(window)&lookback=custom",
            envelope
        ),
        (
            "/api/traces?\(window)&limit=20&lookback=custom&maxDuration=10s&minDuration=1us"
                + "&operation=GET+%2Fdispatch&service=frontend&\(start)",
            traces
        ),
        ("/api/services", envelope),
        ("/api/services/frontend/operations", envelope),
        ("/api/traces/\(trace)", traces),
        ("/api/traces/\(trace)?end=1795259000000000&start=1795250000000000", traces),
        (
            "/api/dependencies?endTs=1795259000000&lookback=32400000",
            envelope + ["data[].parent:s", "data[].child:s", "data[].callCount:n"]
        ),
    ].map { ClientRequest(client: "Grafana", target: $0.0, reads: $0.1) }
}
