import Glibc
import TestSupport

/// Clocks and figures of a benchmark.
enum Measure {
    /// Seconds of wall time since some point.
    static func now() -> Double { seconds(CLOCK_MONOTONIC) }

    /// Seconds of CPU time of this thread.
    static func cpu() -> Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }

    /// Seconds of CPU time of this process.
    static func processCPU() -> Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

    /// Resident memory in bytes.
    static func residentBytes() -> Int { ProcessUse(getpid()).residentBytes }

    /// What some runs took, in milliseconds.
    struct Times {
        /// Median of this thread's CPU time, which other programs do not disturb.
        var cpu: Double
        /// Median and highest wall time.
        var wall: Double
        var longest: Double
    }

    static func times(runs: Int, _ body: () async -> Void) async -> Times {
        var walls: [Double] = []
        var cpus: [Double] = []
        for _ in 0..<runs {
            let (start, cpuStart) = (now(), cpu())
            await body()
            cpus.append((cpu() - cpuStart) * 1000)
            walls.append((now() - start) * 1000)
        }
        walls.sort()
        cpus.sort()
        return Times(cpu: cpus[runs / 2], wall: walls[runs / 2], longest: walls[runs - 1])
    }
}

/// One line of the table.
func row(_ name: String, _ figures: String...) {
    let padded = name + String(repeating: " ", count: max(1, 44 - name.count))
    print(padded + figures.joined(separator: "   "))
    fflush(nil)
}

/// One line of a table with columns of figures.
func table(_ name: String, _ columns: [String]) {
    let cells = columns.map { String(repeating: " ", count: max(1, 11 - $0.count)) + $0 }
    print(name + String(repeating: " ", count: max(1, 44 - name.count)) + cells.joined())
    fflush(nil)
}

/// A number of three digits or so, and its unit.
func figure(_ value: Double, _ unit: String) -> String {
    let digits = value >= 100 ? 0 : value >= 10 ? 1 : 3
    let scale = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    let rounded = (value * scale).rounded() / scale
    return (digits == 0 ? "\(Int(rounded))" : "\(rounded)")
        + (unit.isEmpty ? "" : " " + unit)
}
