import Compression
package import StorageFiles
import TraceModel

/// Batches that are a number and filling, for tests of where batches are and how often.
package enum NumberedBatch {
    /// What stands in the log; how much it is follows from the number.
    package static func contents(_ number: UInt64) -> [UInt8] {
        var generator = SeededGenerator(seed: number)
        let filling = (0..<number % 97 * 8).map { _ in UInt8.random(in: 0...255, using: &generator)
        }
        return number.bytes + filling
    }

    /// The number of a record; nil if its filling is not the number's.
    package static func number(_ contents: [UInt8]) -> UInt64? {
        guard contents.count >= 8 else { return nil }
        let number = UInt64(bytes: contents[..<8])
        return contents == Self.contents(number) ? number : nil
    }
}

/// A segment of such batches: their numbers, and a check sum.
package struct NumberedSegments: SegmentInspector {
    package init() {}

    package func make(_ numbers: [UInt64]) -> NewSegment {
        let body = numbers.flatMap(\.bytes)
        let bytes = UInt64(crc32(of: body)).bytes + body
        return describe(numbers, bytes.withUnsafeBytes { StoredBytes(copying: $0) })
    }

    package func inspect(_ bytes: StoredBytes) throws(SegmentDamage) -> NewSegment {
        describe(try numbers(in: bytes), bytes)
    }

    package func numbers(in bytes: StoredBytes) throws(SegmentDamage) -> [UInt64] {
        let all = Array(bytes.bytes)
        guard all.count >= 8, all.count % 8 == 0 else {
            throw SegmentDamage(reason: "it ends too early")
        }
        guard UInt64(bytes: all[..<8]) == UInt64(crc32(of: Array(all[8...]))) else {
            throw SegmentDamage(reason: "its check sum is another one")
        }
        return stride(from: 8, to: all.count, by: 8).map { UInt64(bytes: all[$0..<$0 + 8]) }
    }

    private func describe(_ numbers: [UInt64], _ bytes: StoredBytes) -> NewSegment {
        let facts = SegmentFacts(
            spans: numbers.count,
            traces: numbers.count,
            earliest: Timestamp(nanoseconds: numbers.min() ?? 0),
            latest: Timestamp(nanoseconds: numbers.max() ?? 0)
        )
        let entries = Dictionary(grouping: numbers) { $0 % 3 }.sorted { $0.key < $1.key }.map {
            SegmentCatalogue.Entry(
                service: "service \($0.key % 2)",
                operation: "operation \($0.key)",
                kind: .server,
                spans: $0.value.count,
                errors: 0
            )
        }
        return NewSegment(bytes: bytes, facts: facts, catalogue: SegmentCatalogue(entries: entries))
    }
}

extension UInt64 {
    fileprivate var bytes: [UInt8] { Swift.withUnsafeBytes(of: littleEndian) { Array($0) } }

    fileprivate init(bytes: ArraySlice<UInt8>) {
        self = bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}
