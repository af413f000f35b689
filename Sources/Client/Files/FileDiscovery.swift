import Glibc
import SystemErrors

/// Finds the files that paths stand for.
struct FileDiscovery {
    /// The paths of the files to read, in the order found; `-` is standard input.
    private(set) var files: [String] = []
    /// What was not taken, and why: one line per file.
    private(set) var notes: [String] = []
    /// Named paths at which there is nothing.
    private(set) var missing: [String] = []
    private var seen: Set<FileIdentity> = []

    /// Looks at `paths` in their order; folders are walked through in the order of their names' bytes.
    init(paths: [String]) {
        for path in paths {
            if path == "-" {
                files.append(path)
            } else {
                visit(path, isNamed: true)
            }
        }
    }

    /// The folder of a walk is remembered like a file, so a link back to it ends there.
    private mutating func visit(_ path: String, isNamed: Bool) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            let code = errno
            notes.append("\(path): \(SystemError.phrase(code))")
            if isNamed, code == ENOENT || code == ENOTDIR { missing.append(path) }
            return
        }
        guard seen.insert(FileIdentity(device: status.st_dev, number: status.st_ino)).inserted
        else {
            notes.append("\(path): left out, as it is the same file as one before it")
            return
        }
        switch status.st_mode & S_IFMT {
        case S_IFREG: files.append(path)
        case S_IFDIR: walk(path)
        // A pipe that was named is meant, one lying about in a folder would stall.
        case S_IFIFO where isNamed, S_IFCHR where isNamed:
            files.append(path)
        default: notes.append("\(path): left out, as it is not a file")
        }
    }

    private mutating func walk(_ folder: String) {
        guard let stream = opendir(folder) else {
            notes.append("\(folder): \(SystemError.phrase(errno))")
            return
        }
        var names: [[UInt8]] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if name != [0x2E] && name != [0x2E, 0x2E] { names.append(name) }
        }
        closedir(stream)
        names.sort { $0.lexicographicallyPrecedes($1) }
        let prefix = folder.hasSuffix("/") ? folder : folder + "/"
        for name in names { visit(prefix + String(decoding: name, as: UTF8.self), isNamed: false) }
    }
}

private struct FileIdentity: Hashable {
    var device: dev_t
    var number: ino_t
}
