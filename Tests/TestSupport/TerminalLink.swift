/// What lies between a program and its terminal: nothing, or a slow line whose far end reads late.
///
/// It takes what the program writes at once, as `ssh` does, and lets it arrive later.
package struct TerminalLink: Sendable {
    /// Whether the terminal answers when it is asked for its status.
    let answers: Bool
    private let bytesPerSecond: Int?
    /// One way.
    private let delay: Duration
    /// Nothing is read from the program.
    var isStopped = false
    private var busyUntil = ContinuousClock.now
    private var output: [(due: ContinuousClock.Instant, bytes: ArraySlice<UInt8>)] = []
    private var input: [(due: ContinuousClock.Instant, bytes: [UInt8], isKey: Bool)] = []

    /// Whether keys are on their way.
    var hasKeys: Bool { input.contains { $0.isKey } }

    /// - Parameters:
    ///   - bytesPerSecond: What the line carries from the program; nil for no limit.
    ///   - delay: How long a byte is on its way, in each direction.
    ///   - answers: Whether the terminal answers when it is asked for its status, as nearly all do.
    package init(
        bytesPerSecond: Int? = nil,
        delay: Duration = .zero,
        answers: Bool = true
    ) {
        self.bytesPerSecond = bytesPerSecond
        self.delay = delay
        self.answers = answers
    }

    /// Keeps keys until they have arrived; false on a link without delay.
    mutating func delays(keys: [UInt8]) -> Bool {
        guard delay > .zero else { return false }
        type(keys, after: .zero)
        return true
    }

    /// The same for what the terminal answers.
    mutating func delays(answer: [UInt8]) -> Bool {
        guard delay > .zero else { return false }
        input.append((.now + delay, answer, false))
        return true
    }

    /// A key that is pressed after a while.
    mutating func type(_ key: [UInt8], after time: Duration) {
        input.append((.now + time + delay, key, true))
    }

    /// Takes bytes, and gives what has arrived at either end.
    ///
    /// With `isLast` the program ended, and what is on its way arrives now.
    mutating func carry(
        _ bytes: ArraySlice<UInt8>,
        isLast: Bool
    ) -> (output: ArraySlice<UInt8>, input: [UInt8]) {
        let now = ContinuousClock.now
        // In small pieces, which arrive one after the other.
        for start in stride(from: bytes.startIndex, to: bytes.endIndex, by: 64) {
            let piece = bytes[start..<min(start + 64, bytes.endIndex)]
            let time = bytesPerSecond.map { Duration.seconds(Double(piece.count) / Double($0)) }
            busyUntil = max(busyUntil, now) + (time ?? .zero)
            output.append((busyUntil + delay, piece))
        }
        let arrived = output.prefix { isLast || $0.due <= now }
        output.removeFirst(arrived.count)
        let keys = input.filter { $0.due <= now }
        input.removeAll { $0.due <= now }
        return (arrived.flatMap { $0.bytes }[...], keys.flatMap { $0.bytes })
    }
}
