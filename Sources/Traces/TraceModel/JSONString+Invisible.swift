extension JSONString {
    /// The same JSON with everything that is not plainly visible escaped: what a terminal could take for a command, and what
    /// reorders or hides text.
    ///
    /// Outside of strings JSON is ASCII, so whatever is found stands in one.
    package static func escapingInvisible(_ document: [UInt8]) -> [UInt8] {
        guard document.contains(where: { $0 >= 0x7F }) else { return document }
        var escaped: [UInt8] = []
        escaped.reserveCapacity(document.count)
        for scalar in String(decoding: document, as: UTF8.self).unicodeScalars {
            if scalar.value < 0x7F || isVisible(scalar) {
                escaped.append(contentsOf: UTF8.encode(scalar)?.map { $0 } ?? [])
            } else {
                for unit in UTF16.encode(scalar)?.map({ $0 }) ?? [] {
                    append(unit: unit, to: &escaped)
                }
            }
        }
        return escaped
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
            .unassigned:
            false
        default: true
        }
    }
}
