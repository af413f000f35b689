import Explorer
import WireFormats

extension DataCommand {
    /// Prints a list in the form that was asked for.
    func print<Choice: ListColumn>(_ answer: ListAnswer<Choice>) throws {
        let columns = columns(of: answer.name, known: answer.known, fields: answer.fields)
        let shown = columns.columns(for: request.output, in: answer.list(view))
        switch request.output {
        case .table, .wide:
            let table = TextTable(columns: shown, limit: style.columns, glyphs: style.glyphs)
            // Bare names need no heading, and a heading over nothing says nothing.
            let isBare = shown.count == 1 && !columns.isChosen
            if !answer.rows.isEmpty {
                try output.write(lines: table.lines(answer.rows, hasHeading: !isBare))
            }
        case .json:
            let fields = shown.flatMap(\.fields)
            try output.write { writer, isWanted in
                answer.document(&writer) { writer in
                    for row in answer.documentRows {
                        writer.row(row, fields)
                        guard isWanted(&writer) else { return }
                    }
                }
            }
        case .ndjson, .csv, .tsv, .markdown:
            let lines = try RowLines(request.output, shown, output.style)
            if !(answer.rows.isEmpty && request.output == .markdown) {
                try write(answer.rows, as: lines)
            }
        case .jaeger, .otlp, .story: throw CommandLineError(notGiving: request.output)
        }
        if request.output != .json { output.remark(all: answer.remarks) }
    }

    /// Writes rows below their heading, each as soon as it is made.
    func write<Row>(_ rows: some Sequence<Row>, as lines: RowLines<Row>) throws {
        if let heading = lines.heading, try !output.write(heading) { return }
        for row in rows {
            guard try output.write(lines.line(row)) else { return }
        }
    }

    /// How rows that come one by one are written.
    func lines<Choice: ListColumn>(
        of name: ListName,
        in list: Choice.List,
        as type: Choice.Type
    ) throws -> RowLines<Choice.Row> {
        let all = Array(Choice.allCases)
        let columns: ColumnsOfOutput<Choice> = columns(of: name, known: all, fields: all)
        return try RowLines(
            request.output,
            columns.columns(for: request.output, in: list),
            output.style
        )
    }

    /// Which columns the output has of a list.
    func columns<Choice: ListColumn>(
        of list: ListName,
        known: [Choice],
        fields: [Choice]
    ) -> ColumnsOfOutput<Choice> {
        func chosen(_ choices: ColumnChoices) -> [Choice]? {
            // Columns of attributes are none of those that there are always.
            let columns = choices.columns(of: list, as: Choice.self)?.filter {
                known.contains($0) || !Choice.allCases.contains($0)
            }
            return columns?.isEmpty == true ? nil : columns
        }
        var asked = ColumnChoices()
        asked[list] = request.columns
        return ColumnsOfOutput(
            asked: chosen(asked),
            configured: chosen(chosenColumns),
            known: known,
            fields: fields
        )
    }

    /// The style of the output: `wide` and `markdown` are never cut.
    var style: OutputStyle {
        var style = output.style
        switch request.output {
        case .wide, .markdown: style.columns = nil
        case .table, .json, .ndjson, .csv, .tsv, .jaeger, .otlp, .story: break
        }
        return style
    }

    /// Where a list is shown all of whose rows are known.
    var view: ListView { view(.table(columns: style.columns)) }

    /// Where a list is shown whose rows come one by one.
    var streamView: ListView { view(.stream(columns: style.columns)) }

    private func view(_ medium: ListView.Medium) -> ListView {
        ListView(medium, lettering: style.lettering, zone: style.zone, now: style.now)
    }
}
