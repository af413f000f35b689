import HTTPClient
import TraceModel
import WireFormats

/// Whole traces, decoded while they come in.
extension QueryAPIReader {
    /// What came of asking for whole traces.
    enum TracesReply: Sendable {
        case traces(DecodedTraces, AnswerTiming)
        /// A refusal, or something that is not JSON.
        case other(ServerAnswer)
    }

    /// Asks and decodes, chunk by chunk and away from the caller's actor.
    @concurrent
    func traces(
        _ request: QueryAPIRequest,
        _ format: WrittenFormat,
        progress: ProgressHandler?
    ) async throws(TraceReaderError) -> TracesReply {
        let rest: ResponseBody
        let timing: AnswerTiming
        var decoder = TraceDecoder(format: format)
        var byteCount = 0
        var meter = ProgressMeter(progress, clock: sender.options.clock)
        let name = sender.name(request)
        switch try await sender.open(request) {
        case .other(let answer): return .other(answer)
        case .json(let first, let body, let header):
            timing = header
            try Self.feed(first, to: &decoder, name)
            byteCount = first.count
            rest = body
        }
        meter.note(bytes: byteCount, spans: decoder.spanCount)
        var chunks = rest.makeAsyncIterator()
        while true {
            let chunk: [UInt8]?
            do throws(TransportError) {
                chunk = try await chunks.next(isolation: nil)
            } catch {
                var failure = error.readerError(request: name)
                if failure.kind != .cancelled {
                    failure.message += " (\(decoder.spanCount) spans had come)"
                }
                throw failure
            }
            guard let chunk else { break }
            try Self.feed(chunk, to: &decoder, name)
            byteCount += chunk.count
            meter.note(bytes: byteCount, spans: decoder.spanCount)
        }
        meter.finish(bytes: byteCount, spans: decoder.spanCount)
        do throws(DecodeError) {
            return .traces(try decoder.finish(), timing)
        } catch {
            throw Self.unreadable(error, decoder.spanCount, name)
        }
    }

    private static func feed(
        _ bytes: [UInt8],
        to decoder: inout TraceDecoder,
        _ name: String
    ) throws(TraceReaderError) {
        do throws(DecodeError) {
            try decoder.feed(bytes)
        } catch {
            throw unreadable(error, decoder.spanCount, name)
        }
    }

    private static func unreadable(
        _ error: DecodeError,
        _ spans: Int,
        _ name: String
    ) -> TraceReaderError {
        TraceReaderError(
            .malformedAnswer,
            "\(name) answered with JSON that cannot be read on. \(error) (\(spans) spans had come)"
        )
    }
}
