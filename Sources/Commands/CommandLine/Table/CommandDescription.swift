/// A command as help, manual page and completion know it.
package struct CommandDescription: Sendable {
    package struct Example: Sendable {
        package let line: String
        package let meaning: String

        init(_ line: String, _ meaning: String) {
            self.line = line
            self.meaning = meaning
        }
    }

    package let word: CommandWord
    /// What stands after the word, such as `SERVICE`.
    package let arguments: String
    /// What it does, in a phrase.
    package let summary: String
    /// More about it, a paragraph each.
    package let details: [String]
    /// Its own options; every command also takes the common ones.
    package let options: [CommandLineOption]
    package let examples: [Example]
    /// What a shell offers as an argument.
    let completion: CommandLineOption.Completion

    init(
        _ word: CommandWord,
        arguments: String = "",
        _ summary: String,
        details: [String] = [],
        options: [CommandLineOption] = [],
        examples: [Example] = [],
        completion: CommandLineOption.Completion = .nothing
    ) {
        self.word = word
        self.arguments = arguments
        self.summary = summary
        self.details = details
        self.options = options
        self.examples = examples
        self.completion = completion
    }

    /// How it is typed: `spoor traces [SERVICE] [TERM…]`.
    package var usage: String {
        "spoor \(word.rawValue)" + (arguments.isEmpty ? "" : " " + arguments)
    }

    /// All options it takes.
    var allOptions: [CommandLineOption] {
        options + OptionTable.everywhere.flatMap(\.options)
    }
}
