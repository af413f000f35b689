import Compression

/// Why a batch was not written to the log.
package enum LogError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The disk did not take it.
    case file(FileError)
    /// It is larger than a record may be.
    case tooLarge
    /// The log was closed.
    case closed
    case outOfMemory

    /// Whether the same batch may be taken later.
    package var isRetryable: Bool {
        switch self {
        case .file, .closed, .outOfMemory: true
        case .tooLarge: false
        }
    }

    package var description: String {
        switch self {
        case .file(let error): "\(error)."
        case .tooLarge: "the batch has more than \(LogRecordHeader.mostBytes >> 20) MiB."
        case .closed: "the store is closed."
        case .outOfMemory: "there is no memory to compress the batch."
        }
    }
}
