import TraceModel

/// What the summary of a trace tells of conditions.
///
/// What most of them ask of a single span no summary tells, save that a span of a service failed.
struct SummaryFilter: Sendable {
    private var service: String?
    private var isError = false
    /// Whether a summary tells all, so that no spans are needed.
    private(set) var isComplete = true

    init(_ conditions: TraceConditions) {
        for condition in conditions {
            switch condition {
            case .service(let name): service = name
            case .attribute(let attribute): take(attribute)
            case .error(let failed): take(.error(failed))
            case .operation, .kind, .without, .minDuration, .maxDuration: isComplete = false
            }
        }
    }

    private mutating func take(_ attribute: AttributeCondition) {
        let criterion = AttributeCriterion(attribute)
        if criterion.field == .isError(true) && criterion.place == .nowhere {
            isError = true
        } else {
            isComplete = false
        }
    }

    /// Whether the trace is wanted, as far as its summary says.
    func accepts(_ summary: TraceSummary) -> Bool {
        guard let service else { return !isError || summary.errorCount > 0 }
        return summary.services.contains {
            $0.name == service && (!isError || $0.errorCount > 0)
        }
    }
}
