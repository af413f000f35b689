/// For dark backgrounds: light inks of medium saturation.
enum DarkTheme {
    private static let services: [(full: Int, basic: Int)] = [
        (110, 12), (114, 10), (180, 3), (175, 13), (80, 14), (150, 2), (216, 11), (183, 5),
        (117, 6),
        (187, 3), (147, 4), (138, 5),
    ]

    static func recipe(for role: Role) -> Look.Recipe {
        switch role {
        case .text: .plain
        case .muted, .hint: .grey(247, 7)
        case .gap, .rule: .grey(245, 8)
        case .title: .strong
        case .headerLine: .color(252, 7, bold: true)
        case .key: .color(117, 14, bold: true)
        case .label: .color(110, 6)
        case .number: .color(187, 3)
        case .accent: .color(75, 12)
        case .selectionGutter: .color(214, 11, bold: true)
        case .match: .on(220, 3, ink: 16, basicInk: 0)
        case .error: .color(203, 9, bold: true)
        case .warning: .color(221, 11)
        case .success: .color(114, 10)
        case .hostile: .on(215, 5, ink: 16, basicInk: 15)
        case .bar: .color(110, 12)
        case .criticalPath: .boldInFewColors(215, 11)
        case .service(let number):
            .color(services[number % services.count].full, services[number % services.count].basic)
        }
    }
}

/// For light backgrounds: dark inks.
enum LightTheme {
    private static let services: [(full: Int, basic: Int)] = [
        (25, 4), (22, 2), (94, 3), (90, 5), (23, 6), (58, 3), (127, 5), (54, 5), (24, 6), (60, 4),
        (89, 5), (52, 3),
    ]

    static func recipe(for role: Role) -> Look.Recipe {
        switch role {
        case .text: .plain
        case .muted, .hint: .grey(240, -1)
        case .gap, .rule: .grey(241, -1)
        case .title: .strong
        case .headerLine: .color(236, -1, bold: true)
        case .key: .color(25, 4, bold: true)
        case .label: .color(24, 6)
        case .number: .color(58, 5)
        case .accent: .color(26, 4)
        case .selectionGutter: .color(88, 1, bold: true)
        case .match: .on(221, 3, ink: 16, basicInk: 0)
        case .error: .color(124, 1, bold: true)
        case .warning: .color(94, 5)
        case .success: .color(22, 2)
        case .hostile: .on(124, 5, ink: 231, basicInk: 15)
        case .bar: .color(25, 4)
        case .criticalPath: .boldInFewColors(90, 5)
        case .service(let number):
            .color(services[number % services.count].full, services[number % services.count].basic)
        }
    }
}

/// For any background: the terminal's own ink, weight, and backgrounds of our own for signals.
enum ContrastTheme {
    static func recipe(for role: Role) -> Look.Recipe {
        switch role {
        case .text, .muted, .hint, .gap, .rule, .number, .success, .bar, .service: .plain
        case .title, .headerLine, .key, .label, .selectionGutter, .criticalPath: .strong
        case .accent: Look.Recipe(underline: true)
        case .match: .on(226, 3, ink: 16, basicInk: 0)
        case .error: .on(88, 1, ink: 231, basicInk: 15)
        case .warning: .on(229, 3, ink: 16, basicInk: 0)
        case .hostile: .on(225, 5, ink: 16, basicInk: 15)
        }
    }
}

/// For dark backgrounds: blue against orange, apart in lightness (after Okabe and Ito, "Color Universal
/// Design", 2008).
enum ColorBlindTheme {
    private static let services: [(full: Int, basic: Int)] = [
        (75, 12), (223, 11), (252, 15), (153, 14), (67, 6), (110, 6), (229, 11), (147, 12),
    ]

    static func recipe(for role: Role) -> Look.Recipe {
        switch role {
        case .text: .plain
        case .muted, .hint: .grey(247, 7)
        case .gap, .rule: .grey(245, 8)
        case .title: .strong
        case .headerLine: .color(252, 7, bold: true)
        case .key: .color(153, 14, bold: true)
        case .label: .color(110, 6)
        case .number: .color(230, 15)
        case .accent: .color(75, 12)
        case .selectionGutter: .color(229, 11, bold: true)
        case .match: .on(229, 3, ink: 16, basicInk: 0)
        case .error: .color(208, 9, bold: true)
        case .warning: .color(229, 11)
        case .success: .color(75, 12)
        case .hostile: .on(214, 5, ink: 16, basicInk: 15)
        case .bar: .color(110, 12)
        case .criticalPath: .boldInFewColors(229, 11)
        case .service(let number):
            .color(services[number % services.count].full, services[number % services.count].basic)
        }
    }
}
