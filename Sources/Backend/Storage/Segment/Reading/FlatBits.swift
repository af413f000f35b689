/// Numbers of any width in the bytes of a segment, read where they stand; bits outside read as zero.
///
/// Sendable for the same reason as ``FlatArray``.
struct FlatBits: @unchecked Sendable {
    private let base: UnsafeRawPointer?
    private let count: Int

    init(_ bytes: UnsafeRawBufferPointer) {
        base = bytes.baseAddress
        count = bytes.count
    }

    /// `width` bits, 0 to 64 of them, from a bit on.
    @inline(__always)
    func bits(at bit: Int, width: Int) -> UInt64 {
        guard width > 0, bit >= 0, let base else { return 0 }
        let offset = bit >> 3
        let shift = UInt64(bit & 7)
        guard offset &+ 16 <= count else { return slowBits(at: bit, width: width) }
        var value =
            UInt64(littleEndian: base.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            >> shift
        if width &+ Int(shift) > 64 {
            let next = base.load(fromByteOffset: offset &+ 8, as: UInt8.self)
            value |= UInt64(next) << (64 &- shift)
        }
        return width >= 64 ? value : value & (1 << UInt64(width) &- 1)
    }

    private func slowBits(at bit: Int, width: Int) -> UInt64 {
        var value: UInt64 = 0
        for place in 0..<min(width, 64) {
            let (at, overflow) = bit.addingReportingOverflow(place)
            guard !overflow, at >> 3 < count, let base else { break }
            let byte = base.load(fromByteOffset: at >> 3, as: UInt8.self)
            value |= UInt64(byte >> UInt8(at & 7) & 1) << UInt64(place)
        }
        return value
    }
}
