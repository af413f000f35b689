import Foundation
import Glibc

/// A folder of traces for a benchmark, among the temporary files.
struct BenchmarkFolder {
    private let path: String

    init() throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "spoor-disk-\(getpid())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = url.path
    }

    var medium: ServedBackend.Medium { .folder(path + "/traces") }

    func remove() { try? FileManager.default.removeItem(atPath: path) }

    /// Bytes of the segments.
    var segmentBytes: Int { bytes { $0.contains("/segments/") } }

    /// Bytes of the log.
    var logBytes: Int { bytes { $0.contains("/log/") } }

    private func bytes(of isWanted: (String) -> Bool) -> Int {
        files.filter(isWanted).reduce(0) { sum, path in
            let size = try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int
            return sum + (size ?? 0)
        }
    }

    private var files: [String] {
        let found = FileManager.default.enumerator(atPath: path)
        return found?.compactMap { $0 as? String }.map { "\(path)/\($0)" } ?? []
    }

    /// Lets the system forget what it holds of the files, which nobody may have mapped.
    func dropPages() {
        for file in files {
            let descriptor = open(file, O_RDONLY)
            guard descriptor >= 0 else { continue }
            fsync(descriptor)
            posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
            close(descriptor)
        }
    }
}

/// What of a process is in memory, in bytes.
struct MemoryUse {
    /// Memory of its own.
    let own: Int
    /// Pages of files that are mapped, which the system may take back.
    let mapped: Int

    init(_ pid: pid_t) {
        let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        func kilobytes(_ name: String) -> Int {
            let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") }
            return line?.split(separator: "\t").last?.split(separator: " ").first
                .flatMap { Int($0) } ?? 0
        }
        own = kilobytes("RssAnon") << 10
        mapped = kilobytes("RssFile") << 10
    }
}
