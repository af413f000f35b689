import Compression

/// Puts the check sums of a log file right: those of the header's first copy, and of all that may be a record.
func repairLogChecksums(of file: inout [UInt8]) {
    guard file.count >= 64 else { return }
    let salt = number(file, 12)
    put(crc32(of: Array(file[0..<28])), in: &file, 28)
    for start in stride(from: 64, through: file.count - 32, by: 8)
    where file[start..<start + 4].elementsEqual("SPRC".utf8) {
        let end = start + 32 + Int(number(file, start + 16))
        if end <= file.count {
            put(crc32(of: Array(file[start + 32..<end])) ^ salt, in: &file, start + 24)
        }
        put(crc32(of: Array(file[start + 8..<start + 32])) ^ salt, in: &file, start + 4)
    }
}

private func number(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reversed().reduce(0) { $0 << 8 | UInt32($1) }
}

private func put(_ number: UInt32, in bytes: inout [UInt8], _ offset: Int) {
    for place in 0..<4 { bytes[offset + place] = UInt8(truncatingIfNeeded: number >> (8 * place)) }
}
