package import HTTPServer
package import TraceAnalysis
package import TraceModel

/// Jaeger's query API over any source of traces: what arrives is a request, what leaves an answer.
///
/// It speaks both families, the legacy routes as Jaeger v2.20 and `/api/v3` as the main branch after it, with
/// their statuses and error texts. Where a recorded server's answers harm clients, ours differ: the list is
/// `docs/compatibility.md`. It holds no state but its source and its memory, so any number of requests may run at once.
package struct QueryServer: Sendable {
    let reader: any TraceFinder
    let archive: (any TraceArchive)?
    let dependencyReader: (any DependencyReader)?
    let metricsReader: (any MetricsReader)?
    let adjusters: TraceAdjusters
    let product: String
    let now: @Sendable () -> Timestamp
    let limits: AnswerLimits
    /// The memory of all answers under way.
    package let memory: AnswerMemory
    /// For what looks at all spans, or at all of a large trace.
    let turnstile = Turnstile()

    /// - Parameters:
    ///   - reader: Where the traces are.
    ///   - archive: Where traces are kept when somebody asks for it, and found when the reader has them no more; without it
    ///     the route answers as a Jaeger without one.
    ///   - dependencies: What knows which service calls which; without it the route answers 501.
    ///   - metrics: What knows rates and latencies; without it the routes answer 501.
    ///   - adjusters: What is changed in traces that are not asked for raw.
    ///   - product: Name and version of the program, for the page at `/`.
    ///   - now: The clock that default time windows end at.
    ///   - limits: How much memory answers may take.
    package init(
        reader: any TraceFinder,
        archive: (any TraceArchive)? = nil,
        dependencies: (any DependencyReader)? = nil,
        metrics: (any MetricsReader)? = nil,
        adjusters: TraceAdjusters = TraceAdjusters(),
        product: String = "spoor",
        now: @escaping @Sendable () -> Timestamp = { .now },
        limits: AnswerLimits = AnswerLimits()
    ) {
        self.reader = reader
        self.archive = archive
        dependencyReader = dependencies
        metricsReader = metrics
        self.adjusters = adjusters
        self.product = product
        self.now = now
        self.limits = limits
        memory = AnswerMemory(
            limit: limits.bytes - limits.shortBytes,
            shortLimit: limits.shortBytes
        )
    }

    /// Answers one request; never fails, whatever was asked.
    ///
    /// Long answers are streamed: encoded piece by piece as the client reads.
    package func answer(_ request: ServerRequest) async -> ServerResponse {
        if let clean = CleanPath.redirect(of: request.head.target) { return clean }
        guard let route = Route(method: request.method, rawPath: request.rawPath) else {
            return Self.noSuchRoute
        }
        let items = request.queryItems
        let parameters = Parameters(items)
        guard items.count <= limits.parameters else {
            let refusal = Refusal(400, "more than \(limits.parameters) parameters")
            return route.isV3 ? V3Answer.error(refusal) : LegacyAnswer.error(refusal)
        }
        if route.isV3 {
            do throws(Refusal) { return try await answerV3(route, parameters) } catch {
                return V3Answer.error(error)
            }
        }
        do throws(Refusal) {
            return try await answerLegacy(route, parameters, request)
        } catch {
            return LegacyAnswer.error(error)
        }
    }

    /// What Go's router says where there is no route: not JSON, so that it differs from a missing trace.
    private static let noSuchRoute = ServerResponse.text(
        404,
        "404 page not found\n",
        headers: ["X-Content-Type-Options": "nosniff"]
    )

    private func answerLegacy(
        _ route: Route,
        _ parameters: Parameters,
        _ request: ServerRequest
    ) async throws(Refusal) -> ServerResponse {
        switch route {
        case .page: page
        case .services: try await legacyServices(parameters)
        case .serviceOperations(let service): try await legacyOperations(of: service, parameters)
        case .operations: try await legacyOperations(parameters)
        case .search: try await legacySearch(parameters)
        case .trace(let id): try await legacyTrace(id, parameters)
        case .archive(let id): try await legacyArchive(id, parameters)
        case .dependencies: try await legacyDependencies(parameters)
        case .metrics(let kind): try await legacyMetrics(kind, parameters)
        case .transform: try await legacyTransform(request, parameters)
        default: Self.noSuchRoute
        }
    }

    private func answerV3(
        _ route: Route,
        _ parameters: Parameters
    ) async throws(Refusal) -> ServerResponse {
        switch route {
        case .v3Services: try await v3Services()
        case .v3Operations: try await v3Operations(parameters)
        case .v3Search: try await v3Search(parameters)
        case .v3Summaries: try await v3Summaries(parameters)
        case .v3Trace(let id): try await v3Trace(id, parameters)
        default: Self.noSuchRoute
        }
    }
}
