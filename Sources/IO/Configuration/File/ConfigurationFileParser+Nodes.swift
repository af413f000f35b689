import TerminalText

/// Nodes as what is expected of them; everything else is noted.
extension ConfigurationFileParser {
    /// The entries of a mapping, without those whose key is not in `known`.
    ///
    /// `place` is how a sentence calls the mapping; without `known`, keys are the user's own names.
    mutating func entries(
        of node: YAMLNode,
        in place: String,
        known: [String]?
    ) -> [YAMLEntry] {
        if node.isEmpty { return [] }
        guard case .mapping(let entries) = node.content else {
            note(node.line, "expected a mapping in \(place), found \(node.kindName)")
            return []
        }
        guard let known else { return entries }
        return entries.filter { entry in
            guard !known.contains(entry.key) else { return true }
            let hint =
                SettingTable.place(of: entry.key) ?? NearestName.hint(entry.key, among: known)
            let allowed = known.joined(separator: ", ")
            note(
                entry.keyLine,
                "`\(entry.key)` is not a setting of \(place)"
                    + (hint.isEmpty ? "; choose one of \(allowed)" : hint)
            )
            return false
        }
    }

    /// A scalar of the given kind with its line.
    mutating func scalar(_ entry: YAMLEntry, kind: ValueKind) -> Resolved<String>? {
        guard case .scalar(let text, _) = entry.value.content, !entry.value.isEmpty,
            kind.accepts(text)
        else {
            let isHidden = kind.mayHoldSecret && entry.value.isText
            let found = isHidden ? "" : ", found \(entry.value.kindName)"
            note(
                entry.value.line,
                "`\(entry.key)` expects \(kind.expectation)\(found)\(remedy(entry.value, kind))"
            )
            return nil
        }
        return Resolved(text, origin(entry.keyLine))
    }

    private func remedy(_ value: YAMLNode, _ kind: ValueKind) -> String {
        guard case .scalar(let text, _) = value.content else { return "" }
        return kind.remedy(for: text)
    }

    /// One scalar or a list of scalars, none of them empty.
    mutating func texts(_ entry: YAMLEntry) -> [String]? {
        let items: [YAMLNode] =
            if case .sequence(let elements) = entry.value.content { elements } else {
                [entry.value]
            }
        var texts: [String] = []
        for item in items {
            guard case .scalar(let text, _) = item.content, !item.isEmpty else {
                note(
                    item.line,
                    "`\(entry.key)` expects text or a list of texts, found \(item.kindName)"
                )
                return nil
            }
            texts.append(text)
        }
        return texts
    }

    /// A secret's source: `{env: NAME}`, `{file: PATH}` or `{command: TEXT}`; never the secret itself.
    mutating func secret(_ entry: YAMLEntry) -> Resolved<Secret>? {
        let form = "write `env: NAME`, `file: PATH` or `command: TEXT` under `\(entry.key)`"
        guard case .mapping = entry.value.content else {
            note(entry.value.line, "a secret does not belong in this file; \(form)")
            return nil
        }
        let sources = ["env", "file", "command"]
        let found = entries(of: entry.value, in: "`\(entry.key)`", known: sources)
        guard found.count == 1, let source = found.first else {
            if found.count > 1 {
                note(entry.keyLine, "`\(entry.key)` has more than one source; \(form)")
            }
            return nil
        }
        guard let text = scalar(source, kind: .text)?.value else { return nil }
        if source.key == "env" { file.variables.insert(text) }
        let secret =
            switch source.key {
            case "env": Secret(.environment(text, value: variable(text)))
            case "file": Secret(.file(absolute(text)))
            default: Secret(.command(text))
            }
        return Resolved(secret, origin(entry.keyLine))
    }
}
