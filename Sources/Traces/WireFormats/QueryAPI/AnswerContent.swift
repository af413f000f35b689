/// What a small answer holds, judged by its bytes: content types are wrong too often.
package enum AnswerContent: Sendable, Equatable {
    case json(JSONValue)
    case html(title: String?)
    /// Anything else that is not blank.
    case text(String)
    case empty

    package init(_ bytes: [UInt8]) {
        let isBlank: (UInt8) -> Bool = { $0 <= 0x20 }
        guard let first = bytes.first(where: { !isBlank($0) }) else {
            self = .empty
            return
        }
        if first == 0x7B || first == 0x5B, let value = try? JSONValue(parsing: bytes) {
            self = .json(value)
            return
        }
        self =
            first == 0x3C
            ? .html(title: Self.title(of: bytes)) : .text(String(decoding: bytes, as: UTF8.self))
    }

    /// The text between `<title>` tags, blanks folded.
    private static func title(of page: [UInt8]) -> String? {
        // ASCII letters alone, so that places stay the same.
        let lower = page.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        guard let open = lower.firstRange(of: Array("<title".utf8)),
            let begin = lower[open.upperBound...].firstIndex(of: 0x3E),
            let end = lower[begin...].firstRange(of: Array("</title".utf8))
        else { return nil }
        let title = String(decoding: page[(begin + 1)..<end.lowerBound], as: UTF8.self)
        let words = title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.isEmpty ? nil : String(words.prefix(100))
    }
}

extension AnswerContent {
    /// What the server itself says went wrong: the messages of either envelope, or the text; cut to a sane
    /// length and on one line.
    package var serverWords: String {
        switch self {
        case .json(let value):
            Self.oneLine(value.errorMessages.joined(separator: "; "))
        case .text(let text): Self.oneLine(text)
        case .html(let title): title ?? ""
        case .empty: ""
        }
    }

    /// `{"data":…}`, as every legacy answer has it.
    package var isLegacyEnvelope: Bool {
        guard case .json(let value) = self else { return false }
        return value["data"] != nil
    }

    /// `{"services":…}`, or `{}` from a server that has none yet.
    package var isServiceListV3: Bool {
        guard case .json(let value) = self, let members = value.members else { return false }
        return members.isEmpty || value["services"] != nil
    }

    /// `{"summaries":…}`.
    package var isSummaryList: Bool {
        guard case .json(let value) = self else { return false }
        return value["summaries"] != nil
    }

    /// `{"error":{"httpCode":…,"message":…}}`, or what grpc-gateway writes.
    package var isV3Error: Bool {
        guard case .json(let value) = self else { return false }
        return value["error"]?.members != nil
            || (value["code"] != nil && value["message"] != nil)
    }

    private static func oneLine(_ text: String) -> String {
        let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return words.count > 300 ? words.prefix(299) + "…" : words
    }
}

extension JSONValue {
    /// The messages of a legacy or v3 error, or of what other servers put in their place.
    fileprivate var errorMessages: [String] {
        if let errors = self["errors"]?.array {
            return errors.compactMap { $0["msg"]?.string ?? $0["message"]?.string }
        }
        if let message = self["error"]?["message"]?.string { return [message] }
        for key in ["message", "error_description", "error", "detail", "msg"] {
            if let message = self[key]?.string { return [message] }
        }
        return []
    }
}
