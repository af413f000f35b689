/// The settings that the command line gave, in its order.
package struct FlagValues: Sendable, Equatable {
    private var given: [(name: String, value: Resolved<String>)] = []

    package init() {}

    /// Notes that the setting `name` was given; a switch is given as `true`.
    package mutating func append(_ name: String, _ value: String, origin: Origin) {
        given.append((name, Resolved(value, origin)))
    }

    /// Every value of `setting`, in order.
    func all(_ setting: Setting) -> [Resolved<String>] {
        given.filter { $0.name == setting.name }.map(\.value)
    }

    /// The last value of `setting`: said again, a flag replaces what it said before.
    package func last(_ setting: Setting) -> Resolved<String>? { all(setting).last }

    package static func == (left: Self, right: Self) -> Bool {
        left.given.elementsEqual(right.given) { $0.name == $1.name && $0.value == $1.value }
    }
}
