import Compression
import Glibc

/// Bytes that never change: a mapped file, or memory of our own.
///
/// They live as long as this does, and may be read from any thread. A mapped file is read when it is looked at; whoever shortens
/// it meanwhile ends the process, as with any mapped file.
// Sendable, for nobody writes to the bytes after the start, and they are freed when the last reference goes.
package final class StoredBytes: @unchecked Sendable {
    private enum Owner { case mapping, allocation }

    package let bytes: UnsafeRawBufferPointer
    private let owner: Owner

    /// Takes over a mapping, to be unmapped in the end.
    init(mapping: UnsafeRawBufferPointer) {
        bytes = mapping
        owner = .mapping
    }

    /// Copies `bytes`.
    package init(copying bytes: UnsafeRawBufferPointer) {
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
        copy.copyMemory(from: bytes)
        self.bytes = UnsafeRawBufferPointer(copy)
        owner = .allocation
    }

    deinit {
        switch owner {
        case .allocation: bytes.deallocate()
        case .mapping:
            if let start = bytes.baseAddress {
                munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
            }
        }
    }

    package var count: Int { bytes.count }

    /// Their CRC-32.
    ///
    /// - Complexity: O(bytes).
    package var checksum: UInt32 { crc32(of: bytes) }
}
