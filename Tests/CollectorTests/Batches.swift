import Collector
import TestSupport
import TraceModel
import WireFormats

extension SpanBatch {
    /// So many spans of one trace.
    static func numbered(_ count: Int) -> SpanBatch {
        SpanBatch(
            (0..<count).map { number in
                var span = PlainSpan()
                span.traceID = .named("trace")
                span.spanID = SpanID(UInt64(number + 1))
                span.name = "span \(number)"
                return span
            }
        )
    }
}

extension TraceSketch {
    /// All traces as one OTLP request.
    var request: [UInt8] {
        build().first.map { OTLPProtobufEncoder.encode(SpanBatch(columns: $0.columns)) } ?? []
    }
}

extension ReceiverLabels {
    static let test = ReceiverLabels(receiver: "test", transport: "none")
}
