/// Keys of one kind, pressed again and again in a trace.
struct KeySeries {
    let name: String
    /// Brings the explorer to where the keys are pressed.
    var preparation = ""
    let keys: [String]

    /// All kinds, in an order in which each begins where the one before ended.
    static let all = [
        KeySeries(name: "cursor", keys: ["j", "k"]),
        KeySeries(name: "page", keys: ["\u{04}", "\u{15}"]),
        KeySeries(name: "first and last", keys: ["G", "g"]),
        KeySeries(name: "fold and unfold", keys: [" "]),
        KeySeries(name: "fold and unfold all", keys: ["_", "*"]),
        KeySeries(name: "fold and unfold a level", keys: ["-", "+"]),
        KeySeries(name: "zoom in and out", keys: ["z", "Z"]),
        KeySeries(name: "slowest, critical, service", keys: ["S", "C", "m"]),
        KeySeries(
            name: "next hit of a filter",
            preparation: "/duration>1ms and service=payment\r",
            keys: ["n"]
        ),
        KeySeries(name: "only the hits, all again", keys: ["&"]),
        KeySeries(name: "switch view", preparation: "4", keys: ["1", "4"]),
        KeySeries(name: "in the table of spans", keys: ["j", "G", "g"]),
        KeySeries(name: "in the flame graph", preparation: "2", keys: ["j", "l", "k"]),
        KeySeries(name: "sort statistics", preparation: "3", keys: ["s", "I"]),
    ]
}

/// Work that runs beside the screen, by the keys that begin it.
struct Work {
    let name: String
    let keys: String

    /// What is saved, to be removed.
    static let savedPath = "/tmp/spoor-benchmark-saved.json"

    static let all = [
        Work(name: "filter by an expression", keys: "/duration>2ms and service=cart\r"),
        Work(name: "find a text", keys: "/payment/charge\r"),
        Work(name: "table of spans", keys: "4"),
        Work(name: "statistics by service", keys: "3"),
        Work(name: "statistics by http.route", keys: "B\u{15}http.route\r"),
        Work(name: "flame graph", keys: "2"),
        Work(name: "icicle", keys: "2"),
        Work(name: "graph of services", keys: "6"),
        Work(name: "JSON", keys: "7"),
        Work(name: "find a text in JSON", keys: "/payment/charge\r"),
        Work(name: "statistics by url.path, of which all differ", keys: "3B\u{15}url.path\r"),
        Work(name: "save as Jaeger's JSON", keys: ":save! \(savedPath)\r"),
        Work(name: "all of the tree as text", keys: "1|"),
    ]
}
