/// Says what input looks like in which there is no trace, as a part of a sentence.
enum LooksLike {
    /// What compressed files, archives and other well-known files begin with.
    private static let beginnings: [(bytes: [UInt8], name: String)] = [
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz file"), (Array("BZh".utf8), "a bzip2 file"),
        ([0x50, 0x4B, 0x03, 0x04], "a zip archive"), ([0x1F, 0x8B], "a gzip file"),
        ([0x28, 0xB5, 0x2F, 0xFD], "a zstd file"), (Array("%PDF".utf8), "a PDF document"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program"), ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
        (Array("PAR1".utf8), "a Parquet file"), (Array("SQLite format".utf8), "an SQLite database"),
        ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    ]

    /// What the input looks like whose first bytes are `beginning`, with `keys` in its first JSON document, if it has one.
    static func description(of beginning: [UInt8], keys: [String], hasJSON: Bool) -> String {
        let text = beginning.drop { $0 <= 0x20 }
        if text.isEmpty { return DecodeError.emptyInput }
        if let known = beginnings.first(where: { beginning.starts(with: $0.bytes) }) {
            return known.name
        }
        if beginning.count > 262, beginning[257..<262].elementsEqual("ustar".utf8) {
            return "a tar archive"
        }
        if hasJSON { return json(keys) }
        let start = String(decoding: text.prefix(64), as: UTF8.self).lowercased()
        if start.hasPrefix("<!doctype html") || start.hasPrefix("<html") { return "a web page" }
        if start.hasPrefix("<") { return "XML" }
        if beginning.contains(where: { $0 < 0x09 || $0 > 0x0D && $0 < 0x1B }) {
            return "binary data"
        }
        return "text that begins with \(shown(Array(text.prefix { $0 != 0x0A && $0 != 0x0D })))"
    }

    private static func json(_ keys: [String]) -> String {
        if keys.contains("resourceMetrics") { return "OTLP metrics, which are no traces" }
        if keys.contains("resourceLogs") { return "OTLP logs, which are no traces" }
        if keys.contains("resourceProfiles") { return "OTLP profiles, which are no traces" }
        if keys.contains("traceEvents") {
            return "trace events as Chrome records them, which are no distributed traces"
        }
        if keys.contains("binaryAnnotations") {
            return "Zipkin's first JSON format; Zipkin answers version 2 below /api/v2"
        }
        return "JSON with " + members(keys)
    }

    /// A few keys of an object as a part of a sentence.
    static func members(_ keys: [String]) -> String {
        let shown = keys.map { "`\(visible($0))`" }
        switch shown.count {
        case 0: return "no members that tell what it is"
        case 1: return "the member \(shown[0])"
        default:
            return "the members " + shown.dropLast().joined(separator: ", ") + " and "
                + (shown.last ?? "")
        }
    }

    /// The beginning of a line between backquotes.
    static func shown(_ line: [UInt8]) -> String {
        let longest = 40
        let text = String(decoding: line.prefix(4 * longest), as: UTF8.self)
        let cut = text.count > longest ? text.prefix(longest) + "…" : text[...]
        return "`\(visible(cut))`"
    }

    private static func visible(_ text: some StringProtocol) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            result.append(scalar.value < 0x20 || scalar.value == 0x7F ? "\u{FFFD}" : scalar)
        }
        return String(result)
    }
}
