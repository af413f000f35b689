/// How a cell is to look: what it is for, and emphasis on top of that.
package struct Style: Hashable, Sendable {
    package var role: Role
    package var bold: Bool
    package var dim: Bool
    package var underline: Bool
    package var reverse: Bool
    /// Cells with this are part of one of ``Canvas/links``.
    var isLink = false

    package init(
        _ role: Role,
        bold: Bool = false,
        dim: Bool = false,
        underline: Bool = false,
        reverse: Bool = false
    ) {
        self.role = role
        self.bold = bold
        self.dim = dim
        self.underline = underline
        self.reverse = reverse
    }

    package static let text = Style(.text)

    /// Number of values that ``code`` can take.
    static let codeCount = 1 << 11

    /// Role in the low six bits, emphasis in the four above, then ``isLink``.
    var code: UInt16 {
        role.code | (bold ? 64 : 0) | (dim ? 128 : 0) | (underline ? 256 : 0)
            | (reverse ? 512 : 0) | (isLink ? 1024 : 0)
    }

    init(code: UInt16) {
        self.init(
            Role(code: code & 63),
            bold: code & 64 != 0,
            dim: code & 128 != 0,
            underline: code & 256 != 0,
            reverse: code & 512 != 0
        )
        isLink = Self.isLink(code)
    }

    static func isLink(_ code: UInt16) -> Bool { code & 1024 != 0 }
}

extension Style: CustomStringConvertible {
    /// The role's name and its emphasis, as goldens list it.
    package var description: String {
        role.name + (bold ? " bold" : "") + (dim ? " dim" : "") + (underline ? " underline" : "")
            + (reverse ? " reverse" : "") + (isLink ? " link" : "")
    }
}
