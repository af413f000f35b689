import Follow
import Foundation
import Synchronization
import TestSupport
import TraceModel
import WireFormats

/// A Jaeger with summaries on loopback that gives steady traffic, or bytes of the test's own.
///
/// It says no `Date`: its clock is the virtual one.
final class SteadyServer: Sendable {
    typealias Log = Mutex<[(time: Nanoseconds, target: String)]>

    private final class State: Sendable {
        let log = Log([])
    }

    private let server: LoopbackServer
    private let state = State()

    /// Asks `misbehave` first, with the second and the number of the search: what it returns is sent as it is, and then
    /// the connection is closed.
    init(
        _ virtual: VirtualClock,
        traffic: @escaping @Sendable (_ second: Int) -> SteadyTraffic,
        misbehave: @escaping @Sendable (_ second: Int, _ number: Int) -> String?
    ) throws {
        let state = state
        server = try LoopbackServer { connection in
            while let target = Self.target(of: connection.receive(until: "\r\n\r\n")) {
                let time = virtual.now
                let number = state.log.withLock { log in
                    log.append((time.monotonic, target))
                    return log.count { $0.target.contains("start_time_min") }
                }
                let isSearch = target.contains("start_time_min")
                if isSearch, let bytes = misbehave(virtual.second, number) {
                    connection.send(bytes)
                    return
                }
                let answer = Self.query(target).map {
                    Self.json(traffic(virtual.second).answer($0, at: time.wall, number: number))
                }
                connection.send(answer ?? Self.usual(target))
            }
        }
    }

    var url: String { "http://127.0.0.1:\(server.port)" }

    /// When searches came, by the monotonic clock.
    var asked: [Nanoseconds] {
        state.log.withLock { log in
            log.filter { $0.target.contains("start_time_min") }.map(\.time)
        }
    }

    static func response(
        _ status: String,
        _ type: String,
        _ body: String,
        headers: String = "",
        promised: Int = 0
    ) -> String {
        """
        HTTP/1.1 \(status)\r
        Content-Type: \(type)\r
        Content-Length: \(max(body.utf8.count, promised))\r
        \(headers)\r
        \(body)
        """
    }

    /// Three traces as the server gives them at a time of its clock.
    static func body(_ traffic: SteadyTraffic, at time: Timestamp) -> String {
        let query = TraceQuery(start: .zero, end: time, limit: 3)
        return document(traffic.answer(query, at: time, number: 0))
    }

    private static func usual(_ target: String) -> String {
        switch target {
        case "/api/v3/services":
            response("200 OK", "application/json", #"{"services":["cart","checkout"]}"#)
        case "/api/v3/trace-summaries":
            response(
                "400 Bad Request",
                "application/json",
                #"{"error":{"httpCode":400,"message":"times are required"}}"#
            )
        default: response("404 Not Found", "text/plain", "404 page not found\n")
        }
    }

    private static func target(of head: String) -> String? {
        let words = head.split(separator: " ")
        return words.count > 2 ? String(words[1]) : nil
    }

    private static func query(_ target: String) -> TraceQuery? {
        let items = URLComponents(string: target)?.queryItems ?? []
        func value(_ name: String) -> String? { items.first { $0.name == name }?.value }
        guard let start = value("query.start_time_min").flatMap({ RFC3339.parse($0) }),
            let end = value("query.start_time_max").flatMap({ RFC3339.parse($0) }),
            let limit = value("query.search_depth").flatMap({ Int($0) })
        else { return nil }
        return TraceQuery(
            service: value("query.service_name"),
            start: start,
            end: end,
            limit: limit
        )
    }

    private static func json(_ answer: SearchAnswer) -> String {
        response("200 OK", "application/json", document(answer))
    }

    private static func document(_ answer: SearchAnswer) -> String {
        let summaries = answer.summaries.map { summary in
            """
            {"traceId":"\(summary.id.hex)","rootServiceName":"\(summary.rootService)",\
            "rootOperationName":"call","minStartTimeUnixNano":"\(summary.start.nanoseconds)",\
            "maxEndTimeUnixNano":"\(summary.end.nanoseconds)","spanCount":1,\
            "services":[{"name":"\(summary.rootService)","spanCount":1}]}
            """
        }
        return #"{"summaries":["# + summaries.joined(separator: ",") + "]}"
    }
}
