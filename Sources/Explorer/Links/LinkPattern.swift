import TraceAnalysis
import TraceModel

/// Which attributes, or whether every trace, have a link, and where it leads: one entry of `linkPatterns` of Jaeger's UI.
package struct LinkPattern: Sendable, Equatable {
    /// What links belong to.
    package enum Owner: Sendable, CaseIterable {
        case trace, span, resource, events

        /// In Jaeger's UI, today's name and the one before.
        var names: [String] {
            switch self {
            case .trace: ["traces"]
            case .span: ["attributes", "tags"]
            case .resource: ["resource", "process"]
            case .events: ["events", "logs"]
            }
        }
    }

    /// nil for all of them.
    private let owners: Set<Owner>?
    /// nil for any key.
    private let keys: Set<String>?
    /// nil for any value.
    private let values: Set<String>?
    private let url: LinkTemplate
    private let text: LinkTemplate?

    /// Why there is no such pattern, a clause.
    package struct Mistake: Error, Equatable {
        package let text: String
    }

    /// Without keys or values any will do; without a text the address is shown.
    package init(
        types: [String]?,
        keys: [String]?,
        values: [String]?,
        url: String,
        text: String?
    ) throws(Mistake) {
        var owners: Set<Owner> = []
        for type in types ?? [] {
            guard let owner = Owner.allCases.first(where: { $0.names.contains(type) }) else {
                let names = Owner.allCases.flatMap(\.names).joined(separator: ", ")
                throw Mistake(text: "there is no type `\(type)`; types are \(names)")
            }
            owners.insert(owner)
        }
        let address = LinkTemplate(url)
        let isWeb = ["http://", "https://"].contains { address.beginning.hasPrefix($0) }
        guard isWeb else {
            throw Mistake(text: "its url has to begin with http:// or https://")
        }
        let template = text.map { LinkTemplate($0) }
        let unknown = address.unknownFunctions + (template?.unknownFunctions ?? [])
        if let function = unknown.first {
            throw Mistake(
                text: "there is no function `\(function)`; write `pad_start LENGTH CHARACTER`, "
                    + "`add NUMBER` or `epoch_micros_to_date_iso`"
            )
        }
        self.owners = types == nil ? nil : owners
        self.keys = keys.map { Set($0) }
        self.values = values.map { Set($0) }
        self.url = address
        self.text = template
    }

    /// The link of an attribute; nil for one that the pattern is not about, or where a parameter is not known.
    func link(
        of attribute: Attribute,
        _ owner: Owner,
        _ value: (String) -> LinkValue?
    ) -> WebLink? {
        guard owners?.contains(owner) ?? true, keys?.contains(attribute.key) ?? true,
            values?.contains(attribute.value.canonicalString) ?? true
        else { return nil }
        return link(value)
    }

    /// The link of a trace; nil if the pattern is not about traces, or a parameter is not known.
    func linkOfTrace(_ value: (String) -> LinkValue?) -> WebLink? {
        owners?.contains(.trace) ?? (keys == nil && values == nil) ? link(value) : nil
    }

    private func link(_ value: (String) -> LinkValue?) -> WebLink? {
        guard let address = url.filled(encodes: true, value) else { return nil }
        guard let text else { return WebLink(address) }
        return text.filled(encodes: false, value).flatMap { WebLink(address, text: $0) }
    }
}
