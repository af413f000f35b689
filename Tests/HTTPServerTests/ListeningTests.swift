import HTTPClient
import HTTPServer
import Listening
import TestSupport
import Testing

struct ListeningTests {
    private func failure(host: String = "127.0.0.1", port: Int = 0) -> ListenError? {
        do {
            _ = try HTTPListener.make {
                $0.host = host
                $0.port = port
            } handler: { _ in
                .text(200, "")
            }
            return nil
        } catch {
            return error as? ListenError
        }
    }

    @Test func `a port in use is one sentence with the port`() throws {
        let listener = try HTTPListener.make { _ in .text(200, "") }
        let error = failure(port: listener.port)
        #expect(error == .addressInUse(host: "127.0.0.1", port: listener.port))
        #expect(
            "\(error!)" == "port \(listener.port) on 127.0.0.1 is already in use: stop the program "
                + "that has it or choose another port"
        )
    }

    @Test func `what cannot be bound says why`() {
        #expect(failure(host: "nowhere.invalid") == .cannotResolve(host: "nowhere.invalid"))
        #expect(failure(port: 70_000) != nil)
        guard case .cannotBind(host: "192.0.2.1", port: 0, let reason) = failure(host: "192.0.2.1")
        else {
            Issue.record("bound a foreign address")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test(arguments: [("localhost", "127.0.0.1"), ("", "127.0.0.1"), ("0.0.0.0", "127.0.0.1")])
    func `names and all addresses can be listened on`(host: String, reached: String) async throws {
        let listener = try HTTPListener.make {
            $0.host = host
        } handler: { _ in
            .text(200, "here")
        }
        let url = "http://\(reached):\(listener.port)/"
        #expect(try await HTTPTransport.direct().send(ClientRequest("GET", url)).text() == "here")
    }

    @Test func `IPv6 can be listened on`() async throws {
        let listener = try HTTPListener.make {
            $0.host = "::1"
        } handler: { _ in
            .text(200, "here")
        }
        let url = "http://[::1]:\(listener.port)/"
        #expect(try await HTTPTransport.direct().send(ClientRequest("GET", url)).text() == "here")
    }
}
