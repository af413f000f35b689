import StorageFiles
import Synchronization
import TraceModel

/// The log of a folder as receivers see it.
struct SegmentLog: BatchLog {
    /// More blocks do not wait for room on disk: batches are refused until one could be sealed.
    private static let mostWaiting = 2 * SpanStore.mostWaiting

    let log: WriteAheadLog
    let store: SpanStore

    func append(
        _ body: [UInt8],
        kind: UInt16,
        completion: @escaping @Sendable (Result<UInt64, TraceWriterError>) -> Void
    ) {
        guard store.state.withLock({ $0.waiting.count }) <= Self.mostWaiting else {
            return completion(
                .failure(
                    TraceWriterError(
                        isRetryable: true,
                        message: "no segment can be written to the folder of traces"
                    )
                )
            )
        }
        body.withUnsafeBytes { bytes in
            log.append(bytes, kind: kind) { result in
                completion(
                    result.mapError {
                        TraceWriterError(isRetryable: $0.isRetryable, message: "\($0)")
                    }
                )
            }
        }
    }
}
