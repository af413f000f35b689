import TraceModel

/// What a key of an expression means: a term of queries that is a condition, or what only spans of a trace have.
enum ExpressionKey {
    case term(QueryTerm)
    case figure(SpanFigure)
    case status

    private static let statusKey = "status"

    init?(_ key: String) {
        if let figure = SpanFigure(rawValue: key) {
            self = .figure(figure)
        } else if key == Self.statusKey {
            self = .status
        } else if let term = QueryTerm(key: key) {
            self = .term(term)
        } else {
            return nil
        }
    }

    /// The keys that queries do not have.
    static let own = SpanFigure.allCases.map(\.rawValue) + [statusKey]

    /// Every key but those of attributes.
    static let all =
        QueryTerm.allCases.filter { $0.isCondition && $0 != .tag }.map(\.key) + own

    /// What is compared with a key, as hints write it.
    static func sample(_ key: String) -> String {
        switch Self(key) {
        case .figure(let figure)?: figure.isTime ? "\(key)>100ms" : "\(key)<3"
        case .status?: "\(key)=error"
        case .term(let term)?: "\(key)=\(term.sample)"
        case nil: "\(key)=VALUE"
        }
    }
}
