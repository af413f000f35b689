import CNcurses

/// The bytes that put a terminal back on its normal screen, from its description.
///
/// They are made in advance, since nothing can be looked up in a signal handler.
struct RestoreSequence {
    static let pasteOn = "\u{1B}[?2004h"
    /// What ncurses does not undo: a synchronized frame left open, and bracketed paste.
    static func extrasOff(synchronized: Bool) -> String {
        (synchronized ? "\u{1B}[?2026l" : "") + "\u{1B}[?2004l"
    }

    let bytes: [UInt8]

    /// Looks into the description that `spoor_describe` read last.
    init(extrasOff: String) {
        var bytes = Array(extrasOff.utf8)
        for name in ["sgr0", "cnorm", "rmkx"] { bytes += Self.capability(name) }
        let leave = Self.capability("rmcup")
        // Without a second screen the prompt goes below what was drawn.
        bytes += leave.isEmpty ? Array("\u{1B}[999;1H\r\n".utf8) : leave
        self.bytes = bytes
    }

    private static func capability(_ name: String) -> [UInt8] {
        guard let value = spoor_capability(name) else { return [] }
        return withoutPadding(Array(String(cString: value).utf8))
    }

    /// A capability without its delays (`$<5>`, terminfo(5)), which only real teletypes need.
    static func withoutPadding(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if rest.starts(with: "$<".utf8), let end = rest.firstIndex(of: UInt8(ascii: ">")) {
                rest = rest[(end + 1)...]
            } else {
                result.append(byte)
                rest = rest.dropFirst()
            }
        }
        return result
    }
}
