/// What a store on disk does with files: the seam at which tests let writes fail and processes die.
///
/// Nothing is on disk for sure before it was synced: the contents of a file by ``OpenFile/sync()``, the names in a folder by
/// ``syncFolder(_:)``. Calls block; they belong on threads that may.
package protocol FileSystem: Sendable {
    /// Makes a folder and those above it; one that is there is left as it is.
    func makeFolder(_ path: String) throws(FileError)

    /// The names in a folder, in no order, without `.` and `..`.
    func names(in folder: String) throws(FileError) -> [String]

    func open(_ path: String, for use: FileUse) throws(FileError) -> any OpenFile

    /// Gives a file another name; what had that name is gone, in one step.
    func rename(_ path: String, to target: String) throws(FileError)

    func remove(_ path: String) throws(FileError)

    /// Brings the names in a folder to disk.
    func syncFolder(_ path: String) throws(FileError)

    /// The contents of a file that will not change any more.
    func map(_ path: String) throws(FileError) -> StoredBytes

    /// Where on the real file system a database of this path is.
    func databasePath(_ path: String) -> String
}

/// What a file is opened for.
package enum FileUse: Sendable {
    case reading
    /// Reading and writing a file that is there.
    case writing
    /// The same, and it is made if it is not there.
    case making
    /// The same, with nothing in it, whatever was there.
    case replacing
}

/// A file that is open until the last reference goes.
package protocol OpenFile: AnyObject, Sendable {
    var path: String { get }

    /// The number of bytes.
    func size() throws(FileError) -> Int

    /// Writes a part of `bytes` from their first on; how many were written.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) -> Int

    /// Reads into `buffer`; how many bytes, 0 behind the end.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int

    /// Takes room on disk for so many bytes, so that writing them cannot fail for want of it.
    func reserve(_ bytes: Int) throws(FileError)

    func cut(to size: Int) throws(FileError)

    /// Brings the contents to disk.
    func sync() throws(FileError)

    /// Takes the lock of the file for as long as it is open; false if another process has it.
    func lock() throws(FileError) -> Bool
}

extension OpenFile {
    /// Writes all of `bytes`.
    func writeAll(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) {
        var done = 0
        while done < bytes.count {
            done += try write(UnsafeRawBufferPointer(rebasing: bytes[done...]), at: offset + done)
        }
    }

    /// Writes all of `bytes`.
    func writeAll(_ bytes: [UInt8], at offset: Int) throws(FileError) {
        try bytes.span.bytes.withUnsafeBytes { (raw) throws(FileError) in
            try writeAll(raw, at: offset)
        }
    }

    /// The first `most` bytes, or all if there are fewer.
    func readAll(most: Int) throws(FileError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: min(most, try size()))
        var done = 0
        while done < bytes.count {
            let count = try bytes.withUnsafeMutableBufferPointer { (room) throws(FileError) in
                try read(
                    into: UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(room)[done...]
                    ),
                    at: done
                )
            }
            guard count > 0 else { break }
            done += count
        }
        bytes.removeLast(bytes.count - done)
        return bytes
    }
}

extension FileSystem {
    /// Makes a file that is there whole or not at all, whatever happens meanwhile: under a temporary name, synced, renamed.
    ///
    /// - Parameters:
    ///   - name: Its name in `folder`.
    ///   - folder: Where it shall be; synced too.
    ///   - fill: Writes its contents.
    /// - Throws: ``FileError``; then it is not there, unless only the sync of `folder` failed.
    func makeWhole(
        _ name: String,
        in folder: String,
        fill: (any OpenFile) throws(FileError) -> Void
    ) throws(FileError) {
        let temporary = folder + "/" + name + FolderLayout.temporaryEnding
        do throws(FileError) {
            let file = try open(temporary, for: .replacing)
            try fill(file)
            try file.sync()
            try rename(temporary, to: folder + "/" + name)
            try syncFolder(folder)
        } catch {
            // The room is wanted back; what cannot be removed now is removed at the next start.
            try? remove(temporary)
            throw error
        }
    }
}
