import Compression
import HTTPClient
import HTTPServer
import Synchronization
import TestSupport
import Testing

struct StreamingTests {
    static let block = [UInt8](repeating: 0x78, count: 1 << 16)

    @Test func `50 MB come through whole and in pieces`() async throws {
        let listener = try HTTPListener.make { _ in
            ServerResponse(
                status: 200,
                body: .stream(length: 800 << 16) { writer in
                    for index in 0..<800 {
                        var block = Self.block
                        block[0] = UInt8(index & 0xFF)
                        try await writer.write(block)
                    }
                }
            )
        }
        let response = try await HTTPTransport.direct().send(ClientRequest(url: listener.url("/")))
        var count = 0
        var sum = 0
        var largest = 0
        for try await chunk in response.body {
            largest = max(largest, chunk.count)
            // The first byte of each block lies at a known place.
            var mark = (count + 0xFFFF) & ~0xFFFF
            while mark < count + chunk.count {
                #expect(chunk[mark - count] == UInt8(mark >> 16 & 0xFF))
                sum += 1
                mark += 1 << 16
            }
            count += chunk.count
        }
        #expect(count == 800 << 16)
        #expect(sum == 800)
        #expect(largest <= 512 << 10)
        #expect(response.wireBytes == 800 << 16)
    }

    @Test func `a reader that waits makes the sender wait`() async throws {
        let sent = Counter()
        let server = try LoopbackServer { connection in
            _ = connection.receive(until: "\r\n\r\n")
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(800 << 16)\r\n\r\n")
            for _ in 0..<800 where connection.send(Self.block) { sent.add(1) }
        }
        let response = try await HTTPTransport.direct().send(ClientRequest(url: server.url("/")))
        // Nobody reads: what was sent settles at what kernel and transport hold.
        var last = -1
        let hasSettled = await eventually {
            defer { last = sent.value }
            try? await Task.sleep(for: .milliseconds(100))
            return sent.value == last
        }
        #expect(hasSettled)
        #expect(sent.value < 400)
        #expect(response.wireBytes < 1 << 20)
        var count = 0
        for try await chunk in response.body { count += chunk.count }
        #expect(count == 800 << 16)
    }

    @Test func `a paused body is not a stall`() async throws {
        let server = try LoopbackServer { connection in
            _ = connection.receive(until: "\r\n\r\n")
            connection.send("HTTP/1.1 200 OK\r\nContent-Length: \(40 << 16)\r\n\r\n")
            for _ in 0..<40 { connection.send(Self.block) }
        }
        let transport = HTTPTransport.direct { $0.stallTimeout = .milliseconds(100) }
        let response = try await transport.send(ClientRequest(url: server.url("/")))
        #expect(await eventually { response.wireBytes > 200_000 })
        // Longer than the stall limit: the reader is the slow one.
        try await Task.sleep(for: .milliseconds(400))
        #expect(try await response.collect(limit: 40 << 16).count == 40 << 16)
    }

    @Test(arguments: [ContentCoding.gzip, .deflate, .zstd])
    func `compressed answers are decoded, the wire is counted as it was`(
        coding: ContentCoding
    ) async throws {
        let text = String(repeating: "a trail of spans; ", count: 50_000)
        let packed = try compress(Array(text.utf8), coding: coding)
        let listener = try HTTPListener.make { request in
            let accepted = request.headers["Accept-Encoding"] ?? ""
            guard accepted.contains(coding.rawValue) else { return .text(406, accepted) }
            return ServerResponse(
                status: 200,
                headers: ["Content-Encoding": coding.rawValue],
                body: .bytes(packed)
            )
        }
        let response = try await HTTPTransport.direct().send(ClientRequest(url: listener.url("/")))
        #expect(response.status == 200)
        #expect(try await response.text() == text)
        #expect(response.wireBytes == packed.count)
    }

    @Test func `an answer that is not compressed as it says is an error`() async throws {
        let listener = try HTTPListener.make { _ in
            .text(200, "plain", headers: ["Content-Encoding": "gzip"])
        }
        let error = await #expect(throws: TransportError.self) {
            try await HTTPTransport.direct().send(ClientRequest(url: listener.url("/"))).text()
        }
        guard case .badEncoding = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `collecting stops at its limit`() async throws {
        let listener = try HTTPListener.make { _ in .text(200, "0123456789") }
        let transport = HTTPTransport.direct()
        let url = listener.url("/")
        #expect(try await transport.send(ClientRequest(url: url)).collect(limit: 10).count == 10)
        await #expect(throws: TransportError.tooLarge(limit: 9)) {
            try await transport.send(ClientRequest(url: url)).collect(limit: 9)
        }
    }
}

/// A number that several threads count up.
final class Counter: Sendable {
    private let count = Atomic(0)
    var value: Int { count.load(ordering: .sequentiallyConsistent) }
    func add(_ number: Int) { count.add(number, ordering: .sequentiallyConsistent) }
}
