/// How a role appears: colour numbers of the terminal's own palette, and attributes.
package struct Look: Sendable, Hashable {
    /// −1 is the terminal's own.
    package var foreground = -1
    /// −1 is the terminal's own.
    package var background = -1
    package var bold = false
    package var dim = false
    package var underline = false
    package var reverse = false

    static let plain = Look()

    /// One role in every depth: a number for 256 colours, one for 16 (of which 8 are made), and attributes.
    struct Recipe {
        var full = -1
        var fullBackground = -1
        var basic = -1
        var basicBackground = -1
        var bold = false
        var underline = false
        /// Shown dim where there are no greys.
        var isGrey = false
        /// Shown bold where there are few colours.
        var isBoldInFewColors = false

        static func color(_ full: Int, _ basic: Int, bold: Bool = false) -> Recipe {
            Recipe(full: full, basic: basic, bold: bold)
        }

        static func on(_ background: Int, _ basicBackground: Int, ink: Int, basicInk: Int) -> Recipe
        {
            Recipe(
                full: ink,
                fullBackground: background,
                basic: basicInk,
                basicBackground: basicBackground
            )
        }

        static func grey(_ full: Int, _ basic: Int) -> Recipe {
            Recipe(full: full, basic: basic, isGrey: true)
        }

        /// Bold only where colours are few: turning bold off costs more bytes than a colour does.
        static func boldInFewColors(_ full: Int, _ basic: Int) -> Recipe {
            Recipe(full: full, basic: basic, isBoldInFewColors: true)
        }

        static let strong = Recipe(bold: true)
        static let plain = Recipe()
    }

    init() {}

    init(_ recipe: Recipe, depth: ColorDepth) {
        bold = recipe.bold || recipe.isBoldInFewColors && depth < .twoFiftySix
        underline = recipe.underline
        switch depth {
        case .mono: break
        case .eight:
            // The bright half is the dark half in bold; bright black would be invisible.
            foreground = recipe.isGrey ? -1 : recipe.basic < 8 ? recipe.basic : recipe.basic - 8
            background =
                recipe.basicBackground < 8 ? recipe.basicBackground : recipe.basicBackground - 8
            dim = recipe.isGrey
        case .sixteen:
            foreground = recipe.basic
            background = recipe.basicBackground
            dim = recipe.isGrey && recipe.basic < 0
        case .twoFiftySix:
            foreground = recipe.full
            background = recipe.fullBackground
        }
    }
}
