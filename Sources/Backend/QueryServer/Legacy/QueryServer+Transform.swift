import Compression
import HTTPServer
import TraceModel
import WireFormats

extension QueryServer {
    /// `POST /api/transform`: OTLP JSON in, the same traces in Jaeger's JSON out, not adjusted.
    func legacyTransform(
        _ request: ServerRequest,
        _ parameters: Parameters
    ) async throws(Refusal) -> ServerResponse {
        let traces = try await turnstile.pass { () throws(Refusal) in try self.traces(in: request) }
        return try await legacyAnswer(traces.map { TraceInParts($0) }, parameters, isRaw: true)
    }

    private func traces(in request: ServerRequest) throws(Refusal) -> [Trace] {
        let token = request.headers["Content-Encoding"] ?? ""
        guard let coding = ContentCoding(token: token) else {
            throw Refusal(400, "cannot unmarshal OTLP : unsupported Content-Encoding: \(token)")
        }
        let body: [UInt8]
        do {
            body = try decompress(request.body, coding: coding, limit: limits.documentBytes)
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
        return decoded.traces
    }
}
