extension [UInt8] {
    /// Appends a number, its lowest byte first.
    mutating func append(littleEndian number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}

extension UnsafeRawBufferPointer {
    /// The number at `offset`, which was written with its lowest byte first.
    func number<Number: FixedWidthInteger>(at offset: Int, as _: Number.Type = Number.self)
        -> Number
    {
        Number(littleEndian: loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    func part(_ range: Range<Int>) -> UnsafeRawBufferPointer { Self(rebasing: self[range]) }
}
