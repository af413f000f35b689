import Foundation

/// What one decoder needed for one document, measured in a process of its own.
struct Measurement: Codable {
    var seconds: Double
    /// Processor time, which other programs on the machine do not lengthen as they do `seconds`.
    var processorSeconds: Double
    /// Most memory resident at once, less what was resident before reading began.
    var peakBytes: Int
    var spans: Int
    /// Bytes that the columns hold; 0 where there are none.
    var columnBytes: Int

    /// Resident memory by name of `/proc/self/status`: `VmRSS` now, `VmHWM` at most.
    static func resident(_ name: String) -> Int {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
            let line = status.split(separator: "\n").first(where: { $0.hasPrefix(name) }),
            let kilobytes = Int(line.split(whereSeparator: { !$0.isNumber }).first ?? "")
        else { return 0 }
        return kilobytes * 1024
    }

    private static func processorSeconds() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let microseconds = usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
        return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + Double(microseconds) / 1e6
    }

    static func measure(_ body: () throws -> (spans: Int, columnBytes: Int)) rethrows -> Measurement
    {
        let before = resident("VmRSS")
        let clock = ContinuousClock()
        let processorStart = processorSeconds()
        let start = clock.now
        let result = try body()
        let seconds = (clock.now - start) / .seconds(1)
        return Measurement(
            seconds: seconds,
            processorSeconds: processorSeconds() - processorStart,
            peakBytes: max(0, resident("VmHWM") - before),
            spans: result.spans,
            columnBytes: result.columnBytes
        )
    }
}
