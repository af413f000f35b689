package import Explorer
import TraceAnalysis
package import TraceModel

/// A source of traces that answers from tables.
package struct ScriptedSource: Sendable {
    package var description = SourceDescription(label: "jaeger 2.20 · v3")
    package var services: [String] = []
    package var operations: [String: [Operation]] = [:]
    package var traces: [Trace] = []
    /// What a search answers, whatever was asked; made from `traces` when nil.
    package var found: [TraceSummary]?
    package var limitHit = false
    package var notes: [String] = []
    /// How many operations it says it does not list, of each service.
    package var omittedOperations = 0
    /// Spans that the source says it moved, where times are not asked for as recorded.
    package var movedSpans = 0
    package var metrics: [ServiceMetrics]?
    /// The source's clock; where it is set answers of metrics tell it, and hold what there is of the time asked for.
    package var serverTime: Timestamp?
    /// Searches without a service are refused, as older servers do.
    package var needsService = false
    /// Questions of these kinds fail.
    package var failures: [Question: TraceReaderError] = [:]

    package enum Question: Hashable, Sendable {
        case describe, services, operations, search, trace, metrics, failures, copy, save, archive
    }

    package init() {}

    /// The reply to an effect that waits for one.
    package func answer(_ effect: Effect) -> (RequestID, ExplorerReply)? {
        switch effect {
        case .load(let id, let request), .poll(let id, let request): (id, reply(to: request))
        case .compute(let id, let computation): (id, .computed(computation.run()))
        case .openLink(let id, let link): (id, .done("opened \(link.url)"))
        case .copy(let id, _, let what): (id, failed(.copy) ?? .done("copied \(what)"))
        case .save(let id, let target): (id, failed(.save) ?? .done("wrote \(target.path)"))
        case .archive(let id, let trace): (id, failed(.archive) ?? .archived(trace))
        case .follow, .cancel, .pager, .editor, .remember, .pin, .keep, .repaint, .suspend, .quit:
            nil
        }
    }

    private func failed(_ question: Question) -> ExplorerReply? {
        failures[question].map { .failed($0) }
    }

    private func answer(to query: MetricsQuery) -> ServiceMetricsAnswer? {
        guard let metrics else { return nil }
        guard let serverTime else { return ServiceMetricsAnswer(metrics) }
        let end = min(query.end, serverTime)
        let start = query.end.advanced(by: -query.lookback)
        let found = metrics.compactMap { metrics in
            var found = metrics
            for field in [
                \ServiceMetrics.callsPerSecond, \.errorShare, \.p50, \.p95, \.p99,
            ] as [WritableKeyPath<ServiceMetrics, [MetricPoint]>] {
                found[keyPath: field].removeAll { $0.time < start || $0.time > end }
            }
            return found.callsPerSecond.isEmpty ? nil : found
        }
        let second: UInt64 = 1_000_000_000
        let date = Timestamp(nanoseconds: serverTime.nanoseconds / second * second)
        return ServiceMetricsAnswer(found, serverTime: date)
    }

    /// What is counted in the traces with an operation.
    private func calls(of operation: CalledOperation, _ query: TraceQuery) -> CallSample {
        let found = traces.filter { trace in
            (0..<trace.count).contains {
                trace[$0].name == operation.name && trace[$0].serviceName == operation.service
            }
        }.prefix(query.limit)
        let answer = SearchAnswer(
            summaries: found.map { TraceSummary($0) },
            limitHit: found.count >= query.limit,
            traces: Dictionary(found.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        )
        return CallSample(answer, of: operation)
    }

    private func reply(to request: LoadRequest) -> ExplorerReply {
        switch request {
        case .describe: return failed(.describe) ?? .source(description)
        case .services: return failed(.services) ?? .services(services)
        case .operations(let service):
            return failed(.operations)
                ?? .operations(OperationList(operations[service] ?? [], omitted: omittedOperations))
        case .search(let query) where needsService && query.service == nil:
            return .failed(TraceReaderError(.unsupported, "name a service with service="))
        case .search:
            let summaries =
                found
                ?? traces.map { TraceSummary($0) }.sorted { ($0.start, $1.id) > ($1.start, $0.id) }
            return failed(.search)
                ?? .search(SearchAnswer(summaries: summaries, limitHit: limitHit, notes: notes))
        case .trace(let id, _, let raw):
            guard let trace = traces.first(where: { $0.id == id }) else {
                return .failed(
                    TraceReaderError(.notFound, "there is no trace \(id.jaegerHex) in this source")
                )
            }
            return failed(.trace)
                ?? .trace(
                    PreparedTrace(
                        TraceAnswer(trace: trace, notes: notes, movedSpans: raw ? 0 : movedSpans),
                        isRaw: raw
                    )
                )
        case .calls(let query, let operation):
            return failed(.search) ?? .calls(calls(of: operation, query))
        case .likes(let operation):
            let found = Dictionary(traces.map { ($0.id, $0) }) { first, _ in first }
            let answer = SearchAnswer(summaries: [], limitHit: limitHit, traces: found)
            return failed(.search) ?? .likes(LikeSpans(operation, in: answer))
        case .metrics(let query): return failed(.metrics) ?? .metrics(answer(to: query))
        case .failures(let wanted):
            let results = wanted.map { summary -> Result<FailureReading.Part, TraceReaderError> in
                guard let trace = traces.first(where: { $0.id == summary.id }) else {
                    return .failure(
                        TraceReaderError(.notFound, "there is no trace \(summary.id.jaegerHex)")
                    )
                }
                return .success(FailureReading.Part(TraceAnswer(trace: trace)))
            }
            if let failed = failed(.failures) { return failed }
            do throws(TraceReaderError) {
                return .failures(try FailureReading(results))
            } catch {
                return .failed(error)
            }
        }
    }
}
