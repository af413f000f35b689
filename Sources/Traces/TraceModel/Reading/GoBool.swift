/// Truth values as Go's `strconv.ParseBool` reads them, and so Jaeger.
package enum GoBool {
    /// Nil for any other word.
    package static func parse(_ text: String) -> Bool? {
        switch text {
        case "1", "t", "T", "true", "TRUE", "True": true
        case "0", "f", "F", "false", "FALSE", "False": false
        default: nil
        }
    }
}
