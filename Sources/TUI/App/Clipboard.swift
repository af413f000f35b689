import Glibc

/// Ways from here into a clipboard, the surest first.
///
/// A multiplexer is asked by its own command, since tmux and screen drop what a program writes unless they are told
/// otherwise; a terminal is asked by OSC 52, which has no answer; and a file is written where nothing else can be reached.
@UIActor
struct Clipboard {
    let environment: [String: String]
    /// Keeps a text in a file that the user alone may read, and gives its path.
    let keep: (String) throws -> String
    /// Writes to the terminal.
    let send: @UIActor (String) -> Void

    /// Where a text went.
    enum Route: Equatable {
        /// `clipboard` is tmux's option `set-clipboard`.
        case tmux(clipboard: String)
        case screen(file: String, terminalToo: Bool)
        case terminal
        /// `reason` says why not into a clipboard.
        case file(String, reason: String)

        /// Exactly what happened.
        var words: String {
            switch self {
            case .tmux(let option):
                let rest =
                    option == "off"
                    ? "its set-clipboard is off, so the terminal's clipboard has nothing"
                    : "tmux passes it to the terminal's clipboard, if the terminal takes it"
                return "to tmux's buffer (prefix ] pastes it); \(rest)"
            case .screen(let file, let terminalToo):
                return "to screen's paste buffer (Ctrl-A ] pastes it) and to \(file)"
                    + (terminalToo ? "; the terminal decides whether its clipboard takes it" : "")
            case .terminal:
                return
                    "to the terminal, which does not say whether its clipboard took it (OSC 52)"
            case .file(let path, let reason): return "to \(path), since \(reason)"
            }
        }
    }

    /// Why a text went nowhere, a sentence.
    struct Failure: Error, Equatable, CustomStringConvertible {
        let description: String
    }

    func copy(_ text: String) -> Result<Route, Failure> {
        if isSet("TMUX"), let option = copyByTmux(text) {
            return .success(.tmux(clipboard: option))
        }
        if isSet("STY"), let route = copyByScreen(text) { return .success(route) }
        do throws(ClipboardSequence.Failure) {
            send(try ClipboardSequence.make(text, environment: environment))
            return .success(.terminal)
        } catch {
            return keep(text, because: error)
        }
    }

    private func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty } ?? false }

    /// - Returns: tmux's option `set-clipboard`; nil when tmux did not take the text.
    private func copyByTmux(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        // The flag came with tmux 3.2.
        let commands = [["tmux", "load-buffer", "-w", "-"], ["tmux", "load-buffer", "-"]]
        for command in commands {
            guard case .success = QuietCommand.run(command, environment, input: bytes) else {
                continue
            }
            guard command.contains("-w") else { return "off" }
            let option = QuietCommand.run(
                ["tmux", "show-options", "-sv", "set-clipboard"],
                environment
            )
            guard case .success(let answer) = option else { return "" }
            return String(decoding: answer, as: UTF8.self).filter { !$0.isWhitespace }
        }
        return nil
    }

    private func copyByScreen(_ text: String) -> Route? {
        // screen reads the file some time after its command ended, so it stays.
        guard let file = try? keep(text) else { return nil }
        let session = environment["STY"].map { ["-S", $0] } ?? []
        let command = ["screen"] + session + ["-X", "readbuf", file]
        guard case .success = QuietCommand.run(command, environment) else { return nil }
        guard let sequence = try? ClipboardSequence.make(text, environment: environment) else {
            return .screen(file: file, terminalToo: false)
        }
        send(sequence)
        return .screen(file: file, terminalToo: true)
    }

    private func keep(
        _ text: String,
        because reason: ClipboardSequence.Failure
    ) -> Result<Route, Failure> {
        do {
            return .success(.file(try keep(text), reason: "\(reason)"))
        } catch {
            return .failure(Failure(description: "\(reason), and \(error)"))
        }
    }
}
