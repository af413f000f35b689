import Glibc

/// What makes a folder one of traces: its lock, its format, and the folders in it.
enum FolderFrame {
    private static let formatWords = "spoor traces "

    /// The names that may be in a folder that has no format yet, because its making was interrupted.
    private static let early: Set<String> = [
        FolderLayout.lockFile, FolderLayout.log, FolderLayout.segments, FolderLayout.damaged,
        FolderLayout.formatFile + FolderLayout.temporaryEnding,
    ]

    /// Takes the folder for writing: makes what is missing, and returns the lock, which is held while it is open.
    static func take(
        _ path: String,
        in fileSystem: any FileSystem
    ) throws(FolderError) -> any OpenFile {
        try filing { () throws(FileError) in try fileSystem.makeFolder(path) }
        let names = try filing { () throws(FileError) in try fileSystem.names(in: path) }
        let isNew = !names.contains(FolderLayout.formatFile)
        guard !isNew || early.isSuperset(of: names) else { throw .foreign(path: path) }
        let lock = try lock(path, in: fileSystem)
        if !isNew { try checkFormat(of: path, in: fileSystem) }
        try filing { () throws(FileError) in
            for folder in [FolderLayout.log, FolderLayout.segments, FolderLayout.damaged] {
                try fileSystem.makeFolder(path + "/" + folder)
            }
            guard isNew else { return }
            try fileSystem.makeWhole(FolderLayout.formatFile, in: path) {
                (file) throws(FileError) in
                try file.writeAll(Array("\(formatWords)\(FolderLayout.format)\n".utf8), at: 0)
            }
            // The folder's own name has to be on disk too.
            if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
                try fileSystem.syncFolder(String(path[..<slash]))
            }
        }
        return lock
    }

    private static func lock(
        _ path: String,
        in fileSystem: any FileSystem
    ) throws(FolderError) -> any OpenFile {
        let file = try filing { () throws(FileError) in
            try fileSystem.open(path + "/" + FolderLayout.lockFile, for: .making)
        }
        guard try filing({ () throws(FileError) in try file.lock() }) else {
            let text = try filing { () throws(FileError) in try file.readAll(most: 32) }
            let process = Int(String(decoding: text.prefix { $0 != 0x0A }, as: UTF8.self))
            throw .inUse(path: path, process: process)
        }
        // Who wants the folder too is told who has it; without the number the lock is as good.
        try? file.cut(to: 0)
        try? file.writeAll(Array("\(getpid())\n".utf8), at: 0)
        return file
    }

    /// Refuses folders of newer formats, and those that are none of ours.
    static func checkFormat(
        of path: String,
        in fileSystem: any FileSystem
    ) throws(FolderError) {
        let text: [UInt8]
        do throws(FileError) {
            text = try fileSystem.open(path + "/" + FolderLayout.formatFile, for: .reading)
                .readAll(most: 64)
        } catch {
            throw error.isMissing ? .missing(path: path) : .file(error)
        }
        let line = String(decoding: text.prefix { $0 != 0x0A }, as: UTF8.self)
        guard line.hasPrefix(formatWords), let format = Int(line.dropFirst(formatWords.count))
        else { throw .foreign(path: path) }
        guard format <= FolderLayout.format else { throw .newer(path: path, format: format) }
    }
}

/// Runs what fails with a file's error, as part of what fails with a folder's.
func filing<Value>(_ body: () throws(FileError) -> Value) throws(FolderError) -> Value {
    do throws(FileError) {
        return try body()
    } catch {
        throw .file(error)
    }
}
