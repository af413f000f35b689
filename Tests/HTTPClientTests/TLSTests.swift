import Foundation
import HTTPClient
import HTTPServer
import Listening
import TestSupport
import Testing

struct TLSTests {
    let certificates: TestCertificates
    let listener: HTTPListener

    init() async throws {
        let certificates = try await onOwnThread { try TestCertificates() }
        self.certificates = certificates
        listener = try HTTPListener.make {
            $0.tls = ListenerOptions.TLS(
                certificatePEM: try String(contentsOfFile: certificates.server, encoding: .utf8),
                keyPEM: try String(contentsOfFile: certificates.serverKey, encoding: .utf8)
            )
        } handler: { _ in
            .text(200, "secret")
        }
    }

    private func ask(
        _ host: String = "127.0.0.1",
        _ adjust: (inout TransportOptions) -> Void
    ) async throws(TransportError) -> String {
        let url = "https://\(host):\(listener.port)/"
        return try await HTTPTransport.direct(adjust).send(ClientRequest(url: url)).text()
    }

    @Test func `a private authority is trusted when it is named`() async throws {
        for host in ["127.0.0.1", "localhost"] {
            #expect(try await ask(host) { $0.caFile = certificates.authority } == "secret")
        }
    }

    @Test func `without the right authority there is no answer, and the reason says so`()
        async throws
    {
        for file in [nil, certificates.stranger] {
            let error = await #expect(throws: TransportError.self) {
                try await ask { $0.caFile = file }
            }
            guard case .tls(host: "127.0.0.1", let reason) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(reason.contains("certificate"))
            #expect("\(error!)".contains("name the authority that signed"))
        }
    }

    @Test func `a certificate for another name is refused`() async throws {
        let elsewhere = try HTTPListener.make {
            $0.tls = ListenerOptions.TLS(
                certificatePEM: try String(contentsOfFile: certificates.elsewhere, encoding: .utf8),
                keyPEM: try String(contentsOfFile: certificates.elsewhereKey, encoding: .utf8)
            )
        } handler: { _ in
            .text(200, "secret")
        }
        let error = await #expect(throws: TransportError.self) {
            try await HTTPTransport.direct { $0.caFile = certificates.authority }
                .send(ClientRequest(url: "https://localhost:\(elsewhere.port)/"))
        }
        guard case .tls(host: "localhost", let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("localhost"))
    }

    @Test func `insecure takes any certificate`() async throws {
        #expect(try await ask { $0.insecure = true } == "secret")
    }

    @Test func `an authority file that is not there is an error of TLS`() async throws {
        let error = await #expect(throws: TransportError.self) {
            try await ask { $0.caFile = "/nowhere/ca.pem" }
        }
        guard case .tls(_, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("/nowhere/ca.pem"))
    }

    @Test func `TLS to a port that speaks plain HTTP says so`() async throws {
        let plain = try HTTPListener.make { _ in .text(200, "open") }
        let error = await #expect(throws: TransportError.self) {
            try await HTTPTransport.direct()
                .send(ClientRequest(url: "https://127.0.0.1:\(plain.port)/"))
        }
        guard case .tls = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect("\(error!)".contains("try http"))
    }

    @Test func `plain HTTP to a port that speaks TLS ends in an error`() async throws {
        await #expect(throws: TransportError.self) {
            try await HTTPTransport.direct()
                .send(ClientRequest(url: "http://127.0.0.1:\(listener.port)/"))
        }
    }

    @Test func `a client certificate is shown when asked for`() async throws {
        let certificates = certificates
        let (server, port) = try await onOwnThread {
            let server = try ChildProcess(
                "/usr/bin/openssl",
                [
                    "s_server", "-accept", "127.0.0.1:0", "-www", "-Verify", "1",
                    "-verify_return_error", "-CAfile", certificates.authority,
                    "-cert", certificates.server, "-key", certificates.serverKey,
                ]
            )
            let line = server.line(containing: "ACCEPT ") ?? ""
            return (server, line.split(separator: ":").last.map(String.init) ?? "")
        }
        let url = "https://127.0.0.1:\(port)/"
        let known = HTTPTransport.direct {
            $0.caFile = certificates.authority
            $0.certFile = certificates.client
            $0.keyFile = certificates.clientKey
        }
        let answer = try await known.send(ClientRequest(url: url)).text()
        #expect(answer.contains("CN = client") || answer.contains("CN=client"))

        let unknown = HTTPTransport.direct { $0.caFile = certificates.authority }
        let error = await #expect(throws: TransportError.self) {
            try await unknown.send(ClientRequest(url: url))
        }
        guard case .tls(_, let reason) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(reason.contains("certificate"))
        withExtendedLifetime(server) {}
    }

    @Test func `an unusable certificate is one sentence at the listener`() throws {
        let error = #expect(throws: ListenError.self) {
            try HTTPListener.make {
                $0.tls = ListenerOptions.TLS(certificatePEM: "nonsense", keyPEM: "nonsense")
            } handler: { _ in
                .text(200, "")
            }
        }
        guard case .badCertificate = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect("\(error!)".hasPrefix("cannot use the TLS certificate with its key: "))
    }
}
