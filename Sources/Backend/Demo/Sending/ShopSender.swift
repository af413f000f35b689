package import HTTPClient
import Synchronization

/// Sends the traffic of a simulated shop to a backend: OTLP over HTTP, protobuf, each pod in its own requests.
///
/// The anchor of the traffic is when it was made; fill in the past first, then run.
package final class ShopSender: Sendable {
    package let traffic: ShopTraffic
    private let exporter: ShopExporter
    private let clock: ShopClock
    private let tally = Mutex(SendCounts())

    /// Requests under way at a time.
    private static let width = 4
    /// Slices that live traffic may be late before it drops spans instead of keeping them.
    private static let latestSend = 50

    /// Makes a shop that sends to `endpoint`, such as `http://127.0.0.1:4318`.
    ///
    /// - Throws: ``TransportError/invalidURL(_:reason:)`` if that is not a URL.
    package init(
        options: ShopOptions,
        endpoint: String,
        clock: ShopClock = .system
    ) throws(TransportError) {
        _ = try WebURL(endpoint)
        traffic = ShopTraffic(options: options, anchor: clock.now())
        exporter = ShopExporter(endpoint: endpoint, clock: clock)
        self.clock = clock
    }

    /// What became of the spans so far.
    package var counts: SendCounts { tally.withLock { $0 } }

    /// Sends the past, the oldest first.
    ///
    /// - Parameter progress: Called now and then with the part that is sent, 0 to 1.
    /// - Throws: ``TransportError`` if the backend cannot be reached; a refusal is only counted.
    package func fillHistory(
        progress: @Sendable (Double) -> Void = { _ in }
    ) async throws(TransportError) {
        let slices = traffic.historySlices
        // Some minutes of all pods are enough to fill their requests.
        let step = max(1, slices.count / 12)
        for start in stride(from: slices.lowerBound, to: slices.upperBound, by: step) {
            let end = min(start + step, slices.upperBound)
            let requests = traffic.requests(inSlices: start..<end)
            tally.withLock { $0.made += requests.reduce(0) { $0 + $1.spans.count } }
            if let failure = await send(requests) { throw failure }
            if Task.isCancelled { throw .cancelled }
            progress(Double(end - slices.lowerBound) / Double(slices.count))
        }
    }

    /// Sends live traffic until the task is cancelled; what cannot be sent is counted and not kept for long.
    package func run() async {
        var queues = ExportQueues(fleet: traffic.fleet)
        var next = 0
        while !Task.isCancelled {
            let now = sliceNumber(of: clock.now())
            while next < now, !Task.isCancelled {
                let isLate = now - next > Self.latestSend
                for trace in traffic.traces(inSlice: next) {
                    count(trace)
                    if isLate {
                        tally.withLock { $0.dropped += trace.spans.count }
                    } else {
                        for span in trace.spans {
                            queues.add(span, endingIn: max(next, sliceNumber(of: span.end)))
                        }
                    }
                }
                queues.finish(slice: next)
                _ = await send(queues.take(dueIn: next))
                next += 1
            }
            do { try await clock.sleep(.nanoseconds(ShopTraffic.sliceLength)) } catch { return }
        }
    }

    private func sliceNumber(of time: UInt64) -> Int {
        let passed = Int64(bitPattern: time) &- Int64(bitPattern: traffic.anchor)
        return Int(passed / ShopTraffic.sliceLength)
    }

    private func count(_ trace: ShopTrace) {
        tally.withLock { $0.made += trace.spans.count }
    }

    /// Sends requests, some at a time; returns the last failure to reach the backend.
    private func send(_ requests: [ShopRequest]) async -> TransportError? {
        await withTaskGroup(of: TransportError?.self) { group in
            var failure: TransportError?
            for (number, request) in requests.enumerated() {
                if number >= Self.width, let ended = await group.next(), let error = ended {
                    failure = error
                }
                group.addTask {
                    do throws(TransportError) {
                        try await self.exporter.export(request, counts: self.tally)
                        return nil
                    } catch { return error }
                }
            }
            for await ended in group { if let ended { failure = ended } }
            return failure
        }
    }
}
