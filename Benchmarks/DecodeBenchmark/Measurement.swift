import Foundation

/// What one decoder needed for one document, measured in a process of its own.
struct Measurement: Codable {
    var seconds: Double
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

    static func measure(_ body: () throws -> (spans: Int, columnBytes: Int)) rethrows -> Measurement
    {
        let before = resident("VmRSS")
        let clock = ContinuousClock()
        let start = clock.now
        let result = try body()
        let seconds = (clock.now - start) / .seconds(1)
        return Measurement(
            seconds: seconds,
            peakBytes: max(0, resident("VmHWM") - before),
            spans: result.spans,
            columnBytes: result.columnBytes
        )
    }
}
