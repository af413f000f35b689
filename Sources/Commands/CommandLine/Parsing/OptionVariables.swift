import Configuration
import Explorer
import TerminalText

/// What variables say of a command's own options; settings are read with the configuration file.
package struct OptionVariables {
    let environment: [String: String]

    /// The options of `known` that a variable gives and the command line does not, in the order of the table.
    ///
    /// A time searched is one thing that `--last`, `--from` and `--to` say: if the command line says any of them, by an
    /// option or by a term among `words`, variables say none.
    func options(
        _ known: [CommandLineOption],
        besides given: [CommandLineOption],
        words: [String]
    ) throws(CommandLineError) -> [(option: CommandLineOption, value: String?)] {
        let names = Set(given.map(\.name) + Self.options(ofTerms: words).map(\.name))
        let times = Set([OptionTable.last, OptionTable.from, OptionTable.to].map(\.name))
        let hasTime = !names.isDisjoint(with: times)
        var found: [(CommandLineOption, String?)] = []
        for option in known where !names.contains(option.name) {
            guard let variable = option.variable, let text = environment[variable], !text.isEmpty,
                !(hasTime && times.contains(option.name))
            else { continue }
            found += try values(of: option, variable, text).map { (option, $0) }
        }
        return found
    }

    private func values(
        of option: CommandLineOption,
        _ variable: String,
        _ text: String
    ) throws(CommandLineError) -> [String?] {
        if option.isRepeatable {
            return text.split(whereSeparator: \.isNewline).map { String($0) }
        }
        guard option.isSwitch else { return [text] }
        guard let isOn = ValueKind.toggle(text) else {
            throw CommandLineError(
                "`\(text)` is not a value of \(variable): it takes \(ValueKind.toggle.expectation)."
            )
        }
        return isOn ? [nil] : []
    }

    /// The options that say the same as terms such as `last=1h`.
    private static func options(ofTerms words: [String]) -> [CommandLineOption] {
        words.compactMap { word in
            word.firstIndex(of: "=").flatMap { QueryTerm(key: String(word[..<$0])) }?.option
        }.filter { !$0.isRepeatable }
    }
}

extension OptionVariables {
    /// A sentence for each variable whose name begins as ours do and that means nothing, with the one that may be meant.
    ///
    /// `other` are names that the configuration file gives a meaning.
    package static func warnings(
        environment: [String: String],
        other: Set<String>
    ) -> [String] {
        let ours = environment.keys.filter { $0.hasPrefix(Setting.variablePrefix) }
        guard !ours.isEmpty else { return [] }
        let settings = SettingTable.all.filter(\.hasVariable).map(\.variable)
        let options = CommandTable.all.flatMap(\.options).compactMap(\.variable)
        let known = settings + SettingTable.secretVariables.map(\.name) + options
        let names = Set(known).union(other)
        return ours.filter { !names.contains($0) }.sorted().map { name in
            let hint = NearestName.hint(name, among: known)
            return "`\(name)` is not a variable of spoor"
                + (hint.isEmpty ? "; `spoor man` lists them." : hint)
        }
    }
}
