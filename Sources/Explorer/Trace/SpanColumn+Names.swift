extension SpanColumn {
    /// All but those of attributes, of which there is no end; in the order of the machine formats.
    package static let allCases: [SpanColumn] = [
        .trace, .id, .parent, .service, .name, .kind, .start, .end, .duration, .own, .critical,
        .depth, .error, .status, .attributes, .resource, .scope, .events, .links, .warnings,
        .state, .flags, .dropped, .marks, .tree,
    ]

    /// What stands before the key of an attribute, as in queries.
    private static let attributePrefix = "tag."

    package init?(rawValue: String) {
        if let known = Self.byName[rawValue] {
            self = known
        } else if rawValue.hasPrefix(Self.attributePrefix),
            rawValue.utf8.count > Self.attributePrefix.utf8.count
        {
            self = .attribute(String(rawValue.dropFirst(Self.attributePrefix.count)))
        } else {
            return nil
        }
    }

    private static let byName = Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, $0) })

    package var rawValue: String {
        switch self {
        case .trace: "trace"
        case .id: "id"
        case .parent: "parent"
        case .service: "service"
        case .name: "name"
        case .kind: "kind"
        case .start: "start"
        case .end: "end"
        case .duration: "duration"
        case .own: "self"
        case .critical: "critical"
        case .depth: "depth"
        case .error: "error"
        case .status: "status"
        case .attributes: "attributes"
        case .resource: "resource"
        case .scope: "scope"
        case .events: "events"
        case .links: "links"
        case .warnings: "warnings"
        case .state: "state"
        case .flags: "flags"
        case .dropped: "dropped"
        case .marks: "marks"
        case .tree: "tree"
        case .attribute(let key): Self.attributePrefix + key
        }
    }

    /// As the order by it is called.
    package var orderName: String {
        switch self {
        case .own: "self time"
        case .critical: "time on the critical path"
        case .error: "errors"
        default: rawValue
        }
    }

    /// Whether an order by it begins with the largest.
    var isLargestFirst: Bool {
        switch self {
        case .duration, .own, .critical, .depth, .error, .status, .attributes, .resource, .events,
            .links, .warnings, .flags, .dropped:
            true
        case .trace, .id, .parent, .service, .name, .kind, .start, .end, .scope, .state, .marks,
            .tree, .attribute:
            false
        }
    }
}
