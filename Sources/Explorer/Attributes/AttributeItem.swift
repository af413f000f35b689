import TraceModel

/// What a key after `a` does with the attribute under the cursor.
///
/// A case here, its name, and what it does in `ScreenContext.perform(_:on:under:)` are all there is to one.
package enum AttributeItem: Character, Sendable, CaseIterable {
    case tracesOfService = "t"
    case traces = "T"
    case withoutInService = "x"
    case without = "X"
    case find = "f"
    case onlyThese = "&"
    case group = "g"
    case color = "c"
    case column = "s"
    case copy = "y"
    case link = "l"

    /// As the last line names it.
    package var name: String {
        switch self {
        case .tracesOfService: "traces of this service"
        case .traces: "of all services"
        case .withoutInService: "traces without it"
        case .without: "of all services"
        case .find: "find in trace"
        case .onlyThese: "only these spans"
        case .group: "group by it"
        case .color: "colour by it"
        case .column: "show as column"
        case .copy: "copy key=value"
        case .link: "open link"
        }
    }

    /// Whether it makes sense for an attribute.
    func applies(to selected: SelectedAttribute) -> Bool {
        switch self {
        case .tracesOfService, .withoutInService: !selected.service.isEmpty
        // A blank parts two keys.
        case .group: !selected.attribute.key.contains(" ")
        // So do blanks and commas names of columns.
        case .column: !selected.attribute.key.contains { $0 == " " || $0 == "," }
        case .link: !selected.links.isEmpty
        case .traces, .without, .find, .onlyThese, .color, .copy: true
        }
    }
}
