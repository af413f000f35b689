/// A line of a stack trace that names a place in a program, in the notation of one of seven languages.
struct StackFrame {
    enum Notation {
        case java, dotNet, javaScript, python, go, ruby, php

        /// Whether the frame that threw comes last.
        var isInnermostLast: Bool { self == .python }
    }

    let notation: Notation
    /// Whether the place is in the program's own code: neither in its language's runtime nor in a library or framework that is known.
    let isOwn: Bool

    /// Reads a line without the blanks around it; `next` is the line below, where Go names the file.
    ///
    /// - Complexity: O(bytes of the two lines).
    init?(_ line: Substring, next: Substring?) {
        if line.hasPrefix("at ") {
            self.init(afterAt: line.dropFirst(3))
        } else if line.hasPrefix("File \"") {
            guard let end = line.dropFirst(6).firstIndex(of: "\"") else { return nil }
            let path = line[line.index(line.startIndex, offsetBy: 6)..<end]
            guard line[end...].hasPrefix("\", line ") else { return nil }
            self.init(.python, isOwn: !ForeignCode.isPython(path))
        } else if line.hasPrefix("#"), let blank = line.firstIndex(of: " "),
            line[..<blank].dropFirst().allSatisfy(\.isNumber), blank > line.startIndex
        {
            let place = line[line.index(after: blank)...]
            guard place.contains("(") || place.hasPrefix("{main}") || place.hasPrefix("[internal")
            else { return nil }
            self.init(.php, isOwn: !ForeignCode.isPHP(place))
        } else if let place = Self.rubyPlace(line) {
            self.init(.ruby, isOwn: !ForeignCode.isRuby(place))
        } else if let next, let path = Self.goPath(next), line.hasSuffix(")"),
            line.contains(".") || line.hasPrefix("panic(")
        {
            self.init(.go, isOwn: !ForeignCode.isGo(function: line, path: path))
        } else {
            return nil
        }
    }

    private init(_ notation: Notation, isOwn: Bool) {
        self.notation = notation
        self.isOwn = isOwn
    }

    /// What begins with `at`: Java and its kin, .NET, JavaScript.
    private init?(afterAt place: Substring) {
        if place.hasSuffix(")"), let open = place.lastIndex(of: "(") {
            let source = place[place.index(after: open)...].dropLast()
            if Self.isJavaSource(source) {
                self.init(.java, isOwn: !ForeignCode.isJava(place[..<open]))
                return
            }
            if Self.isJavaScriptPlace(source) {
                self.init(.javaScript, isOwn: !ForeignCode.isJavaScript(source))
                return
            }
        }
        let bare = place.hasPrefix("async ") ? place.dropFirst(6) : place
        if Self.isJavaScriptPlace(bare),
            !bare.contains(" ") || bare.hasPrefix("/") || bare.hasPrefix("file:")
        {
            self.init(.javaScript, isOwn: !ForeignCode.isJavaScript(bare))
        } else if let open = place.firstIndex(of: "("), place[open...].contains(")") {
            self.init(.dotNet, isOwn: !ForeignCode.isDotNet(place[..<open]))
        } else {
            return nil
        }
    }

    /// `Card.java:42`, `Native Method`, `Unknown Source`.
    private static func isJavaSource(_ source: Substring) -> Bool {
        if source == "Native Method" || source == "Unknown Source" { return true }
        let file = source.prefix { $0 != ":" }
        return [".java", ".kt", ".scala", ".groovy", ".clj"].contains { file.hasSuffix($0) }
    }

    /// `file:///app/card.js:42:7`, `node:internal/timers:581:17`, `<anonymous>`, `native`.
    private static func isJavaScriptPlace(_ place: Substring) -> Bool {
        if place == "<anonymous>" || place == "native" || place == "index 0" { return true }
        guard let colon = place.lastIndex(of: ":"), colon > place.startIndex,
            !place[place.index(after: colon)...].isEmpty,
            place[place.index(after: colon)...].allSatisfy(\.isNumber)
        else { return false }
        let rest = place[..<colon]
        guard let before = rest.lastIndex(of: ":") else { return false }
        let line = rest[rest.index(after: before)...]
        return !line.isEmpty && line.allSatisfy(\.isNumber)
    }

    /// The path of `/app/card.rb:42:in 'charge'`, with `from` before it or without.
    private static func rubyPlace(_ line: Substring) -> Substring? {
        guard let place = line.firstRange(of: ":in "), !line.hasPrefix("at ") else { return nil }
        let quote = line[place.upperBound...].first
        guard quote == "'" || quote == "`" else { return nil }
        let before = line[..<place.lowerBound]
        guard let colon = before.lastIndex(of: ":"),
            before[before.index(after: colon)...].allSatisfy(\.isNumber)
        else { return nil }
        let path = before[..<colon]
        return path.hasPrefix("from ") ? path.dropFirst(5) : path
    }

    /// The path of `/app/card.go:42 +0x1d`.
    private static func goPath(_ line: Substring) -> Substring? {
        guard let place = line.firstRange(of: ".go:"),
            line[place.upperBound...].first?.isNumber ?? false
        else { return nil }
        return line[..<place.upperBound].dropLast()
    }
}
