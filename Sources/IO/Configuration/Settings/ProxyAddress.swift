/// The address of a proxy.
///
/// It may hold a password, which `description` masks.
package struct ProxyAddress: Sendable, Equatable, CustomStringConvertible,
    CustomDebugStringConvertible, CustomReflectable
{
    /// As libcurl takes it, the password included.
    package let address: String

    package init?(_ text: String) {
        guard text.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x7F }),
            let separator = text.firstRange(of: "://"),
            ["http", "https", "socks5", "socks5h"].contains(
                text[..<separator.lowerBound].lowercased()
            )
        else { return nil }
        let host = text[separator.upperBound...].split(
            separator: "@",
            omittingEmptySubsequences: false
        ).last
        guard let host, !host.isEmpty, !host.hasPrefix(":"), !host.hasPrefix("/") else {
            return nil
        }
        address = text
    }

    /// Whether it names someone to the proxy.
    var hasUser: Bool { userRange != nil }

    /// The same without user and password.
    var withoutUser: ProxyAddress {
        guard let userRange else { return self }
        var text = address
        text.removeSubrange(userRange)
        return ProxyAddress(text) ?? self
    }

    /// User, password and `@`.
    private var userRange: Range<String.Index>? {
        guard let separator = address.firstRange(of: "://"), let at = address.lastIndex(of: "@")
        else { return nil }
        return separator.upperBound..<address.index(after: at)
    }

    package var description: String {
        guard let separator = address.firstRange(of: "://"),
            let at = address.lastIndex(of: "@")
        else { return address }
        return address[..<separator.upperBound] + Secret.mask + address[at...]
    }

    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
