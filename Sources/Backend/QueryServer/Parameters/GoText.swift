import TraceModel
import WireFormats

/// Why a text is not what it should be, in the words of Go's standard library, which clients know.
struct GoTextError: Error, Equatable {
    var text: String
}

/// Reads parameters as Go's standard library does.
enum GoText {
    /// As `strconv.ParseInt` with base 10.
    static func int(_ text: String, bits: Int = 64) throws(GoTextError) -> Int64 {
        try integer(text, bits: bits, function: "ParseInt")
    }

    /// As `strconv.Atoi`.
    static func count(_ text: String) throws(GoTextError) -> Int {
        Int(try integer(text, bits: 64, function: "Atoi"))
    }

    /// As `strconv.ParseBool`.
    static func bool(_ text: String) throws(GoTextError) -> Bool {
        guard let value = GoBool.parse(text) else { throw syntaxError("ParseBool", text) }
        return value
    }

    /// As `strconv.ParseFloat`.
    static func float(_ text: String) throws(GoTextError) -> Double {
        guard let value = Double(text) else { throw syntaxError("ParseFloat", text) }
        return value
    }

    /// As `time.ParseDuration`, in nanoseconds.
    static func duration(_ text: String) throws(GoTextError) -> Nanoseconds {
        if let duration = GoDuration.parse(text) { return duration }
        var rest = text.utf8[...]
        if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
            rest.removeFirst()
        }
        while let first = rest.first, isDigit(first) || first == UInt8(ascii: ".") {
            rest = rest.drop { isDigit($0) || $0 == UInt8(ascii: ".") }
            let unit = rest.prefix { !isDigit($0) && $0 != UInt8(ascii: ".") }
            rest = rest.dropFirst(unit.count)
            let name = String(decoding: unit, as: UTF8.self)
            if name.isEmpty {
                throw GoTextError(text: "time: missing unit in duration \(quoted(text))")
            }
            if GoDuration.parse("1" + name) == nil {
                throw GoTextError(
                    text: "time: unknown unit \(quoted(name)) in duration \(quoted(text))"
                )
            }
        }
        throw GoTextError(text: "time: invalid duration \(quoted(text))")
    }

    /// As `strconv.Quote`.
    static func quoted(_ text: some StringProtocol) -> String {
        var result = "\""
        for character in text.unicodeScalars {
            switch character {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case "\0"..<" ", "\u{7F}":
                let digits = String(character.value, radix: 16)
                result += "\\x" + (digits.count < 2 ? "0" : "") + digits
            default: result.unicodeScalars.append(character)
            }
        }
        return result + "\""
    }

    static func syntaxError(_ function: String, _ text: some StringProtocol) -> GoTextError {
        GoTextError(text: "strconv.\(function): parsing \(quoted(text)): invalid syntax")
    }

    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func integer(
        _ text: String,
        bits: Int,
        function: String
    ) throws(GoTextError) -> Int64 {
        let limit = Int64.max >> Int64(64 - bits)
        if let value = Int64(text), (-limit - 1)...limit ~= value { return value }
        let digits =
            text.utf8.first.map { $0 == 0x2D || $0 == 0x2B } ?? false
            ? text.utf8.dropFirst() : text.utf8[...]
        guard !digits.isEmpty, digits.allSatisfy(isDigit) else {
            throw syntaxError(function, text)
        }
        throw GoTextError(
            text: "strconv.\(function): parsing \(quoted(text)): value out of range"
        )
    }
}
