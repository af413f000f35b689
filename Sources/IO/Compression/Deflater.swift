/// Compresses a stream piece by piece.
///
/// ``ContentCoding/deflate`` is written in its zlib form (RFC 1950), which is what the name means.
// Sendable, for the state behind the engine has exactly one owner: the struct cannot be copied.
package struct Deflater: ~Copyable, @unchecked Sendable {
    private enum Engine {
        case identity
        case zlib(ZlibEncoder)
        case zstd(ZstdEncoder)
    }

    private let engine: Engine

    /// Starts a stream.
    ///
    /// - Parameters:
    ///   - coding: What to write.
    ///   - level: 1 (fast) to 9 (small), for zstd to 22; nil is the library's own middle (6, for zstd 3).
    /// - Throws: ``CompressionError/outOfMemory`` alone.
    package init(coding: ContentCoding, level: Int? = nil) throws(CompressionError) {
        switch coding {
        case .identity: engine = .identity
        case .gzip: engine = .zlib(try ZlibEncoder(isGzip: true, level: level))
        case .deflate: engine = .zlib(try ZlibEncoder(isGzip: false, level: level))
        case .zstd: engine = .zstd(try ZstdEncoder(level: level))
        }
    }

    /// Takes `bytes` and appends what is ready, which may be nothing yet.
    package mutating func feed(_ bytes: RawSpan, into output: inout [UInt8]) {
        compress(bytes, isLast: false, into: &output)
    }

    /// Takes `bytes` and appends what is ready, which may be nothing yet.
    package mutating func feed(_ bytes: [UInt8], into output: inout [UInt8]) {
        feed(bytes.span.bytes, into: &output)
    }

    /// Appends the rest of the stream, its check sum included; the deflater is used up.
    package consuming func finish(into output: inout [UInt8]) {
        let none: [UInt8] = []
        compress(none.span.bytes, isLast: true, into: &output)
    }

    private borrowing func compress(_ bytes: RawSpan, isLast: Bool, into output: inout [UInt8]) {
        bytes.withUnsafeBytes { raw in
            switch engine {
            case .identity: output.append(contentsOf: raw)
            case .zlib(let encoder): encoder.encode(raw, isLast: isLast, into: &output)
            case .zstd(let encoder): encoder.encode(raw, isLast: isLast, into: &output)
            }
        }
    }
}
