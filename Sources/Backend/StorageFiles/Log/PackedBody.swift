import Compression

/// A batch on its way into the log, compressed.
struct PackedBody: Sendable {
    let kind: UInt16
    let contentBytes: Int
    let bytes: [UInt8]
    let checksum: UInt32

    init(
        kind: UInt16,
        _ contents: UnsafeRawBufferPointer,
        with packer: ZstdBlocks
    ) throws(LogError) {
        guard contents.count <= LogRecordHeader.mostBytes else { throw .tooLarge }
        self.kind = kind
        contentBytes = contents.count
        do throws(CompressionError) {
            bytes = try packer.compress(contents)
        } catch {
            throw .outOfMemory
        }
        guard bytes.count <= LogRecordHeader.mostBytes else { throw .tooLarge }
        checksum = crc32(of: bytes)
    }

    /// Bytes of the record that it becomes.
    var recordBytes: Int { LogRecordHeader.recordBytes(ofBody: bytes.count) }

    /// Appends the record of `sequence`.
    func append(to output: inout [UInt8], sequence: UInt64, salt: UInt32) {
        let start = output.count
        LogRecordHeader(
            sequence: sequence,
            bodyBytes: bytes.count,
            contentBytes: contentBytes,
            bodyChecksum: checksum,
            kind: kind
        )
        .append(to: &output, salt: salt)
        output += bytes
        output.append(contentsOf: repeatElement(0, count: start + recordBytes - output.count))
    }
}
