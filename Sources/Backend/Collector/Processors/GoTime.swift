import TraceModel
import WireFormats

/// Points in time as Go prints them, which is how Jaeger's warnings show them.
enum GoTime {
    /// For instance `2026-11-21 09:15:33.213259704 +0000 UTC`: nanoseconds without zeros at the end.
    static func text(of nanoseconds: UInt64) -> String {
        // The fields are those of RFC 3339, between other signs.
        let text = RFC3339.text(of: Timestamp(nanoseconds: nanoseconds))
        return "\(text.prefix(10)) \(text.dropFirst(11).dropLast()) +0000 UTC"
    }
}
