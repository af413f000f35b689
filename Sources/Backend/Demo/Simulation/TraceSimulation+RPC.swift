import TraceModel

/// What a remote procedure answers (grpc/grpc `doc/statuscodes.md`).
enum RPCCode: Int {
    case ok = 0
    case invalidArgument = 3
    case deadlineExceeded = 4
    case notFound = 5
    case resourceExhausted = 8
    case failedPrecondition = 9
    case aborted = 10
    case `internal` = 13
    case unavailable = 14

    /// As errors spell it.
    var name: String {
        switch self {
        case .ok: "OK"
        case .invalidArgument: "INVALID_ARGUMENT"
        case .deadlineExceeded: "DEADLINE_EXCEEDED"
        case .notFound: "NOT_FOUND"
        case .resourceExhausted: "RESOURCE_EXHAUSTED"
        case .failedPrecondition: "FAILED_PRECONDITION"
        case .aborted: "ABORTED"
        case .internal: "INTERNAL"
        case .unavailable: "UNAVAILABLE"
        }
    }

    /// Whether the serving side counts as failed, as the conventions have it; the calling side always does.
    var isServerError: Bool {
        switch self {
        case .deadlineExceeded, .internal, .unavailable: true
        default: false
        }
    }
}

/// gRPC calls (OpenTelemetry semantic conventions, `rpc/grpc.md`).
extension TraceSimulation {
    /// A call from the innermost open span's service to another, both sides of which report.
    @discardableResult
    mutating func callRPC(
        _ service: ShopService,
        _ interface: String,
        _ method: String,
        _ handle: (inout TraceSimulation) -> RPCCode
    ) -> RPCCode {
        let name = "\(interface)/\(method)"
        let scope = pod.service.language.rpcScope
        return span(name, .client, scope: scope) { trace in
            trace.setRPC(interface, method)
            trace.set("server.address", service.name)
            trace.set("server.port", service.port)
            trace.set("network.type", "ipv4")
            trace.set("network.transport", "tcp")
            trace.crossNetwork()
            let pod = trace.fleet.pick(service, at: trace.offset, &trace.chance)
            trace.set("network.peer.address", trace.fleet.pods[pod].address)
            let caller = trace.pod.address
            let scope = service.language.rpcScope
            let code = trace.span(name, .server, scope: scope, pod: pod) { trace in
                trace.setRPC(interface, method)
                trace.set("server.address", service.name)
                trace.set("server.port", service.port)
                trace.set("client.address", caller)
                trace.set("network.transport", "tcp")
                trace.set("user_agent.original", "grpc-shop/1.76.0")
                let code = handle(&trace)
                trace.set("rpc.grpc.status_code", code.rawValue)
                if code.isServerError { trace.fail(code.name, "") }
                return code
            }
            trace.crossNetwork()
            trace.set("rpc.grpc.status_code", code.rawValue)
            if code != .ok { trace.fail(code.name, "") }
            return code
        }
    }

    private mutating func setRPC(_ interface: String, _ method: String) {
        set("rpc.system", "grpc")
        set("rpc.service", interface)
        set("rpc.method", method)
    }
}

extension Language {
    var rpcScope: ShopScope {
        switch self {
        case .cpp: ShopScope(name: "envoy", version: "1.36.2")
        case .dotnet:
            ShopScope(name: "OpenTelemetry.Instrumentation.GrpcNetClient", version: "1.13.0-beta.1")
        case .go:
            ShopScope(
                name: "go.opentelemetry.io/contrib/instrumentation/google.golang.org/grpc/otelgrpc",
                version: "0.63.0"
            )
        case .java: ShopScope(name: "io.opentelemetry.grpc-1.6", version: "2.21.0-alpha")
        case .nodejs: ShopScope(name: "@opentelemetry/instrumentation-grpc", version: "0.207.0")
        case .python: ShopScope(name: "opentelemetry.instrumentation.grpc", version: "0.59b0")
        case .ruby: ShopScope(name: "OpenTelemetry::Instrumentation::Grpc", version: "0.4.0")
        case .rust: ShopScope(name: "tonic-tracing-opentelemetry", version: "0.30.0")
        }
    }
}
