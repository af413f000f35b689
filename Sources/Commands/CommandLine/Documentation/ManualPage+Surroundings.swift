import Configuration

/// What the program stands among: variables, files, other programs.
extension ManualPage {
    static func describeEnvironment(in page: inout Roff) {
        page.section("ENVIRONMENT")
        page.text(HelpText.layers)
        for (name, help) in SettingTable.secretVariables {
            page.definition(name)
            page.text("Holds \(help).")
        }
        let others = [
            (
                "NO_COLOR, CLICOLOR_FORCE",
                "No colours in the explorer, or colours although the terminal is not known to have any, unless SPOOR_COLOR or --color says otherwise. Commands print no colours."
            ),
            ("http_proxy, https_proxy, all_proxy, no_proxy", "Proxies, unless --proxy names one."),
            ("PAGER", "What | in the explorer hands a text to; less if it is not set."),
            (
                "VISUAL, EDITOR",
                "What v in the explorer shows a text in: a copy that is to be read, in a file below XDG_RUNTIME_DIR, TMPDIR or /tmp that is removed when the editor ends."
            ),
            ("TERM", "Which terminal it is; the explorer needs its entry in terminfo."),
            (
                "LC_ALL, LC_CTYPE, LANG",
                "Whether the terminal shows UTF-8; if not, only ASCII is drawn."
            ),
            ("TZ", "The local time zone."),
            (
                "XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_DATA_HOME",
                "Where the folders under FILES are, if they are absolute paths."
            ),
        ]
        for (name, meaning) in others {
            page.definition(name)
            page.text(meaning)
        }
    }

    static func describeFiles(in page: inout Roff) {
        page.section("FILES")
        page.definition("$XDG_CONFIG_HOME/spoor/config.yaml, else ~/.config/spoor/config.yaml")
        page.text("The configuration file. An example:")
        page.example(sampleConfiguration)
        let state = [
            ("queries", "Query lines typed in the explorer."),
            ("pinned", "Services that * keeps at the top of the list, for each server."),
            ("views", "Columns and colours that were chosen in the explorer, for each server."),
            (
                "copied.txt",
                "The last text that y copied where no clipboard could be reached, and in screen."
            ),
            (
                "names",
                "Services and operations that servers named last, for the completion of shells."
            ),
        ]
        for (name, meaning) in state {
            page.definition("$XDG_STATE_HOME/spoor/\(name), else ~/.local/state/spoor/\(name)")
            page.text(meaning + " Only its owner can read it; it may be removed at any time.")
        }
        describeTraceFolder(in: &page)
    }

    private static func describeTraceFolder(in page: inout Roff) {
        page.definition("$XDG_DATA_HOME/spoor/traces, else ~/.local/share/spoor/traces")
        page.text(
            "The folder in which spoor serve keeps traces, unless --data names another; docs/data-directory.md describes it. "
                + "Only its owner can read it. It may be removed, or copied, while no server writes to it."
        )
    }

    static func describeExitStatus(in page: inout Roff) {
        page.section("EXIT STATUS")
        for code in ExitCode.allCases {
            page.definition("\(code.rawValue)")
            page.text(code.meaning + ".")
        }
    }

    static func describeExamples(in page: inout Roff) {
        page.section("EXAMPLES")
        for command in CommandTable.all {
            for example in command.examples {
                page.definition(example.line)
                page.text(example.meaning + ".")
            }
        }
    }

    static func describeBugs(in page: inout Roff) {
        page.section("BUGS")
        page.text(
            "Services, operations and traces of a folder are those of one machine: spoor serve has no cluster."
        )
    }

    static func describeNeighbours(in page: inout Roff) {
        page.section("SEE ALSO")
        page.line(".BR less (1),")
        page.line(".BR jq (1),")
        page.line(".BR curl (1),")
        page.line(".BR terminfo (5)")
        page.paragraph(
            "README.md, docs/output.md with every field of the output, and docs/keys.md, installed in share/doc/spoor."
        )
    }
}
