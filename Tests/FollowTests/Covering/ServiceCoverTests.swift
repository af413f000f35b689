import TestSupport
import Testing
import TraceModel

@testable import Follow

@Suite struct ServiceCoverTests {
    private static let minute: Nanoseconds = .minutes(1)

    /// Chooses after traces of these services were seen, so many of each kind.
    private func leads(
        _ kinds: [(services: [String], count: Int)],
        listed: Set<String>? = nil
    ) -> Set<String> {
        var cover = ServiceCover()
        var number: UInt64 = 0
        for kind in kinds {
            for _ in 0..<kind.count {
                number += 1
                cover.note(TraceID(high: 1, low: number), kind.services, at: 0)
            }
        }
        cover.choose(among: listed ?? Set(kinds.flatMap(\.services)), at: 1)
        return cover.leads
    }

    @Test func `one service that is in every trace is enough`() {
        #expect(
            leads([(["web", "cart"], 5), (["web", "cart", "payment"], 3), (["web"], 1)]) == ["web"]
        )
    }

    @Test func `a service that is called alone once is asked for itself`() {
        let kinds = [(["web", "cart"], 500), (["web"], 1), (["batch"], 1)]
        #expect(leads(kinds) == ["web", "batch"])
    }

    @Test func `of two that cover as much, the one whose traces are fewer is asked`() {
        // Both are in all traces of the queue; `mail` is in a thousand others that `web` brings anyway.
        let kinds = [(["web", "mail"], 1000), (["queue", "mail"], 20), (["web"], 100)]
        #expect(leads(kinds) == ["web", "queue"])
    }

    @Test func `one that is not listed cannot be asked for`() {
        let kinds = [(["web", "cart"], 5), (["hidden"], 2)]
        #expect(leads(kinds, listed: ["cart"]) == ["cart"])
        #expect(leads([], listed: ["cart"]).isEmpty, "nothing is known")
    }

    @Test func `a trace counts as it is now, not as it was before it grew`() {
        var cover = ServiceCover()
        let id = TraceID(high: 1, low: 1)
        cover.note(TraceID(high: 1, low: 2), ["web", "cart"], at: 0)
        cover.note(id, ["cart"], at: 0)
        cover.note(id, ["cart", "web"], at: 1)
        cover.choose(among: ["web", "cart"], at: 2)
        #expect(cover.leads.count == 1)
    }

    @Test func `what was not seen for ten minutes is forgotten`() {
        var cover = ServiceCover()
        cover.note(TraceID(high: 1, low: 1), ["batch"], at: 0)
        cover.note(TraceID(high: 1, low: 2), ["web"], at: 9 * Self.minute)
        cover.choose(among: ["web", "batch"], at: 9 * Self.minute)
        #expect(cover.leads == ["batch", "web"])
        cover.choose(among: ["web", "batch"], at: 11 * Self.minute)
        #expect(cover.leads == ["web"])
        #expect(cover.known == ["web"])
    }

    @Test(arguments: 0..<40 as Range<UInt64>)
    func `every trace has a lead in it, whatever the traces`(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let names = (0..<Int.random(in: 1...30, using: &generator)).map { "s\($0)" }
        var cover = ServiceCover()
        var traces: [Set<String>] = []
        for number in 0..<Int.random(in: 1...300, using: &generator) {
            let count = Int.random(in: 1...min(6, names.count), using: &generator)
            let services = Set(names.shuffled(using: &generator).prefix(count))
            traces.append(services)
            cover.note(TraceID(high: 1, low: UInt64(number)), services, at: 0)
        }
        cover.choose(among: Set(names), at: 1)
        #expect(traces.allSatisfy { !$0.isDisjoint(with: cover.leads) }, "seed \(seed)")
        // None is asked for nothing: without it some trace would have no lead.
        for lead in cover.leads {
            #expect(
                traces.contains { $0.contains(lead) },
                "seed \(seed): \(lead) is in no trace"
            )
        }
    }

    @Test func `names that come once and never again cost no more than so much`() {
        var cover = ServiceCover(mostTraces: 2000)
        for number in 0..<20_000 as Range<UInt64> {
            cover.note(TraceID(high: 1, low: number), ["web", "pod-\(number)"], at: 0)
        }
        cover.choose(among: ["web"], at: 1)
        #expect(cover.leads == ["web"])
        #expect(cover.known.count == 2001)
    }
}
