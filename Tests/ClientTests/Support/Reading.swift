import Client
import Foundation
import HTTPClient
import HTTPServer
import TestSupport
import Testing
import TraceModel

/// The window that the fixtures' questions were asked for.
let recordedStart = Timestamp(microseconds: 1_795_250_795_098_898)
let recordedEnd = Timestamp(microseconds: 1_795_254_395_098_898)

/// A reader that retries without waiting.
func makeReader(
    _ url: String,
    headers: [(name: String, value: String)] = [],
    authorization: Authorization? = nil,
    tenant: String? = nil,
    transport: TransportOptions = TransportOptions()
) throws -> QueryAPIReader {
    QueryAPIReader(
        ServerOptions(
            baseURL: try BaseURL(url),
            headers: headers,
            authorization: authorization,
            tenant: tenant.map { ServerOptions.Tenant(name: $0) },
            transport: transport,
            retries: RetryPolicy(delays: [.zero, .zero], jitter: { 0 })
        )
    )
}

/// Runs `body` with a reader of a recorded server.
func withRecorded(
    _ set: RecordedSet,
    intercept: ReplayServer.Interception? = nil,
    _ body: (QueryAPIReader, ReplayServer) async throws -> Void
) async throws {
    let server = try ReplayServer(set: set.name, intercept: intercept)
    do {
        try await body(try makeReader(server.url + set.basePath, tenant: set.tenant), server)
    } catch {
        await server.stop()
        throw error
    }
    await server.stop()
}

/// A recorded server and what is known to be in it.
struct RecordedSet: Sendable, CustomTestStringConvertible {
    var name: String
    var basePath = ""
    var tenant: String?
    var label: String

    var testDescription: String { name }

    static let v176 = RecordedSet(name: "jaeger-v1.76", label: "jaeger 1.76 · legacy")
    static let v220 = RecordedSet(name: "jaeger-v2.20", label: "jaeger 2.20 · v3")
    static let main = RecordedSet(
        name: "jaeger-main-8498073ff",
        label: "jaeger 2.20+110 · v3"
    )
    static let tenancy = RecordedSet(
        name: "jaeger-main-8498073ff-prefix-tenancy",
        basePath: "/jaeger",
        tenant: "acme",
        label: "jaeger 2.20+110 · v3"
    )
    static let victoria = RecordedSet(
        name: "victoriatraces",
        basePath: "/select/jaeger",
        label: "jaeger api · legacy"
    )
    static let jaegers = [v176, v220, main]
    static let all = jaegers + [tenancy, victoria]
}

/// A question in the recorded window.
func recordedQuery(
    _ service: String?,
    operation: String? = nil,
    kind: SpanKind? = nil,
    attributes: [AttributeCondition] = [],
    minDuration: Nanoseconds? = nil,
    limit: Int
) -> TraceQuery {
    TraceQuery(
        service: service,
        operation: operation,
        kind: kind,
        attributes: attributes,
        minDuration: minDuration,
        start: recordedStart,
        end: recordedEnd,
        limit: limit
    )
}

func id(_ hex: String) throws -> TraceID {
    guard let id = TraceID(hex: hex) else { throw BadID(hex: hex) }
    return id
}

struct BadID: Error {
    var hex: String
}

/// The error that `body` must throw.
func failure(
    _ body: () async throws -> Void
) async -> TraceReaderError? {
    do {
        try await body()
        return nil
    } catch {
        return error as? TraceReaderError
    }
}
