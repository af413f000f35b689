/// What a piece of text is for; a ``Theme`` says how that looks.
///
/// No role is told apart by colour alone: panes say the same with a glyph, a word or weight.
package enum Role: Hashable, Sendable {
    case text
    /// Secondary: units, separators, what is folded away.
    case muted
    /// The name of what is shown.
    case title
    /// The column headings of a table.
    case headerLine
    /// The name of a key to press.
    case key
    /// What a key does.
    case hint
    /// The name in a name and value pair.
    case label
    /// A value that is a number, an id, a time.
    case number
    /// What can be followed: a link, a crumb.
    case accent
    /// The gutter sign of the row in focus.
    case selectionGutter
    /// A search hit.
    case match
    case error
    case warning
    case success
    /// Text shown otherwise than it was written (``SafeText/replaced``).
    case hostile
    /// A duration's bar off the critical path.
    case bar
    /// A duration's bar on the critical path.
    case criticalPath
    /// Time that no span accounts for.
    case gap
    /// Lines between panes, axes, tree branches.
    case rule
    /// One of ``serviceCount`` colours that only tell services apart.
    case service(Int)

    package static let serviceCount = 12

    /// The colour of a service: the same for one name in every run and on every machine.
    ///
    /// FNV-1a (RFC draft-eastlake-fnv) over the UTF-8 of the name.
    package static func service(named name: String) -> Role {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
        return .service(Int((hash ^ hash >> 32) % UInt64(serviceCount)))
    }

    /// Every role there is.
    package static let all: [Role] =
        [
            .text, .muted, .title, .headerLine, .key, .hint, .label, .number, .accent,
            .selectionGutter, .match, .error, .warning, .success, .hostile, .bar, .criticalPath,
            .gap, .rule,
        ] + (0..<serviceCount).map(Role.service)

    var code: UInt16 {
        switch self {
        case .text: 0
        case .muted: 1
        case .title: 2
        case .headerLine: 3
        case .key: 4
        case .hint: 5
        case .label: 6
        case .number: 7
        case .accent: 8
        case .selectionGutter: 9
        case .match: 10
        case .error: 11
        case .warning: 12
        case .success: 13
        case .hostile: 14
        case .bar: 15
        case .criticalPath: 16
        case .gap: 17
        case .rule: 18
        case .service(let number): 19 + UInt16(truncatingIfNeeded: number % Self.serviceCount)
        }
    }

    init(code: UInt16) {
        self = Int(code) < Self.all.count ? Self.all[Int(code)] : .text
    }

    /// Its name in golden files.
    var name: String {
        switch self {
        case .service(let number): "service \(number)"
        default: "\(self)"
        }
    }
}
