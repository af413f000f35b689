import TraceModel

/// Takes the spans of requests into a pipeline: what receivers over all transports have in common.
///
/// A request is taken whole or refused whole.
struct SpanIntake: Sendable {
    /// Spans that were taken, though no store keeps some of them.
    struct Taken: Equatable {
        var rejectedSpans = 0

        /// Why some are not kept; empty if all are.
        var message: String {
            rejectedSpans > 0 ? "\(rejectedSpans) spans have no trace id" : ""
        }
    }

    let input: PipelineInput

    init(_ pipeline: SpanPipeline, labels: ReceiverLabels) {
        input = pipeline.input(for: labels)
    }

    /// Whether a request is answered when it is on disk, so that it has to wait.
    var waitsForLog: Bool { input.log != nil }

    /// Reads a body, decompressed, and offers its spans to the pipeline; does not wait.
    func takeAtOnce(
        _ body: [UInt8],
        _ encoding: some SpanEncoding
    ) -> Result<Taken, IntakeFailure> {
        read(body, encoding).flatMap { batch in
            answer(to: input.offer(batch), rejected: batch.spansWithoutTraceID)
        }
    }

    /// The same; returns when the body is in the pipeline's log, if it has one.
    func take(
        _ body: [UInt8],
        _ encoding: some SpanEncoding
    ) async -> Result<Taken, IntakeFailure> {
        guard let log = input.log else { return takeAtOnce(body, encoding) }
        switch read(body, encoding) {
        case .failure(let failure): return .failure(failure)
        case .success(let batch):
            let kind = encoding.logKind
            let offer = await input.offer(batch, body: body, kind: kind, to: log)
            return answer(to: offer, rejected: batch.spansWithoutTraceID)
        }
    }

    private func read(
        _ body: [UInt8],
        _ encoding: some SpanEncoding
    ) -> Result<SpanBatch, IntakeFailure> {
        let most = encoding.mostSpans(inBytes: body.count)
        if let refusal = input.refusal(ofAtMost: most, count: { encoding.spanCount(body) }),
            case .failure(let failure) = answer(to: refusal, rejected: 0)
        {
            return .failure(failure)
        }
        do {
            return .success(try encoding.decode(body))
        } catch {
            return .failure(.malformed("\(error)"))
        }
    }

    private func answer(to offer: SpanQueue.Offer, rejected: Int) -> Result<Taken, IntakeFailure> {
        switch offer {
        case .taken: .success(Taken(rejectedSpans: rejected))
        case .full: .failure(.unavailable("sending queue is full"))
        case .closed: .failure(.unavailable("the collector is stopping"))
        case .unwritten(let reason):
            .failure(.unavailable("the batch cannot be kept: \(reason)"))
        case .tooLarge:
            .failure(
                .tooLarge("the request holds more than the whole queue; send smaller batches")
            )
        }
    }
}

extension SpanBatch {
    /// Spans of the trace id zero, which no store keeps.
    fileprivate var spansWithoutTraceID: Int {
        guard let zero = columns.traceIDs.firstIndex(of: .zero) else { return 0 }
        return columns.traceIndexes.count { Int($0) == zero }
    }
}
