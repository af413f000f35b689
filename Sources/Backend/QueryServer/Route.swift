import HTTPServer

/// What a path and a method ask for.
enum Route: Equatable {
    case page
    case services
    case serviceOperations(service: String)
    case operations
    case search
    case trace(id: String)
    case archive(id: String)
    case dependencies
    case metrics(MetricKind)
    case transform
    case v3Services
    case v3Operations
    case v3Search
    case v3Summaries
    case v3Trace(id: String)

    /// The route; nil for another method, another spelling, or a slash at the end.
    ///
    /// Segments are decoded one by one, once, so that a name may hold a slash, a plus or a percent sign.
    init?(method: String, rawPath: String) {
        let segments = rawPath.utf8.dropFirst()
            .split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
            .map { RequestTarget.decode($0, plusIsSpace: false) }
        guard method == "GET" else {
            guard method == "POST" else { return nil }
            switch segments.count {
            case 3 where segments[..<2] == ["api", "archive"] && segments[2] != "":
                self = .archive(id: segments[2])
            case 2 where segments == ["api", "transform"]: self = .transform
            default: return nil
            }
            return
        }
        switch segments.count {
        case 1 where segments == [""]: self = .page
        case 2 where segments[0] == "api":
            guard let route = Self.lists[segments[1]] else { return nil }
            self = route
        case 3 where segments[..<2] == ["api", "v3"]:
            guard let route = Self.v3Lists[segments[2]] else { return nil }
            self = route
        case 3 where segments[..<2] == ["api", "traces"] && segments[2] != "":
            self = .trace(id: segments[2])
        case 3 where segments[..<2] == ["api", "metrics"]:
            guard let kind = MetricKind(rawValue: segments[2]) else { return nil }
            self = .metrics(kind)
        case 4 where segments[..<2] == ["api", "services"] && segments[3] == "operations":
            self = .serviceOperations(service: segments[2])
        case 4 where segments[..<3] == ["api", "v3", "traces"] && segments[3] != "":
            self = .v3Trace(id: segments[3])
        default: return nil
        }
    }

    /// Whether errors have the form of the v3 API.
    var isV3: Bool {
        switch self {
        case .v3Services, .v3Operations, .v3Search, .v3Summaries, .v3Trace: true
        default: false
        }
    }

    private static let lists: [String: Route] = [
        "services": .services, "operations": .operations, "traces": .search,
        "dependencies": .dependencies,
    ]
    private static let v3Lists: [String: Route] = [
        "services": .v3Services, "operations": .v3Operations, "traces": .v3Search,
        "trace-summaries": .v3Summaries,
    ]
}

/// The figures of `/api/metrics/…`.
enum MetricKind: String {
    case latencies
    case calls
    case errors
}
