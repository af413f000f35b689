import Explorer
import Foundation
import TestSupport
import Testing

@testable import Commands
@testable import Configuration

@Suite struct CommandLineTableTests {
    @Test func `every command is described once and every description parses`() {
        #expect(CommandTable.all.map(\.word) == CommandWord.allCases)
    }

    @Test func `options of one name take a value everywhere or nowhere`() {
        var kinds: [String: Bool] = [:]
        for option in CommandTable.all.flatMap(\.allOptions) {
            let takesValue = option.metavar != nil
            #expect(kinds[option.name] ?? takesValue == takesValue, "\(option.name)")
            kinds[option.name] = takesValue
        }
    }

    @Test func `no command has an option twice`() {
        for command in CommandTable.all {
            let names = command.allOptions.map(\.name)
            let letters = command.allOptions.compactMap(\.letter)
            #expect(Set(names).count == names.count, "\(command.word)")
            #expect(Set(letters).count == letters.count, "\(command.word)")
        }
    }

    @Test func `every setting is an option of every command`() {
        let everywhere = Set(OptionTable.everywhere.flatMap(\.options).map(\.name))
        #expect(everywhere.isSuperset(of: SettingTable.all.map(\.name)))
    }

    @Test func `every example is a right command line`() {
        for example in CommandTable.all.flatMap(\.examples) {
            let ours = example.line.split(separator: "|").map { part in
                part.split(separator: ">")[0].split(separator: " ").map(String.init)
            }.filter { $0.first == "spoor" }
            for arguments in ours {
                #expect(throws: Never.self, "\(example.line)") {
                    try invocation(Array(arguments.dropFirst()))
                }
            }
        }
    }

    @Test func `the sample configuration is right`() throws {
        let file = try ConfigurationFileParser.parse(
            Array(ManualPage.sampleConfiguration.utf8),
            path: "/c/config.yaml",
            environment: ["HOME": "/h"]
        )
        #expect(file.contextNames == ["prod", "local"])
    }
}

@Suite struct CommandLineDocumentationTests {
    @Test func `help looks as it should`() {
        expectGolden(HelpText.program, named: "help", in: "CommandsTests")
        for word in CommandWord.allCases {
            expectGolden(
                HelpText.command(word),
                named: "help-\(word.rawValue)",
                in: "CommandsTests"
            )
        }
    }

    @Test func `help fits 80 columns`() {
        let pages = [HelpText.program] + CommandWord.allCases.map(HelpText.command)
        for line in pages.flatMap({ $0.split(separator: "\n") }) {
            #expect(line.count <= 80, "\(line)")
        }
    }

    @Test func `the manual page looks as it should and names everything`() {
        let page = ManualPage.text
        expectGolden(page, named: "spoor.1", in: "CommandsTests")
        for command in CommandTable.all {
            #expect(page.contains(Roff.escaped(command.usage)))
            for option in command.allOptions { #expect(page.contains(Roff.escaped(option.usage))) }
        }
        for setting in SettingTable.all where setting.hasVariable {
            #expect(page.contains(setting.variable))
        }
    }

    @Test func `the page of keys is what the table of actions says`() {
        expectFile(KeyTable.markdown, at: "docs/keys.md")
    }

    @Test func `the page of the configuration is what the table of settings says`() {
        expectFile(ConfigurationPage.markdown, at: "docs/configuration.md")
    }

    @Test func `the page of the query names every term`() throws {
        let page = try String(
            contentsOf: RepositoryFiles.root.appending(path: "docs/query.md"),
            encoding: .utf8
        )
        for term in QueryTerm.allCases { #expect(page.contains("`\(term.shownKey)="), "\(term)") }
    }

    @Test func `the manual page names every key and form`() {
        for entry in ActionTable.entries {
            #expect(ManualPage.text.contains("[\(Roff.escaped(entry.action.rawValue))]"))
        }
        for format in OutputFormat.allCases {
            #expect(ManualPage.text.contains("\\fB\(format.rawValue)\\fR"))
        }
    }

    @Test func `the manual page has no line that roff would take for a request`() {
        let requests = [
            ".TH", ".SH", ".SS", ".TP", ".PP", ".nf", ".fi", ".RS", ".RE", ".br", ".BR",
        ]
        for line in ManualPage.text.split(separator: "\n") {
            #expect(!line.hasPrefix("'"))
            guard line.hasPrefix(".") else { continue }
            #expect(requests.contains(String(line.prefix { $0 != " " })), "\(line)")
        }
    }

    @Test func `completions look as they should`() {
        for shell in Shell.allCases {
            expectGolden(
                Completion.script(for: shell),
                named: "completion-\(shell.rawValue)",
                in: "CommandsTests"
            )
        }
    }

    @Test func `the README has the table of exit codes`() throws {
        let readme = try String(
            contentsOf: RepositoryFiles.root.appending(path: "README.md"),
            encoding: .utf8
        )
        #expect(readme.contains(ExitCode.markdown))
    }

    @Test func `the configuration of README and manual page changes no default of a command`()
        throws
    {
        let readme = try String(
            contentsOf: RepositoryFiles.root.appending(path: "README.md"),
            encoding: .utf8
        )
        let sample = try #require(
            readme.components(separatedBy: "```yaml\n").dropFirst()
                .compactMap { $0.components(separatedBy: "```").first }
                .first { $0.hasPrefix("default-context") }
        )
        for text in [sample, ManualPage.sampleConfiguration] {
            let file = try ConfigurationFileParser.parse(
                Array(text.utf8),
                path: "/c/config.yaml",
                environment: ["HOME": "/h"]
            )
            let settings = try ResolvedSettings.resolve(
                flags: FlagValues(),
                environment: [:],
                file: file
            )
            let usual = try ResolvedSettings.resolve(
                flags: FlagValues(),
                environment: [:],
                file: nil
            )
            for (ours, theirs) in zip(
                settings.report().filter { $0.name.hasPrefix("limits.") },
                usual.report().filter { $0.name.hasPrefix("limits.") }
            ) {
                #expect(ours.name == theirs.name && ours.value == theirs.value)
            }
        }
    }

    @Test func `the limits that help names are those that hold`() {
        #expect(SettingTable.errorLimit == ErrorSearch.traceLimit)
    }

    @Test func `the README names every flag and every command, and no others`() throws {
        let readme = try String(
            contentsOf: RepositoryFiles.root.appending(path: "README.md"),
            encoding: .utf8
        )
        let options = CommandTable.all.flatMap(\.allOptions)
        for option in options {
            #expect(readme.contains("`\(option.flag)"), "\(option.flag)")
        }
        for command in CommandTable.all {
            #expect(readme.contains("`spoor \(command.word.rawValue)"), "\(command.word)")
        }
        let flags = Set(options.map(\.flag))
        for match in readme.matches(of: /(?:^|[^\w-])(--[a-z][a-z-]+)/) {
            #expect(flags.contains(String(match.1)), "\(match.1)")
        }
    }
}
