import HTTPClient
import Synchronization
import WireFormats

/// Sends the spans of one pod in one request, as the exporter of an SDK does (opentelemetry-proto
/// `docs/specification.md`, OTLP/HTTP): 429, 502, 503 and 504 are retried, as is a request without answer.
struct ShopExporter: Sendable {
    private let transport: HTTPTransport
    private let url: String
    private let clock: ShopClock

    /// How many times a request is sent at most.
    static let tries = 5
    /// The longest wait before a retry, whatever the backend asks for.
    static let longestWait: Duration = .seconds(5)

    init(endpoint: String, clock: ShopClock) {
        var options = TransportOptions()
        options.proxy = .none
        options.maxTime = .seconds(30)
        options.userAgent = "OTel-OTLP-Exporter-spoor-demo"
        transport = HTTPTransport(options: options)
        url = (endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint) + "/v1/traces"
        self.clock = clock
    }

    /// Sends and counts; the last failure to reach the backend is thrown.
    ///
    /// - Throws: ``TransportError``, also when the task was cancelled; the spans are counted in any case.
    func export(
        _ shopRequest: ShopRequest,
        counts: borrowing Mutex<SendCounts>
    ) async throws(TransportError) {
        let spans = shopRequest.spans.count
        let request = ClientRequest(
            "POST",
            url,
            headers: ["Content-Type": "application/x-protobuf"],
            body: shopRequest.protobuf
        )
        var failure: TransportError?
        for attempt in 0..<Self.tries {
            counts.withLock {
                $0.requests += 1
                if attempt > 0 { $0.retries += 1 }
            }
            var wait = Duration.milliseconds(200 << attempt)
            do throws(TransportError) {
                let response = try await transport.send(request)
                let body = try await response.collect(limit: 1 << 16)
                failure = nil
                if response.status < 300 {
                    let rejected = rejectedSpans(body, of: spans)
                    return counts.withLock {
                        $0.accepted += spans - rejected
                        $0.refused += rejected
                    }
                }
                guard [429, 502, 503, 504].contains(response.status) else { break }
                if let seconds = response.headers["Retry-After"].flatMap({ Int($0) }) {
                    wait = .seconds(max(0, min(seconds, 60)))
                }
            } catch {
                failure = error
                if error == .cancelled { break }
            }
            guard attempt + 1 < Self.tries else { break }
            do { try await clock.sleep(min(wait, Self.longestWait)) } catch {
                failure = .cancelled
                break
            }
        }
        let isAnswered = failure == nil
        counts.withLock {
            if isAnswered { $0.refused += spans } else { $0.failed += spans }
        }
        if let failure { throw failure }
    }

    private func rejectedSpans(_ body: [UInt8], of count: Int) -> Int {
        guard let answer = try? ExportTraceServiceResponse(protobuf: body) else { return 0 }
        return Int(clamping: min(max(0, answer.rejectedSpans), Int64(count)))
    }
}
