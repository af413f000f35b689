import Foundation
import TUI
import TerminalText
import Testing

@Suite struct ThemeTests {
    /// Backgrounds that a theme is made for.
    private static func backgrounds(of name: ThemeName) -> [Double] {
        let dark = [luminance(red: 0, green: 0, blue: 0), luminance(red: 28, green: 28, blue: 28)]
        let light = [
            luminance(red: 255, green: 255, blue: 255), luminance(red: 238, green: 238, blue: 238),
        ]
        switch name {
        case .dark, .colorBlind: return dark
        case .light: return light
        case .contrast, .mono: return dark + light
        }
    }

    @Test(arguments: ThemeName.allCases)
    func `every ink of the 256 colours is readable on its background`(name: ThemeName) {
        let theme = Theme(name, depth: .twoFiftySix)
        let wanted = name == .contrast ? 7.0 : 4.5
        for role in Role.all {
            let look = theme.look(of: role)
            guard look.foreground >= 0 else {
                #expect(look.background < 0, "\(role): a background needs an ink")
                continue
            }
            let ink = Self.luminance(ofPaletteColor: look.foreground)
            let behind =
                look.background >= 0
                ? [Self.luminance(ofPaletteColor: look.background)] : Self.backgrounds(of: name)
            for background in behind {
                let contrast =
                    (max(ink, background) + 0.05) / (min(ink, background) + 0.05)
                #expect(contrast >= wanted, "\(name) \(role): \(contrast)")
            }
        }
    }

    @Test func `colours stay within their depth`() {
        for name in ThemeName.allCases {
            for depth in ColorDepth.allCases {
                let theme = Theme(name, depth: depth)
                for role in Role.all {
                    let look = theme.look(of: role)
                    #expect(look.foreground < depth.rawValue || depth == .mono)
                    #expect(look.background < depth.rawValue || depth == .mono)
                    #expect(look.foreground != look.background || look.foreground == -1)
                }
            }
        }
    }

    @Test func `without colours nothing is coloured or dim, and signals still stand out`() {
        for theme in [Theme(.mono, depth: .twoFiftySix), Theme(.dark, depth: .mono)] {
            for role in Role.all {
                let look = theme.look(for: Style(role, dim: true))
                #expect(look.foreground == -1 && look.background == -1 && !look.dim)
            }
            for role in [Role.error, .warning, .match, .hostile, .criticalPath, .title] {
                #expect(theme.look(of: role) != theme.look(of: .text), "\(role)")
            }
        }
    }

    @Test(arguments: ThemeName.allCases, ColorDepth.allCases)
    func `an error never looks like success, nor a hit like plain text`(
        name: ThemeName,
        depth: ColorDepth
    ) {
        let theme = Theme(name, depth: depth)
        #expect(theme.look(of: .error) != theme.look(of: .success))
        #expect(theme.look(of: .match) != theme.look(of: .text))
        #expect(theme.look(of: .hostile) != theme.look(of: .text))
        #expect(theme.look(of: .criticalPath) != theme.look(of: .bar))
    }

    @Test(arguments: [ColorDepth.eight, .sixteen, .twoFiftySix])
    func `on a light background the critical path is not red as errors are`(depth: ColorDepth) {
        func isRed(_ color: Int) -> Bool {
            guard color >= 16 else { return color % 8 == 1 }
            let (red, green, blue) = ((color - 16) / 36, (color - 16) / 6 % 6, (color - 16) % 6)
            return red > green + 1 && red > blue
        }
        let theme = Theme(.light, depth: depth)
        #expect(isRed(theme.look(of: .error).foreground))
        #expect(!isRed(theme.look(of: .criticalPath).foreground))
    }

    /// Bars are in the colours of services, beside marks of errors; the map and the charts have those of the critical path.
    @Test(arguments: [ThemeName.dark, .light, .colorBlind])
    func `an error is told from every bar and from the critical path by colour too`(
        name: ThemeName
    ) {
        let theme = Theme(name, depth: .twoFiftySix)
        let error = theme.look(of: .error).foreground
        let others = [Role.bar, .criticalPath] + (0..<Role.serviceCount).map(Role.service)
        for role in others {
            let distance = PaletteColor.distance(error, theme.look(of: role).foreground)
            #expect(distance >= 0.11, "\(name) \(role): \(distance)")
        }
        let path = PaletteColor.distance(
            theme.look(of: .criticalPath).foreground,
            theme.look(of: .bar).foreground
        )
        #expect(path >= 0.2)
    }

