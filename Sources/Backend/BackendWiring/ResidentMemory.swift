import CMalloc
import Glibc

/// The memory of this process as the system counts it.
package enum ResidentMemory {
    /// Bytes; nil if the system does not say.
    package static var bytes: Int? { pages.map { $0.all * Int(getpagesize()) } }

    /// The same without what is of files, such as mapped segments, which the system takes back by itself.
    package static var ownBytes: Int? { pages.map { ($0.all - $0.ofFiles) * Int(getpagesize()) } }

    private static var pages: (all: Int, ofFiles: Int)? {
        let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 128)
        let count = read(descriptor, &buffer, buffer.count)
        let words = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self).split(
            separator: " "
        )
        guard words.count > 2, let all = Int(words[1]), let ofFiles = Int(words[2]) else {
            return nil
        }
        return (all, ofFiles)
    }

    /// Gives back to the system what the allocator keeps of memory that is free.
    ///
    /// Decoding takes and frees a lot on several threads, each with an arena of its own, and an arena gives back by itself only
    /// what is free at its end.
    package static func giveBack() { malloc_trim(0) }

    /// Lets the allocator keep few arenas, since what is free in one is of no use to another.
    ///
    /// Threads that have an arena already keep it.
    package static func keepFewArenas() { spoor_malloc_arenas(2) }
}
