package import TerminalText

/// What a column shows of a row: pieces of text, each with what it means.
///
/// Commands print the text alone; a pane gives each meaning its look.
package struct Cell: Sendable, Equatable {
    package enum Meaning: Sendable, Hashable {
        case text
        case muted
        case number
        case warning
        case error
        /// Part of a chart.
        case bar
        /// The name of a service, which has a colour of its own.
        case service(String)
        /// One of the values that rows are coloured by, by its place among them.
        case value(Int)
        /// A search found it.
        case match
    }

    package struct Piece: Sendable, Equatable {
        package var text: SafeText
        package var meaning: Meaning
        package var isStrong: Bool
    }

    package var pieces: [Piece]

    package init(_ pieces: [Piece]) {
        self.pieces = pieces
    }

    package init(_ text: SafeText, _ meaning: Meaning = .text, isStrong: Bool = false) {
        pieces = [Piece(text: text, meaning: meaning, isStrong: isStrong)]
    }

    package static let empty = Cell([])

    /// The text alone, without meanings.
    package var text: SafeText {
        pieces.count == 1 ? pieces[0].text : SafeText.joined(pieces.map(\.text))
    }

    package static func + (left: Cell, right: Cell) -> Cell { Cell(left.pieces + right.pieces) }

    /// What is left after `columns` columns scrolled out at the left.
    package func dropFirst(columns: Int) -> Cell {
        var rest = columns
        return Cell(
            pieces.map { piece in
                var piece = piece
                let width = piece.text.width
                if rest > 0 { piece.text = piece.text.dropFirst(columns: rest) }
                rest -= width
                return piece
            }
        )
    }

    /// At most `columns` wide; what was cut ends in an ellipsis.
    package func prefix(columns: Int, glyphs: GlyphSet) -> Cell {
        var rest = columns
        var kept: [Piece] = []
        for (index, piece) in pieces.enumerated() {
            // A piece that fills the room whole has none left for the sign that more follows.
            let follows = pieces[(index + 1)...].contains { !$0.text.isEmpty }
            if piece.text.width < rest || piece.text.width == rest && !follows {
                kept.append(piece)
                rest -= piece.text.width
                continue
            }
            var cut = piece
            cut.text = (piece.text + (follows ? "  " : SafeText())).prefix(
                columns: rest,
                glyphs: glyphs
            )
            return Cell(kept + [cut])
        }
        return Cell(kept)
    }
}
