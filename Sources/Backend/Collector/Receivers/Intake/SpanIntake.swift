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

    /// Reads a body, decompressed, and offers its spans to the pipeline; does not wait.
    func take(
        _ body: [UInt8],
        _ encoding: some SpanEncoding
    ) -> Result<Taken, IntakeFailure> {
        let most = encoding.mostSpans(inBytes: body.count)
        if let refusal = input.refusal(ofAtMost: most, count: { encoding.spanCount(body) }) {
            return answer(to: refusal, rejected: 0)
        }
        do {
            let batch = try encoding.decode(body)
            return answer(to: input.offer(batch), rejected: batch.spansWithoutTraceID)
        } catch {
            return .failure(.malformed("\(error)"))
        }
    }

    private func answer(to offer: SpanQueue.Offer, rejected: Int) -> Result<Taken, IntakeFailure> {
        switch offer {
        case .taken: .success(Taken(rejectedSpans: rejected))
        case .full: .failure(.unavailable("sending queue is full"))
        case .closed: .failure(.unavailable("the collector is stopping"))
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
