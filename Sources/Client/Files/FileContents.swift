import Archives
import Compression
import PlainText

/// What a file holds: itself, or the members of the archive that it is, however these are packed again.
struct FileContents {
    /// One thing in a file.
    enum Item {
        /// Something that is neither compressed nor an archive, as bytes.
        case document(any ByteSource)
        /// It cannot be read, or not further.
        case failure(FileFailure)
        /// It is an archive without files.
        case emptyArchive
    }

    /// How many coats are taken off: an archive in an archive, compressed, is four.
    private static let deepest = 8
    /// How many first bytes tell what it is.
    private static let telling = 263

    private let bound = DecompressionBound()
    private let wait: FileWait

    /// `wait` ends the walk through an archive, too.
    init(_ wait: FileWait) { self.wait = wait }

    /// Calls `body` for each item, with a name for people: the file's, and after a comma the path in the archive.
    ///
    /// After a member that cannot be read comes the next one, if the archive lets it be found.
    func visit(
        _ name: String,
        _ source: any ByteSource,
        body: (_ name: String, _ item: Item) -> Void
    ) {
        visit(name, source, depth: 0, body)
    }

    private func visit(
        _ name: String,
        _ source: any ByteSource,
        depth: Int,
        _ body: (String, Item) -> Void
    ) {
        let source = PeekedBytes(source)
        do throws(FileFailure) {
            let beginning = try source.peek(Self.telling)
            let coding = ContentCoding(sniffing: beginning.prefix(4))
            guard coding != .identity || ArchiveReader.reads(beginning) else {
                return body(name, .document(source))
            }
            guard depth < Self.deepest else {
                throw FileFailure(message: "packed more than \(Self.deepest) times")
            }
            if coding != .identity {
                let inflated = try InflatedBytes(source, coding: coding, bound)
                visit(name, GatheredBytes(inflated), depth: depth + 1, body)
            } else {
                try visitMembers(name, source, depth: depth, body)
            }
        } catch {
            body(name, .failure(error))
        }
    }

    private func visitMembers(
        _ name: String,
        _ source: any ByteSource,
        depth: Int,
        _ body: (String, Item) -> Void
    ) throws(FileFailure) {
        var isEmpty = true
        var last: MemberBytes?
        do {
            let archive = try ArchiveReader { try source.next() }
            while !wait.isOver {
                do {
                    guard let member = try archive.nextMember() else { break }
                    isEmpty = false
                    if let path = member.path, isResourceFork(path) { continue }
                    let inner = member.path.map { "\(name), \($0)" } ?? name
                    let bytes = MemberBytes(archive, bound)
                    last = bytes
                    visit(inner, bytes, depth: depth + 1, body)
                    // What nobody wanted of it is read here, where the wait and the bound count.
                    while !wait.isOver, try bytes.next() != nil {}
                } catch ArchiveError.encrypted(let member) {
                    isEmpty = false
                    body(name, .failure(FileFailure(ArchiveError.encrypted(member: member))))
                }
            }
        } catch {
            let failure = FileFailure(error)
            // The member said it already.
            if last?.failure?.message != failure.message { throw failure }
            return
        }
        if isEmpty { body(name, .emptyArchive) }
    }

    /// What macOS puts beside each file of an archive.
    private func isResourceFork(_ path: String) -> Bool {
        path.hasPrefix("__MACOSX/") || path.split(separator: "/").last?.hasPrefix("._") == true
    }
}
