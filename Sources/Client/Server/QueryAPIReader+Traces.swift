import HTTPClient
import PlainText
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
        var decoder = TraceDecoder(format: format, limits: sender.options.decodeLimits)
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
        // What came and was not read yet.
        var gathered: [UInt8] = []
        while true {
            let chunk: [UInt8]?
            do throws(TransportError) {
                chunk = try await chunks.next(isolation: nil)
            } catch {
                // For how many spans there were; that they cannot be read is the smaller trouble.
                try? Self.feed(gathered, to: &decoder, name)
                var failure = error.ofQuestion.readerError(request: name)
                if failure.kind != .cancelled {
                    failure.message += " (\(CountText.of(decoder.spanCount, "span")) had come)"
                }
                throw failure
            }
            guard let chunk else { break }
            // A body that is at hand already must not make a cancelled task go on.
            guard !Task.isCancelled else { throw .cancelled }
            byteCount += chunk.count
            gathered += chunk
            if byteCount <= Self.readAtOnce || gathered.count >= Self.gatheredSize {
                try Self.feed(gathered, to: &decoder, name)
                gathered.removeAll(keepingCapacity: true)
            }
            meter.note(bytes: byteCount, spans: decoder.spanCount)
            // Where the next chunk is always there already, others would never get their turn.
            await Task.yield()
        }
        try Self.feed(gathered, to: &decoder, name)
        meter.finish(bytes: byteCount, spans: decoder.spanCount)
        do throws(DecodeError) {
            return .traces(try decoder.finish(), timing)
        } catch {
            throw Self.unreadable(error, decoder.spanCount, name)
        }
    }

    /// What comes first is read as it comes: whether it is an answer at all shows there, and most are no longer.
    private static let readAtOnce = 1 << 20
    /// Then so much is read together: enough to be read in batches, on all cores.
    private static let gatheredSize = 4 << 20

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
        let came = "(\(CountText.of(spans, "span")) had come)"
        let words =
            error.bound == nil
            ? "answered with JSON that cannot be read on." : "answers with too much."
        return TraceReaderError(.malformedAnswer, "\(name) \(words) \(error) \(came)")
    }
}
