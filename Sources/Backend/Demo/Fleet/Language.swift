/// What a service is written in: how its spans and stack traces look.
enum Language: String, Sendable {
    case cpp, dotnet, go, java, nodejs, python, ruby, rust

    /// The version of its OpenTelemetry SDK.
    var sdkVersion: String {
        switch self {
        case .cpp: "1.23.0"
        case .dotnet: "1.13.1"
        case .go: "1.38.0"
        case .java: "1.55.0"
        case .nodejs: "2.2.0"
        case .python: "1.38.0"
        case .ruby: "1.10.0"
        case .rust: "0.31.0"
        }
    }

    /// A stack trace as this language prints it, the innermost frame first in `frames`.
    func stackTrace(type: String, message: String, frames: [String]) -> String {
        let lines = frames.enumerated().map { index, frame in (frame, 40 + 17 * index) }
        switch self {
        case .java:
            return "\(type): \(message)"
                + lines.map { "\n\tat \($0.0)(\(file($0.0, "java")):\($0.1))" }.joined()
        case .python:
            return "Traceback (most recent call last):"
                + lines.reversed().map {
                    "\n  File \"/app/\(file($0.0, "py"))\", line \($0.1), in \(last($0.0))"
                }.joined() + "\n\(type): \(message)"
        case .nodejs:
            return "\(type): \(message)"
                + lines.map { "\n    at \($0.0) (/app/src/\(file($0.0, "js")):\($0.1):11)" }
                .joined()
        case .dotnet:
            return "\(type): \(message)"
                + lines.map { "\n   at \($0.0)() in /src/\(file($0.0, "cs")):line \($0.1)" }
                .joined()
        case .ruby:
            return lines.map { "/app/lib/\(file($0.0, "rb")):\($0.1):in `\(last($0.0))'" }
                .joined(separator: "\n") + ": \(message) (\(type))"
        case .go:
            return "\(message)\n\ngoroutine 871 [running]:"
                + lines.map { "\n\($0.0)(...)\n\t/src/\(file($0.0, "go")):\($0.1)" }.joined()
        case .cpp, .rust:
            return "\(type): \(message)"
                + lines.enumerated().map { "\n  \($0): \($1.0)\n      at src/main:\($1.1)" }
                .joined()
        }
    }

    private func last(_ frame: String) -> String {
        frame.split(separator: ".").last.map(String.init) ?? frame
    }

    private func file(_ frame: String, _ ending: String) -> String {
        let parts = frame.split(separator: ".")
        let name = parts.count > 1 ? parts[parts.count - 2] : parts.first ?? "main"
        return "\(name).\(ending)"
    }
}
