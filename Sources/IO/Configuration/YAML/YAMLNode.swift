/// A node of a YAML document, with the line it stands on.
///
/// Aliases are already replaced by what they name. Scalars keep their text: what a scalar means is
/// decided by the code that expects it, not by the writer's luck with YAML's implicit types.
struct YAMLNode: Sendable, Equatable {
    enum Content: Sendable, Equatable {
        case scalar(String, isPlain: Bool)
        case sequence([YAMLNode])
        case mapping([YAMLEntry])
    }

    /// Counted from 1.
    let line: Int
    let content: Content

    /// Whether nothing was written: an empty value, `~` or `null`.
    var isEmpty: Bool {
        guard case .scalar(let text, isPlain: true) = content else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// Whether some text was written.
    var isText: Bool {
        guard case .scalar = content else { return false }
        return !isEmpty
    }

    /// What a person would call this node, for "expected …, found …".
    var kindName: String {
        switch content {
        case _ where isEmpty: "nothing"
        case .scalar(let text, _): "`\(text)`"
        case .sequence: "a list"
        case .mapping: "a mapping"
        }
    }
}

/// One `key: value` of a mapping.
///
/// Keys of one mapping are different.
struct YAMLEntry: Sendable, Equatable {
    let key: String
    let keyLine: Int
    let value: YAMLNode
}
