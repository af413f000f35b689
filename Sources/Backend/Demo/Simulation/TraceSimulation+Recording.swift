import TraceModel

/// What instrumentation writes on the innermost open span.
extension TraceSimulation {
    mutating func set(_ key: String, _ text: String) {
        edit { $0.attributes.append(Attribute(key: key, value: .string(text))) }
    }

    mutating func set(_ key: String, _ number: Int) {
        edit { $0.attributes.append(Attribute(key: key, value: .int(Int64(number)))) }
    }

    mutating func set(_ key: String, _ number: Double) {
        edit { $0.attributes.append(Attribute(key: key, value: .double(number))) }
    }

    mutating func set(_ key: String, _ flag: Bool) {
        edit { $0.attributes.append(Attribute(key: key, value: .bool(flag))) }
    }

    mutating func set(_ key: String, _ texts: [String]) {
        let values = texts.map(AttributeValue.string)
        edit { $0.attributes.append(Attribute(key: key, value: .array(values))) }
    }

    /// Adds an event, now.
    mutating func event(_ name: String, _ texts: [(key: String, value: String)] = []) {
        let time = clock
        let attributes = texts.map { Attribute(key: $0.key, value: .string($0.value)) }
        edit { $0.events.append(ShopEvent(name: name, time: time, attributes: attributes)) }
    }

    /// The span failed: status, `error.type`, and an event with the exception where there was one.
    mutating func fail(_ type: String, _ message: String, stack: [String] = []) {
        set("error.type", type)
        edit {
            $0.statusCode = .error
            $0.statusMessage = message
        }
        guard !stack.isEmpty else { return }
        let trace = pod.service.language.stackTrace(type: type, message: message, frames: stack)
        event(
            "exception",
            [
                ("exception.type", type),
                ("exception.message", message),
                ("exception.stacktrace", trace),
            ]
        )
    }

    /// Whether the planted trouble happens here and now; if so, the trace is noted as showing it.
    mutating func suffers(_ trouble: PlantedTrouble) -> Bool {
        guard trouble.schedule.isActive(at: offset), chance.happens(trouble.share) else {
            return false
        }
        shows(trouble)
        return true
    }

    /// Notes that the current trace shows a planted trouble.
    mutating func shows(_ trouble: PlantedTrouble) {
        guard !current.troubles.contains(trouble.name) else { return }
        current.troubles.append(trouble.name)
    }
}
