/// A trace named in one of the ways people paste it: an id, a `traceparent`, or the address of a page.
package struct TraceIDText: Sendable, Equatable {
    /// How the trace was named.
    package enum Form: Sendable, Equatable {
        /// 1–32 hexadecimal digits; short ones may as well be ordinary words.
        case hexadecimal(digits: Int)
        /// Anything else, which some writers of traces use for ids.
        case text
        /// The 16 bytes in base64 of either alphabet, as OTLP tools show them.
        case base64
        /// A `traceparent` header (W3C Trace Context §3.2).
        case traceparent
        /// A page of Jaeger's UI, or an address of its API.
        case url
    }

    package var traceID: TraceID
    /// The span pointed at: the parent of a `traceparent`, or what a page was asked to find.
    package var spanID: SpanID?
    /// Where the trace is: a URL up to the part that names the trace, without a slash at the end.
    package var baseURL: String?
    package var form: Form

    /// Reads `text`, with blanks, quotes and angle brackets around it ignored; nil if it names no trace.
    ///
    /// The all-zero id names no trace. User names and passwords in a URL are left out of `baseURL`.
    package init?(_ text: some StringProtocol) {
        let text = Self.trimmed(Substring(text))
        if let scheme = Self.scheme(of: text) {
            self.init(url: text, scheme: scheme)
        } else if text.contains("-"), let parsed = Self(traceparent: text) {
            self = parsed
        } else {
            self.init(id: text)
        }
        guard !traceID.isZero else { return nil }
    }

    /// Reads `text` where it can be nothing but the name of a trace: as ``init(_:)`` does, else as an id that is a text.
    ///
    /// Nil if it is empty, zero, or an address without a trace.
    package init?(written text: some StringProtocol) {
        if let known = Self(text) {
            self = known
            return
        }
        let text = Self.trimmed(Substring(text))
        let id = TraceID(written: text)
        guard !id.isZero, Self.scheme(of: text) == nil else { return nil }
        self.init(traceID: id, spanID: nil, baseURL: nil, form: .text)
    }

    private init(traceID: TraceID, spanID: SpanID?, baseURL: String?, form: Form) {
        self.traceID = traceID
        self.spanID = spanID
        self.baseURL = baseURL
        self.form = form
    }

    private init?(id text: Substring) {
        let id = TraceID(written: text)
        if id.text == nil, !text.isEmpty {
            let form = Form.hexadecimal(digits: text.utf8.count)
            self.init(traceID: id, spanID: nil, baseURL: nil, form: form)
            return
        }
        guard text.utf8.count == 22 || text.utf8.count == 24,
            let bytes = Base64.bytes(of: text.utf8), bytes.count == 16,
            let id = TraceID(bytes: bytes)
        else { return nil }
        self.init(traceID: id, spanID: nil, baseURL: nil, form: .base64)
    }

    /// Reads a `traceparent`, its header name before it or not; versions after 00 may have more fields.
    private init?(traceparent text: Substring) {
        var value = text
        if let colon = text.firstIndex(of: ":"), text[..<colon].lowercased() == "traceparent" {
            value = Self.trimmed(text[text.index(after: colon)...])
        }
        let fields = value.split(separator: "-", omittingEmptySubsequences: false)
        guard fields.count >= 4, fields[0].utf8.count == 2, fields[0].lowercased() != "ff",
            fields[0].allSatisfy(\.isHexDigit), fields[0] != "00" || fields.count == 4,
            fields[1].utf8.count == 32, fields[2].utf8.count == 16, fields[3].utf8.count == 2,
            let traceID = TraceID(hex: fields[1]), let spanID = SpanID(hex: fields[2])
        else { return nil }
        self.init(
            traceID: traceID,
            spanID: spanID.isZero ? nil : spanID,
            baseURL: nil,
            form: .traceparent
        )
    }

    private init?(url text: Substring, scheme: String) {
        let bare = text.prefix { $0 != "#" }
        let path = bare.prefix { $0 != "?" }
        let rest = path.dropFirst(scheme.count)
        let authority = rest.prefix { $0 != "/" }
        let host = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
        guard !host.isEmpty else { return nil }
        let segments = rest.dropFirst(authority.count).split(separator: "/")
        guard segments.count >= 2, let last = segments.last,
            let decoded = Self.percentDecoded(last), let id = Self(id: decoded[...])
        else { return nil }
        let base: ArraySlice<Substring>
        switch segments[segments.count - 2] {
        case "trace": base = segments.dropLast(2)
        case "traces" where segments.dropLast(2).suffix(2).elementsEqual(["api", "v3"]):
            base = segments.dropLast(4)
        case "traces" where segments.dropLast(2).last == "api": base = segments.dropLast(3)
        default: return nil
        }
        self.init(
            traceID: id.traceID,
            spanID: Self.soughtSpan(in: bare.dropFirst(path.count + 1)),
            baseURL: scheme.lowercased() + host + base.map { "/" + $0 }.joined(),
            form: .url
        )
    }

    /// The span that Jaeger's UI is asked to find: `uiFind` holds words, an id among them.
    private static func soughtSpan(in query: Substring) -> SpanID? {
        for parameter in query.split(separator: "&") where parameter.hasPrefix("uiFind=") {
            let value = parameter.dropFirst(7).replacing("+", with: " ")
            guard let words = percentDecoded(value[...]) else { continue }
            for word in words.split(separator: " ") where word.utf8.count == 16 {
                if let id = SpanID(hex: word), !id.isZero { return id }
            }
        }
        return nil
    }

    private static func scheme(of text: Substring) -> String? {
        ["http://", "https://"].first { text.prefix($0.count).lowercased() == $0 }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        let ignored: (Character) -> Bool = { $0.isWhitespace || "\"'`<>".contains($0) }
        let start = text.drop(while: ignored)
        guard let last = start.lastIndex(where: { !ignored($0) }) else { return "" }
        return start[...last]
    }

    private static func percentDecoded(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == 0x25 else {
                bytes.append(byte)
                continue
            }
            let digits = rest.prefix(2)
            guard digits.count == 2,
                let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
            else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
