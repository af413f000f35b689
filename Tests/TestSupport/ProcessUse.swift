package import Foundation

/// What a process has used so far, from `/proc`; nothing if there is none.
package struct ProcessUse: Sendable {
    /// Of processor.
    package let seconds: Double
    /// In memory now.
    package let residentBytes: Int

    package init(_ id: pid_t?) {
        func words(_ name: String) -> [Substring] {
            let text = id.flatMap {
                try? String(contentsOfFile: "/proc/\($0)/\(name)", encoding: .utf8)
            }
            // The name of the program, which may hold blanks, ends with the last parenthesis.
            return (text ?? "").split(separator: ")").last?.split(separator: " ") ?? []
        }
        let times = words("stat")
        // utime and stime are fields 14 and 15, the first of `words` is field 3.
        let ticks = times.count > 12 ? (Double(times[11]) ?? 0) + (Double(times[12]) ?? 0) : 0
        seconds = ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
        residentBytes =
            (words("statm").dropFirst().first.flatMap { Int($0) } ?? 0) * Int(getpagesize())
    }

    /// Whether a thread of the process stands in `write`, as one does whose reader does not read.
    package static func isWriting(_ id: pid_t?) -> Bool {
        #if arch(x86_64)
            let number = "1"
        #else
            let number = "64"
        #endif
        let folder = "/proc/\(id ?? 0)/task"
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return threads.contains { thread in
            let call = try? String(contentsOfFile: "\(folder)/\(thread)/syscall", encoding: .utf8)
            return call?.split(separator: " ").first.map(String.init) == number
        }
    }

    /// In memory now, in millions of bytes.
    package var residentMegabytes: Int { residentBytes / 1_000_000 }
}
