import Explorer
import Glibc
import PlainText
import TraceModel

/// The zone of the machine, by the C library's own rules (`TZ`, `/etc/localtime`).
enum LocalZone {
    static let zone = Zone(
        name: { time in
            let offset = offset(at: time)
            if offset == 0 { return "UTC" }
            let minutes = abs(offset) / 60
            let digits = { (value: Int) in value < 10 ? "0\(value)" : "\(value)" }
            return (offset < 0 ? "-" : "+") + digits(minutes / 60) + ":" + digits(minutes % 60)
        },
        offset: { offset(at: $0) }
    )

    /// Seconds east of UTC at `time`.
    private static func offset(at time: Timestamp) -> Int {
        var seconds = time_t(time.nanoseconds / 1_000_000_000)
        var parts = tm()
        guard localtime_r(&seconds, &parts) != nil else { return 0 }
        return parts.tm_gmtoff
    }
}
