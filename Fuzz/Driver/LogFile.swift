import StorageFiles

/// Any bytes are read as a log file to their end: records in growing order, and ranges that lie in the file.
///
/// Check sums would keep a fuzzer at the door, so they are put right first, in the header and wherever a record may begin, unless
/// the first byte says not to.
package func checkLogFile(_ bytes: UnsafePointer<UInt8>?, _ count: Int) {
    var file = Array(UnsafeBufferPointer(start: bytes, count: count).dropFirst())
    if count > 0, let bytes, bytes[0] & 1 == 0 { repairLogChecksums(of: &file) }
    file.withUnsafeBytes { raw in
        guard var reader = try? LogFileReader(raw) else { return }
        var last: UInt64?
        var end = 0
        var isAtEnd = false
        while let item = reader.next() {
            precondition(!isAtEnd, "something follows the end")
            switch item {
            case .record(let record):
                precondition(last.map { $0 < record.sequence } ?? true, "records out of order")
                last = record.sequence
            case .damage(let range, let lost):
                precondition(
                    range.lowerBound >= end && range.upperBound <= raw.count,
                    "not in the file"
                )
                precondition(last.map { $0 < lost.lowerBound } ?? true, "lost what was read")
                end = range.upperBound
            case .torn(let range, _):
                precondition(
                    range.lowerBound >= end && range.upperBound <= raw.count,
                    "not in the file"
                )
                isAtEnd = true
            }
        }
    }
}
