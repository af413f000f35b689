/// An address that may be sent to a terminal as the target of a link.
package struct LinkAddress: Hashable, Sendable {
    package let text: String

    /// Terminals drop longer ones (VTE takes 2,083 bytes).
    private static let mostBytes = 2000

    /// nil for what is not `http` or `https`, is too long, or has anything but visible ASCII in it: controls would end the
    /// terminal's command and begin another.
    package init?(_ text: String) {
        let bytes = text.utf8
        guard bytes.count <= Self.mostBytes,
            text.hasPrefix("http://") || text.hasPrefix("https://"),
            bytes.allSatisfy({ (0x21...0x7E).contains($0) })
        else { return nil }
        self.text = text
    }
}

/// Cells of one row that lead to an address, unless something was drawn over them.
struct CanvasLink: Hashable, Sendable {
    let row: Int
    let columns: Range<Int>
    let address: LinkAddress
}
