extension PseudoTerminal {
    /// Starts an interactive shell on a terminal of its own and has it run a program: as at a prompt, the program has a
    /// process group of its own and a shell that waits for it.
    ///
    /// `environment` is all variables of both; nothing is inherited.
    package convenience init(
        shellRunning program: String,
        _ arguments: [String] = [],
        environment: [String: String],
        rows: Int = 24,
        columns: Int = 80
    ) throws {
        var variables = environment
        variables["PS1"] = Self.prompt
        variables["HISTFILE"] = ""
        try self.init(
            running: "/bin/bash",
            ["--norc", "--noprofile", "-i"],
            environment: variables,
            rows: rows,
            columns: columns
        )
        let command = [program] + arguments
        type(
            command.map { "'" + $0.replacing("'", with: "'\\''") + "'" }.joined(separator: " ")
                + "\r"
        )
    }

    /// What the shell shows when it waits for a command.
    package static let prompt = "prompt$ "

    /// Whether the cursor stands behind the shell's prompt, and nothing else is on its line.
    package static func isAtPrompt(_ screen: EmulatedScreen) -> Bool {
        screen.line(screen.cursorRow) + " " == prompt && screen.cursorColumn == prompt.count
    }
}
