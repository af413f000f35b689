/// Asks the terminal to put text into its clipboard (OSC 52), also through tmux and screen.
///
/// There is no answer, so it cannot be known whether the terminal did; many need it to be allowed first.
package enum ClipboardSequence {
    /// What terminals and multiplexers are known to take (hterm's limit, which others adopted).
    package static let longestBase64 = 74_994

    package enum Failure: Error, Hashable, CustomStringConvertible {
        case tooLong(base64Bytes: Int)
        case noClipboard(terminal: String)

        package var description: String {
            switch self {
            case .tooLong(let bytes):
                "\(bytes) bytes in base64 are more than the \(ClipboardSequence.longestBase64) "
                    + "that terminals take"
            case .noClipboard(let terminal):
                "the terminal \"\(terminal)\" has no clipboard"
            }
        }
    }

    /// The bytes to send.
    ///
    /// tmux takes the sequence itself where `set-clipboard` is on, and passes it on where
    /// `allow-passthrough` is; so it is sent both ways. GNU screen passes pieces of limited length.
    package static func make(
        _ text: String,
        environment: [String: String]
    ) throws(Failure) -> String {
        let terminal = environment["TERM"] ?? ""
        guard !["", "dumb", "linux"].contains(terminal), !terminal.hasPrefix("vt"),
            !terminal.hasPrefix("linux-")
        else {
            throw .noClipboard(terminal: terminal)
        }
        let payload = base64(Array(text.utf8))
        guard payload.utf8.count <= longestBase64 else {
            throw .tooLong(base64Bytes: payload.utf8.count)
        }
        let sequence = "\u{1B}]52;c;" + payload + "\u{07}"
        if environment["TMUX"].map({ !$0.isEmpty }) ?? false || terminal.hasPrefix("tmux") {
            return sequence + "\u{1B}Ptmux;\u{1B}" + sequence + "\u{1B}\\"
        }
        guard terminal.hasPrefix("screen") else { return sequence }
        var pieces = ""
        var rest = sequence[...]
        while !rest.isEmpty {
            pieces += "\u{1B}P" + rest.prefix(256) + "\u{1B}\\"
            rest = rest.dropFirst(256)
        }
        return pieces
    }

    /// RFC 4648, section 4.
    static func base64(_ bytes: [UInt8]) -> String {
        let alphabet = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8
        )
        var text: [UInt8] = []
        text.reserveCapacity((bytes.count + 2) / 3 * 4)
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let count = min(3, bytes.count - start)
            var group: UInt32 = 0
            for index in 0..<3 {
                group = group << 8 | (index < count ? UInt32(bytes[start + index]) : 0)
            }
            for index in 0..<4 {
                text.append(
                    index <= count
                        ? alphabet[Int(group >> UInt32(18 - 6 * index) & 63)] : UInt8(ascii: "=")
                )
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}
