import Synchronization

/// What could not be kept for later runs or in the log: said once at the time, and again at the end.
final class UnkeptState: Sendable {
    private struct State {
        /// By what was to be kept, in the order in which it first failed.
        var problems: [(what: String, sentence: String)] = []
        var untold: [String] = []
    }

    private let state = Mutex(State())

    /// Notes that `what` is not kept: "pinned services are not kept: cannot write …".
    func note(_ what: String, _ reason: String) {
        let sentence = "\(what) not kept: \(reason)"
        state.withLock { state in
            guard !state.problems.contains(where: { $0.what == what }) else { return }
            state.problems.append((what, sentence))
            state.untold.append(sentence)
        }
    }

    /// `what` was kept after all, with all of it that was not before.
    private func wasKept(_ what: String) {
        state.withLock { state in state.problems.removeAll { $0.what == what } }
    }

    /// Does what keeps `what`, and notes whether it could.
    func keep(_ what: String, _ work: () throws -> Void) {
        do {
            try work()
            wasKept(what)
        } catch {
            note(what, "\(error)")
        }
    }

    /// What happened since this was asked last.
    func takeUntold() -> [String] {
        state.withLock { state in
            defer { state.untold = [] }
            return state.untold
        }
    }

    /// Everything that is lost now that the program ends, in sentences.
    var all: [String] {
        state.withLock { state in
            state.problems.map {
                $0.sentence.prefix(1).uppercased() + $0.sentence.dropFirst() + "."
            }
        }
    }
}
