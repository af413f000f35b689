/// What is where in a folder of traces, as `docs/data-directory.md` describes it.
enum FolderLayout {
    /// The format that is written, and the newest that is read.
    static let format = 1
    static let formatFile = "format"
    static let lockFile = "lock"
    static let manifest = "manifest.db"
    static let log = "log"
    static let segments = "segments"
    static let damaged = "damaged"
    /// The ending of files that are being written.
    static let temporaryEnding = ".part"
}
