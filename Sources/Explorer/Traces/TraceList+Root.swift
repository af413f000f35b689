import TerminalText
import TraceModel

extension TraceList {
    /// Which names of the roots there is room for on a screen.
    enum RootForm {
        case both
        case serviceAlone
        /// All are of one service, or there is no room for both.
        case operationAlone
    }

    /// Below this there is no room for a service and its operation beside each other.
    private static let narrow = 60

    var rootForm: RootForm {
        let roots = facts.roots
        if roots.onlyService != nil { return .operationAlone }
        guard case .screen(let columns) = view.medium, columns < Self.narrow, roots.widest > 16
        else { return .both }
        return roots.operationsTellMore ? .operationAlone : .serviceAlone
    }

    /// The heading: with the service, where all roots are of one.
    var rootTitles: [SafeText] {
        guard view.isScreen else { return ["ROOT"] }
        switch rootForm {
        case .both: return ["ROOT"]
        case .serviceAlone: return ["SERVICE", "ROOT"]
        case .operationAlone:
            guard let service = facts.roots.onlyService, !service.isEmpty else {
                return ["OPERATION", "ROOT"]
            }
            return [view.lettering.text("ROOT " + service, columns: 200)]
        }
    }

    /// Columns of the widest cell.
    var rootColumns: Int {
        let roots = facts.roots
        let widest =
            switch rootForm {
            case .both: roots.widest
            case .serviceAlone: max(roots.widestService, 15)
            case .operationAlone: max(roots.widestOperation, rootTitles[0].width)
            }
        return max(6, min(widest, 400))
    }

    func root(_ summary: TraceSummary, _ width: Int) -> Cell {
        let letters = view.lettering
        guard view.isScreen else { return Cell(letters.text(summary.title)) }
        guard !summary.rootService.isEmpty || !summary.rootOperation.isEmpty else {
            return Cell(letters.text(summary.title, columns: width), .warning)
        }
        if scroll > 0 { return names(summary, 400).dropFirst(columns: scroll) }
        return names(summary, width)
    }

    private func names(_ summary: TraceSummary, _ width: Int) -> Cell {
        let service = view.lettering.text(summary.rootService, columns: 400)
        let operation = summary.rootOperation
        switch rootForm {
        case .serviceAlone where !summary.rootService.isEmpty: return cell(service, width, summary)
        case .operationAlone where !operation.isEmpty: return Cell(cut(operation, width))
        case .both, .serviceAlone, .operationAlone: break
        }
        guard !operation.isEmpty else { return cell(service, width, summary) }
        guard !service.isEmpty else { return Cell(cut(operation, width)) }
        let room = NamePair.serviceColumns(
            service: service.width,
            operation: view.lettering.text(operation, columns: 400).width,
            width: width
        )
        let name = cell(service, room, summary)
        return name + Cell(" ") + Cell(cut(operation, width - name.text.width - 1))
    }

    private func cell(_ service: SafeText, _ width: Int, _ summary: TraceSummary) -> Cell {
        Cell(
            service.prefix(columns: width, glyphs: view.lettering.glyphs),
            .service(summary.rootService)
        )
    }

    /// Cut at its end, or in the middle where it would look like another one otherwise.
    private func cut(_ operation: String, _ columns: Int) -> SafeText {
        let glyphs = view.lettering.glyphs
        let whole = view.lettering.text(operation, columns: 400)
        return whole.width > columns && facts.roots.isAmbiguous(operation, columns: columns)
            ? whole.middle(columns: columns, glyphs: glyphs)
            : whole.prefix(columns: columns, glyphs: glyphs)
    }
}
