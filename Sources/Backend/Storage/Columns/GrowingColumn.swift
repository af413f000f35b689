/// Values of one kind, side by side: a writer appends while others read.
///
/// What a reader holds is a ``ColumnView``: the memory and the number of values at that moment. The writer
/// appends behind that number, or moves on to larger memory and leaves the old to its readers, so what
/// a view shows never changes and nobody waits.
struct GrowingColumn<Element: BitwiseCopyable & Sendable>: ~Copyable {
    private var memory: ColumnMemory<Element>
    private var base: UnsafeMutablePointer<Element>
    private var capacity: Int
    private(set) var count = 0

    init(capacity: Int = 16) {
        memory = ColumnMemory(capacity: capacity)
        base = memory.base
        self.capacity = capacity
    }

    @inline(__always)
    mutating func append(_ value: Element) {
        if count == capacity { grow(to: count + 1) }
        base[count] = value
        count &+= 1
    }

    mutating func append(contentsOf values: UnsafeBufferPointer<Element>) {
        guard let source = values.baseAddress, !values.isEmpty else { return }
        if count + values.count > capacity { grow(to: count + values.count) }
        (base + count).update(from: source, count: values.count)
        count += values.count
    }

    @inline(__always)
    subscript(index: Int) -> Element {
        precondition(index >= 0 && index < count, "row out of bounds")
        return base[index]
    }

    /// Calls `body` with the values, uncopied.
    @inline(__always)
    func withValues<Result>(
        _ range: Range<Int>,
        _ body: (UnsafeBufferPointer<Element>) -> Result
    ) -> Result {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "rows out of bounds")
        return body(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
    }

    /// What is there now, for readers.
    func view() -> ColumnView<Element> { ColumnView(memory: memory, count: count) }

    @inline(never)
    private mutating func grow(to least: Int) {
        let next = ColumnMemory<Element>(growingTo: max(least, capacity * 2))
        next.base.update(from: base, count: count)
        memory = next
        base = next.base
        capacity = next.capacity
    }
}

/// The values of a ``GrowingColumn`` at one moment; they never change.
struct ColumnView<Element: BitwiseCopyable & Sendable>: Sendable {
    private let memory: ColumnMemory<Element>
    let count: Int

    fileprivate init(memory: ColumnMemory<Element>, count: Int) {
        self.memory = memory
        self.count = count
        heldBytes = memory.heldBytes(count)
    }

    /// Bytes of memory held, slack included.
    let heldBytes: Int

    @inline(__always)
    subscript(index: Int) -> Element {
        precondition(index >= 0 && index < count, "row out of bounds")
        return memory.base[index]
    }

    /// Calls `body` with the values, uncopied.
    @inline(__always)
    func withValues<Result>(
        _ range: Range<Int>,
        _ body: (UnsafeBufferPointer<Element>) -> Result
    ) -> Result {
        precondition(range.lowerBound >= 0 && range.upperBound <= count, "rows out of bounds")
        return body(UnsafeBufferPointer(start: memory.base + range.lowerBound, count: range.count))
    }

    /// Calls `body` with all values, uncopied.
    @inline(__always)
    func withValues<Result>(_ body: (UnsafeBufferPointer<Element>) -> Result) -> Result {
        withValues(0..<count, body)
    }
}
