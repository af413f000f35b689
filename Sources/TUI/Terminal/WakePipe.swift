import CTerminalRestore
import Glibc
import SystemErrors

/// A pipe that ends a `poll`: written from any thread or signal handler, read by the UI thread.
struct WakePipe: Sendable {
    let readEnd: Int32
    let writeEnd: Int32

    init() {
        var readEnd: Int32 = -1
        var writeEnd: Int32 = -1
        guard spoor_wake_pipe(&readEnd, &writeEnd) == 0 else {
            fatalError("cannot make a pipe to wake the screen: \(SystemError.words(errno))")
        }
        self.readEnd = readEnd
        self.writeEnd = writeEnd
    }

    /// A full pipe wakes as well, so a byte that does not fit is not missed.
    func wake() {
        var byte: UInt8 = 0
        _ = write(writeEnd, &byte, 1)
    }

    func drain() {
        var bytes = [UInt8](repeating: 0, count: 256)
        while read(readEnd, &bytes, bytes.count) > 0 {}
    }
}
