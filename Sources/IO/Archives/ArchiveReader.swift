import CArchive

/// Reads the members of an archive one after another, as a stream.
///
/// Known are tar and zip, and files that are compressed alone with bzip2, xz, lzip, lzma, lz4 or compress, which have one member without
/// a name. Compression around a tar is taken off, too. Memory does not follow the size of the archive or of its members. Belongs on a thread that may
/// block, since it blocks when its source does.
package final class ArchiveReader {
    /// Something in an archive that has contents; folders and links are passed over.
    package struct Member: Sendable, Equatable {
        /// As stored, or nil for a file that is compressed alone.
        package let path: String?
    }

    private let source: Source
    private var archive: OpaquePointer?

    /// Bytes of one piece of a member.
    private static let chunk = 256 << 10

    /// Begins to read; `next` gives the archive's bytes piece by piece, nil at their end.
    ///
    /// An error that `next` throws is thrown by the function that needed the bytes.
    package init(next: @escaping () throws -> [UInt8]?) throws {
        if let reason = spoor_archive_load() {
            throw ArchiveError.noLibrary(reason: String(cString: reason))
        }
        source = Source(next)
        archive = spoor_archive_open(Unmanaged.passUnretained(source).toOpaque()) {
            context,
            bytes in
            guard let context, let bytes else { return -1 }
            return Unmanaged<Source>.fromOpaque(context).takeUnretainedValue().pull(bytes)
        }
        guard archive != nil else { throw ArchiveError.outOfMemory }
    }

    deinit {
        if let archive { spoor_archive_close(archive) }
    }

    /// Whether bytes begin as one of the forms that this reads does; 263 bytes are enough to tell.
    package static func reads(_ prefix: some Collection<UInt8>) -> Bool {
        let head = Array(prefix.prefix(263))
        let isTar = head.count == 263 && head[257..<262].elementsEqual("ustar".utf8)
        return isTar || magics.contains { head.starts(with: $0) }
    }

    /// zip (also one without members), bzip2, xz, lzip, lz4 frames, compress.
    private static let magics: [[UInt8]] = [
        [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06], [0x42, 0x5A, 0x68],
        [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], [0x4C, 0x5A, 0x49, 0x50], [0x04, 0x22, 0x4D, 0x18],
        [0x1F, 0x9D],
    ]

    /// The next member with contents, whose bytes ``read()`` gives; nil at the end.
    ///
    /// - Throws: ``ArchiveError``, or what the source threw.
    package func nextMember() throws -> Member? {
        while let archive {
            switch spoor_archive_next(archive) {
            case 0: return nil
            case 1:
                guard spoor_archive_is_file(archive) != 0 else { continue }
                let path = spoor_archive_path(archive).map { String(cString: $0) }
                if spoor_archive_is_encrypted(archive) != 0 {
                    throw ArchiveError.encrypted(member: path ?? "the file")
                }
                // What libarchive calls a file that is compressed alone.
                return Member(path: path == "data" && isRaw ? nil : path)
            default: throw failure()
            }
        }
        return nil
    }

    /// Set by the first bytes: neither tar nor zip.
    private var isRaw: Bool { !source.beganAsContainer }

    /// The next piece of the current member; nil at its end.
    ///
    /// - Throws: ``ArchiveError``, or what the source threw.
    package func read() throws -> [UInt8]? {
        guard let archive else { return nil }
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Self.chunk) { buffer, initialized in
            count = spoor_archive_read(archive, buffer.baseAddress, buffer.count)
            initialized = max(0, count)
        }
        guard count >= 0 else { throw failure() }
        return count == 0 ? nil : bytes
    }

    private func failure() -> any Error {
        if let error = source.error { return error }
        guard let archive else { return ArchiveError.outOfMemory }
        let words = String(cString: spoor_archive_error(archive))
        return ArchiveError.damaged(
            reason: source.hasEnded ? "it is cut off or damaged (\(words))" : words
        )
    }
}

/// What the library pulls its bytes from.
private final class Source {
    private let next: () throws -> [UInt8]?
    /// The piece given last, which the library still looks at.
    private var piece = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    private(set) var error: (any Error)?
    private(set) var beganAsContainer = false
    /// The library asked for more than there was.
    private(set) var hasEnded = false
    private var hasBegun = false

    init(_ next: @escaping () throws -> [UInt8]?) {
        self.next = next
    }

    deinit { piece.deallocate() }

    func pull(_ bytes: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
        do {
            guard let fresh = try next() else {
                hasEnded = true
                return 0
            }
            if !hasBegun {
                hasBegun = true
                beganAsContainer =
                    fresh.starts(with: [0x50, 0x4B])
                    || fresh.count >= 262 && fresh[257..<262].elementsEqual("ustar".utf8)
            }
            piece.deallocate()
            piece = .allocate(byteCount: fresh.count, alignment: 1)
            piece.copyBytes(from: fresh)
            bytes.pointee = UnsafeRawPointer(piece.baseAddress)
            return fresh.count
        } catch {
            self.error = error
            return -1
        }
    }
}
