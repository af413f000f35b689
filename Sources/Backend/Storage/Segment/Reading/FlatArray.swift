/// Numbers of one kind in the bytes of a segment, read where they stand.
///
/// What lies outside reads as zero, so that damaged indexes lead to wrong values and nowhere else. Sendable although it holds a
/// pointer: the bytes do not change, and the ``Segment`` that made it keeps them.
struct FlatArray<Element: FixedWidthInteger & BitwiseCopyable & Sendable>: @unchecked Sendable {
    private let base: UnsafeRawPointer?
    let count: Int

    /// As many whole elements as there are bytes for.
    init(_ bytes: UnsafeRawBufferPointer) {
        base = bytes.baseAddress
        count = bytes.count / MemoryLayout<Element>.stride
    }

    @inline(__always)
    subscript(index: Int) -> Element {
        guard let base, UInt(bitPattern: index) < UInt(bitPattern: count) else { return 0 }
        return Element(
            littleEndian: base.loadUnaligned(
                fromByteOffset: index &* MemoryLayout<Element>.stride,
                as: Element.self
            )
        )
    }

    var address: UnsafeRawPointer? { base }

    /// Bytes taken.
    var byteCount: Int { count * MemoryLayout<Element>.stride }

    /// The first place for which `isAbove` holds; it must hold for none before and all after.
    func firstPlace(_ isAbove: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if isAbove(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
