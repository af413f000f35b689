extension SafeText {
    /// Which side of a padded text the spaces go to.
    package enum Alignment: Sendable, Hashable {
        case left, right, center
    }

    /// At most `columns` wide; cut text ends in an ellipsis.
    package func prefix(columns: Int, glyphs: GlyphSet = .unicode) -> SafeText {
        guard width > columns else { return self }
        guard columns > 0 else { return SafeText() }
        let (offset, width) = fitting(columns: columns - 1)
        return slice(0..<offset, width: width) + glyphs.ellipsis
    }

    /// At most `columns` wide; cut text begins with an ellipsis.
    package func suffix(columns: Int, glyphs: GlyphSet = .unicode) -> SafeText {
        guard width > columns else { return self }
        guard columns > 0 else { return SafeText() }
        return glyphs.ellipsis + whole(suffixOf: columns - 1)
    }

    /// At most `columns` wide; of cut text a third is its beginning, then an ellipsis stands for what is left out.
    package func middle(columns: Int, glyphs: GlyphSet = .unicode) -> SafeText {
        guard width > columns else { return self }
        guard columns >= 6 else { return suffix(columns: columns, glyphs: glyphs) }
        return prefix(columns: columns / 3 + 1, glyphs: glyphs)
            + whole(suffixOf: columns - columns / 3 - 1)
    }

    /// What is left after `columns` columns scrolled out at the left; half of a wide character is a space.
    package func dropFirst(columns: Int) -> SafeText {
        guard columns > 0 else { return self }
        guard columns < width else { return SafeText() }
        let (offset, cut) = fitting(columns: columns)
        guard cut < columns else {
            return slice(offset..<string.utf8.count, width: width - cut)
        }
        let (next, both) = fitting(columns: columns + 1)
        return " " + slice(next..<string.utf8.count, width: width - both)
    }

    /// At least `columns` wide; what is already wider stays as it is.
    package func padded(to columns: Int, _ alignment: Alignment = .left) -> SafeText {
        let missing = columns - width
        guard missing > 0 else { return self }
        func spaces(_ count: Int) -> SafeText {
            SafeText(
                trusted: String(repeating: " ", count: count),
                width: count,
                replaced: []
            )
        }
        switch alignment {
        case .left: return self + spaces(missing)
        case .right: return spaces(missing) + self
        case .center: return spaces(missing / 2) + self + spaces(missing - missing / 2)
        }
    }

    /// Exactly `columns` wide: cut or padded.
    package func fitted(
        to columns: Int,
        _ alignment: Alignment = .left,
        glyphs: GlyphSet = .unicode
    ) -> SafeText {
        prefix(columns: columns, glyphs: glyphs).padded(to: columns, alignment)
    }

    /// As many whole characters from the right as fit.
    private func whole(suffixOf columns: Int) -> SafeText {
        var dropped = width - columns
        var (offset, cut) = fitting(columns: dropped)
        if cut < dropped {
            dropped += 1
            (offset, cut) = fitting(columns: dropped)
        }
        return slice(offset..<string.utf8.count, width: width - cut)
    }
}
