import Configuration

/// The manual page `spoor(1)` in roff, in the macros of man(7).
package enum ManualPage {
    package static var text: String {
        var page = Roff()
        page.line(
            ".TH SPOOR 1 \"\(ProgramVersion.date)\" \"spoor \(ProgramVersion.number)\" \"User Commands\""
        )
        page.section("NAME")
        page.text("spoor - \(HelpText.summary)")
        page.section("SYNOPSIS")
        for (index, usage) in HelpText.usages.enumerated() {
            if index > 0 { page.line(".br") }
            page.text(usage)
        }
        page.section("DESCRIPTION")
        page.text(
            "Spoor browses services, traces and spans by keyboard. It asks any server that speaks "
                + "the query API of Jaeger, or reads traces from files. Press ? inside for help."
        )
        page.paragraph(HelpText.words)
        page.section("COMMANDS")
        CommandTable.all.forEach { describe($0, in: &page) }
        for group in OptionTable.everywhere {
            page.section("\(group.title) options".uppercased())
            group.options.forEach { describe($0, in: &page) }
        }
        describeOutput(in: &page)
        describeKeys(in: &page)
        describeLinearWords(in: &page)
        describeEnvironment(in: &page)
        describeFiles(in: &page)
        describeExitStatus(in: &page)
        describeExamples(in: &page)
        describeBugs(in: &page)
        describeNeighbours(in: &page)
        return page.result
    }

    /// An example with the keys of the configuration file.
    package static let sampleConfiguration = """
        default-context: prod
        contexts:
          prod:
            url: https://jaeger.example.com/jaeger
            token:
              command: pass show jaeger   # or env: NAME, or file: PATH
            headers:
              X-Team: payments
            tenant: acme
            cacert: ca.pem
          local:
            url: http://localhost:16686
            user: ada
            password:
              file: ~/.config/spoor/password
        zone: local
        theme: dark
        glyphs: auto
        color: auto
        limits:
          limit: 20                     # of lists; errors and files have their own
          connect-timeout: 10s
          max-time: 2m
        columns:
          traces: [start, root, duration, errors, id]
        """

    private static func describe(_ command: CommandDescription, in page: inout Roff) {
        page.line(".SS \(Roff.escaped(command.usage))")
        page.text(command.summary.prefix(1).uppercased() + command.summary.dropFirst() + ".")
        command.details.forEach { page.paragraph($0) }
        command.options.forEach { describe($0, in: &page) }
    }

    private static func describe(_ option: CommandLineOption, in page: inout Roff) {
        page.definition(option.usage)
        page.text(option.helpWithChoices + ".")
        let twins = [
            option.variable.map { "variable \($0)" }, option.key.map { "configuration key \($0)" },
        ].compactMap { $0 }
        if !twins.isEmpty { page.text("Also: \(twins.joined(separator: ", ")).") }
    }
}
