import Compression
import TestSupport
import Testing

@testable import StorageFiles

@Suite struct LogFileTests {
    private static let salt: UInt32 = 0x1234_5678

    /// A file of records with these contents, from sequence 5 on, and where each begins.
    private func file(_ contents: [[UInt8]], room: Int = 0) throws -> (
        bytes: [UInt8], starts: [Int]
    ) {
        var bytes = LogFileHeader(firstSequence: 5, salt: Self.salt).bytes
        var starts: [Int] = []
        for (index, content) in contents.enumerated() {
            starts.append(bytes.count)
            let body = try content.withUnsafeBytes {
                try PackedBody(kind: UInt16(index), $0, with: ZstdBlocks(level: 1))
            }
            body.append(to: &bytes, sequence: 5 + UInt64(index), salt: Self.salt)
        }
        starts.append(bytes.count)
        return (bytes + [UInt8](repeating: 0, count: room), starts)
    }

    private func read(_ bytes: [UInt8]) throws -> [LogFileReader.Item] {
        try bytes.withUnsafeBytes { raw in
            var reader = try LogFileReader(raw)
            var items: [LogFileReader.Item] = []
            while let item = reader.next() { items.append(item) }
            return items
        }
    }

    private func records(_ contents: [[UInt8]]) -> [LogFileReader.Item] {
        contents.enumerated().map { index, content in
            .record(
                LogRecord(sequence: 5 + UInt64(index), kind: UInt16(index), contents: content)
            )
        }
    }

    private let contents: [[UInt8]] = [
        Array("first".utf8), [], Array(repeating: 7, count: 5000), Array("last".utf8),
    ]

    @Test func `records come back as they were written`() throws {
        #expect(try read(file(contents).bytes) == records(contents))
        #expect(try read(file(contents, room: 4096).bytes) == records(contents))
        #expect(try read(file([]).bytes).isEmpty)
    }

    @Test func `a file cut anywhere gives the records before the cut`() throws {
        let (bytes, starts) = try file(contents)
        for end in LogFileHeader.recordsStart..<bytes.count {
            let items = try read(Array(bytes[..<end]))
            let whole = starts.dropFirst().count { $0 <= end }
            #expect(Array(items.prefix(whole)) == Array(records(contents).prefix(whole)))
            // Padding that is missing does not matter to the last record.
            let rest = items.dropFirst(whole)
            let isTail = rest.allSatisfy { item in
                if case .torn(let range, _) = item { return range.upperBound <= end }
                return item == records(contents)[whole]
            }
            #expect(isTail && rest.count <= 1, "cut at \(end): \(rest)")
        }
    }

    @Test func `a flipped byte costs one record and is told`() throws {
        let (bytes, starts) = try file(contents, room: 64)
        for place in LogFileHeader.recordsStart..<bytes.count {
            for bit in [0, 7] {
                var damaged = bytes
                damaged[place] ^= 1 << bit
                let items = try read(damaged)
                let hit = starts.lastIndex { $0 <= place } ?? 0
                let kept = items.filter { if case .record = $0 { true } else { false } }
                var expected = records(contents)
                if hit < expected.count, kept.count < expected.count {
                    expected.remove(at: hit)
                    let told = items.contains { item in
                        switch item {
                        case .record: false
                        case .damage(let range, let lost):
                            lost.count == 1 && range.lowerBound == starts[hit]
                        case .torn(let range, _):
                            hit == contents.count - 1 && range.lowerBound == starts[hit]
                        }
                    }
                    #expect(told, "byte \(place): \(items)")
                }
                #expect(kept == expected, "byte \(place)")
            }
        }
    }

    @Test func `either copy of the header is enough`() throws {
        let (bytes, _) = try file(contents)
        for place in 0..<LogFileHeader.byteCount {
            for copy in [0, LogFileHeader.byteCount] {
                var damaged = bytes
                damaged[copy + place] ^= 0x10
                #expect(try read(damaged) == records(contents))
            }
            var damaged = bytes
            damaged[place] ^= 0x10
            damaged[LogFileHeader.byteCount + place] ^= 0x10
            #expect(throws: LogFileHeader.Failure.damaged) { try read(damaged) }
        }
    }

    @Test func `records of another file do not count, even in the body of one`() throws {
        var foreign = LogFileHeader(firstSequence: 5, salt: 99).bytes
        let body = try contents[2].withUnsafeBytes {
            try PackedBody(kind: 1, $0, with: ZstdBlocks(level: 1))
        }
        body.append(to: &foreign, sequence: 6, salt: 99)
        let stray = Array(foreign[LogFileHeader.recordsStart...])
        let (bytes, starts) = try file([contents[0]])
        #expect(
            try read(bytes + stray)
                == records([contents[0]]) + [.torn(starts[1]..<starts[1] + stray.lastUsed, next: 6)]
        )
    }

    @Test func `a newer version is not read`() throws {
        var copy = Array("SPOORLOG".utf8)
        copy.append(littleEndian: LogFileHeader.version + 1)
        copy += [UInt8](repeating: 0, count: 16)
        let checksum = copy.withUnsafeBytes { StoredBytes(copying: $0).checksum }
        copy.append(littleEndian: checksum)
        #expect(throws: LogFileHeader.Failure.newer(2)) { try read(copy + copy) }
    }

    @Test func `zeros at the end are found wherever they begin`() {
        for (zeros, others) in [
            (0, 0), (5, 0), (9000, 0), (0, 1), (1, 1), (4096, 7), (20_000, 8191),
        ] {
            var bytes = [UInt8](repeating: 0, count: others + zeros)
            if others > 0 { bytes[others - 1] = 1 }
            #expect(bytes.withUnsafeBytes { $0.countWithoutTrailingZeros } == others)
        }
    }
}

extension [UInt8] {
    /// How many bytes there are up to the last that is not zero.
    fileprivate var lastUsed: Int { (lastIndex { $0 != 0 } ?? -1) + 1 }
}