    @Test(arguments: [ThemeName.dark, .light, .colorBlind], [ColorDepth.eight, .sixteen])
    func `in few colours nothing but an error has the colour of errors`(
        name: ThemeName,
        depth: ColorDepth
    ) {
        let theme = Theme(name, depth: depth)
        let error = theme.look(of: .error).foreground % 8
        let others = [Role.bar, .criticalPath] + (0..<Role.serviceCount).map(Role.service)
        for role in others {
            #expect(theme.look(of: role).foreground % 8 != error, "\(name) \(role)")
        }
    }

    @Test func `whoever sees no red or no green tells errors apart in the theme for that`() {
        let theme = Theme(.colorBlind, depth: .twoFiftySix)
        let error = theme.look(of: .error).foreground
        let others = [Role.bar, .criticalPath] + (0..<Role.serviceCount).map(Role.service)
        for role in others {
            for blindness in PaletteColor.Blindness.allCases {
                let distance = PaletteColor.distance(
                    error,
                    theme.look(of: role).foreground,
                    seenWith: blindness
                )
                #expect(distance >= 0.17, "\(role) \(blindness): \(distance)")
            }
        }
    }

    @Test(arguments: ThemeName.allCases, ColorDepth.allCases)
    func `the critical path is bold beside the rest of a bar`(name: ThemeName, depth: ColorDepth) {
        let theme = Theme(name, depth: depth)
        for number in 0..<Role.serviceCount {
            #expect(theme.look(for: Style(.service(number), bold: true)).bold)
            #expect(!theme.look(for: Style(.service(number))).bold)
        }
    }

    @Test func `reverse on reverse is visible`() {
        let theme = Theme(.mono, depth: .mono)
        #expect(!theme.look(for: Style(.match, reverse: true)).reverse)
        #expect(theme.look(for: Style(.text, reverse: true)).reverse)
    }

    @Test(
        arguments: [
            ("auto", [:], 256, true, ColorDepth.twoFiftySix), ("auto", [:], 8, true, .eight),
            ("auto", [:], 88, true, .sixteen), ("auto", [:], -1, true, .mono),
            ("auto", ["NO_COLOR": "1"], 256, true, .mono),
            ("auto", ["NO_COLOR": ""], 256, true, .twoFiftySix),
            ("always", ["NO_COLOR": "1"], 256, false, .twoFiftySix),
            ("256", ["NO_COLOR": "1"], 8, true, .twoFiftySix), ("8", [:], 256, true, .eight),
            ("never", ["CLICOLOR_FORCE": "1"], 256, true, .mono), ("auto", [:], 256, false, .mono),
            ("auto", ["CLICOLOR_FORCE": "1"], 256, false, .twoFiftySix),
            ("auto", ["CLICOLOR_FORCE": "0"], 256, false, .mono),
            ("auto", ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], 256, true, .mono),
            ("auto", ["TERM": "dumb"], nil, true, .mono), ("always", [:], nil, false, .eight),
            ("auto", ["TERM": "xterm-256color"], nil, true, .twoFiftySix),
        ] as [(String, [String: String], Int?, Bool, ColorDepth)]
    )
    func `colours are used as the user, the environment and the terminal say`(
        word: String,
        environment: [String: String],
        colors: Int?,
        isTerminal: Bool,
        depth: ColorDepth
    ) throws {
        let choice = try #require(ColorChoice(rawValue: word))
        #expect(
            ColorDepth.detected(
                choice,
                environment: environment,
                terminalColors: colors,
                isTerminal: isTerminal
            ) == depth
        )
    }

    @Test func `glyphs follow the locale unless asked for`() {
        #expect(GlyphChoice.auto.glyphs(localeIsUTF8: false) == .ascii)
        #expect(GlyphChoice.unicode.glyphs(localeIsUTF8: false) == .unicode)
        #expect(GlyphChoice.localeIsUTF8(["LC_ALL": "", "LANG": "de_DE.utf8"]))
        #expect(!GlyphChoice.localeIsUTF8(["LC_ALL": "C", "LANG": "de_DE.UTF-8"]))
        #expect(ColorChoice(rawValue: "purple") == nil)
    }

    /// WCAG 2.1, relative luminance.
    private static func luminance(red: Int, green: Int, blue: Int) -> Double {
        func linear(_ value: Int) -> Double {
            let part = Double(value) / 255
            return part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// xterm's cube and greys; the first 16 belong to the user and are not for 256 colours.
    private static func luminance(ofPaletteColor number: Int) -> Double {
        #expect(number >= 16)
        if number >= 232 {
            let grey = 8 + (number - 232) * 10
            return luminance(red: grey, green: grey, blue: grey)
        }
        let levels = [0, 95, 135, 175, 215, 255]
        let cube = number - 16
        return luminance(
            red: levels[cube / 36],
            green: levels[cube / 6 % 6],
            blue: levels[cube % 6]
        )
    }
}
