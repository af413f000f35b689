/// Decompresses a whole body.
///
/// - Parameters:
///   - bytes: The compressed body.
///   - coding: What it is coded in; ``ContentCoding/identity`` gives the same bytes.
///   - limit: The most decompressed bytes to give.
/// - Returns: The decompressed body.
/// - Throws: ``CompressionError``.
package func decompress(
    _ bytes: [UInt8],
    coding: ContentCoding,
    limit: Int
) throws(CompressionError) -> [UInt8] {
    if coding == .identity, bytes.count <= limit { return bytes }
    var inflater = try Inflater(coding: coding, limit: limit)
    var output: [UInt8] = []
    // A guess from what was really received, never from what the data claims.
    output.reserveCapacity(min(limit, bytes.count &* 4))
    try inflater.feed(bytes, into: &output)
    try inflater.finish()
    return output
}

/// Compresses a whole body.
///
/// - Parameters:
///   - bytes: What to compress.
///   - coding: What to write; ``ContentCoding/identity`` gives the same bytes.
///   - level: 1 (fast) to 9 (small), for zstd to 22; nil is the library's own middle.
/// - Returns: The compressed body.
/// - Throws: ``CompressionError/outOfMemory`` alone.
package func compress(
    _ bytes: [UInt8],
    coding: ContentCoding,
    level: Int? = nil
) throws(CompressionError) -> [UInt8] {
    if coding == .identity { return bytes }
    var deflater = try Deflater(coding: coding, level: level)
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count / 4 + 64)
    deflater.feed(bytes, into: &output)
    deflater.finish(into: &output)
    return output
}
