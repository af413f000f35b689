package import Foundation

/// Where the repository's own files lie, for tests that read them.
package enum RepositoryFiles {
    /// The folder of `Package.swift`.
    package static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// A program of this package, built beside the tests that run.
    package static func program(_ name: String) -> String {
        URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
            .deletingLastPathComponent().appending(path: name).path
    }

    /// A file or folder under `Tests/Fixtures`.
    package static func fixture(_ path: String) -> URL {
        root.appending(path: "Tests/Fixtures").appending(path: path)
    }

    /// The bytes of a file under `Tests/Fixtures`; a missing one is an error, never a skip.
    package static func fixtureBytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: fixture(path)))
    }
}
