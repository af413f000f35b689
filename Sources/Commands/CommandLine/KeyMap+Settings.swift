package import Configuration
package import Explorer
import TerminalText

extension KeyMap {
    /// The `keys:` of the configuration.
    ///
    /// - Throws: All that is wrong with them, with file and line: actions and keys that do not exist, and keys that two
    ///   actions of one screen would have.
    package init(_ bindings: [KeyBinding]) throws(ConfigurationError) {
        var problems: [ConfigurationProblem] = []
        var overrides: [Action: [KeyPress]] = [:]
        var origins: [Action: Origin] = [:]
        for binding in bindings {
            guard let action = Action(rawValue: binding.action) else {
                problems.append(Self.unknownAction(binding))
                continue
            }
            origins[action] = binding.origin
            overrides[action] = binding.keys.compactMap { name in
                switch KeyPress.read(name) {
                case .success(let key): return key
                case .failure(let mistake):
                    problems.append(
                        ConfigurationProblem(place: binding.origin, "`\(name)` \(mistake.text).")
                    )
                    return nil
                }
            }
        }
        for clash in Self.clashes(overrides) {
            let problem = Self.problem(clash, origins)
            if let problem, !problems.contains(problem) { problems.append(problem) }
        }
        guard problems.isEmpty else {
            throw ConfigurationError(problems.sorted { $0.line < $1.line })
        }
        self.init(overrides: overrides)
    }

    private static func unknownAction(_ binding: KeyBinding) -> ConfigurationProblem {
        let hint = NearestName.hint(binding.action, among: Action.allCases.map(\.rawValue))
        return ConfigurationProblem(
            place: binding.origin,
            "There is no action `\(binding.action)`"
                + (hint.isEmpty ? "; docs/keys.md and `?` list the names." : hint)
        )
    }

    /// A clash at the line that made it; where both lines did, at the later one.
    private static func problem(
        _ clash: Clash,
        _ origins: [Action: Origin]
    ) -> ConfigurationProblem? {
        let first = origins[clash.first].map { (clash.first, clash.second, $0) }
        let second = origins[clash.second].map { (clash.second, clash.first, $0) }
        let both = [first, second].compactMap { $0 }.sorted { $0.2.line < $1.2.line }
        guard let (taker, owner, place) = both.last else { return nil }
        let screens =
            clash.screens.count == ScreenKind.allCases.count
            ? "" : " in " + clash.screens.map(\.title).joined(separator: ", ")
        let name = clash.key.name
        if both.count == 2 {
            return ConfigurationProblem(
                place: place,
                "`\(name)` of `\(taker.rawValue)` is a key of `\(owner.rawValue)` as well\(screens), "
                    + "on line \(both[0].2.line); give one of them another key."
            )
        }
        return ConfigurationProblem(
            place: place,
            "`\(name)` of `\(taker.rawValue)` is a key of `\(owner.rawValue)` already\(screens); "
                + "choose another, or give `\(owner.rawValue)` its keys here too."
        )
    }
}

extension ConfigurationProblem {
    fileprivate var line: Int { place.line }
}

extension Origin {
    /// The line in the file; 0 for what is not of a file.
    fileprivate var line: Int {
        if case .file(_, let line?) = self { return line }
        return 0
    }
}
