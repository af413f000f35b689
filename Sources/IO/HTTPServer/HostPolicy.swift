/// The names under which a listener may be asked.
///
/// A page of any origin can have its own name resolved to 127.0.0.1 ("DNS rebinding") and then read what a server there
/// answers, since to the browser it is the page's own origin. The name that the page used stands in `Host`, so a
/// listener that only this machine can reach refuses all names but those of this machine.
package struct HostPolicy: Sendable, Equatable {
    /// Names and addresses that are let in beside those of this machine, without port, in any case.
    package var allowedNames: [String]

    package init(allowedNames: [String] = []) {
        self.allowedNames = allowedNames
    }

    /// Whether a request for `authority`, a host with or without a port, is let in.
    package func allows(_ authority: String) -> Bool {
        guard let host = Self.host(of: authority) else { return false }
        return Self.isLoopback(host) || allowedNames.contains { ServerHeaders.same($0, host) }
    }

    /// Whether a listener at this host can be reached from this machine alone.
    package static func isLoopback(_ host: String) -> Bool {
        if ServerHeaders.same(host, "localhost") || ServerHeaders.same(host, "localhost.") {
            return true
        }
        if host == "::1" || host == "0:0:0:0:0:0:0:1" { return true }
        let mapped = "::ffff:"
        let isMapped = ServerHeaders.same(String(host.prefix(mapped.count)), mapped)
        let address = isMapped ? host.dropFirst(mapped.count) : host[...]
        let parts = address.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { part in
                (1...3).contains(part.utf8.count) && part.utf8.allSatisfy(Self.isDigit)
                    && UInt8(part) != nil
            }
    }

    /// The host of `host`, `host:port`, `[address]` or `[address]:port`; nil for anything else.
    static func host(of authority: String) -> String? {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            let rest = authority[authority.index(after: end)...]
            guard rest.isEmpty || isPort(rest) else { return nil }
            return String(authority[authority.index(after: authority.startIndex)..<end])
        }
        guard let colon = authority.firstIndex(of: ":") else { return authority }
        return isPort(authority[colon...]) ? String(authority[..<colon]) : nil
    }

    private static func isPort(_ text: Substring) -> Bool {
        text.first == ":" && text.dropFirst().utf8.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
