import Compression
import Glibc
import Synchronization

/// `IngestBenchmark send PORT BATCH CODING CONNECTIONS SECONDS RATE`: posts batches and prints what became of
/// them as one line of figures, which ``SenderResult`` reads.
///
/// Every connection has a thread and batches of its own. With a rate of 0 each posts as soon as it has its
/// answer, after a pause if that was 503; else all together keep to so many spans a second. It prints `ready` and waits for a line of input
/// before it begins.
struct SenderProcess {
    private let port: Int
    private let batch: Int
    private let coding: ContentCoding
    private let connections: Int
    private let seconds: Double
    private let rate: Double

    init(_ arguments: ArraySlice<String>) throws {
        let words = Array(arguments)
        guard words.count == 6, let port = Int(words[0]), let batch = Int(words[1]),
            let coding = ContentCoding(rawValue: words[2]), let connections = Int(words[3]),
            let seconds = Double(words[4]), let rate = Double(words[5])
        else {
            throw HTTPConnection.Failure(
                description: "usage: send PORT BATCH CODING CONNECTIONS SECONDS RATE"
            )
        }
        (self.port, self.batch, self.coding) = (port, batch, coding)
        (self.connections, self.seconds, self.rate) = (connections, seconds, rate)
    }

    /// Spans that each run keeps ready: what cannot be renewed is sent again only after all others.
    private var spansReady: Int { coding == .identity ? 131_072 : 393_216 }

    func run() throws {
        let each = max(1, spansReady / batch / connections)
        let pools = try (0..<connections).map { number in
            var shop = ShopSpans(seed: UInt64(number + 1))
            return try (0..<each).map { _ in
                try TraceBatch(&shop, spans: batch, coding: coding)
            }
        }
        print("ready")
        fflush(nil)
        _ = readLine()
        let total = Mutex(SenderResult())
        let start = Measure.now()
        let cpu = Measure.processCPU()
        let threads = pools.enumerated().map { number, pool in
            BenchmarkThread { [self] in
                let result = send(pool, number: number, from: start)
                total.withLock { $0.add(result) }
            }
        }
        for thread in threads { thread.join() }
        var result = total.withLock { $0 }
        result.seconds = Measure.now() - start
        result.cpu = Measure.processCPU() - cpu
        print(result.line)
    }

    /// One connection's work; a failure ends it early and is counted.
    private func send(_ pool: [TraceBatch], number: Int, from start: Double) -> SenderResult {
        var pool = pool
        var result = SenderResult()
        do {
            let connection = try HTTPConnection(port: port)
            var posted = 0
            while true {
                if rate > 0 { waitForTurn(posted * connections + number, from: start) }
                let before = Measure.now()
                guard before - start < seconds else { break }
                let index = posted % pool.count
                if posted >= pool.count { pool[index].renew() }
                let spans = pool[index].spans
                result.sent += spans
                let answer = try connection.post(pool[index].body, coding: coding.rawValue)
                result.note(status: answer.status, spans: spans, took: Measure.now() - before)
                posted += 1
                // As SDKs do, but not for as long: a queue that was full has room again soon.
                if answer.status == 503, rate == 0 { usleep(50_000) }
            }
        } catch {
            result.failures += 1
        }
        return result
    }

    /// Sleeps until the batch of this number is due; returns at once when it is late.
    private func waitForTurn(_ number: Int, from start: Double) {
        let wait = start + Double(number * batch) / rate - Measure.now()
        if wait > 0 { usleep(UInt32(wait * 1e6)) }
    }
}
