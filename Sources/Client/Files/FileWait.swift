import Glibc

/// How long a thread may wait for bytes of a pipe or a terminal.
struct FileWait: Sendable {
    /// Nil for as long as it takes.
    let end: ContinuousClock.Instant?
    /// Whether nobody wants the bytes any more.
    let isCancelled: @Sendable () -> Bool

    var isOver: Bool { isCancelled() || end.map { $0 <= .now } ?? false }

    /// Waits until there is something to read, or the end; false if the wait was in vain.
    func bytes(of descriptor: Int32) -> Bool {
        var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while !isOver {
            // Short enough to notice soon that nobody waits any more.
            if poll(&waiting, 1, 50) != 0, errno != EINTR || waiting.revents != 0 { return true }
        }
        return false
    }
}
