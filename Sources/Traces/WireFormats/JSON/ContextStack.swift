/// Where in a document a handler is: what each open container means, and whether one is passed over.
struct ContextStack<Context> {
    /// What the innermost open container is.
    var current: Context
    /// What a document stands in.
    private let outermost: Context
    private var outer: [Context] = []
    /// Open containers of a value that means nothing to the handler.
    private var skipped = 0

    init(outermost: Context) {
        current = outermost
        self.outermost = outermost
    }

    /// What comes belongs to a value that means nothing.
    @inline(__always)
    var isSkipping: Bool { skipped > 0 }

    /// Enters a container.
    @inline(__always)
    mutating func push(_ context: Context) {
        outer.append(current)
        current = context
    }

    /// Passes over the container that has just begun, with all that is in it.
    mutating func skip() { skipped = 1 }

    /// Takes note that a container begins; false within one that is passed over.
    @inline(__always)
    mutating func takesBeginning() -> Bool {
        guard isSkipping else { return true }
        skipped += 1
        return false
    }

    /// Leaves a container and returns what it was; nil for one that is passed over.
    @inline(__always)
    mutating func pop() -> Context? {
        guard !isSkipping else {
            skipped -= 1
            return nil
        }
        let ended = current
        current = outer.popLast() ?? outermost
        return ended
    }

    mutating func endDocument() {
        current = outermost
        skipped = 0
        outer.removeAll(keepingCapacity: true)
    }
}
