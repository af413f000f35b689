import Foundation
import GRPC
import Synchronization
import TestSupport
import Testing

/// What an unmodified gRPC library sees of our server, and what it does to it.
@Suite(.serialized) struct GRPCPeerTests {
    /// What happened to calls.
    private final class Seen: Sendable {
        let cancelled = Atomic(0)
        let late = Atomic(0)
    }

    private func server(_ seen: Seen) throws -> GRPCServer {
        var options = GRPCServerOptions()
        options.messageLimit = 4 << 20
        options.messageDeadline = .seconds(1)
        options.memory = 64 << 20
        return try GRPCServer(options: options) { call in
            do throws(GRPCStatus) {
                return (.ok, try await answer(call, seen))
            } catch {
                return (error, nil)
            }
        }
    }

    /// Runs a case of the peer against a server of its own, which must then stop.
    private func run(_ name: String, _ seen: Seen = Seen()) async throws -> [String: Any] {
        let python = try PythonEnvironment()
        let server = try server(seen)
        let port = server.port
        let result = try await onOwnThread {
            let json = try python.run("grpc_peer.py", ["127.0.0.1:\(port)", name])
            return try JSONSerialization.data(withJSONObject: json)
        }
        await server.stop(grace: .seconds(2))
        #expect(server.callsUnderWay == 0)
        return try #require(try JSONSerialization.jsonObject(with: result) as? [String: Any])
    }

    @Test func `messages of any length and coding come back as they were`() async throws {
        let result = try await run("echo")
        #expect(result["same"] as? Bool == true)
        #expect(result["count"] as? Int == 15)
    }

    @Test func `metadata comes with a call, as text and as bytes`() async throws {
        let text = try #require(try await run("metadata")["text"] as? String)
        #expect(text.contains("x-tenant=acme"))
        #expect(text.contains("raw-bin=0,255"))
        #expect(text.contains("peer=ipv4:127.0.0.1:"))
        #expect(text.contains("hurry=true"))
    }

    @Test func `a refusal carries its details`() async throws {
        let result = try await run("status")
        #expect(result["code"] as? String == "UNAVAILABLE")
        #expect(result["message"] as? String == "busy: später")
        #expect(result["unpacked"] as? Bool == true)
        #expect(result["seconds"] as? Int == 7)
        #expect(result["inner"] as? String == "busy: später")
        #expect(result["status"] as? Int == 14)
    }

    @Test func `messages stream in both directions`() async throws {
        let result = try await run("stream")
        #expect(result["messages"] as? Int == 1000)
        #expect(result["last"] as? String == "999")
        #expect(result["upper"] as? String == "ABC")
    }

    @Test func `who gives up is not worked for any more`() async throws {
        let seen = Seen()
        #expect(try await run("cancel", seen)["late"] as? String == "DEADLINE_EXCEEDED")
        #expect(await eventually { seen.cancelled.load(ordering: .relaxed) == 2 })
    }

    @Test func `what is too long is refused, sent or decompressed`() async throws {
        let result = try await run("limits")
        for name in ["long", "bomb"] {
            let answer = try #require(result[name] as? [String: Any])
            #expect(answer["code"] as? String == "RESOURCE_EXHAUSTED", "\(name): \(answer)")
        }
        let after = try #require(result["after"] as? [String: Any])
        #expect(after["code"] as? String == "OK")
    }

    @Test func `many calls at once are all answered`() async throws {
        #expect(try await run("many")["right"] as? Int == 2000)
    }

    @Test func `connections that end or fall silent in a message disturb nobody`() async throws {
        let result = try await run("hang_up")
        let answer = try #require(result["answer"] as? [String: Any])
        #expect(answer["code"] as? String == "OK")
        #expect(result["silent"] as? Int == 20)
        #expect(result["late"] as? Int == 20)
    }

    /// The methods of the test's service.
    private func answer(_ call: GRPCCall, _ seen: Seen) async throws(GRPCStatus) -> [UInt8]? {
        switch call.method {
        case "/t.T/Echo":
            do throws(GRPCStatus) {
                guard let message = try await call.receive() else {
                    throw GRPCStatus(.internal, "no message")
                }
                return message
            } catch {
                if error.code == .deadlineExceeded { seen.late.add(1, ordering: .relaxed) }
                throw error
            }
        case "/t.T/Late":
            return Array("\(seen.late.load(ordering: .relaxed))".utf8)
        case "/t.T/Metadata":
            let fields = call.metadata.fields.map { field in
                field.name + "="
                    + (field.name.hasSuffix("-bin")
                        ? field.value.map(String.init).joined(separator: ",")
                        : String(decoding: field.value, as: UTF8.self))
            }
            let hurry = call.timeLeft.map { $0 < .seconds(6) && $0 > .zero } ?? false
            return Array(
                (fields + ["peer=\(call.peer)", "hurry=\(hurry)"]).joined(separator: "\n").utf8
            )
        case "/t.T/Busy":
            // A google.rpc.Status of code 14 with a RetryInfo of seven seconds.
            let reason = Array("busy: später".utf8)
            let type = Array("type.googleapis.com/google.rpc.RetryInfo".utf8)
            let info: [UInt8] = [0x0A, 2, 0x08, 7]
            let detail = [0x0A, UInt8(type.count)] + type + [0x12, UInt8(info.count)] + info
            let details =
                [0x08, 14, 0x12, UInt8(reason.count)] + reason + [0x1A, UInt8(detail.count)]
                + detail
            throw GRPCStatus(
                .unavailable,
                "busy: später",
                trailing: GRPCMetadata([.init(name: "grpc-status-details-bin", value: details)])
            )
        case "/t.T/Count":
            let text = String(decoding: try await call.receive() ?? [], as: UTF8.self)
            for number in 0..<(Int(text) ?? 0) {
                guard await call.send(Array("\(number)".utf8)) else { break }
            }
            return nil
        case "/t.T/Upper":
            while let message = try await call.receive() {
                let upper = String(decoding: message, as: UTF8.self).uppercased()
                guard await call.send(Array(upper.utf8)) else { break }
            }
            return nil
        case "/t.T/Slow":
            guard await eventually({ Task.isCancelled }) else { return [] }
            seen.cancelled.add(1, ordering: .relaxed)
            throw GRPCStatus(.cancelled, "given up")
        default:
            throw GRPCStatus(.unimplemented, "unknown method")
        }
    }
}
