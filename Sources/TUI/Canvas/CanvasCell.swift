package import TerminalText

/// A character with at most two combining marks in eight bytes, or the right half of a wide character.
///
/// Base scalar in bits 0–20, marks in bits 21–41 and 42–62.
package struct CanvasCell: Hashable, Sendable {
    let bits: UInt64

    init(bits: UInt64) {
        self.bits = bits
    }

    package init(_ cell: SafeText.Cell) {
        bits =
            UInt64(cell.base & 0x1F_FFFF) | UInt64(cell.firstMark & 0x1F_FFFF) << 21
            | UInt64(cell.secondMark & 0x1F_FFFF) << 42
    }

    package static let blank = CanvasCell(bits: 0x20)
    /// What lies under the right half of a wide character.
    package static let rightHalf = CanvasCell(bits: 0)

    /// The base and its marks; empty for the right half of a wide character.
    package var scalars: [Unicode.Scalar] {
        [0, 21, 42].compactMap { shift in
            let value = UInt32(bits >> shift & 0x1F_FFFF)
            return value == 0 ? nil : Unicode.Scalar(value)
        }
    }
}
