import Glibc
import SystemErrors

/// Why something could not be done with a file.
package struct FileError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was tried, as it follows on “cannot”.
    package enum Action: String, Sendable {
        case open, read, write, sync, rename, remove, lock, map, list
        case cut = "shorten"
        case reserve = "reserve room for"
        case makeFolder = "make the folder"
    }

    package var action: Action
    package var path: String
    /// The `errno` of the system call.
    package var code: Int32

    package init(_ action: Action, _ path: String, code: Int32) {
        self.action = action
        self.path = path
        self.code = code
    }

    /// Whether there was no room, which may come back.
    package var isNoRoom: Bool { [ENOSPC, EDQUOT, EFBIG].contains(code) }

    /// Whether the file is not there.
    package var isMissing: Bool { code == ENOENT }

    package var description: String {
        "cannot \(action.rawValue) \(path): \(SystemError.phrase(code))"
    }
}
