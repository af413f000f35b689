/// Decompresses a stream piece by piece, never beyond a limit.
///
/// Memory does not follow what the data claims: output grows as it is made, 64 KiB at a time, and a zstd window
/// is at most 8 MiB (as RFC 9659 asks of HTTP) unless the caller allows more. Several gzip members or zstd
/// frames in a row are one stream. After an error the inflater throws the same error for ever.
///
/// ```swift
/// var inflater = try Inflater(coding: .gzip, limit: 64 << 20)
/// for try await chunk in body { try inflater.feed(chunk, into: &bytes) }
/// try inflater.finish()
/// ```
// Sendable, for the state behind the engine has exactly one owner: the struct cannot be copied.
package struct Inflater: ~Copyable, @unchecked Sendable {
    private enum Engine {
        case identity
        case zlib(ZlibDecoder)
        case zstd(ZstdDecoder)
    }

    /// What the stream is coded in.
    package let coding: ContentCoding
    /// The most decompressed bytes that may come out in all.
    package let limit: Int
    /// Compressed bytes taken so far.
    package private(set) var consumed = 0
    /// Decompressed bytes given so far.
    package private(set) var produced = 0

    private let engine: Engine
    private var failure: CompressionError?

    /// Starts a stream.
    ///
    /// - Parameters:
    ///   - coding: What the stream is coded in.
    ///   - limit: The most decompressed bytes to give out, in all.
    ///   - zstdWindowLog: The largest zstd window to accept, as a power of two; 23 is 8 MiB, files of
    ///     `zstd --ultra` need up to 27.
    /// - Throws: ``CompressionError/outOfMemory`` alone.
    package init(
        coding: ContentCoding,
        limit: Int,
        zstdWindowLog: Int = 23
    ) throws(CompressionError) {
        self.coding = coding
        self.limit = max(0, limit)
        switch coding {
        case .identity: engine = .identity
        case .gzip: engine = .zlib(try ZlibDecoder(format: .gzip))
        case .deflate: engine = .zlib(try ZlibDecoder(format: .zlibOrRaw))
        case .zstd: engine = .zstd(try ZstdDecoder(windowLog: zstdWindowLog))
        }
    }

    /// Decompresses `bytes` and appends what comes out.
    ///
    /// - Throws: ``CompressionError``; what was appended before the error is good.
    package mutating func feed(
        _ bytes: RawSpan,
        into output: inout [UInt8]
    ) throws(CompressionError) {
        if let failure { throw failure }
        let before = output.count
        let allowed = limit - produced
        let offset = consumed
        do throws(CompressionError) {
            switch engine {
            case .identity:
                guard bytes.byteCount <= allowed else {
                    throw CompressionError.tooLarge(limit: limit)
                }
                bytes.withUnsafeBytes { output.append(contentsOf: $0) }
            case .zlib(let decoder):
                try bytes.withUnsafeBytes { (raw) throws(CompressionError) in
                    try decoder.decode(raw, at: offset, allowed: allowed, into: &output)
                }
            case .zstd(let decoder):
                try bytes.withUnsafeBytes { (raw) throws(CompressionError) in
                    try decoder.decode(raw, at: offset, allowed: allowed, into: &output)
                }
            }
        } catch {
            let known: CompressionError =
                if case .tooLarge = error { .tooLarge(limit: limit) } else { error }
            failure = known
            produced += output.count - before
            throw known
        }
        consumed += bytes.byteCount
        produced += output.count - before
    }

    /// Decompresses `bytes` and appends what comes out.
    ///
    /// - Throws: ``CompressionError``; what was appended before the error is good.
    package mutating func feed(
        _ bytes: [UInt8],
        into output: inout [UInt8]
    ) throws(CompressionError) {
        try feed(bytes.span.bytes, into: &output)
    }

    /// Says that no more input comes.
    ///
    /// - Throws: ``CompressionError/truncated(offset:)`` if the data has not come to its end, which includes
    ///   no data at all, unless the coding is ``ContentCoding/identity``.
    package mutating func finish() throws(CompressionError) {
        if let failure { throw failure }
        let complete =
            switch engine {
            case .identity: true
            case .zlib(let decoder): decoder.isComplete
            case .zstd(let decoder): decoder.isComplete
            }
        guard complete else {
            failure = .truncated(offset: consumed)
            throw .truncated(offset: consumed)
        }
    }
}
