package import Databases

/// Why a folder of traces cannot be used.
package enum FolderError: Error, Sendable, Equatable, CustomStringConvertible {
    case file(FileError)
    case database(path: String, DatabaseError)
    /// Another process writes to it.
    case inUse(path: String, process: Int?)
    /// It was written by a newer version.
    case newer(path: String, format: Int)
    /// It holds other files, and no traces.
    case foreign(path: String)
    /// There is no such folder, for one who only reads.
    case missing(path: String)
    /// What was to be a segment is none.
    case segment(path: String, SegmentDamage)
    /// This process has closed it.
    case closed(path: String)

    /// Whether the folder is one of traces that cannot be used now, and not just named wrongly.
    package var isOfFolder: Bool {
        switch self {
        case .inUse, .newer, .database, .segment, .closed: true
        case .file, .foreign, .missing: false
        }
    }

    package var description: String {
        switch self {
        case .file(let error): "\(error)."
        case .database(let path, let error): "cannot use \(path): \(error)."
        case .inUse(let path, let process):
            "\(path) is written to by another spoor\(process.map { " (process \($0))" } ?? "");"
                + " choose another folder with --data DIR, or keep traces in memory with --memory-only."
        case .newer(let path, let format):
            "\(path) was written by a newer version of spoor, in format \(format);"
                + " this one reads formats up to \(FolderLayout.format)."
        case .foreign(let path):
            "\(path) holds files that are not spoor's; choose an empty folder with --data DIR."
        case .segment(let path, let damage):
            "a segment in \(path) is damaged: \(damage.reason)."
        case .closed(let path): "\(path) is closed."
        case .missing(let path): "\(path) holds no traces of spoor."
        }
    }
}
