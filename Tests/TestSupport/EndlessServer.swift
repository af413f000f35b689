/// A server that answers as one of the v3 family does, except that a part of its answers never ends.
///
/// What it sends is bounded, so that a client without bounds fails a test instead of the machine.
package final class EndlessServer: Sendable {
    /// What never ends.
    package enum Part: String, CaseIterable, Sendable {
        case spans, events, attributes, nestedValues, resources, scopes, serverErrors
        case text, key, number, whitespace, blank
        /// Header fields of an answer; one header field; interim answers.
        case headers, header, interim
        /// A list of services.
        case list

        /// Whether an answer with a trace is what does not end.
        package var isOfTrace: Bool {
            switch self {
            case .spans, .events, .attributes, .nestedValues, .resources, .scopes, .serverErrors,
                .text,
                .key, .number, .whitespace, .blank:
                true
            case .headers, .header, .interim, .list: false
            }
        }
    }

    private static let mostBytes = 4 << 30
    private static let head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"
    private static let openTrace = """
        {"result":{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"a"}}]},\
        "scopeSpans":[{"spans":[
        """
    private static let openSpan = """
        {"traceId":"0af7651916cd43dd8448eb211c80319c","spanId":"b7ad6b7169203331","name":"GET /",\
        "startTimeUnixNano":"1795250795098898000","endTimeUnixNano":"1795250795099898000"
        """

    private let server: LoopbackServer
    package var url: String { "http://127.0.0.1:\(server.port)" }

    package init(_ part: Part) throws {
        server = try LoopbackServer { connection in
            let request = connection.receive(until: "\r\n\r\n")
            let path = request.split(separator: " ").dropFirst().first.map(String.init) ?? ""
            if !part.isOfTrace {
                Self.sendForever(part, to: connection)
            } else if path.hasPrefix("/api/v3/traces/") {
                connection.send(Self.head)
                Self.sendForever(part, to: connection)
            } else if path == "/api/v3/services" {
                connection.send(Self.head + #"{"services":["a"]}"#)
            } else {
                connection.send("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\nno\n")
            }
        }
    }

    private static func sendForever(_ part: Part, to connection: LoopbackConnection) {
        let (start, piece) = beginning(part)
        var isHeard = connection.send(start)
        var sent = 0
        var number = 0
        while isHeard, sent < mostBytes {
            var bytes: [UInt8] = []
            while bytes.count < 200_000 {
                number += 1
                bytes += piece(number).utf8
            }
            isHeard = connection.send(bytes)
            sent += bytes.count
        }
    }

    /// What comes first, and what is repeated, which is given its number.
    private static func beginning(_ part: Part) -> (String, @Sendable (Int) -> String) {
        let span = openTrace + openSpan
        let long = String(repeating: "x", count: 10_000)
        return switch part {
        case .spans: (openTrace + openSpan + "}", { ",\(openSpan),\"traceState\":\"\($0)\"}" })
        case .events: (span + #","events":["#, { _ in #"{"timeUnixNano":"1","name":"e"},"# })
        case .attributes:
            (span + #","attributes":["#, { #"{"key":"k\#($0)","value":{"stringValue":"v"}},"# })
        case .nestedValues:
            (
                span + #","attributes":[{"key":"k","value":{"arrayValue":{"values":["#,
                { _ in #"{"intValue":"1"},"# }
            )
        case .resources: (#"{"result":{"resourceSpans":["#, { _ in "{}," })
        case .scopes: (#"{"result":{"resourceSpans":[{"scopeSpans":["#, { _ in "{}," })
        case .serverErrors:
            (
                #"{"result":{"resourceSpans":[]}}"#,
                { #"{"error":{"message":"\#($0) \#(long.prefix(900))"}}"# }
            )
        case .text: (span + #","traceState":""#, { _ in long })
        case .key: (span + #",""#, { _ in long })
        case .number: (span + #","flags":"#, { _ in "1" })
        case .whitespace: (#"{"result":"#, { _ in long.replacing("x", with: " ") })
        case .blank: ("", { _ in "    " })
        case .headers: ("HTTP/1.1 200 OK\r\n", { "X-\($0): a\r\n" })
        case .header: ("HTTP/1.1 200 OK\r\nX-A: ", { _ in long })
        case .interim: ("", { _ in "HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n" })
        case .list: (head + #"{"services":["#, { _ in "{}," })
        }
    }
}
