import TraceModel

extension Resource {
    /// The attributes that tell one instance of a service from another, the usual name of one first.
    private static let instanceKeys = [
        "k8s.pod.name", "service.instance.id", "container.name", "container.id", "host.name",
    ]

    /// What spans have in common that the same deploy, or the same machine, is to blame for: `inventory 2.8.0 · inventory-7d9f-x2x1q`.
    var instanceWords: String {
        let service = [serviceName, text("service.version")].filter { !$0.isEmpty }
        let instance = Self.instanceKeys.lazy.map(text).first { !$0.isEmpty }
        return [service.joined(separator: " "), instance ?? ""].filter { !$0.isEmpty }
            .joined(separator: " · ")
    }

    /// The text of an attribute; empty if there is none.
    private func text(_ key: String) -> String {
        if case .string(let text)? = attributes.first(key) { text } else { "" }
    }
}
