import Archives
import Compression
import PlainText

/// The documents in a file: the file itself, or the members of the archive that it is, however these are packed again.
struct FileContents {
    /// How many coats are taken off: an archive in an archive, compressed, is four.
    private static let deepest = 8
    /// How many first bytes tell what it is.
    private static let telling = 263

    /// Calls `body` for each document, with a name for people and its bytes decompressed.
    ///
    /// A member that cannot be read is what `failed` is called with, and the next one is tried; so is what is wrong with an archive itself, which
    /// ends it.
    static func visit(
        _ name: String,
        _ source: any ByteSource,
        body: (_ name: String, _ source: any ByteSource) -> Void,
        failed: (_ name: String, _ failure: FileFailure) -> Void
    ) {
        visit(name, source, depth: 0, body, failed)
    }

    private static func visit(
        _ name: String,
        _ source: any ByteSource,
        depth: Int,
        _ body: (String, any ByteSource) -> Void,
        _ failed: (String, FileFailure) -> Void
    ) {
        let source = PeekedBytes(source)
        do throws(FileFailure) {
            let beginning = try source.peek(telling)
            let coding = ContentCoding(sniffing: beginning.prefix(4))
            guard coding != .identity || ArchiveReader.reads(beginning) else {
                return body(name, source)
            }
            guard depth < deepest else {
                throw FileFailure(message: "packed more than \(deepest) times")
            }
            if coding != .identity {
                let inflated = try InflatedBytes(source, coding: coding)
                visit(name, inflated, depth: depth + 1, body, failed)
            } else {
                try visitMembers(name, source, depth: depth, body, failed)
            }
        } catch {
            failed(name, error)
        }
    }

    private static func visitMembers(
        _ name: String,
        _ source: any ByteSource,
        depth: Int,
        _ body: (String, any ByteSource) -> Void,
        _ failed: (String, FileFailure) -> Void
    ) throws(FileFailure) {
        do {
            let archive = try ArchiveReader { try source.next() }
            while let member = try archive.nextMember() {
                if let path = member.path, isResourceFork(path) { continue }
                let inner = member.path.map { "\(name), \($0)" } ?? name
                visit(inner, MemberBytes(archive), depth: depth + 1, body, failed)
            }
        } catch {
            throw FileFailure(error)
        }
    }

    /// What macOS puts beside each file of an archive.
    private static func isResourceFork(_ path: String) -> Bool {
        path.hasPrefix("__MACOSX/") || path.split(separator: "/").last?.hasPrefix("._") == true
    }
}
