/// The bytes of a segment, wherever they are, given back with their last reader.
///
/// Sendable although it holds a pointer: whoever makes one promises that the bytes do not change any more.
package final class SegmentMemory: @unchecked Sendable {
    package let bytes: UnsafeRawBufferPointer
    private let release: @Sendable (UnsafeRawBufferPointer) -> Void

    /// Takes over `bytes`, such as those of a mapped file; `release` gets them back when nobody reads any more.
    package init(
        _ bytes: UnsafeRawBufferPointer,
        release: @escaping @Sendable (UnsafeRawBufferPointer) -> Void
    ) {
        self.bytes = bytes
        self.release = release
    }

    /// A copy of `bytes`.
    package convenience init(copying bytes: [UInt8]) {
        let copy = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(bytes.count, 1),
            alignment: 16
        )
        copy.copyBytes(from: bytes)
        self.init(UnsafeRawBufferPointer(start: copy.baseAddress, count: bytes.count)) {
            $0.baseAddress?.deallocate()
        }
    }

    deinit { release(bytes) }
}
