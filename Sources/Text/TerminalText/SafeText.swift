/// Text that may be shown on a terminal: the only kind the canvas and the commands accept.
///
/// It is made from literals of ours, from numbers, or by sanitising what others wrote. Whatever it was made
/// from, it moves no cursor, sends no command, reorders nothing, hides nothing and takes exactly ``width``
/// columns:
///
/// - invalid UTF-8 shows as U+FFFD (ASCII `?`);
/// - C0 controls and DEL show as their pictures (`␛`; LF `⏎`, TAB `→`; ASCII `^[`), C1 controls as code points;
/// - format controls, bidirectional overrides, zero-width and tag characters, variation selectors, line and
///   paragraph separators, private-use, unassigned and noncharacters show as `‹U+202E›` (ASCII `<U+202E>`);
/// - a character keeps at most two combining marks, one without a base stands on `◌`;
/// - emoji sequences show their first emoji only.
///
/// What is not shown as it was written is listed in ``replaced``.
package struct SafeText: Sendable, Hashable {
    /// What to show, as valid UTF-8 without controls.
    package let string: String
    /// Columns it takes.
    package let width: Int
    /// UTF-8 offsets into ``string`` of what stands for something else; in order, apart from each other.
    package let replaced: [Range<Int>]

    init(trusted string: String, width: Int, replaced: [Range<Int>]) {
        self.string = string
        self.width = width
        self.replaced = replaced
    }

    /// No text.
    package init() {
        self.init(trusted: "", width: 0, replaced: [])
    }

    /// A number in decimal digits.
    package init(_ number: some BinaryInteger) {
        let digits = String(number)
        self.init(trusted: digits, width: digits.utf8.count, replaced: [])
    }

    package init(repeating text: SafeText, count: Int) {
        self = SafeText.joined(repeatElement(text, count: max(0, count)))
    }

    package var isEmpty: Bool { string.isEmpty }

    /// Every byte is one printable ASCII character, so that offsets are columns.
    package var isASCII: Bool { string.utf8.count == width && replaced.isEmpty }
}

extension SafeText: ExpressibleByStringLiteral {
    /// Words of ours, known when the program was compiled.
    package init(stringLiteral literal: StaticString) {
        let text = literal.description
        self.init(sanitizing: text)
    }
}

extension SafeText: CustomStringConvertible {
    package var description: String { string }
}

extension SafeText {
    package static func + (left: SafeText, right: SafeText) -> SafeText {
        if left.isEmpty { return right }
        if right.isEmpty { return left }
        let shift = left.string.utf8.count
        return SafeText(
            trusted: left.string + right.string,
            width: left.width + right.width,
            replaced: left.replaced
                + right.replaced.map { ($0.lowerBound + shift)..<($0.upperBound + shift) }
        )
    }

    package static func += (left: inout SafeText, right: SafeText) {
        left = left + right
    }

    package static func joined(
        _ parts: some Sequence<SafeText>,
        separator: SafeText = SafeText()
    ) -> SafeText {
        var string = ""
        var width = 0
        var replaced: [Range<Int>] = []
        var isFirst = true
        func append(_ part: SafeText) {
            let shift = string.utf8.count
            string += part.string
            width += part.width
            for range in part.replaced {
                replaced.append((range.lowerBound + shift)..<(range.upperBound + shift))
            }
        }
        for part in parts {
            if !isFirst { append(separator) }
            append(part)
            isFirst = false
        }
        return SafeText(trusted: string, width: width, replaced: replaced)
    }
}
