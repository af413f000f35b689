/// Which descriptions of a terminal to try, best first.
///
/// Many servers know none of the newer terminals; those understand nearly all that xterm does.
package struct TerminalName {
    package let name: String

    /// Reads `TERM`.
    package init(environment: [String: String]) {
        name = environment["TERM"] ?? ""
    }

    package var candidates: [String] {
        guard name != "dumb" else { return [name] }
        let others = ["xterm-256color", "xterm", "vt100"].filter { $0 != name }
        return name.isEmpty ? others : [name] + others
    }

    /// Tells the user that another description is used, and how to install the right one.
    package func explanation(using other: String) -> String {
        guard !name.isEmpty else {
            return "TERM is not set; the terminal is taken for \(other)."
        }
        return
            "This machine has no description of the terminal \"\(name)\"; it is taken for \(other). "
            + "To install one, run this where you came from: infocmp -x \(name) | ssh THIS-HOST tic -x -"
    }
}
