import TraceModel
import WireFormats

extension QueryServer {
    /// The conditions of a search; the first mistake in them is reported.
    func legacyConditions(_ parameters: Parameters) throws(Refusal) -> TraceConditions {
        var conditions: TraceConditions = []
        for subject in TraceCondition.Subject.allCases {
            for condition in try legacyConditions(on: subject, parameters) {
                conditions.insert(condition)
            }
        }
        return conditions
    }

    private func legacyConditions(
        on subject: TraceCondition.Subject,
        _ parameters: Parameters
    ) throws(Refusal) -> [TraceCondition] {
        switch subject {
        case .service: parameters.text("service").map { [.service($0)] } ?? []
        case .operation: parameters.text("operation").map { [.operation($0)] } ?? []
        case .attribute: try legacyAttributes(parameters).map { .attribute($0) }
        // Clients ask for these as attributes, or not at all.
        case .kind, .without, .error: []
        case .minDuration:
            try legacyDuration("minDuration", parameters).map { [.minDuration($0)] } ?? []
        case .maxDuration:
            try legacyDuration("maxDuration", parameters).map { [.maxDuration($0)] } ?? []
        }
    }

    private func legacyDuration(
        _ name: String,
        _ parameters: Parameters
    ) throws(Refusal) -> Nanoseconds? {
        try parameters.legacy(name) { text throws(GoTextError) in try GoText.duration(text) }
    }

    /// `tag` as `key:value`, and over it `tags` as JSON.
    private func legacyAttributes(
        _ parameters: Parameters
    ) throws(Refusal) -> [AttributeCondition] {
        var values: [String: String] = [:]
        for tag in parameters.all("tag") {
            let sides = tag.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            guard sides.count == 2 else {
                throw Refusal(
                    400,
                    "malformed 'tag' parameter, expecting key:value, received: \(tag)"
                )
            }
            values[String(sides[0])] = String(sides[1])
        }
        for tags in parameters.all("tags") {
            do {
                for condition in try GoText.stringMap(tags) {
                    values[condition.key] = condition.value
                }
            } catch {
                throw Refusal(
                    400,
                    "malformed 'tags' parameter, cannot unmarshal JSON: \(error.text)"
                )
            }
        }
        return values.sorted { $0.key < $1.key }.map {
            AttributeCondition(key: $0.key, value: $0.value)
        }
    }
}
