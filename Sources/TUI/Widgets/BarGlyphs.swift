import Explorer
import TerminalText

/// The glyph of two half cells of a bar.
enum BarGlyphs {
    static func glyph(_ left: BarWeight, _ right: BarWeight, _ glyphs: GlyphSet) -> SafeText {
        glyphs == .unicode ? unicode(left, right) : ascii(max(left, right))
    }

    private static func unicode(_ left: BarWeight, _ right: BarWeight) -> SafeText {
        switch (left, right) {
        case (.none, .none): " "
        case (.heavy, .heavy): "━"
        case (.heavy, .light), (.heavy, .gap): "╾"
        case (.light, .heavy), (.gap, .heavy): "╼"
        case (.heavy, .none): "╸"
        case (.none, .heavy): "╺"
        case (.light, .none): "╴"
        case (.none, .light): "╶"
        case (.gap, .gap), (.gap, .none), (.none, .gap): "╌"
        case (.light, .light), (.light, .gap), (.gap, .light): "─"
        }
    }

    private static func ascii(_ weight: BarWeight) -> SafeText {
        switch weight {
        case .none: " "
        case .gap: "."
        case .light: "-"
        case .heavy: "="
        }
    }

    /// In the colour of the service: the critical path is told by its heavier glyph, and by weight.
    static func style(_ weight: BarWeight, service: Role) -> Style {
        switch weight {
        case .none: .text
        case .gap: Style(.gap)
        case .light: Style(service)
        case .heavy: Style(service, bold: true)
        }
    }
}
