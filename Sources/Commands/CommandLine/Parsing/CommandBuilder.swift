import Configuration
import Explorer
import PlainText
import TerminalText
import TraceModel
import WireFormats

/// Makes a command from its options and words.
struct CommandBuilder {
    let word: CommandWord
    let scanned: ScannedArguments
    /// Whether the explorer could draw.
    let isOnTerminal: Bool

    func build() throws(CommandLineError) -> Command {
        switch word {
        case .services:
            try expect(0...0)
            let rates = scanned.has(OptionTable.rates)
            return try data(.services(rates: rates), OutputFormat.lists)
        case .operations:
            try expect(1...1)
            return try data(.operations(service: scanned.words[0]), OutputFormat.lists)
        case .traces: return try data(.traces(try traces()), OutputFormat.traces)
        case .errors: return try data(.errors(try traces()), OutputFormat.lists)
        case .follow:
            let request = try FollowBuilder(scanned: scanned).build(try traces())
            return try data(.follow(request), OutputFormat.streams)
        case .monitor: return try data(.monitor(try monitor()), OutputFormat.lists)
        case .trace:
            try expect(1...1)
            let raw = scanned.has(OptionTable.raw)
            let archives = scanned.has(OptionTable.archive)
            let trace = try trace(scanned.words[0])
            return try data(.trace(trace, raw: raw, archives: archives), OutputFormat.oneTrace)
        case .span: return try data(try span(), OutputFormat.lists)
        case .find: return try data(.find(try find()), OutputFormat.lists)
        case .stats, .flame, .spans, .events, .graph:
            let builder = ViewBuilder(word: word, scanned: scanned)
            try expect(1...1)
            let request = try builder.build(try trace(scanned.words[0]))
            return try data(.view(request), OutputFormat.lists)
        case .open: return try open()
        case .convert: return .convert(try convert())
        case .demo:
            try expect(0...0)
            return .demo(try DemoBuilder(scanned: scanned).build())
        case .serve:
            try expect(0...0)
            return .serve(try ServeBuilder(scanned: scanned).build())
        case .store: return .store(try store())
        case .config:
            try expect(0...0)
            return .config(
                try output([.table, .json]),
                showsSecrets: scanned.has(OptionTable.showSecrets)
            )
        case .completion:
            try expect(1...1)
            return .completion(try choice(scanned.words[0], of: Shell.allCases, "shell"))
        case .man:
            try expect(0...0)
            return .manual
        case .help:
            try expect(0...1)
            guard let topic = scanned.words.first else { return .help(nil) }
            return .help(try choice(topic, of: CommandWord.allCases, "command"))
        }
    }

    private func store() throws(CommandLineError) -> StoreRequest {
        try expect(1...Int.max)
        let verbs = StoreRequest.Verb.allCases
        let verb = try choice(scanned.words[0], of: verbs, "verb of `spoor store`")
        let files = scanned.words.dropFirst().map(TraceSource.init)
        var request = StoreRequest(folder: scanned.values(OptionTable.data).last?.text, verb: verb)
        switch verb {
        case .info, .check, .export: try expect(1...1)
        case .import:
            try expect(2...Int.max)
            request.files = files
        }
        let formats: [OutputFormat] = [.table, .json]
        let given = scanned.values(OptionTable.output(formats)).last
        if let given, verb != .info, verb != .check {
            throw CommandLineError(
                "`\(given.place)` is for `spoor store info` and `spoor store check`."
            )
        }
        request.output = try output(formats)
        return request
    }

    private func traces() throws(CommandLineError) -> TracesRequest {
        let services = scanned.words.filter { !$0.contains("=") }
        guard services.count <= 1 else {
            throw CommandLineError(
                "`\(services[1])` is a second service; `spoor \(word.rawValue)` takes one, and terms as "
                    + "`key=value`."
            )
        }
        return TracesRequest(
            service: services.first.map { TypedText($0, place: "SERVICE") },
            terms: scanned.words.filter { $0.contains("=") }.map { TypedText($0, place: "TERM") },
            options: Dictionary(
                uniqueKeysWithValues: QueryTerm.allCases.map { ($0, typed($0)) }
            ).filter { !$0.value.isEmpty }
        )
    }

    /// What was typed for the option of a term; the last value counts where only one is possible.
    private func typed(_ term: QueryTerm) -> [TypedText] {
        guard let option = term.option else { return [] }
        if option.isSwitch {
            return scanned.has(option) ? [TypedText(option.flag, place: "TERM")] : []
        }
        let values = scanned.values(option)
        return option.isRepeatable ? values : Array(values.suffix(1))
    }

    private func monitor() throws(CommandLineError) -> MonitorRequest {
        try expect(1...1)
        var range: Nanoseconds = .hours(1)
        if let last = scanned.values(OptionTable.last).last {
            guard let length = DurationText.parse(last.text), length > 0 else {
                throw scanned.unfit(
                    last,
                    DurationText.expectation,
                    remedy: DurationText.remedy(for: last.text)
                )
            }
            range = length
        }
        return MonitorRequest(
            service: scanned.words[0],
            operation: scanned.values(OptionTable.operation).last?.text,
            range: range
        )
    }

