import TestSupport

/// A screen as an SVG picture in colour, on a dark ground, for the README.
struct ScreenPicture {
    let screen: EmulatedScreen

    private static let cellWidth = 8.4
    private static let lineHeight = 18
    private static let margin = 12
    private static let ground = "#1c1e26"
    private static let ink = "#d5d8da"

    var svg: String {
        let width = Double(screen.columns) * Self.cellWidth + Double(2 * Self.margin)
        let height = screen.rows * Self.lineHeight + 2 * Self.margin
        var lines = [
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(Int(width.rounded(.up))) \(height)" \
            font-family="DejaVu Sans Mono, Menlo, Consolas, DejaVu Sans, monospace" font-size="14">
            """,
            "<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"\(Self.ground)\"/>",
        ]
        for row in 0..<screen.rows { lines += runs(of: row).map { element($0, row: row) } }
        return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
    }

    /// Neighbours that look alike, where something shows.
    private struct Run {
        var column: Int
        var text: String
        var count: Int
        var look: EmulatedScreen.Attributes
    }

    private func runs(of row: Int) -> [Run] {
        var runs: [Run] = []
        for (column, cell) in screen.cells[row].enumerated() {
            if let last = runs.last, last.look == cell.attributes {
                runs[runs.count - 1].text += cell.text
                runs[runs.count - 1].count += 1
            } else {
                runs.append(Run(column: column, text: cell.text, count: 1, look: cell.attributes))
            }
        }
        return runs.filter { run in
            run.look.reverse || run.look.background >= 0 || run.text.contains { $0 != " " }
        }
    }

    private func element(_ run: Run, row: Int) -> String {
        let x = Double(Self.margin) + Double(run.column) * Self.cellWidth
        let y = Self.margin + row * Self.lineHeight
        let width = Double(run.count) * Self.cellWidth
        var ink = Self.colour(run.look.foreground) ?? Self.ink
        var ground = Self.colour(run.look.background)
        if run.look.reverse { (ink, ground) = (ground ?? Self.ground, ink) }
        let box = ground.map {
            "<rect x=\"\(Self.text(x))\" y=\"\(y)\" width=\"\(Self.text(width))\" height=\"\(Self.lineHeight)\" fill=\"\($0)\"/>"
        }
        var style = run.look.bold ? " font-weight=\"bold\"" : ""
        if run.look.dim { style += " opacity=\"0.65\"" }
        if run.look.underline { style += " text-decoration=\"underline\"" }
        let words = run.text.replacing("&", with: "&amp;").replacing("<", with: "&lt;")
        let text =
            "<text x=\"\(Self.text(x))\" y=\"\(y + 14)\" fill=\"\(ink)\" xml:space=\"preserve\" "
            + "textLength=\"\(Self.text(width))\"\(style)>\(words)</text>"
        return (box ?? "") + text
    }

    private static func text(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
    }

    /// The colours 0 to 15 as most terminals draw them on a dark ground, then xterm's cube and greys.
    private static func colour(_ index: Int) -> String? {
        let first = [
            "#2e303e", "#e95678", "#29d398", "#fab795", "#26bbd9", "#ee64ac", "#59e1e3", "#d5d8da",
            "#6c6f93", "#ec6a88", "#3fdaa4", "#fbc3a7", "#3fc4de", "#f075b5", "#6be4e6", "#ffffff",
        ]
        switch index {
        case 0..<16: return first[index]
        case 16..<232:
            let levels = [0, 95, 135, 175, 215, 255]
            let cube = index - 16
            return hex(levels[cube / 36], levels[cube / 6 % 6], levels[cube % 6])
        case 232..<256:
            let grey = 8 + 10 * (index - 232)
            return hex(grey, grey, grey)
        default: return nil
        }
    }

    private static func hex(_ parts: Int...) -> String {
        "#" + parts.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
