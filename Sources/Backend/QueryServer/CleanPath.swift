import HTTPServer

/// Paths that mean another one, to which Go's router redirects.
enum CleanPath {
    /// A redirection if the path has empty or dotted segments, or is `/api`; else nil.
    static func redirect(of target: RequestTarget) -> ServerResponse? {
        let clean = cleaned(target.rawPath)
        guard clean != target.rawPath else { return nil }
        let location = clean + (target.rawQuery.map { "?" + $0 } ?? "")
        return ServerResponse(
            status: 307,
            headers: ["Content-Type": "text/html; charset=utf-8", "Location": location],
            body: .bytes(
                Array("<a href=\"\(escaped(location))\">Temporary Redirect</a>.\n\n".utf8)
            )
        )
    }

    private static func cleaned(_ path: String) -> String {
        if path == "/api" { return "/api/" }
        var kept: [Substring] = []
        for segment in path.split(separator: "/") {
            switch segment {
            case ".": continue
            case "..": _ = kept.popLast()
            default: kept.append(segment)
            }
        }
        let isFolder = path.hasSuffix("/") || path.hasSuffix("/.") || path.hasSuffix("/..")
        return "/" + kept.joined(separator: "/") + (isFolder && !kept.isEmpty ? "/" : "")
    }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text.unicodeScalars {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&#34;"
            case "'": escaped += "&#39;"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
