/// The address of a Jaeger-compatible API: scheme, host, port and base path.
package struct ServerAddress: Sendable, Equatable, CustomStringConvertible {
    /// Without slashes at the end.
    package let text: String

    package var description: String { text }

    /// Takes `http` and `https` addresses, and `grpc` and `grpcs` ones without a path; user and password, query and fragment are
    /// refused, because a secret does not belong in an argument and an API's base has no query.
    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
            let separator = text.firstRange(of: "://"),
            case let scheme = text[..<separator.lowerBound].lowercased(),
            ["http", "https", "grpc", "grpcs"].contains(scheme)
        else { return nil }
        let rest = text[separator.upperBound...]
        let authority = rest.prefix { !"/?#".contains($0) }
        guard !authority.isEmpty, !authority.hasPrefix(":"), !authority.contains("@"),
            !rest.contains("?"), !rest.contains("#"), !authority.contains("\\")
        else { return nil }
        var address = text
        while address.hasSuffix("/") { address.removeLast() }
        guard !scheme.hasPrefix("grpc") || address.count == scheme.count + 3 + authority.count
        else { return nil }
        self.text = address
    }

    /// Whether both name the same base: case of scheme and host, and the scheme's own port, aside.
    func isSameServer(as other: Self) -> Bool { normalised == other.normalised }

    /// Scheme, host and port: what credentials are given for.
    var origin: String { String(normalised.prefix(originLength)) }

    func isSameOrigin(as other: Self) -> Bool { origin == other.origin }

    /// Whether both texts are addresses of the same base.
    package static func areSame(_ first: String, _ second: String) -> Bool {
        guard let first = Self(first), let second = Self(second) else { return false }
        return first.isSameServer(as: second)
    }

    private var originLength: Int {
        let text = normalised
        guard let separator = text.firstRange(of: "://") else { return text.count }
        return text.distance(
            from: text.startIndex,
            to: text[separator.upperBound...].firstIndex(of: "/") ?? text.endIndex
        )
    }

    private var normalised: String {
        let scheme = text.prefix { $0 != ":" }.lowercased()
        let rest = text.dropFirst(scheme.count + 3)
        var authority = rest.prefix { $0 != "/" }.lowercased()
        let usualPort =
            switch scheme {
            case "https": ":443"
            case "http": ":80"
            // Jaeger's.
            default: ":16685"
            }
        let path = rest.drop { $0 != "/" }
        if authority.hasSuffix(usualPort) { authority.removeLast(usualPort.count) }
        return scheme + "://" + authority + path
    }
}
