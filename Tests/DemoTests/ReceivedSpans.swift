import Demo
import Testing
import TraceModel
import WireFormats

/// What a backend gets from a shop: spans decoded from the very bytes that are sent.
struct ReceivedSpans {
    let spans: [Span]
    let byTrace: [TraceID: [Span]]

    /// Decodes the traffic of some slices.
    init(_ traffic: ShopTraffic, slices: Range<Int>) throws {
        var spans: [Span] = []
        for request in traffic.requests(inSlices: slices) {
            let batch = try OTLPProtobufDecoder.decode(request.protobuf).batch
            spans += (0..<batch.count).map { Span(columns: batch.columns, row: $0) }
        }
        self.spans = spans
        byTrace = Dictionary(grouping: spans, by: \.traceID)
    }

    /// Spans of a service and a name.
    func named(_ name: String, of service: String) -> [Span] {
        spans.filter { $0.name == name && $0.serviceName == service }
    }

    func children(of span: Span) -> [Span] {
        (byTrace[span.traceID] ?? []).filter { $0.parentID == span.id }
    }

    func parent(of span: Span) -> Span? {
        byTrace[span.traceID]?.first { $0.id == span.parentID }
    }

    /// The last minutes of the past.
    static func recent(minutes: Int = 15) throws -> (ShopTraffic, ReceivedSpans) {
        let traffic = ShopTraffic(options: ShopOptions(), anchor: anchor)
        return (traffic, try ReceivedSpans(traffic, slices: -minutes * 600..<0))
    }

    /// The whole past, made once for all tests.
    static let hour = Result { try recent(minutes: 60) }

    /// Some time in 2026.
    static let anchor: UInt64 = 1_790_000_000_000_000_000
}

extension Span {
    func text(_ key: String) -> String? {
        switch attributes.first(key) ?? resource.attributes.first(key) {
        case .string(let text): text
        case .int(let number): "\(number)"
        case .bool(let flag): "\(flag)"
        case .double(let number): "\(number)"
        default: nil
        }
    }

    var milliseconds: Double { Double(duration) / 1e6 }
}

/// The value that `share` of the values do not exceed.
func percentile(_ share: Double, _ values: [Double]) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, Int(share * Double(sorted.count)))]
}
