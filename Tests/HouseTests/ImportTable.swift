/// Which target may import which module: the design's table.
enum ImportTable {
    /// Modules of the toolchain that any target may import.
    static let standard: Set<String> = [
        "Swift", "Glibc", "Synchronization", "Dispatch", "FoundationEssentials",
    ]

    /// Modules of ours that each target may import.
    ///
    /// `spoor` may import everything.
    static let ours: [String: Set<String>] = [
        "TerminalText": [],
        "TraceModel": [],
        "TraceAnalysis": ["TraceModel"],
        "WireFormats": ["TraceModel"],
        "Compression": ["CZlib", "CZstd"],
        "Configuration": ["CYAML"],
        "HTTPClient": ["CCurl"],
        "HTTPServer": ["CMicrohttpd"],
        "Client": ["TraceModel", "TraceAnalysis", "WireFormats", "HTTPClient", "Compression"],
        "Storage": ["TraceModel", "TraceAnalysis", "WireFormats", "Compression"],
        "Collector": [
            "TraceModel", "TraceAnalysis", "WireFormats", "HTTPServer", "HTTPClient", "Compression",
        ],
        "QueryServer": [
            "TraceModel", "TraceAnalysis", "WireFormats", "HTTPServer", "Compression",
        ],
        "Demo": ["TraceModel", "WireFormats", "HTTPClient", "Compression"],
        "Follow": ["TraceModel", "TraceAnalysis"],
        "Explorer": ["Follow", "TraceModel", "TraceAnalysis", "TerminalText"],
        "Commands": [
            "Explorer", "Follow", "TraceModel", "TraceAnalysis", "TerminalText", "WireFormats",
            "Configuration", "CGetopt",
        ],
        "TUI": [
            "Explorer", "Follow", "TraceModel", "TraceAnalysis", "TerminalText", "CNcurses",
            "CTerminalRestore",
        ],
    ]
}
