import Client
import HTTPServer
import Synchronization
import TestSupport
import Testing
import TraceModel

/// Many callers, one reader.
struct SharingTests {
    /// Holds answers back until it is opened.
    private final class Gate: Sendable {
        private let isOpen = Atomic(false)

        func open() { isOpen.store(true, ordering: .relaxed) }

        func wait() async {
            _ = await eventually(within: .seconds(300)) { isOpen.load(ordering: .relaxed) }
        }
    }

    @Test func `all who ask at once share one probe`() async throws {
        let server = try ScriptedServer()
        let reader = try makeReader(server.url)
        try await withThrowingTaskGroup { group in
            for _ in 0..<20 { group.addTask { try await reader.describe().label } }
            for try await label in group { #expect(label == "jaeger api · v3") }
        }
        #expect(server.count("/api/v3/services") == 1)
        #expect(server.requests.count == 3)
    }

    @Test func `who is cancelled stops waiting, the others do not`() async throws {
        let gate = Gate()
        let server = try ScriptedServer { request in
            guard request.path == "/api/v3/services" else { return nil }
            return .late(#"{"services":["a"]}"#) { await gate.wait() }
        }
        let reader = try makeReader(server.url)
        let impatient = Task { await failure { _ = try await reader.describe() } }
        let patient = Task { try await reader.describe().label }
        #expect(await eventually(within: .seconds(300)) { !server.requests.isEmpty })
        impatient.cancel()
        #expect(await impatient.value?.kind == .cancelled)
        gate.open()
        #expect(try await patient.value == "jaeger api · v3")
    }

    @Test func `a failed probe is forgotten, and the next caller tries again`() async throws {
        let isBroken = Atomic(true)
        let server = try ScriptedServer { _ in
            isBroken.load(ordering: .relaxed) ? .text(500, "not yet\n") : nil
        }
        let reader = try makeReader(server.url)
        let error = await failure { _ = try await reader.services() }
        #expect(error?.message.contains("not yet") == true)
        isBroken.store(false, ordering: .relaxed)
        let services = try await reader.services()
        #expect(services == ["a"])
    }
}
