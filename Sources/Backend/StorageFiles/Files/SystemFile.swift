import Glibc
import Synchronization

/// A file of this machine by its descriptor.
final class SystemFile: OpenFile {
    let path: String
    let descriptor: Int32
    private let isLocked = Atomic(false)

    init(path: String, descriptor: Int32) {
        self.path = path
        self.descriptor = descriptor
    }

    deinit {
        // Closing is not enough: a child that is being started has a copy of the descriptor until it runs its program.
        if isLocked.load(ordering: .relaxed) { flock(descriptor, LOCK_UN) }
        close(descriptor)
    }

    func size() throws(FileError) -> Int {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw FileError(.read, path, code: errno) }
        return Int(status.st_size)
    }

    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(FileError) -> Int {
        while true {
            let count = pwrite(descriptor, bytes.baseAddress, bytes.count, off_t(offset))
            if count > 0 || bytes.isEmpty { return count }
            guard count < 0, errno == EINTR else {
                // No bytes written and no error: the disk takes no more.
                throw FileError(.write, path, code: count == 0 ? ENOSPC : errno)
            }
        }
    }

    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(FileError) -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            guard errno == EINTR else { throw FileError(.read, path, code: errno) }
        }
    }

    func reserve(_ bytes: Int) throws(FileError) {
        guard bytes > 0 else { return }
        let code = posix_fallocate(descriptor, 0, off_t(bytes))
        // Where the file system cannot, room is taken as it is written to.
        guard [0, EOPNOTSUPP, EINVAL].contains(code) else {
            throw FileError(.reserve, path, code: code)
        }
    }

    func cut(to size: Int) throws(FileError) {
        guard ftruncate(descriptor, off_t(size)) == 0 else {
            throw FileError(.cut, path, code: errno)
        }
    }

    func sync() throws(FileError) {
        // fdatasync writes the size too, as far as what is behind it is needed to read the contents.
        guard fdatasync(descriptor) == 0 else { throw FileError(.sync, path, code: errno) }
    }

    func lock() throws(FileError) -> Bool {
        if flock(descriptor, LOCK_EX | LOCK_NB) == 0 {
            isLocked.store(true, ordering: .relaxed)
            return true
        }
        guard errno == EWOULDBLOCK else { throw FileError(.lock, path, code: errno) }
        return false
    }
}
