import Demo
import TestSupport
import Testing
import TraceAnalysis
import TraceModel
import WireFormats

/// The planted troubles are named, and nothing else is: 20 minutes of the shop, as a backend receives it.
@Suite struct SmellsOfTheShopTests {
    private static let named: [String: SmellKind] = [
        "n-plus-one": .repeatedQuery, "retry-storm": .retryStorm,
        "swallowed-error": .swallowedError, "clock-skew": .clockSkew,
        "uninstrumented-gap": .gap,
    ]

    /// The kinds of smells of each trace, and the troubles planted in it.
    private static let traces = Result {
        () throws -> [(trace: Trace, troubles: [String], smells: Smells)] in
        let traffic = ShopTraffic(options: ShopOptions(), anchor: ReceivedSpans.anchor)
        let slices = -12_000..<0
        var builder = TraceBuilder()
        for request in traffic.requests(inSlices: slices) {
            let batch = try OTLPProtobufDecoder.decode(request.protobuf).batch
            for row in 0..<batch.count {
                builder.append(PlainSpan(Span(columns: batch.columns, row: row)))
            }
        }
        var troubles: [TraceID: [String]] = [:]
        for slice in slices {
            for trace in traffic.traces(inSlice: slice) { troubles[trace.id] = trace.troubles }
        }
        return ClockCorrectedTraces(builder.finish()).traces.map { trace in
            (trace, troubles[trace.id] ?? [], Smells(of: trace))
        }
    }

    @Test func `each planted trouble that a trace can show is named in it`() throws {
        let traces = try Self.traces.get()
        for (trouble, kind) in Self.named {
            let suffering = traces.filter { $0.troubles.contains(trouble) }
            let found = suffering.count { $0.smells.all.contains { $0.kind == kind } }
            #expect(suffering.count > 3, "\(trouble)")
            let share = Double(found) / Double(max(1, suffering.count))
            // A clock that is behind need not show: what it times may still lie within its caller. Beside seconds of retries
            // a third of a second is no gap that matters.
            let least: Double = [SmellKind.clockSkew: 0.9, .gap: 0.98][kind] ?? 1
            #expect(share >= least, "\(trouble): \(found) of \(suffering.count)")
        }
    }

    /// What the shop does anyway: pods of any service on the host whose clock is wrong, and a carrier whose time-outs
    /// shipping makes good.
    private static func isTrue(_ kind: SmellKind, _ span: Span) -> Bool {
        switch kind {
        case .clockSkew: ["cart", "shipping"].contains(span.serviceName)
        case .swallowedError:
            span.serviceName == "shipping" && span.text("http.response.status_code") == "504"
        default: false
        }
    }

    @Test func `nothing is named that was not planted`() throws {
        var wrong: [String: [TraceID]] = [:]
        for (trace, troubles, smells) in try Self.traces.get() {
            let planted = Set(troubles.compactMap { Self.named[$0] })
            for smell in smells.all where !planted.contains(smell.kind) {
                let node = Int(smell.node)
                guard node >= trace.count || !Self.isTrue(smell.kind, trace[node]) else { continue }
                wrong[
                    "\(smell.kind.rawValue) beside \(troubles.sorted())",
                    default: []
                ].append(
                    trace.id
                )
            }
        }
        let list = wrong.sorted { $0.value.count > $1.value.count }.map {
            "\($0.value.count) × \($0.key), such as \($0.value[0].hex)"
        }
        #expect(wrong.isEmpty, "\(list.joined(separator: "\n"))")
    }
}
