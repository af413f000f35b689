/// A name that no column has.
package struct UnknownColumn: Error, Sendable, Equatable {
    package let name: String
    package let known: [String]

    /// What is wrong, and what there is.
    package var sentence: String {
        "There is no column “\(name)”; there are \(known.joined(separator: ", "))."
    }
}
