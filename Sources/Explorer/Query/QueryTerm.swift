package import TraceModel

/// The terms of the query language, in the order in which they are written.
///
/// What there is to know of a term stands here and in `QueryTerm+Values`: parsing, completion and the command line
/// are made from it.
package enum QueryTerm: String, CaseIterable, Sendable {
    case service
    case operation
    case kind
    case error
    /// An attribute, whose key follows.
    case tag = "tag."
    case minDuration
    case maxDuration
    case last
    case from
    case to
    case limit

    /// The term that writes conditions about `subject`.
    package init(_ subject: TraceCondition.Subject) {
        self =
            switch subject {
            case .service: .service
            case .operation: .operation
            case .kind: .kind
            case .attribute, .without: .tag
            case .error: .error
            case .minDuration: .minDuration
            case .maxDuration: .maxDuration
            }
    }

    /// The term that a typed key means; nil when there is none.
    ///
    /// A key with a dot in it that is no term is that of an attribute: `tag.` before it may be left out.
    package init?(key: String) {
        if let term = Self(rawValue: key), term != .tag {
            self = term
        } else if key == Self.shortOperation {
            self = .operation
        } else {
            guard let attribute = Self.attribute(of: key), !attribute.isEmpty else { return nil }
            self = .tag
        }
    }

    /// What lists call the operation of a span.
    private static let shortOperation = "name"

    /// The attribute that a typed key means, if it means one.
    static func attribute(of key: String) -> String? {
        if key.hasPrefix(tag.rawValue) { return String(key.dropFirst(tag.rawValue.count)) }
        let isDotted = key.contains(".") && key.first != "." && key.last != "."
        return isDotted ? key : nil
    }

    /// The shortest key that means an attribute.
    static func key(ofAttribute name: String) -> String {
        guard QueryTokens.isPlain(name) else { return QueryTokens.quoted(tag.key + name) }
        return attribute(of: name) == name ? name : tag.key + name
    }

    /// The key before the `=`, or what every such key begins with.
    package var key: String { rawValue }

    /// The key as hints write it.
    package var shownKey: String { self == .tag ? "tag.KEY" : key }

    /// Whether it is a condition on spans, not on when and how many.
    package var isCondition: Bool {
        TraceCondition.Subject.allCases.contains { QueryTerm($0) == self }
    }

    /// A value for help, in capitals where it is a name or a time.
    package var sample: String {
        switch self {
        case .service, .operation: "NAME"
        case .kind: "KIND"
        case .error: "true"
        case .tag: "VALUE"
        case .minDuration: "100ms"
        case .maxDuration: "2s"
        case .last: "1h"
        case .from, .to: "TIME"
        case .limit: "100"
        }
    }

    /// What Tab offers as its value, in the query line and in a shell.
    package var candidates: Candidates {
        switch self {
        case .service: .services
        case .operation: .operations
        case .kind: .words(["server", "client", "producer", "consumer", "internal"])
        case .error: .words(["true", "false"])
        case .last: .words(["5m", "15m", "1h", "3h", "12h", "1d", "2d"])
        case .limit: .words(["20", "100", "500", "1500"])
        case .tag, .minDuration, .maxDuration, .from, .to: .words([])
        }
    }

    package enum Candidates: Sendable {
        /// All services that are known.
        case services
        /// The operations of the service in the query.
        case operations
        case words([String])
    }
}
