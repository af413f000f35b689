import Compression
import HTTPServer
import TraceModel
import WireFormats

extension QueryServer {
    /// The longest OTLP document that is transformed, decompressed.
    private static let longestDocument = 64 << 20

    /// `POST /api/transform`: OTLP JSON in, the same traces in Jaeger's JSON out, not adjusted.
    func legacyTransform(
        _ request: ServerRequest,
        _ parameters: Parameters
    ) throws(Refusal) -> ServerResponse {
        let token = request.headers["Content-Encoding"] ?? ""
        guard let coding = ContentCoding(token: token) else {
            throw Refusal(400, "cannot unmarshal OTLP : unsupported Content-Encoding: \(token)")
        }
        let body: [UInt8]
        do {
            body = try decompress(request.body, coding: coding, limit: Self.longestDocument)
        } catch {
            throw Refusal(400, "cannot unmarshal OTLP : \(error)")
        }
        var decoder = TraceDecoder.ofRequests()
        let decoded: DecodedTraces
        do throws(DecodeError) {
            try decoder.feed(body)
            decoded = try decoder.finish()
        } catch {
            throw Refusal(400, "cannot unmarshal OTLP : \(error)")
        }
        guard decoded.report.malformedSpans + decoded.report.malformedParts == 0 else {
            let reason = decoded.report.reasons.first ?? "malformed spans"
            throw Refusal(400, "cannot unmarshal OTLP : \(reason)")
        }
        return LegacyAnswer.traces(FoundTraces(decoded.traces), parameters)
    }
}
