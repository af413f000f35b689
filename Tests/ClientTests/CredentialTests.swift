import Client
import Compression
import Foundation
import HTTPClient
import HTTPServer
import Synchronization
import TestSupport
import Testing
import TraceModel

/// What travels with requests, and where it must not go.
struct CredentialTests {
    @Test func `bearer, basic, tenant and other headers are sent`() async throws {
        let server = try ScriptedServer()
        let first = try makeReader(
            server.url,
            headers: [("X-Api-Key", "k")],
            authorization: .bearer("t0ken"),
            tenant: "acme"
        )
        _ = try await first.services()
        for request in server.requests {
            #expect(request.headers["Authorization"] == "Bearer t0ken")
            #expect(request.headers["x-tenant"] == "acme")
            #expect(request.headers["X-Api-Key"] == "k")
            #expect(request.headers["Accept"] == "application/json")
        }
        let second = try makeReader(
            server.url,
            authorization: .basic(user: "ann", password: "pä:ss")
        )
        _ = try await second.services()
        let expected = "Basic " + Data("ann:pä:ss".utf8).base64EncodedString()
        #expect(server.requests.last?.headers["Authorization"] == expected)
    }

    @Test func `a redirect to another origin takes no credentials along`() async throws {
        let other = try ScriptedServer()
        let target = "http://localhost:\(other.port)"
        let server = try ScriptedServer { request in
            ServerResponse(
                status: 307,
                headers: ["Location": target + request.head.target.raw]
            )
        }
        let reader = try makeReader(
            server.url,
            headers: [("X-Api-Key", "k")],
            authorization: .bearer("t0ken"),
            tenant: "acme"
        )
        let services = try await reader.services()
        #expect(services == ["a"])
        #expect(!other.requests.isEmpty)
        for request in other.requests {
            #expect(request.headers["Authorization"] == nil)
            #expect(request.headers["x-tenant"] == nil)
            #expect(request.headers["X-Api-Key"] == nil)
        }
        #expect(server.requests.allSatisfy { $0.headers["Authorization"] != nil })
    }

    @Test func `a token that ran out is renewed once`() async throws {
        let server = try ScriptedServer { request in
            request.headers["Authorization"] == "Bearer new" ? nil : .text(401, "expired\n")
        }
        let asked = Mutex<[Bool]>([])
        let reader = try makeReader(
            server.url,
            authorization: .bearer { isRenewal in
                asked.withLock { $0.append(isRenewal) }
                return isRenewal || asked.withLock { $0.count } > 2 ? "new" : "old"
            }
        )
        let services = try await reader.services()
        #expect(services == ["a"])
        #expect(asked.withLock { Array($0.prefix(2)) } == [false, true])
    }

    @Test func `a token that cannot be had is the error`() async throws {
        struct NoToken: Error, CustomStringConvertible {
            var description: String { "vault sealed" }
        }
        let server = try ScriptedServer()
        let reader = try makeReader(server.url, authorization: .bearer { _ in throw NoToken() })
        let error = await failure { _ = try await reader.services() }
        #expect(error?.kind == .badCredentials)
        #expect(error?.message.contains("vault sealed") == true)
        #expect(server.requests.isEmpty)
    }

    @Test(arguments: [
        ("http://jaeger.prod", 1), ("https://jaeger.prod", 0), ("http://localhost:16686", 0),
        ("http://127.0.0.1", 0), ("http://[::1]:16686", 0),
    ])
    func `credentials over plain http to another machine are a caveat`(
        url: String,
        count: Int
    ) throws {
        let options = ServerOptions(baseURL: try BaseURL(url), authorization: .bearer("t"))
        #expect(options.caveats.count == count)
        #expect(ServerOptions(baseURL: try BaseURL(url)).caveats == [])
    }

    @Test func `a compressed answer is understood`() async throws {
        let body = try compress(Array(#"{"services":["zipped"]}"#.utf8), coding: .gzip)
        let server = try ScriptedServer { request in
            guard request.path == "/api/v3/services" else { return nil }
            #expect(request.headers["Accept-Encoding"]?.contains("gzip") == true)
            return ServerResponse(
                status: 200,
                headers: ["Content-Encoding": "gzip"],
                body: .bytes(body)
            )
        }
        let services = try await makeReader(server.url).services()
        #expect(services == ["zipped"])
    }

    @Test func `a private authority is trusted when named, and only then`() async throws {
        let certificates = try TestCertificates()
        let server = try ReplayServer(
            set: RecordedSet.v220.name,
            tls: ListenerOptions.TLS(
                certificatePEM: try String(contentsOfFile: certificates.server, encoding: .utf8),
                keyPEM: try String(contentsOfFile: certificates.serverKey, encoding: .utf8)
            )
        )
        let url = "https://localhost:\(server.port)"
        var options = TransportOptions()
        options.caFile = certificates.authority
        let known = try await makeReader(url, transport: options).describe()
        #expect(known.label == RecordedSet.v220.label)
        #expect(known.caveats == [])

        let stranger = try makeReader(url)
        let error = await failure { _ = try await stranger.services() }
        #expect(error?.kind == .unreachable)
        #expect(error?.message.contains("certificate") == true)

        options = TransportOptions()
        options.insecure = true
        let insecure = try await makeReader(url, transport: options).describe()
        #expect(insecure.caveats.contains { $0.contains("--insecure") })
        await server.stop()
    }

    @Test func `a client certificate opens what asks for one`() async throws {
        let certificates = try TestCertificates()
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "spoor-client-\(UUID().uuidString)")
        let api = folder.appending(path: "api/v3")
        try FileManager.default.createDirectory(at: api, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(#"{"services":["guarded"]}"#.utf8).write(to: api.appending(path: "services"))
        let path = folder.path()
        let (server, port) = try await onOwnThread {
            let server = try ChildProcess(
                "/bin/sh",
                [
                    "-c", "cd \"$0\" && exec openssl s_server \"$@\"", path,
                    "-accept", "127.0.0.1:0", "-WWW", "-Verify", "1", "-verify_return_error",
                    "-CAfile", certificates.authority, "-cert", certificates.server,
                    "-key", certificates.serverKey,
                ]
            )
            let line = server.line(containing: "ACCEPT ") ?? ""
            return (server, line.split(separator: ":").last.map(String.init) ?? "")
        }
        var options = TransportOptions()
        options.caFile = certificates.authority
        let url = "https://127.0.0.1:\(port)"
        let uninvited = try makeReader(url, transport: options)
        let error = await failure { _ = try await uninvited.services() }
        #expect(error?.kind == .unreachable)
        options.certFile = certificates.client
        options.keyFile = certificates.clientKey
        let services = try await makeReader(url, transport: options).services()
        #expect(services == ["guarded"])
        withExtendedLifetime(server) {}
    }
}
