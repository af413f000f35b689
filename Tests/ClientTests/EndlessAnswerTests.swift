import Client
import HTTPClient
import HTTPServer
import Synchronization
import TestSupport
import Testing
import TraceModel
import WireFormats

/// Servers that never come to an end: what is taken of their answers is bounded.
@Suite(.serialized) struct EndlessAnswerTests {
    private func reader(
        _ url: String,
        _ limits: DecodeLimits,
        maxTime: Duration? = nil
    ) throws -> QueryAPIReader {
        var options = ServerOptions(
            baseURL: try BaseURL(url),
            retries: RetryPolicy(delays: [], jitter: { 0 })
        )
        options.decodeLimits = limits
        options.transport.maxTime = maxTime
        options.listLimit = 1_000_000
        return QueryAPIReader(options)
    }

    /// Bounds of memory alone.
    private let endless = DecodeLimits(
        value: 10_000,
        span: 400_000_000,
        traces: 400_000_000,
        input: .max
    )
    private let small = DecodeLimits(
        value: 10_000,
        span: 1_200_000,
        traces: 4_000_000,
        input: 8_000_000
    )

    @Test(arguments: EndlessServer.Part.allCases.filter(\.isOfTrace))
    func `an answer that never ends is refused with its reason`(part: EndlessServer.Part)
        async throws
    {
        let server = try EndlessServer(part)
        let reader = try reader(server.url, small)
        let error = await failure {
            _ = try await reader.trace(traceOfV3, near: nil, raw: false, progress: nil)
        }
        #expect(error?.kind == .malformedAnswer, "\(error?.message ?? "no error")")
        let expected =
            switch part {
            case .spans: "--max-trace allows more"
            case .events, .attributes, .nestedValues, .resources, .scopes, .serverErrors:
                "--max-span allows more"
            case .text, .key, .whitespace: "--max-answer allows more"
            case .number: "expected a number of at most"
            case .blank: "answered 200 OK without a word"
            case .headers, .header, .interim, .list: ""
            }
        #expect(error?.message.contains(expected) == true, "\(error?.message ?? "no error")")
    }

    @Test(arguments: [EndlessServer.Part.headers, .header, .interim])
    func `a head that never ends is refused in plain words`(part: EndlessServer.Part) async throws {
        let server = try EndlessServer(part)
        let error = await failure { _ = try await reader(server.url, small).services() }
        #expect(
            error?.message.contains("headers are longer than") == true,
            "\(error?.message ?? "")"
        )
    }

    @Test func `a list that never ends is refused`() async throws {
        let server = try EndlessServer(.list)
        let error = await failure { _ = try await reader(server.url, small).services() }
        #expect(error?.message.contains("longer than the limit of 1 MB") == true)
    }

    @Test(arguments: [EndlessServer.Part.text, .whitespace, .events])
    func `an answer without an end can be cancelled`(part: EndlessServer.Part) async throws {
        let server = try EndlessServer(part)
        let reader = try reader(server.url, endless)
        let bytes = Atomic(0)
        let question = Task {
            await failure {
                _ = try await reader.trace(traceOfV3, near: nil, raw: false) { progress in
                    bytes.store(progress.bytes, ordering: .relaxed)
                }
            }
        }
        #expect(await eventually { bytes.load(ordering: .relaxed) > 1_000_000 })
        question.cancel()
        #expect(await question.value?.kind == .cancelled)
    }

    @Test func `the time of a question is for all of it`() async throws {
        let server = try EndlessServer(.whitespace)
        let limit = Duration.milliseconds(300)
        let reader = try reader(server.url, endless, maxTime: limit)
        let error = await failure {
            _ = try await reader.trace(traceOfV3, near: nil, raw: false, progress: nil)
        }
        #expect(error?.kind == .unreachable)
        #expect(error?.message.contains("not complete within 300 ms") == true)
    }

    @Test func `credentials share the time of their question`() async throws {
        let server = try ScriptedServer { _ in .text(503, "starting\n") }
        let left = Mutex<[Duration]>([])
        var options = ServerOptions(
            baseURL: try BaseURL(server.url),
            authorization: .bearer { _ in
                left.withLock { $0.append(QuestionDeadline.timeLeft ?? .zero) }
                return "t"
            },
            retries: RetryPolicy(delays: [.milliseconds(1), .milliseconds(1)], jitter: { 0 })
        )
        options.transport.maxTime = .seconds(60)
        _ = await failure { _ = try await QueryAPIReader(options).services() }
        let times = left.withLock { $0 }
        #expect(times.count >= 3)
        #expect(times.allSatisfy { $0 > .zero && $0 <= .seconds(60) })
        #expect(times == times.sorted(by: >))
        #expect(QuestionDeadline.timeLeft == nil)
    }
}

/// `Retry-After` (RFC 9110 §10.2.3).
struct RetryAfterTests {
    private func reader(_ url: String, maxTime: Duration) throws -> QueryAPIReader {
        var options = ServerOptions(
            baseURL: try BaseURL(url),
            retries: RetryPolicy(delays: [.zero, .zero], jitter: { 0 })
        )
        options.transport.maxTime = maxTime
        return QueryAPIReader(options)
    }

    @Test(arguments: [429, 502, 503, 504])
    func `a longer wait than there is time for ends at once, with what the server asks`(
        status: Int
    ) async throws {
        let server = try ScriptedServer { _ in
            ServerResponse(status: status, headers: ["Retry-After": "3600"], body: .bytes([]))
        }
        let error = await failure {
            _ = try await reader(server.url, maxTime: .seconds(60)).services()
        }
        #expect(error?.kind == .refused(status: status))
        #expect(
            error?.message.contains("the server asks to wait 60 min") == true,
            "\(error?.message ?? "")"
        )
        #expect(server.count("/api/v3/services") == 1)
    }

    @Test func `a wait that there is time for is kept`() async throws {
        let left = Atomic(1)
        let server = try ScriptedServer { request in
            guard request.path == "/api/v3/services",
                left.subtract(1, ordering: .relaxed).oldValue > 0
            else { return nil }
            return ServerResponse(status: 429, headers: ["Retry-After": "0"], body: .bytes([]))
        }
        #expect(try await reader(server.url, maxTime: .seconds(60)).services() == ["a"])
        let policy = RetryPolicy(delays: [.zero], jitter: { 0 })
        #expect(
            policy.delay(afterAttempt: 1, .status(503, retryAfter: .seconds(7))) == .seconds(7)
        )
        #expect(policy.delay(afterAttempt: 1, .status(500, retryAfter: .seconds(7))) == nil)
    }
}
