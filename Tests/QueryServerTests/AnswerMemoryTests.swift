import Synchronization
import TestSupport
import Testing

@testable import QueryServer

@Suite struct AnswerMemoryTests {
    @Test func `shares add up, and are given back when they are let go`() async throws {
        let memory = AnswerMemory(limit: 100)
        var shares: [Share] = []
        for _ in 0..<4 { shares.append(try await memory.share(25)) }
        #expect(memory.used == 100)
        shares.removeFirst()
        #expect(memory.used == 75)
        shares = []
        #expect(memory.used == 0)
    }

    @Test func `who finds no room waits for it`() async throws {
        let memory = AnswerMemory(limit: 100)
        let got = Atomic(false)
        do {
            let first = try await memory.share(80)
            let second = Task {
                let share = try await memory.share(50)
                got.store(true, ordering: .sequentiallyConsistent)
                return share.bytes
            }
            await Task.yield()
            let isEarly = got.load(ordering: .sequentiallyConsistent)
            #expect(!isEarly)
            #expect(first.bytes == 80)
            #expect(await first.resize(to: 40))
            #expect(try await second.value == 50)
        }
        #expect(memory.used == 0)
    }

    @Test func `who waits too long is refused with 503 and counted`() async throws {
        let memory = AnswerMemory(limit: 100, patience: .milliseconds(50))
        let first = try await memory.share(80)
        let refusal = await #expect(throws: Refusal.self) { _ = try await memory.share(50) }
        #expect(refusal?.status == 503)
        #expect(memory.refused == 1)
        #expect(await first.resize(to: 80))
        #expect(memory.used == 80)
    }

    @Test func `what is larger than all is given to who is alone`() async throws {
        let memory = AnswerMemory(limit: 100, patience: .milliseconds(50))
        do {
            let large = try await memory.share(500)
            #expect(memory.used == 500)
            #expect(await large.resize(to: 600))
            await #expect(throws: Refusal.self) { _ = try await memory.share(1) }
        }
        #expect(memory.used == 0)
        #expect(try await memory.share(60).bytes == 60)
    }

    /// A client that has stopped reading, or has not.
    private final class FakeClient: AnswerClient {
        let stalled: Duration
        private let held: Mutex<Share?>

        init(stalled: Duration, _ share: Share) {
            self.stalled = stalled
            held = Mutex(share)
            share.isFor(self)
        }

        var isCutOff: Bool { held.withLock { $0 == nil } }
        func cutOff() { held.withLock { $0 = nil } }
    }

    @Test func `who does not read is cut off for one who waits, whatever carries the answer`()
        async throws
    {
        let memory = AnswerMemory(limit: 100, stall: .seconds(2))
        let slow = FakeClient(stalled: .seconds(5), try await memory.share(40))
        let slower = FakeClient(stalled: .seconds(9), try await memory.share(40))
        let quick = FakeClient(stalled: .zero, try await memory.share(20))
        #expect(try await memory.share(30).bytes == 30)
        #expect((slow.isCutOff, slower.isCutOff, quick.isCutOff) == (false, true, false))
        #expect(memory.used == 60)
    }

    @Test func `who gives up while he waits takes nothing`() async throws {
        let memory = AnswerMemory(limit: 100)
        do {
            let first = try await memory.share(100)
            let second = Task { try await memory.share(50) }
            second.cancel()
            await #expect(throws: Refusal.self) { _ = try await second.value }
            #expect(first.bytes == 100)
        }
        #expect(memory.used == 0)
        #expect(try await memory.share(100).bytes == 100)
    }
}
