import Explorer
import Glibc
import PlainText
import SystemErrors

/// Text on its way into a clipboard, which may be pasted into a shell.
struct ClipboardText {
    /// With control characters made visible, so that pasting it into a shell runs nothing.
    let text: String
    /// How many were made visible.
    let replacedControls: Int

    init(_ raw: String) {
        var text = String.UnicodeScalarView()
        var replaced = 0
        for scalar in raw.unicodeScalars {
            let value = scalar.value
            let isControl = value < 0x20 && value != 0x0A && value != 0x09 || value == 0x7F
            if isControl {
                text.append(Unicode.Scalar(value == 0x7F ? 0x2421 : 0x2400 + value) ?? "\u{FFFD}")
                replaced += 1
            } else if (0x80...0x9F).contains(value) {
                text.append("\u{FFFD}")
                replaced += 1
            } else {
                text.append(scalar)
            }
        }
        self.text = String(text)
        replacedControls = replaced
    }

    /// What was copied, in words.
    func description(of what: String) -> String {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).count
        var words = "\(what), \(CountText.bytes(text.utf8.count))"
        if lines > 1 { words += " in \(lines) lines" }
        if replacedControls > 0 {
            words += ", \(CountText.of(replacedControls, "control character")) made visible"
        }
        return words
    }

    /// Writes the text into a new file that only the user may read.
    ///
    /// - Returns: Its path, or why there is none.
    func writeFile(_ environment: [String: String]) -> Result<String, FileProblem> {
        let folder = environment["XDG_RUNTIME_DIR"] ?? environment["TMPDIR"] ?? "/tmp"
        var path = Array((folder + "/spoor-copy-XXXXXX.txt").utf8CString)
        let file = mkstemps(&path, 4)
        guard file >= 0 else { return .failure(FileProblem(folder)) }
        defer { close(file) }
        let name = String(decoding: path.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            guard count > 0 else { return .failure(FileProblem(name)) }
            bytes = bytes.dropFirst(count)
        }
        return .success(name)
    }
}

/// Why a file could not be written.
struct FileProblem: Error, CustomStringConvertible {
    let description: String

    init(_ path: String) {
        description = "cannot write \(path): \(SystemError.words(errno))"
    }
}
