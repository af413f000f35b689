import TerminalText

extension ExplorerState {
    /// How lists are shown on this screen.
    package func listView(_ lettering: Lettering, columns: Int) -> ListView {
        ListView(.screen(columns: columns), lettering: lettering, zone: zone, now: now)
    }

    /// The list on top whose columns can be chosen.
    private var listOnTop: ListName? {
        switch screen {
        case .services: .services
        case .operations: .operations
        case .traces: .traces
        case .errors: .errors
        case .trace(let state): state.view == .spans ? .spans : nil
        case .monitor, .span, .value, .help, .messages: nil
        }
    }

    /// Chooses columns of the list on top by their names, `usual` for those that it had before; without names says
    /// what there is.
    mutating func chooseColumns(_ names: String) {
        guard let list = listOnTop else {
            return tell(.error, "there are no columns here; lists have some")
        }
        if names == "usual" {
            settings.columns[list] = nil
            return
        }
        switch list.parse(names) {
        case .failure(let unknown): tell(.error, unknown.sentence)
        case .success([]): tell(.info, columnsSentence(list))
        case .success(let names): settings.columns[list] = names
        }
    }

    private func columnsSentence(_ list: ListName) -> String {
        let shown = settings.columns[list] ?? usualColumns
        let others = list.columns.filter { !shown.contains($0) }
        return "columns: \(shown.joined(separator: ", "))"
            + (others.isEmpty ? "" : "; there are also \(others.joined(separator: ", "))")
    }

    /// Names of the columns that the list on top shows where nobody chose.
    private var usualColumns: [String] {
        let view = listView(Lettering(glyphs: .unicode, longest: 80), columns: size.columns)
        switch screen {
        case .services(let state):
            return ServiceColumn.usual(in: RateList(view, state)).map(\.rawValue)
        case .operations(let state):
            return OperationColumn.usual(in: RateList(view, state)).map(\.rawValue)
        case .traces: return TraceColumn.usual(in: TraceList(view)).map(\.rawValue)
        case .errors: return ErrorColumn.usual(in: ErrorList(view)).map(\.rawValue)
        case .trace(let state):
            return state.prepared.map { SpanColumn.usual(in: SpanList(view, $0)).map(\.rawValue) }
                ?? []
        case .monitor, .span, .value, .help, .messages: return []
        }
    }
}
