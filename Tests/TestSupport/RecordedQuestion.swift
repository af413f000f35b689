import HTTPServer

/// What makes two requests the same question: method, path, every parameter by name and value, and the headers
/// that the set tells questions apart by.
///
/// Recorded times are absolute, so of a time only its form counts (microseconds, RFC 3339, …) and whether the
/// window runs forwards. Left out is what the servers are documented to ignore: `lookback`, an empty duration,
/// and the time hints of a single trace.
struct RecordedQuestion: Hashable, CustomStringConvertible {
    private let method: String
    /// Decoded one by one, so that an encoded slash is not a plain one.
    private let path: [String]
    private let parameters: [String]
    private let headers: [String: String]

    init(method: String, target: RequestTarget, headers: [String: String]) {
        self.method = method
        self.headers = headers
        path = target.rawPath.split(separator: "/", omittingEmptySubsequences: false).map {
            RequestTarget.decode($0.utf8, plusIsSpace: false)
        }
        let isTrace = path.count > 2 && path[path.count - 2] == "traces"
        let isLegacySearch = path.suffix(2) == ["api", "traces"]
        var kept: [String] = []
        for item in target.queryItems {
            let form = Self.times.contains(item.name) ? Self.timeForm(item.value) : nil
            if form != nil && isTrace { continue }
            if isLegacySearch && item.name == "lookback" { continue }
            if item.value.isEmpty && Self.durations.contains(item.name) { continue }
            kept.append("\(item.name)=\(form ?? item.value)")
        }
        if let direction = Self.direction(of: target.queryItems), !isTrace {
            kept.append(direction)
        }
        parameters = kept.sorted()
    }

    var description: String {
        "\(method) \(path.joined(separator: "/")) \(parameters) \(headers.isEmpty ? "" : "\(headers)")"
    }

    private static let durations: Set<String> = ["minDuration", "maxDuration"]
    private static let times: Set<String> = [
        "start", "end", "endTs", "startTime", "endTime", "start_time", "end_time",
        "query.startTimeMin", "query.startTimeMax", "query.start_time_min", "query.start_time_max",
    ]

    /// The form of a time, or nil for what is none and therefore counts as it is.
    private static func timeForm(_ value: String) -> String? {
        if value.count >= 10, value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return "<\(value.count) digits>"
        }
        let text = Array(value.utf8)
        guard text.count >= 20, text[4] == 0x2D, text[10] == 0x54, text[13] == 0x3A else {
            return nil
        }
        return text.last == 0x5A ? "<RFC 3339, Z>" : "<RFC 3339, offset>"
    }

    private static func direction(of items: [RequestTarget.QueryItem]) -> String? {
        for (first, last) in [("start", "end"), ("query.startTimeMin", "query.startTimeMax")] {
            guard let start = items.first(where: { $0.name == first })?.value,
                let end = items.first(where: { $0.name == last })?.value,
                let form = timeForm(start), timeForm(end) == form
            else { continue }
            let (from, to) = (start.filter { $0 != "Z" }, end.filter { $0 != "Z" })
            return from < to ? "forwards" : from == to ? "at once" : "backwards"
        }
        return nil
    }
}
