import TUI
import Testing

@Suite struct TerminalActorTests {
    @UIActor
    private final class Counter {
        var value = 0
        func add() { value += 1 }
    }

    @Test func `without a screen the actor's jobs run one after another all the same`() async {
        let counter = Counter()
        await withTaskGroup { group in
            for _ in 0..<500 { group.addTask { await counter.add() } }
        }
        #expect(await counter.value == 500)
        await UIActor.shared.preconditionIsolatedInside()
    }
}

extension UIActor {
    fileprivate func preconditionIsolatedInside() { preconditionIsolated() }
}
