package import TraceModel
import WireFormats

/// Requests in the forms of OTLP.
extension OTLPEncoding {
    /// Why a request cannot be taken, as a sentence.
    private struct Malformed: Error, CustomStringConvertible {
        var description: String
    }

    package var logKind: UInt16 {
        switch self {
        case .protobuf: 1
        case .json: 2
        }
    }

    /// In protobuf a span takes a tag and a length at least.
    package func mostSpans(inBytes count: Int) -> Int { count / 2 }

    package func spanCount(_ body: [UInt8]) -> Int? {
        switch self {
        case .protobuf: OTLPProtobufDecoder.spanCount(body)
        case .json: nil
        }
    }

    package func decode(_ body: [UInt8]) throws -> SpanBatch {
        switch self {
        case .protobuf: return try OTLPProtobufDecoder.decode(body).batch
        case .json:
            guard body.contains(where: { $0 > 0x20 }) else {
                throw Malformed(description: "not an OTLP request: the body is empty")
            }
            var decoder = TraceDecoder.ofRequests()
            try decoder.feed(body)
            let decoded = try decoder.finish()
            guard decoded.report.malformedSpans + decoded.report.malformedParts == 0 else {
                let reason = decoded.report.reasons.first ?? "malformed spans"
                throw Malformed(description: "not an OTLP request: \(reason)")
            }
            // All traces of one document share its columns.
            guard let columns = decoded.traces.first?.columns else {
                return TraceBuilder().finishBatch()
            }
            return SpanBatch(columns: columns)
        }
    }
}
