import Archives
import Compression

/// Bytes that come piece by piece, each piece once, on a thread that may block.
protocol ByteSource: AnyObject {
    /// The next piece, never empty; nil at the end.
    ///
    /// Up to `welcome` bytes, where it is the source that decides how many there are.
    func next(_ welcome: Int) throws(FileFailure) -> [UInt8]?
}

extension ByteSource {
    /// The next piece, of a size such that, decompressed a thousandfold, it is still no more than memory bears.
    func next() throws(FileFailure) -> [UInt8]? { try next(64 << 10) }
}

/// Why a file cannot be read further, in words.
struct FileFailure: Error {
    var message: String
}

/// A source whose first bytes can be looked at before they are taken.
final class PeekedBytes: ByteSource {
    private let base: any ByteSource
    private var waiting: [UInt8] = []
    private var isAtEnd = false

    init(_ base: any ByteSource) { self.base = base }

    /// Up to `count` first bytes; fewer at the end alone.
    func peek(_ count: Int) throws(FileFailure) -> ArraySlice<UInt8> {
        // Pipes give little at a time.
        while waiting.count < count, !isAtEnd {
            if let piece = try base.next() { waiting += piece } else { isAtEnd = true }
        }
        return waiting.prefix(count)
    }

    func next(_ welcome: Int) throws(FileFailure) -> [UInt8]? {
        guard waiting.isEmpty else {
            defer { waiting = [] }
            return waiting
        }
        return isAtEnd ? nil : try base.next(welcome)
    }
}

/// How much one file may decompress to, however it is packed.
final class DecompressionBound {
    /// No file of traces is larger than this once decompressed; a bomb ends here.
    private static let limit = 64 << 30

    private var left = limit

    /// Counts what was decompressed.
    func take(_ count: Int) throws(FileFailure) {
        left -= count
        guard left >= 0 else {
            throw FileFailure(message: CompressionError.tooLarge(limit: Self.limit).description)
        }
    }

    /// No more than this comes out of one stream.
    var most: Int { max(0, left) }
}

/// What a source decompresses to, with gzip or zstd.
final class InflatedBytes: ByteSource {
    private let base: any ByteSource
    private let bound: DecompressionBound
    private var inflater: Inflater
    private var isAtEnd = false

    init(
        _ base: any ByteSource,
        coding: ContentCoding,
        _ bound: DecompressionBound
    ) throws(FileFailure) {
        self.base = base
        self.bound = bound
        do throws(CompressionError) {
            // 2²⁷ is what `zstd --ultra` may ask for.
            inflater = try Inflater(coding: coding, limit: bound.most, zstdWindowLog: 27)
        } catch {
            throw FileFailure(message: error.description)
        }
    }

    func next(_ welcome: Int) throws(FileFailure) -> [UInt8]? {
        while !isAtEnd {
            let piece = try base.next()
            var output: [UInt8] = []
            do throws(CompressionError) {
                if let piece {
                    try inflater.feed(piece, into: &output)
                } else {
                    isAtEnd = true
                    try inflater.finish()
                }
            } catch {
                throw FileFailure(message: error.description)
            }
            try bound.take(output.count)
            if !output.isEmpty { return output }
        }
        return nil
    }
}

/// The current member of an archive.
final class MemberBytes: ByteSource {
    private let archive: ArchiveReader
    private let bound: DecompressionBound
    /// What it could not be read further for.
    private(set) var failure: FileFailure?

    init(_ archive: ArchiveReader, _ bound: DecompressionBound) {
        self.archive = archive
        self.bound = bound
    }

    func next(_ welcome: Int) throws(FileFailure) -> [UInt8]? {
        if let failure { throw failure }
        do {
            let piece = try archive.read()
            try bound.take(piece?.count ?? 0)
            return piece
        } catch {
            let failure = FileFailure(error)
            self.failure = failure
            throw failure
        }
    }
}

extension FileFailure {
    init(_ error: any Error) {
        self = error as? FileFailure ?? FileFailure(message: "\(error)")
    }
}
