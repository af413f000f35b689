/// Why bytes are not a segment that can be read.
package enum SegmentError: Error, Sendable, Equatable, CustomStringConvertible {
    /// They do not begin as a segment does.
    case notASegment
    /// A later version of this program wrote them.
    case newerFormat(version: UInt32)
    /// There are fewer bytes than the header says, or more.
    case wrongLength(expected: UInt64, found: UInt64)
    /// A checksum differs, or what is there cannot be; `part` says where.
    case damaged(part: String)

    /// One sentence that can be shown as it is.
    package var description: String {
        switch self {
        case .notASegment: "this is not a segment of spans."
        case .newerFormat(let version):
            "the segment is of format \(version), and this version reads up to \(SegmentHeader.formatVersion)."
        case .wrongLength(let expected, let found):
            "the segment should be of \(expected) bytes and is of \(found)."
        case .damaged(let part): "the segment is damaged (\(part))."
        }
    }
}
