/// Digits of all scripts as those of ASCII.
enum MessageDigits {
    /// Spaces and the apostrophe that stand between groups of three digits in some languages.
    private static let separators: Set<Unicode.Scalar> = [
        "\u{A0}", "\u{2009}", "\u{202F}", "\u{2019}",
    ]

    /// The line with every decimal digit written in ASCII, and the separators of thousands that are not ASCII left out.
    ///
    /// - Complexity: O(bytes); a line of ASCII is returned as it is.
    static func plain(_ line: [UInt8]) -> [UInt8] {
        guard line.contains(where: { $0 >= 0x80 }) else { return line }
        var plain = String.UnicodeScalarView()
        let scalars = Array(String(decoding: line, as: UTF8.self).unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            if let digit = digit(scalar) {
                plain.append(Unicode.Scalar(UInt8(0x30 + digit)))
            } else if separators.contains(scalar), index > 0, index + 1 < scalars.count,
                digit(scalars[index - 1]) != nil, digit(scalars[index + 1]) != nil
            {
                continue
            } else {
                plain.append(scalar)
            }
        }
        return Array(String(plain).utf8)
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        guard scalar.properties.numericType == .decimal else { return nil }
        return scalar.properties.numericValue.map { Int($0) }
    }
}
