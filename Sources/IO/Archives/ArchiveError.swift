/// Why an archive cannot be read, or not to its end.
package enum ArchiveError: Error, Sendable, Equatable, CustomStringConvertible {
    /// libarchive is not installed, or another version of it; the linker's words.
    case noLibrary(reason: String)
    /// It is damaged, cut off, or of a kind that is not known; the library's words.
    case damaged(reason: String)
    /// A member can only be read with a password.
    case encrypted(member: String)
    case outOfMemory

    package var description: String {
        switch self {
        case .noLibrary(let reason):
            "to read bzip2, xz, zip and tar, install libarchive13 (\(reason))"
        case .damaged(let reason): "the archive cannot be read: \(reason)"
        case .encrypted(let member): "\(member) is encrypted; unpack it first"
        case .outOfMemory: "not enough memory to read the archive"
        }
    }
}
