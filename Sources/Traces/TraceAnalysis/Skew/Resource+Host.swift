import TraceModel

extension Resource {
    /// The machine that Jaeger's clock skew adjuster tells apart: `host.id`, else `host.ip` or the first of
    /// several, else `host.name`; nil if the resource names none.
    var host: String? {
        for key in ["host.id", "host.ip", "host.name"] {
            switch attributes.first(key) {
            case .string(let text) where !text.isEmpty: return text
            case .array(let elements):
                if case .string(let text)? = elements.first, !text.isEmpty { return text }
            default: continue
            }
        }
        return nil
    }

    /// What people call that machine: its name, else what tells it apart.
    var hostName: String? {
        if case .string(let name)? = attributes.first("host.name"), !name.isEmpty { return name }
        return host
    }
}
