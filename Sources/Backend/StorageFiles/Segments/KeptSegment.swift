package import TraceModel

/// A segment in the folder.
package struct KeptSegment: Sendable {
    /// What the manifest knows of it.
    package struct Row: Sendable, Equatable {
        /// Numbers grow in the order of sealing.
        package var number: Int
        /// Through which sequence the log was sealed with it.
        package var sealedThrough: UInt64
        /// When it was made.
        package var madeAt: Timestamp
        package var facts: SegmentFacts
        package var byteCount: Int
        /// CRC-32 of the file.
        package var checksum: UInt32
        package var omittedOperations: Int

        var fileName: SegmentFileName {
            SegmentFileName(number: number, sealedThrough: sealedThrough)
        }
    }

    package let row: Row
    package let bytes: StoredBytes

    package var number: Int { row.number }
    package var facts: SegmentFacts { row.facts }
}
