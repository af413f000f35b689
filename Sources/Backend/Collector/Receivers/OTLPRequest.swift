import TraceModel
import WireFormats

/// The spans of one OTLP request.
struct OTLPRequest {
    /// Why a request cannot be taken, as a sentence.
    struct Malformed: Error, CustomStringConvertible {
        var description: String
    }

    var batch: SpanBatch

    /// Spans of the trace id zero, which no store keeps.
    var namelessSpans: Int {
        let columns = batch.columns
        guard let zero = columns.traceIDs.firstIndex(of: .zero) else { return 0 }
        return columns.traceIndexes.count { Int($0) == zero }
    }

    /// No body of so many bytes holds more: in protobuf a span takes a tag and a length at least.
    static func mostSpans(inBytes count: Int) -> Int { count / 2 }

    /// The number of spans in a body, decompressed, where it can be had for less than reading them.
    static func spanCount(_ body: [UInt8], _ encoding: OTLPEncoding) -> Int? {
        encoding == .protobuf ? OTLPProtobufDecoder.spanCount(body) : nil
    }

    /// Reads a body, decompressed; one that cannot be read completely is refused whole.
    static func decode(_ body: [UInt8], _ encoding: OTLPEncoding) throws -> OTLPRequest {
        switch encoding {
        case .protobuf: return OTLPRequest(batch: try OTLPProtobufDecoder.decode(body).batch)
        case .json:
            guard body.contains(where: { $0 > 0x20 }) else {
                throw Malformed(description: "not an OTLP request: the body is empty")
            }
            var decoder = TraceDecoder(format: .otlpJSON)
            try decoder.feed(body)
            let decoded = try decoder.finish()
            guard decoded.report.malformedSpans + decoded.report.malformedParts == 0 else {
                let reason = decoded.report.reasons.first ?? "malformed spans"
                throw Malformed(description: "not an OTLP request: \(reason)")
            }
            // All traces of one document share its columns.
            guard let columns = decoded.traces.first?.columns else {
                return OTLPRequest(batch: TraceBuilder().finishBatch())
            }
            return OTLPRequest(batch: SpanBatch(columns: columns))
        }
    }
}
