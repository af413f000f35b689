/// What opens addresses: the programs that `$BROWSER` names.
///
/// It is a list of commands apart by colons, tried from the first on, in which `%s` stands for the address, as for other
/// programs. A command is taken apart at blanks, never by a shell: the address comes from a trace.
enum Browser {
    struct Command: Equatable {
        var arguments: [String]
        /// Whether it draws on the terminal, so that it has to run in front.
        var takesTerminal: Bool

        /// Its name without folders.
        var program: String { Browser.name(of: arguments[0]) }
    }

    private static let onTerminal: Set<String> = [
        "browsh", "carbonyl", "cha", "elinks", "links", "links2", "lynx", "w3m", "www-browser",
    ]

    /// The commands that open `address`; none where the environment names none.
    static func commands(_ environment: [String: String], for address: String) -> [Command] {
        (environment["BROWSER"] ?? "").split(separator: ":").compactMap { command in
            let words = command.split(separator: " ").map(String.init)
            guard let program = words.first else { return nil }
            let filled = words.dropFirst().map { $0.replacing("%s", with: address) }
            let arguments = filled == Array(words.dropFirst()) ? filled + [address] : filled
            return Command(
                arguments: [program] + arguments,
                takesTerminal: onTerminal.contains(name(of: program))
            )
        }
    }

    private static func name(of program: String) -> String {
        program.split(separator: "/").last.map(String.init) ?? program
    }
}
