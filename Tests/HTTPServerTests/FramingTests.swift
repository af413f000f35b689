import Foundation
import HTTPServer
import TestSupport
import Testing

struct FramingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        let status: Int
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "two Content-Lengths that differ",
            text:
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
            status: 400
        ),
        Case(
            name: "two Content-Lengths that agree",
            text:
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
            status: 200
        ),
        Case(
            name: "Content-Length with Transfer-Encoding",
            text:
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "0\r\n\r\n",
            status: 400
        ),
        Case(
            name: "a negative Content-Length",
            text: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\nhello",
            status: 400
        ),
        Case(
            name: "a Content-Length with a sign",
            text: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +5\r\n\r\nhello",
            status: 400
        ),
        Case(
            name: "a Content-Length beyond 64 bits",
            text: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999999999\r\n\r\nhello",
            status: 413
        ),
        Case(
            name: "a Transfer-Encoding that is not chunked",
            text: "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
            status: 400
        ),
        Case(
            name: "two Transfer-Encodings",
            text: "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                + "Transfer-Encoding: identity\r\n\r\n0\r\n\r\n",
            status: 400
        ),
        Case(
            name: "chunked in HTTP/1.0",
            text: "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            status: 400
        ),
        Case(name: "no Host in HTTP/1.1", text: "GET / HTTP/1.1\r\n\r\n", status: 400),
        Case(name: "two Hosts", text: "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", status: 400),
        Case(name: "no Host in HTTP/1.0", text: "GET / HTTP/1.0\r\n\r\n", status: 200),
        Case(
            name: "a space before the colon",
            text: "POST / HTTP/1.1\r\nHost: x\r\nContent-Length : 5\r\n\r\nhello",
            status: 400
        ),
        Case(
            name: "a header field without a colon",
            text: "GET / HTTP/1.1\r\nHost: x\r\nnonsense\r\n\r\n",
            status: 400
        ),
        Case(
            name: "a control character in a value",
            text: "GET / HTTP/1.1\r\nHost: x\r\nA: b\u{1}c\r\n\r\n",
            status: 400
        ),
        Case(name: "HTTP/2 in the clear", text: "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", status: 505),
        Case(
            name: "a header of 200 kB",
            text: "GET / HTTP/1.1\r\nHost: x\r\nA: " + String(repeating: "y", count: 200_000)
                + "\r\n\r\n",
            status: 431
        ),
        Case(
            name: "a NUL in the target",
            text: "GET /a\u{0}b HTTP/1.1\r\nHost: x\r\n\r\n",
            status: 400
        ),
        Case(name: "two spaces", text: "GET /  HTTP/1.1\r\nHost: x\r\n\r\n", status: 400),
        Case(
            name: "two thousand parameters",
            text: "GET /?" + (0..<2000).map { "p\($0)=1" }.joined(separator: "&")
                + " HTTP/1.1\r\nHost: x\r\n\r\n",
            status: 200
        ),
        Case(name: "a plain request", text: "GET / HTTP/1.1\r\nHost: x\r\n\r\n", status: 200),
    ]

    @Test(arguments: cases)
    func `a head that can be read in two ways is refused`(_ example: Case) async throws {
        let listener = try HTTPListener.make { _ in .text(200, "reached\n") }
        let port = listener.port
        try await onOwnThread {
            let connection = try LoopbackConnection(to: port)
            connection.send(example.text)
            let line = connection.receive(until: "\r\n")
            #expect(line.dropFirst("HTTP/1.1 ".count).hasPrefix("\(example.status) "))
            if example.status == 400 || example.status == 505 {
                #expect(!connection.receiveAll().contains("reached"))
            }
        }
    }

    @Test(arguments: ["+5", "-5", "5 5", "0x5", "5,5", "", "99999999999999999999"])
    func `a length that cannot be read gets one answer`(length: String) async throws {
        let listener = try HTTPListener.make { _ in .text(200, "reached\n") }
        let port = listener.port
        try await onOwnThread {
            // A request that is received meanwhile is not touched.
            let other = try LoopbackConnection(to: port)
            other.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n")
            let connection = try LoopbackConnection(to: port)
            connection.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: \(length)\r\n\r\nhello")
            let answer = connection.receiveAll()
            #expect(answer.hasPrefix("HTTP/1.1 4"), "\(answer)")
            #expect(answer.components(separatedBy: "HTTP/1.").count == 2, "\(answer)")
            #expect(!answer.contains("reached"))
            other.send("\r\nhello")
            #expect(other.receive(until: "\r\n").contains(" 200 "))
        }
    }
}
