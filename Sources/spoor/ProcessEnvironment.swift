import Glibc

/// The variables that the process was started with.
enum ProcessEnvironment {
    static var variables: [String: String] {
        var variables: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if let sign = text.firstIndex(of: "=") {
                // As with getenv, the first of two entries counts.
                let name = String(text[..<sign])
                variables[name] = variables[name] ?? String(text[text.index(after: sign)...])
            }
            next += 1
        }
        return variables
    }
}
