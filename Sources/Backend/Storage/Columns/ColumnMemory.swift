import Glibc

/// Memory of a column, freed with its last reader.
///
/// Small columns live in the heap. A large one gets a range of addresses of its own, far larger than what it
/// holds: pages become memory when they are first written. So it seldom moves while it grows, and all of it goes back to the system.
///
/// Sendable although mutable: the one writer touches only what lies behind the count of every view, and a lock
/// orders its writing before the making of a view.
final class ColumnMemory<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
    let base: UnsafeMutablePointer<Element>
    /// Elements that there is room for.
    let capacity: Int
    /// Bytes of the range of addresses; 0 for memory of the heap.
    private let mappedBytes: Int

    /// Memory for exactly `capacity` elements.
    init(capacity: Int) {
        base = .allocate(capacity: max(capacity, 1))
        self.capacity = capacity
        mappedBytes = 0
    }

    /// Memory for at least `least` elements of a column that grows.
    init(growingTo least: Int) {
        let bytes = least * MemoryLayout<Element>.stride
        guard bytes > ColumnPages.mostHeapBytes, let range = ColumnPages.map(atLeast: bytes),
            let start = range.baseAddress
        else {
            base = .allocate(capacity: least)
            capacity = least
            mappedBytes = 0
            return
        }
        mappedBytes = range.count
        capacity = range.count / MemoryLayout<Element>.stride
        base = start.bindMemory(to: Element.self, capacity: capacity)
    }

    deinit {
        if mappedBytes > 0 {
            munmap(base, mappedBytes)
        } else {
            base.deallocate()
        }
    }

    /// Bytes held when there are `count` elements: those of the pages written, or all of the heap's.
    func heldBytes(_ count: Int) -> Int {
        let stride = MemoryLayout<Element>.stride
        return mappedBytes > 0 ? ColumnPages.rounded(count * stride) : capacity * stride
    }
}

/// Ranges of addresses from the system.
private enum ColumnPages {
    static let mostHeapBytes = 64 << 10
    /// Room for a usual block's largest column.
    private static let usualBytes = 32 << 20
    private static let pageBytes = Int(getpagesize())

    static func rounded(_ bytes: Int) -> Int {
        (bytes + pageBytes - 1) / pageBytes * pageBytes
    }

    /// Addresses for `bytes` and much more, none of it memory yet; nil if the system has none.
    static func map(atLeast bytes: Int) -> UnsafeMutableRawBufferPointer? {
        let size = rounded(max(bytes * 4, usualBytes))
        let start = mmap(
            nil,
            size,
            PROT_READ | PROT_WRITE,
            MAP_PRIVATE | Int32(MAP_ANONYMOUS) | Int32(MAP_NORESERVE),
            -1,
            0
        )
        guard let start, start != MAP_FAILED else { return nil }
        return UnsafeMutableRawBufferPointer(start: start, count: size)
    }
}
