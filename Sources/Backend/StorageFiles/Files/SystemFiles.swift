import Glibc

/// The files of this machine.
package struct SystemFiles: FileSystem {
    package init() {}

    package func makeFolder(_ path: String) throws(FileError) {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR { return }
        if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            try makeFolder(String(path[..<slash]))
        }
        // Traces may hold what is nobody else's business.
        guard mkdir(path, 0o700) == 0 || errno == EEXIST else {
            throw FileError(.makeFolder, path, code: errno)
        }
    }

    package func names(in folder: String) throws(FileError) -> [String] {
        guard let stream = opendir(folder) else { throw FileError(.list, folder, code: errno) }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    package func open(_ path: String, for use: FileUse) throws(FileError) -> any OpenFile {
        let flags =
            switch use {
            case .reading: O_RDONLY
            case .writing: O_RDWR
            case .making: O_RDWR | O_CREAT
            case .replacing: O_RDWR | O_CREAT | O_TRUNC
            }
        let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FileError(.open, path, code: errno) }
        return SystemFile(path: path, descriptor: descriptor)
    }

    package func rename(_ path: String, to target: String) throws(FileError) {
        guard Glibc.rename(path, target) == 0 else { throw FileError(.rename, path, code: errno) }
    }

    package func remove(_ path: String) throws(FileError) {
        guard unlink(path) == 0 else { throw FileError(.remove, path, code: errno) }
    }

    package func syncFolder(_ path: String) throws(FileError) {
        let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(.open, path, code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw FileError(.sync, path, code: errno) }
    }

    package func map(_ path: String) throws(FileError) -> StoredBytes {
        let file = try open(path, for: .reading)
        let count = try file.size()
        // No file of nothing can be mapped.
        guard count > 0, let file = file as? SystemFile else {
            return StoredBytes(copying: UnsafeRawBufferPointer(start: nil, count: 0))
        }
        let start = mmap(nil, count, PROT_READ, MAP_SHARED, file.descriptor, 0)
        guard let start, start != MAP_FAILED else { throw FileError(.map, path, code: errno) }
        return StoredBytes(mapping: UnsafeRawBufferPointer(start: start, count: count))
    }

    package func databasePath(_ path: String) -> String { path }
}
