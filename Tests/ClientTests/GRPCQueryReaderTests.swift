import Client
import Foundation
import GRPC
import HTTPClient
import Synchronization
import TestSupport
import Testing
import TraceModel
import WireFormats

/// The reader over gRPC, against servers that do as they are told.
@Suite struct GRPCQueryReaderTests {
    /// What a server was asked.
    private final class Asked: Sendable {
        private let calls = Mutex<[(method: String, metadata: GRPCMetadata)]>([])

        func note(_ call: GRPCCall) {
            calls.withLock { $0.append((call.method, call.metadata)) }
        }

        var methods: [String] { calls.withLock { $0.map(\.method) } }
        var metadata: GRPCMetadata? { calls.withLock { $0.last?.metadata } }
    }

    private static let services: [UInt8] = [0x0A, 3] + Array("web".utf8)
    private static let v3 = "/jaeger.api_v3.QueryService/"
    private static let v2 = "/jaeger.api_v2.QueryService/"

    private func options(
        port: Int,
        _ change: (inout ServerOptions) -> Void = { _ in }
    ) throws -> ServerOptions {
        var options = ServerOptions(baseURL: try BaseURL("grpc://127.0.0.1:\(port)"))
        options.retries = RetryPolicy(delays: [.milliseconds(1)])
        change(&options)
        return options
    }

    @Test func `credentials, tenant and headers go along`() async throws {
        let asked = Asked()
        let server = try GRPCServer(options: GRPCServerOptions()) { call in
            asked.note(call)
            _ = try? await call.receive()
            return (.ok, Self.services)
        }
        let reader = GRPCQueryReader(
            try options(port: server.port) {
                $0.authorization = .bearer("secret")
                $0.tenant = ServerOptions.Tenant(name: "acme")
                $0.headers = [("X-Team", "on call")]
            }
        )
        #expect(try await reader.services() == ["web"])
        let metadata = try #require(asked.metadata)
        #expect(metadata["authorization"] == "Bearer secret")
        #expect(metadata["x-tenant"] == "acme")
        #expect(metadata["x-team"] == "on call")
        #expect(metadata["user-agent"]?.hasPrefix("spoor") == true)
        await server.stop()
    }

    @Test func `a token that has run out is renewed once`() async throws {
        let server = try GRPCServer(options: GRPCServerOptions()) { call in
            _ = try? await call.receive()
            return call.metadata["authorization"] == "Bearer new"
                ? (.ok, Self.services) : (GRPCStatus(.unauthenticated, "expired"), nil)
        }
        let renewed = GRPCQueryReader(
            try options(port: server.port) {
                $0.authorization = .bearer(from: { $0 ? "new" : "old" })
            }
        )
        #expect(try await renewed.services() == ["web"])
        let fixed = GRPCQueryReader(
            try options(port: server.port) { $0.authorization = .bearer("old") }
        )
        let error = await #expect(throws: TraceReaderError.self) { try await fixed.services() }
        #expect(error?.kind == .unauthorized)
        #expect(error?.message.contains("UNAUTHENTICATED: “expired”") == true)
        await server.stop()
    }

    @Test func `a server of version 2 alone is read all the same`() async throws {
        let asked = Asked()
        var span = PlainSpan()
        span.traceID = TraceID(high: 1, low: 2)
        span.spanID = SpanID(3)
        span.name = "GET /cart"
        span.resource.name = "cart"
        span.start = 1_000_000_000
        span.end = 1_000_000_500
        var builder = TraceBuilder()
        builder.append(span)
        let trace = try #require(builder.finish().first)
        let server = try GRPCServer(options: GRPCServerOptions()) { call in
            asked.note(call)
            _ = try? await call.receive()
            switch call.method {
            case Self.v2 + "GetServices": return (.ok, Self.services)
            case Self.v2 + "GetTrace", Self.v2 + "FindTraces":
                return (.ok, JaegerProtobufEncoder.chunk(trace.spans))
            default: return (GRPCStatus(.unimplemented, "unknown service"), nil)
            }
        }
        let reader = GRPCQueryReader(try options(port: server.port))
        #expect(try await reader.describe().label == "jaeger api · gRPC v2")
        let found = try await reader.trace(trace.id, near: nil, raw: true, progress: nil)
        #expect(found.trace.spans.map { PlainSpan($0) }.map(\.name) == ["GET /cart"])
        #expect(found.trace[0].duration == 500)
        let query = TraceQuery(start: .zero, end: .now, limit: 10)
        let answer = try await reader.search(query, progress: nil)
        #expect(answer.summaries.map(\.id) == [trace.id])
        // What is not there is asked for once.
        #expect(asked.methods.count { $0 == Self.v3 + "GetServices" } == 1)
        await server.stop()
    }

