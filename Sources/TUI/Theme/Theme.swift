package import TerminalText

/// How every role looks, in the colours that a terminal has.
///
/// The user's palette is never redefined, and the background stays the terminal's own except for what must
/// stand out. Themes are made for a background: `dark` and `colour-blind` for a dark one, `light` for a light one,
/// `contrast` and `mono` for both.
package struct Theme: Sendable, Hashable {
    package let name: ThemeName
    package let depth: ColorDepth

    /// `mono`, and any theme without colours, use attributes only.
    package init(_ name: ThemeName, depth: ColorDepth) {
        self.name = depth == .mono ? .mono : name
        self.depth = name == .mono ? .mono : depth
    }

    package func look(of role: Role) -> Look {
        switch name {
        case .dark: Look(DarkTheme.recipe(for: role), depth: depth)
        case .light: Look(LightTheme.recipe(for: role), depth: depth)
        case .contrast: Look(ContrastTheme.recipe(for: role), depth: depth)
        case .colorBlind: Look(ColorBlindTheme.recipe(for: role), depth: depth)
        case .mono: MonoTheme.look(of: role)
        }
    }

    /// The look of a role with the emphasis of a style on top.
    ///
    /// Without colours nothing is dim. With many, the critical path is as bold as its colour makes it: beside
    /// other bars on every row, switching bold on and off would cost a fifth of a full paint.
    package func look(for style: Style) -> Look {
        var look = look(of: style.role)
        let isBoldByColor = style.role == .criticalPath && look.foreground >= 16
        look.bold = look.bold || style.bold && !isBoldByColor
        look.dim = (look.dim || style.dim) && depth != .mono
        look.underline = look.underline || style.underline
        look.reverse = look.reverse != style.reverse
        return look
    }
}

/// What the roles look like without colours.
enum MonoTheme {
    static func look(of role: Role) -> Look {
        var look = Look.plain
        switch role {
        case .title, .headerLine, .key, .selectionGutter, .error, .criticalPath: look.bold = true
        case .accent: look.underline = true
        case .warning:
            look.bold = true
            look.underline = true
        case .match, .hostile: look.reverse = true
        case .text, .muted, .hint, .label, .number, .success, .bar, .gap, .rule, .service: break
        }
        return look
    }
}