    /// On a terminal files are explored; elsewhere, or with a form or columns given, their traces are listed.
    private func open() throws(CommandLineError) -> Command {
        try expect(1...Int.max)
        let files = scanned.words.map(TraceSource.init)
        let isList =
            !scanned.values(OptionTable.output([])).isEmpty
            || !scanned.values(OptionTable.columns).isEmpty
        if isOnTerminal, !isList { return .explore(.sources(files)) }
        return try data(.everything, OutputFormat.traces, files: files)
    }

    private func convert() throws(CommandLineError) -> ConvertRequest {
        try expect(1...Int.max)
        var format = ConvertedFormat.otlp
        if let given = scanned.values(OptionTable.convertedFormat).last {
            format = try choice(given.text, of: ConvertedFormat.allCases, "format")
        }
        return ConvertRequest(files: scanned.words.map(TraceSource.init), format: format)
    }

    private func data(
        _ subject: DataRequest.Subject,
        _ formats: [OutputFormat],
        files: [TraceSource]? = nil
    ) throws(CommandLineError) -> Command {
        let output = try output(formats)
        return .data(
            DataRequest(
                subject: subject,
                files: files ?? scanned.values(OptionTable.file).map { TraceSource($0.text) },
                output: output,
                columns: try columns(of: subject, output)
            )
        )
    }

    private func columns(
        of subject: DataRequest.Subject,
        _ output: OutputFormat
    ) throws(CommandLineError) -> [String]? {
        guard let given = scanned.values(OptionTable.columns).last else { return nil }
        guard output.traceFormat == nil else {
            throw CommandLineError(
                "`\(given.place)` chooses columns of lists, and \(output.rawValue) has whole traces; "
                    + "give one of them."
            )
        }
        let (list, known) = subject.list
        switch list.parse(given.text, known: known) {
        case .success([]):
            throw CommandLineError(
                "`\(given.place)` takes names of columns; there are \(known.joined(separator: ", "))."
            )
        case .success(let names): return names
        case .failure(let unknown):
            throw CommandLineError(
                "`\(unknown.name)` is not a column of `spoor \(word.rawValue)`, which has "
                    + self.known(known, nearest: unknown.name)
            )
        }
    }

    private func span() throws(CommandLineError) -> DataRequest.Subject {
        try expect(1...2)
        let trace = try trace(scanned.words[0])
        var span = trace.spanID
        if scanned.words.count == 2 {
            let written = SpanID(written: scanned.words[1])
            guard !written.isZero else {
                throw CommandLineError(
                    "`\(scanned.words[1])` is not a span id: an id cannot be zero or empty."
                )
            }
            span = written
        }
        guard let span else {
            throw CommandLineError("`spoor span` needs the span's id: `spoor span TRACE SPAN`.")
        }
        return .span(trace, span, raw: scanned.has(OptionTable.raw))
    }

    /// Several words are conditions that must all hold, as in a query.
    private func find() throws(CommandLineError) -> FindRequest {
        try expect(2...Int.max)
        let trace = try trace(scanned.words[0])
        let text = scanned.words.dropFirst().joined(separator: " ")
        do throws(QueryTextError) {
            let sought = try SoughtSpans(parsing: text)
            guard sought != .text("") else {
                throw QueryTextError(column: 0, "nothing is looked for")
            }
            return FindRequest(trace: trace, sought: sought, raw: scanned.has(OptionTable.raw))
        } catch {
            throw CommandLineError(
                "`\(text)` is wrong at character \(error.column + 1): \(error.message)."
            )
        }
    }

    private func trace(_ text: String) throws(CommandLineError) -> TraceIDText {
        guard let trace = TraceIDText(written: text) else {
            throw CommandLineError(
                "`\(text)` is not a trace id: an id cannot be zero or empty."
            )
        }
        return trace
    }

    private func output(_ formats: [OutputFormat]) throws(CommandLineError) -> OutputFormat {
        guard let given = scanned.values(OptionTable.output(formats)).last else { return .table }
        if let format = formats.first(where: { $0.rawValue == given.text }) { return format }
        let names = formats.map(\.rawValue)
        let place = given.place.hasPrefix("--") ? "" : " of \(given.place)"
        throw CommandLineError(
            "`\(given.text)`\(place) is not an output format of `spoor \(word.rawValue)`, which has "
                + known(names, nearest: given.text)
        )
    }

    /// The end of a sentence: the known names, and the one that may be meant.
    private func known(_ names: [String], nearest name: String) -> String {
        let hint = NearestName.hint(name, among: names)
        return names.joined(separator: ", ") + (hint.isEmpty ? "." : hint)
    }

    private func choice<Value: RawRepresentable<String>>(
        _ text: String,
        of values: [Value],
        _ noun: String
    ) throws(CommandLineError) -> Value {
        if let value = values.first(where: { $0.rawValue == text }) { return value }
        let names = values.map(\.rawValue)
        let hint = NearestName.hint(text, among: names)
        let known = "; choose " + names.joined(separator: ", ") + "."
        throw CommandLineError(
            "`\(text)` is not a \(noun) of spoor" + (hint.isEmpty ? known : hint)
        )
    }

    private func expect(_ count: ClosedRange<Int>) throws(CommandLineError) {
        let words = scanned.words
        guard !count.contains(words.count) else { return }
        let usage = CommandTable.description(of: word)?.usage ?? ""
        guard words.count < count.lowerBound else {
            throw CommandLineError(
                "Unexpected argument `\(words[count.upperBound])`; usage: `\(usage)`."
            )
        }
        throw CommandLineError("Missing argument; usage: `\(usage)`.")
    }
}
