/// Options that take one value.
extension ScannedArguments {
    /// Replaces `value` if the option was given; the last one counts.
    ///
    /// Throws a sentence that says what the option takes.
    func set<Value>(
        _ value: inout Value,
        _ option: CommandLineOption,
        _ parse: (String) -> Value?,
        _ expectation: String,
        remedy: (String) -> String = { _ in "" }
    ) throws(CommandLineError) {
        guard let given = values(option).last else { return }
        guard let parsed = parse(given.text) else {
            throw unfit(given, expectation, remedy: remedy(given.text))
        }
        value = parsed
    }

    /// The error of an option's value that is not what it takes; `remedy` says what to write instead.
    func unfit(
        _ given: TypedText,
        _ expectation: String,
        remedy: String = ""
    ) -> CommandLineError {
        CommandLineError(
            "`\(given.text)` is not a value of \(given.place): it takes \(expectation)\(remedy)."
        )
    }
}
