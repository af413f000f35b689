import Foundation
import TUI
import TerminalText

/// A small program over ``Terminal`` for a process of its own: a list to move in, and keys that try what may
/// go wrong.
///
/// `j` `k` move, `J` scrolls, `h` hostile text, `p` runs a pager, `y` copies, `t` traps, `e` writes to standard
/// error, `w` lets a task elsewhere change the state, `r` paints all again, `x` hangs, `q` quits. `l` draws addresses as links,
/// as text, or not at all, `i` lets them lead elsewhere, and `K` scrolls back.
@main
enum TerminalProbe {
    private static let hostile =
        "\u{1B}[2J\r\n\u{202E}日本\u{9B}m e\u{301}\u{301}\u{301} 👨‍👩‍👧|"

    @UIActor
    private final class State {
        var row = 0
        var top = 0
        var last: SafeText = "started"
        /// 1 for addresses as links, 2 as text.
        var links = 0
        var target = 0
        var steps = 0

        func step() {
            steps += 1
            last = SafeText(sanitizing: "step \(steps).")
        }
        var isDone = false
        var code: Int32 = 0
    }

    static func main() {
        do {
            exit(try UIActor.run { try loop(ProcessInfo.processInfo.environment) })
        } catch {
            print("\(error)")
            exit(3)
        }
    }

    @UIActor
    private static func loop(_ environment: [String: String]) throws -> Int32 {
        let terminal = try Terminal.open(TerminalOptions(environment: environment))
        defer { terminal.close() }
        let state = State()
        if let note = terminal.notes.first { state.last = SafeText(sanitizing: note) }
        while !state.isDone {
            terminal.present(draw(state, terminal))
            for event in terminal.nextEvents() { take(event, state, terminal) }
        }
        return state.code
    }

    @UIActor
    private static func take(_ event: TerminalEvent, _ state: State, _ terminal: Terminal) {
        switch event {
        case .key(.character("j")), .key(.down): state.row += 1
        case .key(.character("k")), .key(.up): state.row -= 1
        case .key(.character("J")):
            state.top += 1
            if state.links > 0 { state.step() }
        case .key(.character("K")):
            state.top = max(0, state.top - 1)
            state.step()
        case .key(.character("l")):
            state.links = (state.links + 1) % 3
            state.step()
        case .key(.character("i")):
            state.target += 1
            state.step()
        case .key(.character("q")): state.isDone = true
        case .key(.character("h")):
            state.last = SafeText(
                sanitizing: TerminalProbe.hostile
            )
        case .key(.character("e")):
            FileHandle.standardError.write(Data("kept words\u{1B}[2J\n".utf8))
        case .key(.character("p")):
            let result = terminal.runExternal(["cat"], input: Array("from the pager\n".utf8))
            state.last = SafeText(sanitizing: "pager \(result)")
        case .key(.character("y")):
            let environment = ProcessInfo.processInfo.environment
            if let sequence = try? ClipboardSequence.make("copied", environment: environment) {
                terminal.write(sequence)
            }
        case .key(.character("t")):
            let nothing: Int? = state.row > 1000 ? 1 : nil
            state.row = nothing!
        case .key(.character("r")): terminal.repaint()
        case .key(.character("x")): while true { pause() }
        case .key(.character("w")):
            Task.detached { await change(state) }
        case .key(let key): state.last = SafeText(sanitizing: "key \(key)")
        case .paste(let paste): state.last = SafeText(sanitizing: "paste \(paste.text)")
        case .resize(let size):
            state.last = SafeText(sanitizing: "size \(size.columns)x\(size.rows)")
        case .resumed: state.last = "resumed"
        case .cannotSuspend: state.last = "no shell waits"
        case .woken, .answered: break
        case .ended(let signal):
            state.code = 128 + signal
            state.isDone = true
        case .hangUp:
            state.code = 129
            state.isDone = true
        }
    }

    @UIActor
    private static func change(_ state: State) {
        state.last = "changed by a task"
    }

    /// A header, a list that scrolls, a line below: like the screens of the explorer.
    @UIActor
    private static func draw(_ state: State, _ terminal: Terminal) -> Canvas {
        var canvas = Canvas(size: terminal.size)
        canvas.put(
            [("pid ", Style(.muted)), (SafeText(getpid()), Style(.number))],
            row: 0
        )
        canvas.put(state.last, row: 1, style: Style(.title))
        canvas.region(rows: 2..<max(2, canvas.size.rows - 1), columns: 0..<canvas.size.columns) {
            list in
            for row in 0..<list.size.rows {
                let number = state.top + row
                list.put(
                    [
                        (" ", .text), (SafeText(number).padded(to: 6, .right), .text),
                        (SafeText(sanitizing: " service-\(number % 7) "), .service(number)),
                        (SafeText(sanitizing: "POST /checkout/\(number * 7919 % 1000) "), .text),
                        (SafeText(repeating: "━", count: number * 31 % 12), Style(.criticalPath)),
                    ],
                    row: row
                )
                guard state.links > 0, number % 3 != 1 else { continue }
                let address = "https://example.com/\(number)"
                list.put(
                    SafeText(sanitizing: address + " 日本"),
                    row: row,
                    column: 48,
                    style: Style(.accent),
                    link: state.links == 1 ? LinkAddress("\(address)?\(state.target)") : nil
                )
            }
            let row = max(0, min(state.row, list.size.rows - 1))
            list.put("▌", row: row, style: Style(.selectionGutter))
            list.cursor = CanvasPoint(row: row, column: 0)
        }
        canvas.put("Enter open  q quit", row: canvas.size.rows - 1, style: Style(.hint))
        return canvas
    }
}

extension Style {
    fileprivate static func service(_ number: Int) -> Style { Style(.service(number % 7)) }
}
