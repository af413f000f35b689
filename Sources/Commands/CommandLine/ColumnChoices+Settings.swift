package import Configuration
package import Explorer
import TerminalText

extension ColumnChoices {
    /// The `columns:` of the configuration.
    ///
    /// - Throws: All that is wrong with them, with file and line: lists and columns that do not exist.
    package init(_ settings: [ColumnSetting]) throws(ConfigurationError) {
        self.init()
        var problems: [ConfigurationProblem] = []
        for setting in settings {
            guard let list = ListName(rawValue: setting.list) else {
                let lists = ListName.allCases.map(\.rawValue)
                problems.append(
                    Self.problem(setting, "`\(setting.list)` is not a list", setting.list, lists)
                )
                continue
            }
            for name in setting.columns where !list.has(name) {
                let words = "`\(name)` is not a column of `\(list.rawValue)`"
                problems.append(Self.problem(setting, words, name, list.columns))
            }
            self[list] = setting.columns
        }
        guard problems.isEmpty else { throw ConfigurationError(problems) }
    }

    private static func problem(
        _ setting: ColumnSetting,
        _ words: String,
        _ name: String,
        _ known: [String]
    ) -> ConfigurationProblem {
        let hint = NearestName.hint(name, among: known)
        let list = known.joined(separator: ", ")
        return ConfigurationProblem(
            place: setting.origin,
            words + (hint.isEmpty ? "; choose one of \(list)" : hint)
        )
    }
}
