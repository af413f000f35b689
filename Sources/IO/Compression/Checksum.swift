import CZlib

/// The check sum CRC-32 of bytes, as of gzip (RFC 1952 §8).
///
/// It tells damage by accident, not by intent.
package func crc32(of bytes: UnsafeRawBufferPointer) -> UInt32 {
    let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    // zlib takes no address for a wish to know the first value.
    guard let start else { return 0 }
    return UInt32(truncatingIfNeeded: crc32_z(0, start, bytes.count))
}

/// The check sum CRC-32 of bytes, as of gzip (RFC 1952 §8).
package func crc32(of bytes: [UInt8]) -> UInt32 { bytes.withUnsafeBytes { crc32(of: $0) } }
