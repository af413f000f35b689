import Synchronization
import TestSupport
import Testing
import TraceModel

@testable import Client

@Suite struct RequestTurnsTests {
    /// Counts who is in at the same time.
    private final class Room: Sendable {
        let isOpen = Atomic(false)
        private let state = Mutex((now: 0, most: 0, order: [Int]()))

        var most: Int { state.withLock { $0.most } }
        var order: [Int] { state.withLock { $0.order } }

        func visit(_ number: Int, _ stay: () async -> Void) async {
            state.withLock {
                $0.now += 1
                $0.most = max($0.most, $0.now)
                $0.order.append(number)
            }
            await stay()
            state.withLock { $0.now -= 1 }
        }
    }

    @Test(arguments: 0..<20)
    func `nobody meets anybody, however many come, leave early or fail`(_ run: Int) async {
        var random = SeededGenerator(seed: 7_100 + UInt64(run))
        let turns = RequestTurns()
        let room = Room()
        await withTaskGroup { group in
            for number in 0..<200 {
                let (stay, fate) = (
                    Int.random(in: 0..<4, using: &random), Int.random(in: 0..<4, using: &random)
                )
                group.addTask {
                    let visit = Task {
                        try? await turns.take { () throws(TraceReaderError) in
                            await room.visit(number) {
                                for _ in 0..<stay { await Task.yield() }
                            }
                            if fate == 1 { throw .cancelled }
                        }
                    }
                    if fate == 0 { visit.cancel() }
                    await visit.value
                }
            }
        }
        #expect(room.most == 1, "seed \(random.seed)")
        #expect(room.order.count > 100 && turns.waiting == 0)
    }

    @Test func `turns go round in the order of coming, past those who left`() async {
        let turns = RequestTurns()
        let room = Room()
        var visits: [Task<Bool, Never>] = []
        for number in 0..<5 {
            visits.append(
                Task {
                    do throws(TraceReaderError) {
                        try await turns.take { () throws(TraceReaderError) in
                            await room.visit(number) {
                                _ = await eventually { room.isOpen.load(ordering: .relaxed) }
                            }
                        }
                        return true
                    } catch { return false }
                }
            )
            let isThere = await eventually {
                number == 0 ? room.order == [0] : turns.waiting == number
            }
            #expect(isThere)
        }
        visits[2].cancel()
        #expect(await visits[2].value == false)
        room.isOpen.store(true, ordering: .relaxed)
        for visit in visits { _ = await visit.value }
        #expect(room.order == [0, 1, 3, 4])
    }
}
