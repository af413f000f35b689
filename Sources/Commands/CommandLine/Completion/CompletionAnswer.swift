/// What a shell can offer for the word at the cursor.
package struct CompletionAnswer: Sendable, Equatable {
    package struct Candidate: Sendable, Equatable {
        /// The whole word.
        let text: String
        /// What it means, in a phrase; may be empty.
        let description: String
    }

    /// Those that begin with what was typed, in the order in which they are to be shown.
    package private(set) var candidates: [Candidate] = []
    /// Whether files and folders fit too.
    package private(set) var offersFiles = false

    /// As a shell reads it: `files` or `words`, then a line for each candidate, with its description after a tab.
    ///
    /// A name that holds a control character cannot be typed on one line, so it is not offered.
    package var text: String {
        let lines = candidates.filter { candidate in
            !candidate.text.unicodeScalars.contains { $0.properties.generalCategory == .control }
        }.map { $0.description.isEmpty ? $0.text : "\($0.text)\t\($0.description)" }
        return ([offersFiles ? "files" : "words"] + lines).joined(separator: "\n") + "\n"
    }

    mutating func offer(_ text: String, _ description: String = "", for typed: String) {
        guard text.hasPrefix(typed), !candidates.contains(where: { $0.text == text }) else {
            return
        }
        candidates.append(Candidate(text: text, description: description))
    }

    mutating func offerFiles() { offersFiles = true }
}
