import TraceModel
import WireFormats

extension QueryServer {
    /// The conditions of a search, their parameters in either spelling; the first mistake in them is reported.
    func v3Conditions(_ parameters: Parameters) throws(Refusal) -> TraceConditions {
        var conditions: TraceConditions = []
        for subject in TraceCondition.Subject.allCases {
            for condition in try v3Conditions(on: subject, parameters) {
                conditions.insert(condition)
            }
        }
        return conditions
    }

    private func v3Conditions(
        on subject: TraceCondition.Subject,
        _ parameters: Parameters
    ) throws(Refusal) -> [TraceCondition] {
        switch subject {
        case .service:
            parameters.spelled(["query.serviceName", "query.service_name"])
                .map { [.service($0.value)] } ?? []
        case .operation:
            // The last is how some Jaeger UIs spell it.
            parameters.spelled(["query.operationName", "query.operation_name", "query.span_name"])
                .map { [.operation($0.value)] } ?? []
        case .attribute: try v3Attributes(parameters).map { .attribute($0) }
        // Clients ask for these as attributes, or not at all.
        case .kind, .without, .error: []
        case .minDuration:
            try v3Duration("query.durationMin", "query.duration_min", parameters)
                .map { [.minDuration($0)] } ?? []
        case .maxDuration:
            try v3Duration("query.durationMax", "query.duration_max", parameters)
                .map { [.maxDuration($0)] } ?? []
        }
    }

    private func v3Attributes(_ parameters: Parameters) throws(Refusal) -> [AttributeCondition] {
        try parameters.v3(["query.attributes"]) { text throws(GoTextError) in
            try GoText.stringMap(text)
        } ?? []
    }

    private func v3Duration(
        _ name: String,
        _ oldName: String,
        _ parameters: Parameters
    ) throws(Refusal) -> Nanoseconds? {
        try parameters.v3([name, oldName]) { text throws(GoTextError) in try GoText.duration(text) }
    }
}
