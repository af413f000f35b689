/// A key was pressed that says what to do only with the one after it.
package enum KeyMenu: Sendable, Equatable {
    /// `y`, see ``CopyItem``.
    case copy
    /// `a`, see ``AttributeItem``.
    case attribute

    /// What stands before the choices.
    package var title: String {
        switch self {
        case .copy: "copy"
        case .attribute: "attribute"
        }
    }

    /// The same as a question.
    package var question: String {
        switch self {
        case .copy: "Copy what?"
        case .attribute: "Do what with the attribute?"
        }
    }
}
