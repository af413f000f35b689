@testable import TUI

/// How a canvas looks, as text to compare with.
extension Canvas {
    /// How it looks: one letter per column, a blank for plain text, then what each letter stands for and where
    /// the cursor is.
    ///
    /// A style's letter is the first of its name that is still free, in the order of ``Style/code``.
    var stylePlane: String {
        let letters = Self.letters(for: Set(styles).subtracting([Style.text.code]))
        var plane = lines { letters[styles[$0]] ?? " " }
        for (code, letter) in letters.sorted(by: { $0.key < $1.key }) {
            plane += "\(letter) \(Style(code: code))\n"
        }
        plane += cursor.map { "cursor row \($0.row), column \($0.column)\n" } ?? "no cursor\n"
        return plane
    }

    /// What stands out where a theme has no colours: one letter per column, `b` bold, `u` underlined, `w` both, `r` on a
    /// background, a blank for plain text.
    func attributePlane(_ theme: Theme) -> String {
        lines { index in
            let look = theme.look(for: Style(code: styles[index]))
            return switch (look.reverse, look.bold, look.underline) {
            case (true, _, _): "r"
            case (_, true, true): "w"
            case (_, true, _): "b"
            case (_, _, true): "u"
            default: " "
            }
        }
    }

    /// Both planes, for comparing with a file.
    var golden: String {
        "\(size.columns)x\(size.rows)\n" + textPlane + "---\n" + stylePlane
    }

    private static func letters(for codes: Set<UInt16>) -> [UInt16: String] {
        var free = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
        var letters: [UInt16: String] = [:]
        for code in codes.sorted() {
            let name = "\(Style(code: code))"
            let wanted = name + name.uppercased() + free.sorted().map(String.init).joined()
            guard let letter = wanted.first(where: { free.contains($0) }) else { continue }
            free.remove(letter)
            letters[code] = String(letter)
        }
        return letters
    }
}
