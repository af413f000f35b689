/// The reference of the configuration file as a page: `docs/configuration.md`.
package enum ConfigurationPage {
    package static var markdown: String {
        var lines = [
            "# Configuration", "",
            "Made from the table in `Sources/IO/Configuration/Settings/SettingTable.swift` by `make golden`.",
            "",
            "The file is `$XDG_CONFIG_HOME/spoor/config.yaml`, else `~/.config/spoor/config.yaml`, or what `--config` names. It is YAML. An",
            "option overrides a variable, a variable overrides the file, the file overrides the default. `spoor config` prints",
            "the result and where each value comes from. A key that is not known, given twice, or of the wrong form is refused with its line.",
            "", "```yaml", ManualPage.sampleConfiguration, "```", "",
            "| key | value | option | variable | is |", "|---|---|---|---|---|",
        ]
        for option in OptionTable.everywhere.flatMap(\.options) {
            guard let key = option.key else { continue }
            lines.append(
                row(key, value(of: option), option.flag, option.variable, option.help)
            )
        }
        lines += fileOnly.map { row($0.key, $0.value, nil, nil, $0.help) }
        lines += [
            "",
            "`NAME` is the name of a context. Paths are relative to the file; `~/` is the home folder. A secret stands in one of three places: `env`, the name of a",
            "variable; `file`, a file that only its owner can read; `command`, a command that prints it. Only one of `token` and `password` can be given.",
            "",
            "`keys` replaces the keys of an action: `next-error: [e, F8]`. Names of keys are letters and signs, `Enter`, `Esc`, `Tab`, `Space`, `Backspace`,",
            "`Up`, `Down`, `Left`, `Right`, `Home`, `End`, `PgUp`, `PgDn`, `F1` to `F12`, with `Ctrl-`, `Alt-` or `Shift-` before them. [keys.md](keys.md) has the names of the actions.",
            "",
            "## Links",
            "",
            "`link-patterns` names the configuration file of Jaeger's UI, in JSON, as `--query.ui-config` takes it; its `linkPatterns` are used. `links` says the same here:",
            "",
            "```yaml",
            "links:",
            "  - type: resource              # attributes, resource, events or traces; or a list of them",
            "    key: k8s.pod.name           # the key, or a list of keys; without it, any",
            "    url: https://logs.example.com/?pod=#{k8s.pod.name}&from=#{trace.startTime | add -60000000 | epoch_micros_to_date_iso}",
            "    text: logs of #{k8s.pod.name}",
            "```",
            "",
            "A link stands below its attribute, or, with `type: traces`, below the id of the trace; `value` asks for a value or one of several. `#{NAME}` is an attribute beside it, else of its span,",
            "the resource, and the spans above; else, or as `#{trace.NAME}`, `traceID`, `traceName`, `startTime`, `endTime` or `duration` of the trace, in microseconds. `add NUMBER`, `pad_start LENGTH CHARACTER` and",
            "`epoch_micros_to_date_iso` change a value after a `|`. A link whose parameters are not all known is left out. Only `http` and `https` are opened: `Enter` on a link, or `a l` on its attribute, starts the program that",
            "the variable `BROWSER` names, without a shell (`%s` in it stands for the address, `:` is between programs to try), or copies the address where it names none.",
        ]
        return lines.joined(separator: "\n") + "\n"
    }

    /// What only the file can say.
    private static let fileOnly = [
        (
            key: "contexts.NAME.token.env", value: "NAME",
            help: "variable that holds the bearer token"
        ),
        (
            key: "contexts.NAME.password.env", value: "NAME",
            help: "variable that holds the password"
        ),
        (
            key: "contexts.NAME.tenant-header", value: "NAME",
            help: "header that carries the tenant; x-tenant if not given"
        ),
        (
            key: "keys.ACTION", value: "[KEY, …]",
            help: "keys of an action, instead of its usual ones"
        ),
        (key: "columns.LIST", value: "[NAME, …]", help: "columns of a list, in this order"),
        (
            key: "links", value: "[{type, key, value, url, text}, …]",
            help: "links of attributes and traces, see below"
        ),
    ]

    private static func value(of option: CommandLineOption) -> String {
        if case .words(let words) = option.completion { return words.joined(separator: ", ") }
        return option.metavar ?? "true, false"
    }

    private static func row(
        _ key: String,
        _ value: String,
        _ flag: String?,
        _ variable: String?,
        _ help: String
    ) -> String {
        let twins = [flag, variable].map { $0.map { "`\($0)`" } ?? "" }
        let cells = ["`\(key)`", value] + twins + [help]
        return "| " + cells.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |"
    }
}
