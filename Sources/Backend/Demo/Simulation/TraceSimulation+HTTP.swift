import TraceModel

/// HTTP calls (OpenTelemetry semantic conventions, `http/http-spans.md`).
extension TraceSimulation {
    /// A call from the innermost open span's service to another, both sides of which report.
    ///
    /// `path` is what the route becomes with its parameters, `resend` which repetition this is, 0 for the first
    /// try. `handle` is what the other service does and the status it answers, which is also returned.
    @discardableResult
    mutating func callHTTP(
        _ service: ShopService,
        _ method: String,
        _ route: String,
        path: String? = nil,
        resend: Int = 0,
        _ handle: (inout TraceSimulation) -> Int
    ) -> Int {
        let path = path ?? route
        return span(method, .client, scope: httpScope()) { trace in
            trace.set("http.request.method", method)
            trace.set("url.full", "http://\(service.name):\(service.port)\(path)")
            trace.set("server.address", service.name)
            trace.set("server.port", service.port)
            trace.set("network.protocol.version", "1.1")
            if resend > 0 { trace.set("http.request.resend_count", resend) }
            trace.crossNetwork()
            let pod = trace.fleet.pick(service, at: trace.offset, &trace.chance)
            trace.set("network.peer.address", trace.fleet.pods[pod].address)
            let status = trace.serveHTTP(pod, method, route, path: path, handle)
            trace.crossNetwork()
            trace.set("http.response.status_code", status)
            // A client takes every 4xx and 5xx for an error, a server only the latter.
            if status >= 400 { trace.fail("\(status)", "") }
            return status
        }
    }

    /// The serving side of a call; `agent` is the user agent if it is not that of the calling service.
    mutating func serveHTTP(
        _ pod: Int,
        _ method: String,
        _ route: String,
        path: String,
        query: String? = nil,
        agent: String? = nil,
        _ handle: (inout TraceSimulation) -> Int
    ) -> Int {
        let service = fleet.pods[pod].service
        let scope = service.language.httpServerScope
        // Envoy passes on the user agent of its caller; any other service sends its own.
        let caller = innermost == nil || self.pod.service == .frontendProxy ? nil : self.pod
        return span("\(method) \(route)", .server, scope: scope, pod: pod) { trace in
            trace.set("http.request.method", method)
            trace.set("http.route", route)
            trace.set("url.path", path)
            if let query { trace.set("url.query", query) }
            trace.set("url.scheme", "http")
            trace.set("server.address", service.name)
            trace.set("server.port", service.port)
            trace.set("client.address", caller?.address ?? trace.visitor.address)
            trace.set(
                "user_agent.original",
                agent ?? caller?.service.language.httpAgent ?? trace.visitor.userAgent
            )
            trace.set("network.protocol.version", "1.1")
            let status = handle(&trace)
            trace.set("http.response.status_code", status)
            if status >= 500 { trace.fail("\(status)", "") }
            return status
        }
    }

    /// A call to a service that reports nothing of its own.
    mutating func callForeignHTTP(
        _ host: String,
        _ method: String,
        path: String,
        _ handle: (inout TraceSimulation) -> Int
    ) -> Int {
        span(method, .client, scope: httpScope()) { trace in
            trace.set("http.request.method", method)
            trace.set("url.full", "https://\(host)\(path)")
            trace.set("server.address", host)
            trace.set("server.port", 443)
            trace.set("network.protocol.version", "2")
            trace.set("network.transport", "tcp")
            trace.set("tls.protocol.version", "1.3")
            let status = handle(&trace)
            trace.set("http.response.status_code", status)
            if status >= 400 { trace.fail("\(status)", "") }
            return status
        }
    }

    /// The time that bytes take from one pod to another.
    mutating func crossNetwork() { work(0.25, spread: 0.5) }

    private func httpScope() -> ShopScope { pod.service.language.httpClientScope }
}

extension Language {
    /// The user agent of its HTTP client.
    var httpAgent: String {
        switch self {
        case .cpp, .dotnet: "shop/1.0"
        case .go: "Go-http-client/1.1"
        case .java: "Java-http-client/21.0.8"
        case .nodejs: "node"
        case .python: "python-httpx/0.28.1"
        case .ruby: "Ruby"
        case .rust: "reqwest/0.12.24"
        }
    }

    var httpServerScope: ShopScope {
        switch self {
        case .cpp: ShopScope(name: "envoy", version: "1.36.2")
        case .dotnet: ShopScope(name: "Microsoft.AspNetCore", version: "9.0.10")
        case .go:
            ShopScope(
                name: "go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp",
                version: "0.63.0"
            )
        case .java: ShopScope(name: "io.opentelemetry.tomcat-10.0", version: "2.21.0-alpha")
        case .nodejs: ShopScope(name: "@opentelemetry/instrumentation-http", version: "0.207.0")
        case .python: ShopScope(name: "opentelemetry.instrumentation.fastapi", version: "0.59b0")
        case .ruby: ShopScope(name: "OpenTelemetry::Instrumentation::Rack", version: "0.28.0")
        case .rust: ShopScope(name: "opentelemetry-instrumentation-actix-web", version: "0.23.0")
        }
    }

    var httpClientScope: ShopScope {
        switch self {
        case .dotnet: ShopScope(name: "System.Net.Http", version: "9.0.10")
        case .java: ShopScope(name: "io.opentelemetry.java-http-client", version: "2.21.0-alpha")
        case .python: ShopScope(name: "opentelemetry.instrumentation.httpx", version: "0.59b0")
        case .ruby: ShopScope(name: "OpenTelemetry::Instrumentation::Net::HTTP", version: "0.26.0")
        case .rust: ShopScope(name: "reqwest-tracing", version: "0.5.8")
        default: httpServerScope
        }
    }
}
