package import StorageFiles
import TraceModel

/// Segments of spans as a folder of traces keeps them.
package struct SpanSegments: SegmentInspector {
    package init() {}

    package func inspect(_ bytes: StoredBytes) throws(SegmentDamage) -> NewSegment {
        do throws(SegmentError) {
            let segment = try Segment(SegmentMemory(bytes))
            try segment.verify()
            return NewSegment(bytes, of: segment, SegmentTally(of: segment))
        } catch {
            throw SegmentDamage(error)
        }
    }
}

extension SpanSegments {
    /// How many bytes each part of a segment takes.
    ///
    /// - Parameters:
    ///   - bytes: The segment.
    ///   - verifying: Whether all of it is compared with its check sums.
    ///   - checksum: That of the file.
    /// - Returns: The parts in the order in which they stand.
    /// - Throws: ``SegmentDamage``.
    package func sizes(
        of bytes: StoredBytes,
        verifying: Bool,
        checksum: UInt32
    ) throws(SegmentDamage) -> [(name: String, bytes: Int)] {
        do throws(SegmentError) {
            let segment = try Segment(SegmentMemory(bytes))
            if verifying {
                try segment.verify()
                guard bytes.checksum == checksum else { throw .damaged(part: "file") }
            }
            return segment.sectionSizes.map { ($0.section.name, $0.bytes) }
        } catch {
            throw SegmentDamage(error)
        }
    }
}

extension NewSegment {
    /// The bytes of `segment`, with what lists and retention want to know of it.
    init(_ bytes: StoredBytes, of segment: Segment, _ tally: SegmentTally) {
        self.init(
            bytes: bytes,
            facts: SegmentFacts(segment.header),
            catalogue: SegmentCatalogue(of: segment, tally)
        )
    }
}

extension SegmentMemory {
    /// The bytes of a segment in a folder.
    package convenience init(_ stored: StoredBytes) {
        self.init(stored.bytes) { _ in withExtendedLifetime(stored) {} }
    }
}

extension SegmentFacts {
    package init(_ header: SegmentHeader) {
        self.init(
            spans: Int(header.spanCount),
            traces: Int(header.traceCount),
            earliest: Timestamp(nanoseconds: min(header.earliestStart, header.latestStart)),
            latest: Timestamp(nanoseconds: header.latestStart)
        )
    }
}

extension SegmentDamage {
    /// The same as it follows on “is damaged: ”.
    package init(_ error: SegmentError) {
        let reason =
            switch error {
            case .notASegment: "it does not begin as a segment does"
            case .newerFormat(let version):
                "it is of format \(version), and this version reads up to \(SegmentHeader.formatVersion)"
            case .wrongLength(let expected, let found):
                "it has \(found) bytes instead of \(expected)"
            case .damaged(let part): "the check sum of its \(part) is another one"
            }
        self.init(reason: reason)
    }
}
