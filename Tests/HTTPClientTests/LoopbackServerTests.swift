import TestSupport
import Testing

struct LoopbackServerTests {
    @Test func `a server that was let go takes no connection of the next one`() async throws {
        let answers = try await onOwnThread {
            try (0..<300).map { _ in
                var gone: LoopbackServer? = try LoopbackServer { $0.send("gone") }
                let last = try LoopbackConnection(to: gone?.port ?? 0)
                gone = nil
                let next = try LoopbackServer { $0.send("next") }
                defer { withExtendedLifetime((last, next)) {} }
                return try LoopbackConnection(to: next.port).receiveAll()
            }
        }
        #expect(answers.allSatisfy { $0 == "next" }, "\(Set(answers))")
    }
}
