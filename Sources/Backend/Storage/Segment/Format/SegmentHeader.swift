/// What the first bytes of a segment say of it.
package struct SegmentHeader: Sendable, Equatable {
    /// The format that this version writes, and the highest that it reads.
    package static let formatVersion: UInt32 = 1

    /// "spoorseg", as bytes in this order.
    static let magic: UInt64 = 0x6765_7372_6F6F_7073

    /// Bytes of the header: fields, the table of sections, and the checksum of both.
    package static let byteCount =
        fieldBytes + SegmentSection.allCases.count * sectionBytes + 8
    static let fieldBytes = 80
    static let sectionBytes = 24

    /// Where a section is, and the checksum of its bytes.
    struct Place: Sendable, Equatable {
        var offset: UInt64 = 0
        var count: UInt64 = 0
        var checksum: UInt64 = 0
    }

    /// Bytes of the segment, header included.
    package var byteCount: UInt64 = 0
    package var spanCount: UInt32 = 0
    package var traceCount: UInt32 = 0
    /// Of its spans, nanoseconds since the epoch.
    package var earliestStart: UInt64 = .max
    package var latestStart: UInt64 = 0
    package var latestEnd: UInt64 = 0
    /// Nanoseconds; 0 where no span ends after its start.
    package var longestDuration: UInt64 = 0
    /// The ordinal that the first trace has which no earlier segment holds; see `docs/segment-format.md`.
    package var firstOrdinal: UInt64 = 0
    var places = [Place](repeating: Place(), count: SegmentSection.allCases.count)

    init() {}

    /// Reads the header of a segment; only this part of `bytes` is looked at.
    package init(reading bytes: UnsafeRawBufferPointer) throws(SegmentError) {
        func word<Word: FixedWidthInteger>(_ offset: Int, _: Word.Type) -> Word {
            Word(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Word.self))
        }
        guard bytes.count >= 16, word(0, UInt64.self) == Self.magic else { throw .notASegment }
        let version = word(8, UInt32.self)
        guard version <= Self.formatVersion else { throw .newerFormat(version: version) }
        guard bytes.count >= Self.byteCount else {
            throw .wrongLength(expected: UInt64(Self.byteCount), found: UInt64(bytes.count))
        }
        let checked = Self.byteCount - 8
        let sum = XXHash64.hash(UnsafeRawBufferPointer(rebasing: bytes[0..<checked]))
        guard version == Self.formatVersion,
            word(12, UInt32.self) == UInt32(SegmentSection.allCases.count),
            word(checked, UInt64.self) == sum
        else { throw .damaged(part: "header") }
        byteCount = word(16, UInt64.self)
        spanCount = word(24, UInt32.self)
        traceCount = word(28, UInt32.self)
        earliestStart = word(32, UInt64.self)
        latestStart = word(40, UInt64.self)
        latestEnd = word(48, UInt64.self)
        longestDuration = word(56, UInt64.self)
        firstOrdinal = word(64, UInt64.self)
        for index in places.indices {
            let offset = Self.fieldBytes + index * Self.sectionBytes
            places[index] = Place(
                offset: word(offset, UInt64.self),
                count: word(offset + 8, UInt64.self),
                checksum: word(offset + 16, UInt64.self)
            )
        }
    }

    /// The bytes of the header.
    func bytes() -> [UInt8] {
        var out = ByteWriter()
        out.append(Self.magic)
        out.append(Self.formatVersion)
        out.append(UInt32(places.count))
        out.append(byteCount)
        out.append(spanCount)
        out.append(traceCount)
        for word in [earliestStart, latestStart, latestEnd, longestDuration, firstOrdinal] {
            out.append(word)
        }
        out.append(UInt64(0))
        for place in places {
            out.append(place.offset)
            out.append(place.count)
            out.append(place.checksum)
        }
        out.append(XXHash64.hash(out.bytes))
        return out.bytes
    }
}
