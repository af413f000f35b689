import Commands

/// Why there is no folder of traces to use.
struct NoTraceFolder: Error, CustomStringConvertible {
    var description: String {
        "There is no home for the folder of traces; name one with --data DIR, or keep traces in memory with --memory-only."
    }
}

extension Program {
    /// The folder of traces that was named, else `$XDG_DATA_HOME/spoor/traces`, else `~/.local/share/spoor/traces`.
    func traceFolder(_ named: String?) throws -> String {
        if let named { return Self.withoutEnd(named) }
        if let data = environment["XDG_DATA_HOME"], data.hasPrefix("/") {
            return Self.withoutEnd(data) + "/spoor/traces"
        }
        guard let home = environment["HOME"], !home.isEmpty else { throw NoTraceFolder() }
        return home + "/.local/share/spoor/traces"
    }

    /// A path without slashes at its end.
    private static func withoutEnd(_ path: String) -> String {
        var path = path[...]
        while path.count > 1, path.last == "/" { path = path.dropLast() }
        return String(path)
    }
}
