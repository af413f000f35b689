import Testing
import TraceModel

/// What the OpenTelemetry semantic conventions require of the spans.
@Suite struct ConventionTests {
    private static let required:
        [(name: String, applies: @Sendable (Span) -> Bool, keys: [String])] = [
            (
                "HTTP server", { $0.kind == .server && $0.text("rpc.system") == nil },
                [
                    "http.request.method", "url.path", "url.scheme", "http.route",
                    "http.response.status_code", "server.address", "client.address",
                    "user_agent.original",
                ]
            ),
            (
                "HTTP client", { $0.kind == .client && $0.text("http.request.method") != nil },
                [
                    "http.request.method", "url.full", "server.address", "server.port",
                    "http.response.status_code",
                ]
            ),
            (
                "RPC", { $0.text("rpc.system") != nil },
                ["rpc.service", "rpc.method", "rpc.grpc.status_code", "server.address"]
            ),
            (
                "database", { $0.text("db.system.name") != nil },
                ["db.namespace", "db.operation.name", "db.query.text", "server.address"]
            ),
            (
                "messaging", { $0.kind == .producer || $0.kind == .consumer },
                [
                    "messaging.system", "messaging.destination.name", "messaging.operation.type",
                    "messaging.operation.name", "messaging.message.id",
                ]
            ),
        ]

    @Test func `spans have the attributes that the conventions require`() throws {
        let (_, received) = try ReceivedSpans.recent()
        for (name, applies, keys) in Self.required {
            let spans = received.spans.filter(applies)
            #expect(spans.count > 50, "\(name)")
            for span in spans {
                for key in keys { #expect(span.text(key) != nil, "\(name) \(span.name): \(key)") }
            }
        }
    }

    @Test func `no span has a key twice, and errors say their type`() throws {
        let (_, received) = try ReceivedSpans.recent(minutes: 5)
        for span in received.spans {
            let keys = span.attributes.map(\.key)
            #expect(Set(keys).count == keys.count, "\(span.name): \(keys)")
            #expect(span.isError == (span.text("error.type") != nil), "\(span.name)")
        }
    }

    @Test func `spans are as rich as those of real instrumentation`() throws {
        let (_, received) = try ReceivedSpans.recent(minutes: 5)
        let attributes = received.spans.reduce(0) { $0 + $1.attributes.count }
        let mean = Double(attributes) / Double(received.spans.count)
        #expect((8...12).contains(mean), "\(mean)")
        #expect(received.spans.contains { !$0.events.isEmpty })
        #expect(received.spans.contains { $0.links.count > 1 })
    }

    @Test func `resources say what runs where`() throws {
        let (_, received) = try ReceivedSpans.recent(minutes: 5)
        let keys = [
            "service.version", "service.instance.id", "k8s.pod.name", "k8s.deployment.name",
            "host.name", "cloud.region", "telemetry.sdk.name", "telemetry.sdk.language",
            "telemetry.sdk.version", "deployment.environment.name",
        ]
        for span in received.spans {
            for key in keys { #expect(span.resource.attributes.first(key) != nil, "\(key)") }
            #expect(!span.scope.name.isEmpty)
        }
        let services = Set(received.spans.map(\.serviceName))
        #expect(services.count >= 12, "\(services.sorted())")
    }
}
