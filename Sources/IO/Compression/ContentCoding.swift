/// How a body is coded on its way: the content codings of HTTP (RFC 9110 §8.4.1, RFC 8878).
package enum ContentCoding: String, Sendable, Hashable, CaseIterable {
    /// As it is.
    case identity
    /// RFC 1952, one member or several.
    case gzip
    /// RFC 1950 by the book, RFC 1951 as some senders mean it; reading tells them apart.
    case deflate
    /// RFC 8878, one frame or several.
    case zstd

    /// The coding that a `Content-Encoding` or `grpc-encoding` token names, whatever its case; nil if unknown.
    ///
    /// An absent header and an empty one mean ``identity``: ask with an empty string.
    package init?(token: String) {
        switch token.lowercased().trimmed {
        case "", "identity": self = .identity
        case "gzip", "x-gzip": self = .gzip
        case "deflate": self = .deflate
        case "zstd": self = .zstd
        default: return nil
        }
    }

    /// The coding that the first bytes of a file give away: ``gzip``, ``zstd``, or ``identity`` for all else.
    ///
    /// `deflate` has no mark of its own and is never guessed. Four bytes are enough.
    package init(sniffing prefix: some Collection<UInt8>) {
        self = isGzip(prefix) ? .gzip : isZstd(prefix) ? .zstd : .identity
    }
}

/// Whether bytes begin as a gzip member does (RFC 1952 §2.3.1).
package func isGzip(_ prefix: some Collection<UInt8>) -> Bool {
    prefix.starts(with: [0x1F, 0x8B])
}

/// Whether bytes begin as a zstd frame or a skippable frame does (RFC 8878 §3.1).
package func isZstd(_ prefix: some Collection<UInt8>) -> Bool {
    let head = Array(prefix.prefix(4))
    guard head.count == 4, Array(head[1...]) != [0x2A, 0x4D, 0x18] else {
        return head.count == 4 && head[0] & 0xF0 == 0x50
    }
    return head == [0x28, 0xB5, 0x2F, 0xFD]
}

extension String {
    fileprivate var trimmed: String {
        let blank: (Character) -> Bool = { $0 == " " || $0 == "\t" }
        return String(drop(while: blank).reversed().drop(while: blank).reversed())
    }
}
