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

    package var description: String {
        guard let separator = address.firstRange(of: "://"),
            let at = address.lastIndex(of: "@")
        else { return address }
        return address[..<separator.upperBound] + Secret.mask + address[at...]
    }

    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: []) }
}