    @Test func `what is no Jaeger, or not there, is told`() async throws {
        let server = try GRPCServer(options: GRPCServerOptions()) { call in
            _ = try? await call.receive()
            return (.unknownMethod(call.method, services: []), nil)
        }
        let port = server.port
        let reader = GRPCQueryReader(try options(port: port))
        let other = await #expect(throws: TraceReaderError.self) { try await reader.services() }
        #expect(other?.kind == .malformedAnswer)
        #expect(other?.message.contains("is the port right?") == true)
        await server.stop()
        let gone = GRPCQueryReader(try options(port: port))
        let error = await #expect(throws: TraceReaderError.self) { try await gone.services() }
        #expect(error?.kind == .unreachable)
        #expect(error?.message.hasPrefix("grpc://127.0.0.1:\(port) jaeger.api_v3") == true)
    }

    @Test func `an answer that does not come ends with the time of the question`() async throws {
        let server = try GRPCServer(options: GRPCServerOptions()) { call in
            _ = try? await call.receive()
            try? await Task.sleep(for: .seconds(60))
            return (.ok, nil)
        }
        let reader = GRPCQueryReader(
            try options(port: server.port) { $0.transport.maxTime = .milliseconds(100) }
        )
        let error = await #expect(throws: TraceReaderError.self) { try await reader.services() }
        #expect(error?.kind == .late)
        await server.stop()
    }

    @Test func `a question that is cancelled ends its call`() async throws {
        let begun = Asked()
        let isCancelled = Mutex(false)
        let server = try GRPCServer(options: GRPCServerOptions()) { call in
            _ = try? await call.receive()
            begun.note(call)
            try? await Task.sleep(for: .seconds(60))
            isCancelled.withLock { $0 = Task.isCancelled }
            return (.ok, nil)
        }
        let reader = GRPCQueryReader(try options(port: server.port))
        let question = Task { try await reader.services() }
        #expect(await eventually { begun.methods.count == 1 })
        question.cancel()
        let error = await #expect(throws: TraceReaderError.self) { try await question.value }
        #expect(error?.kind == .cancelled)
        #expect(await eventually { isCancelled.withLock { $0 } })
        await server.stop()
    }

    @Test func `both sides prove who they are where that is asked for`() async throws {
        let certificates = try await onOwnThread { try TestCertificates() }
        func pem(_ path: String) throws -> String {
            try String(contentsOfFile: path, encoding: .utf8)
        }
        var listening = GRPCServerOptions()
        listening.tls = GRPCServerOptions.TLS(
            certificatePEM: try pem(certificates.server),
            keyPEM: try pem(certificates.serverKey),
            clientAuthorityPEM: try pem(certificates.authority)
        )
        let server = try GRPCServer(options: listening) { call in
            _ = try? await call.receive()
            return (.ok, Self.services)
        }
        let authority = try pem(certificates.authority)
        let certificate = try pem(certificates.client)
        let key = try pem(certificates.clientKey)
        func services(_ tls: GRPCChannelOptions.TLS?) async throws -> [String] {
            let scheme = tls == nil ? "grpc" : "grpcs"
            var options = try options(port: server.port)
            options.baseURL = try BaseURL("\(scheme)://127.0.0.1:\(server.port)")
            return try await GRPCQueryReader(options, tls: tls).services()
        }
        let proven = GRPCChannelOptions.TLS(
            authoritiesPEM: authority,
            certificatePEM: certificate,
            keyPEM: key
        )
        #expect(try await services(proven) == ["web"])
        let anonymous = GRPCChannelOptions.TLS(authoritiesPEM: authority)
        var stranger = proven
        stranger.authoritiesPEM = try pem(certificates.stranger)
        for tls in [anonymous, stranger, nil] {
            let error = await #expect(throws: TraceReaderError.self) { try await services(tls) }
            #expect(error?.kind == .unreachable)
        }
        await server.stop()
    }
}
