import HTTPServer

/// The parameters of a request by name; of equal names the first counts, as in Go.
struct Parameters {
    private let items: [RequestTarget.QueryItem]

    init(_ items: [RequestTarget.QueryItem]) { self.items = items }

    /// The first value, or nil if it is missing or empty.
    func text(_ name: String) -> String? {
        guard let value = items.first(where: { $0.name == name })?.value, !value.isEmpty else {
            return nil
        }
        return value
    }

    /// Every value, empty ones included.
    func all(_ name: String) -> [String] {
        items.filter { $0.name == name }.map(\.value)
    }

    /// The first of several spellings that has a value, and which it is.
    func spelled(_ names: [String]) -> (name: String, value: String)? {
        for name in names {
            if let value = text(name) { return (name, value) }
        }
        return nil
    }

    /// The value of a legacy parameter, read by `parse`; nil if it is missing or empty.
    func legacy<Value>(
        _ name: String,
        _ parse: (String) throws(GoTextError) -> Value
    ) throws(Refusal) -> Value? {
        guard let text = text(name) else { return nil }
        do { return try parse(text) } catch {
            throw Refusal(400, "unable to parse param '\(name)': \(error.text)")
        }
    }

    /// The value of a v3 parameter in the first spelling that is there, read by `parse`.
    func v3<Value>(
        _ names: [String],
        _ parse: (String) throws(GoTextError) -> Value
    ) throws(Refusal) -> Value? {
        guard let (name, value) = spelled(names) else { return nil }
        do { return try parse(value) } catch {
            throw Refusal(400, "malformed parameter \(name): \(error.text)")
        }
    }
}
