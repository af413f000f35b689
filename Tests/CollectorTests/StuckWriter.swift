import TestSupport
import TraceModel

/// A store that never gets done.
struct StuckWriter: TraceWriter {
    func write(_ batch: SpanBatch) async throws(TraceWriterError) -> WriteReceipt {
        while !Task.isCancelled { try? await Task.sleep(for: .milliseconds(1)) }
        throw TraceWriterError(isRetryable: false, message: "stopped")
    }
}

extension TraceSketch {
    /// An OTLP request with so many spans of the trace `sent`.
    static func request(ofSpans count: Int) -> [UInt8] {
        var sketch = TraceSketch(traceID: .named("sent"))
        for number in 0..<count { sketch.span("span \(number)", 0..<1) }
        return sketch.request
    }
}
